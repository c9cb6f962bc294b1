"""Whatever a text holds, it is stored as it is, stored mended, or refused with a reason."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from pipeline.stores import rows
from pipeline.stores.keys import name_key
from pipeline.stores.load import load
from pipeline.stores.mending import mended
from pipeline.stores.reading import Line
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

PARTS = ("records", "parties", "signatories", "amounts", "evidence")


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


def hidden(found: dict[str, list[tuple[Any, ...]]], article: int, text: str) -> dict[str, int]:
    """How often a text stands in the rows of the article with this number, the JSON documents aside.

    Articles are numbered from 1 and have one record each, so that the number is the record's key too.
    """
    rows = {name: [r for r in found[name] if r[0] == article] for name in PARTS}
    rows["articles"] = [r for r in found["articles"] if r[0].startswith(f"{article} ")]
    return {name: sum(row.count(text) for row in some) for name, some in rows.items()}


def test_any_text_in_every_field(url: str, tmp_path: Path) -> None:
    ids = {n: f"{n} {text[:200]}" for n, text in enumerate(NASTY, start=1)}
    articles = {ids[n]: [everywhere(text)] for n, text in enumerate(NASTY, start=1)}
    about = {ids[n]: around(text) for n, text in enumerate(NASTY, start=1)}
    run = write_run(tmp_path / "run", articles, about=about)
    report = load(run, url)
    assert (report.refused, report.mended, report.added) == (0, 0, len(NASTY))
    found = contents(url)
    for number, text in enumerate(NASTY, start=1):
        key = int(name_key(text) == text)
        assert hidden(found, number, text) == {
            "articles": 5,  # source, title, url, clean text, place
            "records": 8,  # title, subject, attribution, EDTF, precision, words of the date, place, event
            "parties": 1 + key,
            "signatories": 2 + key,
            "amounts": 2,
            "evidence": 1,
        }, text[:20]
        assert Record.model_validate_json(found["records"][number - 1][-1]).subject == text
    assert load(run, url).unchanged == len(NASTY)
    assert contents(url) == found


def test_what_no_database_holds_is_mended_and_counted(url: str, tmp_path: Path) -> None:
    articles = {f"{text} id": [everywhere(text)] for text, _ in MENDED}
    run = write_run(tmp_path / "run", articles, about={f"{text} id": around(text) for text, _ in MENDED})
    report = load(run, url)
    assert (report.refused, report.added) == (0, len(MENDED))
    # At least once in each of the fields above, in both files, and in the ids.
    assert report.mended > 20 * len(MENDED)
    found = contents(url)
    everything = "".join(v for rows in found.values() for row in rows for v in row if isinstance(v, str))
    assert not set(everything) & {"\x00", *map(chr, range(0xD800, 0xE000))}
    stored = [text for _, text in MENDED]
    assert [row[7] for row in found["records"]] == [row[2] for row in found["parties"]] == stored
    assert {row[0] for row in found["articles"]} == {f"{text} id" for text in stored}
    assert [Record.model_validate_json(row[-1]).evidence[0].text for row in found["records"]] == stored
    assert load(run, url).unchanged == len(MENDED)
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


#: Fields of a record that break the contract, and what is said of them.
BROKEN_RECORDS: list[tuple[dict[str, Any], str]] = [
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
]
BROKEN_ARTICLES: list[tuple[dict[str, Any], str]] = [
    ({"source": None}, "source"),
    ({"published": "tomorrow"}, "published"),
    ({"text_sha256": "x" * 501}, "text_sha256: longer"),
    ({"clean_text": 7}, "clean_text"),
    ({"dateline": {"place": "X", "country": "XXX"}}, "dateline|country"),
]


def test_a_record_that_breaks_the_contract_is_refused_alone(lite: str, tmp_path: Path) -> None:
    articles = {
        str(n): [record(1), {**record(2), **fields}, record(3)]
        for n, (fields, _) in enumerate(BROKEN_RECORDS)
    }
    run = write_run(tmp_path / "run", articles)
    for first in (True, False):
        report = load(run, lite)
        assert report.refused == report.articles == len(BROKEN_RECORDS)
        for n, (refusal, (_, reason)) in enumerate(zip(report.refusals, BROKEN_RECORDS, strict=True)):
            assert (refusal.file, refusal.line, refusal.what) == ("records.jsonl", 3 * n + 2, str(n))
            assert re.search(reason, refusal.reason), refusal.reason
        assert [int(row[1], 16) for row in contents(lite)["records"]] == [1, 3] * len(BROKEN_RECORDS)
        assert report.changed == first


def test_an_article_that_breaks_the_contract_is_refused_with_its_records(lite: str, tmp_path: Path) -> None:
    about = {str(n): fields for n, (fields, _) in enumerate(BROKEN_ARTICLES)}
    run = write_run(tmp_path / "run", {i: [record(1)] for i in (*about, "good")}, about=about)
    report = load(run, lite)
    assert report.refused == 2 * len(BROKEN_ARTICLES)
    for refusal, (_, reason) in zip(report.refusals[::2], BROKEN_ARTICLES, strict=True):
        assert re.search(reason, refusal.reason), refusal.reason
    assert {(r.file, r.reason) for r in report.refusals[1::2]} == {
        ("records.jsonl", "its article was refused")
    }
    assert [row[0] for row in contents(lite)["articles"]] == ["good"]


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
    read = rows._record

    def lenient(line: Line) -> rows.RecordRead:
        made = read(line)
        if made.data["subject"] == "bad":
            made.data["subject"] = None
        return made

    monkeypatch.setattr(rows, "_record", lenient)
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
