"""Reads the blocks of examples.txt and known_errors.txt; the top of examples.txt says what they mean."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from schemas import Record

NONE = "none"
WHO = ("parties", "proposer", "signatories")
FIELDS = ("act", "status", "instrument", *WHO, "subject", "when", "where", "event", "amounts")


@dataclass(frozen=True)
class Check:
    """One expected field of one act in one text, and why it is wrong today where it is a known error."""

    text: str
    act: str
    field: str
    value: str
    cause: str = ""

    @property
    def label(self) -> str:
        """A name for the test report."""
        return f"{self.field} {self.value[:30]} in {self.text[:45]}"


def load(name: str) -> list[Check]:
    """The checks of a file beside this one; raises ValueError on a line that cannot be read."""
    text = (Path(__file__).parent / name).read_text(encoding="utf-8")
    out: list[Check] = []
    for block in text.split("\n\n"):
        lines = [line for line in block.splitlines() if line.strip() and not line.startswith("#")]
        if lines:
            out += parse(lines)
    return out


def parse(lines: list[str]) -> list[Check]:
    """One block: the text, then "field: value" lines, the first of which names the act."""
    fields = [tuple(line.strip().split(": ", 1)) for line in lines[1:]]
    cause = "; ".join(f[1] for f in fields if f[0] == "cause")
    wanted = [f for f in fields if f[0] not in ("cause", "of")]
    act = next((f[1] for f in fields if f[0] in ("act", "of")), None)
    if act is None or any(len(f) != 2 or f[0] not in FIELDS for f in wanted):
        raise ValueError(f"cannot read the block of {lines[0]!r}")
    return [Check(lines[0], act, field, value, cause) for field, value in wanted]


def problem(check: Check, records: list[Record]) -> str | None:
    """What is wrong with the records of the text in view of a check, None when nothing is."""
    if check.act == NONE:
        return f"acts: {[(_pattern(r), r.confidence) for r in records]}" if records else None
    record = next((r for r in records if _pattern(r) == check.act), None)
    if check.field == "act":
        return None if record else f"acts: {[_pattern(r) for r in records]}"
    record = record or closest(check.act, records)
    if record is None:
        return "no act"
    got = _GOT[check.field](record)
    return None if _ok(check.field, check.value, got) else f"{check.field} is {got}"


def closest(pattern: str, records: list[Record]) -> Record | None:
    """The record that shares most trigger words with a pattern (a new model may read a chain otherwise)."""
    words = set(pattern.split("+"))
    shared = [(len(words & set(_pattern(r).split("+"))), r) for r in records]
    most = max((n for n, _ in shared), default=0)
    return next((r for n, r in shared if n == most), None) if most else None


def _pattern(record: Record) -> str:
    return record.trace.pattern if record.trace else ""


_GOT: dict[str, Callable[[Record], list[str]]] = {
    "status": lambda r: [r.status],
    "instrument": lambda r: [r.instrument],
    "parties": lambda r: [p.name for p in r.parties],
    "proposer": lambda r: [p.name for p in r.parties if p.role == "proposer"],
    "signatories": lambda r: [s.name for s in r.signatories],
    "subject": lambda r: [r.subject],
    "when": lambda r: [r.when.edtf] if r.when else [],
    "where": lambda r: [r.where.name or ""] if r.where else [],
    "event": lambda r: [r.where.event or ""] if r.where else [],
    "amounts": lambda r: [f"{a.value:.0f} {a.unit}" for a in r.amounts],
}


def _ok(field: str, value: str, got: list[str]) -> bool:
    if value == NONE:
        return not any(got)
    if field in ("subject", "event"):
        return any(value in g for g in got)
    if field in ("proposer", "amounts"):
        return value in got
    if field in ("parties", "signatories"):
        names = value.split(", ")
        return {n for n in names if not n.endswith("?")} <= set(got) <= {n.rstrip("?") for n in names}
    return bool(got) and got[0] in value.split(" or ")
