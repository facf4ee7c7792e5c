"""Finds the words that name somebody who can act, before asking who that is.

Four kinds of evidence meet here: known names (one pass over the text), words for roles
and groups, proper names of people found by the name model, and pronouns. A role with a
name beside it ("le président russe Vladimir Poutine") is one mention.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from ..knowledge.actors import ActorKnowledge, Found, KnownName, Role
from ..knowledge.folding import bare
from ..knowledge.references import References
from ..story import Sentence, Span, Token

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "ADJ", "NUM", "X"})
_COUNTRY_KINDS = frozenset({"name", "capital", "seat", "acronym", "alias", "people", "adjective"})
_FLAT = frozenset({"flat", "flat:name", "flat:foreign", "fixed", "compound"})


@dataclass(slots=True)
class Rough:
    """A mention before it is resolved: where it stands and what its words show."""

    sentence: int
    head: int
    first: int
    last: int
    kind: str
    role: Role | None = None
    role_words: str = ""
    role_head: int = -1
    names: tuple[KnownName, ...] = ()
    person: str | None = None
    person_tokens: tuple[int, int] | None = None
    owners: list[tuple[KnownName, str]] = field(default_factory=list)
    gender: str = ""
    plural: bool = False


@dataclass(slots=True)
class _Reader:
    """One sentence with the known names found in it."""

    number: int
    sentence: Sentence
    knowledge: ActorKnowledge
    references: References
    named: dict[int, Found]
    words: list[str]


def find_rough(
    sentences: Sequence[Sentence],
    content: str,
    knowledge: ActorKnowledge,
    references: References,
    day: str | None = None,
) -> list[Rough]:
    """Every mention of the analysed sentences, in text order.

    `day` (ISO, may be partial) tells which leaders a bare surname can mean.
    """
    readers = []
    for number, sentence in enumerate(sentences):
        if sentence.tokens:
            named = _named_tokens(sentence, content, knowledge)
            words = [bare(t.text) for t in sentence.tokens]
            readers.append(_Reader(number, sentence, knowledge, references, named, words))
    people = [list(_people(reader)) for reader in readers]
    surnames = {_surname(m.person) for found in people for m in found if m.person}
    mentions: list[Rough] = []
    for reader, found in zip(readers, people, strict=True):
        found.extend(_bare_surnames(reader, found, surnames))
        found.extend(_leaders(reader, found, day))
        mentions.extend(_read(reader, found))
    return mentions


def _surname(person: str) -> str:
    """The folded last word of a full name; "" where there is only one word.

    >>> _surname("Assimi Goïta")
    'goita'
    """
    words = bare(person).split()
    return words[-1] if len(words) > 1 else ""


def _bare_surnames(r: _Reader, people: list[Rough], surnames: set[str]) -> Iterator[Rough]:
    """Single words that repeat the surname of somebody named in full in the story."""
    taken = {i for m in people for i in range(m.first, m.last + 1)}
    for i, word in enumerate(r.words):
        if i in taken or i in r.named or word not in surnames or len(word) < 3:
            continue
        if r.sentence.tokens[i].text[:1].isupper():
            yield _person(r, i, i, ())


def _named_tokens(sentence: Sentence, content: str, knowledge: ActorKnowledge) -> dict[int, Found]:
    """Token index -> the known form that covers it, offsets made absolute."""
    start = sentence.span.start
    named: dict[int, Found] = {}
    for hit in knowledge.find(content[start : sentence.span.end]):
        moved = Found(hit.start + start, hit.end + start, hit.names)
        for i in sentence.within(Span(moved.start, moved.end)):
            named[i] = moved
    return named


def _leaders(r: _Reader, people: list[Rough], day: str | None) -> Iterator[Rough]:
    """Bare surnames of leaders in office ("Poutine", "Macron") that stand alone as a name."""
    taken = {i for m in people for i in range(m.first, m.last + 1)}
    tokens = r.sentence.tokens
    for i, word in enumerate(r.words):
        if i in taken or i in r.named or word not in r.knowledge.surnames:
            continue
        if tokens[i].pos != "PROPN" or not tokens[i].text[:1].isupper():
            continue
        beside = [tokens[k].pos for k in (i - 1, i + 1) if 0 <= k < len(tokens)]
        person = None if "PROPN" in beside else r.knowledge.by_surname(word, day)
        if person is not None:
            form = r.knowledge.name(person)
            name = KnownName(person, "person", form, "", "s", exact=False, capital=True)
            yield _person(r, i, i, (name,))


def _read(r: _Reader, people: list[Rough]) -> list[Rough]:
    taken = {i for m in people for i in range(m.first, m.last + 1)}
    roles = list(_roles(r, taken))
    mentions = _join(r, roles, people)
    mentions = [m for m in mentions if not any(_inside(m, o) for o in mentions)]
    covered = {i for m in mentions for i in range(m.first, m.last + 1)}
    mentions.extend(_entities(r, {i for m in mentions for i in _core(m)}))
    mentions.extend(_pronouns(r, covered))
    return sorted(mentions, key=lambda m: (m.first, -m.last))


def _inside(m: Rough, other: Rough) -> bool:
    """A role word that stands between a longer role and its name ("le colonel")."""
    return (
        m is not other
        and m.person is None
        and other.person is not None
        and other.first <= m.first
        and m.last <= other.last
    )


def _core(m: Rough) -> Iterable[int]:
    """Tokens that belong to the mention's own name or role, not to whom it belongs."""
    tokens = set(range(*m.person_tokens)) if m.person_tokens else set()
    if m.role:
        tokens.update(range(m.role_head, m.role_head + 1))
    return tokens


def _people(r: _Reader) -> Iterator[Rough]:
    """Names of people: known ones, then those of the name model."""
    done: set[int] = set()
    for i in range(len(r.sentence.tokens)):
        hit = r.named.get(i)
        if hit and i not in done and hit.names[0].kind == "person":
            tokens = r.sentence.within(Span(hit.start, hit.end))
            done.update(tokens)
            yield _person(r, tokens[0], tokens[-1], hit.names)
    for span in (n.span for n in r.sentence.names if n.label == "PER"):
        tokens = [i for i in r.sentence.within(span) if i not in done]
        if tokens and _name_like(r, tokens):
            done.update(tokens)
            yield _person(r, tokens[0], tokens[-1], ())
    yield from _unlabelled(r, done)


def _name_like(r: _Reader, tokens: list[int]) -> bool:
    if any(i in r.named and r.named[i].names[0].kind in _COUNTRY_KINDS for i in tokens):
        return False
    words = [r.sentence.tokens[i].text for i in tokens]
    if not any(r.sentence.tokens[i].pos == "PROPN" for i in tokens):
        return False
    return all(w[:1].isupper() or not w[:1].isalpha() or len(w) < 4 for w in words)


def _unlabelled(r: _Reader, done: set[int]) -> Iterator[Rough]:
    """Runs of two or more proper nouns that no table knows, after a title or a role."""
    tokens = r.sentence.tokens
    i = 0
    while i < len(tokens):
        j = i
        while j < len(tokens) and tokens[j].pos == "PROPN" and j not in done and j not in r.named:
            j += 1
        if j > i:
            role = r.knowledge.role(r.words[i:j])
            if role is not None and role.kind == "person":
                i += len(role.words)
        if j > i:
            before = r.words[i - 1] if i else ""
            titled = (
                before in r.references.titles or tokens[i - 1].text.lower() in r.references.titles
            )
            named = j - i > 1 or len(r.words[i].rstrip(".")) > 2
            if named and (titled or (i and _is_person_role(r, i - 1))):
                yield _person(r, i, j - 1, ())
                done.update(range(i, j))
        i = max(j, i + 1)


def _is_person_role(r: _Reader, i: int) -> bool:
    for start in range(max(0, i - 3), i + 1):
        role = r.knowledge.role(r.words[start:])
        if role and role.kind == "person" and start + len(role.words) == i + 1:
            return True
    return False


def _person(r: _Reader, first: int, last: int, names: tuple[KnownName, ...]) -> Rough:
    if first and re.fullmatch(r"(?:[A-Z]\.)+|[A-Z]", r.sentence.tokens[first - 1].text):
        first -= 1
    text = " ".join(t.text for t in r.sentence.tokens[first : last + 1])
    text = text.replace(" - ", "-").replace("' ", "'").replace(" .", ".")
    start = first
    if (first and bare(r.sentence.tokens[first - 1].text) in r.references.titles) or (
        first and r.sentence.tokens[first - 1].text.lower() in r.references.titles
    ):
        start = first - 1
    head = _head_of(r.sentence, first, last)
    mention = Rough(r.number, head, start, last, "person", names=names, person=text)
    mention.person_tokens = (first, last + 1)
    return mention


def _head_of(sentence: Sentence, first: int, last: int) -> int:
    """The token of a stretch whose governor lies outside it."""
    for i in range(first, last + 1):
        if not first <= sentence.tokens[i].head <= last or sentence.tokens[i].head == i:
            return i
    return first


def _roles(r: _Reader, taken: set[int]) -> Iterator[Rough]:
    """Role and group words with what belongs to them."""
    tokens = r.sentence.tokens
    i = 0
    while i < len(tokens):
        if i in taken or (i in r.named and not _adjectival(r, i)):
            i += 1
            continue
        matched = _match_role(r, i)
        if matched is None:
            i += 1
            continue
        role, used = matched
        head = _head_of(r.sentence, used[0], used[-1])
        if tokens[head].pos not in _NOMINAL or (tokens[head].pos == "ADJ" and len(used) == 1):
            i += 1
            continue
        mention = Rough(r.number, head, used[0], used[-1], role.kind, role=role, role_head=head)
        mention.role_words = " ".join(tokens[k].text.lower() for k in used)
        mention.plural = "Number=Plur" in tokens[head].morph
        mention.gender = (
            "f"
            if "Gender=Fem" in tokens[head].morph
            else "m"
            if "Gender=Masc" in tokens[head].morph
            else ""
        )
        _own(r, mention, used)
        yield mention
        i = used[-1] + 1


def _match_role(r: _Reader, i: int) -> tuple[Role, list[int]] | None:
    """The longest role that begins at token `i`, adjectives of states skipped inside it."""
    kept = [i]
    for k in range(i + 1, min(i + 9, len(r.words))):
        if not _adjectival(r, k):
            kept.append(k)
    role = r.knowledge.role([r.words[k] for k in kept])
    return None if role is None else (role, kept[: len(role.words)])


def _adjectival(r: _Reader, i: int) -> bool:
    hit = r.named.get(i)
    return hit is not None and all(n.kind in {"adjective"} for n in hit.names)


def _own(r: _Reader, mention: Rough, used: list[int]) -> None:
    """Adds the states or bodies a role belongs to: adjectives, complements, compounds."""
    sentence = r.sentence
    first, last = used[0], used[-1]
    while first > 0 and (
        sentence.tokens[first - 1].pos in {"DET", "NUM"}
        or (_adjectival(r, first - 1) and first - 1 >= 0)
    ):
        first -= 1
        if _adjectival(r, first):
            mention.owners.append((r.named[first].names[0], "adjective"))
    for k in range(used[0], last + 1):
        if k not in used and k in r.named:
            mention.owners.append((r.named[k].names[0], "adjective"))
    last = _after(r, mention, last)
    for child in sentence.children[mention.head]:
        if child > last and child in r.named and sentence.tokens[child].dep.startswith("amod"):
            mention.owners.append((r.named[child].names[0], "adjective"))
    mention.first, mention.last = first, last


def _after(r: _Reader, mention: Rough, last: int) -> int:
    """Reads to the right of a role: adjectives, then "de" and a name; returns the last token."""
    tokens = r.sentence.tokens
    k = last + 1
    while k < len(tokens):
        if _adjectival(r, k):
            mention.owners.append((r.named[k].names[0], "adjective"))
            last, k = k, k + 1
        elif tokens[k].pos == "ADJ" and tokens[k].head in range(mention.first, k):
            last, k = k, k + 1
        elif r.words[k].rstrip("'") in _stems(r.references.of) and k + 1 < len(tokens):
            owner = k + 1 + (tokens[k + 1].pos == "DET")
            if owner in r.named and not _adjectival(r, owner):
                mention.owners.append((r.named[owner].names[0], "complement"))
                last = max(r.sentence.within(Span(r.named[owner].start, r.named[owner].end)))
                k = last = _joined_owners(r, mention, last)
                k += 1
                continue
            break
        elif k in r.named and mention.role and mention.role.kind != "person" and k == last + 1:
            mention.owners.append((r.named[k].names[0], "beside"))
            last = max(r.sentence.within(Span(r.named[k].start, r.named[k].end)))
            k = last + 1
        else:
            break
    return last


def _joined_owners(r: _Reader, mention: Rough, last: int) -> int:
    """ "les ministres du Mali et du Niger": further owners after a conjunction."""
    if not mention.plural:
        return last
    tokens = r.sentence.tokens
    k = last + 1
    while k < len(tokens) and (
        tokens[k].pos in {"CCONJ", "DET"}
        or tokens[k].text == ","
        or r.words[k].rstrip("'") in _stems(r.references.of)
    ):
        k += 1
    if last < k < len(tokens) and k in r.named and not _adjectival(r, k):
        name = r.named[k].names[0]
        if name.kind in {"name", "capital", "acronym"}:
            mention.owners.append((name, "complement"))
            end = max(r.sentence.within(Span(r.named[k].start, r.named[k].end)))
            return _joined_owners(r, mention, end)
    return last


def _stems(words: Iterable[str]) -> set[str]:
    return {w.rstrip("'") for w in words} | {"'s"}


def _join(r: _Reader, roles: list[Rough], people: list[Rough]) -> list[Rough]:
    """Roles merged with the names that stand beside them; the rest as they are."""
    merged: list[Rough] = []
    free = list(people)
    for role in roles:
        partner = next((p for p in free if _beside(r, role, p)), None)
        if partner is None or role.kind != "person" or role.plural:
            merged.append(role)
            continue
        free.remove(partner)
        role.names, role.person = partner.names, partner.person
        role.person_tokens = partner.person_tokens
        role.first, role.last = min(role.first, partner.first), max(role.last, partner.last)
        if r.sentence.tokens[role.head].head in range(*(partner.person_tokens or (0, 0))):
            role.head = partner.head
        merged.append(role)
    return merged + free


def _beside(r: _Reader, role: Rough, person: Rough) -> bool:
    """True where a name follows its role at once or after a comma, or the role follows it."""
    tokens = r.sentence.tokens
    if role.last + 1 == person.first:
        return True
    gap = tokens[role.last + 1 : person.first]
    if len(gap) in (1, 2, 3, 4) and gap[0].text in {",", "("} and person.first > role.last:
        return all(t.pos in {"DET", "NOUN", "PUNCT", "ADJ", "PROPN"} for t in gap[1:]) and (
            tokens[person.head].head in range(role.first, person.first)
        )
    back = tokens[person.last + 1 : role.first]
    return (
        len(back) == 1
        and back[0].text == ","
        and tokens[role.head].dep in {"appos", "nmod", "conj"}
        and tokens[role.head].head in range(person.first, person.last + 1)
    )


def _entities(r: _Reader, covered: set[int]) -> Iterator[Rough]:
    """States, capitals, organisations, groups and adjectives of states."""
    done: set[tuple[int, int]] = set()
    for i in range(len(r.sentence.tokens)):
        hit = r.named.get(i)
        if hit is None or (hit.start, hit.end) in done or i in covered:
            continue
        if hit.names[0].kind == "person":
            continue
        done.add((hit.start, hit.end))
        tokens = r.sentence.within(Span(hit.start, hit.end))
        first, last = tokens[0], tokens[-1]
        kind = "adjective" if _adjectival(r, i) else "name"
        head = _head_of(r.sentence, first, last)
        if kind == "name" and first and r.sentence.tokens[first - 1].pos == "DET":
            first -= 1
        mention = Rough(r.number, head, first, last, kind, names=hit.names)
        mention.plural = hit.names[0].number == "p"
        mention.gender = hit.names[0].gender
        yield mention


def _pronouns(r: _Reader, covered: set[int]) -> Iterator[Rough]:
    tokens = r.sentence.tokens
    for i, token in enumerate(tokens):
        if i in covered:
            continue
        owns = token.pos == "DET" or token.dep == "nmod:poss"
        if owns and r.words[i] in r.references.possessives:
            plural = r.references.possessives[r.words[i]] == "p"
            yield Rough(r.number, i, i, i, "possessive", plural=plural)
            continue
        for size in (3, 2, 1):
            key = tuple(r.words[i : i + size])
            meaning = r.references.pronouns.get(key)
            if (
                len(key) == size
                and meaning
                and (_stands_alone(tokens, i + size) if size > 1 else _can_refer(token))
            ):
                gender, number = meaning
                yield Rough(
                    r.number, _head_of(r.sentence, i, i + size - 1), i, i + size - 1, "pronoun",
                    gender=gender, plural=number == "p",
                )  # fmt: skip
                break


def _stands_alone(tokens: Sequence[Token], after: int) -> bool:
    """ "ce dernier" refers, "ce dernier point" does not."""
    return after >= len(tokens) or tokens[after].pos not in {"NOUN", "PROPN", "NUM"}


def _can_refer(token: Token) -> bool:
    return token.pos == "PRON" and not token.dep.startswith("expl")
