"""Finds where things happen: names of places in the text and the spot they stand for.

A place is a name after a preposition of place, or one that the name model calls a place.
Several spots of one name are told apart by the countries the story speaks of, then by
population. A capital that acts ("Moscou dénonce") is an actor, not a place; see actors/.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from ..knowledge.actors import ActorKnowledge, load_actors
from ..knowledge.folding import bare
from ..knowledge.places import City, load_cities
from ..knowledge.references import References, load_references
from ..story import Because, Place, Sentence, Span, Stage, Story, stage

STAGE = "places"
_NOT_PLACE = frozenset({"nsubj", "nsubj:pass", "obj", "obl:agent"})


def find_spans(sentence: Sentence, references: References) -> list[tuple[list[int], bool]]:
    """Runs of tokens that name a place, each with whether a preposition of place precedes."""
    found: list[tuple[list[int], bool]] = []
    taken: set[int] = set()
    for name in sentence.names:
        tokens = sentence.within(name.span)
        if name.label == "LOC" and tokens:
            found.append((tokens, _located(sentence, tokens, references)))
            taken.update(tokens)
    i = 0
    tokens_of = sentence.tokens
    while i < len(tokens_of):
        j = i
        while j < len(tokens_of) and _part_of_name(sentence, j) and j not in taken:
            j += 1
        if j > i:
            run = list(range(i, j))
            if _located(sentence, run, references):
                found.append((run, True))
        i = max(i + 1, j)
    return sorted(found)


def _part_of_name(sentence: Sentence, i: int) -> bool:
    token = sentence.tokens[i]
    if token.pos == "PROPN":
        return True
    joins = token.text in {"-", "'"}
    return joins and 0 < i < len(sentence.tokens) - 1 and sentence.tokens[i - 1].pos == "PROPN"


def _located(sentence: Sentence, tokens: list[int], references: References) -> bool:
    before = tokens[0] - 1
    while before >= 0 and sentence.tokens[before].pos == "DET":
        before -= 1
    return before >= 0 and sentence.tokens[before].lemma in references.locative


def resolve_place(words: str, countries: Counter[str], knowledge: ActorKnowledge) -> Place | None:
    """The spot for these words: a state or a populated place; None where nothing is known.

    The span of the result is empty; the caller sets it.
    """
    key = bare(words)
    for name in knowledge.forms.get(key, ()):
        if name.kind == "name" and knowledge.facts.entities[name.id].type == "state":
            because = Because(STAGE, "places.state", 0.95)
            return Place(Span(0, 0), knowledge.name(name.id), name.id, "country", because)
    cities = load_cities().get(key, ())
    if not cities:
        return None
    city, rule, score = _choose(cities, countries, key, knowledge)
    return Place(
        Span(0, 0), words, city.country, "city", Because(STAGE, rule, score),
        city.lat, city.lon, city.id,
    )  # fmt: skip


def _choose(
    cities: tuple[City, ...], countries: Counter[str], key: str, knowledge: ActorKnowledge
) -> tuple[City, str, float]:
    capitals = {n.id for n in knowledge.forms.get(key, ()) if n.kind == "capital"}
    for city in cities:
        if city.country in capitals:
            return city, "places.capital", 0.95
    if len(cities) == 1:
        score = 0.9 if cities[0].country in countries else 0.6
        return cities[0], "places.only-one", score
    told = [c for c in cities if c.country in countries]
    if told:
        best = max(told, key=lambda c: (countries[c.country], c.population))
        return best, "places.country-in-story", 0.8
    return cities[0], "places.largest", 0.5


def resolve_places(story: Story) -> tuple[Place, ...]:
    """Every place of the analysed sentences, in text order."""
    assert story.lang is not None
    knowledge, references = load_actors(story.lang), load_references(story.lang)
    countries = Counter(a.country for a in story.actors if a.country)
    found = []
    for number, sentence in enumerate(story.sentences):
        for tokens, located in find_spans(sentence, references):
            span = Span(sentence.tokens[tokens[0]].start, sentence.tokens[tokens[-1]].end)
            head = next((i for i in tokens if sentence.tokens[i].head not in tokens), tokens[0])
            if not located and sentence.tokens[head].dep in _NOT_PLACE:
                continue
            place = resolve_place(story.words(span), countries, knowledge)
            if place is not None:
                found.append(replace(place, span=span, sentence=number, head=head))
    return tuple(found)


def find_places() -> Stage:
    """The stage that fills `Story.places`."""

    @stage(STAGE, needs=("sentences", "actors"), adds=("places",))
    def run(story: Story) -> Story:
        if story.lang is None:
            return story
        return replace(story, places=resolve_places(story))

    return run
