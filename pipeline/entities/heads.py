"""The type that the head word of a name gives: "Bank" a body, "Summit" an event, "Treaty" a text."""

import re

from pipeline.entities.knowledge import Knowledge
from pipeline.entities.names import Words

ORDINAL = re.compile(r"^\d{1,3}(?:st|nd|rd|th)$")
YEAR = re.compile(r"^(?:19|20)\d\d$")
COP = re.compile(r"^COP-?\d{1,2}$")
_PLANT = re.compile(r"^(?:HPP|NPP|TPP|GRES|CHP)(?:-?\d+)?$")
_LINKS = frozenset({"of", "for", "on", "in", "by"})


class HeadTyper:
    """Types names by their heads."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.h = knowledge.heads

    def label(self, words: Words, start: int, end: int) -> str | None:
        """The type of the name [start, end), or None. LAW stands for treaties, plans and other texts."""
        text, h = words.text, self.h
        if text[end - 1] == "." and end - start > 1:
            end -= 1
        first, last = text[start], text[end - 1]
        if COP.match(first):
            return "EVENT"
        if end - start < 2:
            return None
        if last in h.corporate:
            return "ORG"
        if first in h.event_first or (self.is_ordinal(first) and self._holds_event(words, start + 1, end)):
            return "EVENT"
        opening, closing = f"{first} {text[start + 1]}", f"{text[end - 2]} {last}"
        if opening in h.law_first:
            return "LAW"
        if opening in h.loc_bodies or closing in h.loc_bodies:
            return "LOC"
        link = next((i for i in range(start + 1, end - 1) if text[i] in _LINKS), 0)
        if link:
            return self._opening_head(text[link - 1])
        if YEAR.match(last) and self._holds_event(words, start, end):
            return "EVENT"
        return self._closing_head(last, first, capital=words.capital[end - 1])

    def is_ordinal(self, word: str) -> bool:
        """Whether a word is an ordinal: "12th", "ninth"."""
        return bool(ORDINAL.match(word)) or word in self.h.ordinals

    def _holds_event(self, words: Words, start: int, end: int) -> bool:
        return any(w in self.h.event_numbered or w in self.h.event_last for w in words.text[start:end])

    def _opening_head(self, head: str) -> str | None:
        """The type by the head before "of"."""
        h = self.h
        if head in h.law_first or head in h.law_last:
            return "LAW"
        if head in h.event_of or (head in h.event_last and head not in h.org_of):
            return "EVENT"
        if head in h.org_of or head in h.org_last:
            return "ORG"
        return "LOC" if f"{head} of" in h.loc_first else None

    def _closing_head(self, last: str, first: str, *, capital: bool) -> str | None:
        """The type by the last word, or by a first word such as "Lake"."""
        h = self.h
        if last in h.law_last:
            return "LAW"
        if last in h.event_last or last in h.event_named:
            return "EVENT"
        if last in h.gpe_last and capital:
            # "Example City" may be a club: cities that are called so stand in the gazetteer.
            return "GPE" if last != "City" else None
        if last in h.org_last or last in h.lower_org:
            return "ORG"
        if last in h.loc_last or last in h.loc_lower or last in h.loc_typed or _PLANT.match(last):
            return "LOC"
        return "LOC" if first in h.loc_first else None
