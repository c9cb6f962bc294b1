"""Rows of a table in, rows of results out: what a data frame on a cluster maps over."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import islice
from typing import Any

from pipeline.readers.read import read_records
from pipeline.runners.settings import Settings, available_cores, memory_share
from pipeline.runners.supervisor import Job, Supervisor
from pipeline.runners.worker import Outcome
from pipeline.sinks import to_line
from schemas import Failure

#: Rows that are read and answered together; a multiple of the supervisor's batch.
_ROWS = 256


def extract_rows(rows: Iterable[dict[str, Any]], *, settings: Settings) -> Iterator[dict[str, Any]]:
    """Yield a row for each row, in order: ``article_id``, and ``article``, ``records`` and ``rejections``
    as JSON texts, or ``failure`` as one.

    The fields of a row are those of a JSON line (``settings.fields``). The model is loaded once in each
    process, in a worker beside it, with the limits and the isolation of the local engine.
    """
    supervisor = _supervisor(replace(settings, workers=1))
    found = read_records(
        rows,
        name="row",
        field_names=settings.fields,
        published=settings.published,
        max_chars=settings.max_chars,
    )
    while group := list(islice(found, _ROWS)):
        jobs = [Job(i, "", article) for i, article in enumerate(group) if not isinstance(article, Failure)]
        done = {job.position: outcome for job, outcome in supervisor.serve(jobs)}
        for i, article in enumerate(group):
            outcome = Outcome(failure=article) if isinstance(article, Failure) else done[i]
            yield _row(article.article_id, outcome)


@lru_cache(maxsize=1)
def _supervisor(settings: Settings) -> Supervisor:
    memory = settings.worker_memory or memory_share(available_cores())
    return Supervisor(replace(settings, worker_memory=memory))


def _row(article_id: str | None, outcome: Outcome) -> dict[str, Any]:
    return {
        "article_id": article_id,
        "article": _text(outcome.article) if outcome.article else None,
        "records": [_text(line) for line in outcome.records],
        "rejections": [_text(line) for line in outcome.rejections],
        "failure": _text(to_line(outcome.failure)) if outcome.failure else None,
    }


def _text(line: bytes) -> str:
    return line.decode().rstrip("\n")
