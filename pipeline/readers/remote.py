"""Inputs and outputs at URLs, by fsspec (an optional extra): ``s3://bucket/news``, ``https://...``."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from pipeline.errors import InputError, PactwireError
from pipeline.readers.files import Stream, kind_of, unreadable

_URL = re.compile(r"[a-z][a-z0-9+.-]+(?:::[a-z][a-z0-9+.-]+)*://", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """One input file at a URL."""

    fs: Any
    path: PurePosixPath
    name: str

    def open(self) -> Stream:
        """Open it; raises InputError "missing" or "unreadable"."""
        try:
            return Stream(self.fs.open(str(self.path), "rb"))
        except FileNotFoundError as error:
            raise InputError("missing", f"{self.name} does not exist; check the URL") from error
        except Exception as error:  # each protocol has errors of its own
            raise unreadable(self.name, error) from error


def is_url(name: str) -> bool:
    """Whether this names something by a URL rather than by a path."""
    return _URL.match(name) is not None


def local_path(name: str) -> str:
    """The path of a ``file://`` URL; anything else unchanged."""
    return unquote(urlsplit(name).path) if name.lower().startswith("file://") else name


def filesystem(url: str) -> tuple[Any, str]:
    """fsspec's file system of a URL, and the path in it. Raises PactwireError with what to install."""
    try:
        import fsspec
    except ImportError as error:
        raise PactwireError(f"{url} needs fsspec: pip install 'pactwire[remote]'") from error
    try:
        fs, path = fsspec.url_to_fs(url)
    except (ImportError, ValueError) as error:
        raise PactwireError(f"cannot use {url}: {error}") from error
    return fs, path.rstrip("/")


def expand_url(url: str) -> Iterator[RemoteFile | InputError]:
    """The input files that a URL stands for: itself, or those in a folder, sorted and recursive.

    An InputError stands in the place of a URL that cannot be used or a folder without an article.
    """
    try:
        fs, root = filesystem(url)
        found = sorted(fs.find(root)) if fs.isdir(root) else None
    except PactwireError as error:
        yield InputError("unreadable", str(error))
        return
    except Exception as error:  # each protocol has errors of its own
        yield unreadable(url, error)
        return
    if found is None:
        yield RemoteFile(fs, PurePosixPath(root), url)
        return
    paths = [PurePosixPath(path) for path in found]
    wanted = [p for p in paths if kind_of(p) and not any(part.startswith(".") for part in p.parts)]
    if not wanted:
        yield InputError("empty", f"the folder {url} holds no article")
    for path in wanted:
        yield RemoteFile(fs, path, f"{url.rstrip('/')}/{path.relative_to(root)}")
