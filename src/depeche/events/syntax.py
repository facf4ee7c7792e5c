"""Reads who stands to a word in which grammatical relation, over Universal Dependencies.

Voice is undone (the subject of a passive is its object), infinitives and participles take
their subject from what controls them, relatives from their antecedent, and coordinated
verbs share. Languages give only their short word lists (syntax.toml).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..knowledge.events import EventKnowledge, SyntaxWords
from ..knowledge.folding import bare
from ..story import Sentence, Span, Token

_SUBJECT = frozenset({"nsubj", "nsubj:caus", "nsubj:outer", "csubj"})
_PASSIVE_SUBJECT = frozenset({"nsubj:pass", "csubj:pass"})
_OBJECT = frozenset({"obj", "obj:lvc", "obj:agent"})
_OBLIQUE = frozenset({"obl", "nmod", "iobj", "advcl", "dislocated"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "ADJ", "NUM", "X", "SYM"})
_DEPTH = 6


def base(dep: str) -> str:
    """A dependency label without its subtype.

    >>> base("obl:arg")
    'obl'
    """
    return dep.partition(":")[0]


def features(morph: str) -> dict[str, str]:
    """UD features by name.

    >>> features("Gender=Fem|Number=Sing")
    {'Gender': 'Fem', 'Number': 'Sing'}
    """
    return dict(pair.split("=", 1) for pair in morph.split("|") if "=" in pair)


@dataclass(slots=True)
class Syntax:
    """Grammatical relations of one analysed sentence."""

    sentence: Sentence
    knowledge: EventKnowledge

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The tokens of the sentence."""
        return self.sentence.tokens

    @property
    def words(self) -> SyntaxWords:
        """The language's word lists."""
        return self.knowledge.words

    def children(self, i: int) -> Iterator[tuple[int, Token]]:
        """Direct dependents of token `i`."""
        for c in self.sentence.children[i]:
            yield c, self.tokens[c]

    def head(self, i: int) -> int:
        """The governor of token `i`, mended where a parser is prone to err.

        In "cesser d'accuser X d'avoir fait", "fait" hangs on "accuser", not on "cesser".
        """
        token = self.tokens[i]
        if base(token.dep) == "xcomp" and token.head < i:
            for c, sibling in self.children(token.head):
                if (
                    c < i
                    and sibling.dep == "xcomp"
                    and bare(sibling.lemma) in self.words.object_control
                ):
                    return c
        return token.head

    def complements(self, i: int) -> list[int]:
        """Clausal complements of token `i`, by the mended governor."""
        token = self.tokens[i]
        near = {c for c, _ in self.children(i)}
        if token.head != i:
            near.update(c for c, _ in self.children(token.head))
        return [
            c for c in sorted(near)
            if base(self.tokens[c].dep) in {"xcomp", "ccomp"} and self.head(c) == i
        ]  # fmt: skip

    def expand(self, i: int) -> list[int]:
        """Token `i` and the nominals coordinated with it."""
        found = [i]
        for c, token in self.children(i):
            if token.dep == "conj" and token.pos in _NOMINAL:
                found.extend(self.expand(c))
        return found

    def is_verbal(self, i: int) -> bool:
        """True for verbs and for participles the tagger took for adjectives."""
        token = self.tokens[i]
        return token.pos in {"VERB", "AUX"} or "VerbForm" in token.morph

    def auxiliaries(self, i: int) -> list[Token]:
        """Auxiliaries and copulas of a predicate."""
        return [t for _, t in self.children(i) if base(t.dep) in {"aux", "cop"}]

    def passive(self, i: int) -> bool:
        """True where a verb form is passive, with or without its auxiliary."""
        token = self.tokens[i]
        k = self.words
        if bare(token.lemma) in k.unaccusative:
            return False
        below = [t for _, t in self.children(i)]
        helpers = [t for t in below if base(t.dep) in {"aux", "cop"}]
        if any(base(t.dep) == "expl" for t in below) or self._reflexive(i):
            return False
        if helpers and bare(token.lemma) in k.adjectival and not self.agents(i):
            return False
        if any(t.dep == "aux:pass" for t in below):
            return True
        participle = "VerbForm=Part" in token.morph and "Tense=Pres" not in token.morph
        if helpers or not participle:
            return participle and bare(helpers[-1].lemma) in k.passive_auxiliary
        if self._opens(i) is not None:
            return True
        if any(t.dep in _SUBJECT for t in below):
            return False
        loose = {"acl", "amod", "advcl", "conj", "ROOT", "root", "parataxis"}
        return base(token.dep) in loose and (
            base(token.dep) != "conj" or self.passive_bare(token.head)
        )

    def passive_bare(self, i: int) -> bool:
        """True where the first verb of a coordination is a bare or passive participle."""
        return self.is_verbal(i) and self.passive(i)

    def subjects(self, i: int, depth: int = 0) -> list[int]:
        """Logical subjects: who does it, whatever the voice."""
        if depth > _DEPTH:
            return []
        if self.passive(i):
            return self.agents(i)
        return self._grammatical_subjects(i, depth)

    def agents(self, i: int) -> list[int]:
        """The "par"/"by" phrase of a passive."""
        k = self.words
        wanted = k.agent | (k.of if bare(self.tokens[i].lemma) in k.agent_of else frozenset())
        found = []
        for c, token in self.children(i):
            if token.dep == "obl:agent" or base(token.dep) in {"obl", "nmod"}:
                if self.preposition(c) in wanted:
                    found.append(c)
                elif c > i and not self.preposition(c):  # "arrêté lundi par la police"
                    found.extend(
                        g for g, t in self.children(c)
                        if base(t.dep) in {"nmod", "obl"} and self.preposition(g) in k.agent
                    )  # fmt: skip
        doers = [
            c for c in found
            if not k.not_agents & {bare(self.tokens[c].lemma), bare(self.tokens[c].text)}
        ]  # fmt: skip
        return [e for c in doers for e in self.expand(c)]

    def _reflexive(self, i: int) -> bool:
        """True for "s'est entretenu", whatever the parser calls the pronoun."""
        return any(
            c < i and t.pos == "PRON" and bare(t.text) in self.words.reflexive
            and base(t.dep) in {"obj", "iobj", "expl"}
            for c, t in self.children(i)
        )  # fmt: skip

    def _opens(self, i: int) -> int | None:
        """What a participle that opens its sentence is said of: the first noun after its comma.

        "Accusé de complicité, le colonel nie": "colonel". None for any other participle.
        """
        tokens = self.tokens
        if "VerbForm=Part" not in tokens[i].morph or i > 2 or self.auxiliaries(i):
            return None
        if any(bare(t.text) not in self.words.openers for t in tokens[:i]):
            return None
        fresh = False
        for k in range(i + 1, len(tokens)):
            if tokens[k].text == ",":
                fresh = True
            elif fresh and tokens[k].pos in {"NOUN", "PROPN", "PRON"}:
                return k
            elif tokens[k].pos not in {"DET", "ADJ", "NUM"}:
                fresh = False
        return None

    def _grammatical_subjects(self, i: int, depth: int) -> list[int]:
        own = [c for c, t in self.children(i) if t.dep in _SUBJECT or t.dep in _PASSIVE_SUBJECT]
        if own:
            return [e for c in own for e in self.expand(self.antecedent(c))]
        token = self.tokens[i]
        dep, head = base(token.dep), self.head(i)
        if head == i:
            return []
        if dep in {"aux", "cop"} or self._split_tense(i, head):
            return self._grammatical_subjects(head, depth + 1)
        if dep == "conj" and self.is_verbal(head):
            return self._grammatical_subjects(head, depth + 1)
        if dep in {"xcomp", "ccomp"} and "VerbForm=Fin" not in token.morph:
            return self._controllers(head, depth)
        if dep == "acl" and token.dep != "acl:relcl":
            return self._of_noun_clause(i, head, depth)
        if dep == "advcl" and "VerbForm=Fin" not in token.morph:
            if not self.is_verbal(head):
                return self.expand(head)
            if bare(self.tokens[head].lemma) in self.words.object_control and head < i:
                return self._controllers(head, depth)
            return self._surface_subjects(head, depth)
        if token.dep == "acl:relcl":
            return self.expand(head)
        return []

    def _split_tense(self, i: int, head: int) -> bool:
        """A participle that the parser hung below its own auxiliary as an object."""
        token, above = self.tokens[i], self.tokens[head]
        return (
            "VerbForm=Part" in token.morph
            and base(token.dep) == "obj"
            and above.pos in {"AUX", "VERB"}
            and 0 < i - head <= 2
        )

    def _surface_subjects(self, i: int, depth: int) -> list[int]:
        """Subjects as written, passive or not: what governs a participle clause."""
        found = self._grammatical_subjects(i, depth + 1)
        return found or self.subjects(i, depth + 1)

    def _controllers(self, head: int, depth: int) -> list[int]:
        lemma = bare(self.tokens[head].lemma)
        k = self.words
        if lemma in k.object_control and lemma not in k.subject_control:
            objects = self.objects(head)
            if not objects:
                objects = [c for _, c in self.obliques(head) if self.tokens[c].pos in _NOMINAL][:1]
            if objects:
                return objects
        if self.passive(head):
            return self._grammatical_subjects(head, depth + 1)
        return self.subjects(head, depth + 1)

    def _of_noun_clause(self, i: int, head: int, depth: int) -> list[int]:
        """ "sa volonté de…", "l'accusation d'avoir…": who owns the noun; else the noun itself."""
        token = self.tokens[i]
        if "VerbForm=Inf" in token.morph:
            governor = self.tokens[head].head
            if governor != head and self.is_verbal(governor):
                return self.subjects(governor, depth + 1)
            return []
        return self.expand(head)

    def objects(self, i: int) -> list[int]:
        """Logical objects: who or what it is done to, whatever the voice."""
        found: list[int] = []
        if self.passive(i):
            return self._undergoers(i)
        for c, token in self.children(i):
            if token.dep in _OBJECT or (token.dep == "iobj" and token.pos == "PRON"):
                found.extend(self.expand(self.antecedent(c)))
        return found

    def _undergoers(self, i: int) -> list[int]:
        """The surface subjects of a passive, before or after it, or what a participle is said of."""
        below = list(self.children(i))
        found = [c for c, t in below if t.dep in _PASSIVE_SUBJECT or t.dep in _SUBJECT]
        if not found and (opened := self._opens(i)) is not None:
            return self.expand(opened)
        if not found and any(t.dep == "aux:pass" for _, t in below):
            found = [
                c for c, t in below
                if c > i and t.pos in {"NOUN", "PROPN"} and not self.preposition(c)
                and base(t.dep) in {"obj", "obl", "nsubj", "xcomp"} and self._determined(c)
            ][:1]  # fmt: skip
        if found:
            return [e for c in found for e in self.expand(self.antecedent(c))]
        token = self.tokens[i]
        if base(token.dep) == "acl" and token.dep != "acl:relcl":
            return self.expand(self._agreeing(i, token.head))
        return self._grammatical_subjects(i, 0)

    def _determined(self, i: int) -> bool:
        """True for a noun phrase with a determiner or number, and for proper names."""
        below = {base(t.dep) for _, t in self.children(i)}
        return self.tokens[i].pos == "PROPN" or bool(below & {"det", "nummod"})

    def _agreeing(self, i: int, head: int) -> int:
        """The noun that participle `i` agrees with: "accord de pêche signé" is an accord."""
        here = head
        for _ in range(_DEPTH):
            if not self._clash(i, here):
                return here
            above = self.tokens[here]
            if base(above.dep) not in {"nmod", "appos"} or above.head == here:
                return head
            here = above.head
        return head

    def _clash(self, i: int, noun: int) -> bool:
        """True where gender or number of a participle and a noun contradict each other."""
        one, other = features(self.tokens[i].morph), features(self.tokens[noun].morph)
        return any(
            name in one and name in other and one[name] != other[name]
            for name in ("Gender", "Number")
        )

    def obliques(self, i: int) -> list[tuple[str, int]]:
        """(preposition lemma, token) of the complements of a verb or noun, coordinated ones too."""
        found: list[tuple[str, int]] = []
        for c, token in self.children(i):
            if base(token.dep) in _OBLIQUE and token.dep != "obl:agent":
                preposition = self.preposition(c)
                found.extend((preposition, e) for e in self.expand(c))
        return found

    def preposition(self, i: int) -> str:
        """Folded lemma of the preposition before a phrase; "" without one."""
        for _, token in self.children(i):
            if token.dep == "case":
                return bare(token.lemma)
        return ""

    def before(self, span: Span) -> frozenset[str]:
        """Folded words that stand right before a span: the last one, two and three of them."""
        first = next((n for n, t in enumerate(self.tokens) if t.start >= span.start), 0)
        words = [bare(t.text) for t in self.tokens[max(0, first - 3) : first]]
        return frozenset(" ".join(words[-size:]) for size in (1, 2, 3) if len(words) >= size)

    def antecedent(self, i: int) -> int:
        """What a relative pronoun stands for; the token itself otherwise."""
        token = self.tokens[i]
        if token.pos != "PRON" or (
            "PronType=Rel" not in token.morph
            and bare(token.lemma) not in self.words.relative_pronouns
            and bare(token.text).rstrip("'") not in self.words.relative_pronouns
        ):
            return i
        here = token.head
        for _ in range(_DEPTH):
            clause = self.tokens[here]
            if base(clause.dep) == "acl" and clause.head != here:
                return clause.head
            if clause.dep in {"conj", "xcomp", "ccomp"} and clause.head != here:
                here = clause.head
            else:
                return i
        return i

    def upwards(self, i: int) -> Iterator[int]:
        """Token `i` and everything above it, nearest first; a ring is left after one round."""
        here = i
        for _ in self.tokens:
            yield here
            above = self.tokens[here].head
            if above == here:
                return
            here = above

    def governor(self, i: int) -> int | None:
        """The verb that governs a noun, through other nouns and coordination; None if none."""
        here = i
        for _ in range(_DEPTH):
            head = self.tokens[here].head
            if head == here:
                return None
            if self.is_verbal(head):
                return head
            here = head
        return None

    def clause(self, i: int) -> int:
        """The finite or top predicate over token `i` (itself if it is one)."""
        here = i
        for _ in range(len(self.tokens)):
            token = self.tokens[here]
            if token.head == here or token.dep in {"ccomp", "advcl", "acl:relcl", "parataxis"}:
                return here
            here = token.head
        return here
