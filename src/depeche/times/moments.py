"""The stage that finds and resolves every time expression and dates the story itself."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace

from ..knowledge.calendar import Calendar, load_calendar
from ..knowledge.folding import bare, tidy
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
from .anchors import Anchor, make_date
from .dating import date_candidates, disagreements
from .grammar import find_wordings
from .resolution import STAGE, resolve_wording
from .wording import Wording

_COMMA = re.compile(r"\s*[,(–—-]\s*")
_PERIODS = frozenset({"month", "quarter", "half-year", "season", "year"})
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
            lean = _lean_of_verb(sentence, here, calendar)
            if lean or "VerbForm=Inf" not in token.morph:
                return lean
        elif token.lemma in calendar.lean_future or token.text.lower() in calendar.lean_future:
            return 1
        if token.head == here:
            return 0
        here = token.head
    return 0


def _lean_of_verb(sentence: Sentence, verb: int, calendar: Calendar) -> int:
    token = sentence.tokens[verb]
    below = [sentence.tokens[c] for c in sentence.children[verb]]
    helpers = [t for t in below if t.pos == "AUX"]
    known = calendar.lean_future
    if any(t.lemma in known or t.text.lower() in known for t in (token, *helpers)):
        return 1
    state = any(t.dep == "aux:pass" and "VerbForm=Fin" in t.morph for t in helpers)
    morphs = [t.morph for t in helpers] if state else [token.morph, *(t.morph for t in helpers)]
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
    period: Moment | None = None
    dated = story.dated
    headed = _date_lines(story, wordings)
    for n, w in enumerate(wordings):
        lean = _lean(story, w.span, calendar)
        anchor = Anchor(dated, told, lean, period)
        if w.shape == "part" and not _together(story, wordings[n - 1] if n else None, w):
            anchor = replace(anchor, told=None)
        after = wordings[n + 1] if n + 1 < len(wordings) else None
        if w.group == 1 and after is not None:
            anchor = _before(resolve_wording(after, anchor), anchor)
        moment = resolve_wording(w, anchor)
        if after is not None and _apposed(story, w, after):
            moment = _same_day(moment, resolve_wording(after, anchor))
        moments.append(moment)
        if moment.precision == "day" and moment.start and w.shape not in {"clock", "part"}:
            told, period = dt.date.fromisoformat(moment.start), None
        elif moment.precision in _PERIODS and moment.start:
            period = moment
        if n in headed and moment.precision == "day" and moment.start:
            dated = Published(moment.start, "day", Because(STAGE, "times.section-date", 0.8))
        problems.extend(_impossible(story, w, moment))
    return moments, problems


def _date_lines(story: Story, wordings: Sequence[Wording]) -> frozenset[int]:
    """Wordings that are a whole line of their own, as live pages date their sections."""
    lines = [b.span for b in story.blocks if b.kind in {"heading", "body"}]
    found = set()
    for n, w in enumerate(wordings):
        line = next((s for s in lines if s.covers(w.span)), None)
        if w.shape == "date" and line is not None:
            around = story.content[line.start : w.span.start] + story.content[w.span.end : line.end]
            if not any(c.isalpha() for c in around):
                found.add(n)
    return frozenset(found)


def _lean(story: Story, span: Span, calendar: Calendar) -> int:
    """The lean of the words around a time expression: its preposition, then its verb.

    Where the sentence was not analysed, its verbs are known by their endings.
    """
    at = sentence_at(story.sentences, span.start)
    if at is None:
        return 0
    sentence = story.sentences[at]
    before = bare(story.content[max(sentence.span.start, span.start - 24) : span.start]).rstrip()
    if before.endswith(calendar.lean_before[0]):
        return 1
    lean = lean_of(sentence, span, calendar)
    if not sentence.tokens:
        lean = _lean_of_endings(
            tidy(story.words(sentence.span)).lower(), span.start - sentence.span.start, calendar
        )
    if lean == 0 and before.endswith(calendar.lean_before[1]):
        return 1
    return lean


def _lean_of_endings(text: str, at: int, calendar: Calendar) -> int:
    """The tense of the nearest verb form that the endings of the language give away."""
    found = [
        (abs(m.start() - at), lean)
        for pattern, lean in zip(calendar.tenses, (-1, 1), strict=True)
        for m in pattern.finditer(text)
    ]
    return min(found)[1] if found else 0


def _together(story: Story, before: Wording | None, w: Wording) -> bool:
    """True where the expression before this one stands in the same sentence."""
    at = sentence_at(story.sentences, w.span.start)
    start = w.span.start if at is None else story.sentences[at].span.start
    return before is not None and before.span.start >= start


def _apposed(story: Story, w: Wording, after: Wording) -> bool:
    """True for "hier, le 11 juin" and "la veille, mardi 27 novembre": one day said twice."""
    if w.shape not in {"deictic", "anaphor"} or after.shape != "date":
        return False
    return bool(_COMMA.fullmatch(story.content[w.span.end : after.span.start]))


def _same_day(moment: Moment, other: Moment) -> Moment:
    if other.precision != "day" or other.start is None:
        return moment
    value = other.start + (moment.value or "")[10:]
    because = Because(STAGE, f"{moment.because.rule}+apposition", other.because.score)
    return replace(
        moment, value=value, start=other.start, end=other.end, precision="day", because=because
    )


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
