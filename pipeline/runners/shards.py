"""Shards: files with the results of a group of articles, written by whoever did the work."""

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.readers.files import STATE_FOLDER
from pipeline.runners.place import Place
from pipeline.runners.supervisor import Job
from pipeline.runners.worker import Outcome

FOLDER = f"{STATE_FOLDER}/shards"


@dataclass(frozen=True, slots=True)
class Entry:
    """Where the result of one article lies in its shard: an offset and the lengths of its parts in bytes.

    A failed article has its Failure as JSON instead, and nothing in the shard.
    """

    article_id: str
    key: str
    failure: str | None = None
    start: int = 0
    article: int = 0
    records: int = 0
    rejections: int = 0
    record_count: int = 0
    rejection_count: int = 0


def shard_name(number: int) -> str:
    """The name of a shard within the output folder."""
    return f"{FOLDER}/{number:06d}.jsonl"


def write_shard(place: Place, number: int, results: Iterable[tuple[Job, Outcome]]) -> list[Entry]:
    """Write the lines of ``results`` as shard ``number`` and say where each lies. Raises OSError."""
    entries: list[Entry] = []
    with place.write(shard_name(number)) as stream:
        start = 0
        for job, outcome in results:
            if outcome.failure:
                failure = outcome.failure.model_dump_json(by_alias=True)
                entries.append(Entry(job.article.article_id, job.key, failure))
                continue
            parts = (outcome.article, b"".join(outcome.records), b"".join(outcome.rejections))
            stream.writelines(parts)
            article, records, rejections = map(len, parts)
            entries.append(
                Entry(
                    job.article.article_id,
                    job.key,
                    start=start,
                    article=article,
                    records=records,
                    rejections=rejections,
                    record_count=len(outcome.records),
                    rejection_count=len(outcome.rejections),
                )
            )
            start += article + records + rejections
    return entries
