"""What the commands share that read every labelled article: their options, and articles read in processes."""

import argparse
import os
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

from training.acts.__main__ import ROOT
from training.acts.corpus import Labelled

T = TypeVar("T")

#: Shares of the articles for each process, so that none waits long for the last one.
_SHARES = 16


def options(prog: str, description: str | None, *, out: Path) -> argparse.Namespace:
    """The command line: ``shared``, ``out`` and ``jobs``."""
    parser = argparse.ArgumentParser(prog=prog, description=description)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--out", type=Path, default=out)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    return parser.parse_args()


def over(articles: list[Labelled], read: Callable[[list[Labelled]], list[T]], *, jobs: int) -> list[T]:
    """What ``read`` finds in the articles, in no certain order of articles."""
    parts = [articles[k :: _SHARES * jobs] for k in range(_SHARES * jobs)]
    with get_context("spawn").Pool(jobs) as pool:
        return [row for part in pool.map(read, parts, chunksize=1) for row in part]
