"""Gives each word its dictionary form: table first, then verb rules, then simplemma.

The table comes from the treebanks that trained the parser; the verb rules are data
(`verbs.toml`); simplemma knows the rest. UD's edit-tree lemmatiser is not used: it is
right on three verbs in four only.
"""

from __future__ import annotations

import functools
import gzip
from dataclasses import dataclass, field
from typing import Any

import simplemma

from ..knowledge.files import MODELS, read_toml
from ..knowledge.language import Language

_KEPT = frozenset({"PROPN", "NUM", "PUNCT", "SYM", "X", "SPACE"})
_MEMORY = 40_000
_VERBS = frozenset({"VERB", "AUX"})


@dataclass(frozen=True, slots=True)
class VerbRules:
    """Endings by which a verb form becomes an infinitive; see `verbs.toml`."""

    certain: tuple[tuple[str, tuple[str, ...]], ...]
    endings: tuple[tuple[str, tuple[str, ...]], ...]
    participles: tuple[tuple[str, tuple[str, ...]], ...]
    infinitives: tuple[str, ...]


@dataclass(slots=True)
class LemmaChain:
    """Lemma of (form, UPOS) for one language, remembered once found."""

    tag: str
    table: dict[tuple[str, str], str]
    contractions: dict[str, str]
    elisions: frozenset[str]
    rules: VerbRules | None
    infinitives: frozenset[str]
    seen: dict[tuple[str, str], str] = field(default_factory=dict)

    def lemma(self, form: str, pos: str) -> str:
        """The lemma, lower case except for names.

        >>> from depeche.knowledge.language import load_language
        >>> load_lemmas(load_language("fr")).lemma("bombardées", "VERB")
        'bombarder'
        """
        key = (form, pos)
        if key not in self.seen:
            if len(self.seen) > _MEMORY:
                self.seen.clear()
            self.seen[key] = self._find(form, pos)
        return self.seen[key]

    def _find(self, form: str, pos: str) -> str:
        if pos in _KEPT:
            return form
        low = form.lower()
        if low in self.contractions:
            return self.contractions[low]
        if low.endswith("'") and low[:-1] in self.elisions:
            return self.table.get((low, pos), low)
        if found := self.table.get((low, pos)):
            return found
        if pos in _VERBS and self.rules:
            return self._verb(low)
        return simplemma.lemmatize(low, lang=self.tag).lower()

    def _verb(self, low: str) -> str:
        rules = self.rules
        assert rules is not None
        for end, news in rules.certain:
            if low.endswith(end):
                return low[: len(low) - len(end)] + news[0]
        guesses = [
            low[: len(low) - len(end)] + new
            for end, news in rules.endings
            if low.endswith(end) and len(low) > len(end) + 1
            for new in news
        ]
        for guess in guesses:
            if guess in self.infinitives:
                return guess
        known = str(simplemma.lemmatize(low, lang=self.tag)).lower()
        if known != low and known.endswith(rules.infinitives):
            return known
        for end, news in rules.participles:
            if known.endswith(end) and len(known) > len(end) + 1:
                return known[: len(known) - len(end)] + news[0]
        if known.endswith(rules.infinitives):
            return known
        return guesses[0] if guesses else known


def _verb_rules(language: Language) -> VerbRules | None:
    path = language.folder / "verbs.toml"
    if not path.is_file():
        return None
    data: dict[str, Any] = read_toml(path)
    return VerbRules(
        certain=_by_length(data["certain"]),
        endings=_by_length(data["endings"]),
        participles=_by_length(data["participles"]),
        infinitives=tuple(data["infinitives"]),
    )


def _by_length(rules: dict[str, list[str]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple(
        (end, tuple(news)) for end, news in sorted(rules.items(), key=lambda r: -len(r[0]))
    )


@functools.cache
def load_lemmas(language: Language) -> LemmaChain:
    """The lemma chain of one language."""
    table: dict[tuple[str, str], str] = {}
    path = MODELS / language.tag / "lemmas.tsv.gz"
    if path.is_file():
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                form, pos, lemma = line.rstrip("\n").split("\t")
                table[form, pos] = lemma
    infinitives = frozenset(lemma for (_, pos), lemma in table.items() if pos in _VERBS)
    return LemmaChain(
        language.tag,
        table,
        language.contractions,
        language.elisions,
        _verb_rules(language),
        infinitives,
    )
