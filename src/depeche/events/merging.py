"""Merges the mentions of one event within a story, and keeps different events apart.

Two mentions are one event when their type is the same, their dates do not conflict and
their parties are compatible. The first mention with the fullest parties speaks for the
event; the others are kept as further mentions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..knowledge.folding import bare
from ..story import Actor, Event, Mention, Witness

_SPEECH = frozenset({"ACCUSE", "REQUEST", "SUPPORT", "REJECT", "THREATEN", "AGREE", "CONCEDE"})


@dataclass(frozen=True, slots=True)
class Told:
    """One mention of an event with where it stands."""

    event: Event
    sentence: int
    titled: bool


def merge_mentions(told: Sequence[Told]) -> list[Event]:
    """Events of a story from their mentions, in text order."""
    groups: list[list[Told]] = []
    for mention in sorted(told, key=lambda t: (t.titled, t.event.trigger.start)):
        homes = [g for g in groups if _same(g, mention)]
        if homes:
            max(homes, key=lambda g: _fit(g, mention)).append(mention)
        else:
            groups.append([mention])
    return sorted((_speaker(g) for g in groups), key=lambda e: e.trigger.start)


def _fit(group: list[Told], other: Told) -> tuple[float, int]:
    """How well a mention fits a group: parties first, then nearness (the head of the text for a title)."""
    first = group[0].event
    score = sum(_parties(first, other.event)) + 0.5 * (first.mode == other.event.mode)
    where = group[0].sentence
    return score, -where if other.titled else where


def _same(group: list[Told], other: Told) -> bool:
    first = group[0].event
    if first.type != other.event.type or not _statuses(first, other.event):
        return False
    if any(_dates_conflict(t.event, other.event) for t in group):
        return False
    if any(t.sentence == other.sentence for t in group):
        return _parties(first, other.event) == (1.0, 1.0) and first.mode == other.event.mode
    ours, theirs = _parties(first, other.event)
    if other.titled:
        return ours > 0 and theirs > 0
    gap = other.sentence - max(t.sentence for t in group)
    if first.type in _SPEECH:
        return ours == 1.0 and theirs == 1.0 and gap <= 3
    if other.event.mode and first.mode and other.event.mode != first.mode:
        return False
    return ours > 0 and theirs > 0 and gap <= 6


def _statuses(a: Event, b: Event) -> bool:
    return a.status == b.status


def _dates_conflict(a: Event, b: Event) -> bool:
    if a.date is None or b.date is None or not (a.date.start and b.date.start):
        return False
    return (a.date.end or a.date.start) < b.date.start or (
        b.date.end or b.date.start
    ) < a.date.start


def _parties(a: Event, b: Event) -> tuple[float, float]:
    """How alike actors and recipients are: 1 equal or one side unknown, 0 different."""
    return _alike(a.actors, b.actors), _alike(a.recipients, b.recipients)


def _alike(a: Sequence[Actor], b: Sequence[Actor]) -> float:
    ours, theirs = {_party(x) for x in a}, {_party(x) for x in b}
    if not ours or not theirs:
        return 0.5 if ours or theirs else 1.0
    shared = ours & theirs
    if ours == theirs:
        return 1.0
    return 0.8 if shared and (shared in (ours, theirs)) else 0.0


def _party(actor: Actor) -> str:
    return actor.country or actor.id or bare(actor.name or "")


def _speaker(group: list[Told]) -> Event:
    """The event of a group: the body mention with most roles, dates and places filled in."""
    body = [t for t in group if not t.titled] or group
    best = max(body, key=lambda t: (_weight(t.event), -t.event.trigger.start))
    event = best.event
    for other in (t.event for t in group):
        event = replace(
            event,
            actors=event.actors or other.actors,
            recipients=event.recipients or other.recipients,
            date=event.date or other.date,
            place=event.place or other.place,
            mode=event.mode or other.mode,
            according_to=_joined(event.according_to, other.according_to),
            disputed_by=_joined(event.disputed_by, other.disputed_by),
            topics=tuple(dict.fromkeys((*event.topics, *other.topics))),
        )
    told = {Mention(t.event.sentence, t.event.trigger) for t in group}
    told.update(m for t in group for m in t.event.mentions)
    told.discard(Mention(event.sentence, event.trigger))
    return replace(event, mentions=tuple(sorted(told, key=lambda m: m.trigger)))


def _joined(a: Sequence[Witness], b: Sequence[Witness]) -> tuple[Witness, ...]:
    """All who report or contest, each once."""
    found = {w.name or str(w.span): w for w in reversed((*a, *b))}
    return tuple(reversed(found.values()))


def _weight(event: Event) -> float:
    return (
        2.0 * bool(event.actors) + 2.0 * bool(event.recipients) + 1.0 * (event.date is not None)
        + 0.5 * (event.place is not None) + event.because.score
    )  # fmt: skip
