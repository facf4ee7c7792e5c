"""Score time expressions with the reference scorer and print one table.

    python tools/times.py --shared DIR [--errors] [FILE ...]

DIR holds `data/times/score.py` and the files named there. Nothing of it is copied. Each file is
scored with its own publication dates and again with dates 30 days late, as after a wrong guess.
"""

from __future__ import annotations

import argparse
import datetime as dt
import importlib.util
import json
import re
import sys
import time
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType
from typing import Any

from depeche.knowledge.calendar import load_calendar
from depeche.language.analysis import analyse
from depeche.reading.blocks import find_blocks
from depeche.story import Because, Published, Story
from depeche.times.moments import find_moments, read_wordings, resolve_all

FILES = ("fr_news_dev", "fr_own_dev", "fr_probes", "en_te3_platinum", "en_meantime")
PRECISION = {10: "day", 7: "month", 4: "year"}
LATE = dt.timedelta(30)


@dataclass(frozen=True, slots=True)
class Scored:
    """Figures of one file in percent, its errors, and characters read per second of CPU time."""

    figures: dict[str, float]
    errors: list[tuple[Any, ...]]
    rate: float


def load_scorer(shared: Path) -> ModuleType:
    """The reference scorer as a module."""
    folder = shared / "data" / "times"
    sys.path.insert(0, str(folder))
    spec = importlib.util.spec_from_file_location("timescore", folder / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read_gold(shared: Path, name: str) -> list[dict[str, Any]]:
    """The passages of one file; in English sets the creation date itself is not scored."""
    lines = (shared / "data" / "times" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    gold = [json.loads(line) for line in lines]
    for passage in gold:
        for timex in passage["timex"]:
            if timex.get("fid") in {"CREATION_TIME", "PUBLICATION_TIME"}:
                timex["optional"] = True
    return gold


def given(day: str | None, late: dt.timedelta = dt.timedelta()) -> Published | None:
    """The publication date of a passage, moved by `late` where it is known to the day."""
    if not day or not re.match(r"\d{4}", day):
        return None
    day = day[:10]
    if late and len(day) == 10:
        day = (dt.date.fromisoformat(day) + late).isoformat()
    return Published(day, PRECISION[len(day)], Because("times", "given"))


def predict(passage: dict[str, Any], story: Story) -> list[dict[str, Any]]:
    """The time expressions of an analysed story as the scorer wants them."""
    if story.dated is None:
        story = find_moments()(story)
        moments = list(story.moments)
    else:
        calendar = load_calendar(passage["lang"])
        moments, _ = resolve_all(story, read_wordings(story, calendar), calendar)
    return [
        {"start": m.span.start, "end": m.span.end, "type": m.type, "value": m.value}
        for m in moments
    ]


def measure(shared: Path, name: str, late: dt.timedelta = dt.timedelta()) -> Scored:
    """Score one file; the parse that gives the tenses is not counted into the speed."""
    scorer, analysis, blocks = load_scorer(shared), analyse(), find_blocks()
    gold, found, seconds = read_gold(shared, name), {}, 0.0
    for passage in gold:
        story = analysis(blocks(Story.of(passage["text"], lang=passage["lang"])))
        story = replace(story, dated=given(passage["dct"], late))
        begun = time.process_time()
        found[passage["id"]] = predict(passage, story)
        seconds += time.process_time() - begun
    figures, errors = scorer.score(gold, found)
    rate = sum(len(p["text"]) for p in gold) / max(seconds, 1e-9)
    return Scored({k: v for k, v in figures.items() if k != "raw"}, errors, rate)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("names", nargs="*", default=list(FILES), metavar="FILE")
    args = parser.parse_args()
    print(
        "| file | strict F1 | relaxed F1 | value accuracy | value F1 | value F1, date 30 days late |"
    )
    print("|---|---|---|---|---|---|")
    rates = []
    for name in args.names:
        scored = measure(args.shared, name)
        late = measure(args.shared, name, LATE).figures["valF"]
        shown = [scored.figures[k] for k in ("strictF", "relF", "valacc", "valF")]
        print(f"| {name} | " + " | ".join(f"{v:.1f}" for v in (*shown, late)) + " |")
        rates.append(scored.rate)
        if args.errors:
            for error in scored.errors:
                print("   ", *error, file=sys.stderr)
    print(
        f"\nslowest file: {min(rates):,.0f} characters/s of CPU time on one core, without the parse"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
