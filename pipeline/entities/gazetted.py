"""Known names in their surroundings: "the Emirates" a state or an airline's, "Enel Chile" one company."""

from collections.abc import Callable
from dataclasses import replace

from pipeline.entities.gazetteer import COUNTRY, Entry
from pipeline.entities.names import POSSESSIVE, Name, Words

Known = tuple[int, int, Entry]
#: Behind "the Emirates" these say that it is the airline's or the club's, as does a capital.
_OTHERS = frozenset({"airline", "carrier", "flight", "flights", "stadium", "group", "cabin", "crew", "fleet"})
#: A place behind a company's name is part of it before these and before a verb.
_CLOSING = frozenset(
    {"and", ",", ".", "(", ";", "to", "for", "on", "is", "are", "will", "has", "have", "had"}
)


def gazetted_names(words: Words, known: list[Known]) -> list[Name]:
    """The names that the gazetteer found; "the Emirates" only where the state is meant, and without "the"."""
    names = []
    for start, end, entry in known:
        name = Name(start, end, entry.label, "gazetteer", entry.strength >= COUNTRY)
        if words.text[start] == "the":
            following = words.at(end)
            if following in _OTHERS or following[:1].isupper() or words.at(start - 1) == "at":
                continue
            name.start, name.sure = start + 1, True
        names.append(name)
    return names


def join_branches(words: Words, names: list[Name], sure: Callable[[str], bool]) -> list[Name]:
    """Join a well-known company and the country of its branch: "Enel Chile signed"."""
    joined: list[Name] = []
    for name in names:
        last = joined[-1] if joined else None
        if (
            last is not None
            and last.end == name.start
            and last.label == "ORG"
            and name.label == "GPE"
            and len(last) == 1
            and not words.text[last.start].isupper()
            and words.at(name.end) not in POSSESSIVE
            and sure(words.text[last.start])
            and (words.at(name.end) in _CLOSING or words.at(name.end).endswith("ed"))
        ):
            joined[-1] = replace(last, end=name.end, origin="head")
        else:
            joined.append(name)
    return joined
