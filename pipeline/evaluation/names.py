"""When two names, or two phrases, say the same: the normal forms that the guidelines compare by."""

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

#: Two names are the same when their words overlap this much (Jaccard).
SAME_NAME = 0.75

_POSSESSIVE = re.compile(r"['’]s\b")
_WORD = re.compile(r"\w+")


@lru_cache(maxsize=1)
def _lists() -> tuple[frozenset[str], frozenset[str]]:
    data = json.loads(Path(__file__).with_name("words.json").read_text(encoding="utf-8"))
    return frozenset(data["stop"]), frozenset(data["corporate"])


@lru_cache(maxsize=65536)
def words(text: str) -> tuple[str, ...]:
    """The content words of a phrase in order: no accents, no case, no possessive 's, no function words."""
    flat = unicodedata.normalize("NFKD", text or "")
    # The dotless ı has no decomposition, so casefold alone would keep Turkish spellings apart.
    flat = "".join(c for c in flat if not unicodedata.combining(c)).casefold().replace("ı", "i")
    return tuple(w for w in _WORD.findall(_POSSESSIVE.sub("", flat)) if w not in _lists()[0])


@lru_cache(maxsize=65536)
def name_words(name: str) -> frozenset[str]:
    """The words that identify a name: content words without corporate suffixes."""
    return frozenset(words(name)) - _lists()[1]


def same_name(name: str, options: Iterable[str]) -> bool:
    """Whether a name is one of the accepted ones, up to case, accents, articles and corporate suffixes."""
    got = name_words(name)
    return bool(got) and any(
        want and (got == want or len(got & want) / len(got | want) >= SAME_NAME)
        for want in map(name_words, options)
    )


def phrase_f1(first: str, second: str) -> float:
    """The F1 of the shared words of two phrases, 0.0 when either has no content word."""
    a, b = words(first), words(second)
    if not a or not b:
        return 0.0
    return 2 * sum((Counter(a) & Counter(b)).values()) / (len(a) + len(b))


def best_phrase_f1(offers: Iterable[str], options: Iterable[str]) -> float:
    """The best agreement between any phrase offered and any phrase accepted."""
    accepted = list(options)
    return max((phrase_f1(o, a) for o in offers for a in accepted), default=0.0)
