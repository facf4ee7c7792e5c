"""Web pages to stories: main text by trafilatura, with title, date, site and section."""

from __future__ import annotations

import re

import trafilatura
from trafilatura.settings import Document

from ..errors import InputError
from ..knowledge.language import languages
from ..story import Story
from .page_date import options, page_dates
from .text import decode, make_story

_HTML = re.compile(rb"<!doctype html|<html|<head|<body|<article|<p[ >]", re.I)
_META_CHARSET = re.compile(rb"charset=[\"']?([\w-]+)", re.I)


def looks_like_html(data: bytes) -> bool:
    """True where the first kilobytes hold a page's tags.

    >>> looks_like_html(b"<!DOCTYPE html><html lang='fr'>")
    True
    """
    return _HTML.search(data[:4096]) is not None


def read_html(
    data: bytes,
    *,
    name: str,
    url: str | None = None,
    lang: str | None = None,
    retrieved: str | None = None,
) -> Story:
    """The article of a page as a story.

    Raises InputError where the page holds no article text.
    """
    page = _decode_page(data, name)
    found = trafilatura.bare_extraction(
        page,
        url=url,
        include_comments=False,
        include_tables=False,
        with_metadata=True,
        date_extraction_params=options(retrieved),
    )
    if not isinstance(found, Document) or not (found.text or "").strip():
        raise InputError(name, "no article text found on the page")
    title, text = found.title, found.text or ""
    if title and text.lstrip().startswith(title):
        text = text.lstrip()[len(title) :].lstrip("\n ")
    published, changed = page_dates(page, found.date, url or found.url, retrieved)
    section = [c for c in (found.categories or []) if c]
    return make_story(
        text,
        name=name,
        data=data,
        format="html",
        title=title or None,
        lang=lang or _declared(data),
        published=published,
        source={
            "url": url or found.url,
            "site": found.sitename or found.hostname,
            "section": tuple(section),
            "author": found.author,
            "retrieved": retrieved,
            "modified": changed,
        },
    )


def _decode_page(data: bytes, name: str) -> str:
    if match := _META_CHARSET.search(data[:2048]):
        try:
            return data.decode(match[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data, name)


def _declared(data: bytes) -> str | None:
    """The page's own `lang`, if it is one we know; otherwise the text decides."""
    match = re.search(rb"<html[^>]*\blang=[\"']?([a-zA-Z]{2})", data[:4096])
    tag = match[1].decode("ascii").lower() if match else None
    return tag if tag in languages() else None
