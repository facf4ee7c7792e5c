"""The one value that flows: a text, where it came from, and the layers found in it.

This file holds plain frozen values only; finding, resolving and coding live in the
rooms above. All offsets are half-open code points into `Story.content`, which is the
title, a blank line and the text (or the text alone) and is never altered.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, fields, replace
from operator import attrgetter
from typing import NamedTuple

from .errors import ConfigurationError

_START, _END = attrgetter("start"), attrgetter("end")


class Span(NamedTuple):
    """A half-open stretch of code points of a story's content."""

    start: int
    end: int

    def covers(self, other: Span) -> bool:
        """True where `other` lies wholly inside this span.

        >>> Span(0, 5).covers(Span(2, 5))
        True
        """
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: Span) -> bool:
        """True where the two spans share at least one character.

        >>> Span(0, 5).meets(Span(5, 9))
        False
        """
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Because:
    """Why an annotation is there: the stage, the rule's id, how sure (0 to 1), on which words."""

    stage: str
    rule: str
    score: float = 1.0
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Where the bytes came from and what their carrier says of them."""

    sha256: str
    format: str
    retrieved: str | None = None
    url: str | None = None
    site: str | None = None
    agency: str | None = None
    section: tuple[str, ...] = ()
    author: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True)
class Published:
    """When a story appeared: ISO 8601 to the precision known (day, month or year)."""

    value: str
    precision: str
    because: Because


class Block(NamedTuple):
    """One paragraph and what it is: title, heading, body, foreign, chrome, section, credit, dateline."""

    span: Span
    kind: str
    rule: str | None = None


class Token(NamedTuple):
    """One word of an analysed sentence; `head` is an index into the same sentence."""

    start: int
    end: int
    text: str
    lemma: str
    pos: str
    morph: str
    head: int
    dep: str


class Name(NamedTuple):
    """A proper name found by the name model: span and PER, ORG or LOC."""

    span: Span
    label: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence; without tokens when the lexical gate left it unread."""

    span: Span
    block: int
    kind: str = "body"
    tokens: tuple[Token, ...] = ()
    names: tuple[Name, ...] = ()
    children: tuple[tuple[int, ...], ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        below: list[list[int]] = [[] for _ in self.tokens]
        for i, token in enumerate(self.tokens):
            if token.head != i:
                below[token.head].append(i)
        object.__setattr__(self, "children", tuple(map(tuple, below)))

    def subtree(self, i: int) -> list[int]:
        """Indices of token `i` and all it governs, in text order."""
        found, stack = [], [i]
        while stack:
            j = stack.pop()
            found.append(j)
            stack.extend(self.children[j])
        return sorted(found)

    def at(self, offset: int) -> int | None:
        """Index of the token that holds the code point `offset`, if any."""
        i = bisect_right(self.tokens, offset, key=_END)
        return i if i < len(self.tokens) and self.tokens[i].start <= offset else None

    def within(self, span: Span) -> list[int]:
        """Indices of the tokens that lie inside `span`."""
        first = bisect_left(self.tokens, span.start, key=_START)
        return list(range(first, bisect_right(self.tokens, span.end, first, key=_END)))


@dataclass(frozen=True, slots=True)
class Moment:
    """A time expression: TIMEX3 type, value, and its interval [start, end] in ISO days."""

    span: Span
    type: str
    value: str | None
    start: str | None
    end: str | None
    precision: str | None
    because: Because


@dataclass(frozen=True, slots=True)
class Actor:
    """One mention of somebody who can act, and who that is, as far as known."""

    span: Span
    kind: str
    name: str | None
    because: Because
    id: str | None = None
    country: str | None = None
    sector: str | None = None
    office: str | None = None
    sentence: int = -1
    head: int = -1
    plural: bool = False
    feminine: bool | None = None
    antecedent: Span | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A place named in the text; `precision` is city, admin, country or site."""

    span: Span
    name: str
    country: str | None
    precision: str
    because: Because
    lat: float | None = None
    lon: float | None = None
    geonames_id: int | None = None
    sentence: int = -1
    head: int = -1


@dataclass(frozen=True, slots=True)
class Witness:
    """To whom a report is ascribed, and through which channel (X, communiqué...)."""

    span: Span
    name: str | None
    country: str | None
    channel: str | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Stance:
    """How a statement stands to an event: asserts, denies, acknowledges, blames or praises."""

    event: str
    what: str


@dataclass(frozen=True, slots=True)
class Statement:
    """Somebody's words or reported words."""

    speaker: Actor | None
    verb: Span
    kind: str
    content: Span
    because: Because
    channel: str | None = None
    addressee: Actor | None = None
    date: Moment | None = None
    stance: tuple[Stance, ...] = ()
    sentence: int = -1


class Mention(NamedTuple):
    """One place where an event is told: the sentence and its triggering words."""

    sentence: Span
    trigger: Span


@dataclass(frozen=True, slots=True)
class Event:
    """Who did what to whom, by PLOVER type and mode, with its standing in the text."""

    id: str
    type: str
    mode: str | None
    status: str
    trigger: Span
    sentence: Span
    because: Because
    actors: tuple[Actor, ...] = ()
    recipients: tuple[Actor, ...] = ()
    initiator: Actor | None = None
    according_to: tuple[Witness, ...] = ()
    disputed_by: tuple[Witness, ...] = ()
    date: Moment | None = None
    place: Place | None = None
    topics: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()
    reasons: tuple[tuple[str, Because], ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """Something left out or doubtful in one text, said plainly."""

    stage: str
    what: str
    where: Span | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """One article with everything found in it so far.

    >>> story = Story.of("Le Mali proteste.", title="Bamako", lang="fr")
    >>> story.content
    'Bamako\\n\\nLe Mali proteste.'
    """

    id: str
    title: str | None
    text: str
    lang: str | None
    published: Published | None
    source: Source
    content: str = field(init=False, repr=False, compare=False)
    blocks: tuple[Block, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    dated: Published | None = None
    moments: tuple[Moment, ...] = ()
    actors: tuple[Actor, ...] = ()
    places: tuple[Place, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    problems: tuple[Problem, ...] = ()

    def __post_init__(self) -> None:
        whole = self.text if self.title is None else f"{self.title}\n\n{self.text}"
        object.__setattr__(self, "content", whole)

    @classmethod
    def of(
        cls,
        text: str,
        *,
        title: str | None = None,
        lang: str | None = None,
        published: Published | None = None,
        source: Source | None = None,
        id: str | None = None,
    ) -> Story:
        """A story from plain values; id and source hash are derived from them when not given."""
        whole = text if title is None else f"{title}\n\n{text}"
        digest = hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()
        source = source or Source(sha256=digest, format="text")
        return cls(id or identify(source.url, digest), title, text, lang, published, source)

    def words(self, span: Span) -> str:
        """The words of the content under `span`."""
        return self.content[span.start : span.end]

    def with_problem(self, stage: str, what: str, where: Span | None = None) -> Story:
        """This story with one more problem noted."""
        return replace(self, problems=(*self.problems, Problem(stage, what, where)))


def identify(*parts: str | None) -> str:
    """A short content hash (16 hex digits) that stays the same from run to run.

    >>> identify("a", None) == identify("a", None)
    True
    """
    joined = "\x1f".join("" if p is None else p for p in parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:16]


LAYERS = frozenset(
    f.name
    for f in fields(Story)
    if f.name not in {"id", "title", "text", "lang", "published", "source", "content"}
)


@dataclass(frozen=True, slots=True)
class Stage:
    """A named step `Story -> Story`; `needs` and `adds` are names of story layers.

    `run_many` does the same for several stories at once, where that is faster.
    """

    name: str
    needs: frozenset[str]
    adds: frozenset[str]
    run: Callable[[Story], Story] = field(repr=False)
    run_many: Callable[[Sequence[Story]], list[Story]] | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        if unknown := (self.needs | self.adds) - LAYERS:
            raise ConfigurationError(f"stage {self.name!r} names unknown layers: {sorted(unknown)}")

    def __call__(self, story: Story) -> Story:
        return self.run(story)

    def each(self, stories: Sequence[Story]) -> list[Story]:
        """The step done for every story, in order."""
        if self.run_many is not None:
            return self.run_many(stories)
        return [self.run(story) for story in stories]


def stage(
    name: str, *, needs: Iterable[str] = (), adds: Iterable[str]
) -> Callable[[Callable[[Story], Story]], Stage]:
    """Turn a plain function into a `Stage` that says what it needs and what it adds."""

    def declare(run: Callable[[Story], Story]) -> Stage:
        return Stage(name, frozenset(needs), frozenset(adds), run)

    return declare


def sentence_at(sentences: Sequence[Sentence], offset: int) -> int | None:
    """Index of the sentence that holds the code point `offset`, if any."""
    low, high = 0, len(sentences)
    while low < high:
        middle = (low + high) // 2
        if sentences[middle].span.end <= offset:
            low = middle + 1
        else:
            high = middle
    return low if low < len(sentences) and sentences[low].span.start <= offset else None
