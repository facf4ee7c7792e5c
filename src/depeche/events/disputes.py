"""Links denials to what they deny: who contests which event of the story.

Three signs: a denying verb over the event itself ("nie avoir attaqué"), a denial of
accusations by somebody accused before, and a counter-claim by the accused in the sentence
that follows the accusation.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..knowledge.events import EventKnowledge
from ..story import Actor, Event, Witness
from .speech import Speech

_REACH = 3


def witness(actor: Actor, channel: str | None = None) -> Witness:
    """An actor as somebody who reports or contests."""
    return Witness(actor.span, actor.name, actor.country, channel, actor.id)


def link_disputes(
    events: Sequence[Event],
    sentence_of: dict[str, int],
    speeches: Sequence[Speech],
    knowledge: EventKnowledge,
) -> list[Event]:
    """The events with `disputed_by` filled from denials told near them."""
    found = list(events)
    for speech in speeches:
        if not speech.speakers:
            continue
        number = speech.statement.sentence
        for n, event in enumerate(found):
            told = sentence_of.get(event.id, -1)
            if event.type != "ACCUSE" or not 0 <= number - told <= _REACH:
                continue
            accused = [s for s in speech.speakers if _is_party(s, event.recipients)]
            if not accused or _is_party(accused[0], event.actors):
                continue
            if speech.denial or (number > told and _counters(speech, knowledge)):
                found[n] = _disputed(event, accused[0])
    return found


def _counters(speech: Speech, knowledge: EventKnowledge) -> bool:
    lemma = speech.statement.because.rule.rsplit(".", 1)[-1]
    return lemma in knowledge.reporting["counterclaims"]


def _is_party(actor: Actor, parties: Sequence[Actor]) -> bool:
    return any(
        (actor.id and actor.id == p.id)
        or (actor.country and actor.country == p.country)
        or (actor.name and actor.name == p.name)
        for p in parties
    )


def _disputed(event: Event, by: Actor) -> Event:
    if any(w.name == by.name for w in event.disputed_by):
        return event
    return replace(event, disputed_by=(*event.disputed_by, witness(by)))
