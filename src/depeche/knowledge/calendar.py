"""The time words of a language and the patterns in which they stand.

`calendar.toml` gives each word a class and a value, `times.toml` the orders of classes
that are time expressions. Both become a lexer (text -> lexemes) and regular expressions
over one symbol per lexeme, so that a pattern costs nothing where no time word stands.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from ..errors import KnowledgeError
from .files import need, read_toml
from .folding import bare, tidy
from .language import load_language

_WORD = re.compile(r"\d+|[^\W\d_]+|[^\w\s]")
_NUMDATE = re.compile(
    r"(?<![\d./-])(?:(?P<iy>[12]\d{3})[-/](?P<im>[01]?\d)[-/](?P<id>[0-3]?\d)"
    r"|(?P<a>[0-3]?\d)(?P<s>[/.-])(?P<b>[01]?\d|[0-3]\d)(?P=s)(?P<y>[12]\d{3}|\d{2}))(?![\d/])"
)
_TABLES = (
    "month", "weekday", "season", "unit", "part", "clockword", "deictic", "anaphor", "last",
    "next", "this", "following", "later", "earlier", "ago", "edge", "approx", "some", "dozen",
    "half", "every", "now", "feast", "the", "monthabbr", "after", "halfof", "coming", "plain",
)  # fmt: skip
_STOPS = ',.;:!?()[]«»"“”–—…'
CLASSES = frozenset(_TABLES) | {
    "num", "day", "year", "ord", "twodigit", "clock", "hours", "numdate", "decadeword", "stop",
}  # fmt: skip
_IDLE = frozenset({"stop", "the", "this", "plain", "approx", "num"})

Value = int | float | str | tuple[int, ...]


class Lexeme(NamedTuple):
    """A word or phrase of text with every time class it may belong to and its value there."""

    start: int
    end: int
    values: dict[str, Value]


@dataclass(frozen=True, slots=True)
class TimeRule:
    """A pattern over lexeme classes and the shape of what it means."""

    id: str
    shape: str
    pattern: str
    regex: re.Pattern[str]
    groups: dict[str, tuple[str, str]]
    spans: int


@dataclass(slots=True)
class Calendar:
    """The time knowledge of one language."""

    tag: str
    phrases: dict[str, list[tuple[tuple[str, ...], dict[str, Value]]]]
    cased: frozenset[str]
    cardinals: dict[str, int]
    ordinals: dict[str, int]
    ordinal_suffixes: frozenset[str]
    joiners: frozenset[str]
    clocks: tuple[re.Pattern[str], ...]
    decadeword: re.Pattern[str]
    month_first: bool
    lean_future: frozenset[str]
    lean_before: tuple[tuple[str, ...], tuple[str, ...]]
    tenses: tuple[re.Pattern[str], re.Pattern[str]]
    idle: str = "."
    rules: tuple[TimeRule, ...] = ()
    symbols: dict[frozenset[str], str] = field(default_factory=dict)

    @property
    def days(self) -> frozenset[str]:
        """Folded words that name a day of the week or a month."""
        single = (p for found in self.phrases.values() for p in found if len(p[0]) == 1)
        return frozenset(
            words[0] for words, values in single if values.keys() & {"weekday", "month"}
        )

    def lex(self, text: str) -> list[Lexeme]:
        """The lexemes of a text, in order; words of no time class have empty values.

        >>> [sorted(x.values) for x in load_calendar("fr").lex("mardi 10 octobre")]
        [['weekday'], ['day', 'num', 'twodigit'], ['month']]
        """
        folded = bare(text)
        fixed = self._fixed(tidy(text).lower())
        lexemes: list[Lexeme] = []
        at = 0
        words = [(m.group(), m.start(), m.end()) for m in _WORD.finditer(folded)]
        i = 0
        while i < len(words):
            _, start, _ = words[i]
            if start in fixed:
                lexeme = fixed[start]
                lexemes.append(lexeme)
                while i < len(words) and words[i][1] < lexeme.end:
                    i += 1
                continue
            if start < at:
                i += 1
                continue
            size, values = self._look_up(words, i, text)
            lexemes.append(Lexeme(start, words[i + size - 1][2], values))
            at = words[i + size - 1][2]
            i += size
        return lexemes

    def _fixed(self, folded: str) -> dict[int, Lexeme]:
        """Clock times, numeric dates and decades, by their first offset."""
        found: dict[int, Lexeme] = {}
        if not any(c.isdigit() for c in folded):
            return found
        for pattern in self.clocks:
            for m in pattern.finditer(folded):
                parts = m.groupdict()
                hour = int(parts["h"])
                if parts.get("half") == "p" and hour < 12:
                    hour += 12
                if ":" in m.group() or parts.get("half") or "h" in m.group() or "." in m.group():
                    values: dict[str, Value] = {"clock": (hour, int(parts.get("m") or 0))}
                    if parts.get("half") is None and "." in m.group():
                        continue
                    if parts.get("long"):
                        values["hours"] = hour
                    found.setdefault(m.start(), Lexeme(m.start(), m.end(), values))
        for m in _NUMDATE.finditer(folded):
            if date := self._numeric(m):
                found[m.start()] = Lexeme(m.start(), m.end(), {"numdate": date})
        for m in self.decadeword.finditer(folded):
            found[m.start()] = Lexeme(m.start(), m.end(), {"decadeword": int(m["y"])})
        return found

    def _numeric(self, m: re.Match[str]) -> tuple[int, ...] | None:
        if m["iy"]:
            year, month, day = int(m["iy"]), int(m["im"]), int(m["id"])
        else:
            first, second, year = int(m["a"]), int(m["b"]), int(m["y"])
            if m["s"] == "." and len(m["y"]) == 2:
                return None
            year += 0 if year > 99 else 2000 if year < 70 else 1900
            swap = (self.month_first and first <= 12) or second > 12
            month, day = (first, second) if swap else (second, first)
        return (year, month, day) if 1 <= month <= 12 and 1 <= day <= 31 else None

    def _look_up(
        self, words: list[tuple[str, int, int]], i: int, text: str
    ) -> tuple[int, dict[str, Value]]:
        word, start, _ = words[i]
        size = 1
        values: dict[str, Value] = {}
        for parts, found in self.phrases.get(word, ()):
            if len(parts) >= size and tuple(w for w, _, _ in words[i : i + len(parts)]) == parts:
                if parts[0] in self.cased and len(parts) == 1 and not text[start].isupper():
                    continue
                values = {**found, **values} if len(parts) == size else dict(found)
                size = len(parts)
        if size == 1:
            count, number = self._number(words, i)
            if number:
                values = number if count > 1 else {**number, **values}
                size = count
        return size, values

    def _number(self, words: list[tuple[str, int, int]], i: int) -> tuple[int, dict[str, Value]]:
        word = words[i][0]
        if word.isdigit():
            return self._digits(words, i)
        if (rank := self.ordinals.get(word)) is not None:
            values: dict[str, Value] = {"ord": rank}
            if 1 <= rank <= 31:
                values["day"] = rank
            return 1, values
        total, count = self._spelled(words, i)
        return (count, {"num": total}) if count else (1, {})

    def _digits(self, words: list[tuple[str, int, int]], i: int) -> tuple[int, dict[str, Value]]:
        word, _, end = words[i]
        number = int(word) if len(word) < 10 else -1
        after = words[i + 1] if i + 1 < len(words) else ("", -1, -1)
        if after[0] in self.ordinal_suffixes and after[1] - end <= (0 if len(after[0]) < 2 else 1):
            values: dict[str, Value] = {"ord": number}
            if 1 <= number <= 31:
                values["day"] = number
            return 2, values
        values = {"num": number}
        if len(word) <= 2:
            values["twodigit"] = number
            if 1 <= number <= 31:
                values["day"] = number
        elif len(word) == 4 and 1000 <= number <= 2200:
            values["year"] = number
        return 1, values

    def _spelled(self, words: list[tuple[str, int, int]], i: int) -> tuple[int, int]:
        """A number written in words from `i`: (value, how many words)."""
        total = current = count = 0
        here = i
        while here < len(words):
            taken, value = self._cardinal(words, here)
            if not taken:
                joined = words[here][0] in self.joiners and current >= 20
                if not joined or not self._cardinal(words, here + 1)[0]:
                    break
                here += 1
                continue
            if value >= 1000:
                total += max(current, 1) * value
                current = 0
            elif value == 100:
                current = max(current, 1) * 100
            elif current and (current % 10 or (value >= 20 and current % 100)):
                break
            else:
                current += value
            here += taken
            count = here - i
        return total + current, count

    def _cardinal(self, words: list[tuple[str, int, int]], i: int) -> tuple[int, int]:
        for size in (3, 2, 1):
            phrase = " ".join(w for w, _, _ in words[i : i + size])
            if i + size <= len(words) and phrase in self.cardinals:
                return size, self.cardinals[phrase]
        return 0, 0

    def symbol(self, classes: frozenset[str]) -> str:
        """One private character for a set of classes; `.` for none that any rule uses."""
        return self.symbols.get(classes, ".") if classes else "."


def _pattern_items(pattern: str, where: str) -> list[str]:
    items = re.findall(r"'(?:[^' ]+|')'\??|[\[\]|$]|\)\??|\(|[\w:]+\??", pattern)
    if "".join(items) != pattern.replace(" ", ""):
        raise KnowledgeError(where, f"cannot read the pattern {pattern!r}")
    return items


@dataclass(slots=True)
class _Compiler:
    """Turns patterns into regular expressions once every class set in use is known."""

    where: str
    literals: set[str] = field(default_factory=set)

    def scan(self, pattern: str) -> None:
        for item in _pattern_items(pattern, self.where):
            name = item.rstrip("?")
            if name.startswith("'"):
                self.literals.add(name[1:-1])
            elif name not in "()[]|$" and name.split(":")[0] not in CLASSES:
                raise KnowledgeError(self.where, f"unknown class {name!r} in {pattern!r}")

    def build(self, rule: dict[str, Any], symbols: dict[frozenset[str], str]) -> TimeRule:
        groups: dict[str, tuple[str, str]] = {}
        out: list[str] = []
        spans = 0
        for item in _pattern_items(str(rule["pattern"]), self.where):
            name, mark = item.rstrip("?"), "?" if item.endswith("?") else ""
            if name == "(":
                out.append("(?:")
            elif name == ")":
                out.append(")" + mark)
            elif name == "|":
                out.append("|")
            elif name == "[":
                out.append(f"(?P<span{spans}>")
                spans += 1
            elif name == "]":
                out.append(")")
            elif name == "$":
                stops = "".join(re.escape(s) for classes, s in symbols.items() if "stop" in classes)
                out.append(f"(?=[{stops}]|$)")
            else:
                out.append(self._item(name, symbols, groups) + mark)
        return TimeRule(
            str(rule["id"]), str(rule["shape"]), str(rule["pattern"]),
            re.compile("".join(out)), groups, spans,
        )  # fmt: skip

    @staticmethod
    def _item(
        name: str, symbols: dict[frozenset[str], str], groups: dict[str, tuple[str, str]]
    ) -> str:
        literal = name.startswith("'")
        kind, _, label = ("'" + name[1:-1], "", "") if literal else name.partition(":")
        able = "".join(re.escape(s) for classes, s in symbols.items() if kind in classes)
        if literal or not able:
            return f"[{able}]" if able else "(?!)"
        group = f"g{len(groups)}"
        groups[group] = (label or kind, kind)
        return f"(?P<{group}>[{able}])"


def _phrases(
    tables: dict[str, Any], literals: set[str]
) -> dict[str, list[tuple[tuple[str, ...], dict[str, Value]]]]:
    merged: dict[tuple[str, ...], dict[str, Value]] = {}
    for kind in _TABLES:
        for form, value in tables.get(kind, {}).items():
            parts = tuple(_WORD.findall(form))
            merged.setdefault(parts, {})[kind] = value
    for stop in _STOPS:
        merged.setdefault((stop,), {})["stop"] = 1
    for literal in literals:
        merged.setdefault(tuple(_WORD.findall(literal)), {})["'" + literal] = 1
    found: dict[str, list[tuple[tuple[str, ...], dict[str, Value]]]] = {}
    for parts, values in sorted(merged.items(), key=lambda item: len(item[0])):
        found.setdefault(parts[0], []).append((parts, values))
    return found


def _class_sets(
    phrases: dict[str, list[tuple[tuple[str, ...], dict[str, Value]]]], numbers: set[str]
) -> list[frozenset[str]]:
    """Every set of classes that a lexeme can have."""
    plain = [
        {"num"}, {"num", "twodigit"}, {"num", "twodigit", "day"}, {"num", "year"}, {"ord"},
        {"ord", "day"}, {"clock"}, {"clock", "hours"}, {"numdate"}, {"decadeword"},
    ]  # fmt: skip
    sets = {frozenset(s) for s in plain}
    for entries in phrases.values():
        for parts, values in entries:
            base = frozenset(values)
            sets.add(base)
            if " ".join(parts) in numbers:
                sets.update(base | extra for extra in ({"num"}, {"ord"}, {"ord", "day"}))
    return sorted(sets, key=sorted)


def _idle(classes: frozenset[str]) -> bool:
    """True for classes that by themselves can make no time expression."""
    return all(c in _IDLE or c.startswith("'") for c in classes)


@functools.cache
def load_calendar(tag: str) -> Calendar:
    """The calendar of a language, with its rules compiled."""
    folder = load_language(tag).folder
    tables = read_toml(folder / "calendar.toml")
    numbers = read_toml(folder / "numbers.toml")
    where = f"{tag}/times.toml"
    rules = read_toml(folder / "times.toml")["rule"]
    compiler = _Compiler(where)
    for rule in rules:
        compiler.scan(need(rule, "pattern", str, where))
    phrases = _phrases(tables, compiler.literals)
    sets = _class_sets(phrases, set(numbers["cardinals"]) | set(numbers["ordinals"]))
    symbols = {s: chr(0x4E00 + n) for n, s in enumerate(sets)}
    lexer, lean = tables["lexer"], tables["lean"]
    return Calendar(
        tag=tag,
        phrases=phrases,
        cased=frozenset(tables["cased"]["forms"]),
        cardinals=numbers["cardinals"],
        ordinals=numbers["ordinals"],
        ordinal_suffixes=frozenset(numbers["suffixes"]["ordinal"]),
        joiners=frozenset(numbers["suffixes"]["joiners"]),
        clocks=tuple(re.compile(p) for p in lexer["clock"]),
        decadeword=re.compile(lexer["decadeword"]),
        month_first=lexer["order"] == "mdy",
        lean_future=frozenset(lean["future"]),
        lean_before=(tuple(lean["before"]), tuple(lean["before_unless_past"])),
        tenses=(re.compile(lean["past_forms"]), re.compile(lean["future_forms"])),
        idle="." + "".join(s for classes, s in symbols.items() if _idle(classes)),
        rules=tuple(compiler.build(rule, symbols) for rule in rules),
        symbols=symbols,
    )
