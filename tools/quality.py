"""Score the development gold with the reference scorer and print one table.

    python tools/quality.py --shared DIR [--write docs/quality.md]

DIR holds `gold/score.py` and `gold/dev-*.jsonl`. Nothing of it is copied.
"""

from __future__ import annotations

import argparse
import datetime as dt
import importlib.util
import json
import sys
import time
from pathlib import Path
from types import ModuleType
from typing import Any

from depeche.reading.jsonl import read_jsonl
from depeche.record.article import story_to_json
from depeche.running.pipeline import standard_pipeline
from depeche.story import Story

FILES = ("dev-own", "dev-press", "dev-own-en")
TODAY = dt.date(2026, 11, 23)
SHOWN = (
    "event_f1", "event_p", "event_r", "whole_f1", "role_f1", "date_accuracy", "date_invented",
    "status_accuracy", "attribution_f1", "mode_accuracy", "place_accuracy",
)  # fmt: skip


def load_scorer(shared: Path) -> ModuleType:
    """The reference scorer as a module."""
    spec = importlib.util.spec_from_file_location("score", shared / "gold" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def measure(shared: Path, name: str) -> tuple[dict[str, Any], float]:
    """(figures, words per second of CPU time on one core) of one gold file."""
    scorer = load_scorer(shared)
    path = shared / "gold" / f"{name}.jsonl"
    gold = scorer.read(path)
    pipeline = standard_pipeline(today=TODAY)
    coded, words = {}, 0
    begun = time.process_time()
    for story in read_jsonl(path.open("rb"), name=name):
        if isinstance(story, Story):
            words += len(story.text.split())
            coded[story.id] = story_to_json(pipeline.code(story))
    rate = words / (time.process_time() - begun)
    tallies = [scorer.score_article(g, coded.get(i, {}), []) for i, g in sorted(gold.items())]
    return scorer.figures(tallies), rate


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    if not (args.shared / "gold" / "score.py").is_file():
        print(f"{args.shared}: no gold/score.py there; the development gold is not at hand")
        return 1
    results = {name: measure(args.shared, name) for name in FILES}
    if args.json:
        print(json.dumps({k: v[0] for k, v in results.items()}))
        return 0
    print("| file | articles | coded | " + " | ".join(SHOWN) + " | words/s |")
    print("|" + "---|" * (len(SHOWN) + 4))
    for name, (figures, rate) in results.items():
        cells = [f"{figures[k]:.3f}" for k in SHOWN]
        head = [name, str(figures["articles"]), str(figures["coded"])]
        print("| " + " | ".join([*head, *cells, f"{rate:,.0f}"]) + " |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
