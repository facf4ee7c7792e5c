"""Merge office terms from elsewhere into data/actors/ and the languages' people.tsv.

    python tools/actors/merge.py --terms FILE.tsv [...] [--wikidata FILE.csv] --source TEXT

A terms file has six columns without a header: usual French name, other spellings (|), office, state
or body, from, until. `--wikidata` takes the office export described in the README of the shared
data and adds its ambassadors. What is there already is kept: a term of the same person in the same
office only gains precision; open terms of single-holder offices are closed where the next begins.
Prints what it could not place.
"""

from __future__ import annotations

import argparse
import csv
import itertools
import os
import re
import sys
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from depeche.knowledge.facts import Office, load_facts
from depeche.knowledge.files import DATA, USER_DATA, read_table
from depeche.knowledge.folding import bare

OFFICES = DATA / "actors" / "offices.tsv"
PEOPLE = DATA / "actors" / "people.tsv"
FRENCH = DATA / "languages" / "fr" / "people.tsv"
SINGLE = frozenset(
    {
        "head of state",
        "head of government",
        "foreign minister",
        "defence minister",
        "interior minister",
    }
)
BODIES = {
    "IOM": "UNO.IOM", "UNESCO": "UNO.UNESCO", "ILO": "UNO.ILO", "MINUSTAH": "PKO.MINUSTAH", "PAHO": "UNO.PAHO",
    "UNO.UNHCR": "UNO.HCR", "UNHCR": "UNO.HCR", "IAEA": "UNO.IAEA", "WHO": "UNO.WHO", "OIF": "FRANCOPHONIE",
    "MONUSCO": "PKO.MONUSCO", "MINUSMA": "PKO.MINUSMA", "MINUSCA": "PKO.MINUSCA", "UNIFIL": "PKO.UNIFIL",
    "UNMISS": "PKO.UNMISS", "UNSMIL": "PKO.UNSMIL", "MINURSO": "PKO.MINURSO", "BINUH": "PKO.BINUH",
    "UNAMID": "PKO.UNAMID", "UNOCI": "PKO.UNOCI", "ONUCI": "PKO.UNOCI", "UNOWAS": "PKO.UNOWAS", "ICJ": "UNO.ICJ",
    "CEEAC": "ECCAS", "EU": "EEC", "UN": "UNO", "AU": "AFU", "NATO": "NAT", "UNRWA": "UNO.UNRWA",
    "OHCHR": "UNO.OHCHR", "WFP": "UNO.WFP", "UNICEF": "UNO.UNICEF", "OCHA": "UNO.OCHA", "ICRC": "CICR",
    "UNO.IMF": "IMF", "WB": "WBK", "WBG": "WBK", "ECOWAS": "ECW", "EEC.EP": "EEC.EP", "AMNESTY": "AMNESTY",
    "MLI:GSIM": "MLI.JNIM", "NGA:BOKO HARAM": "NGA.BH", "NGA:BOKOHARAM": "NGA.BH", "RWA:FDLR": "RWA.FDLR",
    "COD:FDLR": "RWA.FDLR", "SDN:FSR": "SDN.RSF", "YEM:HOUTHIS": "YEM.HOUTHI", "IRQ:PKK": "TUR.PKK",
    "AQIM": "IMG.AQIM", "DZA:AQIM": "IMG.AQIM", "DZA:AQMI": "IMG.AQIM", "AQ": "IMG.AQ", "IS": "IMG.IS",
    "IRQ:IS": "IMG.IS", "IRQ:ISIS": "IMG.IS", "IRQ:EI": "IMG.IS", "AFG:ISKP": "IMG.ISKP", "UGA:ADF": "COD.ADF", "EEC.COUNCIL": "EEC.EUCO",
}  # fmt: skip


def overlap(a: Office, b: Office) -> bool:
    """True where two terms share a year, unknown ends reaching to today."""

    def years(t: Office) -> tuple[int, int]:
        return int(t.since[:4] or t.until[:4] or 0), int(t.until[:4] or 9999)

    (first, last), (begun, ended) = years(a), years(b)
    return first <= ended and begun <= last


@dataclass(slots=True)
class Tables:
    """The tables in memory; terms by office and body."""

    people: dict[str, list[str]] = field(default_factory=dict)
    french: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    terms: dict[tuple[str, str], list[Office]] = field(default_factory=lambda: defaultdict(list))
    forms: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    states_of: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    @classmethod
    def read(cls) -> Tables:
        facts, found = load_facts(), cls()
        found.people = {id: list(names) for id, names in facts.people.items()}
        for row in read_table(FRENCH, ("id", "form")):
            found.french[row["id"]].append(row["form"])
        for key, terms in facts.offices.items():
            found.terms[key] = list(terms)
            for term in terms:
                found.states_of[term.person].add(term.of[:3])
        for person, names in (*found.people.items(), *found.french.items()):
            for name in names:
                found.forms[bare(name)].add(person)
        return found

    def count(self) -> int:
        """Number of terms."""
        return sum(map(len, self.terms.values()))

    def same_holder(self, names: list[str], wanted: Office) -> str | None:
        """Somebody in the same office at the same time whose name is another form of one of these.

        "Mosiuoa Lekota" is "Mosiuoa Gerard Patrick Lekota": their last words are the same and
        their first words begin alike, or all words of one are in the other.
        """
        for term in self.terms[wanted.office, wanted.of]:
            if overlap(term, wanted):
                had = (*self.people[term.person], *self.french.get(term.person, ()))
                if any(_alike(a, b) for a in names for b in had):
                    return term.person
        return None

    def person(self, names: list[str], of: str) -> str:
        """The id of somebody of these names who had to do with a state or body, made if need be."""
        for name in names:
            known = self.forms.get(bare(name), set())
            same = {p for p in known if of[:3] in self.states_of[p]} or (
                known if len(known) == 1 and " " in name else set()
            )
            if len(same) == 1:
                return next(iter(same))
        slug = re.sub(r"[^a-z0-9]+", "-", bare(names[0])).strip("-")
        id = f"per:{of[:3].lower()}-{slug}"
        self.people.setdefault(id, [names[0]])
        return id

    def learn_names(self, id: str, names: list[str], *, french: bool) -> None:
        """Adds spellings that are new for a person; the first is the usual French one."""
        had = {bare(n) for n in (*self.people[id], *self.french.get(id, ()))}
        usual, *others = names
        if french and usual not in (self.people[id][0], *self.french.get(id, ())):
            self.french[id].append(usual)
        for name in names if not french else others:
            if bare(name) not in had and " " in name:
                self.people[id].append(name)
                had.add(bare(name))
        for name in names:
            self.forms[bare(name)].add(id)

    def add(self, term: Office) -> bool:
        """Adds a term, or makes the one that is there more precise; False where nothing changed."""
        self.states_of[term.person].add(term.of[:3])
        terms = self.terms[term.office, term.of]
        for n, old in enumerate(terms):
            if old.person == term.person and overlap(old, term):
                if old.until and not ordered(term.since, old.until):
                    continue
                since = term.since if term.since.startswith(old.since) else old.since
                until = old.until
                if term.until and (not until or term.until.startswith(until)):
                    until = term.until
                if not until or ordered(since, until):
                    terms[n] = old._replace(since=since, until=until)
                return terms[n] != old
        terms.append(term)
        return True

    def close(self) -> int:
        """Ends open terms of single-holder offices where the next holder begins."""
        count = 0
        for (office, _), terms in self.terms.items():
            if office in SINGLE:
                terms.sort(key=lambda t: t.since)
                begun = [n for n, t in enumerate(terms) if t.since]
                for n, following in itertools.pairwise(begun):
                    a, b = terms[n], terms[following]
                    if not a.until and a.person != b.person and b.since[:4] > a.since[:4]:
                        terms[n], count = a._replace(until=b.since), count + 1
        return count

    def write(self) -> None:
        """Writes the three tables, sorted."""
        people = [f"{id}\t{n[0]}\t{'|'.join(n[1:])}" for id, n in sorted(self.people.items())]
        french = [f"{id}\t{name}" for id, names in sorted(self.french.items()) for name in names]
        every = itertools.chain.from_iterable(self.terms.values())
        order = sorted(every, key=lambda t: (t.of, t.office, t.since, t.person))
        terms = ["\t".join(term) for term in order]
        for path, lines in ((PEOPLE, people), (FRENCH, french), (OFFICES, terms)):
            path.write_text("\n".join([*_head(path), *lines]) + "\n", encoding="utf-8")


def _head(path: Path) -> list[str]:
    """The remarks above a table, and its line of column names."""
    lines = path.read_text(encoding="utf-8").splitlines()
    at = next(n for n, line in enumerate(lines) if not line.startswith("#"))
    return lines[: at + 1]


def _alike(a: str, b: str) -> bool:
    one, other = bare(a).split(), bare(b).split()
    if set(one) <= set(other) or set(other) <= set(one):
        return min(len(one), len(other)) > 1
    return one[-1] == other[-1] and one[0][0] == other[0][0]


def ordered(since: str, until: str) -> bool:
    """True where a term's end does not precede its beginning, as far as both are known."""
    size = min(len(since), len(until))
    return since[:size] <= until[:size]


def placed(office: str, of: str, bodies: Collection[str]) -> tuple[str, str] | None:
    """(office, id) with the body named as our tables do; None where nothing fits."""
    of = BODIES.get(of, of)
    dotted = of.replace(":", ".")
    if of in bodies:
        return office, of
    if dotted in bodies:
        return office, dotted
    above = dotted.split(".")[0]
    if above in bodies and (":" in of or office in {"envoy", "spokesperson"}):
        return ("leader" if office in SINGLE or "organisation" in office else office), above
    return None


def read_terms(paths: Iterable[Path]) -> Iterator[tuple[Path, list[str]]]:
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip():
                yield path, [c.strip() for c in line.split("\t")]


def merge_terms(tables: Tables, paths: Iterable[Path], source: str) -> list[str]:
    """Merges terms files; returns the lines that could not be placed, with the reason."""
    bodies, left = load_facts().entities, []
    date = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
    for path, cells in read_terms(paths):
        said = "\t".join(cells)
        if (
            len(cells) != 6
            or not date.fullmatch(cells[4])
            or (cells[5] and not date.fullmatch(cells[5]))
        ):
            left.append(f"{path.name}: malformed: {said}")
            continue
        name, others, office, of, since, until = cells
        if until and until < since[: len(until)]:
            left.append(f"{path.name}: ends before it begins: {said}")
            continue
        place = placed(office, of, bodies)
        if place is None:
            left.append(f"{path.name}: unknown body {of}: {said}")
            continue
        names = [name, *(n.strip() for n in others.split("|") if n.strip())]
        told = Office("", *place, since, until, source)
        person = tables.same_holder(names, told) or tables.person(names, place[1])
        tables.learn_names(person, names, french=True)
        tables.add(told._replace(person=person))
    return left


def position_office(position: str, office: str) -> str | None:
    """The office that a Wikidata position is; None for deputies, staff and heads of provinces."""
    said = position.lower()
    if re.match(
        r"chief of (?:the )?(?:general|national|defence (?:general )?staff|defence forces?$|armed)|"
        r"chief of (?:the )?(?:defence|national defence) staff|head of the armed",
        said,
    ):
        return "chief of staff"
    if "spoke" in said:
        return "spokesperson"
    if office == "head of government":
        return (
            office
            if said in {"prime minister", "premier", "premier of the state council"}
            else None
        )
    if office in {"foreign minister", "defence minister", "interior minister"}:
        lesser = r"minister of state|state minister|delegate|state secretary|secretary of state (?:to|for foreign affairs)|"
        others = r"chief|inspector|member|equipment|industry|veterans$|home front|commander|intelligence|national security"
        return None if re.search(lesser + others, said) else office
    return office


def mend_wikidata(tables: Tables, path: Path) -> int:
    """Takes out, or renames, terms whose Wikidata position is not the office they stand under."""
    named: dict[tuple[str, str, str], str] = {}
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            key = (f"per:{row['wikidata_id']}", row["role"].replace("_", " "), row["start"])
            named[key] = row["position_en"]
    kept: dict[tuple[str, str], list[Office]] = defaultdict(list)
    before = tables.count()
    for term in itertools.chain.from_iterable(tables.terms.values()):
        position = named.get((term.person, term.office, term.since))
        office = term.office
        if term.source.startswith("Wikidata") and position is not None and office in SINGLE:
            office = position_office(position, office) or ""
        if office:
            kept[office, term.of].append(term._replace(office=office))
    tables.terms = kept
    return before - tables.count()


def merge_wikidata(tables: Tables, path: Path) -> int:
    """Adds the ambassadors of the Wikidata export; returns how many terms are new."""
    count = 0
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            since, until = row["start"], row["end"]
            if row["role"] != "ambassador" or not since or (until and until < since[: len(until)]):
                continue
            id = f"per:{row['wikidata_id']}"
            if id not in tables.people:
                tables.people[id] = [row["name"]]
                tables.forms[bare(row["name"])].add(id)
            term = Office(
                id, "ambassador", row["iso3"], since, until, f"Wikidata P39, {row['data_as_of']}"
            )
            count += tables.add(term)
    return count


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--terms", type=Path, nargs="*", default=[])
    parser.add_argument("--wikidata", type=Path)
    parser.add_argument("--source", default="general knowledge 2026-11, dates to be checked")
    args = parser.parse_args()
    os.environ.pop(USER_DATA, None)  # our own tables, not a user's
    tables = Tables.read()
    before = len(tables.people), tables.count()
    mended = mend_wikidata(tables, args.wikidata) if args.wikidata else 0
    left = merge_terms(tables, args.terms, args.source)
    added = merge_wikidata(tables, args.wikidata) if args.wikidata else 0
    closed = tables.close()
    tables.write()
    for line in left:
        print(line, file=sys.stderr)
    print(
        f"people {before[0]} -> {len(tables.people)}, terms {before[1]} -> {tables.count()}, "
        f"{mended} taken out, {added} ambassadors, {closed} terms closed, {len(left)} lines left out"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
