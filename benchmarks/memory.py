"""Memory of a long run: ``python -m benchmarks.memory --articles 100000 --profile fast``.

Short articles around and around, each with an id of its own, on one worker; prints what the worker and the
run itself hold at 1, 2, 5, 10, ... per cent of the way.
"""

import argparse
import json
import os
import sys
from collections.abc import Iterator, Sequence
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from benchmarks.processes import resident_mb
from benchmarks.scaling import SHORT_CHARS
from benchmarks.texts import CORPUS, articles
from pipeline.readers import RawArticle
from pipeline.runners.settings import LOADER, Settings
from pipeline.runners.supervisor import Job, Supervisor

_SHARES = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0)


def curve(
    found: Sequence[RawArticle], *, number: int, settings: Settings, chars: int = SHORT_CHARS
) -> Iterator[dict[str, Any]]:
    """What the worker and this process hold, in MB, after each share of ``number`` articles.

    Of each article the first ``chars`` characters are read.
    """
    marks = {max(1, round(number * share)) for share in _SHARES}
    supervisor = Supervisor(settings)
    try:
        supervisor.load()
        for done, _ in enumerate(supervisor.serve(_jobs(found, number, chars)), start=1):
            if done in marks:
                worker = max((resident_mb(p) or 0.0 for p in supervisor.processes), default=0.0)
                run = resident_mb(os.getpid()) or 0.0
                yield {"articles": done, "worker_mb": round(worker), "run_mb": round(run)}
    finally:
        supervisor.close()


def _jobs(found: Sequence[RawArticle], number: int, chars: int) -> Iterator[Job]:
    for i, article in enumerate(islice(cycle(found), number)):
        text = f"{article.text[:chars]}\nNo. {i}."
        yield Job(i, "", RawArticle(article_id=f"n{i}", source=f"n{i}", text=text))


def main(argv: Sequence[str] | None = None) -> int:
    """Print a line of JSON for each mark; status 1 when the last is over 1.1 of what it was at a tenth."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.memory", description=__doc__)
    parser.add_argument("--input", type=Path, default=CORPUS, metavar="PATH")
    parser.add_argument("--articles", type=int, default=10_000, metavar="N")
    parser.add_argument("--chars", type=int, default=SHORT_CHARS, metavar="N", help="read of each article")
    parser.add_argument("--profile", default="fast")
    parser.add_argument("--model")
    parser.add_argument("--loader", default=LOADER, help=argparse.SUPPRESS)
    given = parser.parse_args(argv)
    settings = Settings(model=given.model, profile=given.profile, workers=1, loader=given.loader)
    rows = []
    found = articles(given.input)
    for row in curve(found, number=given.articles, settings=settings, chars=given.chars):
        rows.append(row)
        sys.stdout.write(json.dumps(row) + "\n")
        sys.stdout.flush()
    tenth = next(row for row in rows if row["articles"] >= given.articles / 10)
    return int(rows[-1]["worker_mb"] > 1.1 * tenth["worker_mb"])


if __name__ == "__main__":
    raise SystemExit(main())
