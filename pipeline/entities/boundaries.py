"""Where a name of the model begins and ends: cuts at punctuation, sheds titles, articles and possessives."""

from collections.abc import Callable

from pipeline.entities.knowledge import Knowledge
from pipeline.entities.names import Name, Words

#: A name is cut at these whatever its type.
_HARD = frozenset({"(", ")", "[", "]", "{", "}", "<", ">", "|", ";", ":", "•", "*", "»", "«", "“", "”", '"', "``", "''", "…", "?", "!", "--", "="})
_JOINERS = frozenset({",", "and", "or", "&", "/", "–", "—", "-", "versus", "vs", "vs."})
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_INNER_LOWER = frozenset({"of", "for", "and", "the", "on", "in", "de", "du", "des", "del", "della", "di", "da", "do", "dos", "la", "le", "les", "el", "al", "bin", "bint", "ibn", "von", "van", "der", "den", "y", "e", "et", "und", "to", "by", "at", "as", "with", "zu", "ter", "ten", "abu", "a", "an", "d'", "af", "from"})


class Boundaries:
    """Repairs token ranges; ``known`` tells whether a text is in the gazetteer as a place."""

    def __init__(self, knowledge: Knowledge, known: Callable[[str], bool]) -> None:
        self.k = knowledge
        self.known = known

    def repair(self, name: Name, words: Words) -> list[Name]:
        """The names that a name of the model really is: none, one, or the parts of a list."""
        parts = [(name.start, name.end)]
        parts = [piece for part in parts for piece in self._cut(part, words, name.label)]
        repaired = []
        for start, end in parts:
            span = self._trim(start, end, words, name.label)
            if span is not None:
                repaired.append(Name(span[0], span[1], name.label, name.origin))
        return repaired

    def _cut(self, part: tuple[int, int], words: Words, label: str) -> list[tuple[int, int]]:
        """Cut at hard punctuation and, in lists of names, at commas, slashes, dashes and "and"."""
        pieces = []
        begin = part[0]
        for i in range(part[0], part[1]):
            word = words.text[i]
            if word in _HARD or "\n" in word or self._cuts(i, begin, part[1], words, label):
                pieces.append((begin, i))
                begin = i + 1
        pieces.append((begin, part[1]))
        return [(s, e) for s, e in pieces if s < e]

    def _cuts(self, i: int, start: int, end: int, words: Words, label: str) -> bool:
        word = words.text[i]
        if word not in _JOINERS or i == start or i + 1 == end:
            return False
        if label == "NORP":
            return word != "-"
        left, right = words.join(start, i), words.join(i + 1, end)
        heads = self.k.heads
        tight = not words.spaced[i - 1] and not words.spaced[i]
        if word == "/":
            return True
        if word in ("-", "–", "—"):
            return not tight and label in ("GPE", "PERSON", "LOC")
        if word == ",":
            if words.at(i + 1) in heads.corporate or right in ("D.C.", "DC"):
                return False
            if label != "ORG":
                return True
            return not any(w in heads.corporate or w in heads.org_of or w in heads.portfolio for w in words.text[start:end])
        if label == "PERSON":
            return word != "&"
        if label in ("GPE", "LOC"):
            return not self.known(words.join(start, end)) and (self.known(left) or self.known(right))
        return label == "ORG" and self.known(left) and self.known(right)

    def _trim(self, start: int, end: int, words: Words, label: str) -> tuple[int, int] | None:
        """Shed what is no part of the name at either end; None when nothing is left."""
        text, capital = words.text, words.capital
        changed = True
        while changed and start < end:
            changed = False
            first, last = text[start], text[end - 1]
            if not words.has_word(start) or first in _POSSESSIVE or first in _JOINERS or self._leads(start, end, words, label):
                start += 1
                changed = True
            elif last in _POSSESSIVE or not words.has_word(end - 1) and last != "." or self._trails(start, end, words, label):
                end -= 1
                changed = True
            elif last == "." and not self._keeps_stop(end - 1, start, words):
                end -= 1
                changed = True
        if start >= end or not any(capital[i] for i in range(start, end)):
            return None
        return start, end

    def _leads(self, start: int, end: int, words: Words, label: str) -> bool:
        """Whether the first token stands before the name: an article, a lower-case word, a title."""
        word = words.text[start]
        following = words.at(start + 1)
        if start + 1 >= end:
            return False
        if word in ("the", "The", "a", "A", "an", "An"):
            return True
        if not words.capital[start] and not word[0].isdigit():
            particle = label == "PERSON" and word in self.k.people.particles
            tight = not words.spaced[start]
            return not (particle or tight or (label == "LOC" and word in ("southern", "northern")) or self.known(words.join(start, end)) or (label == "EVENT" and word in self.k.heads.event_first))
        if label == "PERSON":
            return self._titled(start, end, words)
        if label == "ORG" and self.k.titles.is_title(word) and word not in self.k.titles.in_names:
            return not any(w in self.k.heads.org_last or w in self.k.heads.org_of for w in words.text[start:end])
        if label != "EVENT" and words.starts[start] and word in self.k.functional and word not in ("First", "New", "Two", "Three", "One", "United"):
            return words.capital[start + 1] and following not in self.k.heads.corporate
        return False

    def _titled(self, start: int, end: int, words: Words) -> bool:
        """Whether a title stands at the front of a person's name, with at least one word behind it."""
        titles = self.k.titles
        for i in range(start, min(start + 5, end - 1)):
            word = words.text[i]
            if titles.is_title(word):
                # "Marshall" and "King" are names when a given name precedes, or nothing but an initial follows.
                return word not in self.k.people.given or i > start
            if word not in titles.prefix and not word[0].islower() and word not in _JOINERS and word not in _POSSESSIVE:
                return False
        return False

    def _trails(self, start: int, end: int, words: Words, label: str) -> bool:
        """Whether the last token stands behind the name: a lower-case word, a link word, a title."""
        word = words.text[end - 1]
        if end - 1 <= start:
            return False
        if word[0].islower() and not words.capital[end - 1]:
            heads = self.k.heads
            if label == "ORG" and word in heads.lower_org or word in heads.corporate:
                return False
            if word in heads.event_named or word in heads.event_numbered or word in heads.loc_lower:
                return False
            return not (word in heads.gpe_last or self.known(words.join(start, end)))
        return label == "ORG" and self.k.titles.is_title(word) and word not in self.k.titles.in_names

    def _keeps_stop(self, i: int, start: int, words: Words) -> bool:
        """Whether a full stop belongs to the last word ("Inc", "Co", "W.Va")."""
        return i > start and (words.text[i - 1] in self.k.heads.corporate or "." in words.text[i - 1])
