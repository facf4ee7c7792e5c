"""Follows "au cours de cet entretien" back to the contact it means.

What is said or done on such an occasion took place at that contact: it takes its date, and
its other party where the sentence names none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..knowledge.events import EventKnowledge
from ..knowledge.folding import bare
from ..story import Actor, Because, Event, Mention, Sentence, Span
from .merging import Told
from .syntax import Syntax, base

_CONTACT = "CONSULT"
_REACH = 3
_TAKES_PARTY = frozenset({"SUPPORT", "AGREE", "REQUEST", "ACCUSE", "THREATEN", "REJECT"})


def occasion_of(
    syntax: Syntax, number: int, told: Sequence[Told], knowledge: EventKnowledge
) -> tuple[int, int] | None:
    """(index into `told` of the contact meant, token that means it), or None."""
    for i, token in enumerate(syntax.tokens):
        if token.pos != "NOUN" or not _pointed_at(i, syntax):
            continue
        if not any(t.type == _CONTACT for t in knowledge.triggers.get(bare(token.lemma), ())):
            continue
        for n in range(len(told) - 1, -1, -1):
            event = told[n].event
            near = event.type == _CONTACT and 0 < number - told[n].sentence <= _REACH
            parties = len(event.actors) + len(event.recipients)
            if near and event.status == "occurred" and parties > 1:
                return n, i
    return None


def _pointed_at(i: int, syntax: Syntax) -> bool:
    """A noun under a demonstrative, in a prepositional phrase."""
    demonstrative = any(t.pos == "DET" and "PronType=Dem" in t.morph for _, t in syntax.children(i))
    return demonstrative and base(syntax.tokens[i].dep) in {"obl", "nmod", "iobj", "obj"}


def take_occasion(event: Event, contact: Event) -> Event:
    """The event with the date of the contact, and its other party as recipient."""
    reasons = list(event.reasons)
    because = Because("events", "events.occasion", 0.75)
    date = event.date
    if date is None and contact.date is not None:
        date = contact.date
        reasons.append(("date", because))
    recipients = event.recipients
    if not recipients and event.type in _TAKES_PARTY and event.actors:
        others = _others(contact, event.actors)
        if len(others) == 1:
            recipients = others
            reasons.append(("recipients", because))
    return replace(event, date=date, recipients=recipients, reasons=tuple(reasons))


def _others(contact: Event, actors: Sequence[Actor]) -> tuple[Actor, ...]:
    parties = (*contact.actors, *contact.recipients)
    taken = {a.country or a.name for a in actors}
    if not taken & {p.country or p.name for p in parties}:
        return ()
    return tuple(p for p in parties if (p.country or p.name) not in taken)


def as_mention(contact: Event, sentence: Sentence, token: int) -> Event:
    """The contact with one more mention: the words that point back to it."""
    word = sentence.tokens[token]
    mention = Mention(sentence.span, Span(word.start, word.end))
    return replace(contact, mentions=(*contact.mentions, mention))
