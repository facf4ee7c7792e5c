"""The day a page was published, the day it was changed, and how sure that is."""

from __future__ import annotations

import pytest

from depeche.reading.html import read_html
from depeche.reading.page_date import AGREED, CONTESTED, page_dates

PAGE = """<!DOCTYPE html><html lang="fr"><head><title>Mali</title>
<meta property="article:published_time" content="2023-10-11T08:00:00+00:00"/>
<meta property="article:modified_time" content="2023-10-13T09:00:00+00:00"/></head>
<body><article><h1>Mali</h1><p>Le président de la transition malienne a reçu mardi à Bamako une
délégation russe, a annoncé la présidence dans un communiqué diffusé dans la soirée.</p>
<p>Les deux parties ont parlé de coopération militaire et de commerce.</p></article></body></html>"""


@pytest.mark.parametrize(
    ("url", "score"),
    [
        ("https://example.org/2023/10/11/mali.html", AGREED),
        (None, AGREED),
    ],
)
def test_published_and_changed_are_kept_apart(url: str | None, score: float) -> None:
    published, changed = page_dates(PAGE, url)
    assert published is not None
    assert (published.value, published.because.score, changed) == (
        "2023-10-11",
        score,
        "2023-10-13",
    )


def test_marks_that_contradict_lower_the_confidence() -> None:
    page = "<html><body><p>Publié le 3 mai 2021. Rien d'autre.</p></body></html>"
    published, _ = page_dates(page, "https://example.org/2021/06/20/x.html")
    assert published is not None
    if published.value != "2021-06-20":
        assert published.because.score == CONTESTED


def test_nothing_is_published_after_it_was_retrieved() -> None:
    published, _ = page_dates(PAGE, None, "2023-10-10T12:00:00")
    assert published is None or published.value <= "2023-10-10"


def test_the_page_gives_its_story_both_dates() -> None:
    story = read_html(PAGE.encode(), name="page", url="https://example.org/mali.html")
    assert story.published is not None
    assert (story.published.value, story.source.modified) == ("2023-10-11", "2023-10-13")
