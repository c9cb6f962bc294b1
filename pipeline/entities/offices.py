"""Persons behind their office: "Minister of Transport Almas Serikov", "President of Kenya Jane Doe".

The model often takes office, country and person for one body; here the person is cut free.
"""

from collections.abc import Callable

from pipeline.entities.knowledge import Knowledge
from pipeline.entities.names import Name, Words
from pipeline.entities.people import korean

_LINKS = frozenset({"of", "for"})
#: An office and its holder are seldom further apart.
_REACH = 24


class OfficeFinder:
    """Finds the person that an office phrase ends in, and the one right behind a title."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.k = knowledge

    def find(self, words: Words, place_at: Callable[[int], int], body_at: Callable[[int], int]) -> list[Name]:
        """Persons behind "OFFICE of ..."; ``place_at``, ``body_at``: the end of a name at a token, or 0."""
        found = []
        titles, text, n = self.k.titles, words.text, len(words.text)
        taken = 0
        for i in range(n - 3):
            if i < taken or (not words.capital[i] and not text[i].islower()):
                continue
            if not titles.is_title(text[i]) and text[i].capitalize() not in titles.office:
                continue
            j = self._domain(words, i + 1, place_at, body_at)
            if j >= n:
                continue
            # Right behind the office a given name is wanted; behind its domain any name of two words will do.
            if j == i + 1 and not (
                words.capital[i]
                and (text[j] in self.k.people.given or korean(words, j))
                and not words.headline[j]
            ):
                continue
            end = self.person_end(words, j)
            if end - j >= 2:
                found.append(Name(j, end, "PERSON", "office", True))
                taken = end
        return found

    def _domain(
        self, words: Words, i: int, place_at: Callable[[int], int], body_at: Callable[[int], int]
    ) -> int:
        """The end of the chain of "of the Cabinet of Ministers", "for Foreign Affairs", "of Georgia"."""
        text, n, portfolio = words.text, len(words.text), self.k.heads.portfolio
        start = i
        while i + 1 < n and i - start < _REACH:
            j = i
            if text[j] in _LINKS:
                j += 1
                if text[j] in ("the", "its") and j + 1 < n:
                    j += 1
                stop = place_at(j)
                if stop and text[stop : stop + 1] in (["'s"], ["’s"]):
                    j = stop + 1
                    stop = 0
                stop = stop or body_at(j)
                if not stop:
                    stop = j
                    while stop < n and text[stop] in portfolio and words.capital[stop]:
                        stop += 1
                if stop == j:
                    break
                i = stop
            elif i > start and text[i] in ("and", ",", "&") and text[i + 1] in portfolio:
                i += 1
                while i < n and text[i] in portfolio:
                    i += 1
            else:
                break
        return i

    def person_end(self, words: Words, i: int) -> int:
        """The end of a run that can be a personal name of two to five words, or ``i``."""
        text, n, heads, people = words.text, len(words.text), self.k.heads, self.k.people
        j = i
        while j < n and j - i < 7 and not (j > i and words.starts[j]):
            word = text[j]
            if (
                words.capital[j]
                and word not in heads.org_last
                and word not in heads.org_of
                and word not in heads.portfolio
                and not self.k.titles.is_title(word)
            ) or (j > i and word in people.particles and word != "of" and j + 1 < n and words.capital[j + 1]):
                j += 1
            elif j > i and word == "-" and not words.spaced[j] and not words.spaced[j - 1] and j + 1 < n:
                j += 2
            else:
                break
        if j < n and (text[j] in heads.org_last or text[j] in heads.corporate or text[j] in heads.org_of):
            return i
        return j
