"""Chooses the calendar date of a wording, and says by which reason.

Given the story's date (known to the day, month or year, or not at all), the date last
told and the lean of the verb, each wording yields ranked candidates; the first one wins,
and where the evidence is missing there is none. Nothing falls back to the publication
date in silence.
"""

from __future__ import annotations

import calendar as almanac
import datetime as dt
from collections.abc import Callable, Iterator

from ..story import Because, Moment
from .anchors import (
    Anchor,
    Candidate,
    day_at,
    distance,
    make_date,
    month_at,
    pivot_day,
    quarter_at,
    ranked,
    year_at,
)
from .feasts import feast_days
from .wording import Wording

STAGE = "times"
_DAY = dt.timedelta(days=1)
_LETTER = {
    "D": "D",
    "W": "W",
    "M": "M",
    "Y": "Y",
    "DE": "DE",
    "CE": "CE",
    "H": "H",
    "MIN": "M",
    "S": "S",
}
_MULTIPLE = {"Q": (3, "M"), "HY": (6, "M"), "2W": (2, "W"), "WE": (1, "WE")}
_FINER = {"H": ("MIN", 60)}  # half an hour is thirty minutes
_SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}


def candidates(wording: Wording, anchor: Anchor) -> list[Candidate]:
    """Readings of a wording, best first; empty where nothing supports one.

    >>> from depeche.story import Published, Span
    >>> tuesday = Wording(Span(0, 16), "r", "date", month=10, day=10, weekday=2)
    >>> story = Published("2023-10-12", "day", Because("times", "given"))
    >>> candidates(tuesday, Anchor(story))[0].value
    '2023-10-10'
    """
    read = _READERS.get(wording.shape)
    found = list(read(wording, anchor)) if read else []
    return [_with_time(c, wording) for c in found]


def resolve_wording(wording: Wording, anchor: Anchor) -> Moment:
    """The moment of a wording by its best candidate; value None where there is none."""
    readings = candidates(wording, anchor)
    if not readings:
        because = Because(STAGE, wording.rule, 0.0, "nothing in the text fixes it")
        return Moment(wording.span, wording.type, None, None, None, None, because)
    best = readings[0]
    return Moment(
        wording.span,
        wording.type,
        best.value,
        best.start.isoformat() if best.start else None,
        best.end.isoformat() if best.end else None,
        best.precision,
        Because(STAGE, f"{wording.rule}+{best.rule}", best.score),
    )


def _with_time(c: Candidate, w: Wording) -> Candidate:
    if c.precision != "day" or c.start is None or w.type != "TIME":
        return c
    if w.clock is not None:
        value = f"{c.start.isoformat()}T{w.clock[0]:02d}:{w.clock[1]:02d}"
    else:
        value = f"{c.start.isoformat()}T{w.part}"
    return Candidate(value, c.start, c.end, c.precision, c.rule, c.score)


def _dates(w: Wording, anchor: Anchor) -> Iterator[Candidate]:
    """Day and month, with or without year and weekday."""
    assert w.month is not None
    assert w.day is not None
    move = dt.timedelta(w.shift or 0)
    if w.year is not None:
        if day := make_date(w.year, w.month, w.day):
            fits = w.weekday in (None, day.isoweekday())
            yield day_at(day + move, "full" if fits else "weekday-mismatch", 1.0 if fits else 0.6)
        return
    if anchor.story is None:
        return
    pivot = pivot_day(anchor)
    reach = 14 if w.weekday is not None else 1
    open_days = [
        day
        for year in range(pivot.year - reach, pivot.year + reach + 1)
        if (day := make_date(year, w.month, w.day))
    ]
    days = [d for d in open_days if w.weekday in (None, d.isoweekday())]
    rule = "weekday-year" if w.weekday is not None else "nearest-year"
    if not days or min(abs((d - pivot).days) for d in days) > 366 * 11:
        days, rule = [d for d in open_days if abs(d.year - pivot.year) <= 1], "weekday-mismatch"
    lean = w.lean or anchor.lean
    for n, day in enumerate(ranked(days, pivot, lean, strict=bool(w.lean))):
        yield day_at(day + move, rule, max(0.3, 0.95 - 0.3 * n))


def _months(w: Wording, anchor: Anchor) -> Iterator[Candidate]:
    assert w.month is not None
    if w.year is not None:
        yield month_at(w.year, w.month, "full", w)
        return
    if anchor.year is None:
        return
    if anchor.month is None:
        yield month_at(anchor.year, w.month, "story-year", w, 0.6)
        return
    here = anchor.month[0] * 12 + anchor.month[1] - 1
    lean = w.lean if w.lean is not None else anchor.lean
    spots = [(anchor.month[0] + k) * 12 + w.month - 1 for k in (-1, 0, 1)]
    if w.lean == -1:
        spots = [s for s in spots if s < here]
    elif w.lean == 1:
        spots = [s for s in spots if s > here]
    spots.sort(key=lambda s: distance(30.5 * (s - here), lean, strict=bool(w.lean)))
    for n, spot in enumerate(spots):
        rule = "month-last" if w.lean else "nearest-year"
        yield month_at(spot // 12, spot % 12 + 1, rule, w, max(0.3, 0.9 - 0.3 * n))


def _weekdays(w: Wording, anchor: Anchor) -> Iterator[Candidate]:
    assert w.weekday is not None
    here = anchor.day
    if here is None:
        if anchor.month is not None:
            year, month = anchor.month
            found = _weekday_in_month(w, year, month)
            yield found or month_at(year, month, "month-only", w, 0.5)
        return
    if w.day is not None:
        around = [here + dt.timedelta(k) for k in range(-62, 63)]
        days = [d for d in around if d.day == w.day and d.isoweekday() == w.weekday]
        for n, day in enumerate(ranked(days, here, anchor.lean)):
            yield day_at(day, "weekday-day", max(0.3, 0.95 - 0.3 * n))
        return
    back = (here.isoweekday() - w.weekday) % 7
    past, future = here - back * _DAY, here + (7 - back) % 7 * _DAY
    if w.lean == -1:
        yield day_at(past if back else past - 7 * _DAY, "weekday-last")
    elif w.lean == 1:
        yield day_at(future if back else future + 7 * _DAY, "weekday-next")
    elif w.lean == 0:
        yield day_at(ranked([past, future], here, anchor.lean)[0], "weekday-this", 0.95)
    elif anchor.lean > 0:
        yield day_at(future, "weekday-future-tense", 0.85)
        yield day_at(past, "weekday-past", 0.4)
    else:
        yield day_at(past, "weekday-past", 0.9)
        yield day_at(future, "weekday-future-tense", 0.3)


def _weekday_in_month(w: Wording, year: int, month: int) -> Candidate | None:
    """ "lundi 21" where only the month of the story is known: the day of that number."""
    if w.day is None:
        return None
    day = make_date(year, month, w.day)
    if day is None or day.isoweekday() != w.weekday:
        return None
    return day_at(day, "weekday-day", 0.8)


def _deictics(w: Wording, anchor: Anchor) -> Iterator[Candidate]:
    if anchor.day is not None:
        yield day_at(anchor.day + dt.timedelta(w.shift or 0), "story-day")
    elif anchor.month is not None:
        yield month_at(*anchor.month, "month-only", w, 0.5)


def _anaphors(w: Wording, anchor: Anchor) -> Iterator[Candidate]:
    if anchor.told is not None:
        yield day_at(anchor.told + dt.timedelta(w.shift or 0), "told-before", 0.9)
    elif anchor.story is not None and anchor.day is None and anchor.month is not None:
        yield month_at(*anchor.month, "month-only", w, 0.4)


def _units(w: Wording, anchor: Anchor) -> Iterator[Candidate]:
    here = _narrated(w, anchor) if w.anchor == "narrative" else anchor.day
    shift = w.shift or 0
    if here is None:
        if w.anchor == "story" and w.unit == "M" and anchor.month:
            spot = anchor.month[0] * 12 + anchor.month[1] - 1 + shift
            yield month_at(spot // 12, spot % 12 + 1, "unit", w, 0.9)
        elif w.anchor == "story" and w.unit in {"W", "WE"} and anchor.month:
            yield month_at(*anchor.month, "month-only", w, 0.4)
        elif w.anchor == "story" and w.unit == "Y" and anchor.year:
            yield year_at(anchor.year + shift, "unit", 0.9)
        return
    yield from _unit_at(w, here, shift)


def _narrated(w: Wording, anchor: Anchor) -> dt.date | None:
    """The day from which "l'année suivante", "deux mois plus tard" count.

    A month or year told last serves for steps at least as long as itself.
    """
    period = anchor.period
    if period is None or period.start is None:
        return anchor.told
    sizes = {"D": 0, "W": 0, "M": 1, "Q": 2, "HY": 2, "Y": 3, "DE": 4, "CE": 5}
    length = {"month": 1, "quarter": 2, "season": 2, "half-year": 2, "year": 3}
    if sizes.get(w.unit or "", 0) >= length.get(period.precision or "", 9):
        return dt.date.fromisoformat(period.start)
    return None


def _unit_at(w: Wording, here: dt.date, shift: int) -> Iterator[Candidate]:
    if w.unit == "D":
        yield day_at(here + shift * _DAY, "unit")
    elif w.unit in {"W", "WE"}:
        monday = here - (here.isoweekday() - 1) * _DAY + 7 * shift * _DAY
        if w.unit == "WE" and shift == -1 and here.isoweekday() > 6:
            monday += 7 * _DAY
        year, week, _ = monday.isocalendar()
        value, first, last = f"{year}-W{week:02d}", monday, monday + 6 * _DAY
        if w.unit == "WE":
            value, first = value + "-WE", monday + 5 * _DAY
        yield Candidate(value, first, last, "week", "unit")
    elif w.unit == "M":
        spot = here.year * 12 + here.month - 1 + shift
        yield month_at(spot // 12, spot % 12 + 1, "unit", w)
    elif w.unit == "Q":
        spot = here.year * 4 + (here.month - 1) // 3 + shift
        yield quarter_at(spot // 4, spot % 4 + 1, "unit")
    elif w.unit == "Y":
        yield year_at(here.year + shift, "unit")
    elif w.unit == "DE":
        decade = here.year // 10 + shift
        start, end = dt.date(decade * 10, 1, 1), dt.date(decade * 10 + 9, 12, 31)
        yield Candidate(f"{decade}", start, end, "decade", "unit")
    elif w.unit == "CE":
        century = here.year // 100 + shift
        start, end = dt.date(century * 100, 1, 1), dt.date(century * 100 + 99, 12, 31)
        yield Candidate(f"{century}", start, end, "century", "unit")


def _shifts(w: Wording, anchor: Anchor) -> Iterator[Candidate]:
    """ "il y a deux ans", "two days later": so many units from a date."""
    here = _narrated(w, anchor) if w.anchor == "narrative" else anchor.day
    steps = (w.count or 0) * (w.shift or 0)
    if here is None:
        if w.anchor == "story" and anchor.year and w.unit == "Y":
            yield year_at(anchor.year + int(steps), "shift", 0.8)
        return
    days = {"D": 1, "W": 7, "2W": 14}.get(w.unit or "")
    if days:
        yield day_at(here + dt.timedelta(round(steps * days)), "shift", 0.9)
    elif w.unit in {"H", "MIN", "S"}:
        per_day = {"H": 24, "MIN": 1440, "S": 86400}[w.unit]
        yield day_at(here + dt.timedelta(steps / per_day), "shift", 0.7)
    elif w.unit in {"M", "Q", "HY"}:
        months = {"M": 1, "Q": 3, "HY": 6}[w.unit]
        spot = here.year * 12 + here.month - 1 + round(steps * months)
        yield month_at(spot // 12, spot % 12 + 1, "shift", w, 0.9)
    elif w.unit == "Y":
        yield year_at(here.year + int(steps), "shift", 0.9)
    elif w.unit in {"DE", "CE"}:
        yield year_at(here.year + int(steps * (10 if w.unit == "DE" else 100)), "shift", 0.6)


def _day_of_month(w: Wording, anchor: Anchor) -> Iterator[Candidate]:
    here = anchor.told if w.anchor == "narrative" else pivot_day(anchor) if anchor.month else None
    if here is None or w.day is None:
        return
    spot = here.year * 12 + here.month - 1 + (w.shift or 0)
    if day := make_date(spot // 12, spot % 12 + 1, w.day):
        yield day_at(day, "day-of-month")


def _bare_days(w: Wording, anchor: Anchor) -> Iterator[Candidate]:
    """ "le 12": in the month last told, or the latest one that has come."""
    if w.day is None:
        return
    here = anchor.told or anchor.day
    if here is None:
        return
    spots = [here.year * 12 + here.month - 1 + k for k in (-1, 0, 1)]
    days = [d for s in spots if (d := make_date(s // 12, s % 12 + 1, w.day))]
    if anchor.told is not None:
        days.sort(key=lambda d: abs((d - here).days) + (0 if d >= here else 20))
    else:
        days = ranked(days, here, anchor.lean)
    for n, day in enumerate(days):
        yield day_at(day, "told-month" if anchor.told else "story-month", max(0.3, 0.8 - 0.3 * n))


def _parts(w: Wording, anchor: Anchor) -> Iterator[Candidate]:
    """ "dans la nuit", "à l'aube": of the day last told, else of the story's."""
    if anchor.told is not None:
        back = w.part == "NI" and anchor.told == anchor.day
        yield day_at(anchor.told - back * _DAY, "told-before", 0.7)
    elif anchor.day is not None:
        yield day_at(anchor.day - (w.part == "NI") * _DAY, "story-day", 0.6)


def _years(w: Wording, anchor: Anchor) -> Iterator[Candidate]:
    if w.year is not None:
        c = year_at(w.year, "full")
        spans = {"START": (1, 4), "MID": (5, 8), "END": (9, 12)}
        if w.edge in spans:
            low, high = spans[w.edge]
            end = dt.date(w.year, high, almanac.monthrange(w.year, high)[1])
            c = Candidate(c.value, dt.date(w.year, low, 1), end, "year", "full")
        yield c


def _decades(w: Wording, anchor: Anchor) -> Iterator[Candidate]:
    if w.decade is not None:
        start, end = dt.date(w.decade * 10, 1, 1), dt.date(w.decade * 10 + 9, 12, 31)
        yield Candidate(f"{w.decade}", start, end, "decade", "full")


def _centuries(w: Wording, anchor: Anchor) -> Iterator[Candidate]:
    first = int(w.value or 0) * 100
    if 1000 <= first <= 2100:
        start, end = dt.date(first + 1, 1, 1), dt.date(first + 100, 12, 31)
        yield Candidate(w.value or "", start, end, "century", "full")


def _within(w: Wording, anchor: Anchor) -> Iterator[Candidate]:
    if anchor.lean > 0:
        yield from _shifts(w, anchor)
    else:
        yield from _durations(w, anchor)


def _seasons(w: Wording, anchor: Anchor) -> Iterator[Candidate]:
    assert w.season is not None
    first, last = _SEASONS[w.season]
    years = [w.year] if w.year is not None else _season_years(w, anchor, first)
    for n, year in enumerate(years):
        end_year = year + (last < first)
        end = dt.date(end_year, last, almanac.monthrange(end_year, last)[1])
        rule = "full" if w.year is not None else "season"
        score = 1.0 if w.year is not None else max(0.3, 0.9 - 0.3 * n)
        yield Candidate(f"{year}-{w.season}", dt.date(year, first, 1), end, "season", rule, score)


def _season_years(w: Wording, anchor: Anchor, first: int) -> list[int]:
    if anchor.year is None:
        return []
    here = pivot_day(anchor)
    lean = w.lean if w.lean is not None else anchor.lean
    years = [here.year - 1, here.year, here.year + 1]
    if w.lean == -1:
        years = [y for y in years if dt.date(y, first, 1) + 90 * _DAY <= here] or [here.year - 1]
    middles = {dt.date(y, first, 1) + 45 * _DAY: y for y in years}
    return [middles[d] for d in ranked(list(middles), here, lean)]


def _quarters(w: Wording, anchor: Anchor) -> Iterator[Candidate]:
    year = w.year if w.year is not None else anchor.year
    if year is None:
        return
    rule, score = ("full", 1.0) if w.year is not None else ("story-year", 0.7)
    if w.quarter is not None:
        here = anchor.month
        if w.year is None and here and anchor.lean <= 0 and w.quarter * 3 - 2 > here[1]:
            year -= 1
        yield quarter_at(year, w.quarter, rule, score)
    elif w.half is not None:
        first = 1 if w.half == 1 else 7
        end = dt.date(year, first + 5, almanac.monthrange(year, first + 5)[1])
        value = f"{year}-H{w.half}"
        yield Candidate(value, dt.date(year, first, 1), end, "half-year", rule, score)


def _feasts(w: Wording, anchor: Anchor) -> Iterator[Candidate]:
    assert w.feast is not None
    if w.year is None and anchor.year is None:
        return
    years = [w.year] if w.year is not None else [pivot_day(anchor).year + k for k in (-1, 0, 1)]
    days = {a: b for y in years for a, b in feast_days(w.feast, y)}
    order = list(days) if w.year is not None else ranked(list(days), pivot_day(anchor), anchor.lean)
    for n, day in enumerate(order):
        rule, score = ("feast", max(0.3, 0.9 - 0.3 * n))
        if days[day] == day:
            yield day_at(day, rule, score)
        else:
            value = f"{day.isoformat()}/{days[day].isoformat()}"
            yield Candidate(value, day, days[day], "interval", rule, score)


def _durations(w: Wording, anchor: Anchor) -> Iterator[Candidate]:
    if w.unit is None:
        return
    unit, count = w.unit, w.count
    if count is not None and count != int(count) and unit in _FINER:
        unit, times = _FINER[unit]
        count *= times
    times, letter = _MULTIPLE.get(unit, (1, _LETTER.get(unit, unit)))
    number = "X" if count is None else f"{count * times:g}"
    prefix = "PT" if unit in {"H", "MIN", "S"} else "P"
    yield Candidate(f"{prefix}{number}{letter}", None, None, None, "duration")


def _sets(w: Wording, anchor: Anchor) -> Iterator[Candidate]:
    if w.weekday is not None:
        yield Candidate(f"XXXX-WXX-{w.weekday}", None, None, None, "set")
    elif w.part is not None:
        yield Candidate(f"XXXX-XX-XXT{w.part}", None, None, None, "set")
    else:
        yield from _durations(w, anchor)


def _now(w: Wording, anchor: Anchor) -> Iterator[Candidate]:
    if w.value is not None:
        yield Candidate(w.value, None, None, None, "vague")


def _clocks(w: Wording, anchor: Anchor) -> Iterator[Candidate]:
    here = anchor.told or anchor.day
    if here is not None:
        yield day_at(here, "told-before" if anchor.told else "story-day", 0.7)


_READERS: dict[str, Callable[[Wording, Anchor], Iterator[Candidate]]] = {
    "date": _dates,
    "month": _months,
    "weekday": _weekdays,
    "deictic": _deictics,
    "anaphor": _anaphors,
    "unit": _units,
    "shift": _shifts,
    "day-of-month": _day_of_month,
    "year": _years,
    "decade": _decades,
    "season": _seasons,
    "quarter": _quarters,
    "feast": _feasts,
    "duration": _durations,
    "set": _sets,
    "now": _now,
    "clock": _clocks,
    "bare-day": _bare_days,
    "part": _parts,
    "century": _centuries,
    "within": _within,
}
