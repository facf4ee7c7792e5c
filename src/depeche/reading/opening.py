"""From a name (file, address, "-") to stories: opens it, recognises its form, reads it.

The form is recognised from the bytes, not from the name alone. Anything that cannot be
read comes out as an `InputError` in the stream; what follows it is still read.
"""

from __future__ import annotations

import gzip
import io
import sys
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from ..errors import InputError
from ..story import Story
from .fetching import fetch
from .html import looks_like_html, read_html
from .jsonl import read_jsonl
from .text import MAX_BYTES, read_text

STDIN = "-"


def open_bytes(name: str) -> tuple[bytes, str | None, str | None]:
    """(bytes, URL, day of retrieval) of a file, an address or standard input.

    Gzip is unpacked, up to the size cap. Raises InputError.
    """
    if name.startswith(("http://", "https://")):
        return fetch(name)
    if name == STDIN:
        return _unpacked(sys.stdin.buffer.read(MAX_BYTES + 1), "standard input"), None, None
    path = Path(name)
    try:
        if path.is_dir():
            raise InputError(name, "a folder, not a file")
        if path.stat().st_size > MAX_BYTES:
            raise InputError(name, f"larger than {MAX_BYTES // 1_000_000} MB")
        data = path.read_bytes()
    except FileNotFoundError:
        raise InputError(name, "there is no such file") from None
    except OSError as error:
        raise InputError(name, error.strerror or str(error)) from None
    return _unpacked(data, name), None, None


def _unpacked(data: bytes, name: str) -> bytes:
    if not data.startswith(b"\x1f\x8b"):
        return data
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as packed:
            found = packed.read(MAX_BYTES + 1)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise InputError(name, f"damaged gzip data: {error}") from None
    if len(found) > MAX_BYTES:
        raise InputError(name, f"larger than {MAX_BYTES // 1_000_000} MB when unpacked")
    return found


def recognise(data: bytes) -> str:
    """The form of some bytes: "html", "jsonl" or "text".

    >>> recognise(b'{"text": "Il pleut."}')
    'jsonl'
    """
    if looks_like_html(data):
        return "html"
    return "jsonl" if data.lstrip()[:1] == b"{" else "text"


def read_source(name: str, *, lang: str | None = None) -> Iterator[Story | InputError]:
    """Every story that a file, an address or standard input ("-") holds."""
    shown = "standard input" if name == STDIN else name
    try:
        data, url, retrieved = open_bytes(name)
        form = recognise(data)
        if form == "jsonl":
            yield from read_jsonl(data.splitlines(), name=shown, lang=lang)
        elif form == "html":
            yield read_html(data, name=shown, url=url, lang=lang, retrieved=retrieved)
        else:
            story = read_text(data, name=shown, lang=lang)
            source = replace(story.source, url=url, retrieved=retrieved)
            yield replace(story, source=source)
    except InputError as error:
        yield error
