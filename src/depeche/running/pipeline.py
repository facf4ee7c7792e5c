"""The only file that knows the order of the stages.

A pipeline checks its order when it is built: each stage must find the layers it needs
among those filled before it.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..actors.naming import find_actors
from ..errors import ConfigurationError
from ..events.coding import code_events
from ..language.analysis import analyse
from ..places.naming import find_places
from ..reading.blocks import find_blocks
from ..story import Stage, Story
from ..times.moments import find_moments

BATCH = 16


@dataclass(frozen=True, slots=True)
class Pipeline:
    """Stages in an order that works.

    >>> Pipeline.of([find_moments()])
    Traceback (most recent call last):
    ...
    depeche.errors.ConfigurationError: stage 'times' needs ['blocks', 'sentences'] before it
    """

    stages: tuple[Stage, ...]

    @classmethod
    def of(cls, stages: Sequence[Stage]) -> Pipeline:
        """A pipeline of these stages; ConfigurationError where one comes too early."""
        filled: set[str] = set()
        for step in stages:
            if missing := step.needs - filled:
                raise ConfigurationError(f"stage {step.name!r} needs {sorted(missing)} before it")
            filled |= step.adds
        return cls(tuple(stages))

    def code(self, story: Story) -> Story:
        """The story with every layer filled."""
        for step in self.stages:
            story = step(story)
        return story

    def code_all(self, stories: Iterable[Story]) -> Iterator[Story]:
        """Each story coded, in order; a few are held at a time so that models work in batches."""
        waiting = iter(stories)
        while batch := list(itertools.islice(waiting, BATCH)):
            for step in self.stages:
                batch = step.each(batch)
            yield from batch


def standard_pipeline(
    *, model: str | None = None, gate: bool = True, today: dt.date | None = None
) -> Pipeline:
    """The stages that make the record, in their order.

    `model` names an installed spaCy pipeline to use instead of ours; without `gate` every
    sentence is analysed, also where no trigger stands; `today` bounds the search for the date
    of undated stories (default: the day of the run).
    """
    return Pipeline.of(
        [
            find_blocks(),
            analyse(model=model, gate=gate),
            find_moments(today=today),
            find_actors(),
            find_places(),
            code_events(),
        ]
    )
