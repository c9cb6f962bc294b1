"""Inputs of every kind as articles, each bad one as a Failure in its place."""

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from hashlib import blake2b
from itertools import chain
from pathlib import Path, PurePath
from typing import Any

from pipeline.errors import InputError
from pipeline.readers.decode import decode
from pipeline.readers.files import (
    HTML,
    LINES,
    READ_ERRORS,
    STDIN,
    TEXT,
    Stream,
    article_id,
    expand,
    kind_of,
    open_input,
    unreadable,
)
from pipeline.readers.html import read_page
from pipeline.readers.language import why_not_english
from pipeline.readers.lines import Line, from_record, looks_like_lines, read_lines
from pipeline.readers.options import MAX_CHARS, FieldNames, Meter
from pipeline.readers.published import iso_date
from pipeline.readers.raw import RawArticle
from pipeline.readers.remote import expand_url, is_url, local_path
from schemas import Failure

#: UTF-32 is the widest encoding.
_BYTES_PER_CHAR = 4
_HTML_STARTS = (b"<!doctype html", b"<html")
_STDIN_ID = "stdin"
_JSON_DOCUMENT = re.compile(rb'\s*(?:\[\s*\{|\{\s*")')


def read_inputs(
    inputs: Iterable[str | Path],
    *,
    field_names: FieldNames | None = None,
    published: str | None = None,
    max_chars: int = MAX_CHARS,
    meter: Meter | None = None,
) -> Iterator[RawArticle | Failure]:
    """Read articles from files, folders and standard input ("-"), in order, one at a time.

    ``published`` is the publication date of every article and overrules their metadata. Whatever is wrong
    with one input is yielded as a Failure of the stage "read"; nothing is raised and the next one is read.
    Ids are unique: a second article with an id that has come before is a Failure.
    """
    reader = _Reader(field_names or FieldNames(), max_chars, meter or Meter())
    lines = chain.from_iterable(reader.read(str(given)) for given in inputs)
    return _checked(lines, published=published, max_chars=max_chars)


def read_records(
    records: Iterable[dict[str, Any]],
    *,
    name: str,
    field_names: FieldNames | None = None,
    published: str | None = None,
    max_chars: int = MAX_CHARS,
) -> Iterator[RawArticle | Failure]:
    """As ``read_inputs``, from records that somebody else has read (rows of a table); ``name`` is theirs."""
    fields = field_names or FieldNames()
    numbered = ((f"{name}:{number}", record) for number, record in enumerate(records, start=1))
    lines = ((where, from_record(record, where=where, fields=fields)) for where, record in numbered)
    return _checked(lines, published=published, max_chars=max_chars)


def _checked(
    lines: Iterable[Line], *, published: str | None, max_chars: int
) -> Iterator[RawArticle | Failure]:
    seen: set[bytes] = set()
    for where, found in lines:
        if isinstance(found, InputError):
            yield _failure(where, found)
            continue
        problem = _why_refused(found, where=where, max_chars=max_chars)
        key = blake2b(found.article_id.encode(), digest_size=12).digest()
        if problem is None and key in seen:
            problem = InputError(
                "duplicate_id",
                f"{where}: the id {found.article_id!r} came before in this run; give each its own",
            )
        if problem is not None:
            yield _failure(where, problem, article=found)
            continue
        seen.add(key)
        yield replace(found, published=published, published_basis="argument") if published else found


class _Reader:
    """Reads one input after the other; only this class knows which kind needs which reader."""

    def __init__(self, fields: FieldNames, max_chars: int, meter: Meter) -> None:
        self.fields = fields
        self.max_chars = max_chars
        self.meter = meter

    def read(self, given: str) -> Iterator[Line]:
        if given == STDIN:
            # Not closed: standard input belongs to the caller.
            yield from self._read_stream(Stream(sys.stdin.buffer), kind=None, name=STDIN, ident=_STDIN_ID)
            return
        given = local_path(given)
        if is_url(given):
            yield from self._read_url(given)
            return
        for path in expand(given):
            if isinstance(path, InputError):
                yield given, path
            else:
                yield from self._read_file(partial(open_input, path), path=path, name=str(path))

    def _read_url(self, url: str) -> Iterator[Line]:
        for found in expand_url(url):
            if isinstance(found, InputError):
                yield url, found
            else:
                yield from self._read_file(found.open, path=found.path, name=found.name)

    def _read_file(self, opener: Callable[[], Stream], *, path: PurePath, name: str) -> Iterator[Line]:
        name, ident = without_undecodable(name), without_undecodable(article_id(path))
        try:
            with opener() as stream:
                for line in self._read_stream(stream, kind=kind_of(path), name=name, ident=ident):
                    self.meter.current = stream.position()
                    yield line
                self.meter.current = stream.position()
        except InputError as error:
            yield name, error
        self.meter.next_input()

    def _read_stream(self, stream: Stream, *, kind: str | None, name: str, ident: str) -> Iterator[Line]:
        try:
            kind = kind or _kind_by_content(stream, name=name)
            if kind == LINES:
                yield from read_lines(stream.data, name=name, fields=self.fields, max_chars=self.max_chars)
            else:
                yield name, self._whole(stream, kind=kind, name=name, ident=ident)
        except InputError as error:
            yield name, error
        except READ_ERRORS as error:
            yield name, unreadable(name, error)

    def _whole(self, stream: Stream, *, kind: str, name: str, ident: str) -> RawArticle:
        cap = self.max_chars * _BYTES_PER_CHAR + _BYTES_PER_CHAR
        data = stream.data.read(cap + 1)
        if len(data) > cap:
            raise _too_long(name, self.max_chars)
        if not data:
            raise InputError("empty", f"{name} is empty")
        text = decode(data, name=name)
        if kind != HTML:
            return RawArticle(article_id=ident, source=name, text=text)
        page = read_page(text, name=name)
        date = iso_date(page.published)
        return RawArticle(
            article_id=ident,
            source=name,
            text=page.text,
            title=page.title,
            published=date,
            published_basis="metadata" if date else None,
            url=page.url,
            text_basis="html",
        )


def without_undecodable(name: str) -> str:
    """A file name that can be written as UTF-8: bytes that are none become U+FFFD."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _kind_by_content(stream: Stream, *, name: str) -> str:
    head = stream.data.peek(1 << 16)
    if head.lstrip()[:15].lower().startswith(_HTML_STARTS):
        return HTML
    if looks_like_lines(head):
        return LINES
    if _JSON_DOCUMENT.match(head):
        raise InputError("unsupported", f"{name} is one JSON document; give JSON lines (see jq -c '.[]')")
    return TEXT


def _why_refused(article: RawArticle, *, where: str, max_chars: int) -> InputError | None:
    if not article.text.strip():
        return InputError("empty", f"{where} holds no text")
    if len(article.text) > max_chars:
        return _too_long(where, max_chars)
    reason = why_not_english(article.text)
    if reason:
        return InputError("not_english", f"{where} does not seem to be English: {reason}")
    return None


def _too_long(name: str, max_chars: int) -> InputError:
    return InputError(
        "too_long",
        f"{name} is longer than {max_chars:,} characters; split it into articles or raise --max-chars",
    )


def _failure(where: str, error: InputError, *, article: RawArticle | None = None) -> Failure:
    return Failure(
        source=where,
        stage="read",
        error=error.code,
        message=str(error),
        article_id=article.article_id if article else None,
    )
