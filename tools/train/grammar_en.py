"""A grammar of English news sentences: who does what to whom, says it, and when."""

from __future__ import annotations

from grammar import Grammar, Node, Noun, comma, finish, number

_FIN = "Mood=Ind|Number={}|Person=3|Tense={}|VerbForm=Fin"


class News(Grammar):
    """Grows one sentence at a time; see `sentence`."""

    weights = (54, 14, 12, 6, 6, 8)

    # --- noun phrases -------------------------------------------------------------------

    def det(self, word: str) -> Node:
        definite = {
            "the": "Definite=Def|PronType=Art",
            "a": "Definite=Ind|PronType=Art",
            "an": "Definite=Ind|PronType=Art",
        }
        return Node(word, "DET", "det", definite.get(word, "PronType=Dem"))

    def proper(self, words: str, dep: str) -> Node:
        """A name of several words: the last is its head."""
        *first, last = words.split()
        node = Node(last, "PROPN", dep, "Number=Sing")
        adjectives = {"North", "South", "African", "European", "White", "New", "Arab", "United"}
        node.before = [
            Node(
                w, "ADJ" if w in adjectives else "PROPN", "amod" if w in adjectives else "compound"
            )
            for w in first
        ]
        return node

    def state(self, dep: str) -> Noun:
        return Noun(self.proper(self.pick("countries")[0], dep))

    def capital(self, dep: str) -> Noun:
        return Noun(self.proper(self.pick("countries")[2], dep))

    def body(self, dep: str) -> Noun:
        if self.chance(0.4):
            return Noun(self.proper(self.pick("bodies"), dep))
        node = self.proper(self.pick("the_bodies"), dep)
        node.before.insert(0, self.det("the"))
        return Noun(node)

    def adjective(self) -> list[Node]:
        words = self.pick("countries")[1].split()
        if len(words) > 1:
            last = Node(words[1], "ADJ", "amod", "Degree=Pos")
            last.before.append(Node(words[0], "ADJ", "amod", "Degree=Pos"))
            return [last]
        return [Node(words[0], "ADJ", "amod", "Degree=Pos")]

    def common(self, words: str, dep: str, plural: bool) -> Node:
        """A noun with the words that stand before it: "air force", "foreign ministry"."""
        *first, last = words.split()
        node = Node(last, "NOUN", dep, f"Number={number(plural)}")
        plain = {"foreign", "prime", "supreme"}
        for word in first:
            if word == "ruling":
                node.before.append(Node(word, "VERB", "amod", "Tense=Pres|VerbForm=Part"))
            elif word in plain:
                node.before.append(Node(word, "ADJ", "amod", "Degree=Pos"))
            else:
                node.before.append(Node(word, "NOUN", "compound", "Number=Sing"))
        return node

    def person(self, dep: str) -> Noun:
        node = self.name(self.pick("people"), dep, "flat")
        node.feats = "Number=Sing"
        if self.chance(0.45):
            *first, last = self.pick("titles").split()
            title = Node(last, "PROPN", "nmod:desc", "Number=Sing")
            adjectives = {"Foreign", "Prime"}
            title.before = [
                Node(
                    w,
                    "ADJ" if w in adjectives else "PROPN",
                    "amod" if w in adjectives else "compound",
                )
                for w in first
            ]
            if self.chance(0.6):
                title.before = self.adjective() + title.before
            node.before.append(title)
        elif self.chance(0.2):
            role = self.role("appos", plain=True)
            role.node.before.insert(0, comma())
            node.add(role.node.add(comma()))
        return Noun(node, person=True)

    def owner(self) -> Node:
        return self.state("nmod:poss").node.add(Node("'s", "PART", "case"))

    def role(self, dep: str, *, plain: bool = False) -> Noun:
        words = self.pick("roles")
        node = self.common(words, dep, False)
        roll = self.dice.random()
        if roll < 0.25:
            node.before.insert(0, self.owner())
        else:
            if roll < 0.7:
                node.before[:0] = self.adjective()
            node.before.insert(0, self.det("the"))
            if roll > 0.85:
                node.add(self.under("of", self.state("nmod")))
        plural = words == "police"
        if not plain and words.split()[-1] in self.words["personal"] and self.chance(0.3):
            name = self.name(self.pick("people"), "appos", "flat")
            node.add(name)
            if self.chance(0.5):
                name.before.append(comma())
                node.add(comma())
        return Noun(node, plural=plural, person=words.split()[-1] in self.words["personal"])

    def group(self, dep: str) -> Noun:
        node = self.common(self.pick("groups"), dep, True)
        if self.chance(0.5):
            node.before = self.adjective()
        if self.chance(0.25):
            node.before.insert(0, self.det("the"))
        elif self.chance(0.15):
            node.before.insert(
                0,
                Node(
                    self.dice.choice(("two", "three", "dozens")[:2]),
                    "NUM",
                    "nummod",
                    "NumForm=Word|NumType=Card",
                ),
            )
        return Noun(node, plural=True)

    def actor(self, dep: str) -> Noun:
        makers = (self.state, self.capital, self.body, self.person, self.role, self.group)
        noun = self.dice.choices(makers, (5, 2, 3, 5, 6, 5))[0](dep)
        if self.chance(self.share):
            return self.pair(noun)
        if noun.person and "," not in [n.form for n in noun.node.walk()] and self.chance(0.1):
            clause = self.clause(
                Noun(Node("who", "PRON", "nsubj", "PronType=Rel"), plural=noun.plural)
            )
            clause.dep = "acl:relcl"
            clause.before.insert(0, comma())
            noun.node.add(clause, comma())
        return noun

    def thing(self, dep: str) -> Noun:
        plural = self.chance(0.45)
        node = self.common(self.pick("many" if plural else "things"), dep, plural)
        if self.chance(0.35):
            node.before[:0] = self.adjective()
        first = next(node.walk()).form
        roll = self.dice.random()
        if roll < 0.15:
            node.before.insert(0, self.owner())
        elif roll < 0.6:
            node.before.insert(0, self.det("the"))
        elif not plural:
            node.before.insert(0, self.det("an" if first[0] in "aeioAEIO" else "a"))
        if self.chance(0.2):
            node.add(self.done())
        elif self.chance(0.25):
            node.add(
                self.under(self.dice.choice(("of", "with", "against", "on")), self.actor("nmod"))
            )
        return Noun(node, plural=plural)

    def done(self) -> Node:
        """ "killed by the army on Monday"."""
        node = self.participle(self.pick("regular"), "acl")
        if self.chance(0.6):
            node.add(self.under("by", self.actor("obl:agent")))
        if self.chance(0.4):
            node.add(self.when())
        elif self.chance(0.4):
            node.add(self.where("obl"))
        return node

    def under(self, word: str, noun: Noun) -> Node:
        noun.node.before.insert(0, Node(word, "ADP", "case"))
        return noun.node

    # --- adverbials ---------------------------------------------------------------------

    def when(self) -> Node:
        roll = self.dice.random()
        if roll < 0.55:
            return self.under("on", Noun(Node(self.pick("week"), "PROPN", "obl", "Number=Sing")))
        if roll < 0.75:
            return Node(self.pick("week"), "PROPN", "obl:unmarked", "Number=Sing")
        if roll < 0.87:
            return self.under("in", Noun(Node(self.pick("months"), "PROPN", "obl", "Number=Sing")))
        word = Node(
            self.dice.choice(("week", "month", "year")), "NOUN", "obl:unmarked", "Number=Sing"
        )
        word.before.append(Node("last", "ADJ", "amod", "Degree=Pos"))
        return word

    def where(self, dep: str) -> Node:
        return self.under("in", self.capital(dep))

    def occasion(self) -> Node:
        node = self.common(self.pick("occasions"), "obl", False)
        node.before.insert(0, self.det("a"))
        node.before.insert(0, Node(self.dice.choice(("during", "after", "at")), "ADP", "case"))
        if self.chance(0.4):
            node.add(self.where("nmod"))
        return node

    # --- verbs --------------------------------------------------------------------------

    def forms(self, verb: str) -> tuple[str, str, str, str]:
        """Third person, past, participle, -ing form."""
        if verb in self.words["irregular"]:
            return tuple(self.words["irregular"][verb])
        if verb.endswith("y") and verb[-2] not in "aeou":
            return verb[:-1] + "ies", verb[:-1] + "ied", verb[:-1] + "ied", verb + "ing"
        third = verb + ("es" if verb.endswith(("s", "sh", "ch", "x")) else "s")
        if verb.endswith("e"):
            return third, verb + "d", verb + "d", verb[:-1] + "ing"
        return third, verb + "ed", verb + "ed", verb + "ing"

    def participle(self, verb: str, dep: str) -> Node:
        return Node(self.forms(verb)[2], "VERB", dep, "Tense=Past|VerbForm=Part|Voice=Pass")

    def finite(self, verb: str, subject: Noun) -> Node:
        third, past, participle, going = self.forms(verb)
        plural, count = subject.plural, number(subject.plural)
        tense = self.dice.choices(
            ("past", "present", "perfect", "will", "before", "doing"), (58, 14, 12, 7, 5, 4)
        )[0]
        if tense == "past":
            return Node(past, "VERB", "ROOT", _FIN.format(count, "Past"))
        if tense == "present":
            return Node(verb if plural else third, "VERB", "ROOT", _FIN.format(count, "Pres"))
        if tense == "will":
            node = Node(verb, "VERB", "ROOT", "VerbForm=Inf")
            return self.helped(node, Node("will", "AUX", "aux", "VerbForm=Fin"))
        if tense == "doing":
            node = Node(going, "VERB", "ROOT", "Tense=Pres|VerbForm=Part")
            return self.helped(
                node, Node("are" if plural else "is", "AUX", "aux", _FIN.format(count, "Pres"))
            )
        node = Node(participle, "VERB", "ROOT", "Tense=Past|VerbForm=Part")
        if tense == "before":
            return self.helped(node, Node("had", "AUX", "aux", _FIN.format(count, "Past")))
        return self.helped(
            node, Node("have" if plural else "has", "AUX", "aux", _FIN.format(count, "Pres"))
        )

    @staticmethod
    def helped(node: Node, auxiliary: Node) -> Node:
        node.before.append(auxiliary)
        return node

    def infinitive(self, verb: str, dep: str = "xcomp") -> Node:
        return Node(verb, "VERB", dep, "VerbForm=Inf", before=[Node("to", "PART", "mark")])

    # --- clauses ------------------------------------------------------------------------

    def clause(self, subject: Noun | None = None) -> Node:
        """A clause with its subject in front; the root is its verb."""
        subject = subject or self.actor("nsubj")
        makers = (
            self.acts,
            self.passive,
            self.calls_on,
            self.accuses,
            self.meets,
            self.opposes,
            self.calls_for,
        )
        return self.dice.choices(makers, (42, 15, 9, 7, 10, 5, 6))[0](subject)

    def acts(self, subject: Noun) -> Node:
        verb = self.finite(self.pick("regular"), subject)
        verb.before.insert(0, subject.node.as_dep("nsubj"))
        verb.add((self.thing if self.chance(0.7) else self.actor)("obj").node)
        self.adverbials(verb, 0.4)
        if self.chance(0.1):
            also = Node(
                self.forms(self.pick("regular"))[1],
                "VERB",
                "conj",
                _FIN.format(number(subject.plural), "Past"),
            )
            also.before.append(Node("and", "CCONJ", "cc"))
            verb.add(also.add(self.thing("obj").node))
        elif self.chance(0.08):
            going = Node(
                self.forms(self.pick("regular"))[3],
                "VERB",
                "advcl",
                "VerbForm=Ger",
                before=[comma()],
            )
            verb.add(going.add(self.thing("obj").node))
        return verb

    def passive(self, subject: Noun) -> Node:
        verb = self.participle(self.pick("regular"), "ROOT")
        plural, count = subject.plural, number(subject.plural)
        roll = self.dice.random()
        if roll < 0.6:
            verb.before.append(
                Node("were" if plural else "was", "AUX", "aux:pass", _FIN.format(count, "Past"))
            )
        elif roll < 0.85:
            verb.before.append(
                Node("have" if plural else "has", "AUX", "aux", _FIN.format(count, "Pres"))
            )
            verb.before.append(Node("been", "AUX", "aux:pass", "Tense=Past|VerbForm=Part"))
        else:
            verb.before.append(Node("will", "AUX", "aux", "VerbForm=Fin"))
            verb.before.append(Node("be", "AUX", "aux:pass", "VerbForm=Inf"))
        verb.before.insert(0, subject.node.as_dep("nsubj:pass"))
        if self.chance(0.5):
            verb.add(self.under("by", self.actor("obl:agent")))
        self.adverbials(verb, 0.4)
        return verb

    def calls_on(self, subject: Noun) -> Node:
        verb = self.finite(self.pick("to_verbs"), subject)
        verb.before.insert(0, subject.node.as_dep("nsubj"))
        verb.add(self.actor("obj").node)
        return verb.add(self.infinitive(self.pick("regular")).add(self.thing("obj").node))

    def accuses(self, subject: Noun) -> Node:
        verb = self.finite("accuse", subject)
        verb.before.insert(0, subject.node.as_dep("nsubj"))
        verb.add(self.actor("obj").node)
        if self.chance(0.4):
            charge = Node(self.pick("charges"), "NOUN", "obl", "Number=Sing")
            return verb.add(self.under("of", Noun(charge)))
        going = Node(self.forms(self.pick("regular"))[3], "VERB", "advcl", "VerbForm=Ger")
        going.before.append(Node("of", "SCONJ", "mark"))
        return verb.add(going.add(self.thing("obj").node))

    def meets(self, subject: Noun) -> Node:
        verb = self.finite(self.pick("meet"), subject)
        verb.before.insert(0, subject.node.as_dep("nsubj"))
        if verb.form.startswith("me") and self.chance(0.5):
            verb.add(self.actor("obj").node)
        else:
            verb.add(self.under("with", self.actor("obl")))
        self.adverbials(verb, 0.5)
        return verb

    def opposes(self, subject: Noun) -> Node:
        verb = self.finite(self.pick("against"), subject)
        verb.before.insert(0, subject.node.as_dep("nsubj"))
        verb.add(self.under("against", self.thing("obl")))
        self.adverbials(verb, 0.4)
        return verb

    def calls_for(self, subject: Noun) -> Node:
        verb = self.finite(self.pick("call"), subject)
        verb.before.insert(0, subject.node.as_dep("nsubj"))
        if self.chance(0.4):
            verb.add(self.under("on", self.actor("obl")))
            return verb.add(self.infinitive(self.pick("regular")).add(self.thing("obj").node))
        return verb.add(self.under("for", self.thing("obl")))

    # --- sentences ----------------------------------------------------------------------

    def reports(self) -> Node:
        """ "X said on Monday that …"."""
        subject = self.actor("nsubj")
        verb = self.finite(self.pick("said"), subject)
        verb.before.insert(0, subject.node)
        if self.chance(0.45):
            verb.add(self.when())
        told = self.clause().as_dep("ccomp")
        if self.chance(0.7):
            told.before.insert(0, Node("that", "SCONJ", "mark"))
        return finish(verb.add(told))

    def tail(self) -> Node:
        """ "the ministry said on Monday", "said the army", as reporting tails are parsed."""
        subject = self.actor("nsubj")
        verb = Node(
            self.forms(self.pick("said"))[1],
            "VERB",
            "ROOT",
            _FIN.format(number(subject.plural), "Past"),
        )
        if self.chance(0.8):
            verb.before.insert(0, subject.node)
        else:
            verb.add(subject.node)
        if self.chance(0.5):
            verb.add(self.when())
        root = finish(verb)
        root.inner = self.chance(0.7)
        return root

    def according(self) -> Node:
        clause = self.clause()
        source = self.actor("obl").node
        source.before.insert(
            0, Node("according", "VERB", "case", "VerbForm=Ger", after=[Node("to", "ADP", "fixed")])
        )
        if self.chance(0.3):
            clause.before.insert(0, source.add(comma()))
        else:
            source.before.insert(0, comma())
            clause.add(source)
        return finish(clause)

    def opened(self) -> Node:
        """ "Accused of treason, the general denied …"."""
        clause = self.clause()
        opener = self.participle("accuse" if self.chance(0.3) else self.pick("regular"), "advcl")
        if self.chance(0.5):
            opener.add(self.under("by", self.actor("obl:agent")))
        else:
            opener.add(self.when() if self.chance(0.5) else self.where("obl"))
        clause.before.insert(0, opener.add(comma()))
        return finish(clause)
