"""Places: what is a place, and which one."""

from __future__ import annotations

from depeche.running.pipeline import Pipeline
from depeche.story import Story


def test_towns_and_states(pipeline: Pipeline) -> None:
    text = "Des combats ont éclaté à Djibo, au Burkina Faso, et près de Tombouctou."
    story = pipeline.code(Story.of(text, lang="fr"))
    found = {p.name: (p.country, p.precision) for p in story.places}
    assert found["Djibo"] == ("BFA", "city")
    assert found["Burkina Faso"] == ("BFA", "country")


def test_a_capital_that_acts_is_no_place(pipeline: Pipeline) -> None:
    story = pipeline.code(Story.of("Moscou a condamné l'attaque.", lang="fr"))
    assert story.places == ()
