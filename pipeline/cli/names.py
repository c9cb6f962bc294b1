"""Names as the extraction knows them, for the commands that compare and look up parties."""

from collections.abc import Callable
from functools import lru_cache

_LABELS = {"country": "GPE", "organization": "ORG", "person": "PERSON", "group": "NORP"}


@lru_cache(maxsize=1)
def known_names() -> Callable[[str, str], tuple[str, str | None]]:
    """A function from (name, party type) to canonical name and ISO country code, by the gazetteers.

    The country is the one that a name is or holds: TR for Türkiye, UZ for the Uzbek Foreign Ministry.
    """
    from pipeline.entities.canonical import canonical_of
    from pipeline.entities.gazetteer import load_gazetteer

    gazetteer = load_gazetteer(_Words)

    @lru_cache(maxsize=1 << 16)
    def look_up(name: str, type: str) -> tuple[str, str | None]:
        return canonical_of(name, _LABELS.get(type, "ORG"), gazetteer, near={})

    return look_up


class _Word:
    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text


def _Words(text: str) -> list[_Word]:
    return [_Word(word) for word in text.split()]
