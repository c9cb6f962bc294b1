"""Records in, agreements out: compare what shares a key, group what is alike, keep the ids there were."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from math import nan

import numpy as np

from pipeline.linking.blocking import candidates
from pipeline.linking.grouping import Edge, groups
from pipeline.linking.identity import Linked, Previous, named
from pipeline.linking.pairs import Judge, Weights, shipped_weights
from pipeline.linking.profile import Profile
from pipeline.linking.rules import rules
from pipeline.linking.sieve import sieved


@dataclass(slots=True)
class Linking:
    """What linking made: the agreements that are new or were looked at again, and the work it took.

    ``agreements`` leaves out those that nothing new has touched. ``retired`` are former ids that no agreement
    has any more. ``candidates`` counts the pairs that share a key, ``compared`` those that were judged.
    """

    agreements: list[Linked] = field(default_factory=list)
    retired: set[str] = field(default_factory=set)
    candidates: int = 0
    compared: int = 0


class Linker:
    """Links profiles. Deterministic, and independent of the order in which they come."""

    def __init__(self, weights: Weights | None = None) -> None:
        self._weights = weights or shipped_weights()
        self._judge = Judge(self._weights)
        self._rules = rules()

    def link(
        self,
        profiles: Sequence[Profile],
        *,
        previous: Previous | None = None,
        changed: Iterable[int] | None = None,
    ) -> Linking:
        """Group records into agreements.

        ``previous`` says which agreement a record, by number, belonged to. ``changed`` are the numbers of
        records that are new, or whose agreement has lost a record; only they and what hangs together with
        them is compared, the rest stays as it was. Without ``changed`` everything is compared.
        """
        previous = previous or {}
        pairs = candidates(profiles, window=self._rules.window)
        made = Linking(candidates=len(pairs))
        pairs = sieved(pairs, profiles, self._weights)
        names = [(p.article, p.id) for p in profiles]
        start = range(len(profiles)) if changed is None else sorted(set(changed), key=lambda i: names[i])
        clusters: list[_Cluster] = []
        scores = _Scores(self._judge, profiles)
        for part, edges in self._parts(pairs, len(profiles), start, scores):
            grouped = groups(
                edges,
                scores,
                names=names,
                threshold=self._rules.threshold,
                floors=(self._rules.floor, self._rules.floor_within),
                sample=self._rules.sample,
            )
            for cluster in grouped:
                cluster.sort(key=lambda i: profiles[i].order)
                clusters.append(
                    _Cluster(tuple(cluster), tuple(scores.belonging(i, cluster) for i in cluster))
                )
            clusters += [_Cluster((i,), (None,)) for i in set(part).difference(*grouped)]
            scores.forget()
        made.compared = scores.compared
        clusters.sort(key=lambda c: profiles[c.members[0]].order)
        ids = named([c.members for c in clusters], profiles, previous)
        made.agreements = [
            Linked(id, c.members, c.scores, absorbed) for c, (id, absorbed) in zip(clusters, ids, strict=True)
        ]
        touched = {i for c in clusters for i in c.members}
        made.retired = {former for i, former in previous.items() if i in touched}
        made.retired -= {linked.id for linked in made.agreements}
        made.retired -= {former for i, former in previous.items() if i not in touched}
        return made

    def _parts(
        self, pairs: np.ndarray, count: int, start: Iterable[int], score: Callable[[int, int], float]
    ) -> Iterator[tuple[list[int], list[Edge]]]:
        """The records that hang together with one of ``start`` by pairs that link, and these pairs."""
        # Both ends of each pair find the other one: pairs come sorted by the first.
        later, later_of = pairs[:, 1].copy(), np.searchsorted(pairs[:, 0], np.arange(count + 1)).tolist()
        order = np.argsort(later, kind="stable")
        earlier = pairs[order, 0]
        earlier_of = np.searchsorted(later[order], np.arange(count + 1)).tolist()
        del order
        seen, expanded = bytearray(count), bytearray(count)
        for first in start:
            if seen[first]:
                continue
            seen[first] = 1
            part: list[int] = [first]
            edges: list[Edge] = []
            for i in part:  # grows while it is walked
                others = later[later_of[i] : later_of[i + 1]].tolist()
                others += earlier[earlier_of[i] : earlier_of[i + 1]].tolist()
                for j in others:
                    # A pair is judged from the side that is reached first, and never again.
                    if expanded[j]:
                        continue
                    found = score(i, j)
                    if not found >= self._rules.threshold:  # NaN links nothing
                        continue
                    edges.append((found, i, j))
                    if not seen[j]:
                        seen[j] = 1
                        part.append(j)
                expanded[i] = 1
            yield part, edges


@dataclass(frozen=True, slots=True)
class _Cluster:
    members: tuple[int, ...]
    scores: tuple[float | None, ...]


class _Scores:
    """Judges a pair by its numbers, once; remembers until told to forget."""

    def __init__(self, judge: Judge, profiles: Sequence[Profile]) -> None:
        self.compared = 0
        self._judge, self._profiles = judge, profiles
        self._known: dict[tuple[int, int], float] = {}

    def __call__(self, i: int, j: int) -> float:
        key = (i, j) if i < j else (j, i)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._judge.probability(self._profiles[i], self._profiles[j])
            self.compared += 1
        return known

    def belonging(self, i: int, cluster: Sequence[int]) -> float | None:
        """The mean of what was asked between a record and the others of its group."""
        pairs = ((i, j) if i < j else (j, i) for j in cluster if j != i)
        found = [s for pair in pairs if (s := self._known.get(pair, nan)) == s]
        return round(sum(found) / len(found), 4) if found else None

    def forget(self) -> None:
        """Drop the scores: no later group can ask for them."""
        self._known.clear()
