"""Parties, attribution, disputes, dates and merging, each on its smallest text."""

from __future__ import annotations

from depeche.running.pipeline import Pipeline
from depeche.story import Because, Event, Published, Story


def _events(
    pipeline: Pipeline, text: str, lang: str = "fr", title: str | None = None
) -> list[Event]:
    published = Published("2023-10-12", "day", Because("reading", "given"))
    story = Story.of(text, lang=lang, title=title, published=published)
    return list(pipeline.code(story).events)


def _countries(event: Event) -> tuple[list[str | None], list[str | None]]:
    return [a.country for a in event.actors], [a.country for a in event.recipients]


def test_passive_and_agent(pipeline: Pipeline) -> None:
    (event,) = _events(pipeline, "Le Mali a été condamné par la France.")
    assert event.type == "ACCUSE"
    assert _countries(event) == (["FRA"], ["MLI"])


def test_reported_event_has_its_source(pipeline: Pipeline) -> None:
    text = "Le président russe s'est entretenu avec son homologue malien, selon le Kremlin."
    (event,) = _events(pipeline, text)
    assert event.type == "CONSULT"
    assert [w.country for w in event.according_to] == ["RUS"]


def test_accusation_and_denial(pipeline: Pipeline) -> None:
    text = "Kinshasa accuse le Rwanda d'armer des rebelles. Kigali dément ces accusations."
    events = _events(pipeline, text)
    accusation = next(e for e in events if e.type == "ACCUSE")
    assert [w.country for w in accusation.disputed_by] == ["RWA"]


def test_mentions_of_one_call_are_merged_and_an_older_one_is_kept_apart(pipeline: Pipeline) -> None:
    text = (
        "Vladimir Poutine et Assimi Goïta se sont parlé par téléphone mardi 10 octobre. "
        "Les deux dirigeants s'étaient déjà parlé par téléphone le 10 septembre dernier."
    )
    calls = [e for e in _events(pipeline, text) if e.type == "CONSULT"]
    assert [e.date.value if e.date else None for e in calls] == ["2023-10-10", "2023-09-10"]


def test_a_title_joins_its_event(pipeline: Pipeline) -> None:
    text = "Le Mali a expulsé mardi l'ambassadeur de France."
    events = _events(pipeline, text, title="Le Mali expulse l'ambassadeur de France")
    assert [e.type for e in events] == ["SANCTION"]
    assert len(events[0].mentions) == 1


def test_future_meetings_are_agreements(pipeline: Pipeline) -> None:
    events = _events(pipeline, "Emmanuel Macron rencontrera Vladimir Poutine lundi.")
    assert [(e.type, e.status) for e in events] == [("AGREE", "planned")]


def test_an_undated_event_has_no_date(pipeline: Pipeline) -> None:
    (event,) = _events(pipeline, "L'Union africaine a condamné le putsch au Niger.")[:1]
    assert event.date is None


def test_every_field_has_a_reason(pipeline: Pipeline) -> None:
    for event in _events(pipeline, "Le Mali a rompu mardi ses relations avec l'Ukraine."):
        assert event.because.rule
        assert {f for f, _ in event.reasons} >= {"type", "status", "actors"}
