"""Sentences annotated for names, from every format the recipe names, as spaCy documents.

Formats: our own bracketed lines (`corpus/names/`), JSON lines of {"text", "spans"}, and IOB2
columns. Places with a government (GPE) are trained as LOC: the types that every set has.
"""

from __future__ import annotations

import json
import random
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Doc
from spacy.vocab import Vocab

from depeche.knowledge.folding import tidy
from depeche.knowledge.language import load_language
from depeche.language.weights import blank_vocab
from depeche.language.words import WordCutter, load_words

BRACKET = re.compile(r"\[(PER|GPE|LOC|ORG) ([^\[\]]+)\]")
LABELS = {"PER": "PER", "GPE": "LOC", "LOC": "LOC", "ORG": "ORG"}

Spans = list[tuple[int, int, str]]


@dataclass(frozen=True, slots=True)
class Annotated:
    """One sentence and its names as (start, end, label), in characters."""

    text: str
    spans: Spans


def read_bracketed(line: str) -> Annotated:
    """A line such as `[PER Vladimir Poutine] à [GPE Bamako].`"""
    text, spans, last = "", [], 0
    for found in BRACKET.finditer(line):
        text += line[last : found.start()]
        spans.append((len(text), len(text) + len(found[2]), found[1]))
        text += found[2]
        last = found.end()
    return Annotated(text + line[last:], spans)


def _columns(path: Path) -> Iterator[Annotated]:
    text, spans = "", []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if line.startswith("#"):
            continue
        if not line.strip():
            if text:
                yield Annotated(text, spans)
            text, spans = "", []
            continue
        _, word, tag = line.split("\t")[:3]
        start = len(text) + bool(text)
        text += " " * bool(text) + word
        if tag.startswith("B-"):
            spans.append((start, len(text), tag[2:]))
        elif tag.startswith("I-") and spans:
            spans[-1] = (spans[-1][0], len(text), spans[-1][2])


def read_names(path: Path) -> Iterator[Annotated]:
    """The sentences of a file or folder; the format is known by the name's ending."""
    if path.is_dir():
        for part in sorted(path.iterdir()):
            yield from read_names(part)
    elif path.suffix == ".jsonl":
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            yield Annotated(row["text"], [(a, b, t) for a, b, t in row["spans"]])
    elif path.suffix == ".iob2":
        yield from _columns(path)
    else:
        for line in path.read_text(encoding="utf-8").splitlines():
            yield read_bracketed(line.split("\t")[-1])


def swap_names(found: Annotated, names: dict[str, list[str]], dice: random.Random) -> Annotated:
    """The sentence with its names replaced by others of their type, and people's often cut short.

    News give a full name once and the surname after; without names cut short a model takes
    bare surnames for places. Names that begin with a vowel stay among themselves (l', d').
    """
    text, spans, last = "", [], 0
    for start, end, label in sorted(found.spans):
        old = found.text[start:end]
        new = _another(old, LABELS[label], names, dice)
        text += found.text[last:start]
        spans.append((len(text), len(text) + len(new), label))
        text += new
        last = end
    return Annotated(text + found.text[last:], spans)


def _another(old: str, label: str, names: dict[str, list[str]], dice: random.Random) -> str:
    pool = names.get(_kind(old, label), ())
    new = dice.choice(pool) if pool and dice.random() < SWAPPED else old
    if label == "PER" and " " in new and dice.random() < CUT:
        short = new.split()[-1]
        if len(short) > 2 and _vowel(short) == _vowel(new):
            return short
    return new


SWAPPED = 0.8
CUT = 0.5


def _kind(name: str, label: str) -> str:
    return f"{label} {_vowel(name)} {name.isupper()}"


def _vowel(name: str) -> bool:
    return unicodedata.normalize("NFD", name)[:1].lower() in set("aeiouyh")


def pool_names(sentences: list[Annotated], more: Path | None = None) -> dict[str, list[str]]:
    """Names for `swap_names` by type, first letter and case, once each.

    `more` is a JSON file of names by type: {"PER": [...], ...}.
    """
    pools: dict[str, set[str]] = {}
    for found in sentences:
        for start, end, label in found.spans:
            name = found.text[start:end]
            pools.setdefault(_kind(name, LABELS[label]), set()).add(name)
    listed = json.loads(more.read_text(encoding="utf-8")) if more else {}
    for label in set(listed) & set(LABELS):
        for name in listed[label]:
            pools.setdefault(_kind(name, LABELS[label]), set()).add(name)
    return {key: sorted(names) for key, names in pools.items()}


def make_doc(vocab: Vocab, cutter: WordCutter, text: str) -> Doc:
    """A document of our own words, as the analysis makes them."""
    flat = tidy(text)
    cuts = list(cutter.cut(flat))
    spaces = [end < len(flat) and flat[end].isspace() for _, end in cuts]
    return Doc(vocab, words=[flat[a:b] for a, b in cuts], spaces=spaces)


def to_doc(vocab: Vocab, cutter: WordCutter, found: Annotated) -> Doc | None:
    """The document, or None where a name's border falls inside a word of ours."""
    doc = make_doc(vocab, cutter, found.text)
    if doc.text.rstrip() != " ".join(tidy(found.text).split()):
        return None
    spans = [doc.char_span(a, b, LABELS[label]) for a, b, label in found.spans]
    if not len(doc) or any(span is None for span in spans):
        return None
    doc.set_ents([s for s in spans if s is not None], default="outside")
    return doc


def to_docs(lang: str, sentences: list[Annotated]) -> tuple[list[Doc], int]:
    """(documents, sentences left out because a name does not fall on word borders)."""
    vocab, cutter = blank_vocab(), load_words(load_language(lang))
    docs = [doc for found in sentences if (doc := to_doc(vocab, cutter, found)) is not None]
    return docs, len(sentences) - len(docs)
