"""How much the parties of two records can have in common at the most, for millions of pairs at once.

Bit masks tell of each party of one record whether the other record may have it or name it. From that follow
bounds on what ``parties.overlap`` counts, and pairs that have other countries or persons on both sides for
certain.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.linking.masks import Masks
from pipeline.linking.parties import EXCLUSIVE, FUZZY, NAMED, PartyKey, sorts
from pipeline.linking.profile import Profile

#: A record with more parties than this is bounded as if all of them were in common.
_MOST = 8
#: A bit for each class of parties, and those of the exclusive ones.
_BITS = {"body": 1, "person": 2, "country": 4}
_EXCLUSIVE = sum(_BITS[name] for name in EXCLUSIVE)


@dataclass(frozen=True, slots=True)
class Common:
    """For each pair: how many parties are in common at the most, how many of the side that has fewer are left
    over at the least, and whether other countries or persons are left over on both sides for certain."""

    same: np.ndarray
    """Parties of the side that has fewer that the other may have."""
    most: np.ndarray
    left: np.ndarray
    excluded: np.ndarray


class PartyBounds:
    """The parties of all records, ``count`` of each; ``words`` has those of each subject and title."""

    def __init__(self, profiles: Sequence[Profile], words: Masks) -> None:
        self._words = words
        self.count = np.fromiter((len(p.parties) for p in profiles), np.int16, len(profiles))
        self._theirs = Masks((_marks(p.parties) for p in profiles), len(profiles))
        # Equal names share one object, so that there are far fewer parties than records.
        known: dict[int, int] = {}
        parties: list[PartyKey] = []
        self._party = np.full((len(profiles), _MOST), -1, dtype=np.int32)
        for row, profile in enumerate(profiles):
            for slot, party in enumerate(profile.parties[:_MOST]):
                number = known.setdefault(id(party), len(parties))
                if number == len(parties):
                    parties.append(party)
                self._party[row, slot] = number
        self._marks = Masks((_marks([p]) for p in parties), len(parties))
        self._names = Masks((p.words | p.home for p in parties), len(parties))
        together: dict[frozenset[PartyKey], int] = {}
        sets = (together.setdefault(frozenset(p.parties), len(together)) for p in profiles)
        self._together = np.fromiter(sets, np.int32, len(profiles))
        counts = np.array([sorts(p.parties) for p in profiles], np.int16).reshape(-1, 2)
        self._bodies, self._states = counts[:, 0], counts[:, 1]
        kinds = (_BITS[p.sort] for p in parties)
        self._kind = np.fromiter(kinds, np.int8, len(parties))

    def common(self, i: np.ndarray, j: np.ndarray) -> Common:
        """The bounds of each pair of records (i, j)."""
        a, b = self.count[i], self.count[j]
        a_same, a_named, a_met, a_kinds = self._side(i, j)
        b_same, b_named, b_met, b_kinds = self._side(j, i)
        same = np.minimum(a_same, b_same)
        # where none is the same, none is looked for by name
        most = np.where(same > 0, same + NAMED * (a_named + b_named), 0.0)
        fuzzy = a.astype(np.int32) * b <= FUZZY * FUZZY
        return Common(
            same=same,
            most=np.where(fuzzy, most, np.minimum(a, b)),
            left=np.where(fuzzy, np.minimum(a - a_met, b - b_met), 0),
            excluded=fuzzy & ((a_kinds & b_kinds & _EXCLUSIVE) > 0),
        )

    def kinds(
        self, i: np.ndarray, j: np.ndarray, same: np.ndarray
    ) -> dict[str, tuple[np.ndarray, np.ndarray]]:
        """The features of ``pairs.FEATURES`` that tell the sort and the number of the parties in common, as
        intervals; ``same`` as in ``Common``."""
        bodies = np.minimum(same, np.minimum(self._bodies[i], self._bodies[j]))
        states = np.minimum(same, np.minimum(self._states[i], self._states[j]))
        single = (self.count[i] == 1) & (self.count[j] == 1)
        none = np.zeros(len(i), dtype=bool)
        equal = self._together[i] == self._together[j]
        return {
            "same_parties": (equal, equal),
            "one_party": (single, single),
            "one_party_body": (none, single & (bodies > 0)),
            "one_body": (none, bodies > 0),
            "two_bodies": (none, bodies > 1),
            "one_state": (none, states > 0),
            "two_states": (none, states > 1),
        }

    def _side(self, i: np.ndarray, j: np.ndarray) -> tuple[np.ndarray, ...]:
        """Of the parties of i: how many j may have, how many its words may name, how many either, and the
        kinds of those for which it is neither."""
        many = self.count[i] > _MOST
        same, named, met = (np.where(many, self.count[i], 0).astype(np.int16) for _ in range(3))
        kinds = np.zeros(len(i), dtype=np.int8)
        for slot in range(_MOST):
            rows = np.flatnonzero((self._party[i, slot] >= 0) & ~many)
            party, other = self._party[i[rows], slot], j[rows]
            has = self._marks.meet(party, self._theirs, other)
            names = self._names.meet(party, self._words, other)
            same[rows] += has
            named[rows] += names
            met[rows] += has | names
            kinds[rows] |= np.where(has | names, 0, self._kind[party]).astype(np.int8)
        return same, named, met, kinds


def _marks(parties: Sequence[PartyKey]) -> set[str]:
    """The words, keys and states of parties; two parties that are alike at all share one."""
    found = {text for party in parties for text in (*party.words, *party.keys)}
    return found | {f"s:{code}" for party in parties for code in (party.state, party.nation) if code}
