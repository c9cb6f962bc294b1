"""What currencies are called (data/currencies.json), and whose they are where nations share the word."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import pycountry

from pipeline.errors import DataFileError


@dataclass(frozen=True, slots=True)
class Currencies:
    """Signs before a figure and words behind it with their ISO 4217 codes, all in lower case but the codes.

    ``shared`` has the codes of a word by nation; under "" that of a sum which no nation is named with.
    """

    signs: dict[str, str]
    scaled: frozenset[str]
    one: dict[str, str]
    shared: dict[str, dict[str, str]]
    world: frozenset[str]
    nations: dict[str, str]
    codes: frozenset[str]
    words: frozenset[str]

    @property
    def suffixes(self) -> list[str]:
        """All words that stand behind a figure."""
        return [*self.one, *self.shared]

    def unit(self, word: str, nation: str | None, named: Iterable[str]) -> str:
        """The code of a word behind a figure: "shillings" are Ugandan where the text names Uganda alone.

        ``nation`` is the adjective before the word, ``named`` are the countries of the text around it.
        """
        word = word.casefold()
        if word in self.one:
            return self.one[word]
        of = self.shared[word]
        if nation:
            return of.get(self.nations[nation.casefold()], of[""])
        found = set() if word in self.world else {of[country] for country in named if country in of}
        return found.pop() if len(found) == 1 else of[""]


@cache
def currencies() -> Currencies:
    """The names of currencies, read once; raises DataFileError when a file is malformed."""
    try:
        data = json.loads(
            files("pipeline.relations").joinpath("data", "currencies.json").read_text(encoding="utf-8")
        )
        people = json.loads(
            files("pipeline.entities").joinpath("data", "demonyms.json").read_text(encoding="utf-8")
        )["countries"]
        listed = {c.alpha_3 for c in pycountry.currencies if c.alpha_3[0] != "X" or c.alpha_3 in _COMMON}
        return Currencies(
            signs={**data["scaled"], **data["signs"]},
            scaled=frozenset(data["scaled"]),
            one={word: code for code, words in data["one"].items() for word in words},
            shared={form: entry["of"] for entry in data["shared"] for form in entry["forms"]},
            world=frozenset(data["world"]),
            nations={form.casefold(): code for code, forms in people.items() for form in forms}
            | data["nations"],
            codes=frozenset(listed | set(data["former"])),
            words=frozenset(data["words"]),
        )
    except (OSError, ValueError, LookupError, AttributeError) as error:
        raise DataFileError(f"pipeline/relations/data/currencies.json: {error!r}") from error


#: Currencies of several nations; the other codes in X are metals, bonds and tests.
_COMMON = frozenset({"XAF", "XCD", "XOF", "XPF"})
