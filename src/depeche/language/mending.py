"""Mends what a parser trained on little news gets wrong, where the words leave no doubt.

"a fait savoir sur X qu'il s'était entretenu": a clause with a complementiser is no relative of
the noun beside it; it completes the verb of speech above.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..knowledge.folding import bare
from ..story import Token

_DEPTH = 6


def mend_clauses(tokens: Sequence[Token], reporting: frozenset[str]) -> list[Token]:
    """The tokens, with reported clauses that hang on a noun hung on their verb of speech."""
    mended = list(tokens)
    marked = {t.head for t in tokens if t.dep == "mark" and t.pos == "SCONJ" and t.head > 0}
    for i in marked:
        token = tokens[i]
        if token.dep not in {"acl:relcl", "acl"}:
            continue
        if any(t.head == i and "PronType=Rel" in t.morph for t in tokens):
            continue
        verb = _verb_above(i, tokens)
        if verb is not None and bare(tokens[verb].lemma) in reporting:
            mended[i] = token._replace(head=verb, dep="ccomp")
    return mended


def _verb_above(i: int, tokens: Sequence[Token]) -> int | None:
    here = tokens[i].head
    for _ in range(_DEPTH):
        if tokens[here].pos == "VERB":
            return here
        if tokens[here].head == here:
            return None
        here = tokens[here].head
    return None
