"""Cuts tidied text into words as Universal Dependencies counts them, contractions whole.

spaCy has tokenizers too, but its French one takes four seconds to load. Each stretch
between spaces is cut once and remembered.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ..knowledge.actors import load_actors
from ..knowledge.files import need, read_toml
from ..knowledge.folding import bare
from ..knowledge.language import Language

_MEMORY = 40_000
_PAIR = 5
_CHUNK = re.compile(r"\S+")
_URL = r"(?:https?://|www\.)[^\s<>«»\"]*[\w/]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|[@#]\w+"
_DOTTED = r"(?:[A-ZÀ-Þ]\.-?)+[A-ZÀ-Þ](?:\.|(?!\w))"
_NUMBER = r"\d+(?:[.,:/]\d+)*(?!\w)"
_PUNCTUATION = r"\.{2,}|-{2,}|[!?]{2,}|[^\w\s]|_+"

Cut = tuple[tuple[int, int], ...]


@dataclass(slots=True, eq=False)
class WordCutter:
    """The words of one language; stretches once cut are remembered."""

    pattern: re.Pattern[str]
    ending: re.Pattern[str] | None
    clitic: re.Pattern[str] | None
    split_hyphens: bool
    prefixes: frozenset[str]
    abbreviations: frozenset[str]
    kept: frozenset[str]
    paired: frozenset[str]
    memory: dict[tuple[str, bool, bool], Cut] = field(default_factory=dict)

    def cut(self, text: str) -> Iterator[tuple[int, int]]:
        """[start, end) of every word of one sentence, in order; `text` must be tidied.

        >>> from depeche.knowledge.language import load_language
        >>> text = "L'ONU a-t-elle réagi ?"
        >>> [text[a:b] for a, b in load_words(load_language("fr")).cut(text)]
        ["L'", 'ONU', 'a', '-t-elle', 'réagi', '?']
        """
        chunks = list(_CHUNK.finditer(text))
        last = len(chunks) - 1
        for n, chunk in enumerate(chunks):
            key = (chunk.group(), n == 0, n == last)
            found = self.memory.get(key)
            if found is None:
                if len(self.memory) > _MEMORY:
                    self.memory.clear()
                found = self.memory[key] = tuple(self._cut_chunk(*key))
            base = chunk.start()
            for start, end in found:
                yield base + start, base + end

    def _cut_chunk(self, chunk: str, first: bool, last: bool) -> Iterator[tuple[int, int]]:
        pieces = [m.span() for m in self.pattern.finditer(chunk)]
        n = 0
        while n < len(pieces):
            start, end = pieces[n]
            if not last and self._takes_stop(chunk, pieces, n):
                end = pieces[n + 1][1]
                n += 1
                yield start, end
            elif chunk[end - 1].isalpha() and bare(chunk[start:end]) not in self.kept:
                yield from self._cut_word(chunk, start, end, opening=first and start == 0)
            else:
                yield start, end
            n += 1

    def _takes_stop(self, chunk: str, pieces: Sequence[tuple[int, int]], n: int) -> bool:
        """True where the full stop that follows belongs to the word: an abbreviation, an initial."""
        start, end = pieces[n]
        if n + 1 == len(pieces) or chunk[end : pieces[n + 1][1]] != ".":
            return False
        word = chunk[start:end]
        return bare(word) in self.abbreviations or (len(word) == 1 and word.isupper())

    def _cut_word(
        self, chunk: str, start: int, end: int, *, opening: bool
    ) -> Iterator[tuple[int, int]]:
        word = chunk[start:end]
        if self.clitic and (found := self.clitic.search(word)):
            named = word[0].isupper() and not opening and not found["linked"]
            if found.start() and not named:
                yield start, start + found.start()
                yield start + found.start(), end
                return
        if sizes := self._pair(word.split("-")):
            yield from _at_hyphens(start, sizes)
            return
        tail = end
        if self.ending and (found := self.ending.search(word)) and found.start():
            tail = start + found.start()
        if self.split_hyphens and "-" in word and "://" not in word and "@" not in word:
            yield from self._cut_hyphens(chunk, start, tail)
        else:
            yield start, tail
        if tail < end:
            yield tail, end

    def _pair(self, parts: Sequence[str]) -> list[int]:
        """Lengths of the names in "Russie-Afrique"; none for one name ("Guinée-Bissau")."""
        if len(parts) == 1 or len(parts) > _PAIR or bare(" ".join(parts)) in self.paired:
            return []
        for k in range(1, len(parts)):
            head, rest = "-".join(parts[:k]), "-".join(parts[k:])
            if bare(head) in self.paired:
                if bare(rest) in self.paired:
                    return [len(head), len(rest)]
                if more := self._pair(parts[k:]):
                    return [len(head), *more]
        return []

    def _cut_hyphens(self, chunk: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        parts = [m.span() for m in re.finditer(r"-|[^-]+", chunk[start:end])]
        if len(parts) == 3 and bare(chunk[start : start + parts[0][1]]) in self.prefixes:
            yield start, end
        else:
            for a, b in parts:
                yield start + a, start + b


def _at_hyphens(start: int, sizes: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Spans of words of these lengths and of the hyphens between them."""
    for n, size in enumerate(sizes):
        if n:
            yield start, start + 1
            start += 1
        yield start, start + size
        start += size


def _longest(words: Sequence[str]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))


def _states(tag: str) -> frozenset[str]:
    """Folded names of states, their capitals and their acronyms."""
    forms = load_actors(tag).forms.items()
    kinds = {"name", "capital", "acronym"}
    return frozenset(form for form, names in forms if any(n.kind in kinds for n in names))


@functools.cache
def load_words(language: Language) -> WordCutter:
    """The cutter of a language, from its `words.toml`; KnowledgeError where that is wrong."""
    file = f"{language.tag}/words.toml"
    data = read_toml(language.folder / "words.toml")
    lists = {
        key: need(data, key, list, file)
        for key in (
            "elisions", "vowel_elisions", "clitics", "linked_clitics", "hung", "endings", "prefixes",
            "kept", "paired",
        )
    }  # fmt: skip
    patterns = [_URL]
    if lists["kept"]:
        patterns.append(rf"(?i:{_longest(lists['kept'])})(?!\w)")
    patterns.extend((_DOTTED, _NUMBER))
    if lists["elisions"]:
        patterns.append(rf"(?i:{_longest(lists['elisions'])})'(?=\w)")
        patterns.append(
            rf"(?i:{_longest(lists['vowel_elisions'])})'(?=(?i:[{need(data, 'vowels', str, file)}]))"
        )
    patterns.append(r"\w+(?:['-]\w+)*")
    if lists["endings"]:
        patterns.append(rf"(?i:{_longest(lists['endings'])})(?!\w)")
    patterns.append(_PUNCTUATION)
    clitics = (
        re.compile(
            rf"(?i:(?P<linked>{_longest(lists['linked_clitics'])})"
            rf"|{_longest([*lists['clitics'], *lists['hung']])})$"
        )
        if lists["clitics"]
        else None
    )
    return WordCutter(
        re.compile("|".join(patterns)),
        re.compile(rf"(?i:{_longest(lists['endings'])})$") if lists["endings"] else None,
        clitics,
        bool(need(data, "split_hyphens", bool, file)),
        frozenset(lists["prefixes"]),
        language.abbreviations,
        frozenset(map(bare, lists["kept"])),
        frozenset(map(bare, lists["paired"])) | _states(language.tag),
    )
