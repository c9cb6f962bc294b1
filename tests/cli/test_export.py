"""``pactwire export``: runs and stores as PLOVER events and JSON-LD."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.asking import pactwire
from tests.cli.conftest import ROOT
from tests.stores_from_gold import write_run

SAMPLE = str(ROOT / "outputs" / "sample")


def events(*words: str) -> list[dict[str, Any]]:
    done = pactwire("export", *words, "--format", "plover")
    assert done.exit_code == 0, done.output
    return [json.loads(line) for line in done.stdout.split("\n") if line]


def test_a_run_and_its_store_make_the_same(tmp_path: Path) -> None:
    run = tmp_path / "gold"
    write_run(run)
    db = f"sqlite:///{tmp_path / 'gold.db'}"
    assert pactwire("load", str(run), "--to", db).exit_code == 0
    assert events(str(run)) == events(db)
    assert len(events(db)) > 250
    forms = [pactwire("export", source, "--format", "jsonld").stdout for source in (str(run), db)]
    assert forms[0] == forms[1] != ""


def test_organisations_get_the_country_in_their_name(tmp_path: Path) -> None:
    write_run(tmp_path / "gold")
    actors = {a["identifier_text"]: a for e in events(str(tmp_path / "gold")) for a in e["source"]}
    energy = actors["Ministry of Energy of Kyrgyzstan"]
    assert (energy["code"], energy["sector"]) == ("KGZ", "GOV")


def test_a_linked_store_tells_the_agreement(linked_store: str) -> None:
    found = {e["record_id"]: e.get("link") for e in events(linked_store)}
    assert (found["r1"], found["r5"], found["r2"]) == ("ag1", "ag1", None)


def test_pairs_and_text(store: str) -> None:
    assert len(events(store, "--pairs")) > len(events(store)) == 6
    assert not [e for e in events(store, "--no-text") if "text" in e]


def test_into_a_file(tmp_path: Path, store: str) -> None:
    out = tmp_path / "graph.jsonld"
    done = pactwire("export", store, "--format", "jsonld", "--out", str(out))
    assert (done.exit_code, done.stdout) == (0, "") and "6 records" in done.stderr
    assert {node["id"] for node in json.loads(out.read_text())["@graph"]} >= {"urn:pactwire:act:a-r1:r1"}


def test_undated_events_are_counted(tmp_path: Path) -> None:
    write_run(tmp_path / "gold")
    done = pactwire("export", str(tmp_path / "gold"), "--format", "plover")
    none = sum(json.loads(line)["date"] is None for line in done.stdout.splitlines())
    assert none and f"{none} events have no date" in done.stderr


@pytest.mark.parametrize(
    ("source", "said"), [("none.db", "no such store"), (".", "no run.json in it")], ids=["store", "run"]
)
def test_what_is_not_there(source: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = pactwire("export", source, "--format", "plover")
    assert done.exit_code == 1 and said in done.stderr


def test_a_folder_that_cannot_be_written(store: str, tmp_path: Path) -> None:
    done = pactwire("export", store, "--format", "plover", "--out", str(tmp_path / "no" / "x.jsonl"))
    assert done.exit_code == 1 and "name a file that can be written" in done.stderr


def test_a_record_that_is_none(tmp_path: Path) -> None:
    run = tmp_path / "gold"
    write_run(run)
    text = (run / "records.jsonl").read_text(encoding="utf-8")
    (run / "records.jsonl").write_text(
        text.replace('"status": "signed"', '"status": "sealed"', 1), encoding="utf-8"
    )
    out = tmp_path / "x.jsonl"
    done = pactwire("export", str(run), "--format", "plover", "--out", str(out))
    assert done.exit_code == 1 and "status" in done.stderr and not out.exists()
