"""What training reads: documents in our own words, now and then with typographic noise.

The noise is capitals, lost accents, lower case and lost spaces.

Each function maps one character to one character, so that offsets and annotations hold.
Quotes and apostrophes need none: text is tidied before analysis.
"""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.training import Example

Augmenter = Callable[[Language, Example], Iterator[Example]]


def _unaccented(character: str) -> str:
    base = [c for c in unicodedata.normalize("NFD", character) if not unicodedata.combining(c)]
    return base[0] if len(base) == 1 else character


def _upper(character: str) -> str:
    return character.upper() if len(character.upper()) == 1 else character


def _lower(character: str) -> str:
    return character.lower() if len(character.lower()) == 1 else character


def _quotes(character: str) -> str:
    return {'"': "«", "«": '"', "»": '"'}.get(character, character)


NOISE: tuple[tuple[Callable[[str], str], float], ...] = (
    (_upper, 0.3),
    (lambda c: _upper(_unaccented(c)), 0.2),
    (_unaccented, 0.2),
    (_lower, 0.15),
    (_quotes, 0.15),
)


@spacy.registry.augmenters("depeche.typography.v1")
def typography(level: float, seed: int) -> Callable[[Language, Example], Iterator[Example]]:
    """Each example, followed with probability `level` by a noisy copy of it."""
    dice = random.Random(seed)
    choices, weights = zip(*NOISE, strict=True)

    def augment(nlp: Language, example: Example) -> Iterator[Example]:
        yield example
        if dice.random() >= level:
            return
        noise = dice.choices(choices, weights)[0]
        data = example.to_dict()
        words = ["".join(map(noise, w)) for w in data["token_annotation"]["ORTH"]]
        data["token_annotation"]["ORTH"] = words
        spaces = data["token_annotation"]["SPACY"]
        for key in ("POS", "MORPH"):
            if not any(data["token_annotation"].get(key, ())):
                data["token_annotation"].pop(key, None)
        yield Example.from_dict(Doc(nlp.vocab, words=words, spaces=spaces), data)

    return augment


@spacy.registry.readers("depeche.docs.v1")
def read_docs(
    path: str, augmenter: Augmenter | None = None
) -> Callable[[Language], Iterator[Example]]:
    """The documents of a folder, in the words they have.

    spaCy's own reader cuts the text again with the pipeline's tokenizer, which is not ours: what
    is learnt of "l'armée" in other words is not known of it in these.
    """

    def read(nlp: Language) -> Iterator[Example]:
        for file in sorted(Path(path).glob("*.spacy")):
            for wanted in DocBin().from_disk(file).get_docs(nlp.vocab):
                words = [t.text for t in wanted]
                spaces = [bool(t.whitespace_) for t in wanted]
                example = Example(Doc(nlp.vocab, words=words, spaces=spaces), wanted)
                yield from augmenter(nlp, example) if augmenter else [example]

    return read
