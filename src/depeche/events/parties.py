"""Fills the roles of an event: who did it and to whom, from the slots of its frame."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from ..knowledge.events import EventKnowledge, Frame, Trigger
from ..knowledge.folding import bare
from ..knowledge.references import References
from ..story import Actor, Because, Sentence
from .syntax import Syntax, base

_ARMED = frozenset({"MIL", "REB", "COP", "SPY"})
_UNNAMED = frozenset({"pronoun", "possessive"})
_BUNDLE_DEPTH = 3


@dataclass(slots=True)
class Cast:
    """The actors of one sentence, found by the token they stand on."""

    syntax: Syntax
    references: References
    by_head: dict[int, list[Actor]] = field(default_factory=dict)
    covering: dict[int, list[Actor]] = field(default_factory=dict)
    possessives: dict[int, list[Actor]] = field(default_factory=dict)

    @classmethod
    def of(cls, sentence: Sentence, actors: list[Actor], syntax: Syntax, refs: References) -> Cast:
        """Index the actors of a sentence."""
        cast = cls(syntax, refs)
        for actor in sorted(actors, key=lambda a: a.span.end - a.span.start):
            if actor.kind == "possessive":
                cast.possessives.setdefault(actor.head, []).append(actor)
                continue
            cast.by_head.setdefault(actor.head, []).append(actor)
            for i in sentence.within(actor.span):
                cast.covering.setdefault(i, []).append(actor)
        return cast

    def at(self, i: int, depth: int = 0) -> list[Actor]:
        """Actors that the nominal at token `i` stands for; bundles are looked through."""
        named = [a for a in self.by_head.get(i, ()) if a.kind != "adjective"]
        if named:
            return _best(named)
        covering = [a for a in self.covering.get(i, ()) if a.kind != "adjective"]
        if covering and self.syntax.tokens[i].pos in {"NOUN", "PROPN", "PRON", "ADJ"}:
            return [a for a in covering if a.span == covering[0].span]
        if depth < _BUNDLE_DEPTH and self._bundles(i):
            for c, token in self.syntax.children(i):
                if base(token.dep) in {"nmod", "obl", "appos"} and c > i:
                    found = [a for e in self.syntax.expand(c) for a in self.at(e, depth + 1)]
                    if found:
                        return found
        return []

    def _bundles(self, i: int) -> bool:
        token = self.syntax.tokens[i]
        return (
            token.lemma.lower() in self.references.bundles
            or token.pos in {"NUM"}
            or (token.pos == "PRON")
        )

    def adjectives(self, i: int) -> list[Actor]:
        """States named by adjectives of the noun at token `i` ("frappe américaine")."""
        found: list[Actor] = []
        for c, token in self.syntax.children(i):
            if base(token.dep) in {"amod", "nmod", "compound", "acl"}:
                for e in self.syntax.expand(c):
                    found.extend(a for a in self.by_head.get(e, ()) if a.kind == "adjective")
                if base(token.dep) == "compound":
                    found.extend(a for a in self.by_head.get(c, ()) if a.kind != "adjective")
        return found

    def owners(self, i: int) -> list[Actor]:
        """Who owns the noun at token `i`: possessive determiners and genitives."""
        found: list[Actor] = []
        for c, token in self.syntax.children(i):
            found.extend(self.possessives.get(c, ()))
            if token.dep == "nmod:poss":
                found.extend(a for e in self.syntax.expand(c) for a in self.at(e))
        return [a for a in found if a.name is not None]


def _best(named: list[Actor]) -> list[Actor]:
    """Mentions that share a head: the widest words, all entities of a pair."""
    widest = max(a.span.end - a.span.start for a in named)
    return [a for a in named if a.span.end - a.span.start == widest]


@dataclass(frozen=True, slots=True)
class Parties:
    """Filled roles with the slot that filled each."""

    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    actor_slot: str | None
    recipient_slot: str | None


def fill_roles(trigger: Trigger, i: int, cast: Cast, knowledge: EventKnowledge) -> Parties | None:
    """The parties of an event at token `i`; None where the frame's needs are not met."""
    frame = trigger.frame
    actors, actor_slot = _fill(frame.actor, i, cast, knowledge, trigger, all_slots=frame.reciprocal)
    recipients, recipient_slot = _fill(frame.recipient, i, cast, knowledge, trigger)
    if trigger.actors:
        actors = [a for a in actors if _is(a, trigger.actors)]
    if trigger.recipients:
        recipients = [a for a in recipients if _is(a, trigger.recipients)]
    names = {_key(a) for a in actors}
    recipients = [a for a in recipients if _key(a) not in names]
    if not _enough(frame, actors, recipients):
        return None
    return Parties(
        tuple(_distinct(actors)), tuple(_distinct(recipients)),
        actor_slot if actors else None, recipient_slot if recipients else None,
    )  # fmt: skip


def imply_side(parties: Parties, said: Iterable[Actor]) -> Parties:
    """A one-sided reciprocal event with the state that the passage speaks of as the other side."""
    countries = {a.country for a in parties.actors if a.country}
    if len(countries) != 1 or parties.recipients:
        return parties
    other = next((a for a in said if a.country and a.country not in countries), None)
    if other is None:
        return parties
    implied = replace(other, because=Because("events", "events.slot.implied-side", 0.5))
    return replace(parties, actors=(implied, *parties.actors))


def _is(actor: Actor, sectors: frozenset[str]) -> bool:
    return (actor.sector or "UNK") in sectors


def _key(actor: Actor) -> str:
    return actor.id or bare(actor.name or "") or str(actor.span)


def _distinct(actors: list[Actor]) -> list[Actor]:
    found: dict[str, Actor] = {}
    for actor in actors:
        found.setdefault(_key(actor), actor)
    return list(found.values())


def _enough(frame: Frame, actors: list[Actor], recipients: list[Actor]) -> bool:
    if frame.needs == "none":
        return True
    if frame.needs == "both":
        return bool(actors) and bool(recipients)
    if frame.needs == "either":
        return bool(actors) or bool(recipients)
    return bool(recipients) if frame.needs == "recipient" else bool(actors)


def _fill(
    slots: tuple[str, ...],
    i: int,
    cast: Cast,
    knowledge: EventKnowledge,
    trigger: Trigger,
    *,
    all_slots: bool = False,
) -> tuple[list[Actor], str | None]:
    found: list[Actor] = []
    where: str | None = None
    for slot in slots:
        if (
            all_slots
            and found
            and slot in {"governor-subject", "governor-object", "possessive", "adjective"}
            and len(_distinct(found)) > 1
        ):
            break
        got = [a for a in _slot(slot, i, cast, knowledge, trigger) if _usable(a)]
        if got:
            found.extend(got)
            where = where or slot
            if not all_slots:
                break
    return found, where


def _usable(actor: Actor) -> bool:
    return not (actor.kind in _UNNAMED and actor.name is None)


def _slot(
    slot: str, i: int, cast: Cast, knowledge: EventKnowledge, trigger: Trigger
) -> Iterator[Actor]:
    s = cast.syntax
    if slot == "subject":
        yield from _all(cast, s.subjects(i))
    elif slot in {"object", "iobject"}:
        yield from _all(cast, s.objects(i))
    elif slot == "adjective":
        yield from cast.adjectives(i)
    elif slot == "possessive":
        yield from cast.owners(i)
    elif slot in {"light-subject", "governor-subject", "governor-object", "governor-to"}:
        yield from _governed(slot, i, cast, knowledge)
    elif ">" in slot:
        yield from _behind(slot, i, cast, knowledge, trigger)
    elif slot == "owner":
        yield from _of("of", i, cast, trigger)
        yield from cast.adjectives(i)
        for c, token in s.children(i):
            if token.dep == "acl:relcl":
                yield from _all(cast, s.subjects(c))
    elif slot == "toll":
        yield from _toll(i, cast, knowledge)
    elif slot in {"of", "of-agent", "of-patient"}:
        yield from _of(slot, i, cast, trigger)
    elif slot in {"par", "by"}:
        yield from _all(cast, s.agents(i))
        yield from _prepositional(slot, i, cast)
    else:
        yield from _prepositional(slot, i, cast)


def _all(cast: Cast, tokens: list[int]) -> Iterator[Actor]:
    for t in tokens:
        yield from cast.at(t)


def _prepositional(slot: str, i: int, cast: Cast) -> Iterator[Actor]:
    wanted = "" if slot == "beside" else bare(slot)
    s = cast.syntax
    found = [
        t
        for preposition, t in s.obliques(i)
        if preposition == wanted or (not preposition and _dative(wanted, s, t))
    ]
    verb = s.governor(i)
    if not found and wanted and verb is not None and i in s.objects(verb) and _light(verb, s):
        # "avoir un entretien avec X": what belongs to the noun hangs on its light verb
        found = [t for preposition, t in s.obliques(verb) if preposition == wanted]
    yield from _all(cast, found)


def _not_venues(actors: Iterable[Actor]) -> Iterator[Actor]:
    """Without capitals: "le sommet de Madrid", "se retrouver à Vienne" say where, not who."""
    return (a for a in actors if a.kind != "capital")


def _light(verb: int, syntax: Syntax) -> bool:
    return bare(syntax.tokens[verb].lemma) in syntax.knowledge.light


def _dative(wanted: str, syntax: Syntax, t: int) -> bool:
    return (
        wanted in syntax.words.dative
        and syntax.tokens[t].pos == "PRON"
        and base(syntax.tokens[t].dep) in {"iobj", "obl"}
    )


def _governed(slot: str, i: int, cast: Cast, knowledge: EventKnowledge) -> Iterator[Actor]:
    s = cast.syntax
    governor = s.governor(i)
    if governor is None:
        return
    light = _light(governor, s)
    if not light and slot in {"light-subject", "governor-subject"}:
        return
    if slot == "light-subject":
        if light and _carried(i, governor, s):
            yield from _all(cast, s.subjects(governor))
    elif slot == "governor-subject":
        if s.passive(governor) and not s.agents(governor):
            return
        yield from _all(cast, s.subjects(governor))
    elif slot == "governor-object":
        yield from _all(cast, [t for t in s.objects(governor) if t != i])
    else:
        for preposition, t in s.obliques(governor):
            if preposition in knowledge.words.dative:
                yield from _not_venues(cast.at(t))


def _behind(
    slot: str, i: int, cast: Cast, knowledge: EventKnowledge, trigger: Trigger
) -> Iterator[Actor]:
    """A slot of a slot: "of>entre" is "entre" below the "de" complement."""
    first, _, rest = slot.partition(">")
    s = cast.syntax
    heads = s.objects(i) if first == "object" else []
    for preposition, t in s.obliques(i):
        if preposition == bare(first) or (first == "of" and preposition in s.words.of):
            heads.append(t)
    for t in heads:
        yield from _slot(rest, t, cast, knowledge, trigger)


def _toll(i: int, cast: Cast, knowledge: EventKnowledge) -> Iterator[Actor]:
    """Those whom an attack left dead or hurt: "l'attaque a fait dix morts"."""
    s = cast.syntax
    verbs = [c for c, t in s.children(i) if base(t.dep) in {"acl", "advcl", "conj"}]
    for c in list(verbs):
        verbs.extend(
            k for k, t in s.children(c) if base(t.dep) in {"acl", "advcl", "xcomp", "conj"}
        )
    head = s.tokens[i].head
    if base(s.tokens[i].dep) == "nsubj":
        verbs.append(head)
    for verb in verbs:
        if bare(s.tokens[verb].lemma) in knowledge.words.toll_verbs:
            yield from _all(cast, s.objects(verb))


def _carried(i: int, verb: int, syntax: Syntax) -> bool:
    """True where a noun is the object of its verb ("mener une attaque"), not an adjunct."""
    if i in syntax.objects(verb):
        return True
    token = syntax.tokens[i]
    return token.head == verb and token.dep == "obl:arg"


def _of(slot: str, i: int, cast: Cast, trigger: Trigger) -> Iterator[Actor]:
    s = cast.syntax
    stems = {w.rstrip("'") for w in s.words.of}
    owned = [t for p, t in s.obliques(i) if p.rstrip("'") in stems]
    if slot == "of":
        named = _all(cast, owned)
        yield from _not_venues(named) if trigger.frame.reciprocal else named
        return
    other_agent = any(_all(cast, s.agents(i))) or bool(cast.adjectives(i))
    target = any(preposition in s.words.target for preposition, _ in s.obliques(i))
    able = trigger.actors or _ARMED
    for actor in _all(cast, owned):
        agent = not other_agent and (target or _is(actor, able))
        if agent == (slot == "of-agent"):
            yield actor
