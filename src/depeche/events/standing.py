"""Says how an event stands in its sentence: occurred, planned, denied or hypothetical.

Read over Universal Dependencies with the language's word lists: negation and its scope,
modal and planning verbs, requests and refusals above the event, conditions, purposes,
questions, future and conditional tenses.
"""

from __future__ import annotations

from ..knowledge.events import EventKnowledge
from ..knowledge.folding import bare
from ..story import Because
from .syntax import Syntax, base

STAGE = "events"
_CLIMB = 8


def read_status(i: int, syntax: Syntax, knowledge: EventKnowledge) -> tuple[str, Because]:
    """(status, reason) of the event at token `i`.

    Walks from the event to the top of its sentence; the first thing that unsettles the
    event decides.
    """
    status = knowledge.status
    if found := _own(i, syntax, status):
        return found
    here = i
    for _ in range(_CLIMB):
        head = syntax.head(here)
        if head == here:
            break
        if found := _above(here, head, syntax, status):
            return found
        here = head
    if _question(i, syntax):
        return _because("hypothetical", "question")
    return _because("occurred", "asserted")


def _because(status: str, rule: str, text: str | None = None) -> tuple[str, Because]:
    return status, Because(STAGE, f"events.status.{rule}", 0.9, text)


Words = dict[str, frozenset[str]]


def _own(i: int, syntax: Syntax, words: Words) -> tuple[str, Because] | None:
    """What the event's own word group says."""
    token = syntax.tokens[i]
    negated = _negated(i, syntax, words)
    if negated:
        return _because("denied", "negation", negated)
    if not syntax.is_verbal(i):
        for _, child in syntax.children(i):
            if (
                bare(child.lemma) in words["planned_words"]
                or bare(child.text) in words["planned_words"]
            ):
                return _because("planned", "planned-word", child.text)
        return None
    helpers = syntax.auxiliaries(i)
    lemmas = {bare(t.lemma) for t in helpers} | {bare(t.text) for t in helpers}
    if found := lemmas & words["future_auxiliaries"]:
        return _because("planned", "future-auxiliary", next(iter(found)))
    if found := lemmas & words["conditional_auxiliaries"]:
        return _because("hypothetical", "conditional-auxiliary", next(iter(found)))
    if any("Tense=Fut" in t.morph for t in (token, *helpers)):
        return _because("planned", "future")
    if _condition(i, syntax, words):
        return _because("hypothetical", "condition")
    conditional = [t for t in (token, *helpers) if "Mood=Cnd" in t.morph]
    if conditional and not ("VerbForm=Part" in token.morph and helpers):
        return _because("hypothetical", "conditional")
    return None


def _negated(i: int, syntax: Syntax, words: Words) -> str | None:
    for c, child in syntax.children(i):
        word = bare(child.text)
        if base(child.dep) in {"advmod", "det", "cc", "case", "mark"} and (
            word in words["negations"] or bare(child.lemma) in words["negations"]
        ):
            if bare(syntax.tokens[i].lemma) in words["affirming"]:
                return None
            return child.text
        del c
    return None


def _condition(i: int, syntax: Syntax, words: Words) -> bool:
    return any(
        child.dep == "mark" and bare(child.lemma).rstrip("'") in words["conditions"]
        for _, child in syntax.children(i)
    )


def _above(here: int, head: int, syntax: Syntax, words: Words) -> tuple[str, Because] | None:
    """What the word above the event does to it."""
    token, above = syntax.tokens[here], syntax.tokens[head]
    lemma, dep = bare(above.lemma), base(token.dep)
    if dep in {"conj", "parataxis", "appos", "dislocated"} or token.dep == "acl:relcl":
        return _condition_of(head, syntax, words) if dep == "conj" else None
    if dep == "advcl" and lemma in words["requested"] and "VerbForm=Inf" in token.morph:
        return _because("hypothetical", "requested", above.text)
    if dep in {"advcl", "acl"} and _purpose(here, syntax, words):
        return _because("planned", "purpose")
    if dep == "advcl":
        return None
    if dep in {"nmod", "acl"} and above.pos == "NOUN" and lemma in words["unreal_nouns"]:
        return _because("hypothetical", "unreal-noun", above.text)
    if not syntax.is_verbal(head) or (
        dep in {"nsubj", "obl", "advmod"} and not _governs(here, syntax)
    ):
        return _negation_above(head, syntax, words) if dep in {"xcomp", "obj"} else None
    return _by_verb(lemma, head, dep, syntax, words)


def _by_verb(
    lemma: str, head: int, dep: str, syntax: Syntax, words: Words
) -> tuple[str, Because] | None:
    text = syntax.tokens[head].text
    if dep in {"xcomp", "ccomp", "obj", "nsubj", "obl"}:
        if lemma in words["prevented"]:
            return _because("denied", "prevented", text)
        if lemma in words["possible"] or lemma in words["wished"]:
            return _because("hypothetical", "modal", text)
        if lemma in words["planned"] and dep != "ccomp":
            return _because("planned", "planning-verb", text)
        carried = dep in {"obj", "obl"} and lemma in syntax.knowledge.light
        if lemma in words["requested"] and not carried and dep != "nsubj":
            return _because("hypothetical", "requested", text)
    if dep in {"xcomp", "obj", "nsubj"}:
        return _negation_above(head, syntax, words) or _tense_above(head, syntax, words)
    return None


def _tense_above(head: int, syntax: Syntax, words: Words) -> tuple[str, Because] | None:
    group = (syntax.tokens[head], *syntax.auxiliaries(head))
    if any("Tense=Fut" in t.morph for t in group) or any(
        bare(t.lemma) in words["future_auxiliaries"] for t in group
    ):
        return _because("planned", "future-above", syntax.tokens[head].text)
    return _condition_of(head, syntax, words)


def _condition_of(head: int, syntax: Syntax, words: Words) -> tuple[str, Because] | None:
    return _because("hypothetical", "condition-above") if _condition(head, syntax, words) else None


def _negation_above(head: int, syntax: Syntax, words: Words) -> tuple[str, Because] | None:
    if bare(syntax.tokens[head].lemma) in words["affirming"]:
        return None
    negated = _negated(head, syntax, words)
    return _because("denied", "negation-above", negated) if negated else None


def _governs(here: int, syntax: Syntax) -> bool:
    """Subjects and obliques that are themselves events share the fate of their verb."""
    return base(syntax.tokens[here].dep) in {"obj", "xcomp", "ccomp"}


def _purpose(i: int, syntax: Syntax, words: Words) -> bool:
    if "VerbForm=Fin" in syntax.tokens[i].morph:
        return False
    return any(
        child.dep in {"mark", "case"}
        and (bare(child.lemma) in words["purposes"] or bare(child.text) in words["purposes"])
        for _, child in syntax.children(i)
    )


def _question(i: int, syntax: Syntax) -> bool:
    last = syntax.tokens[-1].text if syntax.tokens else ""
    if "?" not in last and not (len(syntax.tokens) > 1 and "?" in syntax.tokens[-2].text):
        return False
    return syntax.clause(i) == syntax.clause(syntax.clause(i)) and (
        base(syntax.tokens[syntax.clause(i)].dep) in {"ROOT", "root"}
    )
