"""Finds where sentences end, by rules that need no model and run before everything dear.

A full stop ends a sentence unless an abbreviation, an initial, a number or what follows
says otherwise; closing quotes and brackets stay with the sentence they close.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..knowledge.folding import bare, tidy
from ..knowledge.language import Language
from ..story import Span

_END = re.compile(r"""(?:\.{2,}|[.!?…]+)(?:\s?»|["')\]”’]+)*(?=\s|$|[«“"(A-ZÀ-Þ])""")
_LAST_WORD = re.compile(r"[\w.\-']+$")
_OPENS = re.compile(r"""\s*[«“"'(\[—–-]*\s*(?:[A-ZÀ-ÞŒ]|\d|[^\W\d_a-zà-ÿ])""")
_INITIAL = re.compile(r"(?:^|[^\w.])(?:[A-ZÀ-Þ]\.?-)?[A-ZÀ-Þ]$")
_ENUMERATION = re.compile(r"(?:^|\s)\(?(?:\d{1,2}|[a-zA-Z])$")
MAX_CHARACTERS = 1500


def split_sentences(text: str, language: Language, *, offset: int = 0) -> Iterator[Span]:
    """Spans of the sentences of one paragraph, shifted by `offset`.

    >>> from depeche.knowledge.language import load_language
    >>> [s for s in split_sentences("M. Sall part. Il l'a dit.", load_language("fr"))]
    [Span(start=0, end=13), Span(start=14, end=25)]
    """
    flat = tidy(text)
    start = _skip(flat, 0)
    for match in _END.finditer(flat):
        if match.end() <= start or not _ends_here(flat, match, start, language):
            continue
        yield from _capped(flat, start, match.end(), offset)
        start = _skip(flat, match.end())
    if flat[start:].strip():
        yield from _capped(flat, start, len(flat.rstrip()), offset)


def _skip(flat: str, at: int) -> int:
    while at < len(flat) and flat[at].isspace():
        at += 1
    return at


def _ends_here(flat: str, match: re.Match[str], start: int, language: Language) -> bool:
    mark = match.group()
    after = flat[match.end() :]
    if not after.strip():
        return True
    if not _OPENS.match(after):
        return False
    if not after[0].isspace() and not _glued(flat, match):
        return False
    if not mark.startswith(".") or mark.startswith(".."):
        return True
    word = _LAST_WORD.search(flat, start, match.start())
    if word is None:
        return True
    return not _abbreviated(word.group(), after, language)


def _glued(flat: str, match: re.Match[str]) -> bool:
    """A missing space after the stop: "…la paix.Le ministre" but not "N.B" or "U.S.A"."""
    before, after = flat[: match.start()], flat[match.end() :]
    return (
        len(before) > 2 and before[-3:].isalpha() and after[:1].isupper() and after[1:2].islower()
    )


def _abbreviated(word: str, after: str, language: Language) -> bool:
    plain = bare(word).strip("'").replace("-", " ")
    last = plain.rsplit("'", 1)[-1]
    if _INITIAL.search(word):
        return True
    if _ENUMERATION.search(word) and len(word) == 1 and not word.isdigit():
        return True
    if last in language.abbreviations:
        return True
    return "." in last and last.replace(".", "").isalpha() and after.lstrip()[:1].islower()


def _capped(flat: str, start: int, end: int, offset: int) -> Iterator[Span]:
    """The span itself, or pieces of at most MAX_CHARACTERS cut at a space."""
    while end - start > MAX_CHARACTERS:
        cut = max(flat.rfind(mark, start + 200, start + MAX_CHARACTERS) for mark in (";", ","))
        if cut < 0:
            cut = flat.rfind(" ", start + 200, start + MAX_CHARACTERS)
        cut = start + MAX_CHARACTERS if cut < 0 else cut + 1
        yield Span(offset + start, offset + cut)
        start = _skip(flat, cut)
    if start < end:
        yield Span(offset + start, offset + end)
