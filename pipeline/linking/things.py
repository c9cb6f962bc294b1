"""Instruments by their common nouns: what a sentence speaks of, and what it takes for known."""

from functools import lru_cache

from pipeline.linking.rules import rules
from pipeline.linking.words import raw_words

#: How many words may stand between a determiner and its noun: "the new trade agreement".
_BETWEEN = 3


def things(text: str) -> tuple[str, ...]:
    """The instruments that a text speaks of, each under the first noun of its row, sorted."""
    known = rules().things
    return _shared(frozenset(known[word] for word in raw_words(text) if word in known))


def pointed(text: str) -> tuple[str, ...]:
    """The instruments that a text takes for known: "the treaty", "its offer", "the same transaction"."""
    known, words, found = rules(), raw_words(text), set()
    for at, word in enumerate(words):
        before = words[max(0, at - 1 - _BETWEEN) : at]
        if word in known.things and not known.pointers.isdisjoint(before):
            found.add(known.things[word])
    return _shared(frozenset(found))


@lru_cache(maxsize=1 << 12)
def _shared(found: frozenset[str]) -> tuple[str, ...]:
    """One object for equal answers: a million records have few different ones."""
    return tuple(sorted(found))
