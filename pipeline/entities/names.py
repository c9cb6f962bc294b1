"""The working form of the stage: the words of an article, and names that are still being corrected."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from spacy.attrs import ORTH, SENT_START, SPACY, TAG
from spacy.tokens import Doc

#: Labels of names, which this stage corrects; the model's other labels (dates, amounts) it leaves alone.
NAME_LABELS = frozenset({"PERSON", "ORG", "GPE", "LOC", "EVENT", "FAC", "NORP"})
#: Labels that a name may turn out to have; all but NORP are scored as entities.
SCORED = ("PERSON", "ORG", "GPE", "LOC", "EVENT")

#: What marks an owner, as the tokenizer splits it off.
POSSESSIVE = frozenset({"'s", "’s", "'", "’"})

_WORD = re.compile(r"\w")


@dataclass(slots=True)
class Name:
    """A token range [start, end) with its label; ``sure`` means that no vote may change the label."""

    start: int
    end: int
    label: str
    origin: str = "model"
    sure: bool = False
    canonical: str | None = None
    country: str | None = None

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, start: int, end: int) -> bool:
        """Whether the name shares a token with [start, end)."""
        return self.start < end and start < self.end


@dataclass(slots=True)
class Words:
    """The tokens of a Doc as plain lists, for speed."""

    text: list[str]
    capital: list[bool]
    spaced: list[bool]
    starts: list[bool]
    headline: list[bool]
    proper: list[bool]
    plural: list[bool]

    @classmethod
    def of(cls, doc: Doc) -> "Words":
        """Read the tokens: where sentences start, which are tagged as names, which lines are titles."""
        columns = doc.to_array([ORTH, SPACY, SENT_START, TAG])
        strings = doc.vocab.strings
        text = [strings[orth] for orth in columns[:, 0].tolist()]
        capital = [is_capital(word) for word in text]
        spaced = [flag == 1 for flag in columns[:, 1].tolist()]
        names = {strings["NNP"], strings["NNPS"]}
        tags = columns[:, 3].tolist()
        proper = [tag in names for tag in tags]
        plural = [tag == strings["NNPS"] for tag in tags]
        starts = [flag == 1 for flag in columns[:, 2].tolist()]
        breaks = [i for i, word in enumerate(text) if "\n" in word]
        headline = [False] * len(text)
        begin = 0
        for end in [*breaks, len(text)]:
            if begin < end:
                starts[begin] = True
                if _title_case(text[begin:end], capital[begin:end]):
                    headline[begin:end] = [True] * (end - begin)
            begin = end + 1
        return cls(text, capital, spaced, starts, headline, proper, plural)

    def join(self, start: int, end: int) -> str:
        """The text of a token range with its own spacing."""
        parts = []
        for i in range(start, end):
            parts.append(self.text[i])
            if self.spaced[i] and i + 1 < end:
                parts.append(" ")
        return "".join(parts)

    def at(self, i: int) -> str:
        """The token at ``i``, or "" outside the text."""
        return self.text[i] if 0 <= i < len(self.text) else ""

    def has_word(self, i: int) -> bool:
        """Whether the token has a letter or digit."""
        return bool(_WORD.search(self.text[i]))


def tied(words: "Words", i: int) -> bool:
    """Whether the token is joined to the one before it without a space, as in "Heung-min"."""
    return i > 0 and not words.spaced[i - 1] and words.text[i - 1] in ("-", "–", "'", "’")


def is_capital(word: str) -> bool:
    """Whether a token is written like a name: "Baku", "BBC", "eSafety", "easyJet", "al-Qaeda" is not."""
    if word[0].isupper() or (len(word) > 2 and word[0].isalpha() and word[1].isupper()):
        return True
    return len(word) > 4 and not word.islower() and word.isalpha() and word[2:-1] != word[2:-1].lower()


def form_of(text: str) -> str:
    """The key under which mentions of one name meet: no leading article, plain apostrophes, no final stop."""
    text = text.replace("’", "'")
    if text[:4].lower() == "the " and len(text) > 4:
        text = text[4:]
    if text.endswith("'s"):
        text = text[:-2]
    if len(text) > 4 and text.isupper() and " " in text:
        text = text.title()
    return text.casefold()


def drop_overlaps(names: Iterable[Name], rank: dict[str, int]) -> list[Name]:
    """The names that remain when, of two that overlap, the one of higher rank, then the longer, is kept."""
    taken: set[int] = set()
    kept = []
    for name in sorted(names, key=lambda n: (-rank.get(n.origin, 0), -len(n), n.start, n.label)):
        span = range(name.start, name.end)
        if len(span) and taken.isdisjoint(span):
            taken.update(span)
            kept.append(name)
    kept.sort(key=lambda n: n.start)
    return kept


def _title_case(words: list[str], capital: list[bool]) -> bool:
    """A line without a final stop in which nearly every long word has a capital."""
    if (
        not 4 <= len(words) <= 24
        or words[-1] in (".", "!", "?", '"', "”", ";", ":", ",")
        or not words[0][0].isalnum()
    ):
        return False
    long_words = [c for w, c in zip(words, capital, strict=True) if len(w) > 3 and w[0].isalpha()]
    return len(long_words) >= 4 and sum(long_words) >= 0.75 * len(long_words)
