"""The order of the stages is checked when the pipeline is built."""

from __future__ import annotations

import pytest

from depeche.actors.naming import find_actors
from depeche.errors import ConfigurationError
from depeche.reading.blocks import find_blocks
from depeche.running.pipeline import Pipeline, standard_pipeline
from depeche.story import LAYERS


def test_wrong_order_is_refused() -> None:
    with pytest.raises(ConfigurationError, match="needs"):
        Pipeline.of([find_blocks(), find_actors()])


def test_standard_pipeline_fills_every_layer() -> None:
    added = frozenset().union(*(s.adds for s in standard_pipeline().stages))
    assert added == LAYERS - {"problems"}
