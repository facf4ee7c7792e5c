"""Splits a story into sentences and analyses them: words, lemmas, dependencies, names.

One spaCy document per story, built from the sentences worth reading; sentence borders
come from `splitting.py` and are never moved by the parser. Text is tidied one code point
to one before analysis, so that every offset is an offset into the story.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import spacy
from spacy.language import Language as Pipeline
from spacy.tokens import Doc

from ..errors import ModelError
from ..knowledge.files import MODELS
from ..knowledge.folding import tidy
from ..knowledge.language import Language, load_language
from ..story import Block, Name, Problem, Sentence, Span, Stage, Story, Token, stage
from .lemmas import LemmaChain, load_lemmas
from .splitting import MAX_CHARACTERS, split_sentences
from .weights import unpack_pipeline

_PROSE = frozenset({"title", "heading", "body"})
_NAME_LABELS = {"PER": "PER", "PERSON": "PER", "LOC": "LOC", "GPE": "LOC", "ORG": "ORG"}
_NEEDED = frozenset({"nsubj", "obj"})
BATCH = 64


@dataclass(frozen=True, slots=True)
class Analyser:
    """The pipelines of one language: parser, optional name finder, lemmas."""

    language: Language
    parser: Pipeline
    names: Pipeline | None
    lemmas: LemmaChain

    def analyse(self, content: str, spans: Sequence[Span]) -> list[Sentence]:
        """One analysed sentence for each span of `content` (block and kind left at defaults)."""
        if not spans:
            return []
        doc, offsets, firsts = self._document(content, spans)
        for _, component in self.parser.pipeline:
            doc = component(doc)
        return list(self._sentences(doc, offsets, firsts, self._names(doc), spans))

    def _document(self, content: str, spans: Sequence[Span]) -> tuple[Doc, list[int], list[int]]:
        words: list[str] = []
        spaces: list[bool] = []
        offsets: list[int] = []
        starts: list[bool] = []
        firsts: list[int] = []
        for span in spans:
            firsts.append(len(words))
            for token in self.parser.tokenizer(tidy(content[span.start : span.end])):
                if token.is_space:
                    continue
                starts.append(len(words) == firsts[-1])
                words.append(token.text)
                spaces.append(bool(token.whitespace_))
                offsets.append(span.start + token.idx)
        doc = Doc(self.parser.vocab, words=words, spaces=spaces, sent_starts=list(starts))
        return doc, offsets, firsts

    def _names(self, doc: Doc) -> list[tuple[int, int, str]]:
        if self.names is None:
            return [(e.start, e.end, e.label_) for e in doc.ents]
        other = Doc(
            self.names.vocab,
            words=[t.text for t in doc],
            spaces=[bool(t.whitespace_) for t in doc],
        )
        for _, component in self.names.pipeline:
            other = component(other)
        return [(e.start, e.end, e.label_) for e in other.ents]

    def _sentences(
        self,
        doc: Doc,
        offsets: list[int],
        firsts: list[int],
        names: Iterable[tuple[int, int, str]],
        spans: Sequence[Span],
    ) -> Iterable[Sentence]:
        lemma = self.lemmas.lemma
        by_start = {n[0]: n for n in names if n[2] in _NAME_LABELS}
        for number, (first, last) in enumerate(zip(firsts, [*firsts[1:], len(doc)], strict=True)):
            tokens = []
            found = []
            for i in range(first, last):
                word = doc[i]
                start, text, pos = offsets[i], word.text, word.pos_
                head = word.head.i - first
                if not 0 <= head < last - first:
                    head = i - first
                tokens.append(
                    Token(
                        start,
                        start + len(text),
                        text,
                        lemma(text, pos),
                        pos,
                        str(word.morph),
                        head,
                        word.dep_,
                    )
                )
                if i in by_start and by_start[i][1] <= last:
                    end = by_start[i][1] - 1
                    span = Span(start, offsets[end] + len(doc[end]))
                    found.append(Name(span, _NAME_LABELS[by_start[i][2]]))
            yield Sentence(spans[number], -1, tokens=tuple(tokens), names=tuple(found))


@functools.cache
def load_analyser(tag: str, model: str | None = None) -> Analyser:
    """The analyser of a language: ours from the package, or any installed spaCy pipeline.

    Raises ModelError where `model` is not installed or has no UD-like parser.
    """
    language = load_language(tag)
    if model is not None:
        return Analyser(language, _installed(model, tag), None, load_lemmas(language))
    folder = MODELS / tag
    names = folder / "names.bin"
    return Analyser(
        language,
        unpack_pipeline(folder / "parser.bin"),
        unpack_pipeline(names) if names.is_file() else None,
        load_lemmas(language),
    )


def _installed(model: str, tag: str) -> Pipeline:
    try:
        nlp = spacy.load(Path(model) if Path(model).exists() else model)
    except OSError:
        raise ModelError(f"{model}: no spaCy pipeline of this name is installed") from None
    if nlp.lang != tag:
        raise ModelError(f"{model}: the pipeline is for {nlp.lang!r}, the text is {tag!r}")
    labels = set(nlp.get_pipe("parser").labels) if nlp.has_pipe("parser") else set()  # type: ignore[attr-defined]
    if not labels >= _NEEDED:
        raise ModelError(f"{model}: its parser lacks the Universal Dependencies {sorted(_NEEDED)}")
    return nlp


def sentence_spans(story: Story, language: Language) -> list[tuple[Span, int, Block]]:
    """(span, block number, block) of every sentence of the story's prose."""
    found = []
    for number, block in enumerate(story.blocks):
        if block.kind in _PROSE:
            text = story.words(block.span)
            for span in split_sentences(text, language, offset=block.span.start):
                found.append((span, number, block))
    return found


def analyse(*, model: str | None = None) -> Stage:
    """The stage that fills `Story.sentences`."""

    @stage("language", needs=("blocks",), adds=("sentences",))
    def run(story: Story) -> Story:
        if story.lang is None:
            return story
        analyser = load_analyser(story.lang, model)
        spans = sentence_spans(story, analyser.language)
        read = analyser.analyse(story.content, [s for s, _, _ in spans])
        sentences = tuple(
            replace(sentence, block=number, kind=block.kind)
            for sentence, (_, number, block) in zip(read, spans, strict=True)
        )
        problems = tuple(
            Problem("language", "a sentence without end was cut at this length", s)
            for s, _, _ in spans
            if s.end - s.start >= MAX_CHARACTERS
        )
        return replace(story, sentences=sentences, problems=story.problems + problems)

    return run
