"""The day a page was published, the day it was changed, and how sure that is."""

from __future__ import annotations

import pytest
from htmldate import find_date

from depeche.reading.html import read_html
from depeche.reading.page_date import AGREED, ALONE, CONTESTED, options, page_dates
from depeche.story import Published

PAGE = """<!DOCTYPE html><html lang="fr"><head><title>Mali</title>
<meta property="article:published_time" content="2023-10-11T08:00:00+00:00"/>
<meta property="article:modified_time" content="2023-10-13T09:00:00+00:00"/></head>
<body><article><h1>Mali</h1><p>Le président de la transition malienne a reçu mardi à Bamako une
délégation russe, a annoncé la présidence dans un communiqué diffusé dans la soirée.</p>
<p>Les deux parties ont parlé de coopération militaire et de commerce.</p></article></body></html>"""


def dates(
    page: str, url: str | None, retrieved: str | None = None
) -> tuple[Published | None, str | None]:
    return page_dates(page, find_date(page, **options(retrieved)), url, retrieved)


@pytest.mark.parametrize("url", ["https://example.org/2023/10/11/mali.html", None])
def test_published_and_changed_are_kept_apart(url: str | None) -> None:
    published, changed = dates(PAGE, url)
    assert published is not None
    assert (published.value, published.because.score) == ("2023-10-11", AGREED)
    assert changed == "2023-10-13"


def test_marks_that_contradict_lower_the_confidence() -> None:
    published, _ = dates(PAGE, "https://example.org/2021/06/20/x.html")
    assert published is not None
    assert (published.value, published.because.score) == ("2023-10-11", CONTESTED)
    assert "2021-06-20" in published.because.text


def test_a_lone_date_is_neither_agreed_nor_contested() -> None:
    published, _ = dates(
        "<html><body><p>Publié le 3 mai 2021. Rien d'autre.</p></body></html>", None
    )
    assert published is not None
    assert (published.value, published.because.score) == ("2021-05-03", ALONE)


def test_nothing_is_published_after_it_was_retrieved() -> None:
    page = PAGE.replace("2023-10-11", "2023-10-12")
    assert dates(page, None)[0] is not None
    published, changed = dates(page, None, "2023-10-10T12:00:00")
    assert published is not None
    assert published.value <= "2023-10-10"
    assert published.because.score == CONTESTED
    assert changed is None or changed <= "2023-10-10"


def test_the_page_gives_its_story_both_dates() -> None:
    story = read_html(PAGE.encode(), name="page", url="https://example.org/mali.html")
    assert story.published is not None
    assert (story.published.value, story.source.modified) == ("2023-10-11", "2023-10-13")
