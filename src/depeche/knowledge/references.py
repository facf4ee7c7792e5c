"""A language's small words for referring: pronouns, possessives, pairs, titles, prepositions."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from .actors import ActorKnowledge, load_actors
from .files import read_toml
from .folding import bare
from .language import load_language


@dataclass(frozen=True, slots=True, eq=False)
class References:
    """See references.toml; all words folded except lemmas."""

    pronouns: dict[tuple[str, ...], tuple[str, str]]
    possessives: dict[str, str]
    pair_counts: frozenset[str]
    pair_people: frozenset[str]
    pair_states: frozenset[str]
    locative: frozenset[str]
    of: frozenset[str]
    by: frozenset[str]
    bundles: frozenset[str]
    titles: frozenset[str]
    naming: dict[str, str]
    elided: frozenset[str]
    genders: dict[str, tuple[str, str]]

    def body_name(self, body: str, state: str, id: str) -> str:
        """The name of a state's body ("gouvernement du Mali").

        >>> load_references("fr").body_name("gouvernement", "Mali", "MLI")
        'gouvernement du Mali'
        """
        gender, number = self.genders.get(id, ("", "s"))
        form = "p" if number == "p" else gender or "none"
        if form in self.elided | {"none"} and bare(state)[:1] in "aeiouh" and self.elided:
            form = "vowel"
        return self.naming[form].format(body=body, state=state)


@functools.cache
def load_references(tag: str) -> References:
    """The referring words of one language."""
    data = read_toml(load_language(tag).folder / "references.toml")
    actors: ActorKnowledge = load_actors(tag)
    genders: dict[str, tuple[str, str]] = {}
    for names in actors.forms.values():
        for name in names:
            if name.kind == "name" and name.form == actors.usual.get(name.id):
                genders.setdefault(name.id, (name.gender, name.number))
    prepositions, pairs = data["prepositions"], data["pairs"]
    return References(
        pronouns={
            tuple(bare(k).replace("'", "' ").split()): (v[0], v[1])
            for k, v in data["pronouns"].items()
        },
        possessives={bare(k): v for k, v in data["possessives"].items()},
        pair_counts=frozenset(map(bare, pairs["count"])),
        pair_people=frozenset(pairs["people"]),
        pair_states=frozenset(pairs["states"]),
        locative=frozenset(prepositions["locative"]),
        of=frozenset(prepositions["of"]),
        by=frozenset(prepositions["by"]),
        bundles=frozenset(data["bundles"]["words"]),
        titles=frozenset(data["titles"]["words"]),
        naming={k: v for k, v in data["naming"].items() if k != "elided"},
        elided=frozenset(data["naming"]["elided"]),
        genders=genders,
    )
