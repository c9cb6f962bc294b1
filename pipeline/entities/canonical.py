"""The name under which an entity is known, and its country."""

import re
from collections.abc import Mapping

from pipeline.entities.gazetteer import STRONG, Gazetteer

_REPUBLIC = re.compile(
    r"^(?:Republic|Kingdom|State|Sultanate|Principality|Commonwealth|Federation) of (?:the )?(.+)$"
)
_GOVERNMENT = re.compile(
    r"^(?:(?:Federal|Central|National|Royal) )?Government of (?:the )?(?P<of>.+)$"
    r"|^(?P<whose>.+?)(?:'s)? (?:Federal |Central |National )?Government$"
)
#: Peoples of a country who have a government of their own beside it.
_HOME_RULE = frozenset({"Welsh", "Scottish", "English"})
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "`": "'"})


def clean_name(text: str) -> str:
    """A name on one line without a leading article or a trailing possessive."""
    text = " ".join(text.translate(_APOSTROPHES).split())
    if text[:4] in ("the ", "The ") and len(text) > 4:
        text = text[4:]
    for ending in ("'s", "s'"):
        if text.endswith(ending) and len(text) > 3:
            text = text[:-2] + ("s" if ending == "s'" else "")
    return text.strip(" ,;")


def canonical_of(
    text: str, label: str, gazetteer: Gazetteer, *, near: Mapping[str, int]
) -> tuple[str, str | None]:
    """Canonical name and country of a name that no other name of the article stands behind.

    ``near`` counts the countries that the article names; they decide between cities of one name.
    """
    # A name that still ends so is a company's own ("Sainsbury's"): owners have lost it at the boundaries.
    own = label == "ORG" and text.endswith(("'s", "’s"))
    text = text.translate(_APOSTROPHES) if own else clean_name(text)
    if label == "ORG" and (state := _governed(text, gazetteer)) is not None:
        return gazetteer.country_names[state], state
    entry = gazetteer.lookup(text, near=near)
    if label == "GPE" and (entry is None or entry.label == "ORG"):  # "the Emirates", once it is a state's
        entry = gazetteer.lookup(f"the {text}") or entry
    if entry is None and label == "GPE" and (inner := _REPUBLIC.match(text)):
        entry = gazetteer.lookup(inner.group(1), near=near)
    if entry is not None and (entry.label == label or (label == "LOC" and entry.label == "GPE")):
        return entry.canonical, entry.country
    if label == "GPE" and text.isupper() and len(text) > 3 and "." not in text:
        text = text.title()
    return text, country_inside(text, gazetteer) if label != "PERSON" else None


def _governed(text: str, gazetteer: Gazetteer) -> str | None:
    """The state whose government it is: "Government of Spain", "U.K. Government", not "Welsh Government"."""
    found = _GOVERNMENT.match(text)
    if found is None:
        return None
    name = found["of"] or found["whose"]
    if name in _HOME_RULE:
        return None
    code = gazetteer.demonyms.get(name)
    entry = gazetteer.lookup(name) if code is None else None
    if (
        entry is not None
        and entry.label == "GPE"
        and entry.canonical == gazetteer.country_names.get(entry.country or "")
    ):
        code = entry.country
    return code if code in gazetteer.country_names else None


def country_inside(text: str, gazetteer: Gazetteer) -> str | None:
    """The one country that a longer name holds ("Uzbek Foreign Ministry", "Bank of Ghana"), else None."""
    words = text.split(" ")
    found: set[str] = set()
    for size in (4, 3, 2, 1):
        for i in range(len(words) - size + 1):
            part = " ".join(words[i : i + size]).removesuffix("'s")
            code = gazetteer.demonyms.get(part)
            if code is None:
                entry = gazetteer.lookup(part)
                code = (
                    entry.country
                    if entry is not None and entry.label == "GPE" and entry.strength >= STRONG
                    else None
                )
            if code:
                found.add(code)
        if found:
            break
    return found.pop() if len(found) == 1 else None
