"""A coded story as one JSON object, in the exact form of the record, and back to its input.

Unknown is null. Every annotation carries its words, its offsets into the content (title,
blank line, text) and the rule that made it.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from ..story import (
    Actor,
    Because,
    Event,
    Moment,
    Place,
    Published,
    Span,
    Statement,
    Story,
    Witness,
)

Json = dict[str, Any]
_MONTHS = frozenset({"quarter", "half-year", "season"})  # told as months, not as days


def because_to_json(because: Because) -> Json:
    """{stage, rule, score} and the words leaned on, if any."""
    found: Json = {"stage": because.stage, "rule": because.rule, "score": round(because.score, 3)}
    if because.text is not None:
        found["text"] = because.text
    return found


def _words(story: Story, span: Span) -> Json:
    return {"text": story.words(span), "start": span.start, "end": span.end}


def actor_to_json(story: Story, actor: Actor) -> Json:
    """One mention of an actor."""
    return {
        "mention": story.words(actor.span),
        "start": actor.span.start,
        "end": actor.span.end,
        "kind": actor.kind,
        "name": actor.name,
        "id": actor.id,
        "country": actor.country,
        "sector": actor.sector,
        "office": actor.office,
        "because": because_to_json(actor.because),
    }


def witness_to_json(story: Story, witness: Witness) -> Json:
    """Somebody who reports or contests, with the channel."""
    return {
        "mention": story.words(witness.span),
        "start": witness.span.start,
        "end": witness.span.end,
        "name": witness.name,
        "id": witness.id,
        "country": witness.country,
        "channel": witness.channel,
    }


def day_value(moment: Moment) -> str | None:
    """The calendar value of a moment: a day, month or year, else an interval of days.

    >>> from depeche.story import Because, Moment, Span
    >>> week = Moment(Span(0, 4), "DATE", "2023-W41", "2023-10-09", "2023-10-15", "week", Because("times", "r"))
    >>> day_value(week)
    '2023-10-09/2023-10-15'
    """
    if moment.start is None:
        return None
    if moment.precision == "month":
        return moment.start[:7]
    if moment.precision == "year":
        return moment.start[:4]
    if moment.precision == "interval" and moment.value and "/" in moment.value:
        return "/".join(part[:10] for part in moment.value.split("/"))
    if moment.end is None or moment.end == moment.start:
        return moment.start
    if moment.precision in _MONTHS:
        return f"{moment.start[:7]}/{moment.end[:7]}"
    return f"{moment.start}/{moment.end}"


def date_to_json(story: Story, moment: Moment | None) -> Json | None:
    """When an event was, with the words and the rule."""
    if moment is None:
        return None
    return {
        "value": day_value(moment),
        "start": moment.start,
        "end": moment.end,
        "precision": moment.precision,
        "text": story.words(moment.span),
        "span": [moment.span.start, moment.span.end],
        "because": because_to_json(moment.because),
    }


def place_to_json(story: Story, place: Place | None) -> Json | None:
    """Where an event was."""
    if place is None:
        return None
    return {
        "mention": story.words(place.span),
        "start": place.span.start,
        "end": place.span.end,
        "name": place.name,
        "country": place.country,
        "lat": place.lat,
        "lon": place.lon,
        "geonames_id": place.geonames_id,
        "precision": place.precision,
        "because": because_to_json(place.because),
    }


def event_to_json(story: Story, event: Event) -> Json:
    """One event of the record."""
    return {
        "id": event.id,
        "type": event.type,
        "mode": event.mode,
        "status": event.status,
        "trigger": _words(story, event.trigger),
        "sentence": _words(story, event.sentence),
        "mentions": [
            {"sentence": _words(story, m.sentence), "trigger": _words(story, m.trigger)}
            for m in event.mentions
        ],
        "actors": [actor_to_json(story, a) for a in event.actors],
        "recipients": [actor_to_json(story, a) for a in event.recipients],
        "initiator": actor_to_json(story, event.initiator) if event.initiator else None,
        "according_to": [witness_to_json(story, w) for w in event.according_to],
        "disputed_by": [witness_to_json(story, w) for w in event.disputed_by],
        "date": date_to_json(story, event.date),
        "place": place_to_json(story, event.place),
        "topics": list(event.topics),
        "score": round(event.because.score, 3),
        "because": because_to_json(event.because),
        "reasons": {field: because_to_json(because) for field, because in event.reasons},
    }


def _statement(story: Story, s: Statement) -> Json:
    return {
        "speaker": actor_to_json(story, s.speaker) if s.speaker else None,
        "verb": story.words(s.verb),
        "kind": s.kind,
        "content": _words(story, s.content),
        "channel": s.channel,
        "addressee": actor_to_json(story, s.addressee) if s.addressee else None,
        "date": date_to_json(story, s.date),
        "stance": [{"event": x.event, "is": x.what} for x in s.stance],
        "because": because_to_json(s.because),
    }


def _moment(story: Story, m: Moment) -> Json:
    return {
        **_words(story, m.span),
        "type": m.type,
        "value": m.value,
        "because": because_to_json(m.because),
    }


def published_to_json(published: Published | None) -> Json | None:
    """When the story appeared, given or inferred."""
    if published is None:
        return None
    return {
        "value": published.value,
        "precision": published.precision,
        "because": because_to_json(published.because),
    }


def story_to_json(story: Story) -> Json:
    """The whole record of one article."""
    source = story.source
    return {
        "id": story.id,
        "url": source.url,
        "site": source.site,
        "lang": story.lang,
        "title": story.title,
        "text": story.text,
        "source": {
            "sha256": source.sha256,
            "format": source.format,
            "retrieved": source.retrieved,
            "agency": source.agency,
            "section": list(source.section),
            "author": source.author,
            "modified": source.modified,
        },
        "published": published_to_json(story.dated or story.published),
        "events": [event_to_json(story, e) for e in story.events],
        "moments": [_moment(story, m) for m in story.moments],
        "actors": [actor_to_json(story, a) for a in story.actors if a.kind != "possessive"],
        "places": [place_to_json(story, p) for p in story.places],
        "statements": [_statement(story, s) for s in story.statements],
        "blocks": [
            {"kind": b.kind, "start": b.span.start, "end": b.span.end, "rule": b.rule}
            for b in story.blocks
        ],
        "problems": [
            {"stage": p.stage, "what": p.what, "where": list(p.where) if p.where else None}
            for p in story.problems
        ],
    }


def published_from_text(value: str | None, *, rule: str = "given") -> Published | None:
    """A publication date given from outside ("2019", "2019-03", "2019-03-05T10:00"); None if unreadable.

    >>> published_from_text("2019-03").precision
    'month'
    """
    if not value:
        return None
    head = value.strip()[:10]
    for form, precision in (("%Y-%m-%d", "day"), ("%Y-%m", "month"), ("%Y", "year")):
        size = {"day": 10, "month": 7, "year": 4}[precision]
        try:
            dt.datetime.strptime(head[:size], form)
        except ValueError:
            continue
        if len(head) == size or precision == "day":
            return Published(head[:size], precision, Because("reading", f"times.story.{rule}"))
    return None
