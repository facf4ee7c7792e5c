"""A coded story told for people: each event one line, then its sentence with the words lit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.text import Text

from ..knowledge.actors import load_actors
from ..knowledge.folding import printable
from ..record.article import day_value
from ..story import Actor, Because, Event, Span, Story, Witness

_COLOUR = {
    "occurred": "bold",
    "planned": "bold cyan",
    "hypothetical": "bold magenta",
    "denied": "bold red",
}
_COOPERATION = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"})


def _show(console: Console, text: Text) -> None:
    """Prints a line; nothing in an article can move the cursor or turn the writing round."""
    text.plain = printable(text.plain)
    console.print(text)


def show_story(story: Story, console: Console, *, why: bool = False) -> None:
    """Print one story: its head, its events, its problems."""
    _show(console, Text(story.title or "(untitled)", style="bold underline"))
    _show(console, Text(_head(story), style="dim"))
    if not story.events:
        _show(console, Text("No events found.", style="dim"))
    for event in sorted(story.events, key=_order):
        console.print()
        _show(console, _line(story, event))
        _show(console, _sentence(story, event))
        if why:
            for field, because in _reasons(event):
                _show(console, Text(f"      {field:<11} {_reason(because)}", style="dim"))
    for problem in story.problems:
        _show(console, Text(f"note: {problem.what} ({problem.stage})", style="yellow"))


def _head(story: Story) -> str:
    parts = []
    if story.dated:
        because = story.dated.because
        given = because.rule in {"times.story.given", "times.story.page"}
        parts.append(story.dated.value + ("" if given else f" (from «{because.text}»)"))
    else:
        parts.append("undated")
    parts.extend(p for p in (story.source.site, story.source.agency, story.lang) if p)
    parts.append(f"{len(story.text.split())} words, {len(story.events)} events")
    return "  ".join(parts)


def _order(event: Event) -> tuple[str, int]:
    return (event.date.start or "9999" if event.date else "9999", event.trigger.start)


def _line(story: Story, event: Event) -> Text:
    line = Text()
    line.append(f"{(day_value(event.date) if event.date else None) or 'no date':<12}", style="bold")
    colour = "green" if event.type in _COOPERATION else "red"
    line.append(event.type, style=f"bold {colour}")
    if event.mode:
        line.append(f"/{event.mode}", style=colour)
    line.append("  ")
    line.append(_parties(event.actors, story))
    if event.recipients:
        line.append(" → ")
        line.append(_parties(event.recipients, story))
    if event.place:
        line.append(f"  @ {event.place.name}")
    if event.status != "occurred":
        line.append(f"  [{event.status}]", style=_COLOUR[event.status])
    if event.according_to:
        line.append(f"  according to {_witnesses(event.according_to)}", style="italic")
    if event.disputed_by:
        line.append(f"  disputed by {_witnesses(event.disputed_by)}", style="bold yellow")
    if event.topics:
        line.append(f"  ({', '.join(event.topics)})", style="dim")
    return line


def _parties(actors: Iterable[Actor], story: Story) -> str:
    shown = [_party(a, story) for a in actors]
    return ", ".join(shown) if shown else "?"


def _party(actor: Actor, story: Story) -> str:
    name = actor.name or "?"
    if actor.country and story.lang and load_actors(story.lang).name(actor.country) != name:
        return f"{name} ({actor.country})"
    return name


def _witnesses(witnesses: Iterable[Witness]) -> str:
    return ", ".join(
        (w.name or "?") + (f" via {w.channel}" if w.channel else "") for w in witnesses
    )


def _sentence(story: Story, event: Event) -> Text:
    """The event's sentence, its trigger, parties, date and place lit."""
    span = event.sentence
    text = Text("   " + story.words(span), style="none")
    for lit, style in _lit(event):
        if span.covers(lit):
            text.stylize(style, 3 + lit.start - span.start, 3 + lit.end - span.start)
    return text


def _lit(event: Event) -> Iterator[tuple[Span, str]]:
    for actor in (*event.actors, *event.recipients):
        yield actor.span, "cyan"
    for witness in (*event.according_to, *event.disputed_by):
        yield witness.span, "italic"
    if event.date:
        yield event.date.span, "magenta"
    if event.place:
        yield event.place.span, "blue"
    yield event.trigger, "reverse"


def _reasons(event: Event) -> Iterator[tuple[str, Because]]:
    yield from event.reasons
    for actor in (*event.actors, *event.recipients):
        yield f"«{actor.name}»", actor.because
    if event.date:
        yield "date", event.date.because
    if event.place:
        yield "place", event.place.because


def _reason(because: Because) -> str:
    leaned = f"  «{because.text}»" if because.text else ""
    return f"{because.rule}  {because.score:.2f}{leaned}"
