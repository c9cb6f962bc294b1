"""Lines of a text with their offsets, and what their outer form tells."""

import re
from dataclasses import dataclass

_BREAK = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")

#: Sentence-final punctuation, with closing quotes and brackets behind it.
_SENTENCE_END = re.compile(
    r"[.!?…:;。][\"”’'»)\]]*(?:\s{0,2}(?:\([^()]{1,40}\)|\[[^\[\]]{1,40}\]|/[^/]{1,40}/))?$"
)
_OPENING_QUOTES = "\"“‘'«„"


@dataclass(slots=True)
class Line:
    """One line: ``start`` to ``end`` is its content without outer blanks, ``stop`` lies behind its break."""

    begin: int
    start: int
    end: int
    stop: int
    text: str

    @property
    def blank(self) -> bool:
        """Whether nothing but white space stands on the line."""
        return not self.text

    @property
    def sentence(self) -> bool:
        """Whether the line ends as a sentence, or as the lead-in or an item of a list, does."""
        return bool(_SENTENCE_END.search(self.text[-60:]))

    @property
    def quoted(self) -> bool:
        """Whether the line opens with a quotation mark: somebody's words are never boilerplate."""
        return self.text[:1] in _OPENING_QUOTES if self.text else False


def split_lines(text: str) -> list[Line]:
    """Cut a text into lines; their ``begin`` and ``stop`` cover it without gap."""
    lines: list[Line] = []
    begin = 0
    while begin < len(text):
        found = _BREAK.search(text, begin)
        end, stop = (found.start(), found.end()) if found else (len(text), len(text))
        content = text[begin:end]
        stripped = content.strip()
        start = begin + (len(content) - len(content.lstrip())) if stripped else begin
        lines.append(Line(begin, start, start + len(stripped), stop, stripped))
        begin = stop
    return lines
