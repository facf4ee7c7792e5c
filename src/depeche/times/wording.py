"""What the words of a time expression say by themselves, before any calendar is asked."""

from __future__ import annotations

from dataclasses import dataclass

from ..knowledge.calendar import Lexeme, Value
from ..story import Span


@dataclass(frozen=True, slots=True)
class Wording:
    """What a time expression says by itself; None where it does not say.

    `shift` counts `unit`s from the story's date (`anchor` "story") or from the date last
    told ("narrative"); `lean` is -1 for dernier/last, +1 for prochain/next, 0 for ce/this.
    """

    span: Span
    rule: str
    shape: str
    type: str = "DATE"
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    season: str | None = None
    quarter: int | None = None
    half: int | None = None
    decade: int | None = None
    feast: str | None = None
    unit: str | None = None
    count: float | None = None
    shift: int | None = None
    anchor: str = "story"
    lean: int | None = None
    edge: str | None = None
    part: str | None = None
    clock: tuple[int, int] | None = None
    value: str | None = None
    group: int = 0


Groups = dict[str, list[Lexeme]]


def first(groups: Groups, label: str) -> Value | None:
    """The value under a label, or None."""
    if label not in groups:
        return None
    return next(iter(groups[label][0].values.values()))
