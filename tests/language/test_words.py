"""Words as Universal Dependencies counts them; pairs of states are cut, single names are not."""

from __future__ import annotations

import pytest

from depeche.knowledge.language import load_language
from depeche.language.words import load_words


@pytest.mark.parametrize(
    ("lang", "text", "words"),
    [
        ("fr", "L'ONU n'a-t-elle rien dit ?", "L' ONU n' a -t-elle rien dit ?"),
        ("fr", "Aujourd'hui, M. Sall est à N'Djamena.", "Aujourd'hui , M. Sall est à N'Djamena ."),
        ("fr", "le sommet Russie-Afrique de Saint-Pétersbourg",
         "le sommet Russie - Afrique de Saint-Pétersbourg"),
        ("fr", "La Guinée-Bissau et l'axe États-Unis-Israël",
         "La Guinée-Bissau et l' axe États-Unis - Israël"),
        ("fr", "J.-P. Bruneau, 3,5 % de hausse.", "J.-P. Bruneau , 3,5 % de hausse ."),
        ("fr", "Kim Jong-il est mort, dit-on.", "Kim Jong-il est mort , dit -on ."),
        ("en", "Don't tell Biden's anti-war envoy.", "Do n't tell Biden 's anti-war envoy ."),
        ("en", "The U.S.-led force can't stay.", "The U.S. - led force ca n't stay ."),
    ],
)  # fmt: skip
def test_words(lang: str, text: str, words: str) -> None:
    found = [text[a:b] for a, b in load_words(load_language(lang)).cut(text)]
    assert " ".join(found) == words
