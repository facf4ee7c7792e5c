"""Cuts a story into paragraphs and says which are prose and which are page furniture.

Nothing is removed: chrome, credits and section lines stay in the content as blocks of
their own kind, so that coding can leave them out and a reader can still see them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ..knowledge.folding import bare
from ..knowledge.language import Language, agencies, load_language
from ..story import Block, Problem, Span, Stage, Story, stage
from .tongue import foreign

_PARAGRAPH = re.compile(r"[^\r\n]*[^\s][^\r\n]*")
_ENDED = re.compile(r"[.!?…:;][\s\"'”’»)\]]*$")
_HEADING_WORDS = 25
# "BAMAKO, 10 oct 2023 (AFP) – ", "(Moscow) ", "OUAGADOUGOU (Reuters) - "
_DAY_LINE = r"(?:le\s)?\d{1,2}(?:er)?\s\w{3,9}\.?(?:\s\d{4})?"
_DATELINE = re.compile(
    r"(?:[A-ZÀ-Ý][A-ZÀ-Ý'’. /-]{2,30}(?:\s\([^()]{2,25}\))?,?\s?"  # BAMAKO (Mali),
    rf"(?:{_DAY_LINE}\s?)?(?:\([^()]{{2,30}}\)\s?)?[-–—]{{1,2}}\s+"  # 10 oct 2023 (AFP) –
    rf"|[A-ZÀ-Ý][\w'’ -]{{2,25}},?\s(?:{_DAY_LINE}\s?(?:\([^()]{{2,30}}\)\s?)?|\([^()]{{2,30}}\)\s?)"
    r"[-–—]{1,2}\s+"  # Bamako, le 10 octobre 2023 (AFP) -
    r"|\([A-ZÀ-Ý][^()]{2,30}\)\s?[-–—]?\s*)"  # (Moscow)
    r"(?=[\w«“\"])"
)

PROSE = frozenset({"title", "heading", "body"})


def blocks_of(story: Story, language: Language) -> tuple[Block, ...]:
    """The blocks of a story in text order; together they cover all its words."""
    found: list[Block] = []
    closed: str | None = None
    spans = [Span(*m.span()) for m in _PARAGRAPH.finditer(story.content)]
    for number, span in enumerate(spans):
        if number == 0 and story.title is not None:
            found.append(Block(span, "title"))
        elif closed:
            found.append(Block(span, "chrome", closed))
        else:
            begun = any(b.kind == "body" for b in found)
            pieces = list(_classify(story.words(span), span, language, begun=begun))
            closed = next((b.rule for b in pieces if b.kind == "end"), None)
            found.extend(b._replace(kind="chrome") if b.kind == "end" else b for b in pieces)
    if len(found) == 1 and found[0].kind == "heading":
        found = [found[0]._replace(kind="body")]
    return tuple(found)


def _classify(text: str, span: Span, language: Language, *, begun: bool) -> Iterator[Block]:
    folded = bare(text)
    lead = len(folded) - len(folded.lstrip())
    for rule in language.chrome:
        if not rule.anywhere and rule.pattern.match(folded, lead):
            yield Block(span, "end" if rule.until == "end" else rule.kind, rule.id)
            return
    if not begun and _only_sections(folded, language):
        yield Block(span, "section", "reading.sections")
        return
    if not _ENDED.search(text) and len(folded.split()) <= _HEADING_WORDS:
        yield Block(span, "heading")
        return
    if not begun and (head := _DATELINE.match(text)):
        yield Block(Span(span.start, span.start + head.end()), "dateline", "reading.dateline")
        folded, span = folded[head.end() :], Span(span.start + head.end(), span.end)
    yield from _cut(folded, span, language)


def _cut(folded: str, span: Span, language: Language) -> Iterator[Block]:
    """Body text with chrome that stands inside the paragraph cut out of it."""
    matches = sorted(
        (m.start(), m.end(), rule)
        for rule in language.chrome
        if rule.anywhere
        for m in rule.pattern.finditer(folded)
    )
    here = 0
    for start, end, rule in matches:
        if start < here:
            continue
        if folded[here:start].strip():
            yield Block(Span(span.start + here, span.start + start), "body")
        yield Block(Span(span.start + start, span.start + end), rule.kind, rule.id)
        here = end
    if folded[here:].strip():
        yield Block(Span(span.start + here, span.end), "body")


def _only_sections(folded: str, language: Language) -> bool:
    """True where the line is made of section names alone ("Afrique Politique")."""
    words = re.sub(r"[^\w' ]+", " ", folded).split()
    if not words or len(words) > 8:
        return False
    here = 0
    while here < len(words):
        for size in (4, 3, 2, 1):
            if " ".join(words[here : here + size]) in language.sections:
                here += size
                break
        else:
            return False
    return True


def credit_of(text: str, language: Language) -> str | None:
    """The news agency that a credit line of this text names, by its usual name.

    >>> credit_of("Il pleut.\\nAvec Apanews", load_language("fr"))
    'APA'
    """
    for line in reversed(text.splitlines()):
        folded = bare(line).strip()
        for rule in language.chrome:
            if rule.kind == "credit" and (match := rule.pattern.match(folded)):
                name = match.groupdict().get("agency")
                return agencies().get(name) if name else None
    return None


def set_aside(
    story: Story, blocks: tuple[Block, ...]
) -> tuple[tuple[Block, ...], tuple[Problem, ...]]:
    """The blocks, those in another language marked "foreign", and a problem for each of these."""
    found, problems = list(blocks), []
    for n, block in enumerate(blocks):
        other = foreign(story.words(block.span), str(story.lang)) if block.kind == "body" else None
        if other is not None:
            found[n] = Block(block.span, "foreign", "reading.language")
            what = f"a paragraph that seems to be in {other!r} was left out"
            problems.append(Problem("reading", what, block.span))
    return tuple(found), tuple(problems)


def find_blocks() -> Stage:
    """The stage that fills `Story.blocks`."""

    @stage("reading", adds=("blocks",))
    def run(story: Story) -> Story:
        if story.lang is None:
            return story
        blocks, problems = set_aside(story, blocks_of(story, load_language(story.lang)))
        return replace(story, blocks=blocks, problems=story.problems + problems)

    return run
