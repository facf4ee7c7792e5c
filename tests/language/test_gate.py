"""The lexical gate: what passes, what stays unread, and what passes along with others."""

from __future__ import annotations

import pytest

from depeche.language.gate import load_gate
from depeche.running.pipeline import standard_pipeline
from depeche.story import Story


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fr", "Paris a condamné ces attaques."),
        ("fr", "L'ambassadeur a été convoqué mardi."),
        ("fr", "Le Mali rompt ses relations avec l'Ukraine."),
        ("fr", "LE MALI ROMPT SES RELATIONS DIPLOMATIQUES AVEC L'UKRAINE"),
        ("fr", "Selon Kiev, des négociations auront lieu en Turquie."),
        ("en", "Ankara summoned the Swedish ambassador."),
        ("en", "The ministers met in Geneva on Monday."),
    ],
)
def test_what_can_hold_an_event_passes(lang: str, text: str) -> None:
    assert load_gate(lang).passing([[text]]) == [[True]]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fr", "Il fera beau demain sur la côte."),
        ("fr", "Le prix du pain augmente de deux centimes."),
        ("en", "Rain is expected over the hills tomorrow."),
        ("en", "The novel has four chapters."),
    ],
)
def test_the_rest_does_not(lang: str, text: str) -> None:
    assert load_gate(lang).passing([[text]]) == [[False]]


def test_the_sentence_a_pronoun_points_back_to_passes_too() -> None:
    block = ["Sergueï Lavrov est à Bamako.", "Il a condamné ces attaques."]
    assert load_gate("fr").passing([block]) == [[True, True]]


def test_the_first_full_name_of_a_surname_passes_too() -> None:
    blocks = [["Jean Tabouret habite ici.", "Il pleut."], ["Le Mali accuse Tabouret d'espionnage."]]
    assert load_gate("fr").passing(blocks) == [[True, False], [True]]


def test_unread_sentences_keep_their_borders() -> None:
    text = "Il pleut sur la ville. Paris a condamné ces attaques."
    read, gated = (
        standard_pipeline(gate=gate).code(Story.of(text, lang="fr")) for gate in (False, True)
    )
    assert [s.span for s in read.sentences] == [s.span for s in gated.sentences]
    assert [bool(s.tokens) for s in gated.sentences] == [False, True]
    assert [e.type for e in read.events] == [e.type for e in gated.events]
