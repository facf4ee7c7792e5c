"""Finds reporting clauses set into a sentence ("…, a annoncé jeudi X, chef de Y.").

News hangs its sources on the end of a sentence, verb before subject, and parsers trained on
other prose read such tails as the main clause. The words found here are parsed apart from
the rest and hung back on it as a parataxis.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..knowledge.folding import bare
from ..story import Token

_OPENERS = frozenset({",", "»", '"', "”", "–", "—", ";"})
_CLOSERS = frozenset({",", ".", "!", "?", "…", ";", ":", "–", "—", "(", "«"})
_QUOTES = frozenset({"»", '"', "”"})
_LINKS = frozenset({"SCONJ"})
_LIGHT = frozenset({"ADV", "PRON", "AUX", "PART"})
_AFTER = frozenset(
    {"ADP", "DET", "NOUN", "PROPN", "NUM", "ADJ", "PRON", "ADV", "PUNCT", "CCONJ", "X", "SYM"}
)
MIN_MAIN = 3


def find_tail(tokens: Sequence[Token], reporting: frozenset[str]) -> tuple[int, int] | None:
    """[first, last) of a reporting clause set into the sentence, its opening comma excluded.

    None where there is none, or where what is left would be too little to parse.
    """
    for i, token in enumerate(tokens):
        if token.text not in _OPENERS or i < MIN_MAIN:
            continue
        end = _clause_end(tokens, i + 1)
        if _reports(tokens[i + 1 : end], reporting):
            end = _with_apposition(tokens, end)
            if i + len(tokens) - end >= MIN_MAIN and _stands(tokens[: i + 1], tokens[end:]):
                return i + 1, end
    return None


def _clause_end(tokens: Sequence[Token], first: int) -> int:
    for k in range(first, len(tokens)):
        if tokens[k].text in _CLOSERS:
            return k
    return len(tokens)


def _stands(before: Sequence[Token], after: Sequence[Token]) -> bool:
    """True where what is left is a sentence or a quotation of its own."""
    if any(_finite(t) or t.text in _QUOTES for t in before):
        return True
    near = after[1:4]
    return any(_finite(t) for t in near) and not any("PronType=Rel" in t.morph for t in near)


def _finite(token: Token) -> bool:
    return token.pos in {"VERB", "AUX"} and "VerbForm=Fin" in token.morph


def _reports(clause: Sequence[Token], reporting: frozenset[str]) -> bool:
    """True for a clause that is a reporting verb and its subject, without anything reported."""
    verbs = [k for k, t in enumerate(clause) if t.pos == "VERB"]
    if len(verbs) != 1 or bare(clause[verbs[0]].lemma) not in reporting:
        return False
    at = verbs[0]
    before, after = clause[:at], clause[at + 1 :]
    if any(t.dep == "aux:pass" for t in before):
        return False
    helped = any(_finite(t) for t in before if t.pos == "AUX") or _finite(clause[at])
    if not helped or any(t.pos in _LINKS or "PronType=Rel" in t.morph for t in clause):
        return False
    if all(t.pos in _LIGHT for t in before):
        return _has_subject(before, after) and all(t.pos in _AFTER for t in after)
    return _subject_first(before, after)


def _has_subject(before: Sequence[Token], after: Sequence[Token]) -> bool:
    nominal = any(t.pos in {"NOUN", "PROPN", "PRON"} for t in after)
    return nominal or any(t.pos == "PRON" for t in before)


def _subject_first(before: Sequence[Token], after: Sequence[Token]) -> bool:
    """ "the Kremlin announced on Monday": a noun phrase, the verb, then at most adjuncts."""
    if any(t.pos in {"CCONJ", "PUNCT"} for t in before[:1]) or before[0].pos == "ADP":
        return False
    if not any(t.pos in {"NOUN", "PROPN", "PRON"} for t in before):
        return False
    return not after or after[0].pos in {"ADP", "ADV", "PUNCT"} or _is_time(after[0])


def _is_time(token: Token) -> bool:
    return token.pos in {"NOUN", "PROPN"} and token.dep.startswith(("obl", "nmod"))


def _with_apposition(tokens: Sequence[Token], end: int) -> int:
    """Takes in what follows the subject without a verb of its own: ", porte-parole de l'armée"."""
    while end < len(tokens) and tokens[end].text == ",":
        stop = _clause_end(tokens, end + 1)
        piece = tokens[end + 1 : stop]
        verbal = any(_finite(t) or "VerbForm=Part" in t.morph for t in piece)
        if not piece or verbal or piece[0].pos in {"ADP", "ADV", "SCONJ", "CCONJ", "PRON"}:
            break
        end = stop
    return end
