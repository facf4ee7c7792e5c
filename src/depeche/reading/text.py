"""Bytes to text, and plain text to a story: encoding, title line, language, agency credit.

Bytes that are no text at all, and texts in a language we do not know, are refused with an
`InputError` that names the input and the reason.
"""

from __future__ import annotations

import hashlib
import re

from charset_normalizer import from_bytes

from ..errors import InputError
from ..knowledge.language import load_language
from ..story import Published, Source, Story, identify
from .blocks import credit_of
from .tongue import known_language, language_of

MAX_BYTES = 20_000_000
MIN_WORDS = 3
_BOMS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_CONTROLS = [bytes([n]) for n in range(32) if n not in b"\t\n\v\f\r\x1b"]
_STRAY = 0.05  # more control characters than this: no text
_TITLE_WORDS = 30
_ENDED = re.compile(r"[.!?…;,:][\s\"'”’»)\]]*$")


def decode(data: bytes, name: str) -> str:
    """The text of some bytes; UTF-8 first, then by what the bytes look like.

    Raises InputError for empty input, binary input and input over MAX_BYTES.

    >>> decode("Bénin".encode("cp1252") + b" et Togo, pays voisins", "x.txt")[:5]
    'Bénin'
    """
    if not data.strip():
        raise InputError(name, "the input is empty")
    if len(data) > MAX_BYTES:
        raise InputError(name, f"larger than {MAX_BYTES // 1_000_000} MB")
    for mark, encoding in _BOMS.items():
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    if sum(map(data[:4096].count, _CONTROLS)) > len(data[:4096]) * _STRAY:
        raise InputError(name, "binary data, not text")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    best = from_bytes(data[:200_000], cp_isolation=["cp1252", "latin_1", "mac_roman"]).best()
    if best is None:
        raise InputError(name, "binary data or an unknown encoding, not text")
    return data.decode(best.encoding, errors="replace")


def split_title(text: str) -> tuple[str | None, str]:
    """(title, rest) where the first line reads like a title; (None, text) otherwise.

    >>> split_title("Paix au Mali\\n\\nUn accord a été signé.")
    ('Paix au Mali', 'Un accord a été signé.')
    """
    head, line_end, rest = text.lstrip("\n\r\ufeff ").partition("\n")
    head = head.strip()
    if not line_end or not rest.strip() or not head:
        return None, text
    if len(head.split()) > _TITLE_WORDS or _ENDED.search(head):
        return None, text
    return head, rest.lstrip("\n\r")


def make_story(
    text: str,
    *,
    name: str,
    data: bytes,
    format: str,
    title: str | None = None,
    lang: str | None = None,
    published: Published | None = None,
    source: dict[str, object] | None = None,
    id: str | None = None,
) -> Story:
    """A story with its source filled in; InputError where there is no text to code.

    `source` gives further fields of `Source` (url, site, section, author, retrieved).
    """
    if len(text.split()) < MIN_WORDS:
        raise InputError(name, "no text found")
    whole = text if title is None else f"{title}. {text}"
    tag = known_language(lang, name) if lang else language_of(whole, name)
    more = dict(source or {})
    more.setdefault("agency", credit_of(text, load_language(tag)))
    digest = hashlib.sha256(data).hexdigest()
    origin = Source(sha256=digest, format=format, **more)  # type: ignore[arg-type]
    found = id or identify(origin.url, digest)
    return Story(found, title, text, tag, published, origin)


def read_text(data: bytes, *, name: str, lang: str | None = None) -> Story:
    """A plain text file as a story; its first line is the title where it reads like one."""
    text = decode(data, name)
    title, rest = split_title(text)
    return make_story(rest.rstrip(), name=name, data=data, format="text", title=title, lang=lang)
