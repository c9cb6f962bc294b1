"""What the URL of a store names."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pipeline.errors import StoreError

Kind = Literal["database", "parquet", "csv", "jsonl", "duckdb"]
_SUFFIXES: dict[str, Kind] = {".parquet": "parquet", ".jsonl": "jsonl", ".duckdb": "duckdb"}
_DATABASES = ("sqlite", "postgresql", "postgres")
_DATABASE_FILES = (".db", ".sqlite", ".sqlite3")
WAYS = (
    "sqlite:///FILE, postgresql://USER@HOST/DATABASE, duckdb:///FILE, "
    "parquet:FOLDER, csv:FOLDER or jsonl:FILE"
)


@dataclass(frozen=True, slots=True)
class Target:
    """A database by its ``url``, or files by their ``path``: a folder for parquet and csv, else a file."""

    kind: Kind
    url: str
    path: Path


def target(url: str) -> Target:
    """Read the URL of a store. Raises StoreError for one that means nothing here."""
    head, colon, rest = url.partition(":")
    kind = head.lower().split("+")[0]
    if colon and kind in _DATABASES and rest.startswith("//"):
        return Target("database", url, Path())
    if colon and kind == "duckdb" and rest.startswith("///"):
        return _files("duckdb", url, rest[3:])
    if colon and kind in ("parquet", "csv", "jsonl"):
        return _files(kind, url, rest)  # type: ignore[arg-type]
    suffix = Path(url).suffix.lower()
    if "://" not in url and suffix in _DATABASE_FILES:
        return Target("database", url, Path())
    if "://" not in url and suffix in _SUFFIXES:
        return _files(_SUFFIXES[suffix], url, url)
    raise StoreError(f"{url!r} names no store; use {WAYS}")


def _files(kind: Kind, url: str, path: str) -> Target:
    if not path.strip("/"):
        raise StoreError(f"{url!r} names no place; use {WAYS}")
    return Target(kind, url, Path(path))
