"""Where a name of the model begins and ends: cuts at punctuation, sheds titles, articles and possessives."""

from collections.abc import Callable, Container

from pipeline.entities.knowledge import Knowledge
from pipeline.entities.names import POSSESSIVE, Name, Words, tied

#: A name is cut at these whatever its type.
_HARD = frozenset(
    {
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        "<",
        ">",
        "|",
        ";",
        ":",
        "•",
        "*",
        "»",
        "«",
        "“",
        "”",
        '"',
        "``",
        "''",
        "…",
        "?",
        "!",
        "--",
        "=",
    }
)
_JOINERS = frozenset({",", "and", "or", "&", "/", "–", "—", "-", "versus", "vs", "vs."})
_COURTESY = frozenset({"Mr", "Mr.", "Mrs", "Mrs.", "Ms", "Ms.", "Messrs"})
_GIVING = frozenset(
    {"sell", "sells", "sold", "selling", "transfer", "transferred", "transferring", "lend", "lent"}
)
_QUOTES = frozenset({'"', "“", "”"})


class Boundaries:
    """Repairs token ranges; ``known`` tells whether a text is a known place, ``known_name`` any sure name."""

    def __init__(
        self,
        knowledge: Knowledge,
        known: Callable[[str], bool],
        known_name: Callable[[str], bool],
        demonyms: Container[str],
    ) -> None:
        self.k = knowledge
        self.demonyms = demonyms
        self.known = known
        self.known_name = known_name

    def repair(self, name: Name, words: Words) -> list[Name]:
        """The names that a name of the model really is: none, one, or the parts of a list."""
        parts = [(name.start, name.end)]
        parts = [piece for part in parts for piece in self._cut(part, words, name.label)]
        repaired = []
        for start, end in parts:
            courtesy = words.text[start] in _COURTESY
            trade = self._trade(start, end, words, name.label)
            label = "PERSON" if courtesy else "ORG" if trade else name.label
            span = self._trim(start, end, words, label)
            if span is not None:
                repaired.append(Name(span[0], span[1], label, name.origin, sure=courtesy))
        return repaired

    def _cut(self, part: tuple[int, int], words: Words, label: str) -> list[tuple[int, int]]:
        """Cut at hard punctuation and, in lists of names, at commas, slashes, dashes and "and"."""
        pieces = []
        begin = part[0]
        for i in range(part[0], part[1]):
            word = words.text[i]
            if label == "PERSON" and word in _QUOTES and self._nickname(i, part, words):
                continue
            if word in _HARD or "\n" in word or self._cuts(i, begin, part[1], words, label):
                pieces.append((begin, i))
                begin = i + 1
        pieces.append((begin, part[1]))
        return [(s, e) for s, e in pieces if s < e]

    @staticmethod
    def _nickname(i: int, part: tuple[int, int], words: Words) -> bool:
        """Whether the quote belongs to a nickname inside a person's name: Ann "Nan" Miller."""
        text = words.text
        opens = (
            part[0] < i
            and i + 3 < len(text)
            and text[i + 2] in _QUOTES
            and words.capital[i + 3]
            and i + 3 < part[1]
        )
        closes = i - 2 > part[0] and text[i - 2] in _QUOTES and i + 1 < part[1]
        return opens or closes

    def _cuts(self, i: int, start: int, end: int, words: Words, label: str) -> bool:
        word = words.text[i]
        if i == start or i + 1 == end:
            return False
        if word == "of":
            # "X of Nigeria" is a person and a country where X is no body.
            first = words.text[start]
            return (
                label in ("PERSON", "ORG")
                and first in self.k.people.given
                and self.known(words.join(i + 1, end))
                and not self._has_head(words, start, i)
            )
        if word == "to":
            return words.at(start - 1) in _GIVING  # "sell Argos to Orlay"
        if word not in _JOINERS:
            return False
        if label == "NORP":
            return word != "-"
        left, right = words.join(start, i), words.join(i + 1, end)
        heads = self.k.heads
        tight = not words.spaced[i - 1] and not words.spaced[i]
        if word == "/":  # "Norlev A/S" is one, unlike OSCE/ODIHR
            return not (tight and words.text[i - 1] in ("A", "I", "K", "P") and words.text[i + 1] == "S")
        if word in ("-", "–", "—"):
            if tight and i == start + 1 and words.text[start] in ("R", "D", "I"):
                return True
            return not tight and label in ("GPE", "PERSON", "LOC")
        if word == ",":
            if words.at(i + 1) in heads.corporate or right in ("D.C.", "DC"):
                return False
            if label != "ORG" or words.at(i + 1) == "the":
                return True
            return not any(
                w in heads.corporate or w in heads.org_of or w in heads.portfolio
                for w in words.text[start:end]
            )
        if label == "PERSON":
            return word != "&"
        if label in ("GPE", "LOC"):
            return not self.known(words.join(start, end)) and (self.known(left) or self.known(right))
        # "the Ministry of Trade and the Government": no name goes on with "and the".
        return label == "ORG" and (words.at(i + 1) == "the" or (self.known(left) and self.known(right)))

    def _has_head(self, words: Words, start: int, end: int) -> bool:
        heads = self.k.heads
        return any(
            w in heads.org_last or w in heads.org_of or w in heads.corporate for w in words.text[start:end]
        )

    def _trim(self, start: int, end: int, words: Words, label: str) -> tuple[int, int] | None:
        """Shed what is no part of the name at either end; None when nothing is left."""
        text, capital = words.text, words.capital
        changed = True
        while changed and start < end:
            changed = False
            first, last = text[start], text[end - 1]
            if (
                not words.has_word(start)
                or first in POSSESSIVE
                or first in _JOINERS
                or self._leads(start, end, words, label)
            ):
                start += 1
                changed = True
            elif (
                (last in POSSESSIVE and not self._own(end, words, label))
                or (not words.has_word(end - 1) and last != ".")
                or self._trails(start, end, words, label)
            ) or (last == "." and not self._keeps_stop(end - 1, start, words)):
                end -= 1
                changed = True
        if start >= end or not any(capital[i] for i in range(start, end)):
            return None
        return start, end

    def _own(self, end: int, words: Words, label: str) -> bool:
        """Whether "'s" belongs to the name, since a verb follows: "Sainsbury's agreed"."""
        return label != "GPE" and words.at(end) in self.k.cues.finite and words.text[end - 1] in ("'s", "’s")

    def _leads(self, start: int, end: int, words: Words, label: str) -> bool:
        """Whether the first token stands before the name: an article, a lower-case word, a title."""
        word = words.text[start]
        following = words.at(start + 1)
        if start + 1 >= end:
            return False
        if word in ("the", "The", "a", "A", "an", "An") or word in self.k.timezones:
            return True
        if self._trade(start, end, words, label):
            return True
        if word in self.k.titles.state_openers and words.starts[start]:
            return self.known(words.join(start + 1, end))
        if not words.capital[start] and not word[0].isdigit():
            particle = label == "PERSON" and word in self.k.people.particles
            tight = not words.spaced[start]
            return not (
                particle
                or tight
                or (label == "LOC" and word in ("southern", "northern"))
                or self.known(words.join(start, end))
                or (label == "EVENT" and word in self.k.heads.event_first)
            )
        if label == "PERSON":
            return self._titled(start, end, words)
        if label == "ORG" and "of" in words.text[start:end] and self._field(start, words):
            return True
        if label == "ORG" and self._office(word):
            return word not in self.k.people.given and not self._has_head(words, start, end)
        if label == "ORG" and word in self.demonyms and self._office(following) and end - start > 2:
            return not self._has_head(words, start, end)  # "Armenian PM Hayk Petrosyan"
        opens = words.starts[start] or words.at(start - 1) in _QUOTES
        if opens and word in self.k.functional and self.known_name(words.join(start + 1, end)):
            return True
        if (
            label != "EVENT"
            and words.starts[start]
            and word in self.k.functional
            and word not in self.k.first_in_names
        ):
            return words.capital[start + 1] and following not in self.k.heads.corporate
        return False

    def _field(self, start: int, words: Words) -> bool:
        """Whether a word is what a minister is for: "Minister of Transport and Trade of Uzbekistan X"."""
        if words.at(start) not in self.k.heads.portfolio:
            return False
        i = start - 1
        while words.at(i) in ("and", ",") or words.at(i) in self.k.heads.portfolio:
            i -= 1
        return words.at(i) == "of" and words.at(i - 1) in self.k.titles.minister

    def _office(self, word: str) -> bool:
        return self.k.titles.is_title(word) and word not in self.k.titles.in_names

    def _trade(self, start: int, end: int, words: Words, label: str) -> bool:
        """Whether the first word says what the company does that the next ones name: "Drugmaker Pfizer"."""
        titles = self.k.titles
        opens = words.text[start] in titles.trade_openers and (
            words.starts[start] or words.at(start - 1) == "and"
        )
        if label not in ("ORG", "PERSON", "GPE") or not (opens or words.text[start] in titles.trade):
            return False
        if opens and (self._has_head(words, end - 1, end) or self.known_name(words.join(start, end))):
            return False  # "Utility Workers Union"
        return start + 1 < end and words.capital[start + 1]

    def _titled(self, start: int, end: int, words: Words) -> bool:
        """Whether a title stands at the front of a person's name, with at least one word behind it."""
        titles = self.k.titles
        for i in range(start, min(start + 5, end - 1)):
            word = words.text[i]
            if titles.is_title(word):
                # "Dean" and "Judge" are given names as well.
                return word not in self.k.people.given or i > start
            if (
                word not in titles.prefix
                and not word[0].islower()
                and word not in _JOINERS
                and word not in POSSESSIVE
            ):
                return False
        return False

    def _trails(self, start: int, end: int, words: Words, label: str) -> bool:
        """Whether the last token stands behind the name: a lower-case word, a link word, a title."""
        word = words.text[end - 1]
        if end - 1 <= start or tied(words, end - 1):
            return False
        if word[0].islower() and not words.capital[end - 1]:
            heads = self.k.heads
            if (label == "ORG" and word in heads.lower_org) or word in heads.corporate:
                return False
            if word in heads.event_named or word in heads.event_numbered or word in heads.loc_lower:
                return False
            return not (word in heads.gpe_last or self.known(words.join(start, end)))
        if label == "PERSON" and word in self.k.titles.headline_verbs:
            return True
        return label == "ORG" and self._office(word)

    def _keeps_stop(self, i: int, start: int, words: Words) -> bool:
        """Whether a full stop belongs to the last word ("Inc", "Co", "W.Va")."""
        return i > start and (words.text[i - 1] in self.k.heads.corporate or "." in words.text[i - 1])
