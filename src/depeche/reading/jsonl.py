"""JSON lines to stories: one object a line, `text` required, the rest optional.

Known keys: id, title, text, published (may be partial: "2019-03"), url, site, lang,
retrieved. A bad line becomes an `InputError` naming the line; the others go on.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

import orjson

from ..errors import InputError
from ..story import Because, Published, Story
from .text import MAX_BYTES, make_story

_PRECISION = {4: ("%Y", "year"), 7: ("%Y-%m", "month"), 10: ("%Y-%m-%d", "day")}


def read_published(value: object, name: str) -> Published | None:
    """A date given from outside: a day, a month or a year; None for null.

    >>> read_published("2019-03", "x").precision
    'month'
    """
    if value is None or value == "":
        return None
    text = str(value).strip()
    head = text[:10] if len(text) > 10 and text[4:5] == "-" else text
    if len(head) in _PRECISION:
        form, precision = _PRECISION[len(head)]
        try:
            dt.datetime.strptime(head, form)
        except ValueError:
            pass
        else:
            return Published(head, precision, Because("reading", "times.story.given", 1.0, text))
    raise InputError(name, f"published {text!r} is not a date such as 2019, 2019-03 or 2019-03-05")


def read_object(found: dict[str, Any], *, name: str, data: bytes, lang: str | None) -> Story:
    """One decoded object as a story."""
    text = found.get("text")
    if not isinstance(text, str) or not text.strip():
        raise InputError(name, "no text")
    for key in ("title", "url", "site", "lang", "id", "retrieved"):
        if found.get(key) is not None and not isinstance(found[key], str | int):
            raise InputError(name, f"{key!r} must be text, is {type(found[key]).__name__}")
    given = found.get("id")
    return make_story(
        text,
        name=name,
        data=data,
        format="jsonl",
        title=found.get("title") or None,
        lang=found.get("lang") or lang,
        published=read_published(found.get("published"), name),
        source={k: found.get(k) for k in ("url", "site", "retrieved")},
        id=None if given is None else str(given),
    )


def read_jsonl(
    lines: Iterable[bytes], *, name: str, lang: str | None = None
) -> Iterator[Story | InputError]:
    """A story or an error for each non-empty line, in order."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield _read_line(line, name=f"{name}:{number}", lang=lang)
        except InputError as error:
            yield error


def _read_line(line: bytes, *, name: str, lang: str | None) -> Story:
    if len(line) > MAX_BYTES:
        raise InputError(name, f"larger than {MAX_BYTES // 1_000_000} MB")
    try:
        found = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        raise InputError(name, f"not JSON: {error}") from None
    if not isinstance(found, dict):
        raise InputError(name, "a line must hold one JSON object")
    return read_object(found, name=name, data=line.strip(), lang=lang)
