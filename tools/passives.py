"""Scores who undergoes and who acts in French passives, on 200 marked sentences.

    python tools/passives.py [--list]

`corpus/syntax/passives-fr.txt` marks the participle [V], its subject's head [S] and its
agent's head [A]; numbers tie them where a sentence has several. Prints precision, recall and
F (percent) of passives found, of (participle, subject) and of (participle, agent).
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from depeche.events.syntax import Syntax
from depeche.knowledge.events import load_events
from depeche.language.analysis import load_analyser
from depeche.story import Sentence, Span

PATH = Path(__file__).resolve().parents[1] / "corpus" / "syntax" / "passives-fr.txt"
MARK = re.compile(r"\[([VSA])([\d,]*) ([^\]]+)\]")
Pair = tuple[int, int]


def read_marks(line: str) -> tuple[str, set[int], set[Pair], set[Pair]]:
    """(text, participles, (participle, subject), (participle, agent)) as character offsets."""
    text, last = "", 0
    marks: list[tuple[str, str, int]] = []
    for found in MARK.finditer(line):
        text += line[last : found.start()]
        marks.extend((found[1], number, len(text)) for number in (found[2] or "1").split(","))
        text += found[3]
        last = found.end()
    text += line[last:]
    verbs = {number: at for kind, number, at in marks if kind == "V"}
    subjects = {(verbs[n], at) for kind, n, at in marks if kind == "S"}
    agents = {(verbs[n], at) for kind, n, at in marks if kind == "A"}
    return text, set(verbs.values()), subjects, agents


def found_marks(sentence: Sentence) -> tuple[set[int], set[Pair], set[Pair]]:
    """The same, as the parse and the rules over it say."""
    syntax = Syntax(sentence, load_events("fr"))
    verbs: set[int] = set()
    subjects: set[Pair] = set()
    agents: set[Pair] = set()
    for i, token in enumerate(sentence.tokens):
        if syntax.is_verbal(i) and syntax.passive(i):
            verbs.add(token.start)
            subjects.update((token.start, k) for k in _heads(sentence, syntax.objects(i)))
            agents.update((token.start, k) for k in _heads(sentence, syntax.agents(i)))
    return verbs, subjects, agents


def _heads(sentence: Sentence, found: Sequence[int]) -> Iterator[int]:
    """Where the words begin that head a coordination: the marks leave its other members out."""
    for k in found:
        token = sentence.tokens[k]
        if token.dep != "conj" or token.head not in found:
            yield token.start


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--list", action="store_true", help="show every error")
    args = parser.parse_args()
    lines = [read_marks(x) for x in PATH.read_text(encoding="utf-8").splitlines() if x.strip()]
    texts = [(text, Span(0, len(text))) for text, *_ in lines]
    counts: Counter[tuple[str, str]] = Counter()
    for (text, *gold), sentence in zip(lines, load_analyser("fr").analyse(texts), strict=True):
        for name, wanted, got in zip(
            ("passive", "subject", "agent"), gold, found_marks(sentence), strict=True
        ):
            counts[name, "gold"] += len(wanted)
            counts[name, "found"] += len(got)
            counts[name, "right"] += len(wanted & got)
            if args.list and wanted != got:
                show = {
                    k: [_word(text, x) for x in v]
                    for k, v in (("missed", wanted - got), ("false", got - wanted))
                    if v
                }
                print(f"{name}: {show}\n    {text}")
    for name in ("passive", "subject", "agent"):
        gold, found, right = (counts[name, k] for k in ("gold", "found", "right"))
        print(
            f"{name:8} P {100 * right / found:.1f}  R {100 * right / gold:.1f}  F {200 * right / (gold + found):.1f}"
        )
    return 0


def _word(text: str, at: int | Pair) -> str:
    places = (at,) if isinstance(at, int) else at
    return " < ".join(re.match(r"\w+|.", text[p:])[0] for p in places)  # type: ignore[index]


if __name__ == "__main__":
    sys.exit(main())
