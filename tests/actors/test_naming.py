"""Who a mention is on the day, and what stays unknown."""

from __future__ import annotations

import pytest

from depeche.running.pipeline import Pipeline
from depeche.story import Actor, Because, Published, Story


def _actors(
    pipeline: Pipeline, text: str, day: str | None = "2023-10-10", lang: str = "fr"
) -> dict[str, Actor]:
    published = Published(day, "day", Because("reading", "given")) if day else None
    story = pipeline.code(Story.of(text, lang=lang, published=published))
    return {story.words(a.span): a for a in story.actors}


@pytest.mark.parametrize(
    ("text", "words", "name", "country"),
    [
        ("Le président malien a parlé.", "Le président malien", "Assimi Goïta", "MLI"),
        ("Vladimir Poutine a parlé.", "Vladimir Poutine", "Vladimir Poutine", "RUS"),
        ("Le secrétaire général de l'ONU a parlé.", "Le secrétaire général de l'ONU",
         "Antonio Guterres", None),
        ("Le ministre tchadien Mahamat Zène Kebzabo a parlé.",
         "Le ministre tchadien Mahamat Zène Kebzabo", "Mahamat Zène Kebzabo", "TCD"),
        ("La Cédéao a parlé.", "La Cédéao", "CEDEAO", None),
        ("Le Kremlin a parlé.", "Le Kremlin", "Russie", "RUS"),
        ("L'armée nigériane a parlé.", "L'armée nigériane", "armée du Nigeria", "NGA"),
        ("L'armée nigérienne a parlé.", "L'armée nigérienne", "armée du Niger", "NER"),
    ],
)  # fmt: skip
def test_french(pipeline: Pipeline, text: str, words: str, name: str, country: str | None) -> None:
    actor = _actors(pipeline, text)[words]
    assert (actor.name, actor.country) == (name, country)


def test_offices_follow_the_day(pipeline: Pipeline) -> None:
    text = "Le président malien a parlé."
    assert (
        _actors(pipeline, text, "2019-05-01")["Le président malien"].name
        == "Ibrahim Boubacar Keïta"
    )
    unknown = _actors(pipeline, text, None)["Le président malien"]
    assert unknown.name == "président du Mali"


def test_surnames_and_pairs_point_back(pipeline: Pipeline) -> None:
    text = (
        "Assimi Goïta a rencontré Vladimir Poutine. Les deux dirigeants ont parlé de commerce. "
        "M. Goïta est reparti."
    )
    actors = _actors(pipeline, text)
    assert actors["M. Goïta"].id == actors["Assimi Goïta"].id
    assert actors["Les deux dirigeants"].because.rule == "actors.reference.pair"


def test_counterpart(pipeline: Pipeline) -> None:
    text = "Le président russe a parlé avec son homologue malien."
    assert _actors(pipeline, text)["son homologue malien"].name == "Assimi Goïta"


def test_nothing_is_invented(pipeline: Pipeline) -> None:
    actor = _actors(pipeline, "Des hommes armés ont attaqué un village.")["Des hommes armés"]
    assert actor.country is None
    assert actor.sector == "REB"


def test_english(pipeline: Pipeline) -> None:
    actors = _actors(pipeline, "The French president met the UN secretary-general.", lang="en")
    assert actors["The French president"].name == "Emmanuel Macron"
