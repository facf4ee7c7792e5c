"""Train the model of one language from pinned data, measure it on sets never trained on, pack it.

    python tools/train/train.py fr --data DIR [--pack] [--steps N] [--width N] ...

DIR holds the files that recipe.toml names, each checked against its hash. Without --pack
nothing in the package changes: a trial prints its figures as one JSON line. Sizes not given are
those that ship (recipe.toml). `--only parser` or `--only names` trains one task, for comparison.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import sys
import tempfile
import tomllib
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
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
from grammar import news_docs
from names import Annotated, pool_names, read_names, swap_names, to_docs
from treebanks import read_treebank

ROOT = Path(__file__).resolve().parents[2]
MODELS = ROOT / "src" / "depeche" / "models"
COMPONENTS = {"parser": ("morphologizer", "parser"), "names": ("ner",)}
# A file holds only what its sentences are annotated for: what is absent is then not learnt from,
# while a tag that is there and empty would teach the tagger to say nothing.
ATTRIBUTES = {
    "parser": ["ORTH", "SPACY", "POS", "MORPH", "HEAD", "DEP", "SENT_START"],
    "names": ["ORTH", "SPACY", "ENT_IOB", "ENT_TYPE"],
}
Pair = tuple[list[Doc], list[Doc]]


@dataclass(frozen=True, slots=True)
class Data:
    """The pinned files of one language and where they may lie."""

    lang: str
    recipe: dict[str, Any]
    folders: tuple[Path, ...]

    @classmethod
    def of(cls, lang: str, folders: Sequence[Path]) -> Data:
        """What recipe.toml says of a language; our own corpus is always at hand."""
        path = Path(__file__).with_name("recipe.toml")
        recipe = tomllib.loads(path.read_text(encoding="utf-8"))
        return cls(lang, {**recipe[lang], "sha256": recipe["sha256"]}, (*folders, ROOT))

    def path(self, name: str) -> Path:
        """The file in the first folder that has it; ValueError where it is not the pinned one."""
        for folder in self.folders:
            if (path := folder / name).exists():
                pinned = self.recipe["sha256"].get(name)
                if pinned and hashlib.sha256(path.read_bytes()).hexdigest() != pinned:
                    raise ValueError(f"{path}: not the file that recipe.toml pins")
                return path
        raise FileNotFoundError(f"{name}: in none of {', '.join(map(str, self.folders))}")


def name_docs(data: Data, sizes: Sizes) -> tuple[list[Doc], list[Doc]]:
    """(training, choosing) documents: sentences as they are, then with other names in them."""
    dice, recipe = random.Random(sizes.seed), data.recipe["names"]
    train: list[Annotated] = []
    dev = [s for name in recipe["dev"] for s in read_names(data.path(name))]
    for name in recipe["train"]:
        sentences = list(read_names(data.path(name)))
        held = recipe["held"] if name.startswith("corpus/") else 0
        dev.extend(s for n, s in enumerate(sentences) if held and n % held == 0)
        train.extend(s for n, s in enumerate(sentences) if not held or n % held)
    listed = data.path(recipe["listed"]) if "listed" in recipe else None
    pools = pool_names(train, listed)
    swapped = [swap_names(s, pools, dice) for _ in range(sizes.swaps) for s in train if s.spans]
    weak = [s for name in recipe["weak"] for s in read_names(data.path(name))]
    weak = dice.sample(weak, int(sizes.weak * len(weak)))
    return to_docs(data.lang, train + swapped + weak)[0], to_docs(data.lang, dev)[0]


def treebank_docs(data: Data, sizes: Sizes) -> tuple[list[Doc], list[Doc]]:
    """(training, choosing) documents of one sentence each."""
    vocab, recipe = blank_vocab(), data.recipe["parser"]
    train: list[Doc] = []
    dev: list[Doc] = []
    for name in recipe["train"]:
        docs = read_treebank(data.path(name), vocab, merge=recipe["merge"])
        held = recipe["held"].get(name, 0)
        dev.extend(docs[:held])
        train.extend(docs[held:])
    for name in recipe["dev"]:
        dev.extend(read_treebank(data.path(name), vocab, merge=recipe["merge"]))
    train.extend(news_docs(data.lang, vocab, sizes.grown, sizes.seed))
    return train, dev


def fit(lang: str, sizes: Sizes, pairs: dict[str, Pair]) -> Language:
    """A trained pipeline: the weights of the step best on the second documents of each task."""
    set_current_ops(NumpyOps(use_blis=False))
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        # Read in this order: spaCy's scorer leaves out, in every later document, the places of
        # words that had no relation in an earlier one. The treebank must come first.
        for rank, (task, pair) in enumerate(pairs.items()):
            for name, docs in zip(("train", "dev"), pair, strict=True):
                (out / name).mkdir(exist_ok=True)
                DocBin(attrs=ATTRIBUTES[task], docs=docs).to_disk(
                    out / name / f"{rank}-{task}.spacy"
                )
        config = spacy.util.load_config_from_str("")
        config.update(make_config(LANG, sizes))
        config = config.merge({"paths": {n: str(out / n) for n in ("train", "dev")}})
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


def measure(nlp: Language, data: Data, tasks: Sequence[str]) -> dict[str, dict[str, float]]:
    """The figures of each test set, by its file's name."""
    found = {}
    for task in tasks:
        recipe = data.recipe[task]
        for path in map(data.path, recipe["test"]):
            if task == "parser":
                found[path.stem] = measure_parser(nlp, path, merge=recipe["merge"])
            else:
                found[path.stem] = measure_names(nlp, data.lang, list(read_names(path)))
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("lang")
    parser.add_argument("--only", choices=list(COMPONENTS))
    parser.add_argument("--data", type=Path, action="append", required=True)
    parser.add_argument("--pack", action="store_true")
    parser.add_argument("--keep", type=Path, help="also write the spaCy pipeline here")
    parser.add_argument("--no-vectors", action="store_true")
    for name in ("width", "depth", "hidden", "steps", "batch", "seed", "swaps", "grown"):
        parser.add_argument(f"--{name}", type=int)
    for name in ("noise", "dropout", "rate", "weak"):
        parser.add_argument(f"--{name}", type=float)
    args = parser.parse_args()
    if args.pack and args.only:
        parser.error("--pack needs both tasks: the package holds one joint model a language")
    data = Data.of(args.lang, args.data)
    given = {k: v for k, v in vars(args).items() if k in asdict(Sizes()) and v is not None}
    chosen = {**data.recipe["sizes"], **given}
    tasks = [args.only] if args.only else list(COMPONENTS)
    components = tuple(c for task in tasks for c in COMPONENTS[task])
    sizes = replace(Sizes(), **chosen, vectors=not args.no_vectors, components=components)
    makers = {"parser": treebank_docs, "names": name_docs}
    nlp = fit(args.lang, sizes, {task: makers[task](data, sizes) for task in tasks})
    print(json.dumps({"sizes": asdict(sizes), "figures": measure(nlp, data, tasks)}))
    if args.keep:
        nlp.to_disk(args.keep)
    if args.pack:
        size = pack_pipeline(nlp, MODELS / args.lang / "parser.bin")
        print(f"packed {size:,} bytes", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
