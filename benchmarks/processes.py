"""Other processes: their processor time and memory (where the system tells: Linux), and work in a new one."""

import multiprocessing
import os
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")

_TICK = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100


def alone(function: Callable[..., T], *arguments: Any) -> T:
    """What a function returns that has a new process to itself, whose memory is its own.

    Raises BrokenProcessPool when the process dies, as one does that takes more memory than there is.
    """
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(function, *arguments).result()


def processor_seconds(processes: Iterable[int]) -> float | None:
    """What they have used so far, all together; None where nobody knows."""
    try:
        return sum(map(_seconds, processes))
    except (OSError, ValueError, IndexError):
        return None


def resident_mb(process: int) -> float | None:
    """The memory that a process holds now; None where nobody knows."""
    try:
        status = Path(f"/proc/{process}/status").read_text()
        return int(status.split("VmRSS:")[1].split()[0]) / 1024
    except (OSError, ValueError, IndexError):
        return None


def _seconds(process: int) -> float:
    # The name of the program may hold spaces, and stands in brackets.
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICK
