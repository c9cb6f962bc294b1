"""Who speaks for which country: heads of state and government and foreign ministers, by name and time.

The list (``data/leaders.json``) is general knowledge and settles what an article takes for granted: whose
president "Chirac" is. A full name is enough; a bare surname needs an office beside it, another leader in its
coordination, or its country in the article.
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache

from pipeline.mentions.knowledge import fold, from_file

#: States that are no more, by their key in the list; they go by the names that the articles use.
FORMER = {"SU": "Soviet Union", "YU": "Yugoslavia", "CS": "Czechoslovakia", "DD": "East Germany"}
#: How long before and after the term a leader is still meant by the name, in years.
_BEFORE, _AFTER = 2, 6


@dataclass(frozen=True, slots=True)
class Leader:
    """A person, the country spoken for (ISO alpha-2 or the key of a former state), the years in office."""

    name: str
    country: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Leaders:
    """The leaders by full name and by surname, both folded, and surnames that need the first name."""

    by_name: dict[str, list[Leader]]
    by_surname: dict[str, list[Leader]]
    ambiguous: frozenset[str]

    def find(self, name: str, *, year: int | None, office: bool, near: Collection[str]) -> str | None:
        """The country that a person of this name speaks for, None where that is not sure.

        ``year`` is that of the article where known; ``office`` says that an office or another leader stands
        beside the name; ``near`` holds the codes of the countries that the article names.
        """
        folded = fold(name)
        parts = folded.split()
        found = self.by_name.get(folded, [])
        if not found and len(parts) == 1 and folded not in self.ambiguous:
            found = [x for x in self.by_surname.get(folded, []) if office or x.country in near]
        if not found and len(parts) == 1 and office:
            found = [x for x in self.by_surname.get(folded, []) if x.country in near]
        if not found and len(parts) > 1:
            found = [
                x for x in self.by_surname.get(parts[-1], []) if _alike(fold(x.name).split()[0], parts[0])
            ]
        if year is not None and len({x.country for x in found}) > 1:
            found = [x for x in found if x.first - _BEFORE <= year <= x.last + _AFTER]
        countries = {x.country for x in found}
        if len(countries) > 1:
            countries &= set(near)
        return countries.pop() if len(countries) == 1 else None


def _alike(one: str, other: str) -> bool:
    """Whether two first names are spellings of one ("Qasym-Jomart", "Kassym-Jomart")."""
    return one[-1] == other[-1] and SequenceMatcher(None, one, other).ratio() >= 0.75


@cache
def leaders() -> Leaders:
    """The list, read once. Raises DataFileError where the file is broken."""
    return from_file("leaders.json", _made)


def _made(data: dict) -> Leaders:
    by_name: dict[str, list[Leader]] = defaultdict(list)
    by_surname: dict[str, list[Leader]] = defaultdict(list)
    for country, people in data["leaders"].items():
        for name, first, last in people:
            row = Leader(name, country, first, last or 9999)
            words = fold(name).split()
            by_name[" ".join(words)].append(row)
            by_surname[words[-1]].append(row)
            if len(words) > 2:
                by_name[f"{words[0]} {words[-1]}"].append(row)
    for other, usual in data["spellings"].items():
        new, old = fold(other), fold(usual)
        meant = by_name.get(old, []) or by_surname.get(old, [])
        if " " in new:
            by_name[new] = [*by_name.get(new, []), *meant]
            continue
        by_surname[new] = [*by_surname.get(new, []), *meant]
        for row in meant:
            whole = " ".join([*fold(row.name).split()[:-1], new])
            by_name[whole] = [*by_name.get(whole, []), row]
    return Leaders(dict(by_name), dict(by_surname), frozenset(fold(x) for x in data["ambiguous"]))
