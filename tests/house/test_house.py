"""The habits of the house, held by machine."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from depeche.faces.cli import main
from depeche.knowledge.events import trigger_entries
from depeche.knowledge.files import read_toml
from depeche.knowledge.language import languages, load_language

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "depeche"
MODULES = [p for p in sorted(SOURCE.rglob("*.py")) if p.stat().st_size > 1]


def _functions(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    """All functions of a module, methods and inner ones too."""
    return (n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef))


def _public(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    """Functions and methods that other rooms may call."""
    for node in tree.body:
        body = node.body if isinstance(node, ast.ClassDef) else [node]
        if isinstance(node, ast.ClassDef) and node.name.startswith("_"):
            continue
        yield from (n for n in body if isinstance(n, ast.FunctionDef) and n.name[0] != "_")


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_modules_are_small_and_say_what_they_are(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    assert ast.get_docstring(tree), "no docstring"
    assert len(text.splitlines()) <= 500
    for function in _functions(tree):
        assert (function.end_lineno or 0) - function.lineno <= 80, function.name
    for function in _public(tree):
        assert ast.get_docstring(function) or path.parent.name == "faces", function.name


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_no_language_code_is_compared_in_code(path: Path) -> None:
    codes = set(languages())
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Compare):
            constants = [c.value for c in ast.walk(node) if isinstance(c, ast.Constant)]
            assert not codes.intersection(c for c in constants if isinstance(c, str))


def test_every_language_has_the_same_files() -> None:
    optional = {"verbs.toml"}
    files = [
        {str(p.relative_to(load_language(t).folder)) for p in load_language(t).folder.rglob("*.t*")}
        - optional
        for t in languages()
    ]
    assert all(f == files[0] for f in files)


def test_every_rule_is_complete() -> None:
    for tag in languages():
        rules = [
            r
            for f in ("chrome.toml", "times.toml")
            for r in read_toml(load_language(tag).folder / f)["rule"]
        ]
        rules.extend(entry for _, entry in trigger_entries(tag))
        assert len({r["id"] for r in rules}) == len(rules)
        for rule in rules:
            assert rule["examples"] or rule.get("shape") == "nothing", rule["id"]
            assert "not_examples" in rule, rule["id"]
            assert rule["source"], rule["id"]


def test_every_command_is_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for name in main.commands:
        assert f"depeche {name}" in readme, name


def test_lock_files_hold_no_address() -> None:
    for path in (ROOT / "requirements").glob("*.txt"):
        text = path.read_text(encoding="utf-8")
        assert "--hash=sha256:" in text
        assert "://" not in text
        assert "--find-links" not in text
        assert "--index-url" not in text
