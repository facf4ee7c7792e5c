"""Train one model from pinned data, measure it on sets never trained on, and pack it.

    python tools/train/train.py fr parser --data DIR [--pack] [--steps N] [--width N] ...

DIR holds the treebanks that recipe.toml names. Without --pack nothing in the package changes:
a trial prints its figures as one JSON line.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import tomllib
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.training.initialize import init_nlp
from spacy.training.loop import train as run_training

from depeche.language.vectors import load_vectors
from depeche.language.weights import pack_pipeline

sys.path.insert(0, str(Path(__file__).parent))
import augment  # noqa: F401  (registers the augmenter)
from config import Sizes, make_config
from evaluate import measure_parser
from treebanks import read_treebank

ROOT = Path(__file__).resolve().parents[2]
MODELS = ROOT / "src" / "depeche" / "models"
ATTRIBUTES = ["ORTH", "SPACY", "POS", "MORPH", "HEAD", "DEP", "SENT_START"]


def read_recipe(lang: str, kind: str) -> dict[str, Any]:
    """The pinned data of one model."""
    path = Path(__file__).with_name("recipe.toml")
    found: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))[lang][kind]
    return found


def treebank_docs(recipe: dict[str, Any], data: Path, lang: str) -> tuple[list[Doc], list[Doc]]:
    """(training, choosing) documents of one sentence each."""
    vocab = spacy.blank(lang).vocab
    train: list[Doc] = []
    dev: list[Doc] = []
    for name in recipe["train"]:
        docs = read_treebank(data / name, vocab, merge=recipe["merge"])
        held = recipe["held"].get(name, 0)
        dev.extend(docs[:held])
        train.extend(docs[held:])
    for name in recipe["dev"]:
        dev.extend(read_treebank(data / name, vocab, merge=recipe["merge"]))
    return train, dev


def fit(
    lang: str, sizes: Sizes, train: list[Doc], dev: list[Doc], attributes: list[str]
) -> Language:
    """A trained pipeline: the weights of the best step on `dev`."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        for name, docs in (("train", train), ("dev", dev)):
            DocBin(attrs=attributes, docs=docs).to_disk(out / f"{name}.spacy")
        config = spacy.util.load_config_from_str("")
        config.update(make_config(lang, sizes))
        config = config.merge({"paths": {n: str(out / f"{n}.spacy") for n in ("train", "dev")}})
        if sizes.vectors:
            start = spacy.blank(lang)
            load_vectors(start.vocab, MODELS / lang / "vectors.bin")
            start.to_disk(out / "vectors")
            config = config.merge({"initialize": {"vectors": str(out / "vectors")}})
        nlp = spacy.util.load_model_from_config(config, auto_fill=True)
        nlp = init_nlp(nlp.config, use_gpu=-1)
        (out / "model").mkdir()
        run_training(nlp, out / "model", use_gpu=-1, stdout=sys.stderr, stderr=sys.stderr)
        return spacy.load(out / "model" / "model-best")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("lang")
    parser.add_argument("kind", choices=["parser"])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--pack", action="store_true")
    parser.add_argument("--no-vectors", action="store_true")
    for name in ("width", "depth", "hidden", "steps", "batch", "seed"):
        parser.add_argument(f"--{name}", type=int, default=getattr(Sizes(), name))
    for name in ("noise", "dropout", "rate"):
        parser.add_argument(f"--{name}", type=float, default=getattr(Sizes(), name))
    args = parser.parse_args()
    chosen = {k: v for k, v in vars(args).items() if k in asdict(Sizes())}
    sizes = replace(Sizes(), **chosen, vectors=not args.no_vectors)
    recipe = read_recipe(args.lang, args.kind)
    train, dev = treebank_docs(recipe, args.data, args.lang)
    nlp = fit(args.lang, sizes, train, dev, ATTRIBUTES)
    figures = {
        Path(name).parent.name: measure_parser(nlp, args.data / name, merge=recipe["merge"])
        for name in recipe["test"]
    }
    print(json.dumps({"sizes": asdict(sizes), "figures": figures}))
    if args.pack:
        size = pack_pipeline(nlp, MODELS / args.lang / "parser.bin")
        print(f"packed {size:,} bytes", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
