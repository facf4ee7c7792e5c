"""Makes the lemma table of a language from the treebanks that train its parser.

    python tools/train/lemmas.py fr --data DIR

Rows of `src/depeche/models/<tag>/lemmas.tsv.gz`: form, UPOS, its commonest lemma.
"""

from __future__ import annotations

import argparse
import collections
import gzip
import sys
from collections.abc import Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from train import MODELS, Data

_NO_LEMMA = frozenset({"PROPN", "NUM", "PUNCT", "SYM", "X"})


def lemma_rows(paths: Iterable[Path]) -> list[tuple[str, str, str]]:
    """(form, UPOS, commonest lemma) over the words of CoNLL-U files, proper nouns left out."""
    seen: dict[tuple[str, str], collections.Counter[str]] = collections.defaultdict(
        collections.Counter
    )
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            cells = line.split("\t")
            if len(cells) != 10 or not cells[0].isdigit():
                continue
            form, lemma, pos = cells[1].lower(), cells[2].lower(), cells[3]
            if pos not in _NO_LEMMA and lemma not in {"_", ""}:
                seen[form, pos][lemma] += 1
    return sorted((f, p, c.most_common(1)[0][0]) for (f, p), c in seen.items())


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("lang")
    parser.add_argument("--data", type=Path, action="append", required=True)
    args = parser.parse_args()
    data = Data.of(args.lang, args.data)
    rows = lemma_rows(map(data.path, data.recipe["parser"]["train"]))
    path = MODELS / args.lang / "lemmas.tsv.gz"
    with (
        path.open("wb") as raw,
        gzip.GzipFile(fileobj=raw, mode="wb", mtime=0, filename="") as packed,
    ):
        packed.write("".join(f"{f}\t{p}\t{x}\n" for f, p, x in rows).encode("utf-8"))
    print(f"{path}: {len(rows):,} rows")
    return 0


if __name__ == "__main__":
    sys.exit(main())
