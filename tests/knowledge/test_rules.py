"""Every rule of the data files is tested by its own examples and counter-examples."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from depeche.knowledge.calendar import load_calendar
from depeche.knowledge.events import trigger_entries
from depeche.knowledge.files import read_toml
from depeche.knowledge.folding import bare
from depeche.knowledge.language import languages, load_language
from depeche.reading.blocks import blocks_of
from depeche.running.pipeline import Pipeline
from depeche.story import Because, Published, Sentence, Span, Story
from depeche.times.grammar import find_wordings
from depeche.times.moments import resolve_all


def _entries(file: str) -> list[Any]:
    found = []
    for tag in languages():
        for rule in read_toml(load_language(tag).folder / file)["rule"]:
            found.append(pytest.param(tag, rule, id=rule["id"]))
    return found


@pytest.mark.parametrize(("tag", "rule"), _entries("chrome.toml"))
def test_chrome_rules(tag: str, rule: dict[str, Any]) -> None:
    language = load_language(tag)
    compiled = next(r for r in language.chrome if r.id == rule["id"])
    find = compiled.pattern.search if compiled.anywhere else compiled.pattern.match
    for text in rule["examples"]:
        assert find(bare(text)), text
    for text in rule["not_examples"]:
        assert not find(bare(text)), text


@pytest.mark.parametrize(("tag", "rule"), _entries("times.toml"))
def test_time_rules(tag: str, rule: dict[str, Any]) -> None:
    calendar = load_calendar(tag)
    for text, day, value in rule["examples"]:
        story = Published(day, "day", Because("times", "given")) if day else None
        wordings = find_wordings(text, calendar)
        bare_sentence = Sentence(Span(0, len(text)), 0, "body")
        told = replace(Story.of(text), dated=story, sentences=(bare_sentence,))
        moments, _ = resolve_all(told, wordings, calendar)
        found = [m for m in moments if m.because.rule.startswith(rule["id"])]
        assert found, text
        assert value in {m.value or "" for m in found}, text
    for text in rule["not_examples"]:
        assert all(w.rule != rule["id"] for w in find_wordings(text, calendar)), text


def _triggers() -> list[Any]:
    return [
        pytest.param(tag, entry, id=entry["id"])
        for tag in languages()
        for _, entry in trigger_entries(tag)
    ]


@pytest.mark.parametrize(("tag", "entry"), _triggers())
def test_trigger_rules(tag: str, entry: dict[str, Any], pipeline: Pipeline) -> None:
    for text in entry["examples"]:
        events = pipeline.code(Story.of(text, lang=tag)).events
        assert entry["id"] in {e.because.rule for e in events}, (text, events)
    for text in entry["not_examples"]:
        events = pipeline.code(Story.of(text, lang=tag)).events
        assert entry["id"] not in {e.because.rule for e in events}, text


@pytest.mark.parametrize("tag", languages())
def test_blocks_cover_all_words(tag: str) -> None:
    text = "Titre\n\nUn texte. A surtout lire sur BBC Afrique : La suite.\nLire aussi : rien"
    story = Story.of(text, lang=tag)
    covered = "".join(story.words(b.span) for b in blocks_of(story, load_language(tag)))
    assert "".join(covered.split()) == "".join(text.split())
