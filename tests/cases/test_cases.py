"""Whole stories with the events a careful reader would insist on, one file a case.

A case holds a text and `[[event]]` tables; each must be found with every field it names.
`absent` lists words whose sentences must give no event.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from depeche.reading.jsonl import read_published
from depeche.record.article import event_to_json
from depeche.running.pipeline import Pipeline
from depeche.story import Story

CASES = sorted(Path(__file__).parent.glob("*/*.toml"))


def _meets(event: dict[str, Any], wanted: dict[str, Any]) -> bool:
    date = event["date"] or {}
    place = event["place"] or {}
    got = {
        "type": event["type"],
        "mode": event["mode"],
        "status": event["status"],
        "actors": sorted(a["country"] or a["name"] for a in event["actors"]),
        "recipients": sorted(a["country"] or a["name"] for a in event["recipients"]),
        "according_to": sorted(w["country"] or w["name"] for w in event["according_to"]),
        "disputed_by": sorted(w["country"] or w["name"] for w in event["disputed_by"]),
        "date": date.get("value"),
        "place": place.get("name"),
    }
    return all(got[k] == (sorted(v) if isinstance(v, list) else v) for k, v in wanted.items())


@pytest.mark.parametrize("path", CASES, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_case(path: Path, pipeline: Pipeline) -> None:
    case = tomllib.loads(path.read_text(encoding="utf-8"))
    story = Story.of(
        case["text"].strip(),
        title=case.get("title"),
        lang=path.parent.name,
        published=read_published(case.get("published"), path.name),
    )
    coded = pipeline.code(story)
    events = [event_to_json(coded, e) for e in coded.events]
    shown = "\n".join(f"{e['type']} {e['trigger']['text']} {e['date']}" for e in events)
    for wanted in case["event"]:
        assert any(_meets(e, wanted) for e in events), f"{wanted}\n{shown}"
    for words in case.get("absent", []):
        assert all(words not in e["sentence"]["text"] for e in events), words
