"""Finds the words that can express an event and checks the company they keep.

A trigger is a lemma with conditions: which dependents or neighbours must, or must not,
stand with it. Conditions with more requirements are tried first, so that "couper le
signal" is read before "couper".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ..knowledge.events import Constraint, EventKnowledge, Trigger
from ..knowledge.folding import bare
from ..story import Span
from .syntax import Syntax, base

_WINDOW = 12
_POS = {
    "VERB": frozenset({"VERB", "AUX"}),
    "NOUN": frozenset({"NOUN", "PROPN"}),
    "ADJ": frozenset({"ADJ", "VERB"}),
}


class Hit(NamedTuple):
    """A trigger found at a token of a sentence; `span` covers its words."""

    token: int
    trigger: Trigger
    span: Span


def find_triggers(syntax: Syntax, knowledge: EventKnowledge) -> list[Hit]:
    """Every trigger of one sentence whose conditions hold, at most one a token and type."""
    found: list[Hit] = []
    for i in range(len(syntax.tokens)):
        seen: set[str] = set()
        for trigger in _candidates(syntax, i, knowledge):
            if trigger.type in seen or not fits(trigger, syntax, i):
                continue
            seen.add(trigger.type)
            found.append(Hit(i, trigger, trigger_span(syntax, i)))
            if trigger.required:
                break
    return found


def _candidates(syntax: Syntax, i: int, knowledge: EventKnowledge) -> Iterator[Trigger]:
    token = syntax.tokens[i]
    written = [token.lemma]
    if "-" in token.text or ("VerbForm=Part" in token.morph and token.pos != "VERB"):
        written.append(token.text)
    compound = _compound(syntax, i)
    if compound:
        written.append(compound)
    for word in dict.fromkeys(written):
        for trigger in knowledge.triggers.get(bare(word), ()):
            if not trigger.spelled(word):
                continue
            verbal = trigger.pos == "VERB" and ("VerbForm" in token.morph or _predicate(syntax, i))
            if verbal or trigger.pos == "ANY" or token.pos in _POS[trigger.pos]:
                yield trigger


def _predicate(syntax: Syntax, i: int) -> bool:
    """A word with a subject of its own is a verb, whatever the tagger says."""
    return any(t.dep.startswith("nsubj") for _, t in syntax.children(i)) and not any(
        t.dep == "cop" for _, t in syntax.children(i)
    )


def _compound(syntax: Syntax, i: int) -> str | None:
    """ "cessez-le-feu" where the tokenizer cut at the hyphens."""
    tokens = syntax.tokens
    if i + 2 < len(tokens) and tokens[i + 1].text == "-":
        end = i + 2
        while end + 2 < len(tokens) and tokens[end + 1].text == "-":
            end += 2
        return "".join(t.text for t in tokens[i : end + 1])
    return None


def fits(trigger: Trigger, syntax: Syntax, i: int) -> bool:
    """True where all required company is there and none of the barred."""
    return all(any(holds(c, syntax, i) for c in choice) for choice in trigger.required) and not any(
        holds(c, syntax, i) for choice in trigger.barred for c in choice
    )


def holds(constraint: Constraint, syntax: Syntax, i: int) -> bool:
    """True where a constraint is met at token `i`."""
    slot, lemmas = constraint
    if slot == "near":
        return _near(syntax, i, lemmas)
    if slot == "reflexive":
        return _reflexive(syntax, i)
    if slot == "governor":
        head = syntax.tokens[i].head
        if syntax.tokens[i].dep == "conj":
            head = syntax.tokens[head].head
        return head != i and bare(syntax.tokens[head].lemma) in lemmas
    if slot == "locative":
        return any(preposition in lemmas for preposition, _ in syntax.obliques(i))
    if slot == "clause":
        return any(
            bare(syntax.tokens[m].lemma) in lemmas
            or bare(syntax.tokens[m].text).rstrip("'") in lemmas
            for m in _marks(syntax, i)
        )
    if slot.startswith("complement-"):
        return _has_complement(syntax, i, slot.removeprefix("complement-"), lemmas)
    return bool(lemmas & _slot_lemmas(syntax, i, slot))


def _reflexive(syntax: Syntax, i: int) -> bool:
    words = syntax.words.reflexive
    return any(
        token.pos == "PRON" and (base(token.dep) == "expl" or bare(token.lemma) in words)
        for _, token in syntax.children(i)
    )


def _near(syntax: Syntax, i: int, lemmas: frozenset[str]) -> bool:
    window = syntax.tokens[max(0, i - _WINDOW) : i + _WINDOW + 1]
    words = {bare(t.lemma) for t in window} | {bare(t.text) for t in window}
    if words & lemmas:
        return True
    phrases = [x for x in lemmas if " " in x]
    if not phrases:
        return False
    text = " ".join(bare(t.text) for t in window)
    return any(p in text for p in phrases)


def _marks(syntax: Syntax, i: int) -> Iterator[int]:
    for c, token in syntax.children(i):
        if base(token.dep) in {"ccomp", "xcomp", "advcl", "csubj"}:
            for m, mark in syntax.children(c):
                if mark.dep == "mark":
                    yield m


def _has_complement(syntax: Syntax, i: int, wanted: str, lemmas: frozenset[str]) -> bool:
    prepositions = {p for p, _ in syntax.obliques(i)} | {
        bare(syntax.tokens[m].lemma) for m in _marks(syntax, i)
    }
    after = syntax.tokens[i + 1].lemma if i + 1 < len(syntax.tokens) else ""
    prepositions.add(bare(after))
    if wanted == "to":
        return bool(prepositions & (syntax.words.goals if "any" in lemmas else lemmas))
    if wanted == "with":
        return bool(prepositions & syntax.words.with_)
    return bool(prepositions & lemmas)


def _slot_lemmas(syntax: Syntax, i: int, slot: str) -> set[str]:
    """Folded lemmas (and forms) of the dependents in a slot."""
    tokens = syntax.tokens
    found: set[int] = set()
    if slot == "object":
        found.update(syntax.objects(i))
    elif slot == "of":
        found.update(c for p, c in syntax.obliques(i) if p in syntax.words.of)
        found.update(_next_words(syntax, i, 4, syntax.words.of))
    elif slot == "modifier":
        found.update(
            c for c, t in syntax.children(i) if base(t.dep) in {"amod", "acl", "compound", "nmod"}
        )
        found.update(
            k
            for k in (i - 1, i + 1)
            if 0 <= k < len(tokens) and tokens[k].pos in {"ADJ", "NOUN"} and tokens[k].head == i
        )
    elif slot == "infinitive":
        found.update(c for c, t in syntax.children(i) if base(t.dep) in {"xcomp", "ccomp", "advcl"})
    elif slot == "complement":
        found.update(
            c
            for c, t in syntax.children(i)
            if base(t.dep)
            in {"obj", "obl", "nmod", "xcomp", "ccomp", "acl", "amod", "iobj", "advmod", "fixed"}
        )
        found.update(syntax.objects(i))
        found.update(k for k in range(i + 1, min(i + 7, len(tokens))))
    return {bare(tokens[c].lemma) for c in found} | {bare(tokens[c].text) for c in found}


def _next_words(syntax: Syntax, i: int, reach: int, prepositions: frozenset[str]) -> Iterator[int]:
    """The noun right after "de", whatever the parser made of it."""
    tokens = syntax.tokens
    for k in range(i + 1, min(i + reach, len(tokens) - 1)):
        if bare(tokens[k].lemma) in prepositions:
            for n in range(k + 1, min(k + 3, len(tokens))):
                if tokens[n].pos in {"NOUN", "PROPN"}:
                    yield n
                    return
        elif tokens[k].pos not in {"ADJ", "PUNCT", "DET"}:
            return


def trigger_span(syntax: Syntax, i: int) -> Span:
    """The trigger word with its auxiliaries and, for a hyphened word, all its parts."""
    tokens = syntax.tokens
    first = last = i
    for c, token in syntax.children(i):
        if base(token.dep) == "aux" and c < first and first - c <= 3:
            first = c
    while (
        last + 2 < len(tokens)
        and tokens[last + 1].text == "-"
        and tokens[last + 1].start == tokens[last].end
    ):
        last += 2
    return Span(tokens[first].start, tokens[last].end)
