"""No event that did not happen is given as occurred."""

from __future__ import annotations

import pytest

from depeche.running.pipeline import Pipeline
from depeche.story import Story

UNREAL = {
    "fr": [
        "La France n'a pas attaqué la Syrie.",
        "La France n'a jamais attaqué la Syrie.",
        "La France nie avoir attaqué la Syrie.",
        "La France dément qu'elle ait attaqué la Syrie.",
        "Si la France attaquait la Syrie, la Russie répondrait.",
        "La France pourrait attaquer la Syrie la semaine prochaine.",
        "La France attaquera la Syrie la semaine prochaine.",
        "La France a-t-elle attaqué la Syrie ?",
        "La Russie a exhorté la France à ne pas attaquer la Syrie.",
        "La France a refusé d'aider la Syrie.",
        "La France veut attaquer la Syrie.",
    ],
    "en": [
        "France did not attack Syria.",
        "France has never attacked Syria.",
        "France denied attacking Syria.",
        "France denied that it attacked Syria.",
        "If France attacked Syria, Russia would respond.",
        "France could attack Syria next week.",
        "France will attack Syria next week.",
        "Did France attack Syria?",
        "Russia urged France not to attack Syria.",
        "France refused to help Syria.",
        "France wants to attack Syria.",
    ],
}


@pytest.mark.parametrize(
    ("lang", "text"), [(lang, text) for lang, texts in UNREAL.items() for text in texts]
)
def test_unreal_events(pipeline: Pipeline, lang: str, text: str) -> None:
    events = pipeline.code(Story.of(text, lang=lang)).events
    assert [e for e in events if e.type in {"ASSAULT", "AID"} and e.status == "occurred"] == []


@pytest.mark.parametrize(
    ("lang", "text"),
    [("fr", "La France a attaqué la Syrie lundi."), ("en", "France attacked Syria on Monday.")],
)
def test_real_events(pipeline: Pipeline, lang: str, text: str) -> None:
    events = pipeline.code(Story.of(text, lang=lang)).events
    assert [(e.type, e.status) for e in events] == [("ASSAULT", "occurred")]
    assert [a.country for a in events[0].actors] == ["FRA"]
    assert [a.country for a in events[0].recipients] == ["SYR"]
