"""Which predicates a time expression dates, and what happens when they do.

A moment belongs to the nearest verb, participle or event noun above it, to what that frames, and
to the predicate it opens or introduces. It passes to what shares that predicate, never from a
verb of speech, or from another event, to what is said or meant there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..knowledge.folding import bare
from .syntax import Syntax, base

_OPENERS = frozenset({":", ";"})


def owners(inside: Sequence[int], syntax: Syntax, others: Sequence[int]) -> Iterator[int]:
    """The predicates and event nouns that a moment of these tokens dates, nearest first."""
    head = next((t for t in inside if syntax.tokens[t].head not in inside), inside[0])
    owner = _owner(head, inside[0], syntax, others)
    if owner is not None:
        yield owner
        frame = _framed(owner, syntax)
        if frame is not None:
            yield frame
        if syntax.tokens[owner].head == owner and not syntax.is_verbal(owner):
            yield from _after_colon(owner, syntax)
    for follower in (_opened(inside[0], syntax), _followed(inside[-1], syntax)):
        if follower is not None:
            yield follower


def _framed(owner: int, syntax: Syntax) -> int | None:
    """The predicate that a dated phrase is the frame of; None where it is not one.

    "lors des violences d'avril 2011", "dans un communiqué publié mardi", and for a participle
    that opens the sentence, "réunis dimanche à Abuja, les chefs d'État ont…".
    """
    tokens, k = syntax.tokens, syntax.words
    phrase = owner
    if base(tokens[owner].dep) == "acl" and tokens[owner].dep != "acl:relcl":
        phrase = tokens[owner].head
    if tokens[phrase].pos == "NOUN":
        above = tokens[phrase].head
        if bare(tokens[above].text) in k.framing:  # "lors", taken for an adverb
            return tokens[above].head
        if base(tokens[phrase].dep) == "obl" and syntax.preposition(phrase) in k.framing:
            return above
    elif base(tokens[owner].dep) == "advcl" and owner < tokens[owner].head:
        return tokens[owner].head if _bare_participle(owner, syntax) else None
    return None


def _after_colon(root: int, syntax: Syntax) -> Iterator[int]:
    """What is told after the colon of "Cérémonie, vendredi 15 mai à Bamako : …"."""
    for child, token in syntax.children(root):
        if base(token.dep) in {"parataxis", "ccomp"} and child > root:
            yield child


def _followed(last: int, syntax: Syntax) -> int | None:
    """The predicate of "…le 28 novembre, quand le Tchad a dénoncé…": the next one after the mark."""
    tokens, k = syntax.tokens, syntax.words
    mark = last + 1
    if mark < len(tokens) and tokens[mark].text == ",":
        mark += 1
    if mark >= len(tokens) or bare(tokens[mark].text) not in k.simultaneous:
        return None
    for n in range(mark + 1, len(tokens)):
        told = _finite(n, syntax) or bool(syntax.auxiliaries(n))
        if tokens[n].pos == "VERB" and told:
            return n
    return None


def _owner(head: int, first: int, syntax: Syntax, others: Sequence[int]) -> int | None:
    """The predicate or event noun a moment belongs to; None where it dates some other noun."""
    tokens = syntax.tokens
    adnominal = first > 0 and bare(tokens[first - 1].lemma) in syntax.words.of
    if adnominal and (event := event_noun_before(first - 1, syntax, others)) is not None:
        return event
    above = [here for here in syntax.upwards(head) if here != head]
    for here in above:
        if syntax.is_verbal(here) or here in others:
            return here
        if adnominal and tokens[here].pos in {"NOUN", "PROPN"}:
            return None
    return above[-1] if above else head


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


def shares(i: int, owner: int, syntax: Syntax, others: Sequence[int]) -> bool:
    """True where event `i` happens when its sentence's predicate `owner` does."""
    if i == owner:
        return True
    tokens, k = syntax.tokens, syntax.words
    chain = list(syntax.upwards(i))
    if owner not in chain:
        return tokens[owner].head == i and _said_of(i, owner, syntax, others)
    reports = bare(tokens[owner].lemma) in syntax.knowledge.saying
    between = chain[: chain.index(owner)]
    if reports and _own_act(i, between, syntax):
        return True
    for step in between:
        above = tokens[step].head
        if step != owner and _at_once(step, syntax):
            return shares(i, step, syntax, others) and shares(above, owner, syntax, others)
        if bare(tokens[above].lemma) in k.instances:
            continue  # "la dernière fois qu'ils se sont parlé remonte au 10 septembre"
        if _apart(step, syntax):
            return False
    first = base(tokens[between[-1]].dep)
    if reports and first not in {"conj", "advcl"}:
        return first == "obj" and len(between) == 1 and bare(tokens[owner].lemma) in k.performed
    if owner not in others:
        return True
    if tokens[i].pos != "NOUN":
        return first in {"conj", "xcomp"}
    if first == "nsubj":  # "le ministre, en visite à Paris, a rencontré…"
        return len(between) > 1 and syntax.preposition(i) in k.states
    nested = all(bare(tokens[b].lemma) in k.occasions for b in between[1:])
    return first == "obl" and nested and syntax.preposition(between[-1]) in k.framing


def _apart(i: int, syntax: Syntax) -> bool:
    """True for a clause with a time of its own: what is said, a relative, "après avoir…"."""
    token = syntax.tokens[i]
    if token.dep == "acl:relcl" or base(token.dep) in {"ccomp", "parataxis"}:
        return True
    if base(token.dep) == "advcl":
        return not _bare_participle(i, syntax)
    return base(token.dep) == "acl" and syntax.tokens[token.head].pos != "VERB"


def _at_once(i: int, syntax: Syntax) -> bool:
    """True for a clause that happens when the one above it does.

    "…quand l'armée a tiré", "…pour exiger leur départ", "à Paris, où il a rencontré…".
    """
    token, k = syntax.tokens[i], syntax.words
    if base(token.dep) not in {"acl", "advcl"}:
        return False
    marks = {bare(t.text) for _, t in syntax.children(i) if base(t.dep) in {"mark", "advmod"}}
    if token.dep == "acl:relcl":
        pronouns = {bare(t.text) for _, t in syntax.children(i) if t.pos in {"PRON", "ADV"}}
        return bool(pronouns & k.where) or _lasting(i, syntax)
    if "VerbForm=Inf" in token.morph:
        return bool(marks & k.purposes) or syntax.preposition(i) in k.purposes
    return bool(marks & k.simultaneous)


def _lasting(i: int, syntax: Syntax) -> bool:
    """True for what a subject was doing all along: "le ministre, qui participait à une réunion"."""
    token = syntax.tokens[i]
    if "Tense=Imp" not in token.morph or syntax.auxiliaries(i):
        return False
    of = syntax.tokens[token.head]
    if base(of.dep) == "appos":
        of = syntax.tokens[of.head]
    return base(of.dep) == "nsubj"


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
    token, k = syntax.tokens[owner], syntax.words
    if syntax.tokens[i].pos == "NOUN":
        reports = bare(token.lemma) in syntax.knowledge.reporting["verbs"] - k.performed
        return base(token.dep) == "acl" and owner not in others and not reports
    if owner > i:
        return False
    bare_clause = base(token.dep) in {"advcl", "acl"} and "VerbForm=Fin" not in token.morph
    return (bare_clause and not syntax.auxiliaries(owner)) or base(token.dep) == "obl"


def event_noun_before(before: int, syntax: Syntax, others: Sequence[int]) -> int | None:
    """The event noun nearest before a token with no verb between them."""
    nouns = [o for o in others if o < before and syntax.tokens[o].pos == "NOUN"]
    if not nouns:
        return None
    between = syntax.tokens[max(nouns) + 1 : before]
    return None if any(t.pos in {"VERB", "AUX"} for t in between) else max(nouns)


def _bare_participle(i: int, syntax: Syntax) -> bool:
    return "VerbForm=Part" in syntax.tokens[i].morph and not syntax.auxiliaries(i)


def _finite(n: int, syntax: Syntax) -> bool:
    return "VerbForm=Fin" in syntax.tokens[n].morph
