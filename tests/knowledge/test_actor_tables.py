"""The tables of office holders contradict themselves no more often than is known and pinned.

Sources disagree by weeks, and coalitions, rival governments and captains-regent exist; so the counts
are not nought. They may only fall: a change that adds a contradiction shows up here.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections import defaultdict
from collections.abc import Iterator

from depeche.knowledge.facts import Office, load_facts

SINGLE = frozenset(
    {"head of government", "foreign minister", "defence minister", "interior minister"}
)
GRACE = dt.timedelta(31)
OVERLAPPING = 193
IN_TWO_STATES = 0
STALE = 2
TERMS = 17_000


def _terms() -> list[Office]:
    return [t for terms in load_facts().terms.values() for t in terms]


def _days(term: Office) -> tuple[dt.date, dt.date] | None:
    """First and last day where both are known to the day."""
    if len(term.since) != 10 or len(term.until) != 10:
        return None
    return dt.date.fromisoformat(term.since), dt.date.fromisoformat(term.until)


def _overlaps(terms: list[Office]) -> Iterator[tuple[Office, Office]]:
    known = sorted((d, t) for t in terms if (d := _days(t)))
    for (one, a), (other, b) in itertools.combinations(known, 2):
        shared = min(one[1], other[1]) - max(one[0], other[0])
        if shared > GRACE and a.person != b.person:
            yield a, b


def test_the_tables_hold_as_many_terms_as_told() -> None:
    assert len(_terms()) >= TERMS


def test_overlapping_holders_of_one_office() -> None:
    held: dict[tuple[str, str], list[Office]] = defaultdict(list)
    for term in _terms():
        if term.office in SINGLE:
            held[term.office, term.of].append(term)
    found = [pair for terms in held.values() for pair in _overlaps(terms)]
    assert len(found) <= OVERLAPPING, found[-5:]


def test_nobody_holds_one_office_in_two_states_at_once() -> None:
    held: dict[tuple[str, str], list[Office]] = defaultdict(list)
    for term in _terms():
        if term.office in SINGLE and _days(term):
            held[term.person, term.office].append(term)
    found = [
        (a, b)
        for terms in held.values()
        for a, b in itertools.combinations(terms, 2)
        if a.of != b.of and a.since < b.until and b.since < a.until
    ]
    assert len(found) <= IN_TWO_STATES, found[-5:]


def test_open_terms_that_somebody_else_has_taken_over() -> None:
    held: dict[tuple[str, str], list[Office]] = defaultdict(list)
    for term in _terms():
        if term.office in SINGLE:
            held[term.office, term.of].append(term)
    found = [
        (a, b)
        for terms in held.values()
        for a, b in itertools.permutations(terms, 2)
        if not a.until and b.person != a.person and b.since[:4] > a.since[:4]
    ]
    assert len(found) <= STALE, found[-5:]
