"""How fast text becomes analysed sentences, beside spaCy's blank pipeline and UDPipe 1.

    python benchmarks/language.py [--lang fr] [--text FILE.jsonl] [--udpipe MODEL]
                                  [--treebank FILE.conllu] [--memory ARTICLES]

Every system reads the same articles on one core; words are stretches between spaces, times are
CPU time, the best of three rounds. What counts are the ratios: seconds differ from machine to
machine. spaCy's blank pipeline only cuts words and sentences; UDPipe tags and parses, as we do,
and finds no names. Without MODEL a UDPipe model is trained for one round on FILE.conllu, which
gives its speed but not its quality; without either it is left out. --memory reads that many
articles of ever new words, gate and all, and prints the memory held along the way.
"""

from __future__ import annotations

import os

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

import argparse
import json
import random
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ROUNDS = 3
LINES = 12
BATCH = 16
UDPIPE_PARSER = (
    "iterations=1;embedding_upostag=20;embedding_feats=20;embedding_xpostag=0;embedding_form=50;"
    "embedding_lemma=0;embedding_deprel=20;hidden_layer=200;batch_size=10;"
    "transition_system=projective;transition_oracle=dynamic"
)

System = Callable[[list[str]], int]


def our_corpus(lang: str) -> Iterator[str]:
    """Articles of twelve sentences each from our own name corpus, brackets taken out."""
    for path in sorted((ROOT / "corpus" / "names" / "parts").glob(f"{lang}-*.txt")):
        lines = re.sub(r"\[[A-Z]+ ([^\]]+)\]", r"\1", path.read_text("utf-8")).splitlines()
        for n in range(0, len(lines), LINES):
            yield "\n".join(lines[n : n + LINES])


def ours(lang: str, *, gate: bool) -> System:
    """Our analysis as the program runs it: blocks, sentences, words, lemmas, parse, names."""
    from depeche.language.analysis import analyse_stories
    from depeche.reading.blocks import find_blocks
    from depeche.story import Story

    blocks = find_blocks()

    def read(texts: list[str]) -> int:
        count = 0
        for n in range(0, len(texts), BATCH):
            stories = [blocks(Story.of(text, lang=lang)) for text in texts[n : n + BATCH]]
            stories = [
                replace(s, blocks=tuple(b._replace(kind="body") for b in s.blocks)) for s in stories
            ]
            count += sum(len(s.sentences) for s in analyse_stories(stories, gate=gate))
        return count

    return read


def blank(lang: str) -> System:
    """spaCy's tokenizer and rule-based sentence splitter."""
    import spacy

    nlp = spacy.blank(lang)
    nlp.add_pipe("sentencizer")
    nlp.max_length = 10**8
    return lambda texts: sum(len(list(doc.sents)) for doc in nlp.pipe(texts))


def udpipe(model: Path) -> System:
    """UDPipe 1: sentences, words, tags, lemmas, dependencies."""
    from ufal import udpipe as peer

    loaded = peer.Model.load(str(model))
    if loaded is None:
        raise SystemExit(f"{model}: not a UDPipe model")
    run = peer.Pipeline(loaded, "tokenize", "", "", "conllu")

    def read(texts: list[str]) -> int:
        assert loaded is not None  # the pipeline does not keep its model alive
        return sum(run.process(text).count("\n# sent_id") for text in texts)

    return read


def train_udpipe(treebank: Path, model: Path) -> Path:
    """A UDPipe model of one round, for its speed."""
    from ufal import udpipe as peer

    sentences, error = peer.Sentences(), peer.ProcessingError()
    reader = peer.InputFormat.newConlluInputFormat()
    reader.setText(treebank.read_text("utf-8"))
    sentence = peer.Sentence()
    while reader.nextSentence(sentence, error):
        sentences.append(sentence)
        sentence = peer.Sentence()
    packed = peer.Trainer.train(
        "morphodita_parsito", sentences, peer.Sentences(), "epochs=1", "", UDPIPE_PARSER, error
    )
    if error.occurred():
        raise SystemExit(f"{treebank}: {error.message}")
    model.write_bytes(packed)
    return model


def speed(system: System, texts: list[str]) -> float:
    """Words per CPU second, the best of the rounds; one round before them warms up."""
    words, best = sum(len(t.split()) for t in texts), float("inf")
    system(texts[:BATCH])
    for _ in range(ROUNDS):
        begun = time.process_time()
        system(texts)
        best = min(best, time.process_time() - begun)
    return words / best


def memory(lang: str, articles: int) -> None:
    """Prints the memory held while articles go by, each line of which has a word never seen."""
    dice, read = random.Random(0), ours(lang, gate=True)
    lines = [line for text in our_corpus(lang) for line in text.splitlines()]
    step = max(BATCH, articles // 20)
    for done in range(0, articles, BATCH):
        if done % step < BATCH:
            print(f"{done:>9,} articles  {_held():7.1f} MB", flush=True)
        read([_article(lines, dice) for _ in range(BATCH)])
    print(f"{articles:>9,} articles  {_held():7.1f} MB", flush=True)


def _article(lines: list[str], dice: random.Random) -> str:
    return "\n".join(_with_new_word(line, dice) for line in dice.choices(lines, k=LINES))


def _with_new_word(line: str, dice: random.Random) -> str:
    words = line.split()
    words[dice.randrange(len(words))] = "".join(dice.choices("abdefgiklmnoprstuvz", k=9))
    return " ".join(words)


def _held() -> float:
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return float("nan")


def load_time(lang: str) -> float:
    """CPU seconds from nothing to the first analysed sentence, imports apart."""
    from depeche.language.analysis import load_analyser

    load_analyser.cache_clear()
    begun = time.process_time()
    load_analyser(lang)
    return time.process_time() - begun


def show(rows: Iterable[tuple[str, float]]) -> None:
    found = list(rows)
    base = dict(found)["ours, no gate"]
    print(f"{'system':<34}{'words/s':>10}{'ratio':>8}")
    for name, value in found:
        print(f"{name:<34}{value:>10,.0f}{value / base:>8.2f}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--lang", default="fr")
    parser.add_argument("--text", type=Path)
    parser.add_argument("--udpipe", type=Path)
    parser.add_argument("--treebank", type=Path)
    parser.add_argument("--memory", type=int)
    args = parser.parse_args()
    if args.memory:
        memory(args.lang, args.memory)
        return 0
    print(f"load: {load_time(args.lang):.2f} s")
    texts = (
        [json.loads(line)["text"] for line in args.text.read_text("utf-8").splitlines()]
        if args.text
        else list(our_corpus(args.lang))
    )
    systems = {
        "ours, no gate": ours(args.lang, gate=False),
        "ours, gated": ours(args.lang, gate=True),
        "spaCy blank (words, sentences)": blank(args.lang),
    }
    model = args.udpipe
    if model is None and args.treebank:
        folder = Path(tempfile.mkdtemp(prefix="udpipe-"))
        model = train_udpipe(args.treebank, folder / f"{args.lang}.model")
    if model is not None:
        systems["UDPipe 1 (no names)"] = udpipe(model)
    show((name, speed(system, texts)) for name, system in systems.items())
    return 0


if __name__ == "__main__":
    sys.exit(main())
