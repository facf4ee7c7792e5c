"""The lexical gate: what passes, what stays unread, and what passes along with others."""

from __future__ import annotations

import pytest

from depeche.language.gate import load_gate
from depeche.running.pipeline import standard_pipeline
from depeche.story import Story


@pytest.mark.parametrize(
    ("lang", "text", "passes"),
    [
        ("fr", "Paris a condamné ces attaques.", True),
        ("fr", "L'ambassadeur a été convoqué mardi.", True),
        ("fr", "Le Mali rompt ses relations avec l'Ukraine.", True),
        ("fr", "LE MALI ROMPT SES RELATIONS DIPLOMATIQUES AVEC L'UKRAINE", True),
        ("fr", "Selon Kiev, des négociations auront lieu en Turquie.", True),
        ("en", "Ankara summoned the Swedish ambassador.", True),
        ("en", "The ministers met in Geneva on Monday.", True),
        ("fr", "Il fera beau demain sur la côte.", False),
        ("fr", "Le prix du pain augmente de deux centimes.", False),
        ("en", "Rain is expected over the hills tomorrow.", False),
        ("en", "The novel has four chapters.", False),
    ],
)
def test_only_what_can_hold_an_event_passes(lang: str, text: str, passes: bool) -> None:
    assert load_gate(lang).passing([[text]]) == [[passes]]


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
