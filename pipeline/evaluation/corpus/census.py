"""How many acts of each kind a corpus holds, and which kinds are too few to say anything about."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import get_args

from pipeline.evaluation.breakdown import LENGTHS, LONGEST, length_of
from pipeline.evaluation.gold import GoldItem
from schemas import Instrument, PartyType, Status

#: A kind with fewer records than this in a split is called under-represented.
FEW = 10

_EXPECTED: Mapping[str, tuple[str, ...]] = {
    "instrument": get_args(Instrument),
    "status": get_args(Status),
    "party type": get_args(PartyType),
    "role": ("proposer",),
    "date": ("stated", "dateline", "none"),
    "place": ("stated", "dateline", "none"),
    "with": ("title", "signatories", "amounts", "event", "several parties", "one party"),
    "article": ("without a record", "with one record", "with several records"),
}

Census = dict[str, Counter[str]]


def census(items: Iterable[GoldItem]) -> Census:
    """Counts by kind; optional records count nowhere, as they count in no score."""
    counts: Census = {group: Counter(dict.fromkeys(names, 0)) for group, names in _EXPECTED.items()}
    counts["length"] = Counter(dict.fromkeys([*(name for _, name in LENGTHS), LONGEST], 0))
    for item in items:
        records = [r for r in item.gold.records if not r.optional]
        counts["length"][length_of(len(item.text.split()))] += 1
        several = "several records" if len(records) > 1 else "one record"
        counts["article"][f"with {several}" if records else "without a record"] += 1
        for record in records:
            counts["instrument"][record.instrument] += 1
            counts["status"][record.status] += 1
            counts["party type"].update(p.type for p in record.parties if not p.optional)
            counts["role"].update(p.role for p in record.parties if p.role == "proposer")
            counts["date"][record.when.basis if record.when else "none"] += 1
            counts["place"][record.where.basis if record.where else "none"] += 1
            needed = sum(not p.optional for p in record.parties)
            counts["with"].update(
                name
                for name, there in (
                    ("title", record.title),
                    ("signatories", record.signatories),
                    ("amounts", record.amounts),
                    ("event", record.where and record.where.event),
                    ("several parties", needed > 1),
                    ("one party", needed == 1),
                )
                if there
            )
    return counts


def under_represented(counts: Census, *, few: int = FEW) -> list[tuple[str, str, int]]:
    """The kinds that the guidelines know and of which there are fewer than ``few``: group, kind, number."""
    return [
        (group, kind, counts[group][kind])
        for group, kinds in _EXPECTED.items()
        for kind in kinds
        if counts[group][kind] < few
    ]
