"""Feasts of the Christian and Islamic calendars."""

from __future__ import annotations

import datetime as dt

import pytest

from depeche.times.feasts import feast_days


@pytest.mark.parametrize(
    ("feast", "year", "day"),
    [
        ("12-25", 2023, dt.date(2023, 12, 25)),
        ("easter", 2024, dt.date(2024, 3, 31)),
        ("easter+39", 2024, dt.date(2024, 5, 9)),
        ("ramadan", 2024, dt.date(2024, 3, 11)),
        ("aid-adha", 2024, dt.date(2024, 6, 16)),
        ("thanksgiving", 2023, dt.date(2023, 11, 23)),
    ],
)
def test_first_day(feast: str, year: int, day: dt.date) -> None:
    assert feast_days(feast, year)[0][0] == day


def test_unknown_feast_and_far_years() -> None:
    assert feast_days("carnival", 2024) == []
    assert feast_days("ramadan", 1500) == []
