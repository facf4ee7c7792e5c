"""Readings of the parser that the words themselves rule out."""

from __future__ import annotations

import pytest

from depeche.language.mending import mended
from depeche.story import Token

DAYS = frozenset({"monday", "lundi"})
SAYING = frozenset({"savoir"})


def tree(text: str) -> list[Token]:
    """Tokens from "form/POS/relation>head" or "form/POS/relation>head/features"."""
    tokens, at = [], 0
    for word in text.split():
        form, pos, link, *feats = word.split("/")
        dep, head = link.split(">")
        morph = feats[0] if feats else "_"
        tokens.append(Token(at, at + len(form), form, form.lower(), pos, morph, int(head), dep))
        at += len(form) + 1
    return tokens


def links(text: str) -> dict[str, tuple[str, str]]:
    tokens = tree(text)
    change = mended(tokens, SAYING, DAYS)
    return {tokens[i].text: (t.dep, tokens[t.head].text) for i, t in change.items()}


def test_a_participle_before_a_finite_verb_is_no_main_verb() -> None:
    found = links(
        "La/DET/det>1 grève/NOUN/nsubj:pass>2 lancée/VERB/ROOT>2/VerbForm=Part "
        "lundi/NOUN/obl:mod>2 continue/VERB/conj>2/VerbForm=Fin ./PUNCT/punct>2"
    )
    assert found == {
        "grève": ("nsubj", "continue"),
        "lancée": ("acl", "grève"),
        "continue": ("ROOT", "continue"),
        ".": ("punct", "continue"),
    }


@pytest.mark.parametrize(
    "second",
    ["et/CCONJ/cc>4 continue/VERB/conj>2/VerbForm=Fin",
     "elle/PRON/nsubj>4 continue/VERB/parataxis>2/VerbForm=Fin"],
)  # fmt: skip
def test_a_participle_stays_main_beside_a_verb_with_its_own_link(second: str) -> None:
    start = "La/DET/det>1 grève/NOUN/nsubj:pass>2 lancée/VERB/ROOT>2/VerbForm=Part "
    assert links(start + second) == {}


def test_names_between_commas_are_a_list() -> None:
    found = links(
        "He/PRON/nsubj>1 thanked/VERB/ROOT>1 Germany/PROPN/obj>1 ,/PUNCT/punct>4 "
        "Poland/PROPN/obl:unmarked>1 ,/PUNCT/punct>6 the/DET/det>7 Netherlands/PROPN/appos>4 "
        "and/CCONJ/cc>9 Turkey/PROPN/conj>7"
    )
    assert {k: found[k] for k in ("Poland", "Netherlands", "Turkey")} == {
        "Poland": ("conj", "Germany"),
        "Netherlands": ("conj", "Germany"),
        "Turkey": ("conj", "Germany"),
    }


def test_a_heap_of_names_gets_its_verb() -> None:
    found = links(
        "Britain/PROPN/ROOT>0 ,/PUNCT/punct>2 France/PROPN/appos>0 and/CCONJ/cc>4 "
        "Congo/PROPN/nsubj>5 say/VERB/conj>0/VerbForm=Fin ./PUNCT/punct>0"
    )
    assert found["Britain"] == ("nsubj", "say")
    assert found["say"] == ("ROOT", "say")
    assert found["."] == ("punct", "say")


@pytest.mark.parametrize(
    "text",
    [
        "In/ADP/case>1 Paris/PROPN/obl>6 ,/PUNCT/punct>1 Macron/PROPN/nsubj>6 and/CCONJ/cc>5 "
        "Scholz/PROPN/conj>3 met/VERB/ROOT>6/VerbForm=Fin",
        "Monday/PROPN/obl:unmarked>6 ,/PUNCT/punct>0 Macron/PROPN/nsubj>6 and/CCONJ/cc>4 "
        "Scholz/PROPN/conj>2 then/ADV/advmod>6 met/VERB/ROOT>6/VerbForm=Fin",
    ],
)
def test_a_place_or_day_before_two_names_is_not_of_their_list(text: str) -> None:
    assert not {"Paris", "Monday"} & links(text).keys()


def test_what_is_made_known_is_no_relative() -> None:
    found = links(
        "fait/VERB/ROOT>0 savoir/VERB/xcomp>0 sur/ADP/case>3 X/PROPN/obl:mod>1 "
        "qu'/SCONJ/mark>6 il/PRON/nsubj>6 partait/VERB/acl:relcl>3/VerbForm=Fin"
    )
    assert found == {"partait": ("ccomp", "savoir")}
