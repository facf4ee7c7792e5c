"""Quality on the development gold does not fall below its pinned floors."""

from __future__ import annotations

import importlib.util
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[1]
FLOORS = tomllib.loads((ROOT / "gates" / "floors.toml").read_text(encoding="utf-8"))


def _quality() -> ModuleType:
    spec = importlib.util.spec_from_file_location("quality", ROOT / "tools" / "quality.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_floors(name: str, shared: Path) -> None:
    figures, _ = _quality().measure(shared, name)
    limits = FLOORS[name]
    most = {k.removesuffix("_most"): limits[k] for k in limits if k.endswith("_most")}
    least = {k: limits[k] for k in limits if not k.endswith("_most")}
    low = {k: (figures[k], floor) for k, floor in least.items() if figures[k] < floor}
    high = {k: (figures[k], ceiling) for k, ceiling in most.items() if figures[k] > ceiling}
    assert not low, f"{name}: below the floor (got, floor): {low}"
    assert not high, f"{name}: above the ceiling (got, ceiling): {high}"
