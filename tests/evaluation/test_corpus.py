"""Gold in order: each kind of fault is found, a good folder has none."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.evaluation.corpus.inspection import inspect
from pipeline.evaluation.corpus.text import inspection_text
from pipeline.evaluation.errors import EvaluationError
from tests.evaluation.small_gold import BREAD, FERRY, bread, ferry, write_item, write_small_gold


def inspected(*folders: Path):
    return inspect({f.name: (f, f) for f in folders}, few=2)


def test_in_order(small_folder: Path) -> None:
    assert inspected(small_folder).problems == []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda g: g["records"][0]["evidence"].append("Nobody wrote this."), "evidence is not verbatim"),
        (lambda g: g["entities"].append({"text": "Atlantis", "type": "GPE"}), "entity is not verbatim"),
        (lambda g: g["noise"].append("Advertisement"), "noise is not verbatim"),
        (lambda g: g["dates"].append({"text": "May 32", "edtf": "2021-05-03"}), "date is not verbatim"),
        (lambda g: g["dates"][0].update(edtf="2021-02-30"), "no such day"),
        (lambda g: g["records"][0]["when"].update(accept=["2021-13"]), "no month"),
        (lambda g: g.update(published="2021-05"), "no full date"),
        (lambda g: g["records"][0].update(status="inked"), "records.0.status"),
        (lambda g: g["records"][0].update(instrument="pact"), "records.0.instrument"),
        (lambda g: g["records"][0]["where"].update(country="XX"), "ISO 3166"),
        (lambda g: g["records"][0].update(parties=[]), "no party"),
        (lambda g: g["records"][0].update(evidence=[]), "no evidence"),
        (lambda g: g["records"].append(g["records"][0]), "the same record 2 times"),
        (lambda g: g["entities"].append(g["entities"][0]), "the same entity 2 times"),
        (lambda g: g.update(id="x99"), "the file's name says"),
        (lambda g: g.update(remark="odd"), "remark"),
    ],
)
def test_faults(tmp_path: Path, change: Callable[[dict[str, Any]], object], told: str) -> None:
    gold = ferry()
    change(gold)
    (tmp_path / "x01-ferry.txt").write_text(FERRY)
    write_item(tmp_path / ".", {**gold, "id": "x01-ferry"} if gold["id"] != "x99" else gold, FERRY)
    if gold["id"] == "x99":
        (tmp_path / "x99.json").rename(tmp_path / "x01-ferry.json")
    (error,) = [p for p in inspected(tmp_path).errors if p.place == "x01-ferry"]
    assert told in error.message


def test_warnings(tmp_path: Path) -> None:
    gold = ferry()
    gold["records"][0]["evidence"] = ["Photo: Harbour Desk"]
    gold["records"][0]["when"]["text"] = "yesterday"
    write_item(tmp_path, gold, FERRY)
    (tmp_path / "x05.txt").write_text("No gold for this one.")
    told = [p.message for p in inspected(tmp_path).problems]
    assert any("stands in noise" in m for m in told)
    assert any("words of its date" in m for m in told)
    assert any("without gold" in m for m in told)
    assert not inspected(tmp_path).errors


def test_broken_files_do_not_hide_others(tmp_path: Path) -> None:
    folder = write_small_gold(tmp_path / "gold")
    (folder / "x00.json").write_text("{")
    (folder / "x00.txt").write_text("text")
    (folder / "x02-bread.txt").unlink()
    found = inspected(folder)
    assert {p.place for p in found.errors} == {"x00", "x02-bread"}
    assert found.sizes == {"gold": 2}


def test_leaks_between_splits(tmp_path: Path) -> None:
    one, two = write_small_gold(tmp_path / "one"), tmp_path / "two"
    two.mkdir()
    gold = bread()
    gold["id"] = "x07"
    text = BREAD.replace("Tuesday", "Tuesday night").replace("EASTVALE", "CAPITAL")
    gold["records"], gold["dates"], gold["entities"] = [], [], []
    write_item(two, gold, text)
    write_item(two, ferry(), FERRY)
    found = inspected(one, two)
    told = [(p.place, p.message) for p in found.errors]
    assert ("x01-ferry", "stands in several splits: one, two") in told
    leaks = {(o.first, o.second) for o in found.overlaps if o.leak}
    assert leaks == {("x01-ferry", "x01-ferry"), ("x02-bread", "x07")}


def test_census_and_what_is_too_little(small_folder: Path) -> None:
    found = inspected(small_folder)
    counts = found.censuses["gold"]
    assert counts["instrument"]["agreement"] == 1
    assert counts["status"]["approved"] == 1
    assert counts["article"] == {"without a record": 1, "with one record": 1, "with several records": 1}
    assert ("gold", "status", "rejected", 0) in found.few
    assert ("gold", "party type", "organization", 2) not in found.few
    text = inspection_text(found, few=2)
    assert "under-represented (fewer than 2)" in text
    assert "status rejected 0" in text


def test_empty_folder(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match="no gold file"):
        inspected(tmp_path)
