"""The floors in benchmarks/floors.json belong to the gold of this checkout, and extraction keeps them."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipeline.evaluation.corpus.inspection import inspect
from pipeline.evaluation.floors import Pinned, read_floors
from pipeline.evaluation.gold import load_gold

ROOT = Path(__file__).parents[2]
FLOORS = ROOT / "benchmarks" / "floors.json"
MODEL = ROOT / "pipeline" / "model" / "en_pactwire_core" / "meta.json"
SECONDS = 60


@pytest.fixture(scope="module")
def pinned() -> Pinned:
    if not FLOORS.exists():
        pytest.skip("benchmarks/floors.json is not pinned yet (pactwire evaluate --update-floors)")
    return read_floors(FLOORS)["dev"]


def test_the_corpus_is_in_order() -> None:
    names = [p.name for p in sorted((ROOT / "corpus/gold").iterdir())]
    found = inspect({n: (ROOT / "corpus/gold" / n, ROOT / "corpus/articles" / n) for n in names}, few=1)
    assert found.errors == []
    assert not [o for o in found.overlaps if o.leak]
    assert {"train", "dev"} <= set(names)


def test_the_floors_are_those_of_this_gold(pinned: Pinned) -> None:
    gold = load_gold(ROOT / "corpus/gold/dev", articles=ROOT / "corpus/articles/dev")
    assert pinned.gold == gold.sha256
    assert {name: entry["gold"] for name, entry in pinned.articles.items()} == gold.hashes()


def test_the_published_scores_are_those_of_the_counts(pinned: Pinned) -> None:
    from pipeline.evaluation.tallies import RECORD_SCORE, Tallies

    counts = pinned.counts(list(pinned.articles))
    assert counts is not None
    total = Tallies(counts.sum(axis=0))
    assert {name: row.f1 for name, row in total.rows().items()} == {
        name: score.f1 for name, score in pinned.scores.items() if name != RECORD_SCORE
    }
    assert total.record_score() == pinned.scores[RECORD_SCORE].f1
    assert all(
        pinned.scores[name].f1 >= floor.floor - floor.noise - 1e-4 for name, floor in pinned.floors.items()
    )


def test_every_lowered_floor_has_its_reason(pinned: Pinned) -> None:
    assert all(entry["reason"].strip() for entry in pinned.allowed_regressions)


def test_dev_keeps_its_floors_within_a_minute(pinned: Pinned) -> None:
    if not MODEL.exists():
        pytest.skip("the language model is not built yet (pipeline/model/en_pactwire_core)")
    start = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "pipeline.cli", "evaluate", "--split", "dev", "--gate", "--brief"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    assert time.monotonic() - start < SECONDS
