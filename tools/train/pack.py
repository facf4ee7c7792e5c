"""Turn trained spaCy pipelines and treebanks into the files of `src/depeche/models/<tag>/`.

python tools/train/pack.py fr --parser DIR --names DIR --treebank FILE.conllu...
"""

from __future__ import annotations

import argparse
import collections
import gzip
import sys
from pathlib import Path

import spacy

from depeche.language.weights import pack_pipeline

ROOT = Path(__file__).resolve().parents[2]
MODELS = ROOT / "src" / "depeche" / "models"


def lemma_rows(paths: list[Path]) -> list[tuple[str, str, str]]:
    """(form, UPOS, commonest lemma) over surface words of CoNLL-U files, proper nouns left out."""
    seen: dict[tuple[str, str], collections.Counter[str]] = collections.defaultdict(
        collections.Counter
    )
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            cells = line.split("\t")
            if len(cells) != 10 or not cells[0].isdigit():
                continue
            form, lemma, pos = cells[1].lower(), cells[2].lower(), cells[3]
            if pos in {"PROPN", "NUM", "PUNCT", "SYM", "X"} or lemma in {"_", ""}:
                continue
            seen[form, pos][lemma] += 1
    return sorted((f, p, c.most_common(1)[0][0]) for (f, p), c in seen.items())


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tag")
    parser.add_argument("--parser", type=Path)
    parser.add_argument("--names", type=Path)
    parser.add_argument("--treebank", type=Path, nargs="*", default=[])
    args = parser.parse_args()
    out = MODELS / args.tag
    out.mkdir(parents=True, exist_ok=True)
    for kind in ("parser", "names"):
        if source := getattr(args, kind):
            size = pack_pipeline(spacy.load(source), out / f"{kind}.bin")
            print(f"{out / kind}.bin {size:,} bytes")
    if args.treebank:
        rows = lemma_rows(args.treebank)
        text = "".join(f"{f}\t{p}\t{x}\n" for f, p, x in rows)
        with (
            (out / "lemmas.tsv.gz").open("wb") as raw,
            gzip.GzipFile(fileobj=raw, mode="wb", mtime=0, filename="") as packed,
        ):
            packed.write(text.encode("utf-8"))
        print(f"{out}/lemmas.tsv.gz {len(rows):,} rows")
    return 0


if __name__ == "__main__":
    sys.exit(main())
