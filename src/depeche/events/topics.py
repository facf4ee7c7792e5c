"""What a meeting, agreement or statement was about, from the words of its sentence."""

from __future__ import annotations

from collections.abc import Iterable

from ..knowledge.events import EventKnowledge
from ..knowledge.folding import bare
from ..story import Token

_TOPICAL = frozenset(
    {
        "CONSULT",
        "AGREE",
        "SUPPORT",
        "REQUEST",
        "ACCUSE",
        "THREATEN",
        "REJECT",
        "AID",
        "COOPERATE",
        "SANCTION",
        "CONCEDE",
        "PROTEST",
    }
)


def find_topics(type: str, tokens: Iterable[Token], knowledge: EventKnowledge) -> tuple[str, ...]:
    """Topics whose words stand among the tokens, in the ontology's order; events of force have none."""
    if type not in _TOPICAL:
        return ()
    words = {w for t in tokens for w in (bare(t.lemma), bare(t.text))}
    return tuple(topic for topic, forms in knowledge.topics.items() if words & forms)
