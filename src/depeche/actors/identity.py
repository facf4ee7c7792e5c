"""Says who a mention is: name, id, country, sector, office, and by which evidence.

Order of evidence for a country: the words of the mention itself (adjective, complement),
then the person's known office on the day, then what the story said of the same name,
then the story's main country, each with its own rule and score. Without any, the country
stays unknown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ..knowledge.actors import ActorKnowledge, KnownName
from ..knowledge.facts import Office
from ..knowledge.folding import bare
from ..knowledge.places import load_cities
from ..knowledge.references import References
from ..story import Actor, Because, Sentence, Span, Story
from .mentions import Rough

STAGE = "actors"
_EVIDENT = frozenset({"name", "adjective", "person", "body", "group"})
_NEAR, _FADE = 3.0, 0.5
_WORLDLY = frozenset({"IGO", "NGO", "MED"})
_CHIEFS = frozenset({"head of state", "leader", "secretary general", "director general"})
_VAGUE = frozenset({"states", "parties", "observers", "experts"})
_SINGLE = frozenset(
    {"head of state", "head of government", "foreign minister", "defence minister",
     "interior minister", "head of organisation"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Identity:
    """Who somebody is, with the reason."""

    name: str | None = None
    id: str | None = None
    country: str | None = None
    sector: str | None = None
    office: str | None = None
    rule: str = "actors.unresolved"
    score: float = 0.0


@dataclass(slots=True)
class Resolver:
    """What one story has told so far about who is who."""

    story: Story
    knowledge: ActorKnowledge
    references: References
    day: str | None
    evidence: list[Evidence] = field(default_factory=list)
    people: dict[str, Identity] = field(default_factory=dict)
    roles: dict[str, Identity] = field(default_factory=dict)

    def identify(self, m: Rough) -> Identity:
        """The identity of a mention that is not a pronoun."""
        if m.kind in {"name", "adjective"}:
            return self._entity(m.names[0])
        if m.person is not None:
            return self._person(m)
        return self._role(m)

    def learn(self, m: Rough, found: Identity) -> None:
        """Remembers a named person and a role for later mentions of the story."""
        if m.person is not None and found.name:
            for key in _keys(found.name, m.person):
                known = self.people.get(key)
                if known is None or found.score > known.score:
                    self.people[key] = found
        if m.role is not None and found.country and found.score >= 0.7:
            self.roles[m.role_words] = found

    def _entity(self, name: KnownName) -> Identity:
        entity = self.knowledge.facts.entities[name.id]
        rule = f"actors.{entity.type}.{name.kind}"
        score = 0.95 if name.kind in {"name", "acronym"} else 0.9
        return Identity(
            self.knowledge.name(name.id),
            entity.id,
            entity.country,
            entity.sector,
            None,
            rule,
            score,
        )

    def _person(self, m: Rough) -> Identity:
        assert m.person is not None
        own = self._owner(m)
        if m.names:
            return self._known_person(m, m.names[0].id, own)
        for key in _keys(m.person):
            if (seen := self.people.get(key)) and _agree(seen, own):
                office = m.role.office if m.role and own.country else seen.office
                rule = "actors.person.same-name"
                return replace(seen, office=office, rule=rule, score=seen.score * 0.95)
        name = _proper(m.person)
        if own.country or own.id:
            office = m.role.office if m.role else None
            return Identity(name, None, own.country, own.sector, office, own.rule, own.score)
        if m.role is not None:
            base = self._by_context(m)
            return replace(base, name=name, id=None)
        near = country_near(self.evidence, m.sentence)
        rule = "actors.person.story-country" if near else "actors.person.name-only"
        return Identity(name, None, near, "UNK", None, rule, 0.35 if near else 0.3)

    def _known_person(self, m: Rough, id: str, own: Identity) -> Identity:
        term, held = self.knowledge.term(id, self.day)
        name = self.knowledge.name(id)
        if term is None:
            return Identity(name, id, own.country, own.sector or "GOV", None, own.rule, 0.8)
        entity = self.knowledge.facts.entities[term.of]
        country = entity.country if entity.type == "state" else own.country or entity.country
        sector = entity.sector
        if entity.type == "state" and not held and self.day is not None:
            sector = "PTY"
        rule = "actors.person.office-on-date" if held else "actors.person.latest-office"
        office = term.office if held or self.day is None else None
        if m.role is not None and own.country and own.country != country:
            return Identity(name, id, own.country, own.sector, m.role.office, own.rule, 0.85)
        return Identity(name, id, country, sector, office, rule, 0.95 if held else 0.8)

    def _role(self, m: Rough) -> Identity:
        assert m.role is not None
        own = self._owner(m)
        if own.country is None and own.id is None:
            return self._by_context(m)
        if own.id and m.role.kind != "person" and own.rule.endswith("group"):
            return own
        if m.role.kind == "state" and own.country:
            return replace(own, name=self.knowledge.name(own.country), id=own.country)
        return self._titled(m, own)

    def _titled(self, m: Rough, own: Identity) -> Identity:
        """A role with its state: the holder on the day where one person held it."""
        assert m.role is not None
        of = own.id or own.country
        office = m.role.office
        if m.role.kind == "person" and not m.plural and of:
            if self.knowledge.facts.entities[of].type == "organisation" and office in _CHIEFS:
                office = "head of organisation"
            if office in _SINGLE and (term := self.knowledge.holder(office, of, self.day)):
                return self._holder(term, own)
        sector = own.sector if own.sector in {"IGO", "REB", "NGO"} else m.role.sector
        name = self._titled_name(m, own)
        return Identity(name, None, own.country, sector, m.role.office, own.rule, own.score)

    def _holder(self, term: Office, own: Identity) -> Identity:
        entity = self.knowledge.facts.entities[term.of]
        return Identity(
            self.knowledge.name(term.person), term.person, entity.country, entity.sector,
            term.office, "actors.office.holder-on-date", 0.85,
        )  # fmt: skip

    def _titled_name(self, m: Rough, own: Identity) -> str:
        if own.country and own.id in {None, own.country}:
            state = self.knowledge.name(own.country)
            return self.references.body_name(m.role_words, state, own.country)
        if own.name:
            return f"{m.role_words} ({own.name})" if own.id else m.role_words
        return m.role_words

    def _owner(self, m: Rough) -> Identity:
        """The state or body to which the words of the mention tie a role."""
        for name, how in sorted(m.owners, key=lambda o: o[1] != "adjective"):
            if name.kind == "person":
                continue
            entity = self.knowledge.facts.entities[name.id]
            if entity.type != "state" and m.role and m.role.kind == "group":
                return Identity(
                    self.knowledge.name(name.id), entity.id, entity.country, entity.sector, None,
                    "actors.role.of-group", 0.9,
                )  # fmt: skip
            sector = m.role.sector if m.role and entity.type == "state" else entity.sector
            return Identity(
                self.knowledge.name(name.id), entity.id, entity.country, sector, None,
                f"actors.role.{how}", 0.95 if how == "adjective" else 0.9,
            )  # fmt: skip
        return Identity()

    def _by_context(self, m: Rough) -> Identity:
        """A role without a state: the same role told before, else the story's main country."""
        assert m.role is not None
        sector, office = m.role.sector, m.role.office
        if before := self.roles.get(m.role_words):
            return replace(before, rule="actors.role.told-before", score=0.7)
        near = country_near(self.evidence, m.sentence)
        if near is None or sector in _WORLDLY or office in _VAGUE:
            return Identity(m.role_words, None, None, sector, office, "actors.role.no-country", 0.4)
        own = Identity(None, near, near, sector, None, "actors.role.story-country", 0.5)
        if m.role.kind == "state":
            return replace(own, name=self.knowledge.name(near))
        found = self._titled(m, own)
        return replace(found, rule="actors.role.story-country", score=0.5)


def _keys(*names: str) -> list[str]:
    """Folded full name and surname of a person."""
    keys = []
    for name in names:
        words = bare(name).replace(".", " ").split()
        if words:
            keys.extend([" ".join(words), words[-1]])
    return list(dict.fromkeys(keys))


def _agree(seen: Identity, own: Identity) -> bool:
    return not (seen.country and own.country and seen.country != own.country)


def _proper(name: str) -> str:
    """A name written in capitals becomes a name in title case.

    >>> _proper("Assimi GOÏTA")
    'Assimi Goïta'
    """
    return " ".join(w.title() if w.isupper() and len(w) > 3 else w for w in name.split())


@dataclass(frozen=True, slots=True)
class Evidence:
    """One word of the story that speaks of a country, and how heavily it weighs."""

    sentence: int
    country: str
    weight: float


def country_evidence(
    found: Sequence[tuple[Rough, Identity]], sentences: Sequence[Sentence]
) -> list[Evidence]:
    """What the named mentions of a story say of countries: titles and subjects weigh more."""
    heaviest: dict[tuple[int, str], float] = {}
    for m, identity in found:
        if identity.country and m.kind in _EVIDENT:
            sentence = sentences[m.sentence]
            weight = 2.0 if sentence.kind == "title" else 1.5 if m.sentence < 3 else 1.0
            leads = sentence.tokens[m.head].dep.startswith("nsubj") and m.sentence < 4
            key = (m.sentence, identity.country)
            heaviest[key] = max(heaviest.get(key, 0.0), weight + leads)
    return [Evidence(n, country, weight) for (n, country), weight in heaviest.items()]


def place_evidence(
    sentences: Sequence[Sentence], content: str, knowledge: ActorKnowledge
) -> list[Evidence]:
    """What the names of towns say of countries, where one country has by far the largest."""
    found = []
    for number, sentence in enumerate(sentences):
        for name in sentence.names:
            key = bare(content[name.span.start : name.span.end])
            if name.label != "LOC" or key in knowledge.forms:
                continue
            cities = load_cities().get(key, ())
            others = [c.population for c in cities if c.country != cities[0].country]
            if cities and cities[0].population > 5 * max(others, default=0):
                found.append(Evidence(number, cities[0].country, 1.5))
    return found


def country_near(evidence: Sequence[Evidence], sentence: int) -> str | None:
    """The country that a sentence most likely speaks of, by the whole story and what is near.

    None where two countries weigh the same or nothing weighs enough.
    """
    votes: dict[str, float] = defaultdict(float)
    for e in evidence:
        distance = sentence - e.sentence
        near = _NEAR * _FADE**distance if 0 <= distance <= 4 else 0.0
        votes[e.country] += e.weight + near
    ranked = sorted(votes.items(), key=lambda v: -v[1])[:2]
    if not ranked or ranked[0][1] < 2:
        return None
    if len(ranked) == 2 and ranked[0][1] - ranked[1][1] < 0.5:
        return None
    return ranked[0][0]


def as_actor(m: Rough, identity: Identity, sentences: Sequence[Sentence]) -> Actor:
    """The mention as it stands in the story."""
    tokens = sentences[m.sentence].tokens
    span = Span(tokens[m.first].start, tokens[m.last].end)
    kind = m.kind
    if kind == "name":
        kind = {"name": "state", "capital": "capital", "seat": "seat", "people": "group"}.get(
            m.names[0].kind, "organisation"
        )
        if identity.id and identity.id != identity.country and kind == "state":
            kind = "organisation"
    return Actor(
        span=span,
        kind=kind,
        name=identity.name,
        because=Because(STAGE, identity.rule, identity.score),
        id=identity.id,
        country=identity.country,
        sector=identity.sector,
        office=identity.office,
        sentence=m.sentence,
        head=m.head,
        plural=m.plural,
        feminine=True if m.gender == "f" else False if m.gender == "m" else None,
    )
