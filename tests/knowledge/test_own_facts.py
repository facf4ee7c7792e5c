"""A user's own tables are read after ours, and win."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from depeche.errors import KnowledgeError
from depeche.knowledge.actors import load_actors

PEOPLE = "id\tname\tforms\nper:local-x\tAwa Diarra\tAwa D. Diarra\n"
OFFICES = (
    "person\toffice\tof\tfrom\tuntil\tsource\n"
    "per:local-x\tforeign minister\tMLI\t2031-01-05\t\tmine\n"
)


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    (tmp_path / "actors").mkdir()
    (tmp_path / "actors" / "people.tsv").write_text(PEOPLE, encoding="utf-8")
    (tmp_path / "actors" / "offices.tsv").write_text(OFFICES, encoding="utf-8")
    monkeypatch.setenv("DEPECHE_DATA", str(tmp_path))
    load_actors.cache_clear()
    yield tmp_path
    monkeypatch.delenv("DEPECHE_DATA")
    load_actors.cache_clear()


def test_own_people_are_found_and_hold_their_office(own: Path) -> None:
    actors = load_actors("fr")
    assert [f.names[0].id for f in actors.find("La ministre Awa Diarra est venue.")][
        -1
    ] == "per:local-x"
    term, held = actors.term("per:local-x", "2031-02-01")
    assert term is not None
    assert (term.office, term.of, held) == ("foreign minister", "MLI", True)


def test_a_wrong_line_names_file_and_line(own: Path) -> None:
    text = OFFICES + "per:nobody\tforeign minister\tMLI\t2031\t\tmine\n"
    (own / "actors" / "offices.tsv").write_text(text, encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"offices.tsv.*3.*per:nobody"):
        load_actors("fr")
