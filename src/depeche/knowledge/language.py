"""One language as the rooms need it: its switches, its sentence ends, its page chrome.

A language is a folder under data/languages/; adding one needs no code. The words for
times, numbers, actors and events are read by their own modules beside this one.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from pathlib import Path

from ..errors import KnowledgeError
from .files import DATA, need, read_table, read_toml
from .folding import bare

LANGUAGES = DATA / "languages"
KINDS = frozenset({"chrome", "credit", "section", "dateline", "caption"})
UNTIL = frozenset({"block", "end", "match"})


@dataclass(frozen=True, slots=True)
class ChromeRule:
    """A pattern over folded text that marks part of a page as not the article's prose."""

    id: str
    kind: str
    pattern: re.Pattern[str]
    until: str
    anywhere: bool


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """The small facts about one language that several rooms share."""

    tag: str
    name: str
    folder: Path
    contractions: dict[str, str]
    elisions: frozenset[str]
    light: frozenset[str]
    abbreviations: frozenset[str]
    chrome: tuple[ChromeRule, ...]
    sections: frozenset[str]


def languages() -> tuple[str, ...]:
    """Tags of all languages that data/ holds.

    >>> languages()
    ('en', 'fr')
    """
    return tuple(sorted(p.parent.name for p in LANGUAGES.glob("*/language.toml")))


@functools.cache
def load_language(tag: str) -> Language:
    """The language with this tag; KnowledgeError where there is no such folder."""
    folder = LANGUAGES / tag
    if not (folder / "language.toml").is_file():
        raise KnowledgeError(f"data/languages/{tag}", "there is no such language")
    base = read_toml(folder / "language.toml")
    ends = read_toml(folder / "sentences.toml")
    page = read_toml(folder / "chrome.toml")
    file = f"{tag}/chrome.toml"
    return Language(
        tag=tag,
        name=need(base, "name", str, f"{tag}/language.toml"),
        folder=folder,
        contractions=dict(base["contractions"]),
        elisions=frozenset(base["elisions"]),
        light=frozenset(base["light"]),
        abbreviations=frozenset(bare(a) for a in ends["abbreviations"]),
        chrome=tuple(_chrome_rule(rule, file) for rule in page["rule"]),
        sections=frozenset(bare(s) for s in page["sections"]),
    )


def _chrome_rule(rule: dict[str, object], file: str) -> ChromeRule:
    name = str(need(rule, "id", str, file))
    kind = str(need(rule, "means", str, file))
    until = str(rule.get("until", "block"))
    if kind not in KINDS or until not in UNTIL:
        raise KnowledgeError(file, f"{name}: unknown kind {kind!r} or until {until!r}")
    pattern = str(need(rule, "pattern", str, file)).replace("{agency}", _agency_pattern())
    try:
        compiled = re.compile(pattern)
    except re.error as error:
        raise KnowledgeError(file, f"{name}: {error}") from None
    return ChromeRule(name, kind, compiled, until, bool(rule.get("anywhere", False)))


@functools.cache
def agencies() -> dict[str, str]:
    """Folded form of every news agency known -> its usual name.

    >>> agencies()["agence france presse"]
    'AFP'
    """
    table = read_table(DATA / "sources" / "agencies.tsv", ("name", "forms", "country", "source"))
    return {bare(form): row["name"] for row in table for form in (row["name"], *row.many("forms"))}


def _agency_pattern() -> str:
    forms = sorted(agencies(), key=len, reverse=True)
    return "(?P<agency>" + "|".join(map(re.escape, forms)) + ")"
