"""Times in their story: tense, ranges, anaphora, the story's own date."""

from __future__ import annotations

import pytest

from depeche.running.pipeline import Pipeline
from depeche.story import Because, Published, Source, Story


def _published(day: str) -> Published:
    precision = {4: "year", 7: "month", 10: "day"}[len(day)]
    return Published(day, precision, Because("reading", "times.story.given"))


def _values(pipeline: Pipeline, text: str, day: str | None, lang: str = "fr") -> list[str | None]:
    story = Story.of(text, lang=lang, published=_published(day) if day else None)
    return [m.value for m in pipeline.code(story).moments]


@pytest.mark.parametrize(
    ("text", "day", "values"),
    [
        ("Le ministre est venu le 3 mars 2021. Le lendemain, il est parti.", "2023-10-12",
         ["2021-03-03", "2021-03-04"]),
        ("Les résultats seront publiés lundi.", "2023-10-12", ["2023-10-16"]),
        ("Les résultats ont été publiés lundi.", "2023-10-12", ["2023-10-09"]),
        ("Du 24 décembre au 5 janvier, le parlement a siégé.", "2024-01-20",
         ["2023-12-24", "2024-01-05"]),
        ("Il a été reçu mercredi.", "2022-08", ["2022-08"]),
        ("Les talibans ont envahi le pays la semaine dernière.", "2021-08", ["2021-08"]),
        ("Hier, le 11 juin 2019, la cour a siégé.", "2019-06-13", ["2019-06-11", "2019-06-11"]),
        ("La loi est votée en mai 2022. L'année suivante, elle est abrogée.", "2024-01-20",
         ["2022-05", "2023"]),
        ("Paris avait exigé un départ pour le 31 janvier.", "2025-01-30", ["2025-01-31"]),
        ("Le sommet est fixé à juillet.", "2023-03-20", ["2023-07"]),
        ("Ils sont attendus lundi à Bruxelles.", "2022-11-20", ["2022-11-21"]),
        ("Ils se sont parlé mardi 10 octobre.", "2026-11-23", ["2023-10-10"]),
        ("Du 28 au 3 mars, le parlement a siégé.", "2023-03-20", ["2023-02-28", "2023-03-03"]),
        ("De 1998 à 2000, la guerre a fait rage.", "2018-09-01", ["1998", "2000"]),
        ("L'armée a frappé dans la nuit.", "2024-07-31", ["2024-07-30TNI"]),
        ("Il a été reçu en mars.", "2019", ["2019-03"]),
    ],
)  # fmt: skip
def test_french_values(pipeline: Pipeline, text: str, day: str, values: list[str]) -> None:
    assert _values(pipeline, text, day) == values


def test_english_values(pipeline: Pipeline) -> None:
    text = "The ministers met on Thursday. They will meet again next month."
    assert _values(pipeline, text, "2022-02-24", "en") == ["2022-02-24", "2022-03"]


def test_a_weekday_dates_an_undated_story(pipeline: Pipeline) -> None:
    story = pipeline.code(
        Story.of("Il a déclaré mardi 10 octobre avoir parlé à Moscou.", lang="fr")
    )
    assert story.dated is not None
    assert (story.dated.value, story.dated.because.rule) == (
        "2023-10-10", "times.story.weekday-year",
    )  # fmt: skip


def test_the_address_dates_a_story_and_contradictions_are_told(pipeline: Pipeline) -> None:
    source = Source("0", "html", url="https://example.org/2021/05/03/mali/")
    story = Story.of("Il est parti lundi.", lang="fr", source=source)
    dated = pipeline.code(story).dated
    assert dated is not None
    assert dated.value == "2021-05-03"
    given = Story.of("Il est parti.", lang="fr", source=source, published=_published("2021-06-20"))
    assert any("2021-05-03" in p.what for p in pipeline.code(given).problems)


def test_impossible_dates_are_told(pipeline: Pipeline) -> None:
    story = pipeline.code(
        Story.of("Le 31 février 2021, et le mardi 11 octobre 2023, il a parlé.", lang="fr")
    )
    told = " ".join(p.what for p in story.problems)
    assert "no such day" in told
    assert "weekday does not fit" in told


def test_nothing_is_dated_without_evidence(pipeline: Pipeline) -> None:
    story = pipeline.code(Story.of("Il a été reçu hier.", lang="fr"))
    assert story.dated is None
    assert [m.value for m in story.moments] == [None]


@pytest.mark.parametrize("text", ["En 9999, tout ira mieux.", "Il y a 12 000 ans.", "Le 45 mai."])
def test_strange_years_break_nothing(pipeline: Pipeline, text: str) -> None:
    story = pipeline.code(Story.of(text, lang="fr", published=_published("2023-10-12")))
    assert all(m.start is None or "1000" <= m.start[:4] <= "2200" for m in story.moments)


def test_a_line_that_is_a_date_dates_its_section(pipeline: Pipeline) -> None:
    text = (
        "4 octobre\n\nLe ministre a dit qu'il partirait demain pour Bamako.\n\n"
        "6 octobre\n\nIl a été reçu hier par le président."
    )
    values = ["2023-10-04", "2023-10-05", "2023-10-06", "2023-10-05"]
    assert _values(pipeline, text, "2023-10-12") == values
