"""When a web page was published and when it was last changed, with how far its own marks agree.

The search is htmldate's; what we add is the confidence. Where the page's metadata or address
names the same day the date is nearly certain, where they name another it is doubtful.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from htmldate import find_date

from ..story import Because, Published

_MARKS = (
    re.compile(r"\"datePublished\"\s*:\s*\"(\d{4}-\d\d-\d\d)"),
    re.compile(r"published_time[\"'][^>]{0,40}content=[\"'](\d{4}-\d\d-\d\d)"),
    re.compile(r"content=[\"'](\d{4}-\d\d-\d\d)[^>]{0,40}published_time"),
    re.compile(r"<time[^>]{0,200}datetime=[\"'](\d{4}-\d\d-\d\d)[^>]{0,80}(?:pubdate|published)"),
)
_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-](0[1-9]|1[0-2])[/-](0[1-9]|[12]\d|3[01])(?=[/_\-.]|$)")
AGREED, ALONE, CONTESTED = 0.95, 0.85, 0.65


def options(retrieved: str | None) -> dict[str, Any]:
    """How htmldate is to look for the day of publication, at whatever cost.

    `retrieved` is the latest day considered: nothing is published after it was read.
    """
    latest = retrieved[:10] if retrieved else None
    return {"original_date": True, "extensive_search": True, "max_date": latest}


def page_dates(
    page: str, day: str | None, url: str | None, retrieved: str | None = None
) -> tuple[Published | None, str | None]:
    """(publication date with its confidence, day of the last change or None) of a page.

    `day` is the day of publication that htmldate found with our `options`, or None.
    """
    if day is None:
        return None, None
    changed = find_date(page, **{**options(retrieved), "original_date": False})
    marks = set(_marked(page, url))
    score = AGREED if marks == {day} else CONTESTED if marks else ALONE
    words = {
        AGREED: "the page's marks agree",
        ALONE: "no other mark",
        CONTESTED: "the page's marks differ",
    }
    text = f"{words[score]}: {', '.join(sorted(marks))}" if marks else words[score]
    published = Published(day, "day", Because("reading", "times.story.page", score, text))
    return published, changed if changed is not None and changed > day else None


def _marked(page: str, url: str | None) -> Iterator[str]:
    """Days of publication in the metadata and in the address."""
    for pattern in _MARKS:
        if match := pattern.search(page):
            yield match[1]
    if match := _ADDRESS.search(url or ""):
        yield "-".join(match.groups())
