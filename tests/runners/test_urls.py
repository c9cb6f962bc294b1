"""Inputs and outputs at URLs give the same bytes as paths; a URL of no use is said."""

import gzip
import json
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import PactwireError
from pipeline.readers import RawArticle, read_inputs
from pipeline.runners import database
from pipeline.runners.local import run
from pipeline.runners.place import LocalPlace, UrlPlace, place_of
from pipeline.runners.state import State
from tests.runners.conftest import SettingsMaker, write_lines

fsspec = pytest.importorskip("fsspec", reason="fsspec is not installed (pip install 'pactwire[remote]')")

FILES = ("records.jsonl", "articles.jsonl", "failures.jsonl")
TEXTS = [*(f"text {i}" for i in range(20)), "boom"]


@pytest.fixture
def memory() -> Iterator[Any]:
    fs = fsspec.filesystem("memory")
    yield fs
    fs.store.clear()
    fs.pseudo_dirs[:] = [""]


def content(out: Path) -> tuple[bytes, ...]:
    return tuple((out / name).read_bytes() for name in FILES)


def test_output_at_a_url(tmp_path: Path, memory: Any, make_settings: SettingsMaker) -> None:
    given = write_lines(tmp_path / "in.jsonl", TEXTS)
    run([given], out=tmp_path / "out", settings=make_settings())
    info = run([given], out="memory://bucket/out/", settings=make_settings())
    assert (info.counts["extracted"], info.counts["failed"]) == (20, 1)
    assert tuple(memory.cat_file(f"/bucket/out/{name}") for name in FILES) == content(tmp_path / "out")
    assert json.loads(memory.cat_file("/bucket/out/run.json"))["finished"]
    # And the next run goes on there.
    write_lines(tmp_path / "in.jsonl", [*TEXTS, "new"])
    info = run([given], out="memory://bucket/out", settings=make_settings())
    assert (info.counts["extracted"], info.counts["skipped"], info.counts["failed"]) == (1, 20, 1)
    assert memory.cat_file("/bucket/out/articles.jsonl").count(b"\n") == 21
    assert [name.rpartition("/")[2] for name in memory.find("/bucket/out/.pactwire")] == [
        "000001.jsonl",
        "000002.jsonl",
        "state.sqlite",
    ]


def test_a_place_that_moves_files_into_their_place(
    tmp_path: Path, make_settings: SettingsMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.runners.place._OBJECT_STORES", frozenset[str]())
    place = UrlPlace(f"file://{tmp_path}/there")
    given = write_lines(tmp_path / "in.jsonl", TEXTS)
    run([given], out=tmp_path / "out", settings=make_settings())
    with State(place) as state:
        state.begin()
        state.close_run()
    with pytest.raises(RuntimeError), place.write("records.jsonl") as stream:
        stream.write(b"half")
        raise RuntimeError
    assert not (tmp_path / "there/records.jsonl").exists()
    with place.write("records.jsonl") as stream:
        stream.write(b"whole")
    assert (tmp_path / "there/records.jsonl").read_bytes() == b"whole"
    assert place.names(".pactwire") == ["state.sqlite"] and place.names("nowhere") == []
    place.remove("records.jsonl")
    place.remove("records.jsonl")
    with pytest.raises(FileNotFoundError):
        place.open("records.jsonl")


def test_file_urls_are_paths(tmp_path: Path, make_settings: SettingsMaker) -> None:
    given = write_lines(tmp_path / "in put.jsonl", ["one", "two"])
    url = f"file://{given.replace(' ', '%20')}"
    run([given], out=tmp_path / "out", settings=make_settings())
    info = run([url], out=f"file://{tmp_path}/out", settings=make_settings())
    assert isinstance(place_of(f"file://{tmp_path}/out"), LocalPlace)
    assert info.counts["skipped"] == 2


def test_inputs_at_urls(memory: Any) -> None:
    memory.pipe_file("/news/b.txt", b"The second.")
    memory.pipe_file("/news/deep/c.txt.gz", gzip.compress(b"The third."))
    memory.pipe_file("/news/a.jsonl", b'{"id": "first", "text": "The first."}\nnonsense\n')
    memory.pipe_file("/news/.hidden.txt", b"Not this.")
    memory.pipe_file("/news/picture.png", b"Nor this.")
    found = list(
        read_inputs(["memory://news", "memory://news/b.txt", "memory://news/none.txt", "memory://no"])
    )
    told = [(a.article_id, a.source, a.text) for a in found if isinstance(a, RawArticle)]
    assert told == [
        ("first", "memory://news/a.jsonl:1", "The first."),
        ("b", "memory://news/b.txt", "The second."),
        ("c", "memory://news/deep/c.txt.gz", "The third."),
    ]
    errors = [a.error for a in found if not isinstance(a, RawArticle)]
    assert errors == ["malformed_json", "duplicate_id", "missing", "missing"]


def test_a_protocol_that_nobody_knows(tmp_path: Path, make_settings: SettingsMaker) -> None:
    with pytest.raises(PactwireError, match="cannot use nonsense://x/y: Protocol not known"):
        place_of("nonsense://x/y")
    given = write_lines(tmp_path / "in.jsonl", ["one"])
    info = run([given, "nonsense://x/y"], out=tmp_path / "out", settings=make_settings())
    assert (info.counts["extracted"], info.counts["failed"]) == (1, 1)
    assert b"Protocol not known: nonsense" in content(tmp_path / "out")[2]


def test_a_second_run_at_a_url_is_refused(memory: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    place = place_of("memory://bucket/out")
    with State(place):
        with pytest.raises(PactwireError, match=f"in use by another run .process {os.getpid()} on "):
            State(place)
        # One that has not been seen for long is dead, and so is one whose process is gone.
        lock = json.loads(memory.cat_file("/bucket/out/.pactwire/lock"))
        memory.pipe_file(
            "/bucket/out/.pactwire/lock", json.dumps({**lock, "seen": time.time() - 200}).encode()
        )
        with State(place):
            pass
        memory.pipe_file("/bucket/out/.pactwire/lock", json.dumps({**lock, "process": 2**22 + 1}).encode())
        with State(place):
            pass
    assert not memory.exists("/bucket/out/.pactwire/lock")


def test_work_at_a_url_survives_a_kill(
    tmp_path: Path, memory: Any, make_settings: SettingsMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The shards are written, their entries are saved now and then: what is not saved is done again."""
    monkeypatch.setattr(database, "_SAVE_SECONDS", 0.0)
    given = write_lines(tmp_path / "in.jsonl", TEXTS)
    run([given], out=tmp_path / "out", settings=make_settings())

    class Enough(Exception):
        pass

    class Ear:
        def failure(self, failure: object) -> None:
            pass

        def progress(self, counts: Any) -> None:
            if counts.extracted == 18:
                raise Enough

    monkeypatch.setattr("pipeline.runners.local._COMMIT_SECONDS", 0.0)
    with pytest.raises(Enough):
        run([given], out="memory://bucket/out", settings=make_settings(), observer=Ear())
    assert not memory.exists("/bucket/out/records.jsonl")
    memory.pipe_file("/bucket/out/.pactwire/shards/000099.jsonl", b"not entered")
    info = run([given], out="memory://bucket/out", settings=make_settings())
    assert info.counts["skipped"] >= 16 and info.counts["read"] == 21
    assert tuple(memory.cat_file(f"/bucket/out/{name}") for name in FILES) == content(tmp_path / "out")
