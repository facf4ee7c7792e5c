"""A grammar of French news sentences: who does what to whom, says it, and when."""

from __future__ import annotations

from grammar import Grammar, Node, Noun, comma, finish, number

_VOWELS = "aeéèêiouyhâîôû"
_FIN = "Mood=Ind|Number={}|Person=3|Tense={}|VerbForm=Fin"
_PART = "Gender={}|Number={}|Tense=Past|VerbForm=Part"
_AUX = {
    ("avoir", False): {"Pres": "a", "Imp": "avait", "Fut": "aura"},
    ("avoir", True): {"Pres": "ont", "Imp": "avaient", "Fut": "auront"},
    ("être", False): {"Pres": "est", "Imp": "était", "Fut": "sera"},
    ("être", True): {"Pres": "sont", "Imp": "étaient", "Fut": "seront"},
}


def elided(word: str, before: str) -> str:
    """ "de" before a vowel is "d'", and the like."""
    return word[:-1] + "'" if before[:1].lower() in _VOWELS else word


class News(Grammar):
    """Grows one sentence at a time; see `sentence`."""

    loose = "obl:mod"
    weights = (50, 12, 14, 7, 8, 9)

    # --- noun phrases -------------------------------------------------------------------

    def article(self, word: str, gender: str, plural: bool, definite: bool = True) -> Node:
        feats = f"Definite={'Def' if definite else 'Ind'}|Gender={gender}|Number={number(plural)}|PronType=Art"
        if plural:
            feats = f"Definite={'Def' if definite else 'Ind'}|Number=Plur|PronType=Art"
        return Node(word, "DET", "det", feats)

    def the(self, noun: str, gender: str, plural: bool) -> Node:
        if plural:
            return self.article("les", gender, True)
        if noun[:1].lower() in _VOWELS:
            return Node("l'", "DET", "det", "Definite=Def|Number=Sing|PronType=Art")
        return self.article("la" if gender == "Fem" else "le", gender, False)

    def an(self, gender: str, plural: bool) -> Node:
        word = "des" if plural else "une" if gender == "Fem" else "un"
        return self.article(word, gender, plural, definite=False)

    def head(self, noun: str, dep: str, gender: str, plural: bool) -> Node:
        """A noun of one or more words: "chef de la diplomatie", "ministre de la Défense"."""
        first, *rest = noun.split()
        feats = f"Gender={gender}|Number={number(plural)}"
        if first == "Premier":
            node = Node(rest[0], "NOUN", dep, feats)
            node.before.append(
                Node("Premier", "ADJ", "amod", "Gender=Masc|Number=Sing|NumType=Ord")
            )
            return node
        node = Node(first, "NOUN", dep, feats)
        if rest and rest[0] == "armés":
            node.add(Node("armés", "ADJ", "amod", "Gender=Masc|Number=Plur"))
        elif rest:
            node.add(self.complement(rest))
        return node

    def complement(self, rest: list[str]) -> Node:
        """ "de la Défense", "des Affaires étrangères", "au pouvoir", "d'État"."""
        if rest[0].startswith("d'"):
            noun = Node(rest[0][2:], "NOUN", "nmod", "Gender=Masc|Number=Sing")
            noun.before.append(Node("d'", "ADP", "case"))
            return noun
        case, *words = rest
        determiner = words.pop(0) if words[0] in {"la", "le", "les"} else None
        noun = Node(words[0], "NOUN", "nmod")
        noun.before.append(Node(case, "ADP", "case"))
        if determiner:
            noun.before.append(self.article(determiner, "Fem", False))
        noun.after.extend(Node(w, "ADJ", "amod") for w in words[1:])
        return noun

    def state(self, dep: str) -> Noun:
        article, name, gender, *_ = self.pick("countries")
        if not article:
            return Noun(Node(name, "PROPN", dep), "Masc")
        words = name.split()
        plural = gender.endswith("p")
        node = Node(words[0], "PROPN", dep)
        node.before.append(self.article(article, "Fem" if gender[0] == "f" else "Masc", plural))
        if len(words) > 1 and words[1] == "du":
            node.add(Node(words[2], "PROPN", "nmod", before=[Node("du", "ADP", "case")]))
        elif len(words) > 1:
            node.add(Node(words[1], "PROPN", "flat:name"))
        return Noun(node, "Fem" if gender[0] == "f" else "Masc", plural)

    def capital(self, dep: str) -> Noun:
        words = self.pick("countries")[7].split()
        node = Node(
            words[0], "PROPN", dep, after=[Node(w, "PROPN", "flat:name") for w in words[1:]]
        )
        return Noun(node, "Masc")

    def body(self, dep: str) -> Noun:
        article, name, gender = self.pick("bodies")
        words = name.split()
        gender = "Fem" if gender == "f" else "Masc"
        node = Node(words[0], "NOUN" if words[0] in {"Union", "Maison", "Ligue"} else "PROPN", dep)
        node.before.append(self.article(article, gender, False))
        node.after.extend(Node(w, "ADJ", "amod") for w in words[1:])
        return Noun(node, gender)

    def person(self, dep: str) -> Noun:
        return Noun(self.name(self.pick("people"), dep, "flat:name"), "Masc", person=True)

    def nationality(self, gender: str, plural: bool) -> Node:
        forms = self.pick("countries")[3:7]
        form = forms[(gender == "Fem") + 2 * plural]
        return Node(form, "ADJ", "amod", f"Gender={gender}|Number={number(plural)}")

    def role(self, dep: str) -> Noun:
        noun, gender = self.pick("roles")
        gender = "Fem" if gender == "f" else "Masc"
        node = self.head(noun, dep, gender, False)
        node.before.insert(0, self.the(noun, gender, False))
        if self.chance(0.6):
            node.after.insert(0, self.nationality(gender, False))
        elif self.chance(0.4):
            node.add(self.of(self.state("nmod")))
        person = gender == "Masc" and noun.split()[0] in self.words["personal"]
        if person and self.chance(0.4):
            comma_first = self.chance(0.3)
            name = self.name(self.pick("people"), "appos" if comma_first else "nmod", "flat:name")
            if comma_first:
                name.before.append(comma())
            node.add(name)
            if comma_first:
                node.add(comma())
        return Noun(node, gender, person=person)

    def group(self, dep: str) -> Noun:
        noun, gender = self.pick("groups")
        gender = "Fem" if gender == "f" else "Masc"
        node = self.head(noun, dep, gender, True)
        node.before.insert(
            0, self.the(noun, gender, True) if self.chance(0.7) else self.an(gender, True)
        )
        if self.chance(0.4):
            node.add(self.nationality(gender, True))
        return Noun(node, gender, True)

    def actor(self, dep: str) -> Noun:
        """Somebody who can act, now and then two of them."""
        makers = (self.state, self.capital, self.body, self.person, self.role, self.group)
        noun = self.dice.choices(makers, (4, 2, 2, 3, 6, 4))[0](dep)
        if self.chance(self.share):
            return self.pair(noun)
        if noun.person and "," not in [n.form for n in noun.node.walk()] and self.chance(0.1):
            return self.with_clause(noun)
        return noun

    def with_clause(self, noun: Noun) -> Noun:
        """ "…, qui a rencontré X,"."""
        clause = self.clause(
            Noun(Node("qui", "PRON", "nsubj", "PronType=Rel"), noun.gender, noun.plural)
        )
        clause.dep = "acl:relcl"
        clause.before.insert(0, comma())
        noun.node.add(clause, comma())
        return noun

    def thing(self, dep: str) -> Noun:
        plural = self.chance(0.4)
        noun, gender = self.pick("many" if plural else "things")
        gender = "Fem" if gender == "f" else "Masc"
        node = self.head(noun, dep, gender, plural)
        demonstrative = {"Masc": "cet" if noun[0] in _VOWELS else "ce", "Fem": "cette"}[gender]
        roll = self.dice.random()
        if roll < 0.55:
            node.before.insert(0, self.the(noun, gender, plural))
        elif roll < 0.8:
            node.before.insert(0, self.an(gender, plural))
        elif plural:
            node.before.insert(0, Node("ces", "DET", "det", "Number=Plur|PronType=Dem"))
        else:
            node.before.insert(
                0, Node(demonstrative, "DET", "det", f"Gender={gender}|Number=Sing|PronType=Dem")
            )
        if self.chance(0.35):
            node.add(self.nationality(gender, plural))
        if self.chance(0.2):
            node.add(self.of(self.actor("nmod")))
        elif self.chance(0.2):
            node.add(self.done(gender, plural))
        return Noun(node, gender, plural)

    def done(self, gender: str, plural: bool) -> Node:
        """ "tués lundi par l'armée", "signé à Alger"."""
        node = self.participle(self.transitive(), "acl", gender, plural, passive=True)
        if self.chance(0.4):
            node.add(self.when())
        if self.chance(0.6):
            node.add(self.by())
        elif self.chance(0.5):
            node.add(self.where("obl:mod"))
        return node

    def prepositional(self, word: str, noun: Noun) -> Node:
        """The noun phrase under a preposition, contracted or elided as it must be."""
        node = noun.node
        first = next(node.walk())
        contracted = {
            ("de", "le"): "du",
            ("de", "les"): "des",
            ("à", "le"): "au",
            ("à", "les"): "aux",
        }
        owner = next((n for n in node.walk() if first in n.before), None)
        if owner is not None and (word, first.form) in contracted:
            owner.before.remove(first)
            word = contracted[word, first.form]
        elif word == "de":
            word = elided(word, first.form)
        node.before.insert(0, Node(word, "ADP", "case"))
        return node

    def of(self, noun: Noun) -> Node:
        return self.prepositional("de", noun)

    def by(self) -> Node:
        return self.prepositional("par", self.actor("obl:agent"))

    # --- adverbials ---------------------------------------------------------------------

    def when(self) -> Node:
        roll = self.dice.random()
        if roll < 0.7:
            return Node(self.pick("week"), "NOUN", "obl:mod", "Gender=Masc|Number=Sing")
        month = Node(self.pick("months"), "NOUN", "obl:mod", "Gender=Masc|Number=Sing")
        if roll < 0.85:
            month.before.append(Node("en", "ADP", "case"))
            return month
        day = Node(str(self.dice.randint(2, 30)), "NUM", "obl:mod")
        day.before.append(self.article("le", "Masc", False))
        return day.add(month.as_dep("nmod"))

    def where(self, dep: str) -> Node:
        return self.prepositional("à", self.capital(dep))

    def occasion(self) -> Node:
        noun, gender = self.pick("occasions")
        node = Node(noun, "NOUN", "obl:mod", f"Gender={gender}|Number=Sing")
        if self.chance(0.5):
            node.before.append(Node("lors", "ADP", "case", after=[Node("d'", "ADP", "fixed")]))
        else:
            node.before.append(Node("après", "ADP", "case"))
        node.before.append(self.an(gender, False))
        if self.chance(0.5):
            node.add(self.where("nmod"))
        return node

    # --- verbs --------------------------------------------------------------------------

    def forms(self, verb: str) -> tuple[str, str, str, str, str]:
        """Present singular and plural, participle, stems of imperfect and future."""
        if verb in self.words["irregular"]:
            return tuple(self.words["irregular"][verb])
        stem = verb[:-2]
        soft = stem[:-1] + "ç" if stem.endswith("c") else stem + "e" if stem.endswith("g") else stem
        return stem + "e", stem + "ent", stem + "é", soft, verb

    def transitive(self) -> str:
        return self.pick("regular")

    def participle(self, verb: str, dep: str, gender: str, plural: bool, *, passive: bool) -> Node:
        form = self.forms(verb)[2] + ("e" if gender == "Fem" else "")
        if plural and not form.endswith("s"):
            form += "s"
        feats = _PART.format(gender, number(plural)) + ("|Voice=Pass" if passive else "")
        return Node(form, "VERB", dep, feats)

    def finite(self, verb: str, subject: Noun, auxiliary: str = "avoir") -> Node:
        """The verb in a tense of news, with its auxiliary."""
        tense = self.dice.choices(("past", "Pres", "Imp", "Fut", "before"), (45, 32, 5, 8, 10))[0]
        one, many, _, imperfect, future = self.forms(verb)
        plural = subject.plural
        if tense in {"past", "before"}:
            agreed = (subject.gender, plural) if auxiliary == "être" else ("Masc", False)
            node = self.participle(verb, "ROOT", *agreed, passive=False)
            at = "Pres" if tense == "past" else "Imp"
            form = _AUX[auxiliary, plural][at]
            node.before.append(Node(form, "AUX", "aux:tense", _FIN.format(number(plural), at)))
            return node
        form = {
            "Pres": many if plural else one,
            "Imp": imperfect + ("aient" if plural else "ait"),
            "Fut": future + ("ont" if plural else "a"),
        }[tense]
        return Node(form, "VERB", "ROOT", _FIN.format(number(plural), tense))

    def infinitive(self, verb: str, mark: str | None, dep: str = "xcomp") -> Node:
        node = Node(verb, "VERB", dep, "VerbForm=Inf")
        if mark:
            node.before.append(Node(elided(mark, verb) if mark == "de" else mark, "ADP", "mark"))
        return node

    def negated(self, verb: Node) -> None:
        """ne … pas, around the first verb of the group."""
        first = next(verb.walk())
        verb.before.insert(
            0, Node("n'" if first.form[0] in _VOWELS else "ne", "ADV", "advmod", "Polarity=Neg")
        )
        place = 2 if first is not verb else len(verb.before)
        if first is verb:
            verb.after.insert(0, Node("pas", "ADV", "advmod", "Polarity=Neg"))
        else:
            verb.before.insert(place, Node("pas", "ADV", "advmod", "Polarity=Neg"))

    # --- clauses ------------------------------------------------------------------------

    def clause(self, subject: Noun | None = None) -> Node:
        """A clause with its subject in front; the root is its verb."""
        subject = subject or self.actor("nsubj")
        makers = (self.acts, self.passive, self.calls_on, self.accuses, self.meets, self.opposes)
        return self.dice.choices(makers, (40, 16, 10, 8, 12, 6))[0](subject)

    def acts(self, subject: Noun) -> Node:
        verb = self.finite(self.transitive(), subject)
        if self.chance(0.06):
            self.negated(verb)
        verb.before.insert(0, subject.node.as_dep("nsubj"))
        early = self.chance(0.35)
        if early:
            verb.add(self.when())
        verb.add((self.thing if self.chance(0.75) else self.actor)("obj").node)
        self.adverbials(verb, 0.1 if early else 0.4)
        if self.chance(0.1):
            also = self.finite(self.transitive(), subject).as_dep("conj")
            also.before = [n for n in also.before if n.dep != "aux:tense" or self.chance(0.3)]
            also.before.insert(0, Node("et", "CCONJ", "cc"))
            verb.add(also.add(self.thing("obj").node))
        return verb

    def passive(self, subject: Noun) -> Node:
        verb = self.participle(
            self.transitive(), "ROOT", subject.gender, subject.plural, passive=True
        )
        plural = subject.plural
        if self.chance(0.65):
            tense = "Pres" if self.chance(0.85) else "Imp"
            verb.before.append(
                Node(
                    _AUX["avoir", plural][tense],
                    "AUX",
                    "aux:tense",
                    _FIN.format(number(plural), tense),
                )
            )
            verb.before.append(
                Node("été", "AUX", "aux:pass", "Gender=Masc|Number=Sing|Tense=Past|VerbForm=Part")
            )
        else:
            tense = self.dice.choice(("Pres", "Imp", "Fut"))
            verb.before.append(
                Node(
                    _AUX["être", plural][tense],
                    "AUX",
                    "aux:pass",
                    _FIN.format(number(plural), tense),
                )
            )
        verb.before.insert(0, subject.node.as_dep("nsubj:pass"))
        if self.chance(0.4):
            verb.add(self.when())
        if self.chance(0.55):
            verb.add(self.by())
        self.adverbials(verb, 0.25)
        return verb

    def calls_on(self, subject: Noun) -> Node:
        verb = self.finite(self.pick("to_verbs"), subject)
        verb.before.insert(0, subject.node.as_dep("nsubj"))
        verb.add(self.actor("obj").node)
        goal = self.infinitive(self.transitive(), "à").add(self.thing("obj").node)
        return verb.add(goal)

    def accuses(self, subject: Noun) -> Node:
        verb = self.finite(self.pick("of_verbs"), subject)
        verb.before.insert(0, subject.node.as_dep("nsubj"))
        verb.add(self.actor("obj").node)
        if self.chance(0.4):
            words = self.pick("charges").split()
            charge = Node(
                words[0], "NOUN", "obl:arg", before=[Node(elided("de", words[0]), "ADP", "case")]
            )
            if len(words) > 1:
                charge.add(Node(words[2], "NOUN", "nmod", before=[Node("de", "ADP", "case")]))
            return verb.add(charge)
        if self.chance(0.5):
            goal = self.infinitive(self.transitive(), "de")
        else:
            goal = self.participle(self.transitive(), "xcomp", "Masc", False, passive=False)
            goal.before = [
                Node("d'", "ADP", "mark"),
                Node("avoir", "AUX", "aux:tense", "VerbForm=Inf"),
            ]
        return verb.add(goal.add(self.thing("obj").node))

    def meets(self, subject: Noun) -> Node:
        if self.chance(0.5):
            verb = self.finite("entretenir", subject, "être")
            first = next(verb.walk()).form
            verb.before.insert(
                0,
                Node(
                    "s'" if first[0] in _VOWELS else "se",
                    "PRON",
                    "expl:pv",
                    "Person=3|PronType=Prs|Reflex=Yes",
                ),
            )
        else:
            verb = self.finite(self.pick("meet"), subject)
        verb.before.insert(0, subject.node.as_dep("nsubj"))
        if self.chance(0.3):
            verb.add(self.when())
        if self.chance(0.2):
            verb.add(Node("téléphone", "NOUN", "obl:mod", before=[Node("par", "ADP", "case")]))
        verb.add(self.prepositional("avec", self.actor("obl:arg")))
        self.adverbials(verb, 0.3)
        return verb

    def opposes(self, subject: Noun) -> Node:
        verb = self.finite(self.pick("against"), subject)
        verb.before.insert(0, subject.node.as_dep("nsubj"))
        verb.add(self.prepositional("contre", self.thing("obl:arg")))
        self.adverbials(verb, 0.4)
        return verb

    # --- sentences ----------------------------------------------------------------------

    def reports(self) -> Node:
        """ "X a déclaré jeudi que …"."""
        subject = self.actor("nsubj")
        verb = self.finite(self.pick("said"), subject)
        verb.before.insert(0, subject.node)
        if self.chance(0.4):
            verb.add(self.when())
        told = self.clause().as_dep("ccomp")
        told.before.insert(0, Node(elided("que", next(told.walk()).form), "SCONJ", "mark"))
        return finish(verb.add(told))

    def tail(self) -> Node:
        """ "a annoncé jeudi à Paris le porte-parole de l'armée", as reporting tails are parsed."""
        subject = self.actor("nsubj")
        verb = self.finite(self.pick("said"), subject)
        if self.chance(0.55):
            verb.add(self.when())
        if self.chance(0.15):
            verb.add(self.where("obl:mod"))
        root = finish(verb.add(subject.node))
        root.inner = self.chance(0.8)
        return root

    def according(self) -> Node:
        clause = self.clause()
        source = self.prepositional("selon", self.actor("obl:mod"))
        if self.chance(0.5):
            clause.before.insert(0, source.add(comma()))
        else:
            source.before.insert(0, comma())
            clause.add(source)
        return finish(clause)

    def opened(self) -> Node:
        """ "Accusé de complicité, le colonel nie …", "Réunis à Pau, ils ont lancé …"."""
        subject = self.actor("nsubj")
        clause = self.clause(subject)
        verb = self.pick("of_verbs") if self.chance(0.4) else self.transitive()
        opener = self.participle(verb, "advcl", subject.gender, subject.plural, passive=True)
        if self.chance(0.5):
            opener.add(self.by())
        else:
            opener.add(self.when() if self.chance(0.5) else self.where("obl:mod"))
        clause.before.insert(0, opener.add(comma()))
        return finish(clause)
