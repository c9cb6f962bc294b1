"""One article with its records as rows; tuples in the order of the columns in tables.py."""

import json
import math
import re
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import from_json

from pipeline.sinks import ARTICLES, RECORDS
from pipeline.stores import checks
from pipeline.stores.keys import name_key
from pipeline.stores.reading import Line, Unread
from pipeline.stores.report import Report
from schemas import Article, Record

Row = tuple[Any, ...]

#: Characters of an id: two of them must fit into an index entry of PostgreSQL, 2,704 bytes.
_ARTICLE_ID, _RECORD_ID = 500, 100
#: The member of an article's JSON that has a column of its own. An escaped quote cannot begin it.
_CLEAN_TEXT = re.compile(r'"clean_text": "[^"\\]*(?:\\.[^"\\]*)*", ')
_NO_DATE: Row = (None,) * 6
_NO_PLACE: Row = (None,) * 4


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
    except (ValueError, KeyError, TypeError, AttributeError) as error:
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
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            report.refuse(RECORDS, line.number, line.article_id, _reason(error, Record, line))
            # No article that was read as a whole has this digest: what is refused is told at every load.
            digest = f"partly:{unread.digest}"
            continue
        report.mended += line.mended
        report.repeated += rows.record_id in found
        found[rows.record_id] = rows
    return ArticleRows(unread.article_id, (*row, digest), list(found.values()), digest)


def _parsed(line: Line) -> checks.Json:
    data = from_json(line.data)
    if checks.key(data, "article_id", most=_ARTICLE_ID) != line.article_id:
        raise ValueError("article_id: it is there twice and differs")
    return data


def _article(line: Line) -> Row:
    data = _parsed(line)
    dateline = data.get("dateline") or {}
    whole = line.data.decode()
    document, cut = _CLEAN_TEXT.subn("", whole)
    if cut != 1 or "clean_text" in document:
        document = json.dumps({k: v for k, v in data.items() if k != "clean_text"}, ensure_ascii=False)
    return (
        checks.text(data, "source"),
        checks.day(data, "published"),
        checks.optional(data, "published_basis"),
        checks.optional(dateline, "place"),
        checks.country(dateline),
        checks.optional(data, "title"),
        checks.optional(data, "url"),
        checks.optional(data, "text_basis") or "raw",
        checks.key({"text_sha256": "", **data}, "text_sha256", most=_ARTICLE_ID),
        checks.optional(data, "clean_text") or "",
        document,
    )


def _record(line: Line) -> RecordRows:
    data = _parsed(line)
    confidence = checks.number(data, "confidence")
    if not 0 <= confidence <= 1:
        raise ValueError(f"confidence: {confidence} is not between 0 and 1")
    parties = [_party(n, p) for n, p in enumerate(data["parties"])]
    evidence = [(n, *checks.span(e), e["text"]) for n, e in enumerate(data["evidence"])]
    if not parties or not evidence:
        raise ValueError("a record needs parties and evidence")
    document = line.data.decode()
    row = (
        checks.one_of(data, "instrument", checks.INSTRUMENTS),
        checks.optional(data, "title"),
        checks.one_of(data, "status", checks.STATUSES),
        checks.words(data, "subject"),
        *_when(data.get("when")),
        *_where(data.get("where")),
        checks.optional(data, "attribution"),
        confidence,
        document,
    )
    return RecordRows(
        record_id=checks.key(data, "record_id", most=_RECORD_ID),
        document=document,
        row=row,
        parties=parties,
        signatories=[_signatory(n, s) for n, s in enumerate(data.get("signatories") or ())],
        amounts=[_amount(n, a) for n, a in enumerate(data.get("amounts") or ())],
        evidence=evidence,
    )


def _when(when: checks.Json | None) -> Row:
    if when is None:
        return _NO_DATE
    return (
        checks.text(when, "edtf"),
        checks.day(when, "start"),
        checks.day(when, "end"),
        checks.text(when, "precision"),
        checks.one_of(when, "basis", checks.BASES),
        checks.text(when, "text"),
    )


def _where(where: checks.Json | None) -> Row:
    if where is None:
        return _NO_PLACE
    basis = checks.one_of(where, "basis", checks.BASES, "stated")
    return checks.optional(where, "name"), checks.country(where), checks.optional(where, "event"), basis


def _party(ordinal: int, party: checks.Json) -> Row:
    name = checks.words(party, "name")
    kind = checks.one_of(party, "type", checks.PARTY_TYPES)
    role = checks.one_of(party, "role", checks.ROLES, "party")
    return ordinal, name, name_key(name), kind, checks.country(party), role


def _signatory(ordinal: int, signatory: checks.Json) -> Row:
    name = checks.words(signatory, "name")
    return ordinal, name, name_key(name), checks.optional(signatory, "for")


def _amount(ordinal: int, amount: checks.Json) -> Row:
    value = checks.number(amount, "value")
    shown = None if math.isnan(value) else value
    return (
        ordinal,
        checks.text(amount, "text"),
        shown,
        checks.text(amount, "unit"),
        *checks.span(amount.get("span")),
    )


def _reason(error: Exception, model: type[BaseModel], line: Line) -> str:
    """What the contract says of the line; what was found here when the contract has nothing against it."""
    try:
        model.model_validate_json(line.data)
    except ValidationError as invalid:
        found = invalid.errors(include_url=False)[0]
        place = ".".join(map(str, found["loc"]))
        return f"{place}: {found['msg']}" if place else str(found["msg"])
    return f"no {error}" if isinstance(error, KeyError) else str(error)
