"""Measures trained models on gold: attachment, labels, passives, names."""

from __future__ import annotations

import sys
import time
from collections import Counter
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

sys.path.insert(0, str(Path(__file__).parent))
from names import LABELS, Annotated, make_doc
from treebanks import read_treebank

from depeche.knowledge.language import load_language
from depeche.language.words import load_words

_WATCHED = ("nsubj", "nsubj:pass", "obj", "obl:agent")


def _score(found: int, gold: int, right: int) -> float:
    return round(200 * right / max(1, found + gold), 1)


def measure_parser(nlp: Language, path: Path, *, merge: bool) -> dict[str, float]:
    """UPOS, UAS, LAS (with and without subtypes) in percent on gold words; F of the arguments.

    Punctuation is counted. Speed is words per second of CPU time on one core.
    """
    gold = read_treebank(path, nlp.vocab, merge=merge)
    blank = [
        Doc(nlp.vocab, words=[t.text for t in d], spaces=[bool(t.whitespace_) for t in d],
            sent_starts=[i == 0 for i in range(len(d))])
        for d in gold
    ]  # fmt: skip
    begun = time.process_time()
    found = list(nlp.pipe(blank, batch_size=256))
    seconds = time.process_time() - begun
    counts: Counter[str] = Counter()
    watched: Counter[tuple[str, str]] = Counter()
    for wanted, got in zip(gold, found, strict=True):
        for a, b in zip(wanted, got, strict=True):
            attached = a.head.i == b.head.i
            counts["words"] += 1
            counts["upos"] += a.pos_ == b.pos_
            counts["uas"] += attached
            counts["las"] += attached and a.dep_ == b.dep_
            counts["las_plain"] += attached and a.dep_.split(":")[0] == b.dep_.split(":")[0]
            for label in _WATCHED:
                watched[label, "gold"] += a.dep_ == label
                watched[label, "found"] += b.dep_ == label
                watched[label, "right"] += attached and a.dep_ == b.dep_ == label
    figures = {
        k: round(100 * counts[k] / counts["words"], 2) for k in ("upos", "uas", "las", "las_plain")
    }
    for label in _WATCHED:
        figures[label] = _score(*(watched[label, k] for k in ("found", "gold", "right")))
    figures["words_per_second"] = round(counts["words"] / max(seconds, 1e-9))
    return figures


def measure_names(nlp: Language, lang: str, sentences: list[Annotated]) -> dict[str, float]:
    """F of names (exact spans and labels; exact spans; spans by label) from raw text."""
    counts: Counter[tuple[str, str]] = Counter()
    cutter = load_words(load_language(lang))
    docs = [make_doc(nlp.vocab, cutter, s.text) for s in sentences]
    found = nlp.pipe(docs, batch_size=128)
    for wanted, doc in zip(sentences, found, strict=True):
        gold = {(a, b, LABELS[t]) for a, b, t in wanted.spans}
        got = {(e.start_char, e.end_char, LABELS.get(e.label_, e.label_)) for e in doc.ents}
        views = {"typed": lambda s: s, "spans": lambda s: {(a, b) for a, b, _ in s}}
        views |= {t: lambda s, t=t: {x for x in s if x[2] == t} for t in ("PER", "LOC", "ORG")}
        for name, view in views.items():
            counts[name, "gold"] += len(view(gold))
            counts[name, "found"] += len(view(got))
            counts[name, "right"] += len(view(gold) & view(got))
    return {
        name: _score(*(counts[name, k] for k in ("found", "gold", "right")))
        for name in dict.fromkeys(name for name, _ in counts)
    }
