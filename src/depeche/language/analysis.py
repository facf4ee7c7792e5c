"""Splits stories into sentences and analyses them: words, lemmas, dependencies, names.

Each sentence is a document of its own for the models; sentence borders come from
`splitting.py` and are never moved by the parser. Text is tidied one code point to one
before analysis, so that every offset is an offset into the story. Many stories are
analysed together where they come together: the models work in batches.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import spacy
from spacy.language import Language as Pipeline
from spacy.tokens import Doc

from ..errors import ModelError
from ..knowledge.calendar import load_calendar
from ..knowledge.events import load_reporting
from ..knowledge.files import MODELS
from ..knowledge.folding import tidy
from ..knowledge.language import Language, load_language
from ..story import Block, Name, Problem, Sentence, Span, Stage, Story, Token, stage
from .gate import load_gate
from .lemmas import LemmaChain, load_lemmas
from .mending import mended
from .splitting import MAX_CHARACTERS, split_sentences
from .tails import find_tail
from .vectors import load_vectors
from .weights import blank_vocab, unpack_pipeline
from .words import load_words

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
MAX_WORDS = 100_000
MAX_STRINGS = 40_000
NOT_A_START = np.uint64(2**64 - 1)  # -1 as spaCy stores it


@dataclass(frozen=True, slots=True)
class Analyser:
    """The pipeline of one language, its words before it and its lemmas after it."""

    language: Language
    cut: Callable[[str], Iterable[tuple[int, int]]]
    parser: Pipeline
    lemmas: LemmaChain
    reporting: frozenset[str]
    days: frozenset[str]
    strings: dict[int, str] = field(default_factory=dict)

    @property
    def full(self) -> bool:
        """True once the vocabulary has met so many words that it should be dropped."""
        return len(self.parser.vocab) > MAX_WORDS

    def analyse(self, texts: Sequence[tuple[str, Span]]) -> list[Sentence]:
        """One analysed sentence for each (content, span); block and kind left at defaults."""
        docs = [self._document(content, span) for content, span in texts]
        kept = [doc for doc, _ in docs if len(doc)]
        _apply(self.parser, kept)
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
        return [self._mend(s) for s in sentences]

    def _mend(self, sentence: Sentence) -> Sentence:
        """The sentence with what the parser hung on the wrong word hung right."""
        wrong = mended(sentence.tokens, self.reporting, self.days)
        if not wrong:
            return sentence
        tokens = tuple(wrong.get(i, t) for i, t in enumerate(sentence.tokens))
        return replace(sentence, tokens=tokens)

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
        for k, (text, pos, morph, below, relation) in enumerate(self._columns(piece)):
            at, head, dep = words[k], words[below], relation
            if below == k:
                root = at
                if above is not None:
                    head, dep = above, "parataxis"
            lemma = self.lemmas.lemma(text, pos)
            tokens[at] = tokens[at]._replace(lemma=lemma, pos=pos, morph=morph, head=head, dep=dep)
        return root

    def _document(self, content: str, span: Span) -> tuple[Doc, list[int]]:
        """The words of one sentence as one document, with their offsets."""
        text = tidy(content[span.start : span.end])
        cuts = list(self.cut(text))
        words = [text[start:end] for start, end in cuts]
        following = [start for start, _ in cuts[1:]]
        spaces = [end < start for (_, end), start in zip(cuts, following, strict=False)]
        doc = Doc(self.parser.vocab, words=words, spaces=[*spaces, False][: len(words)])
        starts = np.full((len(doc), 1), NOT_A_START, dtype=np.uint64)
        starts[:1] = 1
        doc.from_array(["SENT_START"], starts)  # type: ignore[arg-type]
        return doc, [span.start + start for start, _ in cuts]

    def _sentence(self, doc: Doc, offsets: list[int], span: Span) -> Sentence:
        lemma = self.lemmas.lemma
        tokens = [
            Token(start, start + len(text), text, lemma(text, pos), pos, morph, head, dep)
            for start, (text, pos, morph, head, dep) in zip(
                offsets, self._columns(doc), strict=True
            )
        ]
        names = tuple(
            Name(Span(tokens[e.start].start, tokens[e.end - 1].end), _NAME_LABELS[e.label_])
            for e in doc.ents
            if e.label_ in _NAME_LABELS
        )
        return Sentence(span, -1, tokens=tuple(tokens), names=names)

    def _columns(self, doc: Doc) -> Iterator[tuple[str, str, str, int, str]]:
        """(text, UPOS, features, head, relation) of each word, read in one go."""
        strings, known = doc.vocab.strings, self.strings
        rows = doc.to_array(["ORTH", "POS", "MORPH", "DEP", "HEAD"])
        heads = (rows[:, 4].astype(np.int64) + np.arange(len(doc))).tolist()
        if len(known) > MAX_STRINGS:
            known.clear()
        for (text, pos, morph, dep, _), head in zip(rows.tolist(), heads, strict=True):
            for number in (text, pos, morph, dep):
                if number not in known:
                    known[number] = strings[number]
            yield known[text], known[pos], known[morph], head, known[dep]


def _apply(pipeline: Pipeline, docs: list[Doc]) -> None:
    """Runs every component of a pipeline over documents, in place."""
    for _, component in pipeline.pipeline:
        docs = list(component.pipe(docs, batch_size=BATCH))  # type: ignore[attr-defined]


@functools.cache
def load_analyser(tag: str, model: str | None = None) -> Analyser:
    """The analyser of a language: ours from the package, or any installed spaCy pipeline.

    Raises ModelError where `model` is not installed or has no UD-like parser.
    """
    language, reporting = load_language(tag), load_reporting(tag)["verbs"]
    days = load_calendar(tag).days
    if model is not None:
        nlp = _installed(model, tag)
        return Analyser(language, _cut_by(nlp), nlp, load_lemmas(language), reporting, days)
    folder = MODELS / tag
    vocab = blank_vocab()
    if (folder / "vectors.bin").is_file():
        load_vectors(vocab, folder / "vectors.bin")
    return Analyser(
        language,
        load_words(language).cut,
        unpack_pipeline(folder / "parser.bin", vocab),
        load_lemmas(language),
        reporting,
        days,
    )


def _cut_by(nlp: Pipeline) -> Callable[[str], list[tuple[int, int]]]:
    """Another pipeline's own words, spaces left out."""

    def cut(text: str) -> list[tuple[int, int]]:
        return [(t.idx, t.idx + len(t)) for t in nlp.tokenizer(text) if not t.is_space]

    return cut


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


def analyse_stories(
    stories: Sequence[Story], model: str | None = None, *, gate: bool = True
) -> list[Story]:
    """The stories with their sentences analysed; those without a language as they are.

    With `gate`, a sentence that can hold no event is kept with its borders but without tokens.
    """
    found = list(stories)
    for tag in {s.lang for s in stories if s.lang is not None}:
        analyser = load_analyser(tag, model)
        if analyser.full:  # spaCy never forgets a word: begin again, so that memory stays flat
            load_analyser.cache_clear()
            analyser = load_analyser(tag, model)
        mine = [n for n, s in enumerate(stories) if s.lang == tag]
        bare = {n: list(_sentences(stories[n], analyser.language, gate=gate)) for n in mine}
        jobs = [(n, s) for n in mine for s, passed in bare[n] if passed]
        read = iter(analyser.analyse([(stories[n].content, s.span) for n, s in jobs]))
        for n in mine:
            sentences = tuple(
                replace(next(read), block=s.block, kind=s.kind) if passed else s
                for s, passed in bare[n]
            )
            problems = stories[n].problems + _endless(sentences)
            found[n] = replace(stories[n], sentences=sentences, problems=problems)
    return found


def _sentences(story: Story, language: Language, *, gate: bool) -> Iterator[tuple[Sentence, bool]]:
    """Each sentence still without tokens, and whether it must be analysed."""
    spans = sentence_spans(story, language)
    blocks = [list(group) for _, group in itertools.groupby(spans, key=lambda s: s[1])]
    if gate:
        texts = [[story.words(span) for span, _, _ in group] for group in blocks]
        passed = load_gate(language.tag).passing(texts)
    else:
        passed = [[True] * len(group) for group in blocks]
    for group, marks in zip(blocks, passed, strict=True):
        for (span, number, block), mark in zip(group, marks, strict=True):
            yield Sentence(span, number, block.kind), mark


def _endless(sentences: Sequence[Sentence]) -> tuple[Problem, ...]:
    return tuple(
        Problem("language", "a sentence without end was cut at this length", s.span)
        for s in sentences
        if s.span.end - s.span.start >= MAX_CHARACTERS
    )


def analyse(*, model: str | None = None, gate: bool = True) -> Stage:
    """The stage that fills `Story.sentences`; see `analyse_stories`."""

    @stage("language", needs=("blocks",), adds=("sentences",))
    def run(story: Story) -> Story:
        return analyse_stories([story], model, gate=gate)[0]

    return replace(run, run_many=lambda stories: analyse_stories(stories, model, gate=gate))
