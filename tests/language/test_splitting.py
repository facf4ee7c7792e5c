"""Sentence ends in news: abbreviations, quotes, initials, missing spaces."""

from __future__ import annotations

import pytest

from depeche.knowledge.language import load_language
from depeche.language.splitting import MAX_CHARACTERS, split_sentences


@pytest.mark.parametrize(
    ("lang", "text", "count"),
    [
        ("fr", "M. Sall est parti. Il a été reçu par Mme Colonna.", 2),
        ("fr", "« Nous partirons. » a-t-il dit. Puis il s'est tu.", 2),
        ("fr", "Le président A. Goita affirme cela. Il insiste.", 2),
        ("fr", "J.-P. Bruneau et M.-C. Sow ont signé. D'autres suivront.", 2),
        ("fr", "L'art. 5 et le n° 12 s'appliquent.", 1),
        ("fr", "La paix.Le ministre l'a signée.", 2),
        ("fr", "Il a dit : « Non ! » Elle a dit oui.", 2),
        ("fr", "Quoi ? Rien… Vraiment.", 3),
        ("en", "The U.S. and Mr. Blinken agree. So does the U.N. chief.", 2),
        ("en", "“We will leave.” He left at 4 p.m. on Monday.", 2),
    ],
)
def test_counts(lang: str, text: str, count: int) -> None:
    found = [text[s.start : s.end] for s in split_sentences(text, load_language(lang))]
    assert len(found) == count, found


def test_endless_text_is_cut() -> None:
    spans = list(split_sentences("mot " * 5000, load_language("fr")))
    assert max(s.end - s.start for s in spans) <= MAX_CHARACTERS
