"""A run comes into a database as it is, once, and an article that was extracted anew replaces its records."""

import json
from pathlib import Path

import pytest
from sqlalchemy import insert, select, text, update

from pipeline.errors import StoreError
from pipeline.stores import tables
from pipeline.stores.load import load
from pipeline.stores.open import open_store
from schemas import Article, Record
from tests.stores.making import article, contents, counts, many, record, write_run


def test_every_field_arrives(url: str, tmp_path: Path) -> None:
    load(write_run(tmp_path / "run", {"a": [record(7, title="Accord")]}), url)
    found = contents(url)
    assert found["records"][0][:-1] == (
        *(1, f"{7:016x}", "a", 0, "agreement", "Accord", "signed", "fishing in the south"),
        *("2025-03-04", "2025-03-04", "2025-03-04", "day", "stated", "on Tuesday"),
        *("Oslo", "NO", None, "stated", None, 0.9),
    )
    assert found["parties"] == [
        (1, 0, "Norway", "norway", "country", "NO", "party"),
        (1, 1, "Chile", "chile", "country", "NO", "party"),
    ]
    assert found["signatories"] == [(1, 0, "Ola Nordmann", "ola nordmann", "Norway")]
    assert found["amounts"] == [(1, 0, "5 million euros", 5e6, "EUR", None, None)]
    assert found["evidence"] == [(1, 0, 0, 38, "Norway and Chile signed it on Tuesday.")]
    assert found["articles"][0][2:12] == (
        *("a.txt", "2025-03-05", "stamp", "OSLO", "NO", None, None, "raw"),
        *(article("a")["text_sha256"], article("a")["clean_text"]),
    )
    run = dict(zip(tables.runs.columns.keys(), found["runs"][0], strict=True))
    assert (run["pactwire"], json.loads(run["counts"])) == ("0.1.0", {"read": 1})
    assert run["run_id"] == found["articles"][0][1]


def test_records_and_articles_can_be_made_again(url: str, tmp_path: Path) -> None:
    load(write_run(tmp_path / "run", {"a": [record(1), record(2)]}), url)
    found = contents(url)
    again = [Record.model_validate_json(row[-1]) for row in found["records"]]
    assert again == [Record.model_validate({**record(n), "article_id": "a"}) for n in (1, 2)]
    document = json.loads(found["articles"][0][-2])
    assert Article(**document, clean_text=found["articles"][0][11]) == Article(**article("a"))


def test_a_clean_text_that_looks_like_json(url: str, tmp_path: Path) -> None:
    hostile = 'He said "clean_text": "x", and \\"clean_text\\": \\" too \\'
    about = {"a": {"clean_text": hostile, "title": '"clean_text": "y", '}}
    load(write_run(tmp_path / "run", {"a": []}, about=about), url)
    row = contents(url)["articles"][0]
    assert row[11] == hostile
    assert Article(**json.loads(row[-2]), clean_text=row[11]) == Article(**article("a", **about["a"]))


@pytest.mark.parametrize("lines", [3, 50, 4000])
def test_the_same_run_twice_changes_nothing(url: str, tmp_path: Path, lines: int) -> None:
    run = write_run(tmp_path / "run", many(40))
    first = load(run, url, batch_lines=lines)
    before = contents(url)
    again = load(run, url, batch_lines=4000)
    assert contents(url) == before
    assert (first.new, first.added, first.changed) == (40, 80, True)
    assert (again.unchanged, again.new, again.replaced, again.added, again.changed) == (40, 0, 0, 0, False)
    assert {len(before[name]) for name in ("articles", "records", "parties")} == {40, 80, 160}


def test_a_re_extracted_article_replaces_its_records(url: str, tmp_path: Path) -> None:
    load(write_run(tmp_path / "one", {"a": [record(1), record(2), record(3)], "b": [record(4)]}), url)
    changed = {"a": [record(3), record(2, status="approved"), record(9)], "b": [record(4)]}
    report = load(write_run(tmp_path / "two", changed, started="2026-02-01"), url)
    assert (report.replaced, report.unchanged, report.added, report.removed) == (1, 1, 2, 2)
    rows = sorted((r[2], r[3], int(r[1], 16), r[6], r[0]) for r in contents(url)["records"])
    # Record 3 says the same and keeps its key at its new place; 2 says something else and comes as a new one.
    assert rows == [
        ("a", 0, 3, "signed", 3),
        ("a", 1, 2, "approved", 5),
        ("a", 2, 9, "signed", 6),
        ("b", 0, 4, "signed", 4),
    ]
    assert counts(url) | {"runs": 0} == {
        "runs": 0, "articles": 2, "records": 4, "parties": 8, "signatories": 4, "amounts": 4, "evidence": 4
    }  # fmt: skip


def test_the_run_of_an_article_is_the_one_that_brought_it(lite: str, tmp_path: Path) -> None:
    load(write_run(tmp_path / "one", {"a": [record(1)], "b": [record(2)]}), lite)
    first = contents(lite)["runs"][0][0]
    load(write_run(tmp_path / "two", {"a": [record(3)], "b": [record(2)]}, started="2026-02-01"), lite)
    found = contents(lite)
    (second,) = {row[0] for row in found["runs"]} - {first}
    assert {row[0]: row[1] for row in found["articles"]} == {"a": second, "b": first}


def test_an_article_that_is_gone_from_the_run_stays(url: str, tmp_path: Path) -> None:
    load(write_run(tmp_path / "one", {"a": [record(1)], "b": [record(2)]}), url)
    load(write_run(tmp_path / "two", {"b": [record(2)], "c": [record(3)]}), url)
    assert [row[0] for row in contents(url)["articles"]] == ["a", "b", "c"]


def test_an_article_that_has_no_record_any_more(url: str, tmp_path: Path) -> None:
    load(write_run(tmp_path / "one", {"a": [record(1)]}), url)
    report = load(write_run(tmp_path / "two", {"a": []}), url)
    assert (report.replaced, report.removed) == (1, 1)
    assert counts(url)["records"] == counts(url)["parties"] == 0


def test_the_same_record_twice(url: str, tmp_path: Path) -> None:
    report = load(write_run(tmp_path / "run", {"a": [record(1), record(2), record(1, status="ended")]}), url)
    assert (report.added, report.repeated) == (2, 1)
    assert [(r[3], r[6]) for r in contents(url)["records"]] == [(0, "ended"), (1, "signed")]


def test_the_same_article_twice_in_a_batch(url: str, tmp_path: Path) -> None:
    run = write_run(tmp_path / "run", {"a": [record(1)], "b": [record(2)]})
    lines = (run / "articles.jsonl").read_text().splitlines(keepends=True)
    records = (run / "records.jsonl").read_text().splitlines(keepends=True)
    # Twice in a row, and again after the other one.
    (run / "articles.jsonl").write_text("".join((lines[0], lines[0], lines[1], lines[0])))
    (run / "records.jsonl").write_text("".join((records[0], records[0], records[1], records[0])))
    for _ in range(2):
        load(run, url)
        assert counts(url)["articles"] == counts(url)["records"] == 2


def test_two_outlets_with_the_same_text(url: str, tmp_path: Path) -> None:
    """The same text gives the same record ids; both articles keep their records."""
    load(write_run(tmp_path / "run", {"a": [record(1)], "b": [record(1)]}), url)
    assert [(r[1], r[2]) for r in contents(url)["records"]] == [(f"{1:016x}", "a"), (f"{1:016x}", "b")]


def test_what_hangs_on_a_record_that_changes(url: str, tmp_path: Path) -> None:
    load(write_run(tmp_path / "one", {"a": [record(1)], "b": [record(2)]}), url)
    engine = open_store(url)
    about = {"instrument": "agreement", "status": "signed", "subject": "s", "articles": 1, "records": 1}
    with engine.begin() as connection:
        for name, key in (("x", 1), ("y", 2)):
            row = {"agreement_id": name, "confidence": 1.0, "document": "{}", **about}
            connection.execute(insert(tables.agreements).values(row))
            connection.execute(insert(tables.agreement_sources).values(record_key=key, agreement_id=name))
        stage = {"agreement_id": "x", "ordinal": 0, "status": "signed", "record_key": 1}
        connection.execute(insert(tables.agreement_stages).values(stage))
    load(write_run(tmp_path / "two", {"a": [record(1, status="ended")], "b": [record(2)]}), url)
    with engine.connect() as connection:
        agreements = tables.agreements.c
        stale = connection.execute(select(agreements.agreement_id).where(agreements.stale)).scalars().all()
        sources = connection.execute(select(tables.agreement_sources.c.record_key)).scalars().all()
        assert connection.scalar(select(tables.agreement_stages.c.ordinal)) is None
    engine.dispose()
    assert (list(stale), list(sources)) == (["x"], [2])


def test_an_unfinished_run_and_its_end(url: str, tmp_path: Path) -> None:
    load(write_run(tmp_path / "run", many(3), finished=False), url)
    assert contents(url)["runs"][0][5] is None
    load(write_run(tmp_path / "run", many(5)), url)
    found = contents(url)
    assert len(found["runs"]) == 1
    assert found["runs"][0][5] == "2026-01-05T08:01:00+00:00"
    assert len(found["articles"]) == 5


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("run.json", None, "there is no run.json in it"),
        ("run.json", "{}", "is not the run.json of a run"),
        ("run.json", "not json", "is not the run.json of a run"),
        ("articles.jsonl", None, "let the run finish"),
        ("records.jsonl", None, "let the run finish"),
        ("records.jsonl", '{"article_id": "other"}\n', "line 1: its article 'other' is not at that place"),
        ("records.jsonl", "[1]\n", "line 1: cannot be read"),
        ("articles.jsonl", '{"article_id": "a"}\n{"article_id": 5}\n', "line 2: cannot be read"),
        ("articles.jsonl", '{"article_id": "a"}\n{"artic', "line 2: cannot be read"),
    ],
)
def test_a_damaged_run_is_refused_before_anything_is_stored(
    lite: str, tmp_path: Path, name: str, content: str | None, said: str
) -> None:
    run = write_run(tmp_path / "run", {"a": [record(1)]})
    if content is None:
        (run / name).unlink()
    else:
        (run / name).write_text(content)
    with pytest.raises(StoreError, match=said):
        load(run, lite)
    assert not (tmp_path / "store.db").exists()


def test_records_out_of_order_are_no_loss(lite: str, tmp_path: Path) -> None:
    run = write_run(tmp_path / "run", many(3))
    load(run, lite)
    before = contents(lite)
    lines = (run / "records.jsonl").read_text().splitlines(keepends=True)
    (run / "records.jsonl").write_text("".join(reversed(lines)))
    with pytest.raises(StoreError, match="both files must be of one run"):
        load(run, lite)
    assert contents(lite) == before


def test_progress_is_told_after_each_batch(lite: str, tmp_path: Path) -> None:
    seen: list[int] = []
    load(
        write_run(tmp_path / "run", many(10)), lite, batch_lines=6, observer=lambda r: seen.append(r.articles)
    )
    assert seen == [2, 4, 6, 8, 10]


def test_two_loads_at_once(url: str, tmp_path: Path) -> None:
    """Keys are given out by one process at a time."""
    from concurrent.futures import ThreadPoolExecutor

    runs = [
        write_run(tmp_path / f"run{n}", many(30, first=20 * n), started=f"2026-0{n + 1}") for n in range(3)
    ]
    open_store(url).dispose()
    with ThreadPoolExecutor(3) as pool:
        list(pool.map(lambda run: load(run, url, batch_lines=9), runs))
    assert counts(url)["articles"] == 70
    assert counts(url)["records"] == 140


def test_the_foreign_keys_hold(url: str, tmp_path: Path) -> None:
    load(write_run(tmp_path / "run", many(2)), url)
    engine = open_store(url)
    with pytest.raises(Exception, match=r"(?i)foreign key"), engine.begin() as connection:
        connection.execute(update(tables.parties).values(record_key=99).where(text("record_key = 1")))
    engine.dispose()
