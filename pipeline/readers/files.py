"""Finding the input files and opening them as byte streams, gzipped or not."""

import gzip
import io
import os
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePath
from typing import BinaryIO

from pipeline.errors import InputError

STDIN = "-"
TEXT, HTML, LINES = "text", "html", "lines"
_KINDS = {".txt": TEXT, ".html": HTML, ".htm": HTML, ".jsonl": LINES, ".ndjson": LINES}
_GZIP_MAGIC = b"\x1f\x8b"
#: A folder with this in it is the output of a run, never input (``extract . --out results`` twice).
STATE_FOLDER = ".pactwire"
#: What reading a gzip stream raises when it is damaged.
READ_ERRORS = (OSError, EOFError, zlib.error)


def kind_of(path: PurePath) -> str | None:
    """Which kind of input a file is by its name, or None when the name does not say."""
    return _KINDS.get(bare_name(path).suffix.lower())


def bare_name(path: PurePath) -> PurePath:
    """The file name without a final .gz."""
    return PurePath(path.stem) if path.suffix.lower() == ".gz" else PurePath(path.name)


def article_id(path: PurePath) -> str:
    """The id of an article that is a file of its own: the name without .txt, .html and .gz."""
    name = bare_name(path)
    return name.stem if kind_of(path) else name.name


def expand(given: str) -> Iterator[Path | InputError]:
    """The input files that one argument stands for: itself, or those in a folder, sorted and recursive.

    Hidden files, files of other kinds (the .json gold beside a .txt) and output folders of Pactwire are left
    out. An InputError stands in the place of an argument or folder that is missing, unreadable or empty.
    """
    path = Path(given)
    if not os.path.lexists(path):
        yield InputError("missing", f"{given} does not exist; check the path")
    elif path.is_dir():
        yield from _folder(path)
    else:
        yield path


def _folder(path: Path) -> Iterator[Path | InputError]:
    empty = True
    for found in _walk(path):
        empty = False
        yield found
    if empty:
        kinds = ", ".join(_KINDS)
        yield InputError("empty", f"the folder {path} holds no article; expected files {kinds} (or .gz)")


def _walk(folder: Path) -> Iterator[Path | InputError]:
    try:
        entries = sorted(os.scandir(folder), key=lambda e: e.name)
    except OSError as error:
        yield InputError("unreadable", f"the folder {folder} cannot be read: {error.strerror}")
        return
    if any(e.name == STATE_FOLDER for e in entries):
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        path = Path(entry.path)
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(path)
        elif kind_of(path) and (entry.is_file() or entry.is_symlink()):
            yield path


def measure(inputs: Sequence[str]) -> int:
    """Bytes of all input files, for a progress display; 0 when standard input or a URL is among them."""
    if any(given == STDIN or "://" in given for given in inputs):
        return 0
    return sum(_size(path) for given in inputs for path in expand(given) if isinstance(path, Path))


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


class Stream:
    """An open input: ``data`` gives its bytes, unzipped; ``position`` says how far the file is read."""

    def __init__(self, stored: BinaryIO | io.BufferedReader) -> None:
        self.stored = stored if isinstance(stored, io.BufferedReader) else io.BufferedReader(stored)  # type: ignore[type-var]
        self.data: io.BufferedReader = self.stored
        if self.stored.peek(2)[:2] == _GZIP_MAGIC:
            self.data = io.BufferedReader(gzip.GzipFile(fileobj=self.stored))  # type: ignore[arg-type]

    def __enter__(self) -> "Stream":
        return self

    def __exit__(self, *error: object) -> None:
        self.stored.close()

    def position(self) -> int:
        """Bytes of the stored file read so far; 0 where the system does not say (a pipe)."""
        try:
            return self.stored.tell()
        except (OSError, ValueError):
            return 0


def open_input(path: Path) -> Stream:
    """Open a file; raises InputError "missing" or "unreadable"."""
    try:
        return Stream(open(path, "rb"))
    except FileNotFoundError as error:
        raise InputError("missing", f"{path} does not exist; check the path") from error
    except READ_ERRORS as error:
        raise unreadable(str(path), error) from error


def unreadable(name: str, error: BaseException) -> InputError:
    """The InputError for what went wrong while reading ``name``."""
    reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return InputError("unreadable", f"{name} cannot be read: {reason}")
