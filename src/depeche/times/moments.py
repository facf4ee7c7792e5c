"""The stage that finds and resolves every time expression and dates the story itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from ..knowledge.calendar import Calendar, load_calendar
from ..story import (
    Because,
    Moment,
    Problem,
    Published,
    Sentence,
    Span,
    Stage,
    Story,
    sentence_at,
    stage,
)
from .dating import date_candidates, disagreements
from .grammar import find_wordings
from .resolution import STAGE, Anchor, make_date, resolve_wording
from .wording import Wording

_DATED_BLOCKS = frozenset({"title", "heading", "body", "dateline"})


def lean_of(sentence: Sentence, span: Span, calendar: Calendar) -> int:
    """-1 where the verb that governs a time expression is past, +1 where future, else 0.

    Reads Universal Dependencies: the tense of the nearest verb above the expression and
    of its auxiliaries, or one of the language's own words for what is to come.
    """
    inside = sentence.within(span)
    if not inside:
        return 0
    here = inside[0]
    for _ in range(len(sentence.tokens)):
        token = sentence.tokens[here]
        if token.pos in {"VERB", "AUX"}:
            return _lean_of_verb(sentence, here, calendar)
        if token.lemma in calendar.lean_future or token.text.lower() in calendar.lean_future:
            return 1
        if token.head == here:
            return 0
        here = token.head
    return 0


def _lean_of_verb(sentence: Sentence, verb: int, calendar: Calendar) -> int:
    token = sentence.tokens[verb]
    below = [sentence.tokens[c] for c in sentence.children[verb]]
    helpers = [t for t in below if t.pos == "AUX"]
    if any(t.lemma in calendar.lean_future for t in (token, *helpers)):
        return 1
    morphs = [token.morph, *(t.morph for t in helpers)]
    if any("Tense=Fut" in m for m in morphs):
        return 1
    if any("Tense=Past" in m or "Tense=Imp" in m for m in morphs):
        return -1
    above = sentence.tokens[token.head]
    if token.head != verb and above.lemma in calendar.lean_future:
        return 1
    return 0


def read_wordings(story: Story, calendar: Calendar) -> list[Wording]:
    """The underspecified time expressions of all blocks that can hold one."""
    found: list[Wording] = []
    for block in story.blocks:
        if block.kind in _DATED_BLOCKS:
            found.extend(find_wordings(story.words(block.span), calendar, offset=block.span.start))
    return found


def resolve_all(
    story: Story, wordings: Sequence[Wording], calendar: Calendar
) -> tuple[list[Moment], list[Problem]]:
    """Moments of all wordings, each seeing the date last told before it."""
    moments: list[Moment] = []
    problems: list[Problem] = []
    told: dt.date | None = None
    for n, w in enumerate(wordings):
        at = sentence_at(story.sentences, w.span.start)
        lean = lean_of(story.sentences[at], w.span, calendar) if at is not None else 0
        anchor = Anchor(story.dated, told, lean)
        if w.group == 1 and n + 1 < len(wordings):
            anchor = _before(resolve_wording(wordings[n + 1], anchor), anchor)
        moment = resolve_wording(w, anchor)
        moments.append(moment)
        if moment.precision == "day" and moment.start and w.shape != "clock":
            told = dt.date.fromisoformat(moment.start)
        problems.extend(_impossible(story, w, moment))
    return moments, problems


def _before(end: Moment, anchor: Anchor) -> Anchor:
    """The anchor for the first half of a range: just before its second half."""
    if end.start is None:
        return anchor
    story = Published(end.start, "day", Because(STAGE, "times.range", end.because.score))
    return Anchor(story, anchor.told, -1)


def _impossible(story: Story, w: Wording, moment: Moment) -> list[Problem]:
    words = story.words(w.span)
    if w.shape == "date" and w.month and w.day:
        if make_date(w.year or 2000, w.month, w.day) is None:
            return [Problem(STAGE, f"{words!r}: the calendar has no such day", w.span)]
        if "weekday-mismatch" in moment.because.rule:
            kept = f"kept {moment.value} by day and month"
            return [Problem(STAGE, f"{words!r}: the weekday does not fit; {kept}", w.span)]
    return []


def find_moments(*, today: dt.date | None = None) -> Stage:
    """The stage that fills `Story.dated` and `Story.moments`; `today` bounds undated stories."""

    @stage(STAGE, needs=("blocks", "sentences"), adds=("dated", "moments"))
    def run(story: Story) -> Story:
        if story.lang is None:
            return story
        calendar = load_calendar(story.lang)
        wordings = read_wordings(story, calendar)
        dates = date_candidates(story, wordings, today or dt.date.today())
        problems = [
            Problem(STAGE, f"{p.because.rule} says {p.value}, not {dates[0].value}")
            for p in disagreements(dates)
        ]
        story = replace(story, dated=dates[0] if dates else None)
        moments, found = resolve_all(story, wordings, calendar)
        return replace(story, moments=tuple(moments), problems=(*story.problems, *problems, *found))

    return run
