"""Typed loader of the stage's knowledge: words by class, pattern forms and word lists for the checks."""

import re
import string
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from pipeline.dates.forms import Form, FormCompiler
from pipeline.errors import DataFileError

HERE = Path(__file__).parent

#: Classes that the lexer gives to tokens by their shape instead of by a word list.
SHAPE_CLASSES = (
    "OTHER", "DAYNUM", "INT", "YEAR", "ORDNUM", "DECADE", "NUMDATE", "QCODE", "HCODE", "FYCODE", "POSS",
    "HYPH", "DASH", "DOT", "COMMA", "SLASH", "LPAR", "RPAR", "BREAK",
)  # fmt: skip

# One character a class; letters and digits mean nothing in a regular expression, and stay one byte each.
_ALPHABET = string.ascii_letters + string.digits + "".join(filter(str.isalpha, map(chr, range(0xC0, 0x100))))


@dataclass(frozen=True, slots=True)
class Knowledge:
    """All data of the stage.

    ``codes`` maps a class name to its one-character code, ``words`` a lower-case word to the code of its
    class, ``capitalised`` holds the codes of the classes that need a capital in the text. ``scan`` finds
    places where some form fits; ``by_first`` has the forms that can begin with a class code, in order.
    """

    codes: Mapping[str, str]
    words: Mapping[str, str]
    capitalised: frozenset[str]
    scan: re.Pattern[str]
    by_first: Mapping[str, tuple[Form, ...]]
    numbers: Mapping[str, int]
    seasons: Mapping[str, int]
    feasts: Mapping[str, tuple[int, int]]
    easter: Mapping[str, int]
    years: Mapping[str, int]
    checks: Mapping[str, frozenset[str]]
    tense: Mapping[str, frozenset[str]]


@lru_cache(maxsize=1)
def load_knowledge() -> Knowledge:
    """Read and check ``lexicon.toml`` and ``patterns.toml``; raises DataFileError when they do not fit."""
    lexicon, patterns = _read("lexicon.toml"), _read("patterns.toml")
    try:
        names = [*SHAPE_CLASSES, *lexicon["classes"]]
        if len(names) > len(_ALPHABET):
            raise DataFileError(f"lexicon.toml: {len(names)} classes are more than {len(_ALPHABET)}")
        codes = dict(zip(names, _ALPHABET, strict=False))
        compiler = FormCompiler(codes, patterns["fragments"])
        forms = [
            compiler.compile(entry["kind"], source)
            for entry in patterns["pattern"]
            for source in entry["forms"]
        ]
        return Knowledge(
            codes=codes,
            words=_words(lexicon["classes"], codes),
            capitalised=frozenset(codes[name] for name in lexicon["capitalised"]),
            scan=re.compile("|".join(f"(?:{form.bare})" for form in forms)),
            by_first={c: tuple(f for f in forms if c in f.first) for c in codes.values()},
            numbers=lexicon["numbers"],
            seasons=lexicon["seasons"],
            feasts={name: (month, day) for name, (month, day) in lexicon["feasts"].items()},
            easter=lexicon["easter"],
            years=lexicon["years"],
            checks={name: frozenset(members) for name, members in lexicon["checks"].items()},
            tense={name: frozenset(members) for name, members in lexicon["tense"].items()},
        )
    except KeyError as error:
        raise DataFileError(f"lexicon.toml or patterns.toml has no entry {error}") from error


def _read(name: str) -> dict[str, Any]:
    try:
        return tomllib.loads((HERE / name).read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise DataFileError(f"cannot read {name}: {error}") from error


def _words(classes: Mapping[str, list[str]], codes: Mapping[str, str]) -> dict[str, str]:
    words: dict[str, str] = {}
    for name, members in classes.items():
        for word in members:
            if word in words:
                raise DataFileError(f"lexicon.toml: {word!r} stands in two classes")
            words[word] = codes[name]
    return words
