"""What a date is resolved against, one calendar reading of it, and how far readings lie apart."""

from __future__ import annotations

import calendar as almanac
import datetime as dt
from dataclasses import dataclass

from ..story import Moment, Published
from .wording import Wording

_FORWARD = 1.6  # without a tense, a day ahead is as likely as one this many times as far behind
_FAR_AHEAD = 200
_TOO_FAR_AHEAD = 500  # nobody dates by weekday and day alone what is further off
_AGAINST = {-1: 340, 1: 200}
_NEVER = 10_000
_EDGES = {"START": (1, 10), "MID": (11, 20), "END": (21, 31)}


@dataclass(frozen=True, slots=True)
class Anchor:
    """What the resolver may lean on: the story's date, the date last told, the verb's lean.

    `told` is the last day told, `period` the last month, season or year where that came later.
    """

    story: Published | None = None
    told: dt.date | None = None
    lean: int = 0
    period: Moment | None = None

    @property
    def day(self) -> dt.date | None:
        """The story's date where it is known to the day."""
        if self.story is None or self.story.precision != "day":
            return None
        return dt.date.fromisoformat(self.story.value[:10])

    @property
    def month(self) -> tuple[int, int] | None:
        """Year and month of the story where they are known."""
        if self.story is None or self.story.precision == "year":
            return None
        return int(self.story.value[:4]), int(self.story.value[5:7])

    @property
    def year(self) -> int | None:
        """The story's year."""
        return None if self.story is None else int(self.story.value[:4])


@dataclass(frozen=True, slots=True)
class Candidate:
    """One calendar reading: TIMEX3 value, first and last day, precision, rule, score."""

    value: str
    start: dt.date | None
    end: dt.date | None
    precision: str | None
    rule: str
    score: float = 1.0


def make_date(year: int, month: int, day: int) -> dt.date | None:
    """The date, or None where the calendar has no such day."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def day_at(day: dt.date, rule: str, score: float = 1.0) -> Candidate:
    """One day."""
    return Candidate(day.isoformat(), day, day, "day", rule, score)


def month_at(year: int, month: int, rule: str, w: Wording, score: float = 1.0) -> Candidate:
    """A month, or the third of it that the wording names (début, mi-, fin)."""
    last = almanac.monthrange(year, month)[1]
    low, high = _EDGES.get(w.edge or "", (1, 31))
    start, end = dt.date(year, month, low), dt.date(year, month, min(high, last))
    return Candidate(f"{year:04d}-{month:02d}", start, end, "month", rule, score)


def year_at(year: int, rule: str, score: float = 1.0) -> Candidate:
    """A calendar year."""
    return Candidate(f"{year:04d}", dt.date(year, 1, 1), dt.date(year, 12, 31), "year", rule, score)


def quarter_at(year: int, quarter: int, rule: str, score: float = 1.0) -> Candidate:
    """A quarter of a calendar year."""
    last = almanac.monthrange(year, quarter * 3)[1]
    return Candidate(
        f"{year}-Q{quarter}", dt.date(year, quarter * 3 - 2, 1), dt.date(year, quarter * 3, last),
        "quarter", rule, score,
    )  # fmt: skip


def pivot_day(anchor: Anchor) -> dt.date:
    """A day that stands for the story's date, in its middle where only month or year is known."""
    if anchor.day is not None:
        return anchor.day
    if anchor.month is not None:
        return dt.date(*anchor.month, 15)
    return dt.date(anchor.year or 2000, 7, 1)


def ranked(
    days: list[dt.date], pivot: dt.date, lean: int, *, strict: bool = False
) -> list[dt.date]:
    """Nearest first; news looks back rather than forward, and a verb's tense leans harder.

    "avait exigé un départ pour le 31 janvier", written on the 30th: a past verb alone does not
    move the day by a year. `strict` is for words that do ("dernier", "prochain").
    """
    return sorted(days, key=lambda day: distance((day - pivot).days, lean, strict))


def distance(away: float, lean: int, strict: bool = False) -> float:
    """How far a reading lies, in days; the wrong side of the story's date counts as further."""
    if away > (_FAR_AHEAD if lean <= 0 else _TOO_FAR_AHEAD):
        return away + _NEVER
    if (lean < 0 < away) or (lean > 0 > away):
        return abs(away) + (_NEVER if strict else _AGAINST[lean])
    if away > 0 >= lean:
        return away * _FORWARD
    return abs(away)
