"""Carries the running date of a story from sentence to sentence, for the same speakers.

"M. Poutine a appelé jeudi M. Macron. Il a également accusé Kiev de…": what a party of a dated
contact, or the author of a dated statement, says next was said then. Nothing else inherits a date.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from ..knowledge.folding import bare
from ..story import Actor, Because, Event, Moment
from .syntax import Syntax

REACH = 3
_SAID = frozenset({"ACCUSE", "REQUEST", "SUPPORT", "REJECT", "THREATEN", "AGREE", "CONCEDE"})
_VIOLENT = frozenset({"ASSAULT", "COERCE", "PROTEST", "MOBILIZE"})
_MANY = frozenset({"group", "body"})


@dataclass(slots=True)
class Narrative:
    """The date at which each party was last seen to speak or act, and in which sentence."""

    seen: dict[str | None, tuple[int, Moment]] = field(default_factory=dict)

    def note_event(self, event: Event, sentence: int) -> None:
        """Remember a dated contact for the states of its parties, another act for who did it."""
        if event.date is None or event.status != "occurred":
            return
        if event.type == "CONSULT":
            for party in (*event.actors, *event.recipients):
                self._note((_name(party), party.country), event.date, sentence)
        elif event.type not in _VIOLENT:
            self.note_speech(event.actors, event.date, sentence)

    def note_speech(self, speakers: Iterable[Actor], moment: Moment | None, sentence: int) -> None:
        """Remember when these spoke, by their own name only: a state has many mouths."""
        for speaker in speakers:
            if moment is not None:
                self._note((_name(speaker),), moment, sentence)

    def keep_on(self, speakers: Iterable[Actor], sentence: int) -> Moment | None:
        """The date at which these last spoke, if near; they are remembered to have gone on."""
        for speaker in speakers:
            keys = (_name(speaker), None if speaker.kind in _MANY else speaker.country)
            known = [self.seen[key] for key in keys if key in self.seen]
            near = [(at, moment) for at, moment in known if 0 <= sentence - at <= REACH]
            if near:
                _, moment = max(near, key=lambda pair: pair[0])
                same = (key for key in keys if key in self.seen and self.seen[key][1] == moment)
                self._note((*same, _name(speaker)), moment, sentence)
                return moment
        return None

    def _note(self, keys: Iterable[str | None], moment: Moment, sentence: int) -> None:
        if moment.precision in {"day", "month"}:
            self.seen.update({key: (sentence, moment) for key in keys if key})

    def fill(self, event: Event, token: int, sentence: int, syntax: Syntax) -> Event:
        """The event with the running date of its actor, where it has none of its own."""
        if event.date is not None or event.status != "occurred" or event.type not in _SAID:
            return event
        if _before_the_past(token, syntax):
            return event
        moment = self.keep_on(event.actors, sentence)
        if moment is None:
            return event
        because = Because("events", "events.date.running", 0.6)
        return replace(event, date=moment, reasons=(*event.reasons, ("date", because)))


def _name(actor: Actor) -> str:
    return bare(actor.name or "")


def _before_the_past(token: int, syntax: Syntax) -> bool:
    """True for a pluperfect: it tells what was before."""
    k = syntax.knowledge
    return any(
        bare(t.text) in k.words.pluperfect for _, t in syntax.children(token)
        if t.pos == "AUX" and t.start < syntax.tokens[token].start
    )  # fmt: skip
