"""Finds names by their head words, with or without the model: "Agency for Water Reserves", "12th summit"."""

from collections.abc import Callable, Container

from pipeline.entities.heads import COP, ORDINAL, YEAR, HeadTyper
from pipeline.entities.knowledge import Knowledge
from pipeline.entities.names import POSSESSIVE, Name, Words

_LINKS = frozenset({"of", "for", "on"})
#: Stands inside a person's name, after whom a body may be called: "Mohammed bin Rashid Foundation".
_SON = ("bin", "ibn", "bint")

PlaceAt = Callable[[int], int]
PersonAt = Callable[[int], bool]


class HeadFinder:
    """Finds bodies, events and places; ``peoples`` are the words for nationalities."""

    def __init__(self, knowledge: Knowledge, typer: HeadTyper, peoples: Container[str]) -> None:
        self.k = knowledge
        self.h = knowledge.heads
        self.typer = typer
        self.peoples = peoples

    def find(self, words: Words, place_at: PlaceAt, person_at: PersonAt) -> list[Name]:
        """All names on head words; their origin says how far they can be trusted without the model.

        ``place_at(i)`` is the end of a known place that starts at token ``i``, or 0; ``person_at(i)`` whether
        a personal name starts there. Lines in title case are passed over.
        """
        found = []
        for i, headline in enumerate(words.headline):
            if not headline:
                if words.capital[i]:
                    name = self._capital(words, i, place_at, person_at)
                else:
                    name = self._lower(words, i)
                if name is not None:
                    found.append(name)
        return found

    def _capital(self, words: Words, i: int, place_at: PlaceAt, person_at: PersonAt) -> Name | None:
        """The name whose head is the capitalised token ``i``."""
        word, h = words.text[i], self.h
        following = words.at(i + 1)
        if COP.match(word):
            return Name(i, i + 1, "EVENT", "head", True)
        name = None
        if word in h.org_of and following in _LINKS:
            name = self._opened(words, i, place_at, person_at)
        elif word in h.corporate and i and not (following == "-" and not words.spaced[i]):
            name = self._company(words, i)
        if name is not None or (i + 1 < len(words.text) and words.capital[i + 1]):
            return name
        if word in h.org_found:
            start = self._left(words, i)
            return Name(start, i + 1, "ORG", "head") if start < i else None
        if word in h.event_last or word in h.loc_last or word in h.gpe_last:
            return self._closed(words, i)
        return None

    def _opened(self, words: Words, i: int, place_at: PlaceAt, person_at: PersonAt) -> Name | None:
        """A body that goes on behind its head: "Ministry of Energy of Georgia"."""
        end = self._complement(words, i + 1, place_at, person_at)
        if not end:
            return None
        start = self._left(words, i)
        # "Border Service of the Security Committee" are two bodies, "Office of the Committee" is one.
        if start < i and not place_at(i + 2) and not place_at(i + 3):
            inner = next((j for j in range(i + 2, end) if words.text[j] in self.h.org_found), 0)
            if inner and words.text[inner] not in self.h.portfolio:
                end = i + 1
        return Name(start, end, "ORG", "head")

    def _left(self, words: Words, i: int) -> int:
        """The start of the run of capitalised words that ends at ``i``."""
        start = i
        while start > 0 and not words.starts[start]:
            if start > 1 and words.capital[start - 2] and self._joins(words, start):
                start -= 2
            elif self._in_run(words, start - 1):
                start -= 1
            else:
                break
        return start + 1 if start < i and words.text[start] in ("the", "The") else start

    def _joins(self, words: Words, start: int) -> bool:
        """Whether the token before ``start`` joins two parts of one name."""
        word, fields = words.text[start - 1], self.h.portfolio
        if word == "and":
            # "Food and Drug Administration": both are fields of one body.
            return words.text[start] in fields and words.text[start - 2] in fields
        return word in ("&", *_SON) or (word in ("-", "–") and not words.spaced[start - 1])

    def _in_run(self, words: Words, i: int) -> bool:
        """Whether a token can stand in the name of a body before its head."""
        word, titles = words.text[i], self.k.titles
        if not words.capital[i] or word in self.h.corporate or word in titles.trade:
            return False
        inside = self.k.first_in_names if words.starts[i] else self.k.openers_in_names
        if word in self.k.functional and word not in inside:
            return False
        return not titles.is_title(word) or word in titles.in_names

    def _complement(self, words: Words, link: int, place_at: PlaceAt, person_at: PersonAt) -> int:
        """The end of "of X", "of X and Y of Z" behind a head, or 0 when no name follows."""
        text, n = words.text, len(words.text)
        i, end = link, 0
        while i < n and text[i] in _LINKS:
            j = i + 1
            if j < n and text[j] in ("the", "all"):
                j += 1
            if j >= n or not words.capital[j]:
                break
            # "Committee on Finance" is one name, "Ministry of Finance on Telegram" is not.
            if text[i] == "on" and text[j] not in self.h.portfolio and text[i - 1] not in self.h.org_on:
                break
            stop = place_at(j) or self._run(words, j, person_at)
            if stop <= j:
                break
            i = end = self._listed(words, stop)
        return end

    def _run(self, words: Words, i: int, person_at: PersonAt) -> int:
        """The end of the capitalised run at ``i``, cut where a personal name begins."""
        titles, j = self.k.titles, i
        while j < len(words.text) and (words.capital[j] or _inner_mark(words, j)):
            word = words.text[j]
            if word in self.k.functional or (j > i and (words.starts[j] or person_at(j))):
                break
            # A title ends the run ("Bank of Ghana Governor"), not inside "University of Notre Dame".
            title = j > i and titles.is_title(word) and word not in titles.in_names
            if title and (word in titles.office or words.at(j + 1)[:1].isupper()):
                break
            j += 1
        return j

    def _listed(self, words: Words, end: int) -> int:
        """Go on over ", Trade and Industry" while the words are those of ministries."""
        text, n, portfolio = words.text, len(words.text), self.h.portfolio
        if end < 1 or text[end - 1] not in portfolio:
            return end
        best = i = end
        while i + 1 < n and text[i] in (",", "and", "&"):
            j = i + 1
            if text[i] == "," and text[j] == "and":
                j += 1
            if j < n and text[j] == "the":
                if text[j - 1] == ",":
                    break  # "Department of Justice, the Securities and Exchange Commission" are two
                if text[j + 1 : j + 2] and text[j + 1] in self.h.org_found and words.at(j + 2) in _LINKS:
                    break  # "Fund for Development and the Government of Spain" are two as well
                j += 1
            start = j
            while j < n and words.capital[j] and text[j] in portfolio:
                j += 1
            if j == start or (j < n and words.capital[j]):
                break
            i = j
            if text[start - 1] in ("and", "&", "the"):
                best = j
        return best

    def _company(self, words: Words, i: int) -> Name | None:
        """The name before "Inc", with "and" inside names of trades ("Gas and Electric Corp")."""
        text = words.text
        start = self._left(words, i)
        if start > 1 and text[start - 1] == "of" and text[start - 2] in self.h.org_of and start < i:
            start = self._left(words, start - 2)  # "Power Grid Corporation of India Ltd"
        while start > 1 and text[start - 1] in ("and", "&") and words.capital[start - 2]:
            if not all(w in self.h.company_words for w in text[start:i]):
                break
            start = self._left(words, start - 1)
            while start > 1 and text[start - 1] == "," and words.capital[start - 2]:
                if words.starts[start - 1]:
                    break
                start = self._left(words, start - 1)
        if start >= i:
            return None
        end = i + 1
        while end < len(text) and text[end] in self.h.corporate:
            end += 1
        return Name(start, end, "ORG", "company")

    def _closed(self, words: Words, i: int) -> Name | None:
        """An event or a place that closes with its head: "Lisbon Airshow", "58th Oslo Conference"."""
        text = words.text
        start, end = self._left(words, i), i + 1
        if start >= i:
            return None
        if text[i] not in self.h.event_last:
            return Name(start, end, "LOC" if text[i] in self.h.loc_last else "GPE", "place")
        if start > 0 and ORDINAL.match(text[start - 1]):
            start -= 1
        if end < len(text) and YEAR.match(text[end]):
            end += 1
        return Name(start, end, "EVENT", "head")

    def _lower(self, words: Words, i: int) -> Name | None:
        """Names with a head in lower case: "12th summit", "Lisbon summit", "Zarin canal", "Example group"."""
        text, h = words.text, self.h
        word = text[i]
        if word in ("summit", "session"):
            j = i
            while j > 0 and text[j - 1] in h.session_words:
                j -= 1
            if j > 0 and self.typer.is_ordinal(text[j - 1]):
                return Name(j - 1, i + 1, "EVENT", "numbered", True)
        if not i or not words.capital[i - 1]:
            return None
        if word in h.event_named:
            wanted = not words.starts[i - 1] and text[i - 1] not in self.peoples
            label, origin = "EVENT", "numbered"
        elif word in h.lower_org:
            wanted, label, origin = True, "ORG", "lower_org"
        elif word in h.loc_lower:
            wanted, label, origin = not words.starts[i - 1], "LOC", "lower"
        else:
            return None
        start = self._left(words, i)
        return Name(start, i + 1, label, origin) if wanted and start < i else None


def _inner_mark(words: Words, j: int) -> bool:
    """Whether a hyphen or possessive stands inside a name: "Veterans' Affairs"."""
    word = words.text[j]
    if word == "-":
        return not words.spaced[j]
    return word == "&" or (word in POSSESSIVE and j + 1 < len(words.text) and words.capital[j + 1])
