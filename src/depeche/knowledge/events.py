"""The event lexicon of a language: triggers with their frames, and the words around events.

`data/ontologies/plover.toml` names the types, modes and topics; each language has
`events/*.toml` (triggers), `frames.toml` (which argument plays which role),
`reporting.toml` (speech), `status.toml` (what did not or did not yet happen),
`topics.toml` and `syntax.toml`.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any, NamedTuple

from ..errors import KnowledgeError
from .facts import SECTORS
from .files import DATA, need, read_toml
from .folding import bare, tidy
from .language import load_language

ROLES = ("actor", "recipient", "place")
STATUSES = frozenset({"occurred", "planned", "denied", "hypothetical"})


class Frame(NamedTuple):
    """Slots that may fill each role, best first; `reciprocal` puts all parties in `actor`.

    `implied` lets the state that the passage speaks of be the side left unsaid.
    """

    id: str
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    reciprocal: bool
    needs: str
    implied: bool = False


class Constraint(NamedTuple):
    """A dependent that must (or must not) stand with the trigger: slot and its lemmas."""

    slot: str
    lemmas: frozenset[str]


Choice = tuple[Constraint, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Trigger:
    """Words that can express an event of one type, under the conditions given."""

    id: str
    words: frozenset[str]
    pos: str
    type: str
    mode: str | None
    status: str
    frame: Frame
    required: tuple[Choice, ...]
    barred: tuple[Choice, ...]
    actors: frozenset[str]
    recipients: frozenset[str]
    topics: tuple[str, ...]
    score: float

    def spelled(self, word: str) -> bool:
        """False where `word` is another by its accents: "marché" is not "marche".

        A word without accents is taken as it comes: capitals and plain text lose them.
        """
        low = word.lower().replace("-", " ")
        return low == bare(word) or low in self.words


@dataclass(frozen=True, slots=True, eq=False)
class Ontology:
    """PLOVER 2.0 as this project reads it."""

    version: str
    types: dict[str, frozenset[str]]
    topics: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class SyntaxWords:
    """The word lists of syntax.toml: what the parser's labels leave open."""

    unaccusative: frozenset[str]
    passive_auxiliary: frozenset[str]
    agent: frozenset[str]
    agent_of: frozenset[str]
    not_agents: frozenset[str]
    adjectival: frozenset[str]
    openers: frozenset[str]
    object_control: frozenset[str]
    subject_control: frozenset[str]
    relative_pronouns: frozenset[str]
    toll_verbs: frozenset[str]
    of: frozenset[str]
    dative: frozenset[str]
    goals: frozenset[str]
    with_: frozenset[str]
    target: frozenset[str]
    reflexive: frozenset[str]
    since: frozenset[str]
    limits: frozenset[str]
    pluperfect: frozenset[str]
    instances: frozenset[str]
    simultaneous: frozenset[str]
    purposes: frozenset[str]
    where: frozenset[str]
    framing: frozenset[str]
    occasions: frozenset[str]
    performed: frozenset[str]
    states: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class EventKnowledge:
    """All that coding one language needs; lemmas are folded."""

    triggers: dict[str, tuple[Trigger, ...]]
    words: SyntaxWords
    light: frozenset[str]
    reporting: dict[str, frozenset[str]]
    saying: frozenset[str]
    status: dict[str, frozenset[str]]
    topics: dict[str, frozenset[str]]


@functools.cache
def load_ontology() -> Ontology:
    """The event types with their modes, and the topics.

    >>> sorted(load_ontology().types["CONSULT"])
    ['multilateral', 'phone', 'third-party', 'visit']
    """
    data = read_toml(DATA / "ontologies" / "plover.toml")
    types = {t["id"]: frozenset(t["modes"]) for t in data["type"]}
    return Ontology(data["version"], types, frozenset(data["topics"]))


def _frames(data: dict[str, Any], where: str) -> dict[str, Frame]:
    found = {}
    for id, frame in data.items():
        needs = frame.get("needs", "actor")
        if needs not in {"none", "actor", "recipient", "either", "both"}:
            raise KnowledgeError(where, f"{id}: needs {needs!r}")
        found[id] = Frame(
            id, tuple(frame.get("actor", ())), tuple(frame.get("recipient", ())),
            bool(frame.get("reciprocal", False)), needs,
            bool(frame.get("implied", False)),
        )  # fmt: skip
    return found


def _constraints(specs: list[str], where: str) -> tuple[Choice, ...]:
    """Each spec is "slot:lemma|lemma", or several of them joined by " or "."""
    found = []
    for spec in specs:
        choice = []
        for part in spec.split(" or "):
            slot, _, lemmas = part.partition(":")
            if not lemmas or ":" in lemmas:
                raise KnowledgeError(where, f"constraint {spec!r} must be slot:lemma|lemma")
            choice.append(Constraint(slot, frozenset(bare(x) for x in lemmas.split("|"))))
        found.append(tuple(choice))
    return tuple(found)


def _trigger(
    entry: dict[str, Any], frames: dict[str, Frame], ontology: Ontology, where: str
) -> Trigger:
    id = need(entry, "id", str, where)
    type, mode = need(entry, "type", str, where), entry.get("mode")
    if type not in ontology.types:
        raise KnowledgeError(where, f"{id}: unknown type {type!r}")
    if mode is not None and mode not in ontology.types[type]:
        raise KnowledgeError(where, f"{id}: {type} has no mode {mode!r}")
    frame = need(entry, "frame", str, where)
    if frame not in frames:
        raise KnowledgeError(where, f"{id}: unknown frame {frame!r}")
    status = entry.get("status", "occurred")
    if status not in STATUSES:
        raise KnowledgeError(where, f"{id}: unknown status {status!r}")
    sectors = {k: frozenset(entry.get(k, ())) for k in ("actors", "recipients")}
    if wrong := (sectors["actors"] | sectors["recipients"]) - SECTORS:
        raise KnowledgeError(where, f"{id}: unknown sectors {sorted(wrong)}")
    topics = tuple(entry.get("topics", ()))
    if set(topics) - ontology.topics:
        raise KnowledgeError(where, f"{id}: unknown topics {topics}")
    words = frozenset(tidy(w).lower().replace("-", " ") for w in need(entry, "words", list, where))
    return Trigger(
        id, words, need(entry, "pos", str, where), type, mode, status, frames[frame],
        _constraints(entry.get("with", []), where), _constraints(entry.get("unless", []), where),
        sectors["actors"], sectors["recipients"], topics, float(entry.get("score", 0.8)),
    )  # fmt: skip


def trigger_entries(tag: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """(file, entry) for every trigger rule of a language."""
    folder = load_language(tag).folder / "events"
    for path in sorted(folder.glob("*.toml")):
        for entry in read_toml(path).get("trigger", ()):
            yield f"{tag}/events/{path.name}", entry


def _sets(data: dict[str, Any]) -> dict[str, frozenset[str]]:
    return {k: frozenset(bare(w) for w in v) for k, v in data.items() if isinstance(v, list)}


def _syntax_words(tag: str) -> SyntaxWords:
    lists = _sets(read_toml(load_language(tag).folder / "syntax.toml"))
    lists["with_"] = lists.pop("with", frozenset())
    wanted = {f.name for f in fields(SyntaxWords)}
    if lists.keys() != wanted:
        odd = sorted(lists.keys() ^ wanted)
        raise KnowledgeError(f"{tag}/syntax.toml", f"lists missing or unknown: {odd}")
    return SyntaxWords(**lists)


@functools.cache
def load_reporting(tag: str) -> dict[str, frozenset[str]]:
    """The words of speech of a language (reporting.toml), folded.

    >>> "annoncer" in load_reporting("fr")["verbs"]
    True
    """
    return _sets(read_toml(load_language(tag).folder / "reporting.toml"))


@functools.cache
def load_events(tag: str) -> EventKnowledge:
    """The event knowledge of a language; KnowledgeError names the first wrong entry."""
    language, ontology = load_language(tag), load_ontology()
    frames = _frames(read_toml(language.folder / "frames.toml"), f"{tag}/frames.toml")
    triggers: dict[str, list[Trigger]] = defaultdict(list)
    seen: set[str] = set()
    for where, entry in trigger_entries(tag):
        trigger = _trigger(entry, frames, ontology, where)
        if trigger.id in seen:
            raise KnowledgeError(where, f"id {trigger.id!r} is used twice")
        seen.add(trigger.id)
        for word in need(entry, "words", list, where):
            triggers[bare(word)].append(trigger)
    topics = _sets(read_toml(language.folder / "topics.toml"))
    reporting = load_reporting(tag)
    if wrong := topics.keys() - ontology.topics:
        raise KnowledgeError(f"{tag}/topics.toml", f"unknown topics {sorted(wrong)}")
    return EventKnowledge(
        triggers={k: tuple(sorted(v, key=lambda t: -len(t.required))) for k, v in triggers.items()},
        words=_syntax_words(tag),
        light=frozenset(bare(v) for v in language.light),
        reporting=reporting,
        saying=reporting["verbs"] | reporting["denials"],
        status=_sets(read_toml(language.folder / "status.toml")),
        topics=topics,
    )
