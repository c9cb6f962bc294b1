"""Where a person's name goes on: "Abdul Hamid al-Dbeibah", "Ahn Gyu-back", "Tamim bin Hamad"."""

from pipeline.entities.names import Name, Words

#: Articles that Arabic surnames begin with, written with a hyphen.
_ARTICLES = frozenset(
    f"{first}{rest}" for first in "aAeEuU" for rest in ("l", "d", "n", "r", "s", "sh", "z", "t", "th", "dh")
)
_SON = frozenset({"bin", "ibn", "bint", "Bin", "Ibn", "Bint"})
#: The second half of a Korean given name is at most this long, and none of the words that make adjectives.
_SYLLABLE = 6
_ADJECTIVES = frozenset(
    ["era", "led", "style", "like", "based", "backed", "owned", "run", "born", "linked", "type", "made"]
)


def lengthen(words: Words, name: Name) -> None:
    """Let a person's name end where it does, if the model or an office stopped short of its last part."""
    while (end := person_tail(words, name.end)) > name.end:
        name.end = end


def person_tail(words: Words, i: int) -> int:
    """The end of what at token ``i`` goes on with the name of a person, or ``i``."""
    word, text = words.at(i), words.text
    if word in _SON and words.at(i + 1)[:1].isupper():
        return i + 2
    hyphen = i + 2 < len(text) and text[i + 1] == "-" and not words.spaced[i] and not words.spaced[i + 1]
    if hyphen and word in _ARTICLES and text[i + 2][0].isupper():
        return i + 3
    return i + 2 if i and words.capital[i - 1] and _syllable(words, i) else i


def korean(words: Words, i: int) -> bool:
    """Whether the words at ``i`` are written like a Korean name: "Hong Joon-pyo"."""
    ends = i + 1 < len(words.text) and words.capital[i] and words.capital[i + 1]
    return ends and not words.starts[i + 1] and _syllable(words, i + 2)


def _syllable(words: Words, i: int) -> bool:
    """Whether token ``i`` is the hyphen before the second half of a Korean given name."""
    if words.at(i) != "-" or words.spaced[i - 1] or words.spaced[i]:
        return False
    half = words.at(i + 1)
    fits = 1 < len(half) <= _SYLLABLE and half.isalpha() and half.islower() and half not in _ADJECTIVES
    return fits and words.at(i + 2) != "-"
