"""Plurals that tell the region: "the two Central Asian republics", "the Nordic countries"."""

from functools import cache

from spacy.tokens import Doc, Token

from pipeline.mentions.actors import ActorTable
from pipeline.mentions.knowledge import countries_by_continent, from_file

#: The most words that name a region, and that may stand between it and the noun ("member", "neighbouring").
_LONGEST, _BETWEEN = 3, 1
#: Mentions before it in which the countries are looked for.
_BACK = 400
_JOINT = frozenset({"and", ","})
_NAMED = frozenset({"name", "metonym", "office", "plural"})


@cache
def regions() -> dict[str, frozenset[str]]:
    """The codes of the countries of each region, by its adjective in small letters."""

    def parse(data: dict) -> dict[str, frozenset[str]]:
        continents = countries_by_continent()
        wide = {word: continents[code] for word, code in data["continents"].items()}
        return wide | {word: frozenset(codes.split()) for word, codes in data["regions"].items()}

    return from_file("regions.json", parse)


def region_of(noun: Token) -> frozenset[str]:
    """The codes of the countries of the region that stands before a noun, of both in "Asian and African
    states"; none where there is no region."""
    first, found = max(noun.sent.start, noun.i - _LONGEST - _BETWEEN), frozenset[str]()
    for end in range(noun.i, noun.i - 1 - _BETWEEN, -1):
        start = _begin(noun.doc, first, end)
        if start is not None:
            found = regions()[noun.doc[start:end].text.lower()]
            if start > noun.sent.start and noun.doc[start - 1].lower_ in _JOINT:
                other = _begin(noun.doc, max(noun.sent.start, start - 1 - _LONGEST), start - 1)
                found |= regions()[noun.doc[other : start - 1].text.lower()] if other is not None else set()
            break
    return found


def _begin(doc: Doc, first: int, end: int) -> int | None:
    """Where the name of a region that ends here begins, the longest one."""
    return next((i for i in range(max(0, first), end) if doc[i:end].text.lower() in regions()), None)


def of_region(noun: Token, codes: frozenset[str], number: int | None, table: ActorTable) -> list[int]:
    """The countries of a region that were named before a noun, in text order: as many as it says, those named
    last, or all where it does not say how many. Nobody where there are fewer than two or than it says."""
    found: list[int] = []
    for mention in table.before(noun.i, most=_BACK):
        if mention.kind in _NAMED:
            found += [i for i in reversed(mention.actors) if i not in found and _of(i, codes, table)]
        if number is not None and len(found) >= number:
            break
    least = number or 2
    return found[:number][::-1] if len(found) >= least else []


def _of(index: int, codes: frozenset[str], table: ActorTable) -> bool:
    actor = table.actors[index]
    return actor.type == "country" and actor.country in codes
