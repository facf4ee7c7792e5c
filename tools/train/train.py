"""Train one model from pinned data, measure it on sets never trained on, and pack it.

    python tools/train/train.py fr parser --data DIR [--pack] [--steps N] [--width N] ...

DIR holds the treebanks that recipe.toml names. Without --pack nothing in the package changes:
a trial prints its figures as one JSON line.
"""

from __future__ import annotations

import argparse
import json
import random
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
from thinc.api import NumpyOps, set_current_ops

from depeche.language.vectors import load_vectors
from depeche.language.weights import LANG, blank_vocab, pack_pipeline

sys.path.insert(0, str(Path(__file__).parent))
import augment  # noqa: F401  (registers the augmenter)
from config import Sizes, make_config
from evaluate import measure_names, measure_parser
from names import Annotated, pool_names, read_names, swap_names, to_docs
from treebanks import read_treebank

ROOT = Path(__file__).resolve().parents[2]
MODELS = ROOT / "src" / "depeche" / "models"
COMPONENTS = {
    "parser": ("morphologizer", "parser"),
    "names": ("ner",),
    "joint": ("morphologizer", "parser", "ner"),
}
ATTRIBUTES = ["ORTH", "SPACY", "POS", "MORPH", "HEAD", "DEP", "SENT_START", "ENT_IOB", "ENT_TYPE"]


def read_recipe(lang: str, kind: str) -> dict[str, Any]:
    """The pinned data of one model."""
    path = Path(__file__).with_name("recipe.toml")
    found: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))[lang][kind]
    return found


def find_data(name: str, folders: list[Path]) -> Path:
    """The file of a recipe in the first folder that has it; our own corpus is always there."""
    for folder in (*folders, ROOT):
        if (folder / name).exists():
            return folder / name
    raise FileNotFoundError(f"{name}: in none of {', '.join(map(str, folders))}")


def name_docs(
    recipe: dict[str, Any], folders: list[Path], lang: str, sizes: Sizes
) -> tuple[list[Doc], list[Doc]]:
    """(training, choosing) documents: sentences as they are, then with other names in them."""
    dice = random.Random(sizes.seed)
    train: list[Annotated] = []
    dev = [s for name in recipe["dev"] for s in read_names(find_data(name, folders))]
    for name in recipe["train"]:
        sentences = list(read_names(find_data(name, folders)))
        held = recipe["held"] if name.startswith("corpus/") else 0
        dev.extend(s for n, s in enumerate(sentences) if held and n % held == 0)
        train.extend(s for n, s in enumerate(sentences) if not held or n % held)
    listed = find_data(recipe["names"], folders) if "names" in recipe else None
    pools = pool_names(train, listed)
    swapped = [swap_names(s, pools, dice) for _ in range(sizes.swaps) for s in train if s.spans]
    weak = [s for name in recipe["weak"] for s in read_names(find_data(name, folders))]
    weak = dice.sample(weak, int(sizes.weak * len(weak)))
    return to_docs(lang, train + swapped + weak)[0], to_docs(lang, dev)[0]


def treebank_docs(
    recipe: dict[str, Any], folders: list[Path], lang: str, sizes: Sizes
) -> tuple[list[Doc], list[Doc]]:
    """(training, choosing) documents of one sentence each."""
    vocab = blank_vocab()
    train: list[Doc] = []
    dev: list[Doc] = []
    for name in recipe["train"]:
        docs = read_treebank(find_data(name, folders), vocab, merge=recipe["merge"])
        held = recipe["held"].get(name, 0)
        dev.extend(docs[:held])
        train.extend(docs[held:])
    for name in recipe["dev"]:
        dev.extend(read_treebank(find_data(name, folders), vocab, merge=recipe["merge"]))
    return train, dev


def fit(
    lang: str, sizes: Sizes, train: list[Doc], dev: list[Doc], attributes: list[str]
) -> Language:
    """A trained pipeline: the weights of the best step on `dev`."""
    set_current_ops(NumpyOps(use_blis=False))
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        for name, docs in (("train", train), ("dev", dev)):
            DocBin(attrs=attributes, docs=docs).to_disk(out / f"{name}.spacy")
        config = spacy.util.load_config_from_str("")
        config.update(make_config(LANG, sizes))
        config = config.merge({"paths": {n: str(out / f"{n}.spacy") for n in ("train", "dev")}})
        if sizes.vectors:
            start = spacy.blank(LANG)
            load_vectors(start.vocab, MODELS / lang / "vectors.bin")
            start.to_disk(out / "vectors")
            config = config.merge({"initialize": {"vectors": str(out / "vectors")}})
        nlp = spacy.util.load_model_from_config(config, auto_fill=True)
        nlp = init_nlp(nlp.config, use_gpu=-1)
        (out / "model").mkdir()
        run_training(nlp, out / "model", use_gpu=-1, stdout=sys.stderr, stderr=sys.stderr)
        return spacy.load(out / "model" / "model-best")


def measure(
    nlp: Language, lang: str, kind: str, recipe: dict[str, Any], folders: list[Path]
) -> dict[str, dict[str, float]]:
    """The figures of each test set, by its file's name."""
    found = {}
    for name in recipe["test"]:
        path = find_data(name, folders)
        if kind == "parser":
            found[path.stem] = measure_parser(nlp, path, merge=recipe["merge"])
        else:
            found[path.stem] = measure_names(nlp, lang, list(read_names(path)))
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("lang")
    parser.add_argument("kind", choices=list(COMPONENTS))
    parser.add_argument("--data", type=Path, action="append", required=True)
    parser.add_argument("--pack", action="store_true")
    parser.add_argument("--keep", type=Path, help="also write the spaCy pipeline here")
    parser.add_argument("--no-vectors", action="store_true")
    for name in ("width", "depth", "hidden", "steps", "batch", "seed", "swaps"):
        parser.add_argument(f"--{name}", type=int, default=getattr(Sizes(), name))
    for name in ("noise", "dropout", "rate", "weak"):
        parser.add_argument(f"--{name}", type=float, default=getattr(Sizes(), name))
    args = parser.parse_args()
    chosen = {k: v for k, v in vars(args).items() if k in asdict(Sizes())}
    sizes = replace(
        Sizes(), **chosen, vectors=not args.no_vectors, components=COMPONENTS[args.kind]
    )
    kinds = [k for k in ("parser", "names") if args.kind in (k, "joint")]
    train: list[Doc] = []
    dev: list[Doc] = []
    for kind in kinds:
        recipe = read_recipe(args.lang, kind)
        make = treebank_docs if kind == "parser" else name_docs
        more, held = make(recipe, args.data, args.lang, sizes)
        train.extend(more)
        dev.extend(held)
    random.Random(sizes.seed).shuffle(train)
    nlp = fit(args.lang, sizes, train, dev, ATTRIBUTES)
    figures = {
        name: found
        for kind in kinds
        for name, found in measure(
            nlp, args.lang, kind, read_recipe(args.lang, kind), args.data
        ).items()
    }
    print(json.dumps({"sizes": asdict(sizes), "figures": figures}))
    if args.keep:
        nlp.to_disk(args.keep)
    if args.pack:
        size = pack_pipeline(nlp, MODELS / args.lang / f"{args.kind}.bin")
        print(f"packed {size:,} bytes", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
