"""The life of an agreement: proposed, planned, signed, ratified, in force, ended, each with its date."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from pipeline.linking.agreement import Stage
from pipeline.linking.days import ordinal
from pipeline.linking.rules import rules
from schemas.record import Record, When


def stages(records: Sequence[Record]) -> list[Stage]:
    """One stage for each status that a record reports, in the order in which an agreement lives.

    A stage bears the most precise date that is given for it; of equally precise ones what most sources say,
    stated rather than taken from the dateline, then what the surest one says. Its first source gave it.
    """
    rank = rules().stages
    of: dict[str, list[int]] = defaultdict(list)
    for number, record in enumerate(records):
        of[record.status].append(number)
    return [_stage(status, of[status], records) for status in sorted(of, key=rank.__getitem__)]


def _stage(status: str, numbers: list[int], records: Sequence[Record]) -> Stage:
    dated = [i for i in numbers if records[i].when is not None]
    if not dated:
        return Stage(status, None, tuple(numbers))
    votes = Counter(_when(records[i]).edtf for i in dated)

    def merit(i: int) -> tuple[bool, int, int, float, int]:
        when = _when(records[i])
        return (when.basis != "stated", width(when), -votes[when.edtf], -records[i].confidence, i)

    best = min(dated, key=merit)
    return Stage(status, _when(records[best]), (best, *(i for i in numbers if i != best)))


def _when(record: Record) -> When:
    if record.when is None:  # asked only of dated records
        raise ValueError(f"record {record.record_id} has no date")
    return record.when


def width(when: When) -> int:
    """How many days a date may mean, at the most; 10 million where that is open."""
    first, last = ordinal(when.start), ordinal(when.end)
    return last - first if first is not None and last is not None and last >= first else 10_000_000


def act_date(life: Sequence[Stage]) -> When | None:
    """The date that the view shows: of the signing, else the conclusion, else the approval, else the last."""
    dated = {stage.status: stage.when for stage in life if stage.when is not None}
    for status in ("signed", "agreed", "approved"):
        if status in dated:
            return dated[status]
    return list(dated.values())[-1] if dated else None
