"""Whom a party's name stands for: keys by which parties are compared, whatever they are called."""

import re
from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from pipeline.linking.rules import rules
from pipeline.linking.words import folded, raw_words, stem

#: Looks a name up: (name, type) to its canonical name and the ISO code of the country it is or belongs to.
Names = Callable[[str, str], tuple[str, str | None]]

_CAPITALS = re.compile(r"\b[A-Z][A-Z&]{1,9}\b")
_INITIAL = re.compile(r"\b[A-Z]")
#: Classes of parties of which others on both sides may exclude one agreement. Other bodies do not: one
#: article has "the creditor banks", another "Citibank".
EXCLUSIVE = frozenset({"country", "person"})
SAME, ALIKE, ORGAN, NATIONAL, SAME_STATE = 1.0, 0.9, 0.9, 0.5, 0.35
_ALIKE_JACCARD = 0.6


def plain_names(name: str, type: str) -> tuple[str, str | None]:
    """The resolver that knows nothing: every name is its own canonical form."""
    return name, None


@dataclass(frozen=True, slots=True)
class PartyKey:
    """One party as linking sees it.

    ``keys`` are exact identities (a country's code, a canonical name, an acronym), ``words`` the stems that
    identify it, ``state`` the country it is or is an organ of, ``block`` the one word it is filed under,
    ``home`` the words each of which names an organ's state, ``nation`` the one state that the name of another
    body holds: China of China Railway.
    """

    keys: frozenset[str]
    words: frozenset[str]
    state: str | None
    country: bool
    person: bool
    block: str
    home: frozenset[str] = frozenset()
    nation: str | None = None

    @property
    def sort(self) -> str:
        """The class of the party: parties of one class may be rivals."""
        return "country" if self.country else "person" if self.person else "body"


class PartyReader:
    """Makes party keys; equal names give the same object, so that a million records share them."""

    def __init__(self, names: Names = plain_names, *, remembered: int = 1 << 18) -> None:
        self.read = lru_cache(maxsize=remembered)(self._read)
        self._names = names
        self._blocs = tuple(
            (self.read(name, "organization", None).keys, codes) for name, codes in rules().blocs.items()
        )

    def apart_from_blocs(self, parties: set[PartyKey]) -> set[PartyKey]:
        """The parties without the states that stand beside a bloc of theirs, which speaks for them.

        All of them where nobody else is a party: a state may agree with its own bloc.
        """
        members: set[PartyKey] = set()
        blocs: set[PartyKey] = set()
        for keys, codes in self._blocs:
            if found := {party for party in parties if not keys.isdisjoint(party.keys)}:
                blocs |= found
                members |= {party for party in parties if party.country and party.state in codes}
        alone = len(blocs) == 1 and not parties - members - blocs
        return parties if alone else parties - members

    def _read(self, name: str, type: str, country: str | None) -> PartyKey:
        canonical, place = self._names(name, type)
        if type == "country" or (type == "group" and country):
            code = country or place
            key = f"c:{code}" if code else f"n:{folded(canonical)}"
            return PartyKey(
                frozenset((key,)), frozenset(map(stem, raw_words(canonical))), code, True, False, key
            )
        if type == "person":
            parts = raw_words(canonical) or [folded(name)]
            last = f"p:{parts[-1]}"
            return PartyKey(
                frozenset((last, f"n:{' '.join(parts)}")), frozenset(parts), None, False, True, last
            )
        return self._organisation(name, canonical, country or place)

    def _organisation(self, name: str, canonical: str, country: str | None) -> PartyKey:
        known = rules()
        plain = [w for w in raw_words(canonical) if w not in known.stop]
        house = f" {' '.join(plain)} "
        seat = next((code for word, code in known.parliaments.items() if f" {word} " in house), None)
        organ = seat is not None or not known.organs.isdisjoint(plain)
        words = frozenset(stem(w) for w in plain if w not in known.corporate) or frozenset(map(stem, plain))
        keys = {f"n:{' '.join(sorted(words))}"}
        keys.update(f"a:{found}" for text in (name, canonical) for found in _acronyms(text))
        state = (country or seat) if organ else None
        first = next((w for w in plain if w not in known.corporate and w not in known.organs), None)
        block = f"c:{state}" if state else f"o:{stem(first or (plain[0] if plain else folded(name) or '?'))}"
        nations = {code: names for code, names in self._nations(plain).items() if code == state or not organ}
        home = frozenset(stem(name) for name in nations.get(state or "", ()) if " " not in name)
        nation = next(iter(nations)) if len(nations) == 1 and not organ else None
        return PartyKey(frozenset(keys), words, state, False, False, block, home, nation)

    def _nations(self, words: Sequence[str]) -> dict[str, set[str]]:
        """The states that words name: the code of each, with the words and its own name."""
        found: dict[str, set[str]] = {}
        for word in words:
            own, code = self._names(word.title(), "country")
            if code:
                found.setdefault(code, set()).update((folded(word), folded(own)))
        return found


def _acronyms(text: str) -> set[str]:
    """The acronyms that a name holds, and the one that its initials make."""
    found = {a for a in _CAPITALS.findall(text) if len(a) >= 3}
    short = initials(text)
    if len(short) >= 3 and len(text) > 2 * len(short):
        found.add(short)
    return found


def initials(name: str) -> str:
    """The first letters of the words in capitals: EU of European Union."""
    return "".join(_INITIAL.findall(name))


def likeness(a: PartyKey, b: PartyKey) -> float:
    """How surely two parties are one: 1 the same, 0.9 nearly the same name or a state
    and its organ, 0.35 two organs of a state, 0 others."""
    if a.keys & b.keys:
        return SAME
    if a.state and a.state == b.state:
        return ORGAN if a.country or b.country else SAME_STATE
    for state, other in ((a, b), (b, a)):
        if state.country and state.state and state.state == other.nation:
            return NATIONAL
    if a.country or b.country or not a.words or not b.words:
        return 0.0
    shared = len(a.words & b.words)
    if not shared:
        return 0.0
    if shared == min(len(a.words), len(b.words)) or shared / len(a.words | b.words) >= _ALIKE_JACCARD:
        return ALIKE
    return 0.0


#: More parties than this are compared by their exact keys alone.
FUZZY = 16
#: What a party counts that the other record does not list but names in its subject or title.
NAMED = 0.7


class Overlap(NamedTuple):
    """What two records have in common of their parties: how many match, how many of each side are left over,
    and of which classes parties are left over on both sides ("country", "person", "body"): rivals."""

    common: float
    left: int
    rivals: frozenset[str] = frozenset()


def overlap(
    a: tuple[PartyKey, ...],
    b: tuple[PartyKey, ...],
    *,
    named_a: AbstractSet[str] = frozenset(),
    named_b: AbstractSet[str] = frozenset(),
) -> Overlap:
    """Match the parties of two records, each once; ``named_a`` are the words of a's subject and title."""
    if len(a) * len(b) > FUZZY * FUZZY:
        common = min(len(_known(a, b)), len(_known(b, a)))
        return Overlap(float(common), min(len(a), len(b)) - common)
    # Sure matches first, so that a ministry does not take the place of its own country.
    free_b = list(b)
    left_a = []
    total = 0.0
    for party in a:
        for at, other in enumerate(free_b):
            if other is party or not party.keys.isdisjoint(other.keys):
                total += SAME
                del free_b[at]
                break
        else:
            left_a.append(party)
    if left_a and free_b:
        unmatched: list[PartyKey] = []
        total += _nearest(left_a, free_b, unmatched)
        left_a = unmatched
    if total:
        count = len(left_a) + len(free_b)
        left_a = [p for p in left_a if not _is_named(p, named_b)]
        free_b = [p for p in free_b if not _is_named(p, named_a)]
        total += NAMED * (count - len(left_a) - len(free_b))
    rivals = {party.sort for party in left_a} & {party.sort for party in free_b}
    return Overlap(total, min(len(left_a), len(free_b)), frozenset(rivals))


def _is_named(party: PartyKey, words: AbstractSet[str]) -> bool:
    """Whether the words of a subject and title name a party, or the state that it is an organ of."""
    return bool(party.words and party.words <= words) or not party.home.isdisjoint(words)


def shared(a: Sequence[PartyKey], b: Sequence[PartyKey]) -> tuple[int, int]:
    """How many parties are exactly the same on both sides: private bodies, and states with their organs.

    Of the side that has fewer, since one party may have two names.
    """
    (bodies, states), (theirs, other) = (sorts(_known(x, y)) for x, y in ((a, b), (b, a)))
    return min(bodies, theirs), min(states, other)


def _known(a: Sequence[PartyKey], b: Sequence[PartyKey]) -> list[PartyKey]:
    """The parties of ``a`` that are exactly one of ``b``."""
    keys = {key for party in b for key in party.keys}
    return [party for party in a if not party.keys.isdisjoint(keys)]


def sorts(parties: Sequence[PartyKey]) -> tuple[int, int]:
    """How many of the parties are private bodies, and how many states with their organs."""
    states = sum(party.country or party.state is not None for party in parties)
    return sum(not party.person for party in parties) - states, states


def _nearest(a: list[PartyKey], free_b: list[PartyKey], left: list[PartyKey]) -> float:
    """Match what is merely alike, best first for each of ``a``: takes it out of ``free_b``, adds the others
    to ``left``, and says how much the matches count together."""
    total = 0.0
    for party in a:
        scores = [likeness(party, other) for other in free_b]
        best = max(scores, default=0.0)
        if best:
            total += best
            del free_b[scores.index(best)]
        else:
            left.append(party)
    return total
