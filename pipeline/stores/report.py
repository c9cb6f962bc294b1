"""What a load did."""

from dataclasses import dataclass, field

#: Refusals that are kept with their reasons; ``Report.refused`` counts all.
_MOST = 1000


@dataclass(frozen=True, slots=True)
class Refusal:
    """A line that was not stored, and why."""

    file: str
    line: int
    what: str
    reason: str


@dataclass(slots=True)
class Report:
    """Counts of one load, all of them of what is in the store (after a failure: of what had been committed).

    ``articles == new + replaced + unchanged`` plus the refused ones; ``added`` and ``removed`` are records;
    ``repeated`` are records whose id an article has twice (the last one is stored); ``mended`` are characters
    that no database holds, replaced by U+FFFD. ``run_changed``: the row of the run is new or other than
    before.
    """

    articles: int = 0
    new: int = 0
    replaced: int = 0
    unchanged: int = 0
    added: int = 0
    removed: int = 0
    repeated: int = 0
    mended: int = 0
    refused: int = 0
    refusals: list[Refusal] = field(default_factory=list)
    run_changed: bool = False

    @property
    def changed(self) -> bool:
        """Whether anything in the store is other than before."""
        return bool(self.new or self.replaced or self.run_changed)

    def refuse(self, file: str, line: int, what: str, reason: str) -> None:
        """Count a refusal and keep it while there are not too many."""
        self.refused += 1
        if len(self.refusals) < _MOST:
            self.refusals.append(Refusal(file, line, what, reason))

    def add(self, other: "Report") -> None:
        """Add what another batch did."""
        for count in ("articles", "new", "replaced", "unchanged", "added", "removed", "repeated", "mended"):
            setattr(self, count, getattr(self, count) + getattr(other, count))
        self.refused += other.refused
        self.refusals += other.refusals[: max(0, _MOST - len(self.refusals))]
