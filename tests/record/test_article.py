"""The JSON form: complete, exact, re-findable."""

from __future__ import annotations

from typing import Any

import orjson

from depeche.knowledge.files import DATA
from depeche.reading.opening import read_source
from depeche.record.article import story_to_json
from depeche.running.pipeline import Pipeline
from depeche.story import Story

KEYS = {
    "id", "url", "site", "lang", "title", "text", "source", "published", "events", "moments",
    "actors", "statements", "problems",
}  # fmt: skip
EVENT_KEYS = {
    "id", "type", "mode", "status", "trigger", "sentence", "mentions", "actors", "recipients",
    "initiator", "according_to", "disputed_by", "date", "place", "topics", "score", "because",
}  # fmt: skip


def _record(pipeline: Pipeline, name: str) -> dict[str, Any]:
    story = next(iter(read_source(str(DATA / "samples" / name))))
    assert isinstance(story, Story)
    found: dict[str, Any] = orjson.loads(orjson.dumps(story_to_json(pipeline.code(story))))
    return found


def test_keys(pipeline: Pipeline) -> None:
    record = _record(pipeline, "fr-appel.txt")
    assert record.keys() >= KEYS
    assert all(e.keys() >= EVENT_KEYS for e in record["events"])


def test_every_quote_is_found_again(pipeline: Pipeline) -> None:
    for name in ("fr-appel.txt", "en-talks.txt", "fr-rupture.html"):
        record = _record(pipeline, name)
        content = f"{record['title']}\n\n{record['text']}"
        for event in record["events"]:
            for quote in (event["trigger"], event["sentence"]):
                assert content[quote["start"] : quote["end"]] == quote["text"]
            for actor in (*event["actors"], *event["recipients"], *event["according_to"]):
                assert content[actor["start"] : actor["end"]] == actor["mention"]
            if event["date"]:
                start, end = event["date"]["span"]
                assert content[start:end] == event["date"]["text"]


def test_running_twice_gives_the_same(pipeline: Pipeline) -> None:
    assert _record(pipeline, "en-talks.txt") == _record(pipeline, "en-talks.txt")
