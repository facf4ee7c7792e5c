"""Which date governs which event, and which dates govern none."""

from __future__ import annotations

import pytest

from depeche.record.article import day_value
from depeche.running.pipeline import Pipeline
from depeche.story import Because, Published, Story


def _dates(pipeline: Pipeline, text: str, lang: str = "fr") -> dict[str, str | None]:
    published = Published("2023-10-12", "day", Because("reading", "given"))
    events = pipeline.code(Story.of(text, lang=lang, published=published)).events
    return {e.type: day_value(e.date) if e.date else None for e in events}


@pytest.mark.parametrize(
    ("text", "type", "value"),
    [
        ("La France a condamné lundi l'attaque contre Israël.", "ACCUSE", "2023-10-09"),
        ("La France a condamné lundi l'attaque contre Israël.", "ASSAULT", None),
        ("En visite mardi à Bangui, la ministre française a remercié le président Touadéra.",
         "SUPPORT", "2023-10-10"),
        ("La guerre entre l'Éthiopie et l'Érythrée, de 1998 à 2000, a pris fin.", "ASSAULT", "1998/2000"),
        ("Mercredi, le président russe a rencontré le président chinois à Pékin.",
         "CONSULT", "2023-10-11"),
        ("L'armée israélienne a frappé Gaza depuis le 7 octobre.", "ASSAULT",
         "2023-10-07/2023-10-12"),
        ("La dernière fois que Moscou et Bamako se sont parlé par téléphone remonte au 10 septembre"
         " dernier.", "CONSULT", "2023-09-10"),
        ("Le Mali a rejeté l'accord d'Alger signé en 2015.", "REJECT", None),
        ("Réunis mardi à Abuja, les dirigeants de la Cédéao ont lancé un ultimatum aux militaires"
         " nigériens.", "THREATEN", "2023-10-10"),
        ("Lundi, des milliers de personnes ont défilé à Bamako pour exiger le départ des soldats"
         " français.", "REQUEST", "2023-10-09"),
        ("En 2006, le Rwanda avait rompu ses relations avec la France quand un juge français avait"
         " accusé M. Kagame.", "ACCUSE", "2006"),
        ("L'armée a annoncé lundi qu'elle enquêtait après une attaque contre un village.",
         "ASSAULT", None),
        ("La grève lancée le 6 octobre par les syndicats français se poursuit.",
         "PROTEST", "2023-10-06"),
        ("Le ministre malien a condamné mardi l'attaque, après la visite d'une délégation russe à"
         " Bamako.", "CONSULT", None),
    ],
)  # fmt: skip
def test_what_a_date_governs(pipeline: Pipeline, text: str, type: str, value: str | None) -> None:
    found = _dates(pipeline, text)
    assert type in found
    assert found[type] == value


def test_a_party_of_a_dated_contact_goes_on_at_that_date(pipeline: Pipeline) -> None:
    text = (
        "Vladimir Poutine s'est entretenu lundi avec Emmanuel Macron. "
        "Il a aussi remercié la Turquie. Recep Tayyip Erdogan a condamné Israël."
    )
    found = _dates(pipeline, text)
    assert (found["CONSULT"], found["SUPPORT"]) == ("2023-10-09", "2023-10-09")
    assert found["ACCUSE"] is None


def test_a_dated_speech_dates_what_its_speaker_says_next(pipeline: Pipeline) -> None:
    text = (
        "Dans un discours prononcé mardi, Vladimir Poutine a parlé de l'avenir. "
        "M. Poutine a également accusé la France."
    )
    assert _dates(pipeline, text)["ACCUSE"] == "2023-10-10"


def test_who_goes_on_speaking_keeps_the_date_from_sentence_to_sentence(pipeline: Pipeline) -> None:
    talk = "Vladimir Putin held a telephone conversation with Emmanuel Macron on Tuesday. "
    more = "Putin answered at length. " * 4
    found = _dates(pipeline, talk + more + "He also congratulated France.", "en")
    assert found["SUPPORT"] == "2023-10-10"
    other = "Experts answered at length. " * 4
    assert _dates(pipeline, talk + other + "Putin congratulated France.", "en")["SUPPORT"] is None


def test_what_was_before_keeps_no_running_date(pipeline: Pipeline) -> None:
    text = (
        "Vladimir Poutine s'est entretenu lundi avec Emmanuel Macron. "
        "Vladimir Poutine avait remercié la Turquie."
    )
    assert _dates(pipeline, text)["SUPPORT"] is None
