"""How a run is to go, in one place for every runner and for the command."""

import os
from dataclasses import dataclass, field

from pipeline.readers.options import MAX_CHARS, FieldNames

#: What a worker calls to get its extractor; tests name a small one of their own.
LOADER = "pipeline.assemble:load"


def available_cores() -> int:
    """The cores that this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on every system
        return os.cpu_count() or 1


@dataclass(frozen=True)
class Settings:
    """What a caller may choose. Only model, min_confidence and published change what is found."""

    model: str | None = None
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
    #: Megabytes of memory that a worker may take, None for no limit.
    worker_memory: int | None = None
    loader: str = LOADER
