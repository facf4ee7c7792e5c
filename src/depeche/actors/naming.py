"""The stage that fills `Story.actors`: find mentions, say who they are, follow references."""

from __future__ import annotations

from dataclasses import replace

from ..knowledge.actors import load_actors
from ..knowledge.references import load_references
from ..story import Actor, Because, Stage, Story, stage
from .coreference import (
    is_pair,
    link,
    resolve_counterpart,
    resolve_pair,
    resolve_plural,
    resolve_pronoun,
)
from .identity import (
    STAGE,
    Identity,
    Resolver,
    as_actor,
    country_evidence,
    place_evidence,
)
from .mentions import Rough, find_rough

_POINTERS = frozenset({"pronoun", "possessive"})


def _identities(resolver: Resolver, mentions: list[Rough]) -> dict[int, Identity]:
    """Identities by mention number: full names first, so that later words can lean on them."""
    found: dict[int, Identity] = {}
    order = sorted(
        (n for n, m in enumerate(mentions) if m.kind not in _POINTERS),
        key=lambda n: (_lateness(mentions[n]), n),
    )
    for n in order:
        m = mentions[n]
        if not resolver.evidence and _lateness(m) >= 2:
            known = [(mentions[k], i) for k, i in found.items()]
            story = resolver.story
            resolver.evidence = country_evidence(known, story.sentences)
            resolver.evidence += place_evidence(story.sentences, story.content, resolver.knowledge)
        found[n] = resolver.identify(m)
        resolver.learn(m, found[n])
    return found


def _lateness(m: Rough) -> int:
    """0 for what stands by itself, more for what needs others to be known first."""
    if m.names:
        return 0
    if m.owners:
        return 1
    return 2 if m.person is not None and m.role is None else 3


def resolve_actors(story: Story) -> tuple[Actor, ...]:
    """All mentions of a story with who they are, in text order."""
    assert story.lang is not None
    knowledge, refs = load_actors(story.lang), load_references(story.lang)
    day = story.dated.value if story.dated else None
    mentions = find_rough(story.sentences, story.content, knowledge, refs, day)
    resolver = Resolver(story, knowledge, refs, day)
    identities = _identities(resolver, mentions)
    actors: list[Actor] = []
    for n, m in enumerate(mentions):
        actor = as_actor(m, identities.get(n, Identity()), story.sentences)
        actors.extend(_refer(actor, m, actors, resolver))
    return tuple(actors)


def _refer(actor: Actor, m: Rough, before: list[Actor], r: Resolver) -> list[Actor]:
    if m.kind in _POINTERS:
        if actor.plural and (many := resolve_plural(actor, before, r.story.sentences)):
            return [
                replace(link(actor, a, "actors.reference.plural", 0.75), plural=False) for a in many
            ]
        to = resolve_pronoun(actor, before, r.story.sentences)
        if to is None:
            unresolved = Because(STAGE, "actors.reference.unresolved", 0.0)
            return [replace(actor, because=unresolved)]
        return [link(actor, to, f"actors.reference.{m.kind}", 0.8)]
    if is_pair(m, r.story.sentences, r.references):
        pair = resolve_pair(m, before, r.story.sentences, r.references)
        if pair:
            return [
                replace(link(actor, p, "actors.reference.pair", 0.85), plural=False) for p in pair
            ]
    if m.plural and m.role is not None and len({o.id for o, _ in m.owners}) > 1:
        return _shared(actor, m, r)
    if m.role is not None and m.role.office == "counterpart":
        return [resolve_counterpart(m, actor, before, r.knowledge, r.day)]
    return [actor]


def _shared(actor: Actor, m: Rough, r: Resolver) -> list[Actor]:
    """One actor for each owner of a plural role ("les ministres du Mali et du Niger")."""
    found = []
    for owner in m.owners:
        single = replace(m, owners=[owner], plural=False)
        found.append(as_actor(single, r.identify(single), r.story.sentences))
    return found or [actor]


def find_actors() -> Stage:
    """The stage that fills `Story.actors`."""

    @stage(STAGE, needs=("sentences", "dated"), adds=("actors",))
    def run(story: Story) -> Story:
        if story.lang is None:
            return story
        return replace(story, actors=resolve_actors(story))

    return run
