"""Incremental runs: what is skipped, replaced, redone, reported; and the same bytes whoever did the work."""

import json
import shutil
from pathlib import Path

import pytest

from pipeline.errors import PactwireError
from pipeline.runners.local import Counts, run
from pipeline.runners.state import State
from pipeline.runners.stream import stream
from schemas import Failure, RunInfo
from tests.runners.conftest import SettingsMaker, write_lines

FILES = ("records.jsonl", "articles.jsonl", "failures.jsonl")


class Ear:
    def __init__(self) -> None:
        self.failures: list[Failure] = []
        self.last = Counts()

    def failure(self, failure: Failure) -> None:
        self.failures.append(failure)

    def progress(self, counts: Counts) -> None:
        self.last = counts


def content(out: Path) -> tuple[bytes, ...]:
    return tuple((out / name).read_bytes() for name in FILES)


def ids(out: Path, name: str = "articles.jsonl") -> list[str]:
    return [json.loads(line)["article_id"] for line in (out / name).read_text().splitlines()]


def counts(info: RunInfo) -> tuple[int, ...]:
    assert info.counts["read"] == info.counts["extracted"] + info.counts["skipped"] + info.counts["failed"]
    return tuple(info.counts[name] for name in ("extracted", "skipped", "failed", "deleted"))


def test_a_run_writes_the_contract(tmp_path: Path, make_settings: SettingsMaker) -> None:
    given = write_lines(tmp_path / "in.jsonl", ["one", "boom", "three"])
    ear = Ear()
    info = run([given, "nowhere.txt"], out=tmp_path / "out", settings=make_settings(), observer=ear)
    assert counts(info) == (2, 0, 2, 0)
    assert ids(tmp_path / "out") == ["a0", "a2"]
    assert ids(tmp_path / "out", "records.jsonl") == ["a0", "a0", "a2", "a2"]
    assert ids(tmp_path / "out", "failures.jsonl") == ["a1", None]
    assert sorted(f.error for f in ear.failures) == ["ValueError", "missing"]
    assert info.counts["records"] == 4 and info.counts["rejections"] == len(info.rejections) == 2
    assert RunInfo.model_validate_json((tmp_path / "out/run.json").read_bytes()) == info
    assert info.finished is not None and info.model["name"] == "fake"
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == sorted([".pactwire", "run.json", *FILES])


def test_unchanged_is_skipped_changed_replaced_new_added(
    tmp_path: Path, make_settings: SettingsMaker
) -> None:
    out = tmp_path / "out"
    given = write_lines(tmp_path / "in.jsonl", ["one", "two", "three"])
    assert counts(run([given], out=out, settings=make_settings())) == (3, 0, 0, 0)
    before = content(out)
    assert counts(run([given], out=out, settings=make_settings())) == (0, 3, 0, 0)
    assert content(out) == before
    write_lines(tmp_path / "in.jsonl", ["one", "two changed", "three", "four"])
    assert counts(run([given], out=out, settings=make_settings())) == (2, 2, 0, 0)
    assert ids(out) == ["a0", "a1", "a2", "a3"]
    fresh = tmp_path / "fresh"
    run([given], out=fresh, settings=make_settings())
    assert content(out) == content(fresh)


@pytest.mark.parametrize(
    "change", [{"force": True}, {"min_confidence": 0.5}, {"published": "2020-01-02"}], ids=str
)
def test_what_makes_everything_run_again(tmp_path: Path, make_settings: SettingsMaker, change: dict) -> None:
    given = write_lines(tmp_path / "in.jsonl", ["one", "two"])
    run([given], out=tmp_path / "out", settings=make_settings())
    assert counts(run([given], out=tmp_path / "out", settings=make_settings(**change))) == (2, 0, 0, 0)


def test_another_model_makes_everything_run_again(tmp_path: Path, make_settings: SettingsMaker) -> None:
    given = write_lines(tmp_path / "in.jsonl", ["one"])
    run([given], out=tmp_path / "out", settings=make_settings())
    (tmp_path / "model/weights").write_bytes(b"new")
    assert counts(run([given], out=tmp_path / "out", settings=make_settings())) == (1, 0, 0, 0)


@pytest.mark.parametrize("change", [{"workers": 3}, {"time_limit": 5.0}, {"max_chars": 1000}], ids=str)
def test_what_changes_nothing(tmp_path: Path, make_settings: SettingsMaker, change: dict) -> None:
    given = write_lines(tmp_path / "in.jsonl", ["one", "two"])
    run([given], out=tmp_path / "out", settings=make_settings())
    assert counts(run([given], out=tmp_path / "out", settings=make_settings(**change))) == (0, 2, 0, 0)


def test_deleted_inputs_are_kept_and_reported_until_pruned(
    tmp_path: Path, make_settings: SettingsMaker
) -> None:
    out = tmp_path / "out"
    run([write_lines(tmp_path / "in.jsonl", ["one", "two", "three"])], out=out, settings=make_settings())
    given = write_lines(tmp_path / "in.jsonl", ["one"])
    info = run([given], out=out, settings=make_settings())
    assert counts(info) == (0, 1, 0, 2) and info.settings["deleted"] == ["a1", "a2"]
    assert ids(out) == ["a0", "a1", "a2"]
    run([given], out=out, settings=make_settings(prune=True))
    assert ids(out) == ["a0"]


def test_the_order_is_that_of_the_inputs(tmp_path: Path, make_settings: SettingsMaker) -> None:
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text(f"text {name}")
    paths = {name: str(tmp_path / f"{name}.txt") for name in "abc"}
    run([paths["a"], paths["b"], paths["c"]], out=tmp_path / "out", settings=make_settings())
    run([paths["c"], paths["a"]], out=tmp_path / "out", settings=make_settings())
    assert ids(tmp_path / "out") == ["c", "a", "b"]


def test_failed_articles_wait_for_retry(tmp_path: Path, make_settings: SettingsMaker) -> None:
    out = tmp_path / "out"
    given = write_lines(tmp_path / "in.jsonl", ["one", "loop", "three"])
    assert counts(run([given], out=out, settings=make_settings(time_limit=0.5))) == (2, 0, 1, 0)
    failures = content(out)[2]
    again = run([given], out=out, settings=make_settings())
    assert counts(again) == (0, 2, 1, 0) and content(out)[2] == failures
    given = write_lines(tmp_path / "in.jsonl", ["one changed", "mended", "three", "new"])
    assert counts(run([given], out=out, settings=make_settings(retry_failed=True))) == (1, 3, 0, 0)
    assert ids(out) == ["a0", "a1", "a2"] and content(out)[2] == b""


def test_an_article_that_cannot_be_read_any_more(tmp_path: Path, make_settings: SettingsMaker) -> None:
    path = tmp_path / "a.txt"
    path.write_text("fine")
    run([str(path)], out=tmp_path / "out", settings=make_settings())
    path.write_text("")
    info = run([str(path)], out=tmp_path / "out", settings=make_settings())
    assert counts(info)[2] == 1 and len(content(tmp_path / "out")[2].splitlines()) == 1


def test_a_duplicate_leaves_the_first_alone(tmp_path: Path, make_settings: SettingsMaker) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text('{"id": 1, "text": "one"}\n{"id": 1, "text": "two"}\n')
    for expected in ((1, 0, 1, 0), (0, 1, 1, 0)):
        assert counts(run([str(path)], out=tmp_path / "out", settings=make_settings())) == expected
        assert b'"one"' in content(tmp_path / "out")[0] and b'"two"' not in content(tmp_path / "out")[0]


def test_the_same_bytes_for_1_2_and_4_workers(tmp_path: Path, make_settings: SettingsMaker) -> None:
    texts = [f"{'slow ' if i % 7 == 0 else ''}text {i}" for i in range(120)]
    texts[17] = "boom"
    given = write_lines(tmp_path / "in.jsonl", texts)
    found = set()
    for workers in (1, 2, 4):
        run([given], out=tmp_path / f"out{workers}", settings=make_settings(workers=workers))
        found.add(content(tmp_path / f"out{workers}"))
    streamed = list(stream([given], settings=make_settings(workers=3)))
    assert len(found) == 1
    assert b"".join(line for out in streamed for line in out.records) == found.pop()[0]
    assert [i for i, out in enumerate(streamed) if out.failure] == [17]


def test_a_second_run_on_the_folder_is_refused(tmp_path: Path, make_settings: SettingsMaker) -> None:
    given = write_lines(tmp_path / "in.jsonl", ["one"])
    with State(tmp_path / "out"), pytest.raises(PactwireError, match="in use by another run"):
        run([given], out=tmp_path / "out", settings=make_settings())
    assert counts(run([given], out=tmp_path / "out", settings=make_settings())) == (1, 0, 0, 0)


def test_damaged_memory_is_said(tmp_path: Path, make_settings: SettingsMaker) -> None:
    given = write_lines(tmp_path / "in.jsonl", ["one"])
    run([given], out=tmp_path / "out", settings=make_settings())
    (tmp_path / "out/.pactwire/state.sqlite").write_bytes(b"nonsense" * 1000)
    with pytest.raises(PactwireError, match="start anew"):
        run([given], out=tmp_path / "out", settings=make_settings())
    shutil.rmtree(tmp_path / "out/.pactwire")
    assert counts(run([given], out=tmp_path / "out", settings=make_settings())) == (1, 0, 0, 0)


def test_shards_that_nobody_needs_are_removed(tmp_path: Path, make_settings: SettingsMaker) -> None:
    given = write_lines(tmp_path / "in.jsonl", ["one"])
    for _ in range(3):
        run([given], out=tmp_path / "out", settings=make_settings(force=True))
    assert len(list((tmp_path / "out/.pactwire/shards").iterdir())) == 1


def test_a_missing_model_is_said_before_anything_is_written(
    tmp_path: Path, make_settings: SettingsMaker
) -> None:
    with pytest.raises(PactwireError, match="no language model"):
        run(["x"], out=tmp_path / "out", settings=make_settings(model="no_such_model"))
    assert not (tmp_path / "out").exists()
