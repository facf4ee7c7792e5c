"""Finds who says what: reported and quoted speech, and phrases such as "selon le Kremlin".

A statement is a speaker, the verb or phrase that introduces it, and the words it covers.
Events under those words are told according to the speaker.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..knowledge.events import EventKnowledge
from ..knowledge.folding import bare
from ..story import Actor, Because, Span, Statement
from .parties import Cast
from .syntax import Syntax, base

STAGE = "events"
_QUOTE = re.compile(r"[«“\"].{3,}?[»”\"]", re.S)


@dataclass(frozen=True, slots=True)
class Speech:
    """A statement within one sentence, with the tokens its content covers."""

    statement: Statement
    verb: int
    covered: frozenset[int]
    speakers: tuple[Actor, ...]
    source: Span | None
    denial: bool


def find_speech(
    syntax: Syntax, cast: Cast, knowledge: EventKnowledge, content: str, number: int
) -> list[Speech]:
    """The statements of one sentence, in text order."""
    found: list[Speech] = []
    for i, token in enumerate(syntax.tokens):
        if syntax.is_verbal(i) and bare(token.lemma) in knowledge.saying:
            speech = _by_verb(i, syntax, cast, knowledge, content, number)
            if speech is not None:
                found.append(speech)
    found.extend(_according(syntax, cast, knowledge, content, number))
    return found


def _by_verb(
    i: int, syntax: Syntax, cast: Cast, knowledge: EventKnowledge, content: str, number: int
) -> Speech | None:
    carrier = _carrier(i, syntax, knowledge)
    subjects = syntax.subjects(carrier)
    covered = _content(i, syntax) if carrier == i else _content(carrier, syntax, skip=i)
    if not covered or not subjects:
        return None
    speakers = tuple(a for s in subjects for a in cast.at(s))
    if not speakers and syntax.tokens[subjects[0]].pos not in {"NOUN", "PROPN"}:
        return None
    denial = bare(syntax.tokens[i].lemma) in knowledge.reporting["denials"]
    span = _span(syntax, covered)
    quoted = _QUOTE.search(content[span.start : span.end]) is not None
    verb = Span(syntax.tokens[i].start, syntax.tokens[i].end)
    rule = f"events.speech.verb.{bare(syntax.tokens[i].lemma).replace(' ', '-')}"
    statement = Statement(
        speakers[0] if speakers else None,
        verb,
        "direct" if quoted else "indirect",
        span,
        Because(STAGE, rule, 0.9 if speakers else 0.6),
        channel=_channel(syntax, knowledge),
        sentence=number,
    )
    source = None if speakers else _phrase(syntax, subjects[0])
    return Speech(statement, i, frozenset(covered), speakers, source, denial)


def _carrier(i: int, syntax: Syntax, knowledge: EventKnowledge) -> int:
    """The verb that carries a reporting infinitive: "fait" in "fait savoir"."""
    token = syntax.tokens[i]
    below = base(token.dep) in {"xcomp", "ccomp"} and "VerbForm=Inf" in token.morph
    if below and bare(syntax.tokens[token.head].lemma) in knowledge.reporting["carriers"]:
        return token.head
    return i


def _content(i: int, syntax: Syntax, *, skip: int = -1) -> list[int]:
    """Tokens of what is said: the complement clause, or all around a parenthetical verb."""
    token = syntax.tokens[i]
    clauses = [c for c in syntax.complements(i) if c != skip]
    if skip >= 0:
        clauses.extend(syntax.complements(skip))
    own = set(syntax.sentence.subtree(i))
    if clauses:
        return sorted(set().union(*(syntax.sentence.subtree(c) for c in clauses)))
    if base(token.dep) in {"parataxis", "advcl"} and token.head != i:
        return [k for k in syntax.sentence.subtree(token.head) if k not in own]
    told = [c for c, t in syntax.children(i) if base(t.dep) in {"parataxis", "dislocated"}]
    if told:
        return sorted(set().union(*(syntax.sentence.subtree(c) for c in told)))
    objects = [c for c, t in syntax.children(i) if base(t.dep) == "obj"]
    if objects:
        return sorted(set().union(*(syntax.sentence.subtree(c) for c in objects)))
    return []


def _according(
    syntax: Syntax, cast: Cast, knowledge: EventKnowledge, content: str, number: int
) -> Iterator[Speech]:
    """ "selon X", "d'après X", "according to X": X is the source of its clause."""
    words = [bare(t.text) for t in syntax.tokens]
    for phrase in knowledge.reporting["according"]:
        parts = phrase.replace("'", "' ").split()
        for k in range(len(words) - len(parts)):
            if words[k : k + len(parts)] != parts:
                continue
            source = _source_after(k + len(parts), syntax)
            if source is None:
                continue
            own = set(syntax.sentence.subtree(source))
            top = syntax.tokens[source].head
            covered = [t for t in syntax.sentence.subtree(syntax.clause(top)) if t not in own]
            speakers = tuple(cast.at(source))
            span = _span(syntax, covered or [source])
            verb = Span(syntax.tokens[k].start, syntax.tokens[k + len(parts) - 1].end)
            statement = Statement(
                speakers[0] if speakers else None, verb, "according-to", span,
                Because(STAGE, "events.speech.according-to", 0.95),
                channel=_channel(syntax, knowledge), sentence=number,
            )  # fmt: skip
            named = None if speakers else _phrase(syntax, source)
            yield Speech(statement, k, frozenset(covered), speakers, named, denial=False)


def _source_after(k: int, syntax: Syntax) -> int | None:
    for n in range(k, min(k + 6, len(syntax.tokens))):
        token = syntax.tokens[n]
        if token.pos in {"NOUN", "PROPN", "PRON"}:
            while (
                base(syntax.tokens[token.head].dep) == "obl"
                and token.head > n
                and token.dep.startswith("flat")
            ):
                token = syntax.tokens[token.head]
            return n
    return None


def _span(syntax: Syntax, covered: list[int]) -> Span:
    return Span(syntax.tokens[covered[0]].start, syntax.tokens[covered[-1]].end)


def _phrase(syntax: Syntax, i: int) -> Span:
    """The noun phrase around a token, without clauses and what is coordinated to it."""
    kept = [i]
    stack = [i]
    while stack:
        j = stack.pop()
        for c, token in syntax.children(j):
            if base(token.dep) in {
                "det",
                "amod",
                "nmod",
                "flat",
                "case",
                "fixed",
                "compound",
                "nummod",
            } and not (c < j and base(token.dep) == "case" and j == i):
                kept.append(c)
                stack.append(c)
    return Span(syntax.tokens[min(kept)].start, syntax.tokens[max(kept)].end)


def _channel(syntax: Syntax, knowledge: EventKnowledge) -> str | None:
    """Where the words were said, in the text's own words, if the sentence tells."""
    for kind in ("platforms", "channels"):
        for token in syntax.tokens:
            if bare(token.text) in knowledge.reporting[kind]:
                if len(token.text) == 1 and not token.text.isupper():
                    continue
                return token.text
    return None
