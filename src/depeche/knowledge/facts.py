"""Facts on those who act, whatever the language: states, bodies, people, who held which office.

They stand in data/actors/ and, where a user has some of their own, in that user's folder.
"""

from __future__ import annotations

import functools
import os
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from ..errors import KnowledgeError
from .files import DATA, USER_DATA, read_table

SECTORS = frozenset(
    {"GOV", "MIL", "COP", "SPY", "JUD", "LEG", "PTY", "REB", "IGO", "NGO", "MED", "BUS", "CVL", "UNK"}
)  # fmt: skip
K = TypeVar("K", bound=Hashable)


class Entity(NamedTuple):
    """A state, organisation, group, party or person; `country` is ISO 3166 alpha-3."""

    id: str
    type: str
    country: str | None
    sector: str
    since: str
    until: str


class Office(NamedTuple):
    """One person's term in an office of a state or body; dates are ISO prefixes, "" is open."""

    person: str
    office: str
    of: str
    since: str
    until: str
    source: str

    def holds(self, day: str) -> bool:
        """True where the term covers `day` (an ISO date or prefix)."""
        begun = not self.since or self.since[: len(day)] <= day[: len(self.since)]
        return begun and (not self.until or day[: len(self.until)] <= self.until[: len(day)])


@dataclass(frozen=True, slots=True, eq=False)
class Facts:
    """The tables in memory: `people` has every spelling of a person, the usual one first."""

    entities: dict[str, Entity]
    people: dict[str, tuple[str, ...]]
    offices: dict[tuple[str, str], tuple[Office, ...]]
    terms: dict[str, tuple[Office, ...]]


def load_facts() -> Facts:
    """The facts, a user's own among them; KnowledgeError names the first wrong line."""
    return _read(os.environ.get(USER_DATA))


@functools.lru_cache(maxsize=1)
def _read(own: str | None) -> Facts:
    """All tables, read once for a user's folder (`read_table` looks that up itself)."""
    entities, people = _entities(), _people()
    if clash := entities.keys() & people.keys():
        raise KnowledgeError("people.tsv", f"ids used twice: {sorted(clash)}")
    terms = _offices(people, entities)
    return Facts(
        entities,
        people,
        _grouped(terms, lambda t: (t.office, t.of)),
        _grouped(terms, lambda t: t.person),
    )


def _people() -> dict[str, tuple[str, ...]]:
    return {
        row["id"]: (row["name"], *row.many("forms"))
        for row in read_table(DATA / "actors" / "people.tsv", ("id", "name", "forms"))
    }


def _entities() -> dict[str, Entity]:
    found = {}
    states = ("id", "iso2", "iso_num", "cow_num", "cow", "gw_num", "plover", "source")
    for row in read_table(DATA / "actors" / "states.tsv", states):
        found[row["id"]] = Entity(row["id"], "state", row["id"], "GOV", "", "")
    bodies = ("id", "kind", "country", "sector", "from", "until", "source")
    for row in read_table(DATA / "actors" / "organisations.tsv", bodies):
        if row["sector"] not in SECTORS:
            raise row.wrong(f"unknown sector {row['sector']!r}")
        if row["country"] and row["country"] not in found:
            raise row.wrong(f"unknown country {row['country']!r}")
        found[row["id"]] = Entity(
            row["id"], row["kind"], row["country"] or None, row["sector"], row["from"], row["until"]
        )
    return found


def _offices(people: dict[str, tuple[str, ...]], entities: dict[str, Entity]) -> list[Office]:
    columns = ("person", "office", "of", "from", "until", "source")
    found: dict[tuple[str, ...], Office] = {}
    for row in read_table(DATA / "actors" / "offices.tsv", columns):
        if row["person"] not in people:
            raise row.wrong(f"unknown person {row['person']!r}")
        if row["of"] not in entities:
            raise row.wrong(f"unknown state or body {row['of']!r}")
        if row["until"] and row["until"] < row["from"][: len(row["until"])]:
            raise row.wrong(f"ends {row['until']} before it begins {row['from']}")
        term = Office(
            row["person"], row["office"], row["of"], row["from"], row["until"], row["source"]
        )
        found[term[:4]] = term
    return list(found.values())


def _grouped(terms: Iterable[Office], key: Callable[[Office], K]) -> dict[K, tuple[Office, ...]]:
    found: dict[K, list[Office]] = defaultdict(list)
    for term in terms:
        found[key(term)].append(term)
    return {k: tuple(v) for k, v in found.items()}
