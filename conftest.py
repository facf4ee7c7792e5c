"""What all tests share: one pipeline, and the development gold where it is at hand."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pytest

from depeche.running.pipeline import Pipeline, standard_pipeline

ROOT = Path(__file__).resolve().parent
TODAY = dt.date(2026, 11, 23)


@pytest.fixture(scope="session")
def pipeline() -> Pipeline:
    """The standard pipeline with a fixed day of reading, and every sentence read."""
    return standard_pipeline(gate=False, today=TODAY)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of development gold; tests that need it skip where it is absent."""
    folder = Path(os.environ.get("DEPECHE_SHARED", ROOT.parent / "shared"))
    if not (folder / "gold" / "score.py").is_file():
        pytest.skip(f"no development gold at {folder} (set DEPECHE_SHARED)")
    return folder
