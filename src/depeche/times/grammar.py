"""Finds the words that speak of time and says what they mean, before any date is known.

The grammar only knows words: it gives an underspecified `Wording` ("XXXX-10-10, a
Tuesday", "one unit of month before the story") and never guesses a year. Choosing the
calendar date is the work of `resolution.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..knowledge.calendar import Calendar, Lexeme, TimeRule
from ..story import Span
from .shapes import SHAPES
from .wording import Groups, Wording


def find_wordings(text: str, calendar: Calendar, *, offset: int = 0) -> list[Wording]:
    """Time expressions of a text in order, longest match first where they overlap.

    >>> from depeche.knowledge.calendar import load_calendar
    >>> [(w.weekday, w.day, w.month) for w in find_wordings("mardi 10 octobre", load_calendar("fr"))]
    [(2, 10, 10)]
    """
    lexemes = calendar.lex(text)
    symbols = "".join(calendar.symbol(frozenset(x.values)) for x in lexemes)
    if not symbols.strip(calendar.idle):
        return []
    taken: list[tuple[int, int]] = []
    found: list[Wording] = []
    for start, end, rule, groups, spans in sorted(
        _matches(lexemes, symbols, calendar.rules), key=lambda m: (m[0] - m[1], m[0])
    ):
        if any(start < e and s < end for s, e in taken):
            continue
        whole = [
            Wording(Span(lexemes[s].start, lexemes[e - 1].end), rule.id, rule.shape)
            for s, e in spans or [(start, end)]
        ]
        meant = SHAPES[rule.shape](whole, groups, text)
        if meant or rule.shape == "nothing":
            taken.append((start, end))
            found.extend(meant)
    return sorted((_shifted(w, offset) for w in found), key=lambda w: w.span)


def _shifted(wording: Wording, offset: int) -> Wording:
    if not offset:
        return wording
    span = Span(wording.span.start + offset, wording.span.end + offset)
    return replace(wording, span=span)


def _matches(
    lexemes: list[Lexeme], symbols: str, rules: tuple[TimeRule, ...]
) -> Iterator[tuple[int, int, TimeRule, Groups, list[tuple[int, int]]]]:
    for rule in rules:
        for match in rule.regex.finditer(symbols):
            if match.start() == match.end():
                continue
            groups: Groups = {}
            for group, (label, kind) in rule.groups.items():
                at = match.start(group)
                if at >= 0:
                    lexeme = lexemes[at]
                    groups.setdefault(label, []).append(
                        lexeme._replace(values={kind: lexeme.values[kind]})
                    )
            spans = [match.span(f"span{n}") for n in range(rule.spans)]
            yield match.start(), match.end(), rule, groups, spans
