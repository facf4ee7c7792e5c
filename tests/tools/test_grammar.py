"""The grown news sentences: trees of words as our cutter cuts them, the same for the same seed."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from spacy.vocab import Vocab

from depeche.knowledge.folding import tidy
from depeche.knowledge.language import load_language
from depeche.language.words import load_words

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools" / "train"))
from grammar import news_docs


@pytest.mark.parametrize("tag", ["fr", "en"])
def test_grown_sentences_are_trees_of_our_words(tag: str) -> None:
    cutter = load_words(load_language(tag))
    for doc in news_docs(tag, Vocab(), 300, seed=1):
        assert [t for t in doc if t.head == t] == [t for t in doc if t.dep_ == "ROOT"]
        assert len([t for t in doc if t.head == t]) == 1
        assert all(t.pos_ and t.dep_ for t in doc)
        text = tidy(doc.text)
        assert [text[a:b] for a, b in cutter.cut(text)] == [t.text for t in doc], text


def test_the_same_seed_grows_the_same_sentences() -> None:
    grown = [[d.text for d in news_docs("fr", Vocab(), 20, seed=s)] for s in (1, 1, 2)]
    assert grown[0] == grown[1]
    assert grown[0] != grown[2]
