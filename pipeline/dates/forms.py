"""The small language of ``patterns.toml``: a form over word classes becomes an expression over codes."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.errors import DataFileError

_ITEM = re.compile(r"\s*(?:<(?P<slot>[a-z0-9]+)>|(?P<name>[A-Z]+)|(?P<op>[()|?&]))")


@dataclass(frozen=True, slots=True)
class Form:
    """One form of a date expression, compiled over class codes; the named groups are the slots.

    ``first`` holds the codes that it can begin with, ``bare`` is the same expression without slots.
    """

    kind: str
    source: str
    regex: re.Pattern[str]
    bare: str
    first: frozenset[str]


@dataclass(slots=True)
class _Piece:
    """A compiled part: with slots, without them, what it can begin with, whether it can be empty."""

    regex: str = ""
    bare: str = ""
    first: frozenset[str] = frozenset()
    empty: bool = True

    def then(self, other: "_Piece") -> "_Piece":
        first = self.first | other.first if self.empty else self.first
        return _Piece(self.regex + other.regex, self.bare + other.bare, first, self.empty and other.empty)


class FormCompiler:
    """Compiles forms over the given class codes and named fragments."""

    def __init__(self, codes: Mapping[str, str], fragments: Mapping[str, str]) -> None:
        self._codes = codes
        self._fragments = fragments

    def compile(self, kind: str, source: str) -> Form:
        """Compile one form; raises DataFileError that names what is wrong with it."""
        tokens = _tokens(source)
        piece = self._sequence(tokens)
        if tokens:
            raise DataFileError(f"the form {source!r} closes a bracket that is not open")
        if piece.empty:
            raise DataFileError(f"the form {source!r} can be empty")
        try:
            regex = re.compile(piece.regex)
        except re.error as error:
            raise DataFileError(f"the form {source!r} gives no regular expression: {error}") from error
        return Form(kind, source, regex, piece.bare, piece.first)

    def _sequence(self, tokens: list[tuple[str, str]]) -> _Piece:
        """Items up to a closing bracket or the end, with alternatives; consumes them from the list."""
        branches: list[_Piece] = []
        current, last, slot, ahead = _Piece(), None, "", False
        while tokens and tokens[0] != ("op", ")"):
            sort, value = tokens.pop(0)
            if sort == "slot":
                slot = value
                continue
            if (sort, value) == ("op", "&"):
                ahead = True
                continue
            if (sort, value) == ("op", "?"):
                if last is None:
                    raise DataFileError("a form has a '?' that follows nothing")
                last = _Piece(f"(?:{last.regex})?", f"(?:{last.bare})?", last.first, True)
                continue
            if last is not None:
                current = current.then(last)
                last = None
            if (sort, value) == ("op", "|"):
                branches.append(current)
                current = _Piece()
                continue
            last = self._item(sort, value, tokens)
            if ahead:
                last = _Piece(f"(?={last.regex})", f"(?={last.bare})", frozenset(), True)
                ahead = False
            if slot:
                last = _Piece(f"(?P<{slot}>{last.regex})", last.bare, last.first, last.empty)
                slot = ""
        if last is not None:
            current = current.then(last)
        branches.append(current)
        if len(branches) == 1:
            return branches[0]
        return _Piece(
            "(?:" + "|".join(b.regex for b in branches) + ")",
            "(?:" + "|".join(b.bare for b in branches) + ")",
            frozenset().union(*(b.first for b in branches)),
            any(b.empty for b in branches),
        )

    def _item(self, sort: str, value: str, tokens: list[tuple[str, str]]) -> _Piece:
        if sort == "op":
            inner = self._sequence(tokens)
            if not tokens:
                raise DataFileError("a form has an open bracket")
            tokens.pop(0)
        elif value in self._codes:
            code = re.escape(self._codes[value])
            return _Piece(code, code, frozenset(self._codes[value]), False)
        elif value in self._fragments:
            inner = self._sequence(_tokens(self._fragments[value]))
        else:
            raise DataFileError(f"a form names no class or fragment: {value!r}")
        return _Piece(f"(?:{inner.regex})", f"(?:{inner.bare})", inner.first, inner.empty)


def _tokens(source: str) -> list[tuple[str, str]]:
    out: list[tuple[str, str]] = []
    at, source = 0, source.rstrip()
    while at < len(source):
        match = _ITEM.match(source, at)
        if match is None:
            raise DataFileError(f"cannot read {source[at:]!r} in the form {source!r}")
        at = match.end()
        out.append((match.lastgroup or "", match[match.lastgroup or 0]))
    return out
