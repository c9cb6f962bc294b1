"""Names by their head words: finds bodies, events and places that the model missed or cut short, and types names."""

import re
from collections.abc import Callable

from pipeline.entities.knowledge import Knowledge
from pipeline.entities.names import Name, Words

_LINKS = frozenset({"of", "for", "on"})
_ORDINAL = re.compile(r"^\d{1,3}(?:st|nd|rd|th)$")
_YEAR = re.compile(r"^(?:19|20)\d\d$")
_COP = re.compile(r"^COP-?\d{1,2}$")
_ORDINAL_WORDS = frozenset("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth First Second Third Fourth Fifth Sixth Seventh Eighth Ninth Tenth".split())
_SESSION_WORDS = frozenset("ordinary extraordinary annual special regular plenary emergency informal inaugural general Ordinary Extraordinary Annual Special joint summit".split())
_FORMAL = frozenset({"the", "The"})


class HeadFinder:
    """Finds and types names by their heads; ``place`` tells the end of a known place at a token, or 0."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.k = knowledge
        self.h = knowledge.heads

    def label(self, words: Words, start: int, end: int) -> str | None:
        """The type that the head of a name gives, or None. LAW stands for treaties, plans and other texts."""
        text, h = words.text, self.h
        last = text[end - 1]
        if last == "." and end - 2 >= start:
            last = text[end - 2]
        first = text[start]
        if last in h.corporate and end - start > 1:
            return "ORG"
        link = next((i for i in range(start + 1, end - 1) if text[i] in ("of", "for", "on", "in", "by")), 0)
        head = text[link - 1] if link else last
        two = f"{text[end - 2]} {last}" if end - start > 1 else ""
        if first in h.event_first and end - start > 1 or _COP.match(first):
            return "EVENT"
        if _ORDINAL.match(first) or first in _ORDINAL_WORDS:
            if any(w in h.event_numbered or w in h.event_last for w in text[start + 1 : end]):
                return "EVENT"
        if two in h.loc_bodies or f"{first} {text[start + 1]}" in h.loc_bodies if end - start > 1 else False:
            return "LOC"
        if link:
            if head in h.law_first or head in h.law_last:
                return "LAW"
            if head in h.event_of or head in h.event_last and head not in h.org_of:
                return "EVENT"
            if head in h.org_of or head in h.org_last:
                return "ORG"
            if f"{head} of" in h.loc_first:
                return "LOC"
            return None
        if _YEAR.match(last) and end - start > 1 and any(w in h.event_last for w in text[start:end]):
            return "EVENT"
        if end - start < 2:
            return None
        if last in h.law_last:
            return "LAW"
        if last in h.event_last:
            return "EVENT"
        if last in h.gpe_last and words.capital[end - 1]:
            return "GPE"
        if last in h.org_last or last in h.lower_org:
            return "ORG"
        if last in h.loc_last or last in h.loc_lower:
            return "LOC"
        return "LOC" if first in h.loc_first and first not in ("Cape",) else None

    def find(self, words: Words, place_at: Callable[[int], int], person_at: Callable[[int], bool]) -> list[Name]:
        """Names that stand on a head word, whether or not the model saw them.

        ``place_at(i)`` is the end of a known place that starts at ``i``, or 0; ``person_at(i)`` whether a personal
        name starts at ``i``. Lines in title case are passed over.
        """
        found = []
        text, h = words.text, self.h
        for i, word in enumerate(text):
            if words.headline[i]:
                continue
            following = words.at(i + 1)
            name = None
            if not words.capital[i]:
                name = self._lower(words, i)
            elif _COP.match(word):
                name = Name(i, i + 1, "EVENT", "head", True)
            elif word in h.org_of and following in _LINKS:
                end = self._complement(words, i + 1, place_at, person_at)
                start = self._left(words, i)
                if end and not (word in h.org_last and words.text[start:i] and text[i - 1] == "of"):
                    name = Name(start, end, "ORG", "head")
            elif word in h.corporate and i:
                name = self._company(words, i)
            elif word in h.org_found and not (following and words.capital[i + 1] if i + 1 < len(text) else False):
                start = self._left(words, i)
                if start < i:
                    name = Name(start, i + 1, "ORG", "head")
            elif word in h.event_last or word in h.loc_last or word in h.gpe_last:
                name = self._closed(words, i)
            if name is not None:
                found.append(name)
        return found

    def _left(self, words: Words, i: int) -> int:
        """The start of the run of capitalised words that ends at ``i``."""
        titles, text = self.k.titles, words.text
        start = i
        while start > 0 and not words.starts[start]:
            word = text[start - 1]
            if word in ("&", "-", "–") and start > 1 and words.capital[start - 2] and (word == "&" or not words.spaced[start - 1]):
                start -= 2
                continue
            if not words.capital[start - 1] or word in self.k.functional and words.starts[start - 1]:
                break
            if titles.is_title(word) and word not in titles.in_names:
                break
            if word in self.h.corporate:
                break
            start -= 1
        return start + 1 if start < i and words.text[start] in _FORMAL else start

    def _complement(self, words: Words, link: int, place_at: Callable[[int], int], person_at: Callable[[int], bool]) -> int:
        """The end of "of X", "of X and Y of Z" behind a head, or 0 when no name follows."""
        text, n = words.text, len(words.text)
        i, end = link, 0
        while i < n and (text[i] in _LINKS or (end and text[i] in ("in", "to"))):
            j = i + 1
            if j < n and text[j] in ("the", "all"):
                j += 1
            if j >= n or not words.capital[j]:
                break
            if text[i] in ("in", "to") and not place_at(j):
                break
            stop = place_at(j) or self._run(words, j, person_at)
            if not stop:
                break
            end = stop
            end = self._listed(words, end, place_at)
            i = end
        return end

    def _run(self, words: Words, i: int, person_at: Callable[[int], bool]) -> int:
        """The end of the capitalised run at ``i``, cut where a personal name begins."""
        j = i
        while j < len(words.text) and (words.capital[j] or words.text[j] in ("-", "&") and not words.spaced[j]):
            if j > i and (words.starts[j] or person_at(j)):
                break
            if words.text[j] in self.k.functional and j > i:
                break
            j += 1
        return j

    def _listed(self, words: Words, end: int, place_at: Callable[[int], int]) -> int:
        """Go on over ", Trade and Industry" while the words are those of ministries."""
        text, n, portfolio = words.text, len(words.text), self.h.portfolio
        if end < 1 or text[end - 1] not in portfolio:
            return end
        best = end
        i = end
        while i + 1 < n and text[i] in (",", "and", "&"):
            j = i + 1
            if text[i] == "," and text[j] == "and":
                j += 1
            if j < n and text[j] == "the":
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
        changed = True
        while changed:
            changed = False
            if start > 1 and text[start - 1] in ("and", "&") and words.capital[start - 2]:
                words_between = text[start:i]
                if not words_between or all(w in self.h.company_words for w in words_between):
                    start = self._left(words, start - 1)
                    changed = True
                    while start > 1 and text[start - 1] == "," and words.capital[start - 2] and not words.starts[start - 1]:
                        start = self._left(words, start - 1)
        if start >= i:
            return None
        end = i + 1
        while end < len(text) and text[end] in self.h.corporate:
            end += 1
        return Name(start, end, "ORG", "company")

    def _closed(self, words: Words, i: int) -> Name | None:
        """An event or a place that closes with its head: "Dubai Airshow", "India Energy Week 2024"."""
        text, h, n = words.text, self.h, len(words.text)
        word = text[i]
        if i + 1 < n and words.capital[i + 1]:
            return None
        start = self._left(words, i)
        if start >= i:
            return None
        if word in h.event_last:
            if start > 0 and _ORDINAL.match(text[start - 1]):
                start -= 1
            end = i + 1
            if end < n and _YEAR.match(text[end]):
                end += 1
            return Name(start, end, "EVENT", "head")
        return Name(start, i + 1, "LOC" if word in h.loc_last else "GPE", "place")

    def _lower(self, words: Words, i: int) -> Name | None:
        """Names with a head in lower case: "12th summit", "Mercosur summit", "Bozsu canal"."""
        text, h = words.text, self.h
        word = text[i]
        if word in h.event_numbered:
            j = i
            while j > 0 and text[j - 1] in _SESSION_WORDS:
                j -= 1
            if j > 0 and (_ORDINAL.match(text[j - 1]) or text[j - 1] in _ORDINAL_WORDS) and word in ("summit", "session"):
                return Name(j - 1, i + 1, "EVENT", "numbered", True)
        if word in h.loc_lower and i and words.capital[i - 1] and not words.starts[i - 1]:
            start = self._left(words, i)
            if start < i:
                return Name(start, i + 1, "LOC", "lower")
        return None
