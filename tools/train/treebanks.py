"""Treebanks in CoNLL-U as spaCy documents, one sentence each, in the words that spaCy sees.

French contractions that UD splits ("du" = de + le) are merged into the word as written;
English ones stay split, as spaCy's tokenizer splits them too. Typography is tidied as it
is before analysis, so that training and use see the same characters.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Doc
from spacy.vocab import Vocab

from depeche.knowledge.folding import tidy

Row = list[str]


@dataclass(frozen=True, slots=True)
class Word:
    """One surface word with its UD analysis; `head` is an index into the sentence."""

    form: str
    pos: str
    feats: str
    head: int
    dep: str
    space: bool


def read_rows(path: Path) -> Iterator[tuple[dict[str, str], list[Row]]]:
    """(comments, rows) of each sentence of a CoNLL-U file."""
    meta: dict[str, str] = {}
    rows: list[Row] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            key, _, value = line[1:].partition("=")
            meta[key.strip()] = value.strip()
        elif line.strip():
            rows.append(line.split("\t"))
        elif rows:
            yield meta, rows
            meta, rows = {}, []
    if rows:
        yield meta, rows


def surface_words(rows: Sequence[Row], *, merge: bool) -> list[Word]:
    """The words of a sentence as written; `merge` joins UD's multiword tokens."""
    parts = {int(r[0]): r for r in rows if r[0].isdigit()}
    ranges = [(*map(int, r[0].split("-")), r) for r in rows if "-" in r[0]]
    inside = {i: (a, b, r) for a, b, r in ranges for i in range(a, b + 1)}
    groups: list[tuple[list[int], Row | None]] = []
    for i in sorted(parts):
        if i in inside and merge:
            a, b, r = inside[i]
            if i == a:
                groups.append((list(range(a, b + 1)), r))
        else:
            groups.append(([i], None))
    place = {i: n for n, (ids, _) in enumerate(groups) for i in ids}
    return [
        _word(n, ids, range_row, parts, place, inside) for n, (ids, range_row) in enumerate(groups)
    ]


def _word(
    n: int,
    ids: list[int],
    range_row: Row | None,
    parts: dict[int, Row],
    place: dict[int, int],
    inside: dict[int, tuple[int, int, Row]],
) -> Word:
    outer = next((i for i in ids if int(parts[i][6]) not in ids), ids[0])
    row = parts[outer]
    feats = next((parts[i][5] for i in (outer, *ids) if parts[i][5] != "_"), "")
    misc = (range_row or row)[9]
    if range_row is None and outer in inside:
        _, last, whole = inside[outer]
        misc = whole[9] if outer == last else "SpaceAfter=No"
    head = int(row[6])
    form = (range_row or row)[1].replace(" ", "\u00a0")
    return Word(
        tidy(form).replace(" ", "_") if " " in tidy(form) else tidy(form),
        row[3],
        feats,
        place[head] if head else n,
        row[7] if head else "ROOT",
        "SpaceAfter=No" not in misc,
    )


def as_doc(vocab: Vocab, words: Sequence[Word]) -> Doc:
    """A gold document of one sentence."""
    return Doc(
        vocab,
        words=[w.form for w in words],
        spaces=[w.space for w in words[:-1]] + [False] if words else [],
        pos=[w.pos for w in words],
        morphs=[w.feats for w in words],
        heads=[w.head for w in words],
        deps=[w.dep for w in words],
    )


def read_treebank(path: Path, vocab: Vocab, *, merge: bool) -> list[Doc]:
    """Every sentence of a CoNLL-U file as a gold document."""
    return [as_doc(vocab, surface_words(rows, merge=merge)) for _, rows in read_rows(path)]
