"""Python's cyclic garbage collector, held off where it finds nothing."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Make many short-lived rows without the collector going through them again and again.

    It is for work of a known size that makes no cycles: a batch of a load, where the collector would take a
    fifth of the time. What counts references goes on; the collector is as before when the block is left.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
