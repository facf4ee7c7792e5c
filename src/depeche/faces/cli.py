"""The command line: data on standard output, messages on standard error.

Exit codes: 0 done, 1 failure, 2 wrong usage, 3 done but some inputs were rejected,
4 nothing found, 5 verification failed.
"""

from __future__ import annotations

import datetime as dt
import functools
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import click
import orjson
from rich.console import Console

from ..errors import DepecheError, InputError
from ..knowledge.files import DATA
from ..reading.jsonl import read_jsonl
from ..reading.opening import read_source
from ..record.article import story_to_json
from ..running.pipeline import Pipeline, standard_pipeline
from ..story import Story
from .account import show_story

REJECTED = 3


class _Day(click.ParamType[dt.date]):
    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: Any, ctx: Any) -> dt.date:
        try:
            return dt.date.fromisoformat(value) if isinstance(value, str) else value
        except ValueError:
            self.fail(f"{value!r} is not a day such as 2023-10-10", param, ctx)


def _options(command: Callable[..., None]) -> Callable[..., None]:
    """Options that every coding command has: it is given `lang` and the `pipeline` they make."""

    @functools.wraps(command)
    def wrapped(
        *args: Any, model: str | None, gate: bool, today: dt.date | None, **kwargs: Any
    ) -> None:
        pipeline = standard_pipeline(model=model, gate=gate, today=today)
        command(*args, pipeline=pipeline, **kwargs)

    for option in (
        click.option("--lang", metavar="TAG", help="Language of the text; else it is recognised."),
        click.option("--model", metavar="NAME", help="An installed spaCy pipeline to use instead."),
        click.option("--gate/--no-gate", default=True,
                     help="Analyse only sentences that can hold an event (default), or all."),
        click.option("--today", type=_Day(), help="Undated texts are not later than this day."),
    ):  # fmt: skip
        wrapped = option(wrapped)
    return wrapped


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="depeche")
def main() -> None:
    """Reads the news and keeps the diplomatic record."""


@main.command()
@click.argument("source", metavar="FILE|URL|-")
@click.option(
    "--json", "as_json", is_flag=True, help="Print the record as JSON, one line an article."
)
@click.option("--why", is_flag=True, help="Show the rule behind every field.")
@_options
def read(source: str, as_json: bool, why: bool, lang: str | None, pipeline: Pipeline) -> None:
    """Read one page or text and show the events it tells.

    SOURCE is a file (text, HTML, JSONL, also gzipped), an http(s) address, or "-" for
    standard input.
    """
    rejected = 0
    for number, story in enumerate(_accepted(read_source(source, lang=lang))):
        if story is None:
            rejected += 1
            continue
        coded = pipeline.code(story)
        if as_json:
            _write(story_to_json(coded))
        else:
            if number:
                click.echo()
            show_story(coded, _console(), why=why)
    sys.exit(REJECTED if rejected else 0)


@main.command()
@click.argument("source", metavar="[FILE|-]", default="-")
@_options
def code(source: str, lang: str | None, pipeline: Pipeline) -> None:
    """Code JSON lines: articles in, records out, one line each, streaming.

    Each input line holds one object with `text` and optionally id, title, published, url,
    site, lang. Rejected lines are told on standard error; the rest goes on.
    """
    rejected = _code_lines(_lines(source), source, lang, pipeline)
    sys.exit(REJECTED if rejected else 0)


def _code_lines(lines: Iterable[bytes], source: str, lang: str | None, pipeline: Pipeline) -> int:
    name = "standard input" if source == "-" else source
    rejected = 0

    def accepted() -> Iterator[Story]:
        nonlocal rejected
        for story in _accepted(read_jsonl(lines, name=name, lang=lang)):
            if story is None:
                rejected += 1
            else:
                yield story

    for story in pipeline.code_all(accepted()):
        _write(story_to_json(story))
    return rejected


def _lines(source: str) -> Iterator[bytes]:
    if source == "-":
        yield from sys.stdin.buffer
        return
    try:
        with open(source, "rb") as stream:
            yield from stream
    except OSError as error:
        raise click.ClickException(f"{source}: {error.strerror}") from None


@main.command()
@click.option("--why", is_flag=True, help="Show the rule behind every field.")
def demo(why: bool) -> None:
    """Read the sample articles that come with the program, offline."""
    pipeline = standard_pipeline(today=dt.date(2026, 11, 23))
    console = _console()
    for path in sorted((DATA / "samples").glob("*.[th]*")):
        console.rule(path.name, align="left")
        for story in _accepted(read_source(str(path))):
            if story is not None:
                show_story(pipeline.code(story), console, why=why)
        console.print()


def _accepted(found: Iterable[Story | InputError]) -> Iterator[Story | None]:
    """Stories as they are; None for a rejected input, told in one line on standard error."""
    for item in found:
        if isinstance(item, InputError):
            click.echo(f"rejected: {item}", err=True)
            yield None
        else:
            yield item


def _write(record: dict[str, Any]) -> None:
    click.echo(orjson.dumps(record))


def _console() -> Console:
    width = None if sys.stdout.isatty() else 120
    plain = bool(os.environ.get("NO_COLOR")) or not sys.stdout.isatty()
    return Console(width=width, no_color=plain, highlight=False, soft_wrap=not sys.stdout.isatty())


def run() -> None:
    """Entry point: failures of our own become one clear line and exit code 1."""
    try:
        main()
    except DepecheError as error:
        click.echo(f"error: {error}", err=True)
        sys.exit(1)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)


if __name__ == "__main__":
    run()
