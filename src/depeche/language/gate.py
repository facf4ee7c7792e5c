"""Tells, before any model runs, which sentences can hold an event.

A sentence passes when the form of one of its words can belong to a trigger, the words that
trigger asks for are there too, and somebody who could act is named or meant. What a passed
sentence needs to be understood passes with it: the sentence before, where it refers back,
and the one that first gives in full a name it gives in part. The test looks at word forms
only, each once: it costs a hundredth of an analysis.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ..knowledge.actors import load_actors
from ..knowledge.events import Constraint, EventKnowledge, Trigger, load_events
from ..knowledge.folding import bare, tidy
from ..knowledge.language import load_language
from ..knowledge.references import load_references
from .lemmas import LemmaChain, load_lemmas

_WORD = re.compile(r"\w+(?:-\w+)*")
_FULL_NAME = re.compile(r"\b[^\W\d_a-z][\w'-]+ (?:[\w'-]{2,3} )?[^\W\d_a-z][\w'-]+")
_POS = ("VERB", "NOUN", "ADJ")
_NOT_WORDS = frozenset({"reflexive", "locative", "clause"})
_MEMORY = 40_000


@dataclass(frozen=True, slots=True)
class Form:
    """What one word form can be: lemmas that matter here, and whether it can mean an actor."""

    lemmas: frozenset[str]
    actor: bool
    refers: bool


@dataclass(slots=True, eq=False)
class Gate:
    """The test of one language; forms once seen are remembered."""

    events: EventKnowledge
    chain: LemmaChain
    company: frozenset[str]
    actors: frozenset[str]
    names: frozenset[str]
    pronouns: frozenset[str]
    forms: dict[str, Form] = field(default_factory=dict)

    def passing(self, blocks: Sequence[Sequence[str]]) -> list[list[bool]]:
        """For each block's sentences, whether they must be analysed.

        >>> gate = load_gate("fr")
        >>> gate.passing([["Il pleut sur la ville.", "Paris a condamné ces attaques."]])
        [[False, True]]
        """
        found = []
        for sentences in blocks:
            read = [self._read(text) for text in sentences]
            actors = [any(f.actor for f in words) for words in read]
            refers = [any(f.refers for f in words) for words in read]
            passed = []
            for n, text in enumerate(sentences):
                back = [k for k in (n - 1, n - 2) if k >= 0 and refers[n] and actors[k]][:1]
                passed.append(self._can_hold(read[n], text, acted=actors[n] or bool(back)))
                if passed[n]:
                    for k in back:
                        passed[k] = True
            found.append(passed)
        self._introduce(blocks, found)
        return found

    def _read(self, text: str) -> list[Form]:
        forms, memory = [], self.forms
        for word in _WORD.findall(tidy(text)):
            form = memory.get(word)
            if form is None:
                if len(memory) > _MEMORY:
                    memory.clear()
                form = memory[word] = self._form(word)
            forms.append(form)
        return forms

    def _form(self, word: str) -> Form:
        folded = bare(word)
        written = {word, *(self.chain.lemma(word, pos) for pos in _POS)}
        lemmas = {bare(w) for w in written}
        parts = folded.split()
        return Form(
            frozenset(bare(w) for w in written if self._wanted(w)),
            not self.actors.isdisjoint({*lemmas, *parts})
            or (word[0].isupper() and not self.names.isdisjoint({folded, *parts})),
            not self.pronouns.isdisjoint(lemmas),
        )

    def _wanted(self, word: str) -> bool:
        folded = bare(word)
        triggers = self.events.triggers.get(folded, ())
        return folded in self.company or any(t.spelled(word) for t in triggers)

    def _can_hold(self, words: Sequence[Form], text: str, *, acted: bool) -> bool:
        """`acted`: an actor is named or meant; some triggers stand without one."""
        present = frozenset().union(*(f.lemmas for f in words))
        return any(
            (acted or trigger.frame.needs == "none") and _complete(trigger, present, text)
            for lemma in present
            for trigger in self.events.triggers.get(lemma, ())
        )

    def _introduce(self, blocks: Sequence[Sequence[str]], passed: list[list[bool]]) -> None:
        """Lets through the first sentence that gives a full name whose last word passed alone."""
        alone = {
            word
            for sentences, marks in zip(blocks, passed, strict=True)
            for text, mark in zip(sentences, marks, strict=True)
            if mark
            for word in _WORD.findall(text)
            if word[0].isupper()
        }
        for sentences, marks in zip(blocks, passed, strict=True):
            for n, text in enumerate(sentences):
                last = {name.split()[-1] for name in _FULL_NAME.findall(text)} & alone
                if last and not marks[n]:
                    marks[n] = True
                alone -= last


def _complete(trigger: Trigger, present: frozenset[str], text: str) -> bool:
    """True where every word that a trigger asks for stands somewhere in the sentence."""
    return all(any(_may_hold(c, present, text) for c in choice) for choice in trigger.required)


def _may_hold(constraint: Constraint, present: frozenset[str], text: str) -> bool:
    slot, lemmas = constraint
    if slot in _NOT_WORDS or slot.startswith("complement-") or not present.isdisjoint(lemmas):
        return True
    phrases = [x for x in lemmas if " " in x]
    return bool(phrases) and any(p in bare(text) for p in phrases)


def _lexical(triggers: Iterable[Trigger]) -> set[str]:
    return {
        lemma
        for trigger in triggers
        for choice in trigger.required
        for slot, lemmas in choice
        if slot not in _NOT_WORDS
        for lemma in lemmas
    }


@functools.cache
def load_gate(tag: str) -> Gate:
    """The gate of a language, from its triggers, names, roles and pronouns."""
    events, actors, references = load_events(tag), load_actors(tag), load_references(tag)
    triggers = [t for found in events.triggers.values() for t in found]
    named: set[str] = set()
    common: set[str] = set()
    for form, names in actors.forms.items():
        if all(n.capital for n in names):
            named.update({form, *(w for w in form.split() if len(w) > 3)})
        else:
            common.add(max(form.split(), key=len))
    roles = {max(r.words, key=len) for found in actors.roles.values() for r in found}
    return Gate(
        events=events,
        chain=load_lemmas(load_language(tag)),
        company=frozenset(_lexical(triggers)),
        actors=frozenset(common | roles),
        names=frozenset(named) | references.titles,
        pronouns=frozenset(
            {words[-1] for words in references.pronouns} | set(references.possessives)
        ),
    )
