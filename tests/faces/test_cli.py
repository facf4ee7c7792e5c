"""The command line as a user meets it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from depeche.faces.cli import main
from depeche.knowledge.files import DATA

SAMPLES = DATA / "samples"


def _run(*args: str, text: str | bytes | None = None) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, args, input=text)
    return result.exit_code, result.stdout, result.stderr


def test_read_for_people() -> None:
    code, out, _ = _run("read", str(SAMPLES / "fr-appel.txt"), "--why")
    assert code == 0
    assert "CONSULT/phone" in out
    assert "2023-10-10" in out
    assert "events.fr.consult" in out
    assert "expulse" not in out


def test_read_as_json() -> None:
    code, out, _ = _run("read", str(SAMPLES / "en-talks.txt"), "--json")
    assert code == 0
    record = json.loads(out)
    assert record["lang"] == "en"
    assert record["events"]


def test_code_streams_and_reports_rejects() -> None:
    lines = (
        '{"id": "a", "text": "Le Mali a expulsé l\'ambassadeur de France.", "published": "2022-01-31"}\n'
        '{"id": "b"}\n'
        '{"id": "c", "text": "Mali expelled the French ambassador on Monday."}\n'
    )
    code, out, err = _run("code", text=lines)
    assert code == 3
    assert [json.loads(line)["id"] for line in out.splitlines()] == ["a", "c"]
    assert "standard input:2" in err


def test_rejected_input_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "empty.txt"
    path.write_text("")
    code, out, err = _run("read", str(path))
    assert (code, out) == (3, "")
    assert err.splitlines() == [f"rejected: {path}: the input is empty"]


def test_wrong_usage() -> None:
    assert _run("read")[0] == 2
    assert _run("code", "--today", "hier", text="")[0] == 2


def test_unknown_model_is_one_line() -> None:
    command = [sys.executable, "-m", "depeche.faces.cli", "read", "-", "--model", "none_such"]
    done = subprocess.run(
        command,
        input="Le Mali proteste contre la France.",
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.strip() == "error: none_such: no spaCy pipeline of this name is installed"


@pytest.mark.parametrize("command", ["read", "code", "demo"])
def test_help(command: str) -> None:
    code, out, _ = _run(command, "--help")
    assert code == 0
    assert "Usage" in out
