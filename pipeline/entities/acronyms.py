"""Short names that the article defines: "Union of River States (URS)", "the Delta Trade Bank, or DTB"."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from pipeline.entities.names import Name, Words, tied

_SHORT = re.compile(r"^(?=.{2,10}$)[A-Z][A-Za-z]?[A-Za-z&+-]*[A-Z0-9+][A-Za-z]?$|^(?:[A-Z]\.){2,6}$")
_SMALL = frozenset(
    {
        "of",
        "for",
        "and",
        "the",
        "on",
        "in",
        "to",
        "de",
        "du",
        "des",
        "la",
        "&",
        "-",
        "–",
        "'s",
        "’s",
        "a",
        "at",
        "by",
    }
)
#: Stand before a short form in "known as X", "known by its initials X".
_KNOWN = frozenset({"as", "acronym", "initials", "abbreviation"})
#: A long form has at most this many tokens, and one that must be guessed at least this many capitals.
_LONGEST = 16


@dataclass(frozen=True, slots=True)
class Definition:
    """A long form and the short form that stands for it, as token ranges."""

    long: tuple[int, int]
    short: tuple[int, int]


def definitions(words: Words, starts: Mapping[int, int] = MappingProxyType({})) -> list[Definition]:
    """All definitions in the text, in order; ``starts`` is where a body starts whose name ends at a token."""
    text, n = words.text, len(words.text)
    found = []
    for i in range(2, n - 1):
        end = 0
        if text[i - 1] in _KNOWN and is_acronym(text[i]) and (end := _known_as(words, i)) in starts:
            found.append(Definition((starts[end], end), (i, i + 1)))
            continue
        end = 0
        if text[i - 1] == "(" and text[i + 1] in (")", ",", ";", "-", "–"):
            end = i - 1
        elif text[i - 1] == "or" and text[i - 2] == "," and text[i + 1] in (",", "."):
            end = i - 2
        if end and is_acronym(text[i]):
            start = long_form(words, end, text[i])
            if start is not None:
                found.append(Definition((start, end), (i, i + 1)))
    return found


def _known_as(words: Words, i: int) -> int:
    """The end of the name that is "known as" the word at ``i``, "known by its Spanish acronym", or 0."""
    j = next((k for k in range(i - 2, max(0, i - 7), -1) if words.text[k] in ("known", "abbreviated")), 0)
    if j and words.at(j - 1) in ("better", "also", "commonly", "widely", "best"):
        j -= 1
    return j - 1 if j > 1 and words.text[j - 1] == "," else 0


def initials(words: Words, bodies: Iterable[Name]) -> dict[str, Name]:
    """The letters that the capitalised words of a body's name begin with, for names of three at least."""
    found: dict[str, Name] = {}
    for name in bodies:
        letters = [words.text[i][0] for i in range(name.start, name.end) if words.capital[i]]
        if len(letters) > 2:
            found.setdefault("".join(letters), name)
    return found


def common_nouns(words: Words) -> set[str]:
    """Acronyms that the text defines for things, not names: "special economic zone (SEZ)"."""
    text = words.text
    found = set()
    for i in range(3, len(text) - 1):
        if text[i - 1] == "(" and text[i + 1] == ")" and is_acronym(text[i]):
            letters = [c.lower() for c in text[i] if c.isupper()]
            before = [
                w for w in text[max(0, i - 1 - 2 * len(letters)) : i - 1] if w.isalpha() and w not in _SMALL
            ]
            tail = before[-len(letters) :]
            if (
                len(tail) == len(letters)
                and [w[0] for w in tail] == letters
                and all(w.islower() for w in tail)
            ):
                found.add(text[i])
    return found


def is_acronym(word: str) -> bool:
    """Whether a token is written like an acronym: two to ten characters, at least two of them capitals."""
    return bool(_SHORT.match(word)) and sum(c.isupper() for c in word) >= 2


def long_form(words: Words, end: int, short: str) -> int | None:
    """The first token of the long form of ``short`` that ends before token ``end``, or None.

    Every letter of the short form must stand in the long form, in order from the right, most of them at the
    beginning of a word, and the first at the beginning of the first word (after Schwartz and Hearst, 2003).
    """
    letters = [c.lower() for c in short if c.isalpha()]
    first = _first_possible(words, end)
    chars: list[tuple[str, int, bool]] = []
    for j in range(first, end):
        for at, char in enumerate(words.text[j].lower()):
            begins = at == 0 or words.text[j][at - 1] in "-–'’" or (at > 0 and words.text[j][at].isupper())
            chars.append((char, j, begins))
    at = len(chars) - 1
    initial = 0
    for k in range(len(letters) - 1, -1, -1):
        # A letter at the beginning of a word is preferred within the same word.
        while at >= 0 and not (
            chars[at][0] == letters[k] and (k > 0 or (chars[at][2] and words.capital[chars[at][1]]))
        ):
            at -= 1
        if at < 0:
            return None
        back = at
        while back > 0 and not chars[back][2] and chars[back - 1][1] == chars[at][1]:
            back -= 1
        if chars[back][0] == letters[k]:
            at = back
        initial += chars[at][2]
        start = chars[at][1]
        at -= 1
    capitals = sum(words.capital[j] for j in range(start, end))
    return start if capitals >= 2 and initial * 2 >= len(letters) and initial >= 2 else None


def _first_possible(words: Words, end: int) -> int:
    """How far back the run of capitalised and small words goes that ends at ``end``."""
    j = end
    while j > 0 and end - j < _LONGEST and not words.starts[j]:
        word = words.text[j - 1]
        small = word in _SMALL or tied(words, j - 1) or (word.isalpha() and 0 < end - j < 4)
        if not (words.capital[j - 1] or small):
            break
        j -= 1
    return j
