"""Two clocks at once, and medians of what they measured."""

import time
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median
from typing import Self


@dataclass(frozen=True, slots=True)
class Taken:
    """Seconds of processor time of this process (all its threads) and seconds on the wall."""

    process: float
    wall: float

    def __add__(self, other: "Taken") -> "Taken":
        return Taken(self.process + other.process, self.wall + other.wall)


class Clock:
    """``with Clock() as clock: ...`` and then ``clock.taken``."""

    taken: Taken

    def __enter__(self) -> Self:
        self._start = Taken(time.process_time(), time.perf_counter())
        return self

    def __exit__(self, *_: object) -> None:
        start = self._start
        self.taken = Taken(time.process_time() - start.process, time.perf_counter() - start.wall)


def middle(taken: Iterable[Taken]) -> Taken:
    """The median of each clock."""
    rows = list(taken)
    return Taken(median(r.process for r in rows), median(r.wall for r in rows))
