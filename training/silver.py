"""Reading the silver shards: articles annotated by the teacher pipeline."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

Span = tuple[int, int, str]
"""A labelled stretch of tokens: first token, token after the last, label."""

SHARDS = 24


@dataclass(frozen=True)
class SilverDoc:
    """One article with the teacher's layers, all lists indexed by token."""

    id: str
    source: str
    words: tuple[str, ...]
    spaces: tuple[bool, ...]
    tags: tuple[str, ...]
    heads: tuple[int, ...]
    """Relative heads: 0 is a root."""
    deps: tuple[str, ...]
    sentence_starts: tuple[int, ...]
    entities: tuple[Span, ...]

    def with_entities(self, entities: Iterable[Span]) -> SilverDoc:
        """The same article with other entities."""
        return replace(self, entities=tuple(entities))


def parse_line(line: str) -> SilverDoc:
    """Read one line of a silver shard."""
    row = json.loads(line)
    return SilverDoc(
        id=row["id"],
        source=row["source"],
        words=tuple(row["w"]),
        spaces=tuple(mark == "1" for mark in row["s"]),
        tags=tuple(row["t"]),
        heads=tuple(row["h"]),
        deps=tuple(dep or "dep" for dep in row["d"]),
        sentence_starts=tuple(row["b"]),
        entities=tuple((start, end, label) for start, end, label in row["e"]),
    )


def shard_path(data: Path, shard: int) -> Path:
    """Where a shard lies in the training pack."""
    return data / "silver" / f"{shard:02d}.jsonl.gz"


def read_shard(data: Path, shard: int) -> Iterator[SilverDoc]:
    """All articles of one shard, in file order."""
    with gzip.open(shard_path(data, shard), "rt", encoding="utf8") as lines:
        for line in lines:
            yield parse_line(line)
