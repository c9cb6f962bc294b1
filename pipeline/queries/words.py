"""How well a subject fits the words that were asked for: overlap of stems."""

import re
import unicodedata

_WORD = re.compile(r"\w+")
#: Endings that are cut, longest first. Stems are beginnings of the word, so that SQL can look for them.
_ENDINGS = (
    "ations",
    "ation",
    "ments",
    "ment",
    "ions",
    "ings",
    "ion",
    "ing",
    "ies",
    "ed",
    "es",
    "s",
    "y",
    "e",
)
_SHORTEST = 3
_NOISE = frozenset(
    ("a", "an", "and", "at", "between", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with")
)


def folded(text: str) -> str:
    """Text without regard to case and accents: "São Paulo" as "sao paulo"."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in parts if not unicodedata.combining(c))


def stems(text: str) -> list[str]:
    """The stems of the words of a text in order, each once; function words are left out."""
    found = dict.fromkeys(_stem(word) for word in _WORD.findall(folded(text)) if word not in _NOISE)
    return list(found)


def fit(wanted: list[str], text: str) -> float:
    """The share of ``wanted`` stems in a text, from 0 to 1, and a little more when they stand together."""
    found = stems(text)
    if not wanted:
        return 0.0
    share = sum(stem in found for stem in wanted) / len(wanted)
    together = any(found[i : i + len(wanted)] == wanted for i in range(len(found)))
    return share + (0.1 if together and len(wanted) > 1 else 0.0)


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word[: -len(ending)]
    return word
