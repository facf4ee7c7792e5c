"""Mends what a parser trained on little news gets wrong, where the words leave no doubt.

"a fait savoir sur X qu'il s'était entretenu": a clause with a complementiser is no relative of
the noun beside it; it completes the verb of speech above.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..knowledge.folding import bare
from ..story import Token

_DEPTH = 6


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
