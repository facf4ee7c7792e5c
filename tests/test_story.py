"""The value that flows: offsets, layers, ids."""

from __future__ import annotations

import pytest

from depeche.errors import ConfigurationError
from depeche.story import LAYERS, Sentence, Span, Stage, Story, Token, identify, sentence_at


def _token(start: int, text: str, head: int) -> Token:
    return Token(start, start + len(text), text, text, "NOUN", "", head, "dep")


def test_content_joins_title_and_text() -> None:
    story = Story.of("Il pleut.", title="Bamako")
    assert story.content == "Bamako\n\nIl pleut."
    assert story.words(Span(8, 17)) == "Il pleut."


def test_ids_come_from_content() -> None:
    assert Story.of("a b c").id == Story.of("a b c").id
    assert Story.of("a b c").id != Story.of("a b d").id
    assert identify("a", None) != identify("a", "b")


def test_children_and_subtree() -> None:
    tokens = (_token(0, "le", 1), _token(3, "chat", 2), _token(8, "dort", 2))
    sentence = Sentence(Span(0, 12), 0, tokens=tokens)
    assert sentence.children == ((), (0,), (1,))
    assert sentence.subtree(2) == [0, 1, 2]
    assert sentence.at(4) == 1
    assert sentence.at(2) is None


def test_sentence_at_finds_the_holder() -> None:
    sentences = [Sentence(Span(0, 5), 0), Sentence(Span(6, 9), 0)]
    assert sentence_at(sentences, 7) == 1
    assert sentence_at(sentences, 5) is None


def test_stage_refuses_unknown_layers() -> None:
    with pytest.raises(ConfigurationError, match="unknown layers"):
        Stage("x", frozenset({"dreams"}), frozenset(), lambda s: s)
    assert "events" in LAYERS
