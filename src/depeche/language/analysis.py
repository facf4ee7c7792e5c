"""Splits stories into sentences and analyses them: words, lemmas, dependencies, names.

Each sentence is a document of its own for the models; sentence borders come from
`splitting.py` and are never moved by the parser. Text is tidied one code point to one
before analysis, so that every offset is an offset into the story. Many stories are
analysed together where they come together: the models work in batches.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import spacy
from spacy.language import Language as Pipeline
from spacy.tokens import Doc
from spacy.vocab import Vocab

from ..errors import ModelError
from ..knowledge.events import load_reporting
from ..knowledge.files import MODELS
from ..knowledge.folding import tidy
from ..knowledge.language import Language, load_language
from ..story import Block, Name, Problem, Sentence, Span, Stage, Story, Token, stage
from .lemmas import LemmaChain, load_lemmas
from .splitting import MAX_CHARACTERS, split_sentences
from .tails import find_tail
from .vectors import load_vectors
from .weights import unpack_pipeline

_PROSE = frozenset({"title", "heading", "body"})
_NAME_LABELS = {
    "PER": "PER",
    "PERSON": "PER",
    "LOC": "LOC",
    "GPE": "LOC",
    "FAC": "LOC",
    "ORG": "ORG",
}
_NEEDED = frozenset({"nsubj", "obj"})
BATCH = 128


@dataclass(frozen=True, slots=True)
class Analyser:
    """The pipelines of one language: parser, optional name finder, lemmas."""

    language: Language
    parser: Pipeline
    names: Pipeline | None
    lemmas: LemmaChain
    reporting: frozenset[str]

    def analyse(self, texts: Sequence[tuple[str, Span]]) -> list[Sentence]:
        """One analysed sentence for each (content, span); block and kind left at defaults."""
        docs = [self._document(content, span) for content, span in texts]
        kept = [doc for doc, _ in docs if len(doc)]
        _apply(self.parser, kept)
        if self.names is not None:
            _apply(self.names, kept)
        sentences = [
            self._sentence(doc, offsets, span)
            for (doc, offsets), (_, span) in zip(docs, texts, strict=True)
        ]
        return self._untangle(sentences, [doc for doc, _ in docs])

    def _untangle(self, sentences: list[Sentence], docs: Sequence[Doc]) -> list[Sentence]:
        """Sentences with a reporting clause set into them, parsed again in two pieces."""
        cuts = [(n, find_tail(s.tokens, self.reporting)) for n, s in enumerate(sentences)]
        jobs = []
        for n, cut in cuts:
            if cut is not None:
                inner = list(range(*cut))
                outer = [i for i in range(len(docs[n])) if not cut[0] <= i < cut[1]]
                jobs.append((n, outer, self._piece(docs[n], outer)))
                jobs.append((n, inner, self._piece(docs[n], inner)))
        _apply(self.parser, [piece for _, _, piece in jobs])
        for (n, outer, main), (_, inner, tail) in zip(jobs[::2], jobs[1::2], strict=True):
            tokens = list(sentences[n].tokens)
            root = self._place(tokens, outer, main, None)
            self._place(tokens, inner, tail, root)
            sentences[n] = replace(sentences[n], tokens=tuple(tokens))
        return sentences

    def _piece(self, doc: Doc, words: Sequence[int]) -> Doc:
        return Doc(
            self.parser.vocab,
            words=[doc[i].text for i in words],
            spaces=[bool(doc[i].whitespace_) for i in words],
            sent_starts=[k == 0 for k in range(len(words))],
        )

    def _place(
        self, tokens: list[Token], words: Sequence[int], piece: Doc, above: int | None
    ) -> int:
        """Puts a piece's analysis back at its words; its root hangs on `above`. Returns the root."""
        root = words[0]
        for k, word in enumerate(piece):
            at, head, dep = words[k], words[word.head.i], word.dep_
            if word.head.i == k:
                root = at
                if above is not None:
                    head, dep = above, "parataxis"
            old, pos = tokens[at], word.pos_
            tokens[at] = old._replace(
                lemma=self.lemmas.lemma(old.text, pos), pos=pos, morph=str(word.morph),
                head=head, dep=dep,
            )  # fmt: skip
        return root

    def _document(self, content: str, span: Span) -> tuple[Doc, list[int]]:
        """The words of one sentence, whitespace left out, with their offsets."""
        words: list[str] = []
        spaces: list[bool] = []
        offsets: list[int] = []
        for token in self.parser.tokenizer(tidy(content[span.start : span.end])):
            if not token.is_space:
                words.append(token.text)
                spaces.append(bool(token.whitespace_))
                offsets.append(span.start + token.idx)
        starts = [i == 0 for i in range(len(words))]
        return Doc(self.parser.vocab, words=words, spaces=spaces, sent_starts=starts), offsets

    def _sentence(self, doc: Doc, offsets: list[int], span: Span) -> Sentence:
        lemma = self.lemmas.lemma
        tokens = []
        for word, start in zip(doc, offsets, strict=True):
            text, pos = word.text, word.pos_
            end, morph = start + len(text), str(word.morph)
            tokens.append(
                Token(start, end, text, lemma(text, pos), pos, morph, word.head.i, word.dep_)
            )
        names = tuple(
            Name(Span(tokens[e.start].start, tokens[e.end - 1].end), _NAME_LABELS[e.label_])
            for e in doc.ents
            if e.label_ in _NAME_LABELS
        )
        return Sentence(span, -1, tokens=tuple(tokens), names=names)


def _apply(pipeline: Pipeline, docs: list[Doc]) -> None:
    """Runs every component of a pipeline over documents, in place."""
    for _, component in pipeline.pipeline:
        docs = list(component.pipe(docs, batch_size=BATCH))


@functools.cache
def load_analyser(tag: str, model: str | None = None) -> Analyser:
    """The analyser of a language: ours from the package, or any installed spaCy pipeline.

    Raises ModelError where `model` is not installed or has no UD-like parser.
    """
    language, reporting = load_language(tag), load_reporting(tag)["verbs"]
    if model is not None:
        return Analyser(language, _installed(model, tag), None, load_lemmas(language), reporting)
    folder = MODELS / tag
    vocab: Vocab = spacy.blank(tag).vocab
    if (folder / "vectors.bin").is_file():
        load_vectors(vocab, folder / "vectors.bin")
    names = folder / "names.bin"
    return Analyser(
        language,
        unpack_pipeline(folder / "parser.bin", vocab),
        unpack_pipeline(names, vocab) if names.is_file() else None,
        load_lemmas(language),
        reporting,
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


def analyse_stories(stories: Sequence[Story], model: str | None) -> list[Story]:
    """The stories with their sentences analysed; those without a language as they are."""
    found = list(stories)
    for tag in {s.lang for s in stories if s.lang is not None}:
        analyser = load_analyser(tag, model)
        mine = [n for n, s in enumerate(stories) if s.lang == tag]
        spans = {n: sentence_spans(stories[n], analyser.language) for n in mine}
        texts = [(stories[n].content, span) for n in mine for span, _, _ in spans[n]]
        read = iter(analyser.analyse(texts))
        for n in mine:
            sentences = tuple(
                replace(next(read), block=number, kind=block.kind) for _, number, block in spans[n]
            )
            found[n] = replace(
                stories[n],
                sentences=sentences,
                problems=stories[n].problems + _endless(sentences),
            )
    return found


def _endless(sentences: Sequence[Sentence]) -> tuple[Problem, ...]:
    return tuple(
        Problem("language", "a sentence without end was cut at this length", s.span)
        for s in sentences
        if s.span.end - s.span.start >= MAX_CHARACTERS
    )


def analyse(*, model: str | None = None) -> Stage:
    """The stage that fills `Story.sentences`."""

    @stage("language", needs=("blocks",), adds=("sentences",))
    def run(story: Story) -> Story:
        return analyse_stories([story], model)[0]

    return replace(run, run_many=lambda stories: analyse_stories(stories, model))
