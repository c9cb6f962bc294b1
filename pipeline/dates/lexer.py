"""Text to a string of class codes, one a token, so that patterns are short and one scan finds them all."""

import re
from bisect import bisect_left
from dataclasses import dataclass

from pipeline.dates.knowledge import Knowledge

# Every alternative is bounded or reads on without coming back, so the scan is linear in the text.
_TOKEN = re.compile(
    r"""
    (?P<BREAK> \n[ \t\r]*\n )
  | (?P<NUMDATE> (?<![\w.,:-])(?<![0-9]/)
        (?: [0-9]{4} (?P<a>[-./]) [0-9]{1,2} (?P=a) [0-9]{1,2}
          | [0-9]{1,2} (?P<b>[-./]) [0-9]{1,2} (?P=b) (?: [0-9]{4} | [0-9]{2} ) )
        (?: (?=T[0-9]) | (?![\w-] | [/.,][0-9]) ) )
  | (?P<OTHER> [$€£¥₹₸₽₼₺₴]\s?[0-9][0-9.,]{0,30}
        | [0-9]{1,3} (?:,[0-9]{3}){1,6} (?:\.[0-9]{1,9})? (?![0-9])
        | [0-9]{1,12}[.:][0-9]{1,12} )
  | (?P<POSS> ['’]s\b )
  | (?P<DECADE> ['’][0-9]0s\b )
  | (?P<WORD> \w+ )
  | (?P<HYPH> (?<=\w)[-–—](?=\w) )
  | (?P<PUNCT> [^\w\s] )
    """,
    re.VERBOSE,
)

_PUNCT = {
    "-": "DASH",
    "–": "DASH",
    "—": "DASH",
    ".": "DOT",
    ",": "COMMA",
    "/": "SLASH",
    "(": "LPAR",
    ")": "RPAR",
}
_SHAPES = (
    ("ORDNUM", re.compile(r"(?:[12]?[0-9]|3[01])(?:st|nd|rd|th)", re.IGNORECASE)),
    ("DECADE", re.compile(r"[12][0-9]{2}0s|[1-9]0s")),
    ("QCODE", re.compile(r"[Qq][1-4]|[1-4]Q")),
    ("HCODE", re.compile(r"H[12]|[12]H")),
    ("FYCODE", re.compile(r"FY(?:20)?[0-9]{2}")),
)


@dataclass(slots=True)
class Lexed:
    """The tokens of a text: ``codes[i]`` is the class of the token that stands at ``starts[i]:ends[i]``."""

    text: str
    codes: str
    starts: list[int]
    ends: list[int]

    def slice(self, first: int, last: int) -> str:
        """The text of the tokens from ``first`` up to but without ``last``."""
        return self.text[self.starts[first] : self.ends[last - 1]]

    def word(self, index: int) -> str:
        """The lower-case text of a token, empty outside the text."""
        if not 0 <= index < len(self.starts):
            return ""
        return self.text[self.starts[index] : self.ends[index]].lower()

    def index_at(self, offset: int) -> int:
        """The first token that starts at or after a character offset."""
        return bisect_left(self.starts, offset)


class Lexer:
    """Gives every token of a text its class."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._codes = knowledge.codes
        self._words = knowledge.words
        self._capitalised = knowledge.capitalised
        self._years = (knowledge.years["first"], knowledge.years["last"])
        self._punct = {mark: knowledge.codes[name] for mark, name in _PUNCT.items()}

    def __call__(self, text: str) -> Lexed:
        """Split and classify; tokens do not overlap and stand in text order."""
        codes, words, capitalised, other = self._codes, self._words, self._capitalised, self._codes["OTHER"]
        out: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        for match in _TOKEN.finditer(text):
            group = match.lastgroup
            start, end = match.span()
            if group == "WORD":
                word = match[0]
                if word[0] in "0123456789QqHF":
                    code = words.get(word.lower()) or self._shape(word)
                else:
                    code = words.get(word.lower(), other)
                    if code in capitalised and word[0].islower():
                        code = other
            elif group == "PUNCT":
                code = self._punct.get(match[0], other)
            else:
                code = codes[group or "OTHER"]
            out.append(code)
            starts.append(start)
            ends.append(end)
        return Lexed(text, "".join(out), starts, ends)

    def _shape(self, word: str) -> str:
        """The class of a token that begins like a number or a quarter code."""
        codes = self._codes
        if len(word) <= 9 and word.isascii() and word.isdigit():
            value = int(word)
            if len(word) <= 2:
                return codes["DAYNUM"] if 1 <= value <= 31 else codes["INT"]
            if len(word) == 4 and self._years[0] <= value <= self._years[1]:
                return codes["YEAR"]
            return codes["INT"]
        if len(word) <= 6:
            for name, shape in _SHAPES:
                if shape.fullmatch(word):
                    return codes[name]
        return codes["OTHER"]
