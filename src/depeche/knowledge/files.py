"""Reads the files under data/ (and a user's own folder) and checks their form.

Two formats: TOML for rules, tab-separated tables with a header line for facts. A file
that breaks its contract raises `KnowledgeError` naming file and line; nothing is guessed.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import KnowledgeError

DATA = Path(__file__).resolve().parents[1] / "data"
USER_DATA = "DEPECHE_DATA"
MODELS = Path(__file__).resolve().parents[1] / "models"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: its cells by column name, where it stands, whether it is the user's own."""

    cells: dict[str, str]
    file: str
    line: int
    own: bool = False

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def many(self, column: str) -> tuple[str, ...]:
        """A cell that lists several values separated by `|`."""
        return tuple(v for v in self.cells[column].split("|") if v)

    def wrong(self, reason: str) -> KnowledgeError:
        """The error to raise when this row's content is wrong."""
        return KnowledgeError(self.file, reason, line=self.line)


def read_toml(path: Path) -> dict[str, Any]:
    """The content of one TOML file.

    >>> sorted(read_toml(DATA / "languages" / "fr" / "language.toml"))[:2]
    ['contractions', 'elisions']
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise KnowledgeError(str(path), "the file is missing") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise KnowledgeError(str(path), str(error)) from None


def read_table(path: Path, columns: Sequence[str]) -> Iterator[Row]:
    """Rows of a tab-separated file whose header must hold exactly `columns`, then the user's own.

    Empty lines and lines that begin with `#` are skipped. A user's rows stand in a file of the same
    name and place below the folder that the variable DEPECHE_DATA names; they come last and win.
    """
    yield from _rows(path, columns, own=False)
    folder = os.environ.get(USER_DATA)
    if folder and path.is_relative_to(DATA):
        mine = Path(folder) / path.relative_to(DATA)
        if mine.is_file():
            yield from _rows(mine, columns, own=True)


def _rows(path: Path, columns: Sequence[str], *, own: bool) -> Iterator[Row]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        raise KnowledgeError(str(path), "the file is missing") from None
    except UnicodeDecodeError as error:
        raise KnowledgeError(str(path), str(error)) from None
    header: list[str] | None = None
    name = path.name
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if header is None:
            if cells != list(columns):
                raise KnowledgeError(
                    name, f"columns are {cells}, expected {list(columns)}", line=number
                )
            header = cells
            continue
        if len(cells) != len(header):
            raise KnowledgeError(name, f"{len(cells)} cells, expected {len(header)}", line=number)
        yield Row(dict(zip(header, map(str.strip, cells), strict=True)), name, number, own)


def need(table: dict[str, Any], key: str, kind: type, file: str) -> Any:
    """`table[key]`, checked to be there and of type `kind`."""
    value = table.get(key)
    if not isinstance(value, kind):
        where = table.get("id", "")
        raise KnowledgeError(file, f"{where} {key!r} must be a {kind.__name__}, is {value!r}")
    return value
