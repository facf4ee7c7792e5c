"""Gives each event the time expression and the place that govern it, by the shape of the sentence.

Not the nearest words: a date belongs to the predicate it hangs on and to what happens with it.
Where nothing governs it, an event has no date; nothing is taken from the publication date.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..knowledge.folding import bare
from ..story import Moment, Place, Published, Span
from .governing import event_noun_before, owners, shares
from .syntax import Syntax, base

_DATED = frozenset({"DATE", "TIME"})
_BORDERS = {"acl:relcl": 4, "advcl": 2, "ccomp": 1, "parataxis": 2, "conj": 1, "acl": 1, "appos": 2}


def path_cost(a: int, b: int, syntax: Syntax) -> int:
    """Steps between two tokens in the tree, clause borders weighing more."""
    up_a, up_b = _upwards(a, syntax), _upwards(b, syntax)
    shared = next((t for t in up_a if t in up_b), None)
    if shared is None:
        return 99
    return up_a[shared] + up_b[shared]


def _upwards(i: int, syntax: Syntax) -> dict[int, int]:
    """Each token above `i` with the cost of the way there."""
    costs: dict[int, int] = {}
    cost = 0
    for here in syntax.upwards(i):
        costs.setdefault(here, cost)
        dep = syntax.tokens[here].dep
        cost += _BORDERS.get(dep, _BORDERS.get(base(dep), 1))
    return costs


def choose_moment(
    i: int, moments: Sequence[Moment], syntax: Syntax, others: Sequence[int]
) -> Moment | None:
    """The dated expression that governs the event at token `i`; None where none does.

    `moments` come from `usable_moments`, `others` are the tokens of the sentence's events;
    `governing.py` says what a moment dates.
    """
    best: tuple[float, Moment] | None = None
    for moment in moments:
        inside = syntax.sentence.within(moment.span)
        if not inside:
            continue
        dated = list(owners(inside, syntax, others))
        if not any(shares(i, o, syntax, others) for o in dated):
            continue
        head = next((t for t in inside if syntax.tokens[t].head not in inside), inside[0])
        cost = path_cost(i, head, syntax) + 0.01 * abs(head - i) + 3 * (i not in dated)
        if best is None or cost < best[0]:
            best = (cost, moment)
    return best[1] if best else None


def dated_words(moments: Sequence[Moment], syntax: Syntax) -> Iterator[tuple[int, Moment]]:
    """(predicate, moment) where a dated text or speech frames a predicate.

    "Dans un discours prononcé jeudi, il a cherché à…": what its subject says next was said then.
    """
    for moment in moments:
        inside = syntax.sentence.within(moment.span)
        for i in owners(inside, syntax, ()) if inside else ():
            for _, token in syntax.children(i):
                medium = bare(token.lemma) in syntax.knowledge.reporting["media"]
                if medium and base(token.dep) == "obl" and syntax.is_verbal(i):
                    yield i, moment


def usable_moments(
    moments: Sequence[Moment], syntax: Syntax, story: Published | None
) -> Iterator[Moment]:
    """The moments of a sentence that events can take: ranges as one, mere limits left out.

    `story` closes an open interval ("depuis le 15 août").
    """
    k = syntax.words
    usable = [m for m in moments if m.type in _DATED and m.start is not None]
    for n, moment in enumerate(usable):
        before = usable[n - 1] if n else None
        after = usable[n + 1] if n + 1 < len(usable) else None
        if before is not None and _range(before, moment):
            continue
        if after is not None and _range(moment, after):
            yield _joined(moment, after)
            continue
        preceding = syntax.before(moment.span)
        if preceding & k.limits:
            continue
        if preceding & k.since:
            if story is not None and moment.precision in {"day", "month"}:
                yield _until(moment, story)
            continue
        yield moment


def _range(a: Moment, b: Moment) -> bool:
    """True for the two halves of "du 6 au 8 septembre"."""
    return (
        ".range" in a.because.rule and a.because.rule.split("+")[0] == b.because.rule.split("+")[0]
    )


def _joined(a: Moment, b: Moment) -> Moment:
    span = Span(a.span.start, b.span.end)
    value = f"{a.value}/{b.value}"
    return replace(a, span=span, value=value, end=b.end, precision="interval")


def _until(moment: Moment, story: Published) -> Moment:
    end = story.value[:10]
    if moment.value is None or end[: len(moment.value)] <= moment.value:
        return moment
    return replace(moment, value=f"{moment.value}/{end}", end=end, precision="interval")


def choose_place(
    i: int, places: Sequence[Place], syntax: Syntax, others: Sequence[int]
) -> Place | None:
    """The place where the event at token `i` happened, if the sentence says so."""
    best: tuple[float, Place] | None = None
    for place in places:
        owner = event_noun_before(place.head, syntax, others)
        if owner is not None and owner != i and owner > i:
            continue
        cost = path_cost(i, place.head, syntax) + 0.01 * abs(place.head - i)
        if place.precision == "country":
            cost += 1.5
        if cost <= 6 and (best is None or cost < best[0]):
            best = (cost, place)
    return best[1] if best else None
