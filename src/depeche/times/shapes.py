"""The meanings that time patterns can have, each written once for all languages.

A shape takes the words a pattern caught and returns the wordings they stand for (two for
a range), or nothing when the words cannot mean that ("31 février" is kept: the resolver
reports it).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from .wording import Groups, Wording, first

Shape = Callable[[list[Wording], Groups, str], list[Wording]]


def _integer(groups: Groups, label: str) -> int | None:
    value = first(groups, label)
    return value if isinstance(value, int) else None


def _number(groups: Groups, label: str) -> float | None:
    value = first(groups, label)
    return value if isinstance(value, int | float) else None


def _word(groups: Groups, label: str) -> str | None:
    value = first(groups, label)
    return value if isinstance(value, str) else None


def _lean(groups: Groups) -> int | None:
    for label in ("last", "next", "coming", "this"):
        if label in groups:
            return _integer(groups, label)
    return None


def _clock(groups: Groups) -> tuple[int, int] | None:
    value = first(groups, "clock")
    if isinstance(value, tuple):
        return value[0], value[1]
    word = _integer(groups, "clockword")
    return None if word is None else (word, 0)


def _timed(wording: Wording, groups: Groups) -> Wording:
    """The wording with a part of the day or a clock time, which makes it a TIME."""
    part, clock = _word(groups, "part"), _clock(groups)
    if part is None and clock is None:
        return wording
    return replace(wording, part=part, clock=clock, type="TIME")


def _date(whole: list[Wording], groups: Groups, text: str) -> list[Wording]:
    base = replace(
        whole[0],
        year=_integer(groups, "year"),
        month=_integer(groups, "month"),
        day=_integer(groups, "day"),
        weekday=_integer(groups, "weekday"),
        lean=_lean(groups),
        shift=_integer(groups, "anaphor"),
    )
    return [_timed(base, groups)]


def _numeric(whole: list[Wording], groups: Groups, text: str) -> list[Wording]:
    value = first(groups, "numdate")
    if not isinstance(value, tuple):
        return []
    return [replace(whole[0], shape="date", year=value[0], month=value[1], day=value[2])]


def _day_of_month(whole: list[Wording], groups: Groups, text: str) -> list[Wording]:
    following = _integer(groups, "following")
    lean = _lean(groups)
    return [
        replace(
            whole[0],
            day=_integer(groups, "day"),
            unit="M",
            shift=lean if following is None else following,
            anchor="story" if following is None else "narrative",
        )
    ]


def _month(whole: list[Wording], groups: Groups, text: str) -> list[Wording]:
    return [
        replace(
            whole[0],
            year=_integer(groups, "year"),
            month=_integer(groups, "month"),
            lean=_lean(groups),
            edge=_word(groups, "edge"),
        )
    ]


def _weekday(whole: list[Wording], groups: Groups, text: str) -> list[Wording]:
    base = replace(
        whole[0],
        weekday=_integer(groups, "weekday"),
        day=_integer(groups, "day"),
        lean=_lean(groups),
    )
    return [_timed(base, groups)]


def _deictic(whole: list[Wording], groups: Groups, text: str) -> list[Wording]:
    shift = _integer(groups, "deictic")
    if shift is None:
        shift = _lean(groups) or 0
        if shift and _word(groups, "part") == "NI":
            shift = -1
    return [_timed(replace(whole[0], unit="D", shift=shift), groups)]


def _anaphor(whole: list[Wording], groups: Groups, text: str) -> list[Wording]:
    shift = _integer(groups, "anaphor")
    return [_timed(replace(whole[0], unit="D", shift=shift, anchor="narrative"), groups)]


def _unit(whole: list[Wording], groups: Groups, text: str) -> list[Wording]:
    following, unit = _integer(groups, "following"), _word(groups, "unit")
    if unit in {"S", "MIN", "H"}:
        return []
    lean = _lean(groups)
    if following is None and lean is None and "edge" not in groups and unit != "Y":
        return []  # "de la semaine" may be any week; "de l'année" is the story's
    shift = following if following is not None else (lean or 0)
    anchor = "story" if following is None else "narrative"
    return [replace(whole[0], unit=unit, shift=shift, anchor=anchor, edge=_word(groups, "edge"))]


def _units(whole: list[Wording], groups: Groups, text: str) -> list[Wording]:
    count, lean = _number(groups, "num"), _lean(groups)
    if count is not None:
        return _duration(whole, groups, text)
    return [replace(whole[0], shape="now", value="FUTURE_REF" if lean == 1 else "PAST_REF")]


def _shift(whole: list[Wording], groups: Groups, text: str) -> list[Wording]:
    count, unit = _number(groups, "num"), _word(groups, "unit")
    if count is None:
        count = _number(groups, "dozen")
    side = _integer(groups, "after")
    narrative = side is not None or "later" in groups or "earlier" in groups
    back = "ago" in groups or "earlier" in groups or side == -1
    if count is None:
        return [replace(whole[0], shape="now", value="PAST_REF" if back else "FUTURE_REF")]
    count += _number(groups, "half") or 0
    return [
        replace(
            whole[0],
            unit=unit,
            count=count,
            shift=-1 if back else 1,
            anchor="narrative" if narrative else "story",
        )
    ]


def _duration(whole: list[Wording], groups: Groups, text: str) -> list[Wording]:
    count = _number(groups, "num")
    if count is None:
        count = _number(groups, "dozen")
    if (part := _number(groups, "halfof")) is not None:
        count = (count or 1) * part
    if count is not None:
        count += _number(groups, "half") or 0
    unit = _word(groups, "unit")
    return [replace(whole[0], shape="duration", type="DURATION", unit=unit, count=count)]


def _hours(whole: list[Wording], groups: Groups, text: str) -> list[Wording]:
    count = _number(groups, "hours")
    return [replace(whole[0], shape="duration", type="DURATION", unit="H", count=count)]


def _century(whole: list[Wording], groups: Groups, text: str) -> list[Wording]:
    rank = _integer(groups, "ord")
    if rank is None or not 1 <= rank <= 22:
        return []
    return [replace(whole[0], value=f"{rank - 1:02d}")]


def _within(whole: list[Wording], groups: Groups, text: str) -> list[Wording]:
    """ "in five years": a date where the verb looks ahead, else a duration."""
    return [replace(w, shape="within") for w in _shift(whole, groups, text) if w.shape != "now"]


def _nothing(whole: list[Wording], groups: Groups, text: str) -> list[Wording]:
    return []


def _part(whole: list[Wording], groups: Groups, text: str) -> list[Wording]:
    return [_timed(replace(whole[0], anchor="narrative"), groups)]


def _bare_day(whole: list[Wording], groups: Groups, text: str) -> list[Wording]:
    return [replace(whole[0], day=_integer(groups, "day"))]


def _year(whole: list[Wording], groups: Groups, text: str) -> list[Wording]:
    return [replace(whole[0], year=_integer(groups, "year"), edge=_word(groups, "edge"))]


def _decade(whole: list[Wording], groups: Groups, text: str) -> list[Wording]:
    year = _integer(groups, "year") or _integer(groups, "decadeword")
    short = _integer(groups, "twodigit")
    if year is None and short is not None:
        year = (1900 if short >= 20 else 2000) + short
    return [replace(whole[0], decade=None if year is None else year // 10)]


def _season(whole: list[Wording], groups: Groups, text: str) -> list[Wording]:
    season, year = _word(groups, "season"), _integer(groups, "year")
    return [replace(whole[0], season=season, year=year, lean=_lean(groups))]


def _quarter(whole: list[Wording], groups: Groups, text: str) -> list[Wording]:
    unit, rank = _word(groups, "unit"), _integer(groups, "ord")
    year = _integer(groups, "year")
    if unit == "Q" and rank in (1, 2, 3, 4):
        return [replace(whole[0], quarter=rank, year=year)]
    if unit == "HY" and rank in (1, 2):
        return [replace(whole[0], half=rank, year=year)]
    return []


def _feast(whole: list[Wording], groups: Groups, text: str) -> list[Wording]:
    return [replace(whole[0], feast=_word(groups, "feast"), year=_integer(groups, "year"))]


def _night(whole: list[Wording], groups: Groups, text: str) -> list[Wording]:
    base = replace(whole[0], weekday=_integer(groups, "a"), part="NI", type="TIME")
    return [replace(base, shape="weekday")]


def _range(whole: list[Wording], groups: Groups, text: str) -> list[Wording]:
    """Two expressions; what the first leaves out it takes from the second."""
    month, year = _integer(groups, "mb"), _integer(groups, "year")
    if (begin := _integer(groups, "ya")) is not None and "ma" not in groups and len(whole) == 2:
        return [
            replace(whole[0], shape="year", year=begin, group=1),
            replace(whole[1], shape="year", year=year, group=2),
        ]
    month = _integer(groups, "ma") if month is None else month
    days = _integer(groups, "da"), _integer(groups, "db")
    if days[0] is not None and days[1] is not None and len(whole) == 2:
        start_month = _integer(groups, "ma") or month
        if "ma" not in groups and month is not None and days[0] > days[1]:
            start_month = (month - 2) % 12 + 1  # "du 28 au 3 mars"
        late = start_month is not None and month is not None and start_month > month
        start_year = year - 1 if year is not None and late else year
        return [
            replace(whole[0], shape="date", year=start_year, month=start_month, day=days[0],
                    weekday=_integer(groups, "wa"), group=1),
            replace(whole[1], shape="date", year=year, month=month, day=days[1],
                    weekday=_integer(groups, "wb"), group=2),
        ]  # fmt: skip
    if "ma" in groups and "mb" in groups:
        begin = _integer(groups, "ya") or year
        return [
            replace(whole[0], shape="month", year=begin, month=_integer(groups, "ma"), group=1),
            replace(whole[1], shape="month", year=year, month=month, group=2),
        ]
    return []


def _set(whole: list[Wording], groups: Groups, text: str) -> list[Wording]:
    return [
        replace(
            whole[0],
            type="SET",
            unit=_word(groups, "unit"),
            weekday=_integer(groups, "weekday"),
            part=_word(groups, "part"),
            count=_number(groups, "num") or 1,
        )
    ]


def _now(whole: list[Wording], groups: Groups, text: str) -> list[Wording]:
    return [replace(whole[0], value=_word(groups, "now"))]


def _clock_alone(whole: list[Wording], groups: Groups, text: str) -> list[Wording]:
    return [replace(whole[0], type="TIME", clock=_clock(groups))]


SHAPES: dict[str, Shape] = {
    "date": _date,
    "numeric": _numeric,
    "day-of-month": _day_of_month,
    "month": _month,
    "weekday": _weekday,
    "deictic": _deictic,
    "anaphor": _anaphor,
    "unit": _unit,
    "units": _units,
    "shift": _shift,
    "duration": _duration,
    "year": _year,
    "decade": _decade,
    "season": _season,
    "quarter": _quarter,
    "feast": _feast,
    "night": _night,
    "range": _range,
    "set": _set,
    "now": _now,
    "clock": _clock_alone,
    "hours": _hours,
    "century": _century,
    "within": _within,
    "nothing": _nothing,
    "part": _part,
    "bare-day": _bare_day,
}
