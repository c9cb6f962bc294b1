"""What an agreement is called: an id that stays when the agreement grows."""

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, count

from pipeline.linking.profile import Profile

#: The agreement each record, by number, belonged to before.
Previous = Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Linked:
    """One agreement: its id, its records by number, earliest first, how surely each belongs (None for a
    single one or where it was not asked), and ids of agreements that have gone up in it."""

    id: str
    members: tuple[int, ...]
    scores: tuple[float | None, ...]
    absorbed: tuple[str, ...] = ()


def agreement_id(profile: Profile) -> str:
    """The id of an agreement that this record founds: a hash of its article's id and its own."""
    data = f"{profile.article}\0{profile.id}".encode("utf-8", "surrogatepass")
    return f"agr-{hashlib.sha256(data).hexdigest()[:16]}"


def named(
    clusters: Sequence[Sequence[int]], profiles: Sequence[Profile], previous: Previous
) -> list[tuple[str, tuple[str, ...]]]:
    """An id for each cluster (earliest member first), and the former ids that went up in it.

    A former id goes to one cluster: to the one with the record that founded it, else to the one with most of
    its records. A cluster that could have several keeps the one that was reported first. A cluster
    without a former id is called after its earliest record whose id is free.
    """
    claims: dict[str, list[tuple[bool, int, int]]] = defaultdict(list)
    first_report: dict[str, tuple[int, str, str]] = {}
    for number, cluster in enumerate(clusters):
        votes: dict[str, int] = defaultdict(int)
        founded: set[str] = set()
        for i in cluster:
            if former := previous.get(i):
                votes[former] += 1
                if agreement_id(profiles[i]) == former:
                    founded.add(former)
                first_report[former] = min(first_report.get(former, profiles[i].order), profiles[i].order)
        for former, votes_for in votes.items():
            claims[former].append((former in founded, votes_for, -number))
    offers: dict[int, list[str]] = defaultdict(list)
    for former, claimants in claims.items():
        offers[-max(claimants)[2]].append(former)
    taken = set(previous.values())
    made = []
    for number, cluster in enumerate(clusters):
        ids = sorted(offers.get(number, ()), key=lambda former: (first_report[former], former))
        if not ids:
            first = agreement_id(profiles[cluster[0]])
            own = chain((agreement_id(profiles[i]) for i in cluster), (f"{first}-{n}" for n in count(2)))
            ids = [next(new for new in own if new not in taken)]
            taken.add(ids[0])
        made.append((ids[0], tuple(ids[1:])))
    return made
