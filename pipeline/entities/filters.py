"""What is taken out: names that are none, names that another swallows, and names that only a headline has."""

import re

from pipeline.entities.evidence import NOTHING
from pipeline.entities.forms import Form, Forms
from pipeline.entities.gazetteer import Gazetteer
from pipeline.entities.knowledge import Knowledge
from pipeline.entities.names import Name, Words, form_of
from pipeline.entities.tickers import ticker_brackets

#: A sum of money that is written as one word: "Sh14.5 billion".
_SUM = re.compile(r"^[A-Za-z]{1,3}\.?\d[\d.,]*$")
_MANY = frozenset({"thousand", "million", "billion", "trillion", "bn", "mn", "m", "crore", "lakh"})
#: So many digits, at least, has the number of a product.
_MODEL = 3


def _joined(words: Words, name: Name) -> bool:
    """Whether a name is one side of a hyphenated word ("Euro-Atlantic")."""
    before = (
        name.start > 1
        and words.text[name.start - 1] == "-"
        and not words.spaced[name.start - 1]
        and not words.spaced[name.start - 2]
    )
    return before and words.text[name.start - 2].isalpha() and len(words.text[name.start - 2]) > 1


def _product(words: Words, name: Name, form: Form) -> bool:
    """Whether a word in capitals is but the end of a product's name, a number always before it: "737 MAX"."""
    if name.sure or name.origin != "model" or len(name) > 1 or not words.text[name.start].isupper():
        return False
    before = [words.at(n.start - 1) for n in form.names]
    return all(b.isdigit() for b in before) and any(len(b) >= _MODEL for b in before)


class Filters:
    """The steps that remove or reconcile candidates."""

    def __init__(self, knowledge: Knowledge, gazetteer: Gazetteer) -> None:
        self.k = knowledge
        self.gazetteer = gazetteer
        self._blocked_phrases = {p.casefold() for p in knowledge.blocked.phrases}

    def merge(self, words: Words, names: list[Name]) -> list[Name]:
        """Let head words, the gazetteer and the model correct one another before overlaps are dropped.

        Ranks are what ``drop_overlaps`` goes by; here the cases are set apart that a rank alone gets wrong.
        """
        model = [n for n in names if n.origin == "model"]
        heads = [n for n in names if n.origin == "head" and n.label == "ORG"]
        merged: list[Name] = []
        for name in names:
            touching = (
                [m for m in model if m.overlaps(name.start, name.end)] if name.origin != "model" else []
            )
            if name.origin in ("place", "lower"):
                # Weak heads count only with the model's word that there is a name.
                if not touching and words.text[name.end - 1] not in self.k.heads.loc_last:
                    continue
                name.origin = "head"
            elif name.origin == "lower_org":
                # "the Example group" is a body, "the Russian group" is not; "the Russian parliament" is one.
                word = words.text[name.end - 1]
                people = words.text[name.end - 2] in self.gazetteer.demonyms
                if people != (word in ("parliament", "ministry", "secretariat")) or not (people or touching):
                    continue
                if word == "administration" and not any(m.label == "PERSON" for m in touching):
                    continue
                name.origin = "numbered"
            elif name.origin == "gazetteer":
                if _joined(words, name):
                    continue
                longer = [
                    m for m in touching if m.start <= name.start and name.end <= m.end and len(m) > len(name)
                ]
                if not longer and not self._given_name(words, name):
                    name.origin = "head"
            elif name.origin == "head" and name.label == "ORG":
                longer = [
                    m for m in touching if m.label == "ORG" and m.start < name.start and m.end == name.end
                ]
                if any(not any(h.end <= name.start and h.start >= m.start for h in heads) for m in longer):
                    continue
                if any(m.start == name.start and self._goes_on(words, name, m) for m in touching):
                    continue
            merged.append(name)
        return merged

    def _goes_on(self, words: Words, name: Name, outer: Name) -> bool:
        """Whether the model's longer range ends the same body: "Department of Pardons" and "and Paroles"."""
        if outer.end <= name.end or words.text[name.end] not in ("and", "&", ","):
            return False
        heads = self.k.heads
        if self.k.titles.is_title(words.at(outer.end)):
            return False
        return not any(
            w in heads.org_found or w in heads.org_of or w in heads.corporate
            for w in words.text[name.end : outer.end]
        )

    def _given_name(self, words: Words, name: Name) -> bool:
        """Whether a word for a faith, a people or a place is a given name here: "Christian Example"."""
        word = words.text[name.start]
        following = name.end < len(words.text) and words.capital[name.end] and len(words.text[name.end]) > 2
        return len(name) == 1 and word in self.k.people.given and following

    def before(self, words: Words, names: list[Name]) -> list[Name]:
        """Drop what is no name: tickers, blocked words, ministries' portfolios behind an office.

        The name in front of a ticker in brackets is a company's.
        """
        brackets = ticker_brackets(words, self.k)
        proven = {start for start, _ in brackets}
        kept = []
        for name in names:
            if any(start < name.start and name.end < end for start, end in brackets):
                continue
            if name.end in proven and name.label in ("PERSON", "ORG", "GPE"):
                name.label, name.sure = "ORG", True
            if not self._is_none(words, name):
                kept.append(name)
        return kept

    def _is_none(self, words: Words, name: Name) -> bool:
        text = words.join(name.start, name.end)
        low = text.casefold()
        if low.startswith("the "):
            low = low[4:]
        if low in self._blocked_phrases or self._ticker(words, name):
            return True
        if name.origin in ("dateline", "acronym", "office", "numbered"):
            return False
        if len(name) == 1 and low in self.k.blocked.words:
            return not self._body(words, name, low)
        if self._opener(words, name, text):
            return True
        if self._office_field(words, name) or self._people_office(words, name):
            return True
        if len(name) == 1 and words.at(name.end) == "." and f"{text}." in self.k.titles.honorific:
            return True
        if name.origin == "model" and all(
            w in self.k.heads.portfolio or w in ("and", "of", "the", ",", "for", "&")
            for w in words.text[name.start : name.end]
        ):
            before = words.at(name.start - 1)
            if before in ("the", "of", "for", "and", ","):
                before2 = words.at(name.start - 2)
                return (
                    before != "the"
                    and (before != "and" or before2 in self.k.heads.portfolio)
                    and len(name) < 4
                )
        return (
            len(text) < 2 or text.isdigit() or (_SUM.match(text) is not None and words.at(name.end) in _MANY)
        )

    def _office_field(self, words: Words, name: Name) -> bool:
        """Whether it is but the field of an office: "Minister of Communications and Technology, X"."""
        if name.origin not in ("model", "opening") or words.at(name.start - 1) not in ("of", "for"):
            return False
        if words.at(name.start - 2) not in (*self.k.titles.portfolios, "State"):
            return False
        return all(
            w in self.k.heads.portfolio or w in ("and", "of", "the", ",", "for", "&")
            for w in words.text[name.start : name.end]
        )

    def _people_office(self, words: Words, name: Name) -> bool:
        """Whether it is but the office of a people's head: "Qatari Emir"."""
        first, second = words.text[name.start], words.text[name.end - 1]
        office = name.origin == "model" and len(name) == 2 and self.k.titles.is_title(second)
        return office and first in self.gazetteer.demonyms

    def _opener(self, words: Words, name: Name, text: str) -> bool:
        """Whether a lone word has its capital only because a sentence starts with it."""
        if (
            name.origin != "model"
            or len(name) > 1
            or not words.starts[name.start]
            or words.proper[name.start]
        ):
            return False
        return not any(c.isupper() for c in text[1:]) and self.gazetteer.lookup(text) is None

    def _body(self, words: Words, name: Name, low: str) -> bool:
        """Whether a head word alone names a body that the article has introduced: "the Bank"."""
        if low not in self.k.blocked.bodies or words.starts[name.start]:
            return False
        return words.at(name.start - 1) in ("the", "The") or (
            low in self.k.blocked.lone_bodies and name.label == "ORG"
        )

    @staticmethod
    def _ticker(words: Words, name: Name) -> bool:
        """Stock-exchange symbols in angle brackets: "<HEX>", "<KRPG.F>"."""
        if words.at(name.start - 1) != "<":
            return False
        return all(w.isupper() or not w.isalpha() for w in words.text[name.start : name.end])

    def after(self, words: Words, names: list[Name], forms: Forms) -> list[Name]:
        """Set what the place of a mention decides; drop what is no entity and what only a headline has."""
        kept = []
        for name in names:
            form = forms.forms[form_of(words.join(name.start, name.end))]
            if name.label == NOTHING or self._headline_only(words, name, form) or _product(words, name, form):
                continue
            before = words.at(name.start - 1)
            if form.label == "ORG" and form.text.removeprefix("the ") in self.gazetteer.metonyms:
                preposition = words.at(name.start - 2) if before == "the" else before
                if preposition in self.k.cues.place_prepositions:
                    name.label = "LOC"
            elif self._addressed(words, name):
                name.label = "PERSON"
            kept.append(name)
        return kept

    def _addressed(self, words: Words, name: Name) -> bool:
        """Whether a lone place name is a person's after all: "Mr Jordan"."""
        if name.label != "GPE" or len(name) > 1 or words.starts[name.start]:
            return False
        return words.at(name.start - 1) in self.k.titles.honorific

    def _headline_only(self, words: Words, name: Name, form: Form) -> bool:
        """Whether nothing but the model's reading of a title-case line speaks for the name."""
        if name.sure or name.origin != "model" or form.full is not None:
            return False
        return all(words.headline[n.start] for n in form.names) and self.gazetteer.lookup(form.text) is None
