"""Where a run writes: a local folder, or a folder at any URL that fsspec knows (``s3://bucket/results``)."""

import io
import tempfile
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import BinaryIO

from pipeline.readers.remote import filesystem, is_url, local_path
from pipeline.sinks import atomic_writer

#: A file there appears whole once it is closed; elsewhere it is written under another name and moved.
_OBJECT_STORES = frozenset({"s3", "s3a", "gs", "gcs", "abfs", "abfss", "az", "adl", "oss", "memory"})


class Place(ABC):
    """A folder of files by relative name; files appear whole or not at all."""

    #: How people call it.
    name: str
    #: How many open files ``open`` may give at a time without taking too much of anything.
    most_open: int

    @abstractmethod
    def write(self, name: str) -> AbstractContextManager[BinaryIO]:
        """Write a file, replacing what had the name; nothing changes when the body raises."""

    @abstractmethod
    def open(self, name: str) -> BinaryIO:
        """Open a file for reading, with ``seek``. Raises FileNotFoundError."""

    @abstractmethod
    def names(self, folder: str) -> list[str]:
        """The names of the files in a folder of it, hidden ones too, sorted; none without such a folder."""

    @abstractmethod
    def remove(self, name: str) -> None:
        """Remove a file; none of that name is no error."""

    @abstractmethod
    def make(self, folder: str) -> None:
        """Make a folder of it and those above. Raises OSError."""


class LocalPlace(Place):
    """A folder on a disk of this machine, or one that looks like it."""

    most_open = 32

    def __init__(self, path: Path) -> None:
        self.path = path
        self.name = str(path)

    def write(self, name: str) -> AbstractContextManager[BinaryIO]:
        return atomic_writer(self.path / name)

    def open(self, name: str) -> BinaryIO:
        return open(self.path / name, "rb")

    def names(self, folder: str) -> list[str]:
        try:
            return sorted(path.name for path in (self.path / folder).iterdir())
        except FileNotFoundError:
            return []

    def remove(self, name: str) -> None:
        (self.path / name).unlink(missing_ok=True)

    def make(self, folder: str) -> None:
        (self.path / folder).mkdir(parents=True, exist_ok=True)


class UrlPlace(Place):
    """A folder at a URL. Files are made on the local disk first and then put there."""

    #: Each is held in memory; a shard has at most some 20 MB.
    most_open = 4

    def __init__(self, url: str) -> None:
        self.name = url.rstrip("/")
        self._fs, self._root = filesystem(self.name)
        kinds = self._fs.protocol
        self._whole = not _OBJECT_STORES.isdisjoint({kinds} if isinstance(kinds, str) else kinds)

    @contextmanager
    def write(self, name: str) -> Iterator[BinaryIO]:
        with tempfile.TemporaryDirectory(prefix="pactwire-") as folder:
            local = Path(folder) / "file"
            with open(local, "wb") as stream:
                yield stream
            self.put(local, name)

    def put(self, local: Path, name: str) -> None:
        """Copy a local file there."""
        target = self._path(name)
        if self._whole:
            self._fs.put_file(str(local), target)
            return
        self._fs.makedirs(target.rpartition("/")[0], exist_ok=True)
        self._fs.put_file(str(local), f"{target}.part")
        self._fs.mv(f"{target}.part", target)

    def open(self, name: str) -> BinaryIO:
        return io.BytesIO(self._fs.cat_file(self._path(name)))

    def names(self, folder: str) -> list[str]:
        # What another process has written is not in a listing that was kept.
        self._fs.invalidate_cache()
        try:
            found = self._fs.ls(self._path(folder), detail=False)
        except FileNotFoundError:
            return []
        return sorted(path.rstrip("/").rpartition("/")[2] for path in found)

    def remove(self, name: str) -> None:
        try:
            self._fs.rm_file(self._path(name))
        except FileNotFoundError:
            return

    def make(self, folder: str) -> None:
        """Object stores have no folders; the others make them when a file is put."""

    def _path(self, name: str) -> str:
        return f"{self._root}/{name}"


def place_of(out: str | Path) -> Place:
    """The place of a path or URL; ``file://`` is a path. Raises PactwireError for a URL of no use."""
    text = local_path(str(out))
    if not is_url(text):
        return LocalPlace(Path(text))
    return UrlPlace(text)
