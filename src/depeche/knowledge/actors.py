"""What we know of those who act: states, organisations, groups, people, offices, role words.

Facts (codes, dates, holders) stand in data/actors/ whatever the language; the words for
them stand in each language's names.tsv, people.tsv and roles.tsv.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

import ahocorasick_rs

from .facts import SECTORS, Entity, Facts, Office, load_facts
from .files import Row, read_table
from .folding import bare
from .language import load_language

NAME_KINDS = frozenset({"name", "adjective", "people", "capital", "seat", "acronym", "alias"})
ROLE_KINDS = frozenset({"person", "body", "group", "state"})


class KnownName(NamedTuple):
    """One written form of an entity. `exact` forms count only as written (acronyms)."""

    id: str
    kind: str
    form: str
    gender: str
    number: str
    exact: bool
    capital: bool


class Found(NamedTuple):
    """A known form found in a text, at code points [start, end)."""

    start: int
    end: int
    names: tuple[KnownName, ...]


class Role(NamedTuple):
    """A word or phrase for somebody by what they do."""

    kind: str
    sector: str
    office: str
    words: tuple[str, ...]


@dataclass(slots=True, eq=False)
class ActorKnowledge:
    """All of it for one language."""

    tag: str
    facts: Facts
    forms: dict[str, tuple[KnownName, ...]]
    roles: dict[str, tuple[Role, ...]]
    usual: dict[str, str]
    surnames: dict[str, tuple[str, ...]]
    patterns: list[str]
    automaton: ahocorasick_rs.AhoCorasick

    def find(self, text: str) -> list[Found]:
        """Known forms in a text that stand as whole words, longest first where they overlap.

        >>> [f.names[0].id for f in load_actors("fr").find("Bamako et l'ONU")]
        ['MLI', 'UNO']
        """
        folded = bare(text)
        hits = []
        for number, start, end in self.automaton.find_matches_as_indexes(folded, overlapping=True):
            if _whole(folded, start, end):
                written = text[start:end]
                names = tuple(n for n in self.forms[self.patterns[number]] if _fits(n, written))
                if names:
                    hits.append(Found(start, end, names))
        hits.sort(key=lambda f: (f.start - f.end, f.start))
        kept: list[Found] = []
        taken: set[int] = set()
        for hit in hits:
            if not taken.intersection(range(hit.start, hit.end)):
                kept.append(hit)
                taken.update(range(hit.start, hit.end))
        return sorted(kept)

    def role(self, words: list[str]) -> Role | None:
        """The longest role whose words open this list of folded words."""
        for role in self.roles.get(words[0] if words else "", ()):
            if tuple(words[: len(role.words)]) == role.words:
                return role
        return None

    def holder(self, office: str, of: str, day: str | None) -> Office | None:
        """Who held an office of a state or body on a day; None where unknown or not one person."""
        if day is None:
            return None
        held = [t for t in self.facts.offices.get((office, of), ()) if t.holds(day)]
        people = {t.person for t in held}
        return held[-1] if len(people) == 1 else None

    def term(self, person: str, day: str | None) -> tuple[Office | None, bool]:
        """The office of a person on a day, and whether it was held then (else the latest before)."""
        terms = self.facts.terms.get(person, ())
        if day is not None:
            for office in _by_rank(t for t in terms if t.holds(day)):
                return office, True
            terms = tuple(t for t in terms if t.since <= day)
        last = max(terms, key=lambda t: t.since, default=None)
        return last, False

    def by_surname(self, surname: str, day: str | None) -> str | None:
        """The one leader of this folded surname in office around a day; None where not one.

        Heads of state and government, ministers of foreign affairs and heads of
        organisations count, while in office and for three years after.
        """
        near = {
            person
            for person in self.surnames.get(surname, ())
            for t in self.facts.terms[person]
            if t.office in _RANK and _around(t, day)
        }
        return next(iter(near)) if len(near) == 1 else None

    def name(self, id: str) -> str:
        """The usual name of an entity or person in this language, or its id."""
        return self.usual.get(id, id)


_AFTERLIFE = 3
_RECENT = "2015"
_SPELLED_OUT = 2
_READABLE = 4  # acronyms of four letters and more are also written as words: Otan, Cédéao
_RANK = (
    "head of state", "head of government", "head of organisation", "foreign minister",
    "defence minister", "interior minister",
)  # fmt: skip


def _around(term: Office, day: str | None) -> bool:
    if day is None:
        return not term.until or term.until >= _RECENT
    return term.since[:4] <= day[:4] and (
        not term.until or int(term.until[:4]) + _AFTERLIFE >= int(day[:4])
    )


def _by_rank(terms: Iterator[Office]) -> list[Office]:
    return sorted(terms, key=lambda t: _RANK.index(t.office) if t.office in _RANK else len(_RANK))


def _whole(folded: str, start: int, end: int) -> bool:
    before = folded[start - 1] if start else " "
    after = folded[end] if end < len(folded) else " "
    return not (before.isalnum() or after.isalnum() or before == "_")


def _fits(name: KnownName, written: str) -> bool:
    if name.exact:
        if len(name.form) >= _READABLE and written[0].isupper():
            return True
        return written == name.form or written.replace(".", "") == name.form
    return not name.capital or written[0].isupper()


def _known_names(tag: str, entities: dict[str, Entity]) -> Iterator[tuple[KnownName, bool]]:
    columns = ("id", "kind", "form", "gender", "number", "from", "until")
    for row in read_table(load_language(tag).folder / "names.tsv", columns):
        if row["id"] not in entities:
            raise row.wrong(f"unknown id {row['id']!r}")
        if row["kind"] not in NAME_KINDS:
            raise row.wrong(f"unknown kind {row['kind']!r}")
        yield _known_name(row), row.own


def _known_name(row: Row) -> KnownName:
    form, kind = row["form"], row["kind"]
    exact = kind == "acronym" or (form.isupper() and len(form) <= 5)
    capital = kind not in {"adjective", "people"} and form[0].isupper()
    return KnownName(row["id"], kind, form, row["gender"], row["number"], exact, capital)


def _person_forms(tag: str, facts: Facts) -> Iterator[tuple[str, str]]:
    """(person id, written form), the language's usual spelling first."""
    for row in read_table(load_language(tag).folder / "people.tsv", ("id", "form")):
        if row["id"] not in facts.people:
            raise row.wrong(f"unknown person {row['id']!r}")
        yield row["id"], row["form"]
    for person, spellings in facts.people.items():
        for form in spellings:
            yield person, form


def _roles(tag: str) -> dict[str, tuple[Role, ...]]:
    found: dict[str, list[Role]] = defaultdict(list)
    for row in read_table(
        load_language(tag).folder / "roles.tsv", ("kind", "sector", "office", "forms")
    ):
        if row["kind"] not in ROLE_KINDS:
            raise row.wrong(f"unknown kind {row['kind']!r}")
        if row["sector"] not in SECTORS:
            raise row.wrong(f"unknown sector {row['sector']!r}")
        for form in row.many("forms"):
            words = tuple(bare(form).replace("'", "' ").split())
            found[words[0]].append(Role(row["kind"], row["sector"], row["office"], words))
    return {k: tuple(sorted(v, key=lambda r: -len(r.words))) for k, v in found.items()}


def _surnames(
    forms: Iterable[tuple[str, str]], terms: dict[str, tuple[Office, ...]]
) -> dict[str, tuple[str, ...]]:
    """Folded last words of the names of those who held an office of rank -> their ids."""
    found: dict[str, set[str]] = defaultdict(set)
    for person, form in forms:
        if any(t.office in _RANK for t in terms.get(person, ())):
            found[bare(form).split()[-1]].add(person)
    return {k: tuple(sorted(v)) for k, v in found.items() if len(k) > 3}


@functools.cache
def load_actors(tag: str) -> ActorKnowledge:
    """The actor knowledge in one language; KnowledgeError names the first wrong line."""
    facts = load_facts()
    forms: dict[str, list[KnownName]] = defaultdict(list)
    usual: dict[str, str] = {}
    for name, own in _known_names(tag, facts.entities):
        forms[bare(name.form)].append(name)
        if name.kind == "name":
            usual[name.id] = name.form if own else usual.get(name.id, name.form)
        elif name.kind == "acronym" and len(usual.get(name.id, "").split()) > _SPELLED_OUT:
            usual[name.id] = name.form
    spellings = list(_person_forms(tag, facts))
    for person, form in spellings:
        usual.setdefault(person, form)
        if " " in form and len(form) > 5:
            forms[bare(form)].append(KnownName(person, "person", form, "", "s", False, True))
    patterns = sorted(forms)
    return ActorKnowledge(
        tag=tag,
        facts=facts,
        forms={k: tuple(v) for k, v in forms.items()},
        roles=_roles(tag),
        usual=usual,
        surnames=_surnames(spellings, facts.terms),
        patterns=patterns,
        automaton=ahocorasick_rs.AhoCorasick(patterns),
    )
