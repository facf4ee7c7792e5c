"""Follows words that point back: pronouns, "ce dernier", "les deux hommes", "son homologue".

Each link keeps its antecedent's span. Where no candidate fits in the same or the two
sentences before, the word stays unresolved.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..knowledge.actors import ActorKnowledge
from ..knowledge.references import References
from ..story import Actor, Because, Sentence
from .identity import STAGE
from .mentions import Rough

_REACH = 2
_STATELY = frozenset({"state", "capital", "seat"})
_ANIMATE = frozenset({"person", "body", "group", "state", "capital", "seat", "organisation"})


def resolve_pair(
    m: Rough, before: Sequence[Actor], sentences: Sequence[Sentence], refs: References
) -> list[Actor]:
    """The two parties of "les deux hommes"; empty where not exactly two fit."""
    tokens = sentences[m.sentence].tokens
    window = tokens[max(0, m.head - 3) : m.head]
    if not any(t.lemma in refs.pair_counts for t in window):
        return []
    lemma = tokens[m.head].lemma
    if lemma in refs.pair_people:
        return _last_two([a for a in before if a.kind == "person" and not a.plural], "name")
    if lemma in refs.pair_states:
        stately = [a for a in before if a.country and a.kind in _STATELY]
        return _last_two(stately, "country") or _last_two(
            [a for a in before if a.country], "country"
        )
    return []


def _last_two(actors: Sequence[Actor], by: str) -> list[Actor]:
    found: dict[str, Actor] = {}
    for actor in reversed(actors):
        key = getattr(actor, by)
        if key and key not in found:
            found[key] = actor
        if len(found) == 2:
            return list(reversed(found.values()))
    return []


def is_pair(m: Rough, sentences: Sequence[Sentence], refs: References) -> bool:
    """True where the mention counts two people or states."""
    tokens = sentences[m.sentence].tokens
    window = tokens[max(0, m.head - 3) : m.head]
    lemma = tokens[m.head].lemma
    return lemma in refs.pair_people | refs.pair_states and any(
        t.lemma in refs.pair_counts for t in window
    )


def link(pointer: Actor, to: Actor, rule: str, score: float) -> Actor:
    """The pointing mention with the identity of its antecedent."""
    return replace(
        pointer, name=to.name, id=to.id, country=to.country, sector=to.sector, office=to.office,
        because=Because(STAGE, rule, round(score * to.because.score, 3)), antecedent=to.span,
    )  # fmt: skip


def resolve_pronoun(
    pointer: Actor, before: Sequence[Actor], sentences: Sequence[Sentence]
) -> Actor | None:
    """The antecedent of a pronoun or possessive: agreeing, near, subjects first."""
    best: tuple[float, Actor] | None = None
    for actor in before:
        distance = pointer.sentence - actor.sentence
        if distance > _REACH or actor.kind not in _ANIMATE or actor.name is None:
            continue
        if not _agree(pointer, actor) or _same_clause_object(pointer, actor, sentences):
            continue
        score = 1.0 - 0.3 * distance + _standing(actor, sentences)
        score += 0.2 if actor.kind == "person" else 0.0
        score += 0.0005 * (actor.span.start - before[0].span.start) / max(1, len(before))
        if best is None or score > best[0]:
            best = (score, actor)
    return best[1] if best else None


def resolve_plural(
    pointer: Actor, before: Sequence[Actor], sentences: Sequence[Sentence]
) -> list[Actor]:
    """Those whom "ils" bundles: a pair told before, or coordinated subjects; else empty."""
    recent = [a for a in before if pointer.sentence - a.sentence <= _REACH and a.name is not None]
    by_span: dict[tuple[int, int], list[Actor]] = {}
    for actor in recent:
        by_span.setdefault((actor.span.start, actor.span.end), []).append(actor)
    for group in reversed(list(by_span.values())):
        if len(group) > 1:
            return group
        first = group[0]
        joined = [
            a for a in recent
            if a.sentence == first.sentence and a.kind != "adjective" and a.span != first.span
            and sentences[a.sentence].tokens[a.head].head == first.head
            and sentences[a.sentence].tokens[a.head].dep == "conj"
        ]  # fmt: skip
        if joined and sentences[first.sentence].tokens[first.head].dep.startswith("nsubj"):
            return [first, *joined]
    return []


def _agree(pointer: Actor, actor: Actor) -> bool:
    if pointer.plural != actor.plural:
        return False
    return pointer.feminine is None or actor.feminine is None or pointer.feminine == actor.feminine


def _standing(actor: Actor, sentences: Sequence[Sentence]) -> float:
    token = sentences[actor.sentence].tokens[actor.head]
    if token.dep.startswith("nsubj"):
        return 0.6
    return 0.2 if token.dep in {"obj", "obl:agent", "root", "ROOT"} else 0.0


def _same_clause_object(pointer: Actor, actor: Actor, sentences: Sequence[Sentence]) -> bool:
    """ "il l'a reçu": two arguments of one verb are not the same person."""
    if pointer.sentence != actor.sentence or pointer.kind == "possessive":
        return False
    tokens = sentences[pointer.sentence].tokens
    return tokens[pointer.head].head == tokens[actor.head].head


def resolve_counterpart(
    m: Rough, actor: Actor, before: Sequence[Actor], knowledge: ActorKnowledge, day: str | None
) -> Actor:
    """ "son homologue malien": the holder in that country of the antecedent's own office."""
    other = next(
        (a for a in reversed(before)
         if a.kind == "person" and a.office and a.country and a.country != actor.country
         and m.sentence - a.sentence <= _REACH),
        None,
    )  # fmt: skip
    if other is None or other.office is None:
        return actor
    if actor.country and (term := knowledge.holder(other.office, actor.country, day)):
        return replace(
            actor, name=knowledge.name(term.person), id=term.person, office=term.office,
            because=Because(STAGE, "actors.counterpart.holder-on-date", 0.8), antecedent=other.span,
        )  # fmt: skip
    return replace(actor, office=other.office, antecedent=other.span)
