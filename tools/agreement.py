"""Agreement of the second, independent annotation of 300 name sentences with the first.

    python tools/agreement.py [--list]

Prints F-scores (percent) of spans, spans with labels, and spans with GPE and LOC as one.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "train"))
from names import LABELS, Annotated, read_bracketed

NAMES = Path(__file__).resolve().parents[1] / "corpus" / "names"


def load_pairs() -> list[tuple[str, Annotated, Annotated]]:
    """(id, first, second) annotation of each sentence; ValueError where the words differ.

    A line lengthened since the second annotation is compared over the words both have.
    """
    pairs = []
    for line in (NAMES / "second.tsv").read_text(encoding="utf-8").splitlines():
        name, second = line.split("\t")
        part, number = name.split(":")
        lines = (NAMES / "parts" / f"{part}.txt").read_text(encoding="utf-8").splitlines()
        first, again = read_bracketed(lines[int(number) - 1]), read_bracketed(second)
        if not first.text.startswith(again.text):
            raise ValueError(f"{name}: the two annotations are of different words")
        within = [s for s in first.spans if s[1] <= len(again.text)]
        pairs.append((name, Annotated(again.text, within), again))
    return pairs


def f_score(pairs: list[tuple[set[object], set[object]]]) -> float:
    """F of two sets of marks, in percent; it is the same whichever is called right."""
    both = sum(len(a & b) for a, b in pairs)
    return round(200 * both / max(1, sum(len(a) + len(b) for a, b in pairs)), 1)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--list", action="store_true", help="show where the two differ")
    args = parser.parse_args()
    pairs = load_pairs()
    views = {
        "spans": lambda s: {(a, b) for a, b, _ in s.spans},
        "spans and labels": lambda s: set(s.spans),
        "GPE and LOC as one": lambda s: {(a, b, LABELS[t]) for a, b, t in s.spans},
    }
    for name, view in views.items():
        print(f"{name:20} {f_score([(view(a), view(b)) for _, a, b in pairs])}")
    if args.list:
        for name, first, second in pairs:
            for side, here, there in (("1", first, second), ("2", second, first)):
                for a, b, label in sorted(set(here.spans) - set(there.spans)):
                    print(
                        f"{name}\t{side}\t{label} {here.text[a:b]}\t{here.text[max(0, a - 30) : b + 20]}"
                    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
