"""Gives each event the time expression and the place that govern it, by the shape of the sentence.

Not the nearest words: a date belongs to the predicate it hangs on and to what happens with it.
Where nothing governs it, an event has no date; nothing is taken from the publication date.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..knowledge.folding import bare
from ..story import Moment, Place, Published, Span
from .syntax import Syntax, base

_OPENERS = frozenset({":", ";"})
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

    A moment belongs to the nearest verb, participle or event noun above it, and from there
    to what shares that predicate: nouns in its clause, infinitives and gerunds that complete
    it, verbs coordinated with it. It never passes from a verb of speech, or from another
    event, to what is said or meant there. `moments` come from `usable_moments`, `others` are the
    tokens of the sentence's events.
    """
    best: tuple[float, Moment] | None = None
    for moment in moments:
        inside = syntax.sentence.within(moment.span)
        if not inside:
            continue
        head = next((t for t in inside if syntax.tokens[t].head not in inside), inside[0])
        owner = _owner(head, inside[0], syntax, others)
        owners = [o for o in (owner, _opened(inside[0], syntax)) if o is not None]
        if not any(_shares(i, o, syntax, others) for o in owners):
            continue
        cost = path_cost(i, head, syntax) + 0.01 * abs(head - i) + 3 * (i not in owners)
        if best is None or cost < best[0]:
            best = (cost, moment)
    return best[1] if best else None


def usable_moments(
    moments: Sequence[Moment], syntax: Syntax, story: Published | None
) -> Iterator[Moment]:
    """The moments of a sentence that events can take: ranges as one, mere limits left out.

    `story` closes an open interval ("depuis le 15 août").
    """
    k = syntax.knowledge
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


def _owner(head: int, first: int, syntax: Syntax, others: Sequence[int]) -> int | None:
    """The predicate or event noun a moment belongs to; None where it dates some other noun."""
    tokens = syntax.tokens
    adnominal = first > 0 and bare(tokens[first - 1].lemma) in syntax.knowledge.of
    if adnominal and (event := _noun_before(first - 1, syntax, others)) is not None:
        return event
    above = [here for here in syntax.upwards(head) if here != head]
    for here in above:
        if syntax.is_verbal(here) or here in others:
            return here
        if adnominal and tokens[here].pos in {"NOUN", "PROPN"}:
            return None
    return above[-1] if above else head


def _shares(i: int, owner: int, syntax: Syntax, others: Sequence[int]) -> bool:
    """True where event `i` happens when its sentence's predicate `owner` does."""
    if i == owner:
        return True
    tokens, k = syntax.tokens, syntax.knowledge
    chain = list(syntax.upwards(i))
    if owner not in chain:
        return tokens[owner].head == i and _said_of(i, owner, syntax, others)
    reports = bare(tokens[owner].lemma) in k.saying
    between = chain[: chain.index(owner)]
    if reports and _own_act(i, between, syntax):
        return True
    for step in between:
        dep = tokens[step].dep
        if bare(tokens[tokens[step].head].lemma) in k.instances:
            continue  # "la dernière fois qu'ils se sont parlé remonte au 10 septembre"
        if dep == "acl:relcl" or base(dep) in {"ccomp", "parataxis"}:
            return False
        if base(dep) == "advcl" and "VerbForm=Part" not in tokens[step].morph:
            return False
        if base(dep) == "acl" and owner != step and tokens[tokens[step].head].pos != "VERB":
            return False
    if reports and base(tokens[between[-1]].dep) not in {"conj", "advcl"}:
        return False
    if owner in others:
        link = base(tokens[between[-1]].dep)
        if tokens[i].pos == "NOUN":  # "lors d'une visite", not "condamne l'attaque"
            return link == "obl" and len(between) == 1
        return link in {"conj", "xcomp"}
    return True


def _own_act(i: int, between: Sequence[int], syntax: Syntax) -> bool:
    """True for what speakers tell of themselves: "il a annoncé mardi qu'il reconnaissait…".

    The subject of the clause is a pronoun, or none where it is an infinitive.
    """
    token = syntax.tokens[i]
    if base(token.dep) not in {"ccomp", "xcomp"} or len(between) > 1:
        return False
    subjects = [t for _, t in syntax.children(i) if base(t.dep) == "nsubj"]
    if subjects:
        return all(t.pos == "PRON" and "PronType=Rel" not in t.morph for t in subjects)
    return any("VerbForm=Inf" in t.morph for t in (token, *syntax.auxiliaries(i)))


def _said_of(i: int, owner: int, syntax: Syntax, others: Sequence[int]) -> bool:
    """True where a predicate below event `i` tells when it was.

    "la grève lancée le 6 mai", "la guerre qui a duré jusqu'en 2000" for a noun; "réunis lundi à
    Abuja, ils ont lancé…", "en visite mardi à Bangui, elle a remis…" for a verb.
    """
    token, k = syntax.tokens[owner], syntax.knowledge
    if syntax.tokens[i].pos == "NOUN":
        reports = bare(token.lemma) in k.reporting["verbs"]
        return base(token.dep) == "acl" and owner not in others and not reports
    if owner > i:
        return False
    bare_clause = base(token.dep) in {"advcl", "acl"} and "VerbForm=Fin" not in token.morph
    return (bare_clause and not syntax.auxiliaries(owner)) or base(token.dep) == "obl"


def _opened(first: int, syntax: Syntax) -> int | None:
    """The predicate that a moment at the head of a sentence, or after a colon, stands before.

    "Le 30 août, le général y a déposé…": the next finite verb after the comma that is no
    subordinate's. None where the moment opens nothing.
    """
    tokens = syntax.tokens
    start = max((n + 1 for n in range(first) if tokens[n].text in _OPENERS), default=0)
    comma = next((n for n in range(first, len(tokens)) if tokens[n].text == ","), None)
    if comma is None or any(_finite(n, syntax) for n in range(start, comma)):
        return None
    if any(tokens[n].text == "," for n in range(start, first)):
        return None
    for n in range(comma + 1, len(tokens)):
        token = tokens[n]
        if token.text in _OPENERS:
            return None
        subordinate = token.dep == "acl:relcl" or base(token.dep) == "advcl"
        told = _finite(n, syntax) or bool(syntax.auxiliaries(n))
        if token.pos == "VERB" and told and not subordinate:
            return n
    return None


def _finite(n: int, syntax: Syntax) -> bool:
    return "VerbForm=Fin" in syntax.tokens[n].morph


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
