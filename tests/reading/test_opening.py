"""Reading: every form of input, and every way an input can be bad."""

from __future__ import annotations

import gzip
import io
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from depeche.errors import InputError
from depeche.knowledge.files import DATA
from depeche.reading.fetching import _allowed
from depeche.reading.opening import read_source
from depeche.story import Story

SAMPLES = DATA / "samples"
FRENCH = "Le président malien a rencontré son homologue algérien à Alger mardi."


def _one(path: Path) -> Story | InputError:
    return next(iter(read_source(str(path))))


def _reason(path: Path) -> str:
    found = _one(path)
    assert isinstance(found, InputError)
    return found.reason


def test_plain_text_has_title_and_agency() -> None:
    story = _one(SAMPLES / "fr-appel.txt")
    assert isinstance(story, Story)
    assert story.title == "Goïta et Poutine se parlent de nouveau"
    assert (story.lang, story.source.agency) == ("fr", "APA")


def test_html_has_metadata_and_no_menu() -> None:
    story = _one(SAMPLES / "fr-rupture.html")
    assert isinstance(story, Story)
    assert story.published is not None
    assert story.published.value == "2021-08-25"
    assert story.source.site == "Le Courrier des capitales"
    assert "Accueil" not in story.text
    assert "Lamamra" in story.text


def test_gzip_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "a.txt.gz"
    path.write_bytes(gzip.compress(FRENCH.encode()))
    story = _one(path)
    assert isinstance(story, Story)
    assert story.text == FRENCH


def test_other_encodings_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes((FRENCH + " Il a été reçu à l'Élysée, puis à Besançon.").encode("cp1252"))
    story = _one(path)
    assert isinstance(story, Story)
    assert "Besançon" in story.text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"   \n ", "empty"),
        (b"\x00\x01\x02\x03" * 50, "binary"),
        (gzip.compress(FRENCH.encode() * 50)[:60], "damaged gzip"),
        ("Der Präsident traf gestern seinen Amtskollegen in Berlin.".encode(), "seems to be in 'de'"),
        (b"<html><body></body></html>", "no article text"),
        (b"oui", "no text"),
    ],
)  # fmt: skip
def test_bad_input_says_why(tmp_path: Path, data: bytes, reason: str) -> None:
    path = tmp_path / "bad"
    path.write_bytes(data)
    assert reason in _reason(path)


def test_too_large_and_missing(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    with path.open("wb") as out:
        out.truncate(21_000_000)
    assert "larger than" in _reason(path)
    assert "no such file" in _reason(tmp_path / "none.txt")
    assert "folder" in _reason(tmp_path)


def test_gzip_bomb_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.gz"
    path.write_bytes(gzip.compress(b"a" * 30_000_000))
    assert "when unpacked" in _reason(path)


def test_jsonl_goes_on_after_bad_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    lines = [
        '{"id": 1, "text": "' + FRENCH + '", "published": "2019-03"}',
        '{"text": 5}',
        "{not json",
        '{"text": "' + FRENCH + '", "published": "mars"}',
        '{"text": "' + FRENCH + '", "lang": "xx"}',
        '{"text": "' + FRENCH + '"}',
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    found = list(read_source(str(path)))
    assert [isinstance(f, Story) for f in found] == [True, False, False, False, False, True]
    first = found[0]
    assert isinstance(first, Story)
    assert first.id == "1"
    assert first.published is not None
    assert first.published.precision == "month"
    assert ":3" in str(found[2])


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    class _Stdin:
        buffer = io.BytesIO(FRENCH.encode())

    monkeypatch.setattr("sys.stdin", _Stdin())
    story = next(iter(read_source("-")))
    assert isinstance(story, Story)


class _Page(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/away":
            self.send_response(302)
            self.send_header("Location", "http://169.254.169.254/latest")
            self.end_headers()
            return
        self.send_response(200 if self.path == "/page" else 404)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write((SAMPLES / "fr-rupture.html").read_bytes())

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), _Page) as http:
        threading.Thread(target=http.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{http.server_port}"
        http.shutdown()


def test_address_is_fetched(server: str) -> None:
    story = next(iter(read_source(f"{server}/page")))
    assert isinstance(story, Story)
    assert story.source.url == f"{server}/page"
    assert story.source.retrieved is not None


def test_errors_and_private_redirects_are_refused(server: str) -> None:
    found = next(iter(read_source(f"{server}/missing")))
    assert isinstance(found, InputError)
    assert "404" in found.reason
    away = next(iter(read_source(f"{server}/away")))
    assert isinstance(away, InputError)
    assert "not a public one" in away.reason


@pytest.mark.parametrize("url", ["http://user:pw@example.org/", "http:///x"])
def test_odd_addresses_are_refused(url: str) -> None:
    found = next(iter(read_source(url)))
    assert isinstance(found, InputError)


def test_only_public_addresses_are_connected_to() -> None:
    assert _allowed("93.184.216.34", "example.org", "example.org")
    for address in ("10.0.0.1", "192.168.1.1", "169.254.0.1", "127.0.0.1", "::1", "fc00::1"):
        assert not _allowed(address, "example.org", "example.org")
