"""Blocks: prose and page furniture told apart."""

from __future__ import annotations

from depeche.knowledge.language import load_language
from depeche.reading.blocks import blocks_of, credit_of
from depeche.story import Story


def _kinds(text: str, title: str | None = None, lang: str = "fr") -> list[str]:
    story = Story.of(text, title=title, lang=lang)
    return [b.kind for b in blocks_of(story, load_language(lang))]


def test_a_page_with_everything() -> None:
    text = (
        "Afrique Politique\nBAMAKO (AFP) - Le Mali proteste.\nLire aussi : rien\nAvec Apanews\n"
        "PARTAGEZ!\nLaisser un commentaire\nVotre adresse sera gardée."
    )
    assert _kinds(text, "Le Mali") == [
        "title", "section", "dateline", "body", "chrome", "credit", "chrome", "chrome", "chrome",
    ]  # fmt: skip


def test_chrome_inside_a_paragraph_is_cut_out() -> None:
    text = "Le Mali proteste. A surtout lire sur BBC Afrique : Le chef a parlé."
    assert _kinds(text) == ["body", "chrome", "body"]


def test_recommendations_end_the_article() -> None:
    assert _kinds("Il pleut.\nLa rédaction vous recommande\nMali : un autre titre.")[-1] == "chrome"


def test_a_dash_in_prose_is_no_dateline() -> None:
    assert _kinds("Le Premier ministre - Abiy Ahmed - a parlé.") == ["body"]


def test_credit_by_usual_name() -> None:
    assert credit_of("Il pleut.\n(Reuters)", load_language("fr")) == "Reuters"
    assert credit_of("Il pleut.", load_language("fr")) is None
