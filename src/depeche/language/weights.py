"""Packs a trained spaCy pipeline into one small file and unpacks it again.

A packed pipeline holds no tokenizer, no vocabulary and no training settings: only the
component configuration, the labels and the weights as 16-bit floats. It leaves the
analysis itself to `analysis.py`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import spacy
import srsly
from spacy.language import Language
from spacy.vocab import Vocab
from thinc.api import NumpyOps

from ..errors import ModelError

FORMAT = 1
LANG = "xx"  # spaCy's class without words of its own: ours come from `words.py`


def _narrow(value: Any) -> Any:
    """Every float32 array in a decoded thinc message as float16."""
    if isinstance(value, dict):
        return {k: _narrow(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_narrow(v) for v in value]
    if isinstance(value, np.ndarray) and value.dtype == np.float32:
        return value.astype(np.float16)
    return value


def _widen(value: Any) -> Any:
    """The reverse of `_narrow`."""
    if isinstance(value, dict):
        return {k: _widen(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_widen(v) for v in value]
    if isinstance(value, np.ndarray) and value.dtype == np.float16:
        return value.astype(np.float32)
    return value


def quicken(nlp: Language) -> Language:
    """The pipeline, its matrix products left to NumPy: three times the speed of BLIS on one core."""
    ops = NumpyOps(use_blis=False)
    for _, component in nlp.pipeline:
        model = getattr(component, "model", None)
        for node in model.walk() if model is not None else ():
            node.ops = ops
    return nlp


def blank_vocab() -> Vocab:
    """A vocabulary that knows no word yet."""
    return spacy.blank(LANG).vocab


def pack_pipeline(nlp: Language, path: Path) -> int:
    """Write the components of `nlp` to `path`; returns the size in bytes."""
    config = {
        "nlp": {"lang": LANG, "pipeline": nlp.pipe_names},
        "components": dict(nlp.config["components"]),
    }
    parts = {}
    for name, component in nlp.pipeline:
        message = srsly.msgpack_loads(component.to_bytes(exclude=["vocab"]))  # type: ignore[attr-defined]
        message["model"] = _narrow(srsly.msgpack_loads(message["model"]))
        parts[name] = message
    packed = srsly.msgpack_dumps({"format": FORMAT, "config": config, "parts": parts})
    path.write_bytes(packed)
    return len(packed)


def unpack_pipeline(path: Path, vocab: Vocab | None = None) -> Language:
    """The components packed at `path`; documents come from `words.py`, not from its tokenizer.

    A `vocab` given (with vectors, where the model wants them) is used as it is. Raises
    ModelError where the file is absent or of another format.
    """
    if not path.is_file():
        raise ModelError(f"{path}: no such model")
    packed = srsly.msgpack_loads(path.read_bytes())
    if packed.get("format") != FORMAT:
        raise ModelError(f"{path}: packed in format {packed.get('format')}, we read {FORMAT}")
    packed["config"]["nlp"]["lang"] = LANG
    nlp = spacy.util.load_model_from_config(
        packed["config"], vocab=True if vocab is None else vocab, auto_fill=True
    )
    for name, message in packed["parts"].items():
        message["model"] = srsly.msgpack_dumps(_widen(message["model"]))
        nlp.get_pipe(name).from_bytes(srsly.msgpack_dumps(message), exclude=["vocab"])  # type: ignore[attr-defined]
    return quicken(nlp)
