"""The gate: each kind of regression, planted in a run, shuts it; harmless changes do not."""

import copy
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.evaluation.errors import EvaluationError
from pipeline.evaluation.floors import Floor, Pinned, read_floors, write_floors
from pipeline.evaluation.gate import FloorsLowered, GateResult, check, update
from pipeline.evaluation.gold import GoldSet, load_gold
from pipeline.evaluation.run import Run
from pipeline.evaluation.scoring import score
from tests.evaluation.small_gold import FERRY, ferry, write_item
from tests.evaluation.synthetic import changed, perfect_run, shaken

VERSIONS = {"pactwire": "0"}
TODAY = "2021-08-01"


def pin(run: Run, gold: GoldSet, old: Pinned | None = None, **more) -> Pinned:
    return update(old, score(run, gold), gold, versions=VERSIONS, today=TODAY, **more)


def held(run: Run, gold: GoldSet, pinned: Pinned) -> GateResult:
    return check(score(run, gold), gold, pinned, versions=VERSIONS)


def with_records(run: Run, least: int = 1) -> str:
    """An article of a run with records that have a date, so that a fault can be planted."""
    return next(
        i
        for i, rows in sorted(run.records.items())
        if len(rows) >= least and rows[0]["when"] and len(rows[0]["parties"]) > 1
    )


def drop_party(run: Run) -> str:
    article = with_records(run)
    run.records[article][0]["parties"].pop(0)
    return article


def day_off(run: Run) -> str:
    for article, rows in sorted(run.records.items()):
        for row in rows:
            edtf = (row["when"] or {}).get("edtf", "")
            if len(edtf) == 10 and edtf.isascii() and "X" not in edtf:
                row["when"]["edtf"] = f"{edtf[:8]}{int(edtf[8:]) % 27 + 1:02d}"
                return article
    raise AssertionError("no dated record")


def swap_status(run: Run) -> str:
    article = with_records(run)
    run.records[article][0]["status"] = "rejected"
    return article


def lose_article(run: Run) -> str:
    article = with_records(run)
    del run.articles[article]
    del run.records[article]
    return article


def lose_article_without_records(run: Run) -> str:
    article = next(i for i in sorted(run.articles) if i not in run.records)
    del run.articles[article]
    return article


def extra_record(run: Run) -> str:
    article = with_records(run)
    run.records[article].append(
        {
            **copy.deepcopy(run.records[article][0]),
            "parties": [{"name": "Nobody at All"}],
            "subject": "nothing whatever",
            "title": None,
            "evidence": [],
        }
    )
    return article


def lose_noise(run: Run) -> str:
    article = sorted(run.articles)[0]
    run.articles[article]["clean_text"] = ""
    return article


REGRESSIONS: dict[str, tuple[Callable[[Run], str], str]] = {
    "dropped party": (drop_party, "who"),
    "date off by one day": (day_off, "when"),
    "status swapped": (swap_status, "status"),
    "lost article": (lose_article, "articles"),
    "lost article without a record": (lose_article_without_records, "articles"),
    "extra record": (extra_record, "found"),
    "text lost": (lose_noise, "text kept"),
}


@pytest.mark.parametrize("name", REGRESSIONS)
@pytest.mark.parametrize("start", ["perfect", "middling"])
def test_a_planted_regression_is_caught_and_named(dev: GoldSet, name: str, start: str) -> None:
    plant, field = REGRESSIONS[name]
    run = perfect_run(dev)
    if start == "middling":
        # Faults everywhere but where the regression goes: a floor far below 1 must be as watchful.
        rough = shaken(run, 7, rate=0.3)
        kept = {with_records(run), sorted(run.articles)[0], plant(copy.deepcopy(run))}
        run.records = {i: r for i, r in rough.records.items() if i not in kept} | {
            i: r for i, r in run.records.items() if i in kept
        }
        run.articles |= {i: a for i, a in rough.articles.items() if i not in kept}
    pinned = pin(run, dev)
    assert held(run, dev, pinned).passed
    where: list[str] = []
    worse = changed(run, lambda r: where.append(plant(r)))
    result = held(worse, dev, pinned)
    assert not result.passed
    fault = next(f for f in result.faults if f.field == field)
    assert fault.articles[0] == where[0]


def test_changed_gold_is_caught(small: GoldSet, small_folder: Path) -> None:
    run = perfect_run(small)
    pinned = pin(run, small)
    gold = ferry()
    gold["records"][0]["subject_accept"] = ["a boat"]
    write_item(small_folder, gold, FERRY)
    (fault,) = held(run, load_gold(small_folder), pinned).faults
    assert (fault.kind, fault.articles) == ("gold", ("x01-ferry",))
    write_item(small_folder, ferry(), FERRY.replace("hills", "vales") + "\n")
    assert [f.kind for f in held(run, load_gold(small_folder), pinned).faults] == ["gold"]
    write_item(small_folder, ferry(), FERRY)
    (small_folder / "x03-rain.json").unlink()
    assert [f.articles for f in held(run, load_gold(small_folder), pinned).faults] == [("x03-rain",)]


def test_harmless_changes_pass(dev: GoldSet, small: GoldSet, small_folder: Path) -> None:
    run = perfect_run(dev)
    pinned = pin(run, dev)

    def harmless(other: Run) -> None:
        for rows in other.records.values():
            rows.reverse()
            for row in rows:
                row["confidence"] = 0.7
                row["record_id"] = "another"
                row["parties"].reverse()
                row["subject"] = row["subject"].upper()
        other.articles = dict(reversed(other.articles.items()))
        other.info["pactwire"] = "9"

    result = check(score(changed(run, harmless), dev), dev, pinned, versions={"pactwire": "9"})
    assert result.passed
    assert "other versions" in result.notes[0]
    # Gold that is only indented anew is the same gold.
    before = load_gold(small_folder).sha256
    path = small_folder / "x01-ferry.json"
    path.write_text(json.dumps(json.loads(path.read_text()), indent=4, sort_keys=True))
    assert load_gold(small_folder).sha256 == before


def test_a_run_without_articles_falls_below_the_floors_of_layers(small: GoldSet) -> None:
    pinned = pin(perfect_run(small), small)
    bare = changed(perfect_run(small), lambda r: r.articles.clear())
    assert {f.field for f in held(bare, small, pinned).faults} >= {"dates", "entities", "text kept"}


def test_noise_of_a_floor_can_be_widened_by_hand(small: GoldSet) -> None:
    run = perfect_run(small)
    pinned = pin(run, small)
    worse = changed(run, drop_party)
    pinned.floors["who"] = Floor(1.0, 0.3)
    assert "who" not in {f.field for f in held(worse, small, pinned).faults}
    assert pin(run, small, pinned).floors["who"].noise == 0.3


def test_update_raises_and_refuses_to_lower(small: GoldSet) -> None:
    good = perfect_run(small)
    bad = changed(good, drop_party)
    low = pin(bad, small)
    high = pin(good, small, low)
    assert high.floors["who"].floor == 1.0 > low.floors["who"].floor
    with pytest.raises(FloorsLowered) as refused:
        pin(bad, small, high)
    assert "who" in refused.value.fields
    assert "allow-regression" in str(refused.value)
    allowed = pin(bad, small, high, allow_regression="the guidelines changed")
    assert allowed.floors["who"] == low.floors["who"]
    (kept,) = allowed.allowed_regressions
    assert kept["reason"] == "the guidelines changed"
    assert kept["fields"]["who"] == [1.0, low.floors["who"].floor]
    again = pin(good, small, allowed)
    assert again.allowed_regressions == [kept]


def test_a_run_that_lost_articles_cannot_be_pinned(small: GoldSet) -> None:
    with pytest.raises(EvaluationError, match="x03-rain"):
        pin(changed(perfect_run(small), lambda r: r.articles.pop("x03-rain")), small)


def test_calibration_has_a_ceiling_when_asked(small: GoldSet) -> None:
    run = perfect_run(small)
    pinned = pin(run, small, max_calibration_error=0.08)
    unsure = changed(
        run, lambda r: [row.update(confidence=0.3) for rows in r.records.values() for row in rows]
    )
    assert [f.kind for f in held(unsure, small, pinned).faults] == ["calibration"]
    assert held(unsure, small, pin(run, small)).passed


def test_file_round_trip(small: GoldSet, tmp_path: Path) -> None:
    pinned = pin(perfect_run(small), small)
    file = tmp_path / "floors.json"
    write_floors(file, {"small": pinned})
    assert read_floors(file) == {"small": pinned}
    write_floors(tmp_path / "again.json", read_floors(file))
    assert (tmp_path / "again.json").read_text() == file.read_text()
    assert read_floors(tmp_path / "none.json") == {}
    assert pinned.scores["who"].f1 == 1.0


@pytest.mark.parametrize(
    "content", ["", "[]", '{"form": 1}', '{"form": 9, "sets": {}}', '{"form": 1, "sets": {"a": {}}}']
)
def test_a_damaged_file_is_named(tmp_path: Path, content: str) -> None:
    file = tmp_path / "floors.json"
    file.write_text(content)
    with pytest.raises(EvaluationError, match=r"floors\.json"):
        read_floors(file)
