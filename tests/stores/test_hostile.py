"""Whatever a text holds, it is stored as it is, stored mended, or refused with a reason."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from pipeline.stores import checks
from pipeline.stores.load import load
from pipeline.stores.mending import mended
from schemas import Record
from tests.stores.making import contents, counts, many, record, span, write_run

NASTY = [
    "Robert'); DROP TABLE records;--",
    '" OR ""="',
    "$1 %s ? :name {x} \\copy \\. \\N",
    "a\tb\nc\rd\x0be\x1ff",
    "\u202egnaw\u202c \u2028 \x85",
    "👩‍👩‍👧‍👦 🇳🇴 \U0010ffff",
    "Z̸̢̛a̷l̶g̵o " * 30,
    '=HYPERLINK("http://x")',
    "  ",
    "x" * 100_000,
    "ß" * 5000,
]
#: (what comes, what is stored)
MENDED = [
    ("a\x00b", "a\ufffdb"),
    ("\ud800x", "\ufffdx"),
    ("x\udfff", "x\ufffd"),
    ("\udc00\ud800", "\ufffd\ufffd"),
]


def everywhere(text: str) -> dict[str, Any]:
    """A record with a text in every field that may hold any."""
    return record(
        1,
        parties=[text],
        signatories=[{"name": text, "for": text, "mentions": [span(text)]}],
        title=text,
        subject=text,
        when={"edtf": text, "start": None, "end": None, "precision": text, "basis": "stated", "text": text},
        where={"name": text, "country": None, "event": text, "basis": "stated", "spans": [span(text)]},
        amounts=[{"text": text, "value": 1, "unit": text, "span": span(text)}],
        evidence=[span(text)],
        attribution=text,
    )


def around(text: str) -> dict[str, Any]:
    """An article with a text in every field that may hold any."""
    dateline = {"place": text, "country": None, "text": text, "span": span(text)}
    return {"source": text, "title": text, "url": text, "clean_text": text, "dateline": dateline}


def texts(rows: list[tuple[Any, ...]]) -> set[str]:
    return {value for row in rows for value in row if isinstance(value, str)}


def hidden(url: str, text: str) -> dict[str, int]:
    """How often a text stands in each table, JSON documents aside."""
    found = contents(url)
    return {name: sum(row.count(text) for row in rows) for name, rows in found.items() if rows}


@pytest.mark.parametrize("text", NASTY, ids=range(len(NASTY)))
def test_any_text_in_every_field(url: str, tmp_path: Path, text: str) -> None:
    run = write_run(tmp_path / "run", {text[:200]: [everywhere(text)]}, about={text[:200]: around(text)})
    report = load(run, url)
    assert (report.refused, report.mended, report.added) == (0, 0, 1)
    short = text == text[:200]
    assert hidden(url, text) == {
        "runs": 0,
        "articles": 5 + short,
        # title, subject, attribution, edtf, precision, text of the date, place, event
        "records": 8 + short,
        "parties": 1 + (text.casefold() == text and " ".join(text.split()) == text and short),
        "signatories": 2 + (text.casefold() == text and " ".join(text.split()) == text and short),
        "amounts": 2,
        "evidence": 1,
    }
    assert Record.model_validate_json(contents(url)["records"][0][-1]).subject == text
    before = contents(url)
    assert load(run, url).unchanged == 1
    assert contents(url) == before


@pytest.mark.parametrize(("text", "stored"), MENDED, ids=["NUL", "high", "low", "reversed"])
def test_what_no_database_holds_is_mended_and_counted(
    url: str, tmp_path: Path, text: str, stored: str
) -> None:
    run = write_run(tmp_path / "run", {f"id {text}": [everywhere(text)]}, about={f"id {text}": around(text)})
    report = load(run, url)
    assert (report.refused, report.added) == (0, 1)
    assert report.mended > 20
    found = contents(url)
    everything = "".join(text for rows in found.values() for text in texts(rows))
    assert not set(everything) & {"\x00", *map(chr, range(0xD800, 0xE000))}
    assert found["records"][0][7] == found["parties"][0][2] == stored
    assert found["articles"][0][0] == f"id {stored}"
    again = Record.model_validate_json(found["records"][0][-1])
    assert again.evidence[0].text == stored
    assert load(run, url).unchanged == 1
    assert contents(url) == found


def test_halves_that_make_a_pair_are_one_character() -> None:
    line = b'{"a": "\\ud83d\\ude00"}'
    assert mended(line) == (line, 0)
    assert mended(b'{"a": "\\ud83d\\ude00\\ud83d"}') == ('{"a": "😀\ufffd"}'.encode(), 1)
    assert mended(b'{"a": "\xed\xa0\x80"}') == ('{"a": "\ufffd"}'.encode(), 1)
    assert mended(b'{"a\\u0000": [1, "\\\\u0000"]}') == ('{"a\ufffd": [1, "\\\\u0000"]}'.encode(), 1)
    with pytest.raises(ValueError, match="decode"):
        mended(b'{"a": "\xff"}')
    with pytest.raises(ValueError, match="deep"):
        mended(b'{"a": "\\u0000"' + b', "b": [' * 1 + b"[" * 200_000)


def test_a_record_with_ten_thousand_parties(url: str, tmp_path: Path) -> None:
    names = [f"Town {n}" for n in range(10_000)]
    run = write_run(tmp_path / "run", {"a": [record(1, parties=names), record(2)]})
    assert load(run, url).added == 2
    assert counts(url)["parties"] == 10_002
    assert [row[2] for row in contents(url)["parties"]][:10_000] == names
    assert load(run, url).unchanged == 1


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"status": "sealed"}, "status"),
        ({"parties": []}, "parties"),
        ({"parties": [{"name": "", "type": "country"}]}, "name"),
        ({"parties": [{"name": 5, "type": "country"}]}, "name"),
        ({"parties": [{"name": "X", "type": "planet"}]}, "type"),
        ({"parties": [{"name": "X", "type": "country", "country": "Xx"}]}, "country"),
        ({"parties": "Norway"}, "parties"),
        ({"parties": None}, "parties"),
        ({"evidence": []}, "evidence"),
        ({"evidence": [{"start": 0, "end": 5, "text": "abc"}]}, "does not fit"),
        ({"evidence": [{"start": 3_000_000_000, "end": 3_000_000_001, "text": "a"}]}, "beyond"),
        ({"evidence": [{"start": -1, "end": 1, "text": "ab"}]}, "start"),
        ({"amounts": [{"text": "x", "value": "much", "unit": "EUR"}]}, "value"),
        ({"amounts": [{"text": "x", "value": 10**400, "unit": "EUR"}]}, "value|int|large"),
        ({"confidence": 1.5}, "confidence"),
        ({"confidence": None}, "confidence"),
        ({"subject": ""}, "subject"),
        ({"subject": {"$ne": None}}, "subject"),
        ({"when": {"edtf": "x", "precision": "day", "basis": "stated", "text": "", "start": "soon"}}, "soon"),
        ({"when": "yesterday"}, "when"),
        ({"record_id": "x" * 101}, "record_id: longer"),
        ({"record_id": None}, "record_id"),
        ({"signatories": [5]}, "signatories"),
        ({"where": []}, "where"),
    ],
)
def test_a_record_that_breaks_the_contract_is_refused_alone(
    lite: str, tmp_path: Path, fields: dict[str, Any], reason: str
) -> None:
    run = write_run(tmp_path / "run", {"a": [record(1), {**record(2), **fields}], "b": [record(3)]})
    for time in (1, 2):
        report = load(run, lite)
        assert (report.refused, report.articles) == (1, 2)
        (refusal,) = report.refusals
        assert (refusal.file, refusal.line, refusal.what) == ("records.jsonl", 2, "a")
        assert re.search(reason, refusal.reason), refusal.reason
        assert [int(row[1], 16) for row in contents(lite)["records"]] == [1, 3]
        assert report.changed == (time == 1)


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"source": None}, "source"),
        ({"published": "tomorrow"}, "published"),
        ({"text_sha256": "x" * 501}, "text_sha256: longer"),
        ({"clean_text": 7}, "clean_text"),
        ({"dateline": {"place": "X", "country": "XXX"}}, "dateline|country"),
    ],
)
def test_an_article_that_breaks_the_contract_is_refused_with_its_records(
    lite: str, tmp_path: Path, fields: dict[str, Any], reason: str
) -> None:
    run = write_run(tmp_path / "run", {"a": [record(1)], "b": [record(2)]}, about={"a": fields})
    report = load(run, lite)
    assert [(r.file, r.what) for r in report.refusals] == [("articles.jsonl", "a"), ("records.jsonl", "a")]
    assert re.search(reason, report.refusals[0].reason)
    assert [row[0] for row in contents(lite)["articles"]] == ["b"]


def test_an_id_that_no_index_holds_is_refused(url: str, tmp_path: Path) -> None:
    report = load(
        write_run(tmp_path / "run", {"x" * 501: [], "ß" * 500: [record(1, record_id="é" * 100)]}), url
    )
    assert [r.reason for r in report.refusals] == ["article_id: longer than 500 characters"]
    assert counts(url)["records"] == 1


def test_infinite_and_no_numbers(url: str, tmp_path: Path) -> None:
    amounts = [{"text": "x", "value": v, "unit": "u"} for v in (float("inf"), float("nan"), -0.5, 3)]
    load(write_run(tmp_path / "run", {"a": [record(1, amounts=amounts)]}), url)
    assert [row[3] for row in contents(url)["amounts"]] == [float("inf"), None, -0.5, 3.0]


def test_what_the_database_refuses_costs_that_article_only(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A row that passes our checks and not those of the database, as a version to come may have more of."""
    monkeypatch.setattr(checks, "words", lambda data, name: None if data[name] == "bad" else data[name])
    articles = many(9)
    articles["article-00004"][1]["subject"] = "bad"
    report = load(write_run(tmp_path / "run", articles), url)
    assert [(r.what, r.file) for r in report.refusals] == [("article-00004", "articles.jsonl")]
    assert "subject" in report.refusals[0].reason
    assert (report.articles, counts(url)["articles"], counts(url)["records"]) == (8, 8, 16)


def test_a_run_json_with_hostile_text(url: str, tmp_path: Path) -> None:
    run = write_run(tmp_path / "run", {})
    info = json.loads((run / "run.json").read_text())
    info["settings"]["inputs"] = ["\x00'; DROP TABLE runs;--\ud800"]
    (run / "run.json").write_text(json.dumps(info))
    load(run, url)
    assert json.loads(contents(url)["runs"][0][8])["inputs"] == ["\ufffd'; DROP TABLE runs;--\ufffd"]
