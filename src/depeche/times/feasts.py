"""The day of a feast in a year: fixed, by Easter, or by the Islamic calendar."""

from __future__ import annotations

import datetime as dt
import re

from dateutil.easter import easter
from hijridate import Hijri

_HIJRI = {"ramadan": (9, 1), "aid-fitr": (10, 1), "aid-adha": (12, 10)}
_HIJRI_RANGE = (1925, 2076)


def feast_days(feast: str, year: int) -> list[tuple[dt.date, dt.date]]:
    """First and last day of each time the feast falls in a Gregorian year (Ramadan can fall twice).

    >>> feast_days("easter-2", 2024)
    [(datetime.date(2024, 3, 29), datetime.date(2024, 3, 29))]
    """
    if match := re.fullmatch(r"(\d\d)-(\d\d)", feast):
        day = dt.date(year, int(match[1]), int(match[2]))
        return [(day, day)]
    if match := re.fullmatch(r"easter([+-]\d+)?", feast):
        day = easter(year) + dt.timedelta(int(match[1] or 0))
        return [(day, day)]
    if feast == "thanksgiving":
        first = dt.date(year, 11, 1)
        day = first + dt.timedelta((3 - first.weekday()) % 7 + 21)
        return [(day, day)]
    if feast in _HIJRI and _HIJRI_RANGE[0] <= year <= _HIJRI_RANGE[1]:
        return _islamic(feast, year)
    return []


def _islamic(feast: str, year: int) -> list[tuple[dt.date, dt.date]]:
    month, day = _HIJRI[feast]
    found = []
    for hijri_year in range(year - 580, year - 576):
        try:
            start = Hijri(hijri_year, month, day)
            first = dt.date(*start.to_gregorian().datetuple())
        except (OverflowError, ValueError):
            continue
        length = start.month_length() if feast == "ramadan" else 1
        if first.year == year:
            found.append((first, first + dt.timedelta(length - 1)))
    return found
