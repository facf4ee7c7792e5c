"""Dépêche reads the news and keeps the diplomatic record.

>>> story = read("Bamako, le 3 mars 2021 : le ministre malien a rencontré son homologue algérien.", lang="fr")
>>> [(event.type, event.date.value) for event in story.events]
[('CONSULT', '2021-03-03')]
"""

from __future__ import annotations

import datetime as dt
import functools

from .errors import DepecheError, InputError
from .reading.jsonl import read_published
from .reading.text import make_story
from .running.pipeline import Pipeline, standard_pipeline
from .story import Story

__all__ = ["DepecheError", "InputError", "Pipeline", "Story", "read", "standard_pipeline"]
__version__ = "0.1.0"


@functools.cache
def _pipeline(today: dt.date | None) -> Pipeline:
    return standard_pipeline(today=today)


def read(
    text: str,
    *,
    title: str | None = None,
    lang: str | None = None,
    published: str | None = None,
    today: dt.date | None = None,
) -> Story:
    """A text with everything found in it: events, statements, moments, actors, places.

    `lang` is recognised when not given; `published` may be partial ("2019-03"). Raises
    InputError for empty text or an unknown language.
    """
    return _pipeline(today).code(
        make_story(
            text, name="text", data=text.encode("utf-8", "surrogatepass"), format="text",
            title=title, lang=lang, published=read_published(published, "text"),
        )
    )  # fmt: skip
