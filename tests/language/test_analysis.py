"""Analysis: offsets, lemmas, names, models of others."""

from __future__ import annotations

import pytest

from depeche.errors import ModelError
from depeche.knowledge.language import load_language
from depeche.language.analysis import load_analyser
from depeche.language.lemmas import load_lemmas
from depeche.running.pipeline import Pipeline
from depeche.story import Story


def test_tokens_keep_their_offsets(pipeline: Pipeline) -> None:
    story = pipeline.code(Story.of("L’ONU « condamne »\u00a0l’attaque d’aujourd’hui.", lang="fr"))
    tokens = [t for s in story.sentences for t in s.tokens]
    assert [story.content[t.start : t.end].replace("’", "'") for t in tokens] == [
        t.text for t in tokens
    ]


@pytest.mark.parametrize(
    ("form", "lemma"),
    [("condamnées", "condamner"), ("soutient", "soutenir"), ("reçu", "recevoir"),
     ("dément", "démentir"), ("bombarderont", "bombarder"), ("élu", "élire"), ("mis", "mettre")],
)  # fmt: skip
def test_french_verb_lemmas(form: str, lemma: str) -> None:
    assert load_lemmas(load_language("fr")).lemma(form, "VERB") == lemma


def test_names_are_found(pipeline: Pipeline) -> None:
    story = pipeline.code(
        Story.of("Le président Assimi Goïta a reçu Abdoulaye Diop à Ségou.", lang="fr")
    )
    found = {(story.words(n.span), n.label) for s in story.sentences for n in s.names}
    assert ("Assimi Goïta", "PER") in found


def test_unknown_model_is_refused() -> None:
    with pytest.raises(ModelError, match="no spaCy pipeline"):
        load_analyser("fr", "fr_core_news_none")
