"""One article with its records as rows; tuples in the order of the columns in tables.py."""

import json
import math
import re
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ValidationError

from pipeline.sinks import ARTICLES, RECORDS
from pipeline.stores import checks
from pipeline.stores.keys import name_key
from pipeline.stores.reading import Line, Unread
from pipeline.stores.report import Report
from schemas import Article, Record

Row = tuple[Any, ...]

#: The member of an article's JSON that has a column of its own. An escaped quote cannot begin it.
_CLEAN_TEXT = re.compile(r'"clean_text": "[^"\\]*(?:\\.[^"\\]*)*", ')
Json = dict[str, Any]
_NO_DATE: Row = (None,) * 6
_NO_PLACE: Row = (None,) * 4
_NOWHERE: Json = {"place": None, "country": None}


@dataclass(frozen=True, slots=True)
class RecordRows:
    """Rows of one record; none of them has its ``record_key`` yet.

    ``row`` begins after ``ordinal``; those of the parts begin with theirs.
    """

    record_id: str
    document: str
    row: Row
    parties: list[Row]
    signatories: list[Row]
    amounts: list[Row]
    evidence: list[Row]


@dataclass(frozen=True, slots=True)
class ArticleRows:
    """Rows of one article; ``row`` begins after ``run_id`` and ends with ``digest``."""

    article_id: str
    row: Row
    records: list[RecordRows]
    digest: str


def article_rows(unread: Unread, report: Report) -> ArticleRows | None:
    """Check an article and its records; what is refused is reported. None when the article itself is."""
    try:
        row = _article(unread.article)
    except ValueError as error:
        report.refuse(
            ARTICLES, unread.article.number, unread.article_id, _reason(error, Article, unread.article)
        )
        for line in unread.records:
            report.refuse(RECORDS, line.number, unread.article_id, "its article was refused")
        return None
    report.mended += unread.article.mended
    found: dict[str, RecordRows] = {}
    digest = unread.digest
    for line in unread.records:
        try:
            rows = _record(line)
        except ValueError as error:
            report.refuse(RECORDS, line.number, line.article_id, _reason(error, Record, line))
            # No article that was read as a whole has this digest: what is refused is told at every load.
            digest = f"partly:{unread.digest}"
            continue
        report.mended += line.mended
        report.repeated += rows.record_id in found
        found[rows.record_id] = rows
    return ArticleRows(unread.article_id, (*row, digest), list(found.values()), digest)


def _article(line: Line) -> Row:
    data = _same(checks.ARTICLE.validate_json(line.data), line)
    dateline = data["dateline"] or _NOWHERE
    return (
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
        _without_text(line.data.decode()),
    )


def _without_text(whole: str) -> str:
    """The JSON of an article but for the text that has a column of its own."""
    if found := _CLEAN_TEXT.search(whole):
        document = whole[: found.start()] + whole[found.end() :]
        if "clean_text" not in document:
            return document
    return json.dumps({k: v for k, v in json.loads(whole).items() if k != "clean_text"}, ensure_ascii=False)


def _record(line: Line) -> RecordRows:
    data = _same(checks.RECORD.validate_json(line.data), line)
    document = line.data.decode()
    when, where = data["when"], data["where"]
    return RecordRows(
        record_id=data["record_id"],
        document=document,
        row=(
            data["instrument"],
            data["title"],
            data["status"],
            data["subject"],
            *(when.values() if when else _NO_DATE),
            *(where.values() if where else _NO_PLACE),
            data["attribution"],
            data["confidence"],
            document,
        ),
        parties=[
            (n, p["name"], name_key(p["name"]), p["type"], p["country"], p["role"])
            for n, p in enumerate(data["parties"])
        ],
        signatories=[
            (n, s["name"], name_key(s["name"]), s["for"]) for n, s in enumerate(data["signatories"] or ())
        ],
        amounts=[_amount(n, a, line) for n, a in enumerate(data["amounts"] or ())],
        evidence=[(n, *_span(e), e["text"]) for n, e in enumerate(data["evidence"])],
    )


def _same(data: Json, line: Line) -> Json:
    if data["article_id"] != line.article_id:
        raise ValueError("article_id: it is there twice and differs")
    return data


def _amount(ordinal: int, amount: Json, line: Line) -> Row:
    value, span = amount["value"], amount["span"]
    # A whole number of 400 digits is read as infinite, and is not.
    if math.isinf(value) and type(json.loads(line.data)["amounts"][ordinal]["value"]) is int:
        raise ValueError("value: larger than any number that is stored")
    shown = None if math.isnan(value) else value
    return (ordinal, amount["text"], shown, amount["unit"], *(_span(span) if span else (None, None)))


def _span(span: Json) -> tuple[int, int]:
    start, end = span["start"], span["end"]
    if start >= end or end - start != len(span["text"]):
        raise ValueError(f"span {start}:{end} does not fit a text of {len(span['text'])} characters")
    return start, end


def _reason(error: ValueError, model: type[BaseModel], line: Line) -> str:
    """What the contract says of the line; what was found here when the contract has nothing against it."""
    try:
        model.model_validate_json(line.data)
    except ValidationError as invalid:
        found = invalid.errors(include_url=False)[0]
        place = ".".join(map(str, found["loc"]))
        return f"{place}: {found['msg']}" if place else str(found["msg"])
    return checks.told(error) if isinstance(error, ValidationError) else str(error)
