"""Files hold what a database would, whole or not at all, and the same run twice leaves the same bytes."""

import csv
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from importlib import util
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert

from pipeline.errors import StoreError
from pipeline.stores import csv_files, files, tables
from pipeline.stores.csv_files import cell
from pipeline.stores.files import export
from pipeline.stores.load import load
from pipeline.stores.open import open_store
from pipeline.stores.tables import LOADED
from pipeline.stores.targets import target
from tests.stores.making import contents, many, record, write_run

KINDS = ("csv", "parquet", "duckdb", "jsonl")


def place(kind: str, folder: Path) -> str:
    return f"duckdb:///{folder}/a.duckdb" if kind == "duckdb" else f"{kind}:{folder}/{kind}"


def files_of(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Every file but the books: when it was written, and what it holds."""
    return {
        path.name: (path.stat().st_mtime_ns, path.read_bytes())
        for path in folder.rglob("*")
        if path.is_file() and "pactwire" not in path.name
    }


def read_csv(folder: Path, table: str) -> list[dict[str, str]]:
    with open(folder / "csv" / f"{table}.csv", encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture
def out(tmp_path: Path) -> Path:
    (tmp_path / "out").mkdir()
    return tmp_path / "out"


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_run_twice_changes_nothing(kind: str, out: Path, tmp_path: Path) -> None:
    run = write_run(tmp_path / "run", many(5))
    assert load(run, place(kind, out)).new == 5
    before = files_of(out)
    assert before
    assert load(run, place(kind, out)).unchanged == 5
    assert files_of(out) == before


@pytest.mark.parametrize("kind", ["csv", "parquet", "jsonl"])
def test_the_same_runs_give_the_same_bytes(kind: str, tmp_path: Path) -> None:
    found = []
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        for number in (0, 3):
            run = write_run(tmp_path / f"run{number}", many(5, first=number))
            load(run, place(kind, tmp_path / name))
        found.append({file: content for file, (_, content) in files_of(tmp_path / name).items()})
    assert found[0] == found[1]


def test_parquet_and_duckdb_hold_what_a_database_holds(out: Path, tmp_path: Path, lite: str) -> None:
    duckdb = pytest.importorskip("duckdb")
    pq = pytest.importorskip("pyarrow.parquet")
    run = write_run(tmp_path / "run", many(5, title="=A\n'1'; --\ufffd😀"))
    for url in (lite, place("duckdb", out), place("parquet", out)):
        load(run, url)
    expected = contents(lite)
    with duckdb.connect(str(out / "a.duckdb"), read_only=True) as database:
        for table in LOADED:
            order = ", ".join(c.name for c in table.primary_key.columns)
            rows = database.execute(f"SELECT * FROM {table.name} ORDER BY {order}").fetchall()
            assert rows == expected[table.name], table.name
    for table in LOADED:
        read = pq.read_table(out / "parquet" / f"{table.name}.parquet")
        assert [tuple(row.values()) for row in read.to_pylist()] == expected[table.name]


def test_empty_tables_have_their_columns(out: Path, tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    pq = pytest.importorskip("pyarrow.parquet")
    run = write_run(tmp_path / "run", {})
    for kind in KINDS:
        load(run, place(kind, out))
    with duckdb.connect(str(out / "a.duckdb"), read_only=True) as database:
        types = dict(database.execute("SELECT column_name, column_type FROM (DESCRIBE records)").fetchall())
    assert (types["record_key"], types["confidence"], types["subject"]) == ("BIGINT", "DOUBLE", "VARCHAR")
    names = tables.records.columns.keys()
    assert pq.read_table(out / "parquet" / "records.parquet").column_names == names
    assert (out / "csv" / "records.csv").read_text(encoding="utf-8").strip().split(",") == names
    assert (out / "jsonl").read_bytes() == b""


@pytest.mark.parametrize(
    ("value", "safe"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("\n=1", "'\n=1"),
        ("＝1", "'＝1"),
        ("a=1", "a=1"),
        ("", ""),
        (-1.5, -1.5),
        (None, None),
    ],
)
def test_no_cell_is_a_formula(value: Any, safe: Any) -> None:
    assert cell(value) == safe


def test_csv_in_a_spreadsheet(out: Path, tmp_path: Path) -> None:
    names = ["=cmd|'/c calc'!A0", 'Acme, "Inc."', "Zürich\nBasel", "+41"]
    amounts = [{"text": "-5 %", "value": -5.0, "unit": "%"}]
    load(write_run(tmp_path / "run", {"=a": [record(1, parties=names, amounts=amounts)]}), place("csv", out))
    stored = [row["name"] for row in read_csv(out, "parties")]
    assert stored == ["'=cmd|'/c calc'!A0", 'Acme, "Inc."', "Zürich\nBasel", "'+41"]
    assert [(r["text"], r["value"]) for r in read_csv(out, "amounts")] == [("'-5 %", "-5.0")]
    assert read_csv(out, "articles")[0]["article_id"] == "'=a"


def test_jsonl_has_the_record_and_its_article(out: Path, tmp_path: Path) -> None:
    run = write_run(tmp_path / "run", {"a": [record(1), record(2)], "b": []}, about={"a": {"title": 'A "T"'}})
    load(run, place("jsonl", out))
    lines = [json.loads(line) for line in (out / "jsonl").read_text(encoding="utf-8").splitlines()]
    about = {"source": "a.txt", "published": "2025-03-05", "title": 'A "T"', "url": None}
    assert lines == [{**record(n), "article_id": "a", "article": about} for n in (1, 2)]


@pytest.mark.parametrize("kind", KINDS)
def test_runs_add_up_and_replace(kind: str, out: Path, tmp_path: Path, lite: str) -> None:
    first = write_run(tmp_path / "one", {"a": [record(1)], "b": [record(2)]})
    second = write_run(tmp_path / "two", {"b": [record(3)], "c": [record(4)]}, started="2026-02-01")
    for url in (place(kind, out), lite):
        load(first, url)
        load(second, url)
    books = next(p for p in out.rglob("*.db"))
    assert contents(f"sqlite:///{books}") == contents(lite)
    if kind == "csv":
        stored = {(row["article_id"], int(row["record_id"], 16)) for row in read_csv(out, "records")}
        assert stored == {("a", 1), ("b", 3), ("c", 4)}


@pytest.mark.parametrize("kind", KINDS)
def test_files_without_their_books_are_left_alone(kind: str, out: Path, tmp_path: Path) -> None:
    run = write_run(tmp_path / "run", many(2))
    load(run, place(kind, out))
    for path in out.rglob("*pactwire*"):
        path.unlink()
    before = files_of(out)
    with pytest.raises(StoreError, match=r"is not beside it.*name another place, or remove it"):
        load(run, place(kind, out))
    assert files_of(out) == before


@pytest.mark.parametrize("kind", KINDS)
def test_a_write_that_fails_leaves_the_old_files_and_the_next_completes_it(
    kind: str, out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(write_run(tmp_path / "one", many(2)), place(kind, out))
    before = files_of(out)
    real = os.fsync

    def full(handle: int) -> None:
        name = os.readlink(f"/proc/self/fd/{handle}")
        if name.endswith(".tmp"):
            raise OSError(28, "No space left on device")
        real(handle)

    more = write_run(tmp_path / "two", many(4))
    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(StoreError, match="No space left on device; it is as before"):
            load(more, place(kind, out))
    assert files_of(out) == before
    # The books have all of it: nothing is new to them, and yet the files are written.
    assert load(more, place(kind, out)).unchanged == 4
    assert files_of(out) != before
    assert not [p for p in out.rglob("*") if p.name.endswith((".tmp", ".unwritten"))]


def test_killed_between_books_and_files(out: Path, tmp_path: Path) -> None:
    run = write_run(tmp_path / "run", many(3))
    load(write_run(tmp_path / "old", many(1)), place("csv", out))
    before = files_of(out)
    code = (
        "import os, signal\nfrom pipeline.stores import files\nfrom pipeline.stores.load import load\n"
        "files._write = lambda *a: os.kill(os.getpid(), signal.SIGKILL)\n"
        f"load({str(run)!r}, {place('csv', out)!r})"
    )
    done = subprocess.run([sys.executable, "-c", code], timeout=60, check=False)
    assert done.returncode == -signal.SIGKILL
    assert files_of(out) == before
    load(run, place("csv", out))
    assert len(read_csv(out, "articles")) == 3


def test_all_files_of_a_folder_appear_together(
    out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last table fails: the first is not replaced either."""
    load(write_run(tmp_path / "one", many(1)), place("csv", out))
    before = files_of(out)
    blocks: Callable[..., Any] = csv_files.table_blocks

    def failing(connection: Any, table: Any) -> Any:
        if table is LOADED[-1]:
            raise OSError(5, "Input/output error")
        return blocks(connection, table)

    monkeypatch.setattr(csv_files, "table_blocks", failing)
    with pytest.raises(StoreError, match="Input/output error"):
        load(write_run(tmp_path / "two", many(2)), place("csv", out))
    assert files_of(out) == before


def test_a_store_into_files(out: Path, tmp_path: Path, lite: str) -> None:
    load(write_run(tmp_path / "run", many(2)), lite)
    engine = open_store(lite)
    about = {"instrument": "agreement", "status": "signed", "subject": "fish", "articles": 2, "records": 2}
    with engine.begin() as connection:
        row = {"agreement_id": "x", "confidence": 1.0, "document": "{}", **about}
        connection.execute(insert(tables.agreements).values(row))
    engine.dispose()
    for kind in KINDS:
        export(lite, target(place(kind, out)))
    assert [row["subject"] for row in read_csv(out, "agreements")] == ["fish"]
    assert {p.stem for p in (out / "parquet").iterdir()} == set(tables.metadata.tables)
    # What was written from a store is no place for runs, and the other way round.
    with pytest.raises(StoreError, match="not beside it"):
        load(write_run(tmp_path / "run", many(2)), place("csv", out))
    load(write_run(tmp_path / "run", many(2)), f"csv:{out}/runs")
    with pytest.raises(StoreError, match="runs have been loaded into it"):
        export(lite, target(f"csv:{out}/runs"))


@pytest.mark.parametrize(("kind", "package"), [("parquet", "pyarrow"), ("duckdb", "duckdb")])
def test_a_missing_package_is_named(
    kind: str, package: str, out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = util.find_spec
    monkeypatch.setattr(
        files.util, "find_spec", lambda name, *a: None if name == package else found(name, *a)
    )
    with pytest.raises(StoreError, match=rf"needs {package}; install with  pip install 'pactwire\[{kind}\]'"):
        load(write_run(tmp_path / "run", many(1)), place(kind, out))
    assert not list(out.iterdir())


def test_a_folder_that_cannot_be_made(out: Path, tmp_path: Path) -> None:
    (out / "csv").write_text("a file")
    with pytest.raises(StoreError, match="csv: File exists; check the path"):
        load(write_run(tmp_path / "run", many(1)), place("csv", out))
