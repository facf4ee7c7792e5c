"""Makes the small static word vectors that our models start from.

    python tools/train/vectors.py fr --spacy DIR      (a spaCy pipeline with vectors)
    python tools/train/vectors.py en --glove FILE     (JSON of words -> floats)

Keeps the words asked for, reduces the dimensions by principal components, and stores the
rows as 8-bit integers with a scale each: `models/<tag>/vectors.bin` in the package.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import spacy
from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory
from spacy.strings import hash_string

from depeche.knowledge.folding import tidy
from depeche.language.vectors import pack_vectors

sys.path.insert(0, str(Path(__file__).parent))
from treebanks import read_rows

MODELS = Path(__file__).resolve().parents[2] / "src" / "depeche" / "models"


def wanted_words(tag: str, treebanks: Iterable[Path], extra: Iterable[Path]) -> set[str]:
    """Lower-case words worth a vector: dictionary forms and all words of our own data."""
    found = set()
    for form in DefaultDictionaryFactory().get_dictionary(tag):
        found.add(str(form).lower())
    for path in treebanks:
        for _, rows in read_rows(path):
            found.update(tidy(r[1]).lower() for r in rows)
    for path in extra:
        found.update(tidy(path.read_text(encoding="utf-8")).lower().split())
    return found


def reduce(rows: np.ndarray, width: int) -> np.ndarray:
    """Rows projected on their first principal components."""
    centred = rows - rows.mean(axis=0)
    _, _, axes = np.linalg.svd(centred, full_matrices=False)
    return centred @ axes[:width].T


def from_spacy(path: Path, words: set[str]) -> tuple[dict[int, int], np.ndarray]:
    """(hash of lower-case word -> row, rows) from a spaCy pipeline's vectors."""
    vectors = spacy.load(path).vocab.vectors
    keys: dict[int, int] = {}
    for word in words:
        for form in (word, word.capitalize(), word.upper()):
            row = vectors.key2row.get(hash_string(form))
            if row is not None:
                keys[hash_string(word)] = int(row)
                break
    return keys, np.asarray(vectors.data, dtype=np.float32)


def from_glove(path: Path, limit: int) -> tuple[dict[int, int], np.ndarray]:
    """(hash of word -> row, rows) of the most frequent words of a GloVe file in JSON."""
    data = json.loads(path.read_text(encoding="utf-8"))
    words = data["words"][:limit]
    rows = np.array([data["vectors"][w][:100] for w in words], dtype=np.float32)
    return {hash_string(w): n for n, w in enumerate(words)}, rows


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tag")
    parser.add_argument("--spacy", type=Path)
    parser.add_argument("--glove", type=Path)
    parser.add_argument("--limit", type=int, default=60_000)
    parser.add_argument("--width", type=int, default=96)
    parser.add_argument("--treebank", type=Path, nargs="*", default=[])
    parser.add_argument("--text", type=Path, nargs="*", default=[])
    args = parser.parse_args()
    if args.spacy:
        keys, rows = from_spacy(args.spacy, wanted_words(args.tag, args.treebank, args.text))
    else:
        keys, rows = from_glove(args.glove, args.limit)
    if rows.shape[1] > args.width:
        rows = reduce(rows, args.width)
    size = pack_vectors(keys, rows, MODELS / args.tag / "vectors.bin")
    print(f"{len(keys):,} words, {rows.shape[0]:,} rows of {rows.shape[1]}, {size:,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
