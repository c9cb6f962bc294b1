"""Instruments by their common nouns: what a sentence speaks of, and what it takes for known."""

import re
from functools import lru_cache

from pipeline.linking.rules import rules
from pipeline.linking.words import raw_words

_CLAUSE = re.compile(r"[.;:,()!?\n]+\s")
#: How many words may stand between a determiner and its noun: "the new trade agreement".
_BETWEEN = 3


def things(text: str) -> tuple[str, ...]:
    """The instruments that a text speaks of, each under the first noun of its row, sorted."""
    known = rules().things
    return _shared(frozenset(known[word] for word in raw_words(text) if word in known))


def pointed(text: str) -> tuple[str, ...]:
    """The instruments that a text takes for known: "the treaty", "its offer", "the same transaction"."""
    found = set()
    for clause in _CLAUSE.split(text):
        known, words = rules(), raw_words(clause)
        for at, word in enumerate(words):
            if word in known.things and _is_known(words[max(0, at - 1 - _BETWEEN) : at]):
                found.add(known.things[word])
    return _shared(frozenset(found))


def _is_known(before: list[str]) -> bool:
    """Whether the nearest determiner among some words takes the noun for known."""
    known = rules()
    for word in reversed(before):
        if word in known.pointers:
            return True
        if word in known.breaks:
            return False
    return False


@lru_cache(maxsize=1 << 12)
def _shared(found: frozenset[str]) -> tuple[str, ...]:
    """One object for equal answers: a million records have few different ones."""
    return tuple(sorted(found))
