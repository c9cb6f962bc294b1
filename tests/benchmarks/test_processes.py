"""Work in a process of its own."""

import os
import signal
from concurrent.futures.process import BrokenProcessPool

import pytest

from benchmarks.processes import alone


def test_a_function_has_a_process_to_itself() -> None:
    assert alone(os.getpid) != os.getpid()


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def test_a_process_that_is_killed_is_told() -> None:
    with pytest.raises(BrokenProcessPool):
        alone(_die)
