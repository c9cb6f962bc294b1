"""One article with its records as rows; tuples in the order of the columns in tables.py."""

import json
import math
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from pydantic import BaseModel, ValidationError

from pipeline.sinks import ARTICLES, RECORDS
from pipeline.stores import checks
from pipeline.stores.keys import name_key
from pipeline.stores.reading import Line, Unread
from pipeline.stores.report import Report
from schemas import Article, Record

Row = tuple[Any, ...]
Json = dict[str, Any]

_TEXT, _TEXT_ENDS = b'"clean_text": "', b'", "removed": ['
_NO_DATE: Row = (None,) * 6
_NO_PLACE: Row = (None,) * 4
_NO_SPAN: Row = (None,) * 2
_NOWHERE: Json = {"place": None, "country": None}


class RecordRead(NamedTuple):
    """One record, checked: ``data`` is what has columns, ``document`` the whole line."""

    record_id: str
    document: bytes
    data: Json


class ArticleRows(NamedTuple):
    """Rows of one article; ``row`` begins after ``run_id`` and ends before ``document``."""

    article_id: str
    row: Row
    document: bytes
    records: list[RecordRead]
    digest: str


@dataclass(slots=True)
class RecordRows:
    """Rows of records and of their parts, in the order in which records were added.

    ``stored`` gives a document the form in which the database takes it.
    """

    stored: Callable[[bytes], Any]
    records: list[Row] = field(default_factory=list)
    parties: list[Row] = field(default_factory=list)
    signatories: list[Row] = field(default_factory=list)
    amounts: list[Row] = field(default_factory=list)
    evidence: list[Row] = field(default_factory=list)

    def add(self, key: int, article_id: str, ordinal: int, record: RecordRead) -> None:
        """The rows of one record, whose ``record_key`` is ``key``."""
        data = record.data
        when, where = data["when"], data["where"]
        self.records.append(
            (
                key,
                record.record_id,
                article_id,
                ordinal,
                data["instrument"],
                data["title"],
                data["status"],
                data["subject"],
                *(when.values() if when else _NO_DATE),
                *(where.values() if where else _NO_PLACE),
                data["attribution"],
                data["confidence"],
                self.stored(record.document),
            )
        )
        self.parties += [
            (key, n, p["name"], name_key(p["name"]), p["type"], p["country"], p["role"])
            for n, p in enumerate(data["parties"])
        ]
        if people := data["signatories"]:
            self.signatories += [
                (key, n, s["name"], name_key(s["name"]), s["for"]) for n, s in enumerate(people)
            ]
        if figures := data["amounts"]:
            self.amounts += [(key, n, *_amount(amount)) for n, amount in enumerate(figures)]
        self.evidence += [(key, n, *e.values()) for n, e in enumerate(data["evidence"])]


def article_rows(unread: Unread, report: Report) -> ArticleRows | None:
    """Check an article and its records; what is refused is reported. None when the article itself is."""
    try:
        row, document = _article(unread.article)
    except ValueError as error:
        report.refuse(
            ARTICLES, unread.article.number, unread.article_id, _reason(error, Article, unread.article)
        )
        for line in unread.records:
            report.refuse(RECORDS, line.number, unread.article_id, "its article was refused")
        return None
    report.mended += unread.article.mended
    found: dict[str, RecordRead] = {}
    digest = unread.digest
    for line in unread.records:
        try:
            record = _record(line)
        except ValueError as error:
            report.refuse(RECORDS, line.number, line.article_id, _reason(error, Record, line))
            # No article that was read as a whole has this digest: what is refused is told at every load.
            digest = f"partly:{unread.digest}"
            continue
        report.mended += line.mended
        report.repeated += record.record_id in found
        found[record.record_id] = record
    return ArticleRows(unread.article_id, row, document, list(found.values()), digest)


def _article(line: Line) -> tuple[Row, bytes]:
    data = _same(checks.ARTICLE.validate_json(line.data), line)
    dateline = data["dateline"] or _NOWHERE
    row = (
        data["source"],
        data["published"],
        data["published_basis"],
        dateline["place"],
        dateline["country"],
        data["title"],
        data["url"],
        data["text_basis"] or "raw",
        data["text_sha256"],
        data["clean_text"] or "",
    )
    return row, _without_text(line.data)


def _without_text(line: bytes) -> bytes:
    """The JSON of an article but for the text that has a column of its own.

    It is cut out of what our own writer wrote: within a string no quote stands without a backslash, so that
    the first such end is the end of the text. Anything else is written anew.
    """
    start = line.find(_TEXT)
    end = line.find(_TEXT_ENDS, start) if start >= 0 else -1
    if end >= 0:
        document = line[:start] + line[end + 3 :]
        if b"clean_text" not in document:
            return document
    data = {name: value for name, value in json.loads(line).items() if name != "clean_text"}
    return json.dumps(data, ensure_ascii=False).encode()


def _record(line: Line) -> RecordRead:
    data = _same(checks.RECORD.validate_json(line.data), line)
    for span in data["evidence"]:
        _check_span(span)
    for ordinal, amount in enumerate(data["amounts"] or ()):
        # A whole number of 400 digits is read as infinite, and is not.
        if math.isinf(amount["value"]) and type(json.loads(line.data)["amounts"][ordinal]["value"]) is int:
            raise ValueError("value: larger than any number that is stored")
        if amount["span"]:
            _check_span(amount["span"])
    return RecordRead(data["record_id"], line.data, data)


def _same(data: Json, line: Line) -> Json:
    if data["article_id"] != line.article_id:
        raise ValueError("article_id: it is there twice and differs")
    return data


def _check_span(span: Json) -> None:
    start, end, text = span.values()
    if start >= end or end - start != len(text):
        raise ValueError(f"span {start}:{end} does not fit a text of {len(text)} characters")


def _amount(amount: Json) -> Row:
    value, span = amount["value"], amount["span"]
    shown = None if math.isnan(value) else value
    return amount["text"], shown, amount["unit"], *((span["start"], span["end"]) if span else _NO_SPAN)


def _reason(error: ValueError, model: type[BaseModel], line: Line) -> str:
    """What the contract says of the line; what was found here when the contract has nothing against it."""
    try:
        model.model_validate_json(line.data)
    except ValidationError as invalid:
        found = invalid.errors(include_url=False)[0]
        place = ".".join(map(str, found["loc"]))
        return f"{place}: {found['msg']}" if place else str(found["msg"])
    return checks.told(error) if isinstance(error, ValidationError) else str(error)
