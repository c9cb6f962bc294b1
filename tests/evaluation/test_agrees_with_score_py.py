"""Our figures are those of the guidelines' own scorer, to four decimals, on every gold folder."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from pipeline.evaluation.gold import load_gold
from pipeline.evaluation.run import Run, write_run
from pipeline.evaluation.scoring import score
from pipeline.evaluation.tallies import RECORD_SCORE
from tests.evaluation.conftest import SHARED, gold_folders
from tests.evaluation.synthetic import perfect_run, shaken

SCRIPT = SHARED / "annotation" / "score.py"


@pytest.fixture(scope="module")
def reference() -> ModuleType:
    if not SCRIPT.exists():
        pytest.skip(f"{SCRIPT} is not there to compare with")
    spec = importlib.util.spec_from_file_location("reference_score", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(("folder", "articles"), gold_folders(), ids=lambda p: "-".join(p.parts[-2:]))
@pytest.mark.parametrize("seed", [None, 1, 2, 3, 4])
def test_same_figures(
    folder: Path, articles: Path, seed: int | None, reference: ModuleType, tmp_path: Path
) -> None:
    gold = load_gold(folder, articles=articles)
    run = perfect_run(gold) if seed is None else shaken(perfect_run(gold), seed, rate=0.08 * seed)
    compare(run, gold, reference, tmp_path)


def test_same_figures_for_a_run_without_articles(dev, reference: ModuleType, tmp_path: Path) -> None:
    run = perfect_run(dev)
    run.articles.clear()
    compare(run, dev, reference, tmp_path)


def compare(run: Run, gold, reference: ModuleType, tmp_path: Path) -> None:
    write_run(run, tmp_path / "run")
    both = tmp_path / "gold"
    both.mkdir()
    for item in gold:
        (both / f"{item.id}.json").write_text(
            item.gold.model_dump_json(by_alias=True, exclude_unset=True), "utf-8"
        )
        (both / f"{item.id}.txt").write_text(item.text, "utf-8")
    count, rows, _ = reference.score(tmp_path / "run", both)
    scores = score(run, gold)
    total = scores.total
    assert count == len(scores.articles)
    assert rows.pop(RECORD_SCORE)["f1"] == total.record_score()
    for name, row in rows.items():
        ours = total.row(name)
        assert {k: getattr(ours, k) for k in row} == row, name
