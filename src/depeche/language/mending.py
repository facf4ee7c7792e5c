"""Mends what a parser trained on little news gets wrong, where the words leave no doubt.

"a fait savoir sur X qu'il s'était entretenu": a clause with a complementiser is no relative of
the noun beside it; it completes the verb of speech above.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..knowledge.folding import bare
from ..story import Token

_DEPTH = 6
_LIST = 3
_CORE = ("nsubj", "obj", "iobj")
_PLACED = (*_CORE, "obl", "nmod", "conj")
_LOOSE = frozenset({"conj", "advcl", "parataxis", "ccomp", "xcomp"})


def mended(
    tokens: Sequence[Token], reporting: frozenset[str], days: frozenset[str]
) -> dict[int, Token]:
    """The tokens of a sentence that must change, by their place.

    `reporting` are verbs of speech, `days` names of days and months, both folded.
    """
    return {
        **misread_clauses(tokens, reporting),
        **misread_lists(tokens, days),
        **misread_participle(tokens),
    }


def misread_lists(tokens: Sequence[Token], days: frozenset[str]) -> dict[int, Token]:
    """ "Germany, Poland, Norway and Turkey", whose names were hung on this and that.

    Three names or more between commas, the last after a conjunction, are a list: the first
    governs the others and stands where one of them stood. `days` are folded words that look
    like names and are not (in English).
    """
    found: dict[int, Token] = {}
    for members in _name_lists(tokens, days):
        heads = [_head(span, tokens) for span in members]
        first, others = heads[0], heads[1:]
        if all(tokens[i].dep == "conj" and tokens[i].head in heads for i in others):
            continue
        change = _as_list(first, others, tokens)
        if change and _is_tree({**found, **change}, tokens):
            found.update(change)
    return found


def _name_lists(tokens: Sequence[Token], days: frozenset[str]) -> Iterator[list[range]]:
    """The names, each a range of tokens, of every enumeration of three or more."""
    members: list[range] = []
    i = 0
    while i < len(tokens):
        name = _name_at(i, tokens, days)
        if name is None:
            members, i = [], i + 1
            continue
        members.append(name)
        i = name.stop
        closed = len(members) >= _LIST and tokens[_start(name, tokens) - 1].pos == "CCONJ"
        if closed:
            yield members
            members = []
        elif i < len(tokens) and (tokens[i].text == "," or tokens[i].pos == "CCONJ"):
            i += 1 + (
                tokens[i].text == "," and i + 1 < len(tokens) and tokens[i + 1].pos == "CCONJ"
            )
            if i < len(tokens) and tokens[i].pos == "DET":
                i += 1
        else:
            members = []


def _name_at(i: int, tokens: Sequence[Token], days: frozenset[str]) -> range | None:
    """The capitalised words that begin at a token and hold a proper noun; None where none do."""
    end = i
    while end < len(tokens) and tokens[end].pos in {"PROPN", "ADJ", "X"}:
        if not tokens[end].text[:1].isupper() or bare(tokens[end].text) in days:
            break
        end += 1
    words = range(i, end)
    return words if any(tokens[k].pos == "PROPN" for k in words) else None


def _start(name: range, tokens: Sequence[Token]) -> int:
    """The first token of a name, its determiner among them."""
    return name.start - (name.start > 0 and tokens[name.start - 1].pos == "DET")


def _head(name: range, tokens: Sequence[Token]) -> int:
    return next((i for i in name if tokens[i].head not in name or tokens[i].head == i), name.start)


def _as_list(first: int, others: Sequence[int], tokens: Sequence[Token]) -> dict[int, Token]:
    """The changes that make names a list; the first is left out where it plays another part.

    "In Paris, Macron and Scholz met": a name with a preposition is not one with its subjects.
    """
    heads = {first, *others}
    cased = {t.head for t in tokens if t.dep == "case"} & heads
    core = [i for i in others if tokens[i].dep.startswith(_CORE) and tokens[i].head not in heads]
    if cased - {first}:
        return {}
    told = {t.dep for t in tokens if t.head == first}
    title = tokens[first].dep in {"nmod", "appos"} and not told & {"case", "det"}
    if core and (title or (first in cased and tokens[first].dep.startswith("obl"))):
        return _as_list(others[0], others[1:], tokens) if len(others) > 1 else {}
    order = (first, *core) if first in cased else (*core, first)
    place = next((i for i in order if _placed(tokens[i].dep)), None)
    if place is None:
        return {}
    change = {i: tokens[i]._replace(head=first, dep="conj") for i in others}
    above, dep = tokens[place].head, tokens[place].dep
    if above in heads:
        return {}
    change[first] = tokens[first]._replace(head=above, dep=dep)
    if tokens[first].head == first:  # "Britain, France and Congo say", read as a heap of names
        change[above] = tokens[above]._replace(head=above, dep="ROOT")
        for i, token in enumerate(tokens):
            if token.head == first and i not in change and token.dep == "punct":
                change[i] = token._replace(head=above)
    return change


def _placed(dep: str) -> bool:
    return dep.startswith(_PLACED) and not dep.endswith(":unmarked")


def _is_tree(change: dict[int, Token], tokens: Sequence[Token]) -> bool:
    """True where every token still leads up to the one root."""
    heads = [change.get(i, t).head for i, t in enumerate(tokens)]
    if sum(i == h for i, h in enumerate(heads)) != 1:
        return False
    for i in range(len(heads)):
        here = i
        for _ in heads:
            here = heads[here]
        if heads[here] != here:
            return False
    return True


def misread_participle(tokens: Sequence[Token]) -> dict[int, Token]:
    """ "La grève lancée jeudi se poursuit", where the participle was read as the main verb.

    A bare participle cannot be one while a finite verb without subject follows: that verb is,
    and the participle belongs to the noun.
    """
    root = next((i for i, t in enumerate(tokens) if t.head == i), None)
    if root is None or "VerbForm=Part" not in tokens[root].morph:
        return {}
    below = [i for i, t in enumerate(tokens) if t.head == root and i != root]
    subject = next((i for i in below if tokens[i].dep.startswith("nsubj") and i < root), None)
    if subject is None or any(tokens[i].dep.startswith(("aux", "cop")) for i in below):
        return {}
    verb = next((i for i in below if i > root and _main(i, tokens)), None)
    if verb is None:
        return {}
    found = {i: tokens[i]._replace(head=verb) for i in below if (i < subject or i > verb)}
    passive = any(t.head == verb and t.dep == "aux:pass" for t in tokens)
    found[subject] = tokens[subject]._replace(head=verb, dep="nsubj:pass" if passive else "nsubj")
    found[root] = tokens[root]._replace(head=subject, dep="acl")
    found[verb] = tokens[verb]._replace(head=verb, dep="ROOT")
    return found


def _main(i: int, tokens: Sequence[Token]) -> bool:
    """True for a finite verb without subject, conjunction or complementiser of its own."""
    below = [t for t in tokens if t.head == i and t is not tokens[i]]
    own = ("nsubj", "csubj", "mark", "cc")
    finite = any("VerbForm=Fin" in t.morph for t in (tokens[i], *below))
    return tokens[i].dep in _LOOSE and finite and not any(t.dep.startswith(own) for t in below)


def misread_clauses(tokens: Sequence[Token], reporting: frozenset[str]) -> dict[int, Token]:
    """Reported clauses that hang on a noun, as they should be: hung on their verb of speech."""
    found = {}
    for mark in tokens:
        i = mark.head
        if mark.dep != "mark" or mark.pos != "SCONJ" or tokens[i].dep != "acl:relcl":
            continue
        if any(t.head == i and "PronType=Rel" in t.morph for t in tokens):
            continue
        verb = _verb_above(i, tokens)
        if verb is not None and bare(tokens[verb].lemma) in reporting:
            found[i] = tokens[i]._replace(head=verb, dep="ccomp")
    return found


def _verb_above(i: int, tokens: Sequence[Token]) -> int | None:
    here = tokens[i].head
    for _ in range(_DEPTH):
        if tokens[here].pos == "VERB":
            return here
        if tokens[here].head == here:
            return None
        here = tokens[here].head
    return None
