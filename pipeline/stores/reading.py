"""A run directory as articles with the lines of their records, a few at a time."""

import hashlib
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, NamedTuple

from pydantic import ValidationError

from pipeline.errors import StoreError
from pipeline.sinks import ARTICLES, RECORDS, RUN
from pipeline.stores.mending import mended, plain
from schemas import RunInfo

#: Part of every digest; raised when the same lines would be stored as other rows.
_FORM = b"1\n"
_BLANK = b" \t\r\n"
#: How our own writer begins the lines; anything else is read as JSON.
_HEAD = re.compile(rb'\{(?:"record_id": "[^"\\]*", )?"article_id": "([^"\\]*)"')


class Line(NamedTuple):
    """One line of a file, counted from 1, without its end; ``mended`` characters of it were replaced."""

    number: int
    data: bytes
    mended: int
    article_id: str


@dataclass(frozen=True, slots=True)
class Unread:
    """An article with the lines of its records, not yet looked into; ``digest`` is over all of them."""

    article: Line
    records: list[Line]
    digest: str

    @property
    def article_id(self) -> str:
        return self.article.article_id


def read_run(folder: Path) -> tuple[RunInfo, str]:
    """What run.json says, and the id of the run in a store.

    Raises StoreError when it is not there, or is no run of ours.
    """
    path = folder / RUN
    try:
        data, _ = mended(path.read_bytes())
        info = RunInfo.model_validate_json(data)
    except FileNotFoundError as error:
        remedy = "name the folder that  pactwire extract --out  wrote"
        raise StoreError(f"{folder}: there is no {RUN} in it; {remedy}") from error
    except OSError as error:
        raise StoreError(f"{path}: {error.strerror}; check the path and your rights") from error
    except (ValidationError, ValueError) as error:
        raise StoreError(f"{path} is not the {RUN} of a run ({_first(error)}); extract again") from error
    told = [
        info.started,
        info.pactwire,
        info.settings.get("process_fingerprint"),
        info.settings.get("inputs"),
    ]
    return info, hashlib.sha256(json.dumps(told).encode()).hexdigest()[:16]


def check_order(folder: Path) -> None:
    """Read the ids of both files and nothing else, before anything is stored.

    Raises StoreError when a line has no readable ``article_id``, or records are not in the order of their
    articles: an article would seem to have lost its records.
    """
    for _ in _paired(folder, _ids):
        pass


def read_articles(folder: Path) -> Iterator[Unread]:
    """The articles of a run in its order; of an article that comes twice in a row the last line counts."""
    for article, records in _paired(folder, _lines):
        data = b"\n".join([line.data for line in (article, *records)])
        yield Unread(article, records, hashlib.sha256(_FORM + data).hexdigest())


def _paired(folder: Path, lines: Callable[[BinaryIO], Iterator[Line]]) -> Iterator[tuple[Line, list[Line]]]:
    with _opened(folder / ARTICLES) as articles, _opened(folder / RECORDS) as records:
        groups = _groups(lines(records))
        waiting = next(groups, None)
        for group in _groups(lines(articles)):
            article = group[-1]
            found: list[Line] = []
            if waiting and waiting[0].article_id == article.article_id:
                found = waiting
                waiting = next(groups, None)
            yield article, found
        if waiting:
            raise StoreError(
                f"{folder / RECORDS}, line {waiting[0].number}: its article {waiting[0].article_id!r} is not "
                f"at that place in {ARTICLES}; both files must be of one run, as it wrote them"
            )


def _opened(path: Path) -> BinaryIO:
    try:
        return open(path, "rb")
    except FileNotFoundError as error:
        remedy = "let the run finish: give the same  pactwire extract  command again"
        raise StoreError(f"{path}: there is no such file; {remedy}") from error
    except OSError as error:
        raise StoreError(f"{path}: {error.strerror}; check the path and your rights") from error


def _lines(stream: BinaryIO) -> Iterator[Line]:
    for number, raw in enumerate(stream, start=1):
        data = raw.strip(_BLANK)
        head = _HEAD.match(data)
        if head is not None and plain(data):
            yield Line(number, data, 0, head[1].decode())
        elif data:
            yield _line(stream, number, data)


def _ids(stream: BinaryIO) -> Iterator[Line]:
    """Lines of which only the number and ``article_id`` may be used."""
    last, same = None, ""
    for number, raw in enumerate(stream, start=1):
        head = _HEAD.match(raw)
        try:
            if head and head[1] != last:
                last, same = head[1], head[1].decode()
        except UnicodeDecodeError:
            head = None
        if head:
            yield Line(number, b"", 0, same)
        elif data := raw.strip(_BLANK):
            yield _line(stream, number, data)


def _line(stream: BinaryIO, number: int, data: bytes) -> Line:
    try:
        data, replaced = mended(data)
        head = _HEAD.match(data)
        article_id = head[1].decode() if head else json.loads(data)["article_id"]
        if not isinstance(article_id, str):
            raise ValueError("article_id is not text")
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise StoreError(
            f"{stream.name}, line {number}: cannot be read ({_first(error)}); "
            "the file is damaged: extract again"
        ) from error
    return Line(number, data, replaced, article_id)


def _groups(lines: Iterator[Line]) -> Iterator[list[Line]]:
    """Lines that follow one another and are of one article."""
    group: list[Line] = []
    for line in lines:
        if group and group[0].article_id != line.article_id:
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _first(error: Exception) -> str:
    if isinstance(error, ValidationError):
        found = error.errors()[0]
        return f"{'.'.join(map(str, found['loc']))}: {found['msg']}"
    return f"no {error}" if isinstance(error, KeyError) else str(error)
