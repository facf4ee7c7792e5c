"""Builds news sentences with their trees from a small grammar and our own word lists.

Treebanks of reviews and parliaments hardly know "Hungary opposed the sanctions" or "…, a annoncé
jeudi le porte-parole de l'armée". Each sentence here is grown as a tree, so its analysis is right
by construction; words come from `corpus/syntax/news-<tag>.toml`. What they mean does not matter.

    python tools/train/grammar.py fr --show 20
"""

from __future__ import annotations

import argparse
import random
import sys
import tomllib
from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from spacy.tokens import Doc
from spacy.vocab import Vocab

ROOT = Path(__file__).resolve().parents[2]


@dataclass(slots=True)
class Node:
    """One word with its dependents, those before it and those after it in order."""

    form: str
    pos: str
    dep: str
    feats: str = ""
    before: list[Node] = field(default_factory=list)
    after: list[Node] = field(default_factory=list)
    inner: bool = False  # a root: a piece out of a sentence, without its capital

    def walk(self) -> Iterator[Node]:
        """The words of the tree in text order."""
        for child in self.before:
            yield from child.walk()
        yield self
        for child in self.after:
            yield from child.walk()

    def as_dep(self, dep: str) -> Node:
        """The same tree under another relation."""
        self.dep = dep
        return self

    def add(self, *children: Node) -> Node:
        """The tree with more dependents after its head."""
        self.after.extend(children)
        return self


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun phrase with what agrees with it."""

    node: Node
    gender: str = "Masc"
    plural: bool = False
    person: bool = False


def comma() -> Node:
    """A comma, to be hung where it belongs."""
    return Node(",", "PUNCT", "punct")


def finish(root: Node, *, stop: bool = True) -> Node:
    """The sentence: a root, and a full stop where it has one."""
    root.dep = "ROOT"
    if stop:
        root.add(Node(".", "PUNCT", "punct"))
    return root


def number(plural: bool) -> str:
    """UD's name of a number."""
    return "Plur" if plural else "Sing"


class Grammar(ABC):
    """What the grammars of all languages share: dice, word lists, and how parts join."""

    loose = "obl"  # the relation of an adverbial
    share = 0.1  # of actors that are two
    weights: tuple[int, ...] = ()  # of the kinds of sentence, in the order of `sentence`

    def __init__(self, words: dict[str, Any], seed: int) -> None:
        self.words = words
        self.dice = random.Random(seed)

    @abstractmethod
    def clause(self, subject: Noun | None = None) -> Node:
        """A clause with its subject in front; the root is its verb."""

    @abstractmethod
    def state(self, dep: str) -> Noun:
        """A country."""

    @abstractmethod
    def when(self) -> Node:
        """A day or month."""

    @abstractmethod
    def where(self, dep: str) -> Node:
        """A place with its preposition."""

    @abstractmethod
    def occasion(self) -> Node:
        """ "during a visit"."""

    @abstractmethod
    def reports(self) -> Node:
        """ "X said on Monday that …"."""

    @abstractmethod
    def tail(self) -> Node:
        """ "the ministry said on Monday", as reporting tails are parsed."""

    @abstractmethod
    def according(self) -> Node:
        """ "According to X, …"."""

    @abstractmethod
    def opened(self) -> Node:
        """ "Accused of treason, the general denied …"."""

    def pick(self, kind: str) -> Any:
        """One entry of a word list."""
        return self.dice.choice(self.words[kind])

    def chance(self, p: float) -> bool:
        """True with probability p."""
        return self.dice.random() < p

    def name(self, full: str, dep: str, flat: str) -> Node:
        """A person's name: the first word heads the others."""
        first, *rest = full.split()
        return Node(first, "PROPN", dep, after=[Node(w, "PROPN", flat) for w in rest])

    def pair(self, noun: Noun) -> Noun:
        """ "X and Y", the second a state."""
        other = self.state("conj").node
        other.before.insert(0, Node(self.words["and"], "CCONJ", "cc"))
        noun.node.add(other)
        return Noun(noun.node, noun.gender, plural=True)

    def adverbials(self, verb: Node, share: float = 0.45) -> None:
        """Hangs a time, a place, an occasion on a verb, or none of them."""
        if self.chance(share):
            verb.add(self.when())
        if self.chance(share / 3):
            verb.add(self.where(self.loose))
        if self.chance(share / 4):
            verb.add(self.occasion())

    def fronted(self) -> Node:
        """ "On Thursday, …", "During a visit to Beijing, …"."""
        clause = self.clause()
        first = self.when() if self.chance(0.6) else self.occasion()
        clause.before.insert(0, first.add(comma()))
        return finish(clause)

    def plain(self) -> Node:
        """A clause alone, at times without its full stop, as titles are."""
        return finish(self.clause(), stop=self.chance(0.85))

    def sentence(self) -> Node:
        """One sentence."""
        makers = (self.plain, self.reports, self.tail, self.according, self.opened, self.fronted)
        return self.dice.choices(makers, self.weights)[0]()


def to_doc(vocab: Vocab, root: Node) -> Doc:
    """The tree as a spaCy document of one sentence."""
    words = list(root.walk())
    following = [*words[1:], root]
    nodes = [
        n for n, after in zip(words, following, strict=True)
        if n.form != "," or after.form not in {",", "."}
    ]  # fmt: skip
    place = {id(n): i for i, n in enumerate(nodes)}
    heads = list(range(len(nodes)))
    for node in nodes:
        for child in (*node.before, *node.after):
            if id(child) in place:
                heads[place[id(child)]] = place[id(node)]
    forms = [n.form for n in nodes]
    if not root.inner:
        forms[0] = forms[0][:1].upper() + forms[0][1:]
    spaces = [
        not (a.endswith("'") and len(a) < 6) and b not in {".", ",", "'s"}
        for a, b in zip(forms, [*forms[1:], "."], strict=True)
    ]
    return Doc(
        vocab,
        words=forms,
        spaces=spaces,
        pos=[n.pos for n in nodes],
        morphs=[n.feats for n in nodes],
        heads=heads,
        deps=[n.dep for n in nodes],
        sent_starts=[i == 0 for i in range(len(nodes))],
    )


def make_grammar(tag: str, seed: int) -> Grammar:
    """The grammar of a language; its module is named after it."""
    import importlib  # noqa: PLC0415  (one module a language)

    path = ROOT / "corpus" / "syntax" / f"news-{tag}.toml"
    words = tomllib.loads(path.read_text(encoding="utf-8"))
    module = importlib.import_module(f"grammar_{tag}")
    return module.News(words, seed)  # type: ignore[no-any-return]


def news_docs(tag: str, vocab: Vocab, count: int, seed: int) -> list[Doc]:
    """`count` different sentences of a language's grammar as documents."""
    grammar = make_grammar(tag, seed)
    found: dict[str, Doc] = {}
    while len(found) < count:
        doc = to_doc(vocab, grammar.sentence())
        found.setdefault(doc.text, doc)
    return list(found.values())


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tag")
    parser.add_argument("--show", type=int, default=20)
    parser.add_argument("--trees", action="store_true")
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    for doc in news_docs(args.tag, Vocab(), args.show, args.seed):
        print(doc.text)
        if args.trees:
            print("   ", " ".join(f"{t.i}:{t}/{t.pos_}/{t.dep_}>{t.head.i}" for t in doc))
    return 0


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent))
    sys.exit(main())
