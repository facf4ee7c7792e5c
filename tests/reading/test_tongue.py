"""Paragraphs in another language are set aside and told; a stray control character is no reason."""

from __future__ import annotations

from depeche.reading.text import read_text
from depeche.running.pipeline import Pipeline

GERMAN = (
    "Der Präsident von Mali hat am Montag den Angriff auf Bamako verurteilt und den russischen "
    "Botschafter empfangen."
)
FRENCH = "La France a expulsé lundi deux diplomates russes, a annoncé le Quai d'Orsay."


def test_a_foreign_paragraph_is_left_out_and_told(pipeline: Pipeline) -> None:
    story = pipeline.code(
        read_text(f"{FRENCH}\n\n{GERMAN}\n\n{FRENCH}".encode(), name="x", lang="fr")
    )
    assert [b.kind for b in story.blocks] == ["body", "foreign", "body"]
    assert [p.what for p in story.problems] == ["a paragraph that seems to be in 'de' was left out"]
    assert story.words(story.problems[0].where) == GERMAN  # type: ignore[arg-type]


def test_stray_controls_emoji_and_marks_of_direction_do_no_harm(pipeline: Pipeline) -> None:
    text = "La France\x00 a expulsé\u200f deux diplomates\u202e russes\x1b lundi 😀."
    story = pipeline.code(read_text(text.encode(), name="x", lang="fr"))
    assert [(e.type, e.mode) for e in story.events] == [("SANCTION", "expel")]
