"""Places as they are written within a sentence; wires have them in capitals."""

import re

#: Small words within a name of several.
_SMALL = frozenset({"de", "da", "do", "del", "la", "le", "of", "and", "au", "sur", "am", "an"})
#: Places that stay in capitals; so does all of three letters and less ("UAE"), and all with dots ("U.S.").
_CAPITALS = frozenset({"USSR", "DPRK", "DC"})
_SHORT = 3
_WORD = re.compile(r"[^\s\-–/]+")
_DOTTED = re.compile(r"(?:\w\.){2,}")


def place_name(text: str) -> str:
    """A place as it is written within a sentence: "The Hague" for the "THE HAGUE" of a wire."""
    if not text.isupper() or len(text) <= _SHORT or _DOTTED.search(text):
        return text
    return _WORD.sub(lambda m: _written(m[0], first=m.start() == 0), text)


def _written(word: str, *, first: bool) -> str:
    if word in _CAPITALS:
        return word
    if not first and word.lower() in _SMALL:
        return word.lower()
    if not first and word.startswith(("D'", "D’")):
        return f"d{word[1]}{word[2:].capitalize()}"
    return word.capitalize()
