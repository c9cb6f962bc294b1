"""How a text is laid out: its paragraphs, its brackets, and which straight quotes open and which close."""

from bisect import bisect_right
from dataclasses import dataclass, field

from pipeline.segment.lexicon import Boundaries

#: A line break ends a paragraph unless most long lines of the text break in mid-sentence (hard wrapping).
LONG_LINE = 45
#: Brackets of more tokens than this may hold sentences of their own.
SHORT_BRACKET = 30

#: Unicode's separators of lines and paragraphs; the second always begins a paragraph.
_BREAKS, _PARAGRAPH = frozenset("\n\r\u2028\u2029"), "\u2029"
_PAIRS = {"(": ")", "[": "]"}
_STRAIGHT = ('"', "''", "``")


@dataclass(slots=True)
class Layout:
    """Token indices of a text by their place in its layout."""

    paragraph_starts: set[int] = field(default_factory=set)
    starts: list[int] = field(default_factory=lambda: [0])
    bracketed: set[int] = field(default_factory=set)
    opening: set[int] = field(default_factory=set)
    closing: set[int] = field(default_factory=set)

    @classmethod
    def of(cls, words: list[str], spaced: list[bool], known: Boundaries) -> "Layout":
        """Read the layout from the words and whether a space follows each."""
        layout = cls()
        layout._paragraphs(words, spaced, known)
        layout._brackets(words)
        layout._quotes(words, spaced)
        return layout

    def paragraph_of(self, i: int) -> int:
        """The first token of the paragraph that token ``i`` stands in."""
        return self.starts[bisect_right(self.starts, i) - 1]

    def _paragraphs(self, words: list[str], spaced: list[bool], known: Boundaries) -> None:
        breaks = [i for i, w in enumerate(words) if not _BREAKS.isdisjoint(w)]
        wrapped = _hard_wrapped(words, spaced, breaks, known)
        for i in breaks:
            after = i + 1
            while after < len(words) and words[after].isspace():
                after += 1
            if after >= len(words):
                continue
            single = words[i].count("\n") < 2 and after == i + 1 and _PARAGRAPH not in words[i]
            if single and i:
                ended = words[i - 1] in known.terminal or words[i - 1] in known.closers or words[i - 1] == '"'
                if not ended and (wrapped or (words[after][0].islower() and words[i - 1] not in (":", ";"))):
                    continue
            self.paragraph_starts.add(after)
        self.starts = sorted({0, *self.paragraph_starts})

    def _brackets(self, words: list[str]) -> None:
        start, closer = -1, ""
        for i, word in enumerate(words):
            if start < 0 and word in _PAIRS:
                start, closer = i, _PAIRS[word]
            elif start >= 0 and (i in self.paragraph_starts or i - start > SHORT_BRACKET):
                start = -1
            elif start >= 0 and word == closer:
                self.bracketed.update(range(start + 1, i + 1))
                start = -1

    def _quotes(self, words: list[str], spaced: list[bool]) -> None:
        """A straight quote closes when it hangs on the word before it, opens when on the word after it."""
        for i, word in enumerate(words):
            if word not in _STRAIGHT:
                continue
            hangs_left = (
                i > 0 and not spaced[i - 1] and not words[i - 1].isspace() and i not in self.paragraph_starts
            )
            hangs_right = not spaced[i] and i + 1 < len(words) and words[i + 1][0].isalnum()
            if hangs_left and not (hangs_right and words[i - 1] in ("(", "[", "-", "–", "—")):
                self.closing.add(i)
            else:
                self.opening.add(i)


def _hard_wrapped(words: list[str], spaced: list[bool], breaks: list[int], known: Boundaries) -> bool:
    """Whether most long lines that end in a single break end in mid-sentence."""
    cut = whole = 0
    begin = 0
    for i in breaks:
        length = sum(map(len, words[begin:i])) + sum(spaced[begin:i])
        if i and words[i].count("\n") == 1 and length >= LONG_LINE:
            if words[i - 1] in known.terminal or words[i - 1] in known.closers or words[i - 1] in ('"', ":"):
                whole += 1
            else:
                cut += 1
        begin = i + 1
    return cut >= 3 and cut > whole
