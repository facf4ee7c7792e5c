"""Small static word vectors: packed in 8 bits, looked up by lower-case word.

They give the models what a treebank cannot: which words are alike. Rows are scaled to unit
length on loading.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import srsly
from numpy.typing import NDArray
from spacy.vectors import Vectors
from spacy.vocab import Vocab

from ..errors import ModelError

FORMAT = 1


def pack_vectors(keys: dict[int, int], rows: NDArray[np.float32], path: Path) -> int:
    """Write word hashes and rows to `path`; returns the size in bytes."""
    used = sorted(set(keys.values()))
    place = {row: n for n, row in enumerate(used)}
    kept = rows[used]
    norms = np.linalg.norm(kept, axis=1, keepdims=True)
    unit = kept / np.where(norms == 0, 1, norms)
    scale = np.abs(unit).max(axis=1, keepdims=True) / 127
    small = np.round(unit / np.where(scale == 0, 1, scale)).astype(np.int8)
    hashes = np.array(sorted(keys), dtype=np.uint64)
    message = {
        "format": FORMAT,
        "hashes": hashes,
        "places": np.array([place[keys[int(h)]] for h in hashes], dtype=np.int32),
        "rows": small,
        "scale": scale.astype(np.float32),
    }
    packed = srsly.msgpack_dumps(message)
    path.write_bytes(packed)
    return len(packed)


def load_vectors(vocab: Vocab, path: Path) -> None:
    """Give a vocabulary the vectors packed at `path`; ModelError where they do not fit."""
    if not path.is_file():
        raise ModelError(f"{path}: no such vectors")
    message = srsly.msgpack_loads(path.read_bytes())
    if message.get("format") != FORMAT:
        raise ModelError(f"{path}: packed in format {message.get('format')}, we read {FORMAT}")
    rows = message["rows"].astype(np.float32) * message["scale"]
    places = dict(zip(message["hashes"].tolist(), message["places"].tolist(), strict=True))
    vectors = Vectors(shape=rows.shape, name="depeche", attr="LOWER")
    vectors.from_bytes(
        srsly.msgpack_dumps(
            {"key2row": srsly.msgpack_dumps(places), "vectors": srsly.msgpack_dumps(rows)}
        )
    )
    vocab.vectors = vectors
