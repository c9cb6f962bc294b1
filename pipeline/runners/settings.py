"""How a run is to go, in one place for every runner and for the command."""

import os
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.readers.options import MAX_CHARS, FieldNames

#: What a worker calls to get its extractor; tests name a small one of their own.
LOADER = "pipeline.assemble:load"
_CONTAINER_LIMIT = Path("/sys/fs/cgroup/memory.max")
_MEMORY_PART = 0.8
#: What an article of a megabyte may need; less would refuse what a small machine with swap still can do.
_MEMORY_FLOOR = 2048


def available_cores() -> int:
    """The cores that this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on every system
        return os.cpu_count() or 1


def memory_share(workers: int) -> int | None:
    """Megabytes that each of ``workers`` may take so that together they leave the machine alive."""
    try:
        total = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, ValueError, OSError):  # not on every system
        return None
    with suppress(OSError, ValueError):  # no container, or one without a limit ("max")
        total = min(total, int(_CONTAINER_LIMIT.read_text()))
    return max(_MEMORY_FLOOR, int(total / (1 << 20) * _MEMORY_PART / workers))


@dataclass(frozen=True)
class Settings:
    """What a caller may choose. Only model, profile, min_confidence and published change what is found."""

    model: str | None = None
    profile: str = "accurate"
    min_confidence: float | None = None
    published: str | None = None
    fields: FieldNames = field(default_factory=FieldNames)
    max_chars: int = MAX_CHARS
    workers: int = field(default_factory=available_cores)
    force: bool = False
    retry_failed: bool = False
    prune: bool = False
    #: Seconds that one article of usual length may take before its worker is stopped; long ones get more.
    time_limit: float = 60.0
    #: Megabytes of memory that a worker may take; None for its share of the machine.
    worker_memory: int | None = None
    loader: str = LOADER
    #: "local" for worker processes of this machine, "ray" for actors of a cluster.
    engine: str = "local"
    #: Of the cluster; None for the one that Ray finds, else one of its own on this machine.
    address: str | None = None
