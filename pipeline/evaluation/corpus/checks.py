"""What can be wrong with one gold file."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import pycountry

from pipeline.evaluation.edtf import problem
from pipeline.evaluation.gold import GoldItem
from pipeline.evaluation.names import words
from pipeline.evaluation.score_layers import noise_ranges
from schemas import GoldRecord

_CUT = 80


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of the gold. An error breaks the guidelines; a warning is worth a second look."""

    level: Literal["error", "warning"]
    place: str
    message: str


def check_item(item: GoldItem) -> list[Problem]:
    """Every fault of one gold file: form, verbatim strings, dates, countries, duplicates."""
    found = [Problem("error", item.id, m) for m in _errors(item)]
    return found + [Problem("warning", item.id, m) for m in _warnings(item)]


def _errors(item: GoldItem) -> Iterator[str]:
    gold = item.gold
    if gold.id != item.id:
        yield f"its id is {gold.id!r}, the file's name says {item.id!r}"
    if gold.published and (problem(gold.published) or len(gold.published) != 10 or "X" in gold.published):
        yield f"published is no full date: {gold.published!r}"
    for number, record in enumerate(gold.records):
        yield from (f"record {number}: {m}" for m in _record_errors(record, item.text))
    for date in gold.dates:
        yield from _verbatim("date", date.text, item.text)
        for value in (date.edtf, *date.accept):
            yield from _edtf(f"date {date.text!r}", value)
    for entity in gold.entities:
        yield from _verbatim("entity", entity.text, item.text)
    for noise in gold.noise:
        yield from _verbatim("noise", noise, item.text)
    yield from _duplicates(item)


def _record_errors(record: GoldRecord, text: str) -> Iterator[str]:
    if not record.parties:
        yield "no party"
    if not record.subject.strip():
        yield "no subject"
    if not record.evidence:
        yield "no evidence"
    for sentence in record.evidence:
        yield from _verbatim("evidence", sentence, text)
    for amount in record.amounts:
        yield from _verbatim("amount", amount.text, text)
    if record.when:
        for value in (record.when.edtf, *record.when.accept):
            yield from _edtf("when", value)
    where = record.where
    if where and where.country and pycountry.countries.get(alpha_2=where.country) is None:
        yield f"where: {where.country!r} is no ISO 3166 alpha-2 code"
    for party in record.parties:
        if not party.name.strip():
            yield "a party without a name"
        if party.country and pycountry.countries.get(alpha_2=party.country) is None:
            yield f"party {party.name!r}: {party.country!r} is no ISO 3166 alpha-2 code"


def _duplicates(item: GoldItem) -> Iterator[str]:
    acts = Counter(
        (
            tuple(sorted(p.name for p in r.parties)),
            words(r.subject),
            r.status,
            r.when.edtf if r.when else None,
        )
        for r in item.gold.records
    )
    for (parties, *_), n in acts.items():
        if n > 1:
            yield f"the same record {n} times: {', '.join(parties)}"
    for kind, strings in (
        ("entity", [f"{e.text} {e.type}" for e in item.gold.entities]),
        ("noise", item.gold.noise),
    ):
        for string, n in Counter(strings).items():
            if n > 1:
                yield f"the same {kind} {n} times: {_short(string)}"


def _warnings(item: GoldItem) -> Iterator[str]:
    noise = [r for r in noise_ranges(item.gold, item.text) if r[0] >= 0]
    for number, record in enumerate(item.gold.records):
        for sentence in record.evidence:
            at = item.text.find(sentence)
            if at >= 0 and any(s <= at < e for s, e in noise) and item.text.count(sentence) == 1:
                yield f"record {number}: its evidence stands in noise: {_short(sentence)}"
        if record.when and record.when.text and record.when.text not in item.text:
            yield f"record {number}: the words of its date are not in the article: {_short(record.when.text)}"
        names = Counter(p.name for p in record.parties)
        yield from (f"record {number}: the same party twice: {name}" for name, n in names.items() if n > 1)


def _verbatim(what: str, string: str, text: str) -> Iterator[str]:
    if not string.strip():
        yield f"empty {what}"
    elif string not in text:
        yield f"{what} is not verbatim in the article: {_short(string)}"


def _edtf(what: str, value: str) -> Iterator[str]:
    fault = problem(value)
    if fault:
        yield f"{what}: {value!r} is no EDTF value: {fault}"


def _short(string: str) -> str:
    return repr(string if len(string) <= _CUT else f"{string[: _CUT - 1]}…")
