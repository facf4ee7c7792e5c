"""The stage that codes a story's events and statements.

For each analysed sentence: find triggers, fill their roles, read their standing, say who
reports them, give them date and place; then merge the mentions of one event and link
denials. Every event keeps the rule that made each of its fields.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ..knowledge.events import EventKnowledge, load_events
from ..knowledge.references import References, load_references
from ..story import (
    Actor,
    Because,
    Event,
    Moment,
    Sentence,
    Span,
    Stage,
    Statement,
    Story,
    Token,
    Witness,
    identify,
    sentence_at,
    stage,
)
from .anchoring import choose_moment, choose_place, dated_words, usable_moments
from .disputes import link_disputes, witness
from .merging import Told, merge_mentions
from .narrative import Narrative
from .occasions import as_mention, occasion_of, take_occasion
from .parties import Cast, Parties, fill_roles, imply_side
from .speech import Speech, find_speech
from .standing import STAGE, read_status
from .syntax import Syntax
from .topics import find_topics
from .triggers import Hit, find_triggers

_BECOMES_AGREE = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID"})
_UNTOLD = frozenset({"hypothetical", "denied"})


@dataclass(slots=True)
class _Reading:
    """One sentence with all that was found in it so far."""

    number: int
    sentence: Sentence
    syntax: Syntax
    cast: Cast
    knowledge: EventKnowledge
    hits: list[Hit]
    speech: list[Speech]
    moments: list[Moment]


def code_story(story: Story) -> tuple[tuple[Event, ...], tuple[Statement, ...]]:
    """The events and statements of a story whose other layers are filled."""
    assert story.lang is not None
    knowledge, references = load_events(story.lang), load_references(story.lang)
    told: list[Told] = []
    speeches: list[Speech] = []
    narrative = Narrative()
    for reading in _readings(story, knowledge, references):
        speeches.extend(reading.speech)
        new = _on_occasion(reading, _tell(reading, story), told)
        told.extend(_dated(reading, new, narrative))
    events = merge_mentions(told)
    sentence_of = {e.id: _number(story, e) for e in events}
    events = link_disputes(events, sentence_of, speeches, knowledge)
    return tuple(events), tuple(s.statement for s in speeches)


def _on_occasion(r: _Reading, new: list[Told], told: list[Told]) -> list[Told]:
    """The sentence's events, with what they take from the contact the sentence points back to."""
    found = occasion_of(r.syntax, r.number, told, r.knowledge)
    if found is None:
        return new
    n, token = found
    contact = told[n].event
    told[n] = replace(told[n], event=as_mention(contact, r.sentence, token))
    return [replace(t, event=take_occasion(t.event, contact)) for t in new]


def _dated(r: _Reading, new: list[Told], narrative: Narrative) -> list[Told]:
    """The sentence's events with the running date, which the sentence then carries on."""
    if r.sentence.kind in {"title", "heading"}:
        return new
    token_of = {h.span: h.token for h in r.hits}
    filled = [
        replace(t, event=narrative.fill(t.event, token_of[t.event.trigger], r.number, r.syntax))
        for t in new
    ]
    for root in (i for i, t in enumerate(r.syntax.tokens) if t.head == i):
        for subject in r.syntax.subjects(root):
            narrative.keep_on(r.cast.at(subject), r.number)
    for t in new:
        narrative.note_event(t.event, r.number)
    if r.moments:
        for speech in r.speech:
            moment = choose_moment(speech.verb, r.moments, r.syntax, list(token_of.values()))
            narrative.note_speech(speech.speakers, moment, r.number)
        for predicate, moment in dated_words(r.moments, r.syntax):
            for subject in r.syntax.subjects(predicate):
                narrative.note_speech(r.cast.at(subject), moment, r.number)
    return filled


def _number(story: Story, event: Event) -> int:
    return next((n for n, s in enumerate(story.sentences) if s.span == event.sentence), -1)


def _readings(story: Story, knowledge: EventKnowledge, references: References) -> list[_Reading]:
    by_sentence: dict[int, list[Actor]] = {}
    for actor in story.actors:
        by_sentence.setdefault(actor.sentence, []).append(actor)
    moments: dict[int | None, list[Moment]] = {}
    for moment in story.moments:
        at = sentence_at(story.sentences, moment.span.start)
        moments.setdefault(at, []).append(moment)
    found = []
    for number, sentence in enumerate(story.sentences):
        if not sentence.tokens:
            continue
        syntax = Syntax(sentence, knowledge)
        cast = Cast.of(sentence, by_sentence.get(number, []), syntax, references)
        hits = find_triggers(syntax, knowledge)
        speech = find_speech(syntax, cast, knowledge, story.content, number)
        times = list(usable_moments(moments.get(number, ()), syntax, story.dated))
        found.append(_Reading(number, sentence, syntax, cast, knowledge, hits, speech, times))
    return found


def _tell(r: _Reading, story: Story) -> list[Told]:
    tokens = [h.token for h in r.hits]
    found = []
    for hit in r.hits:
        parties = fill_roles(hit.trigger, hit.token, r.cast, r.knowledge)
        if parties is None:
            continue
        if hit.trigger.frame.implied:
            parties = imply_side(parties, _said_before(r, story))
        moment = choose_moment(hit.token, r.moments, r.syntax, tokens)
        event = _event(r, hit, parties, moment, story)
        if event is not None:
            found.append(Told(event, r.number, r.sentence.kind in {"title", "heading"}))
    return found


def _said_before(r: _Reading, story: Story) -> Iterator[Actor]:
    """States named earlier in the same paragraph, not as somebody's partner, latest first."""
    block = story.blocks[r.sentence.block].span
    for actor in reversed(story.actors):
        before = block.start <= actor.span.start < r.sentence.span.start
        if (
            before
            and actor.kind in {"state", "capital"}
            and not _partner(actor, story, r.knowledge)
        ):
            yield actor


def _partner(actor: Actor, story: Story, knowledge: EventKnowledge) -> bool:
    syntax = Syntax(story.sentences[actor.sentence], knowledge)
    return syntax.preposition(actor.head) in knowledge.words.with_


def _topical(r: _Reading, token: int) -> list[Token]:
    """Words of the event's clause that can tell what it is about: not the names of the parties."""
    named = {
        i for actors in r.cast.covering.values() for a in actors for i in r.sentence.within(a.span)
    }
    clause = r.sentence.subtree(r.syntax.clause(token))
    return [r.syntax.tokens[i] for i in clause if i not in named]


def _event(
    r: _Reading, hit: Hit, parties: Parties, moment: Moment | None, story: Story
) -> Event | None:
    trigger = hit.trigger
    status, because = read_status(hit.token, r.syntax, r.knowledge)
    type, mode = trigger.type, trigger.mode
    if trigger.status != "occurred" and status == "occurred":
        status = trigger.status
    if status == "planned" and type in _BECOMES_AGREE:
        type, mode = "AGREE", None
    according, disputed, denied = _attribution(r, hit, story)
    if denied:
        status, because = "denied", denied
    if status in _UNTOLD and not disputed:
        return None
    places = [p for p in story.places if p.sentence == r.number]
    tokens = [h.token for h in r.hits]
    place = choose_place(hit.token, places, r.syntax, tokens)
    reasons = [("type", Because(STAGE, trigger.id, trigger.score)), ("status", because)]
    if parties.actor_slot:
        reasons.append(("actors", Because(STAGE, f"events.slot.{parties.actor_slot}", 0.9)))
    if parties.recipient_slot:
        reasons.append(("recipients", Because(STAGE, f"events.slot.{parties.recipient_slot}", 0.9)))
    return Event(
        id=identify(story.id, type, str(hit.span.start), str(hit.span.end)),
        type=type,
        mode=mode,
        status=status,
        trigger=hit.span,
        sentence=r.sentence.span,
        because=Because(STAGE, trigger.id, trigger.score),
        actors=parties.actors,
        recipients=parties.recipients,
        according_to=according,
        disputed_by=disputed,
        date=moment,
        place=place,
        topics=find_topics(type, _topical(r, hit.token), r.knowledge) or trigger.topics,
        reasons=tuple(reasons),
    )


def _attribution(
    r: _Reading, hit: Hit, story: Story
) -> tuple[tuple[Witness, ...], tuple[Witness, ...], Because | None]:
    """(who reports the event, who denies it, why it counts as denied)."""
    according: list[Witness] = []
    disputed: list[Witness] = []
    denied: Because | None = None
    for speech in r.speech:
        if hit.token not in speech.covered or speech.verb == hit.token:
            continue
        told = [witness(s, speech.statement.channel) for s in speech.speakers]
        if not told and speech.source is not None:
            told = [_unnamed(speech.source, story, speech.statement.channel)]
        if speech.denial:
            disputed.extend(told)
            denied = Because(STAGE, "events.status.denied-by-speaker", 0.9)
        else:
            according.extend(told)
    return _once(according), _once(disputed), denied


def _unnamed(span: Span, story: Story, channel: str | None) -> Witness:
    return Witness(span, story.words(span), None, channel)


def _once(witnesses: Sequence[Witness]) -> tuple[Witness, ...]:
    found: dict[str, Witness] = {}
    for w in witnesses:
        found.setdefault(w.name or str(w.span), w)
    return tuple(found.values())


def code_events() -> Stage:
    """The stage that fills `Story.events` and `Story.statements`."""
    needs = ("sentences", "dated", "moments", "actors", "places")

    @stage(STAGE, needs=needs, adds=("events", "statements"))
    def run(story: Story) -> Story:
        if story.lang is None:
            return story
        events, statements = code_story(story)
        return replace(story, events=events, statements=statements)

    return run
