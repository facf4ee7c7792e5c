"""Says when a story was written: from what came with it, its dateline, or the calendar.

Every candidate keeps its reason. The date given from outside wins; where there is none,
a printed dateline, then the address, then the calendar itself ("mardi 10 octobre" holds
in few years), then the newest full date told. The day of retrieval is never taken for
the day of publication, only as a bound.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from ..story import Because, Published, Story
from .anchors import make_date
from .resolution import STAGE
from .wording import Wording

_URL = re.compile(
    r"/(?P<y>(?:19|20)\d\d)[/-](?P<m>0?[1-9]|1[0-2])(?:[/-](?P<d>0?[1-9]|[12]\d|3[01]))?(?=[/_\-.]|$)"
)
_EARLIEST = 1990
_DATELINE = 90


def date_candidates(story: Story, wordings: Sequence[Wording], today: dt.date) -> list[Published]:
    """Every reading of the story's date that the evidence supports, best first.

    `today` (or the day of retrieval) bounds the search; nothing later is considered.
    """
    if story.source.retrieved:
        today = min(today, dt.date.fromisoformat(story.source.retrieved[:10]))
    found = [story.published] if story.published else []
    found.extend(_printed(story, wordings))
    found.extend(_from_url(story))
    found.extend(_from_weekdays(story, wordings, today))
    found.extend(_newest(story, wordings, today))
    return [p for p in found if p.value[:4] <= str(today.year)]


def disagreements(found: Sequence[Published]) -> list[Published]:
    """Candidates that contradict the first one by more than a month (or its year).

    >>> one = Published("2021-05-02", "day", Because("times", "a"))
    >>> [p.value for p in disagreements([one, Published("2021-06-20", "day", one.because)])]
    ['2021-06-20']
    """
    if not found:
        return []
    return [p for p in found[1:] if _apart(found[0].value, p.value) and p.because.score >= 0.7]


def _apart(a: str, b: str) -> bool:
    if len(a) < 7 or len(b) < 7:
        return a[:4] != b[:4]
    months = [int(v[:4]) * 12 + int(v[5:7]) for v in (a, b)]
    return abs(months[0] - months[1]) >= 1 and (len(a) < 10 or len(b) < 10 or _far(a, b))


def _far(a: str, b: str) -> bool:
    days = dt.date.fromisoformat(a[:10]) - dt.date.fromisoformat(b[:10])
    return abs(days.days) > 31


def _full(w: Wording) -> dt.date | None:
    if w.shape != "date" or w.year is None or w.month is None or w.day is None:
        return None
    return make_date(w.year, w.month, w.day)


def _printed(story: Story, wordings: Sequence[Wording]) -> Iterator[Published]:
    """A full date on a "Publié le" line or in the dateline at the head of the text."""
    lines = [b.span for b in story.blocks if b.kind == "dateline"]
    body = next((b.span for b in story.blocks if b.kind == "body"), None)
    for w in wordings:
        day = _full(w)
        if day is None:
            continue
        words = story.words(w.span)
        if any(line.covers(w.span) for line in lines):
            because = Because(STAGE, "times.story.published-line", 0.95, words)
            yield Published(day.isoformat(), "day", because)
        elif body and body.start <= w.span.start < body.start + _DATELINE:
            after = story.content[w.span.end : w.span.end + 25]
            if re.match(r"\s*(?:\([^)]{2,20}\)|/[\w ]{2,12}/)?\s*[-–—:]", after):
                because = Because(STAGE, "times.story.dateline", 0.9, words)
                yield Published(day.isoformat(), "day", because)


def _from_url(story: Story) -> Iterator[Published]:
    match = _URL.search(story.source.url or "")
    if match is None:
        return
    year, month = int(match["y"]), int(match["m"])
    because = Because(STAGE, "times.story.url", 0.8, match.group().strip("/"))
    if match["d"] and (day := make_date(year, month, int(match["d"]))):
        yield Published(day.isoformat(), "day", because)
    else:
        yield Published(f"{year:04d}-{month:02d}", "month", because)


def _from_weekdays(
    story: Story, wordings: Sequence[Wording], today: dt.date
) -> Iterator[Published]:
    """The latest year in which the weekdays named with day and month all hold."""
    open_dates = [
        w for w in wordings
        if w.shape == "date" and w.year is None and w.weekday and w.month and w.day
    ]  # fmt: skip
    if not open_dates:
        return
    floor = max([_EARLIEST, *(y for w in wordings if (y := w.year) and y <= today.year)])
    votes: Counter[int] = Counter()
    for w in open_dates:
        for year in range(floor, today.year + 1):
            assert w.month is not None
            assert w.day is not None
            day = make_date(year, w.month, w.day)
            if day and day <= today and day.isoweekday() == w.weekday:
                votes[year] += 1
    if not votes:
        return
    year = max(votes, key=lambda y: (votes[y], y))
    days = [
        (day, w) for w in open_dates
        if (day := make_date(year, w.month or 1, w.day or 1)) and day.isoweekday() == w.weekday
    ]  # fmt: skip
    day, wording = max(days, key=lambda pair: pair[0])
    score = 0.75 if votes[year] > 1 or floor > _EARLIEST else 0.65
    because = Because(STAGE, "times.story.weekday-year", score, story.words(wording.span))
    yield Published(day.isoformat(), "day", because)


def _newest(story: Story, wordings: Sequence[Wording], today: dt.date) -> Iterator[Published]:
    """The year of the newest full date: the story is not older."""
    days = [(d, w) for w in wordings if (d := _full(w)) and d <= today]
    if days:
        day, w = max(days, key=lambda pair: pair[0])
        because = Because(STAGE, "times.story.newest-date", 0.5, story.words(w.span))
        yield Published(f"{day.year:04d}", "year", because)
