"""Finds the places where a form of date expression fits, and lets the checks decide which form is meant."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from pipeline.dates.forms import Form
from pipeline.dates.knowledge import Knowledge
from pipeline.dates.lexer import Lexed


@dataclass(slots=True)
class Candidate:
    """A form that fits: its kind, its tokens ``first:last`` in the lexed text, and the text of its slots."""

    kind: str
    lexed: Lexed
    first: int
    last: int
    slots: dict[str, str] = field(default_factory=dict)
    last_class: str = ""

    @property
    def start(self) -> int:
        """Offset of the first character."""
        return self.lexed.starts[self.first]

    @property
    def end(self) -> int:
        """Offset after the last character."""
        return self.lexed.ends[self.last - 1]

    @property
    def text(self) -> str:
        """The words themselves."""
        return self.lexed.text[self.start : self.end]

    @property
    def first_code(self) -> str:
        """The class code of the first token."""
        return self.lexed.codes[self.first]

    @property
    def main(self) -> int:
        """Offset of the last token, leaving out a possessive mark: the word that the clause hangs on."""
        last = self.last - 1
        if last > self.first and self.last_class == "POSS":
            last -= 1
        return self.lexed.starts[last]

    def before(self, distance: int = 1) -> str:
        """The lower-case token before the candidate, empty at the beginning."""
        return self.lexed.word(self.first - distance)

    def after(self, distance: int = 1) -> str:
        """The lower-case token after the candidate, empty at the end."""
        return self.lexed.word(self.last - 1 + distance)


def find(lexed: Lexed, knowledge: Knowledge, accept: Callable[[Candidate], bool]) -> Iterator[Candidate]:
    """Yield accepted candidates in text order, none overlapping the one before.

    ``accept`` is asked for each form that fits at a place, in the order of the knowledge, until it says yes.
    It sees the candidates in text order, so it may keep count of what it accepted before.
    """
    names = {code: name for name, code in knowledge.codes.items()}
    codes, at = lexed.codes, 0
    while match := knowledge.scan.search(codes, at):
        at = match.start()
        for form in knowledge.by_first.get(codes[at], ()):
            fit = form.regex.match(codes, at)
            if fit is None:
                continue
            candidate = _candidate(form, lexed, fit.start(), fit.end(), names)
            candidate.slots = {
                slot: lexed.slice(*fit.span(slot)) for slot, value in fit.groupdict().items() if value
            }
            if accept(candidate):
                yield candidate
                at = candidate.last
                break
        else:
            at += 1


def _candidate(form: Form, lexed: Lexed, first: int, last: int, names: dict[str, str]) -> Candidate:
    return Candidate(form.kind, lexed, first, last, last_class=names[lexed.codes[last - 1]])
