"""Reporting clauses hung on a sentence are parsed apart and hung back as a parataxis."""

from __future__ import annotations

import pytest

from depeche.language.analysis import load_analyser
from depeche.story import Sentence, Span


def _read(lang: str, text: str) -> Sentence:
    return load_analyser(lang).analyse([(text, Span(0, len(text)))])[0]


def _relation(sentence: Sentence, word: str) -> str:
    return next(t.dep for t in sentence.tokens if t.text == word)


@pytest.mark.parametrize(
    ("lang", "text", "main", "verb"),
    [
        ("fr", "Les soldats ont quitté la base de Gossi, a annoncé mardi l'état-major français.",
         "quitté", "annoncé"),
        ("fr", "« Nous partirons en août », a déclaré Sergueï Lavrov, chef de la diplomatie russe.",
         "partirons", "déclaré"),
        ("en", "The troops will leave the base in August, said Defence Minister John Smith.",
         "leave", "said"),
    ],
)  # fmt: skip
def test_the_told_clause_is_the_root(lang: str, text: str, main: str, verb: str) -> None:
    sentence = _read(lang, text)
    assert (_relation(sentence, main), _relation(sentence, verb)) == ("ROOT", "parataxis")


def test_a_sentence_without_a_tail_is_left_alone() -> None:
    sentence = _read("fr", "Le ministre a annoncé mardi le retrait des troupes.")
    assert _relation(sentence, "annoncé") == "ROOT"
