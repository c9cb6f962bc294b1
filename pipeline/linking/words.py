"""Words as linking compares them: folded, without endings, weighed by how much they tell."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from sys import intern

from pipeline.linking.rules import rules

_WORD = re.compile(r"\d+(?:[.,]\d+)*|\w+")
_POSSESSIVE = re.compile(r"['’]s\b")
_LEAST = 4


def folded(text: str) -> str:
    """A text without case and accents; the dotless ı is an i."""
    flat = unicodedata.normalize("NFKD", _POSSESSIVE.sub("", text))
    return "".join(c for c in flat if not unicodedata.combining(c)).casefold().replace("ı", "i")


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """A folded word without its ending: signing, signed and signs are one word."""
    if word[0].isdigit():
        return intern(word.replace(",", ""))
    word = rules().synonyms.get(word, word)
    for ending in rules().endings:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST:
            word = word[: -len(ending)]
            break
    return intern(word[:-1] if len(word) > _LEAST and word[-1] in "ei" else word)


def raw_words(text: str) -> list[str]:
    """The folded words of a text in order."""
    return _WORD.findall(folded(text))


def _joined(words: Iterable[str]) -> Iterator[str]:
    """The words, with each two that are one phrase of rules.toml as the word that stands for it."""
    phrases, last = rules().phrases, None
    for word in words:
        if last is not None:
            one = phrases.get((last, word))
            if one is not None:
                yield one
                last = None
                continue
            yield last
        last = word
    if last is not None:
        yield last


def stems(text: str, *, without: Iterable[str] = ()) -> tuple[str, ...]:
    """The distinct stems of a text, sorted; function words and the stems in ``without`` are left out."""
    stop = rules().stop
    found = {
        stem(word)
        for word in _joined(raw_words(text))
        if word not in stop and (len(word) > 1 or word.isdigit())
    }
    return tuple(sorted(found.difference(without)))


@lru_cache(maxsize=1)
def generic_stems() -> frozenset[str]:
    """The stems that say little."""
    return frozenset(stem(word) for word in rules().generic)


def telling(words: Iterable[str]) -> list[str]:
    """The stems that are not generic, the longest first."""
    generic = generic_stems()
    return sorted((w for w in words if w not in generic), key=lambda w: (-len(w), w))
