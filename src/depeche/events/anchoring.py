"""Gives each event the time expression and the place that govern it, by the shape of the sentence.

Not the nearest words: the cost of a candidate is the way through the dependency tree, and
leaving a relative or adverbial clause costs more. Where nothing governs it, an event has
no date; nothing is taken from the publication date.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..story import Moment, Place
from .syntax import Syntax, base

_DATED = frozenset({"DATE", "TIME"})
_BORDERS = {"acl:relcl": 4, "advcl": 2, "ccomp": 1, "parataxis": 2, "conj": 1, "acl": 1, "appos": 2}
_LIMIT = 9


def path_cost(a: int, b: int, syntax: Syntax) -> int:
    """Steps between two tokens in the tree, clause borders weighing more."""
    up_a, up_b = _upwards(a, syntax), _upwards(b, syntax)
    shared = next((t for t in up_a if t in up_b), None)
    if shared is None:
        return 99
    return up_a[shared] + up_b[shared]


def _upwards(i: int, syntax: Syntax) -> dict[int, int]:
    """Each token above `i` with the cost of the way there."""
    costs = {i: 0}
    here, cost = i, 0
    for _ in range(40):
        token = syntax.tokens[here]
        if token.head == here:
            break
        cost += _BORDERS.get(token.dep, _BORDERS.get(base(token.dep), 1))
        here = token.head
        costs.setdefault(here, cost)
    return costs


def choose_moment(
    i: int,
    moments: Sequence[Moment],
    syntax: Syntax,
    others: Sequence[int],
    of: frozenset[str],
) -> Moment | None:
    """The dated expression that governs the event at token `i`.

    `others` are the tokens of the sentence's other events: a moment that clearly belongs to
    one of them is not taken.
    """
    best: tuple[float, Moment] | None = None
    for moment in moments:
        if moment.type not in _DATED or moment.start is None:
            continue
        inside = syntax.sentence.within(moment.span)
        if not inside:
            continue
        head = next((t for t in inside if syntax.tokens[t].head not in inside), inside[0])
        owner = _adnominal(inside[0], syntax, others, of)
        if owner is not None and owner != i:
            continue
        cost = float(path_cost(i, head, syntax))
        rival = min((path_cost(o, head, syntax) for o in others if o != i), default=99)
        if cost > _LIMIT or rival + 2 < cost:
            continue
        cost += 0.01 * abs(head - i)
        if best is None or cost < best[0]:
            best = (cost, moment)
    return best[1] if best else None


def _adnominal(first: int, syntax: Syntax, others: Sequence[int], of: frozenset[str]) -> int | None:
    """The event noun that a moment after "de" belongs to ("le sommet … de juillet")."""
    before = first - 1
    if before < 0 or syntax.tokens[before].lemma.rstrip("'") not in {w.rstrip("'") for w in of}:
        return None
    return _noun_before(before, syntax, others)


def _noun_before(before: int, syntax: Syntax, others: Sequence[int]) -> int | None:
    """The event noun nearest before a token with no verb between them."""
    nouns = [o for o in others if o < before and syntax.tokens[o].pos == "NOUN"]
    if not nouns:
        return None
    between = syntax.tokens[max(nouns) + 1 : before]
    return None if any(t.pos in {"VERB", "AUX"} for t in between) else max(nouns)


def choose_place(
    i: int, places: Sequence[Place], syntax: Syntax, others: Sequence[int]
) -> Place | None:
    """The place where the event at token `i` happened, if the sentence says so."""
    best: tuple[float, Place] | None = None
    for place in places:
        owner = _noun_before(place.head, syntax, others)
        if owner is not None and owner != i and owner > i:
            continue
        cost = path_cost(i, place.head, syntax) + 0.01 * abs(place.head - i)
        if place.precision == "country":
            cost += 1.5
        if cost <= 6 and (best is None or cost < best[0]):
            best = (cost, place)
    return best[1] if best else None
