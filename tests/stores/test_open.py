"""Which store a URL means, and what is said when there is none to be had."""

import os
import sqlite3
from importlib import util
from pathlib import Path

import pytest
from sqlalchemy import text

from pipeline.errors import StoreError
from pipeline.stores.open import open_store
from pipeline.stores.targets import target


def test_sqlite_keeps_its_promises(lite: str) -> None:
    engine = open_store(lite)
    with engine.connect() as connection:
        assert connection.scalar(text("PRAGMA foreign_keys")) == 1
        assert connection.scalar(text("PRAGMA journal_mode")) == "wal"
    engine.dispose()


def test_a_bare_path_is_a_sqlite_store(tmp_path: Path) -> None:
    open_store(str(tmp_path / "a.sqlite")).dispose()
    assert sqlite3.connect(tmp_path / "a.sqlite").execute("SELECT count(*) FROM records").fetchone() == (0,)


def test_a_store_to_ask_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"no such store; make it with  pactwire load"):
        open_store(f"sqlite:///{tmp_path}/none.db", create=False)
    assert not (tmp_path / "none.db").exists()


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("nonsense", "not the URL of a store"),
        ("mysql://u@h/d", "not a database that Pactwire can ask"),
        ("oracle:///x", "not a database that Pactwire can ask"),
        ("duckdb:///x.duckdb", "link and query need SQLite or PostgreSQL"),
        ("postgresql://u:secret@127.0.0.1:1/d", "check that the server runs"),
    ],
)
def test_what_cannot_be_opened_is_said(url: str, said: str) -> None:
    with pytest.raises(StoreError, match=said) as caught:
        open_store(url)
    assert "secret" not in str(caught.value)


def test_a_missing_driver_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    found = util.find_spec
    monkeypatch.setattr(util, "find_spec", lambda name, *a: None if name == "psycopg" else found(name, *a))
    with pytest.raises(StoreError, match=r"pip install 'pactwire\[postgres\]'"):
        open_store("postgresql://u@h/d")


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "a.db").write_text("Dear diary, " * 100)
    with pytest.raises(StoreError, match="not a database; name another file"):
        open_store(f"sqlite:///{tmp_path}/a.db")
    assert (tmp_path / "a.db").read_text().startswith("Dear diary")


def test_a_folder_that_is_not_there_is_made(tmp_path: Path) -> None:
    open_store(f"sqlite:///{tmp_path}/new/store.db").dispose()
    assert (tmp_path / "new" / "store.db").is_file()


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(StoreError, match="unable to open database file; check the path"):
        open_store(f"sqlite:///{tmp_path}/file/store.db")


@pytest.mark.parametrize(
    ("url", "kind", "path"),
    [
        ("sqlite:///a.db", "database", "."),
        ("a.db", "database", "."),
        ("postgresql://h/d", "database", "."),
        ("postgresql+psycopg://h/d", "database", "."),
        ("duckdb:///a.duckdb", "duckdb", "a.duckdb"),
        ("duckdb:////tmp/a.duckdb", "duckdb", "/tmp/a.duckdb"),
        ("parquet:out/p", "parquet", "out/p"),
        ("out.parquet/", "parquet", "out.parquet"),
        ("csv:/tmp/tables", "csv", "/tmp/tables"),
        ("jsonl:a.jsonl", "jsonl", "a.jsonl"),
        ("a.jsonl", "jsonl", "a.jsonl"),
    ],
)
def test_targets(url: str, kind: str, path: str) -> None:
    found = target(url)
    assert (found.kind, str(found.path)) == (kind, os.path.normpath(path))


@pytest.mark.parametrize("url", ["", "csv:", "mysql://h/d", "results", "duckdb://a", "s3://bucket/a.parquet"])
def test_what_names_no_store(url: str) -> None:
    with pytest.raises(StoreError, match="use sqlite:///FILE"):
        target(url)
