"""The words and tags around a candidate, as the checks ask for them."""

from collections.abc import Mapping

from pipeline.dates.candidates import Candidate
from pipeline.dates.reader import TokenReader

_DASHES = ("-", "–", "—")


class Place:
    """Where a candidate stands. Words are lower case and empty outside the text."""

    def __init__(
        self, candidate: Candidate, reader: TokenReader, lists: Mapping[str, frozenset[str]]
    ) -> None:
        self._lexed = candidate.lexed
        self._first, self._last = candidate.first, candidate.last
        self._reader = reader
        self._lists = lists
        self.before = candidate.before()
        self.after = candidate.after()

    def before_in(self, name: str, distance: int = 1) -> bool:
        """The word before stands in a list of the lexicon."""
        return self._lexed.word(self._first - distance) in self._lists[name]

    def after_in(self, name: str, distance: int = 1) -> bool:
        """The word after stands in a list of the lexicon."""
        return self._lexed.word(self._last - 1 + distance) in self._lists[name]

    def tag_at(self, offset: int) -> str:
        """The tag of the Doc's token at an offset."""
        return self._reader.tag(offset)

    @property
    def tag(self) -> str:
        """The tag of the candidate's first token."""
        return self._reader.tag(self._lexed.starts[self._first])

    @property
    def tag_before(self) -> str:
        """The tag of the token before."""
        return self._reader.tag(self._lexed.starts[self._first - 1]) if self._first else ""

    @property
    def tag_after(self) -> str:
        """The tag of the token after."""
        starts = self._lexed.starts
        return self._reader.tag(starts[self._last]) if self._last < len(starts) else ""

    @property
    def hyphen_after(self) -> bool:
        """A hyphen follows without space: the candidate is part of a compound."""
        return self.after in _DASHES and self._lexed.starts[self._last] == self._lexed.ends[self._last - 1]

    @property
    def hyphen_before(self) -> bool:
        """A hyphen stands before without space."""
        return self.before in _DASHES and self._lexed.ends[self._first - 1] == self._lexed.starts[self._first]

    @property
    def word_after_hyphen(self) -> str:
        """What the compound goes on with."""
        return self._lexed.word(self._last + 1)

    @property
    def name_after(self) -> bool:
        """A capitalised name follows directly: "June Carter"."""
        if not self.after or not self._lexed.text[self._lexed.starts[self._last]].isupper():
            return False
        return self.tag_after.startswith("NNP")

    @property
    def name_before(self) -> bool:
        """A capitalised name stands directly before, on the same line: "Theresa May"."""
        if not self.before:
            return False
        text, end = self._lexed.text, self._lexed.ends[self._first - 1]
        if (
            not text[self._lexed.starts[self._first - 1]].isupper()
            or "\n" in text[end : self._lexed.starts[self._first]]
        ):
            return False
        return self.tag_before.startswith("NNP")
