"""JSON lines as articles; a bad line is an error of its own, with its number, and the rest is read."""

import io
import json
from collections.abc import Iterator
from typing import Any

from pipeline.errors import InputError
from pipeline.readers.decode import decode, without_surrogates
from pipeline.readers.files import READ_ERRORS, unreadable
from pipeline.readers.options import FieldNames
from pipeline.readers.published import iso_date
from pipeline.readers.raw import RawArticle

_UTF8_MARK = b"\xef\xbb\xbf"
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")
#: A character takes at most six bytes of JSON (\uXXXX); the rest of a line is metadata.
_BYTES_PER_CHAR = 6
_METADATA_BYTES = 1 << 16

#: Where the line stands ("news.jsonl:12") and what it holds.
Line = tuple[str, RawArticle | InputError]


def read_lines(data: io.BufferedReader, *, name: str, fields: FieldNames, max_chars: int) -> Iterator[Line]:
    """Read articles from JSON lines (UTF-8, separated by line feeds; blank lines are passed over)."""
    if data.peek(2)[:2] in _WIDE_MARKS:
        yield name, InputError("encoding", f"{name} is JSON lines in UTF-16; convert it (iconv -t UTF-8)")
        return
    cap = max_chars * _BYTES_PER_CHAR + _METADATA_BYTES
    number = 0
    while True:
        number += 1
        where = f"{name}:{number}"
        try:
            line = data.readline(cap + 1)
            too_long = len(line) > cap and _skip_line(data, line, cap)
        except READ_ERRORS as error:
            yield where, unreadable(where, error)
            return
        if not line:
            return
        if number == 1:
            line = line.removeprefix(_UTF8_MARK)
        if too_long:
            yield where, InputError("too_long", f"{where} is longer than {max_chars:,} characters of text")
        elif line.strip():
            yield where, _article(line, where=where, fields=fields)


def looks_like_lines(head: bytes) -> bool:
    """Whether the first line of an input is a JSON object (``head`` may end within that line)."""
    start = head.removeprefix(_UTF8_MARK).lstrip()
    if not start.startswith(b"{"):
        return False
    first, newline, _ = start.partition(b"\n")
    if not newline and len(head) > len(first):
        return True
    try:
        return isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        # A line longer than the head cannot be parsed yet; a JSON object opens with a quoted key.
        return not newline and start[1:].lstrip().startswith(b'"')


def _skip_line(data: io.BufferedReader, line: bytes, cap: int) -> bool:
    while line and not line.endswith(b"\n"):
        line = data.readline(cap)
    return True


def _article(line: bytes, *, where: str, fields: FieldNames) -> RawArticle | InputError:
    try:
        record = json.loads(decode(line, name=where))
    except (ValueError, RecursionError) as error:
        reason = error.msg if isinstance(error, json.JSONDecodeError) else type(error).__name__
        return InputError("malformed_json", f"{where} is not JSON: {reason}")
    except InputError as error:
        return error
    if not isinstance(record, dict):
        return InputError("malformed_json", f"{where} is not a JSON object")
    return from_record(record, where=where, fields=fields)


def from_record(record: dict[str, Any], *, where: str, fields: FieldNames) -> RawArticle | InputError:
    """The article in a record with named fields; an InputError when it has no id or no text."""
    ident, text = record.get(fields.id), record.get(fields.text)
    if isinstance(ident, bool) or not isinstance(ident, str | int) or ident == "":
        return InputError("no_id", _why_no_field(where, record, fields.id, "text or a number", "--id-field"))
    if not isinstance(text, str):
        return InputError("no_text", _why_no_field(where, record, fields.text, "text", "--text-field"))
    published = iso_date(record.get(fields.published))
    return RawArticle(
        article_id=without_surrogates(str(ident)),
        source=_optional(record, fields.source) or where,
        text=without_surrogates(text),
        title=_optional(record, fields.title),
        published=published,
        published_basis="metadata" if published else None,
        url=_optional(record, fields.url),
    )


def _optional(record: dict[str, Any], name: str) -> str | None:
    value = record.get(name)
    return without_surrogates(value) if isinstance(value, str) and value else None


def _why_no_field(where: str, record: dict[str, Any], name: str, wanted: str, option: str) -> str:
    if name in record:
        return f"{where}: the field {name!r} is {type(record[name]).__name__}, not {wanted}"
    known = ", ".join(repr(key) for key in list(record)[:10]) or "none"
    return without_surrogates(f"{where} has no field {name!r} (it has: {known}); name it with {option}")
