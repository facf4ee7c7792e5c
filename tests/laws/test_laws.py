"""What holds for any text at all."""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from depeche.knowledge.calendar import load_calendar
from depeche.knowledge.folding import bare, tidy
from depeche.knowledge.language import languages, load_language
from depeche.language.splitting import split_sentences
from depeche.record.article import story_to_json
from depeche.running.pipeline import Pipeline
from depeche.story import Story
from depeche.times.grammar import find_wordings

_WORDS = st.sampled_from(
    ["le", "président", "Mali", "malien", "mardi", "10", "octobre", "2023", "a", "condamné", "la",
     "France", ",", ".", "«", "»", "qui", "selon", "Moscou", "hier", "du", "au", "n'", "pas", "été",
     "armée", "et", "Poutine", "l'", "ONU", "?", "téléphone", "entretien", "il", "avec", "\n", "–"]
)  # fmt: skip
_TEXTS = st.lists(_WORDS, min_size=1, max_size=40).map(" ".join)


@given(st.text(max_size=300))
def test_folding_moves_no_offset(text: str) -> None:
    assert len(bare(text)) == len(tidy(text)) == len(text)


@given(st.text(max_size=300), st.sampled_from(languages()))
def test_sentences_are_in_order_and_lose_no_word(text: str, lang: str) -> None:
    spans = list(split_sentences(text, load_language(lang)))
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
    kept = "".join(text[s.start : s.end] for s in spans)
    assert "".join(tidy(kept).split()) == "".join(tidy(text).split())


@given(_TEXTS, st.sampled_from(languages()))
def test_time_expressions_lie_inside_the_text(text: str, lang: str) -> None:
    for wording in find_wordings(text, load_calendar(lang)):
        assert 0 <= wording.span.start < wording.span.end <= len(text)


@pytest.mark.parametrize("lang", languages())
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=_TEXTS)
def test_any_text_is_coded_with_its_own_words(pipeline: Pipeline, lang: str, text: str) -> None:
    story = pipeline.code(Story.of(text, lang=lang))
    record = story_to_json(story)
    for event in record["events"]:
        trigger = event["trigger"]
        assert story.content[trigger["start"] : trigger["end"]] == trigger["text"]
    for moment in story.moments:
        if moment.start and moment.end:
            assert dt.date.fromisoformat(moment.start) <= dt.date.fromisoformat(moment.end)


def test_a_stage_run_twice_changes_nothing(pipeline: Pipeline) -> None:
    text = "Le Mali a rompu mardi 10 octobre ses relations avec l'Ukraine, selon Bamako."
    once = pipeline.code(Story.of(text, lang="fr"))
    for stage in pipeline.stages:
        assert stage(once) == replace(stage(once), problems=once.problems)
        again = stage(once)
        assert all(getattr(again, layer) == getattr(once, layer) for layer in stage.adds)


@pytest.mark.parametrize(
    "text",
    ["\u202eabc\u202c def", "🎉" * 50, "a" * 100_000, "\x01\x02 texte \x7f", "Ω≈ç√∫ " * 20, "« " * 200],
)  # fmt: skip
def test_odd_texts_do_not_crash(pipeline: Pipeline, text: str) -> None:
    assert pipeline.code(Story.of(text, lang="fr")).content == text
