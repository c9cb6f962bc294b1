"""Gold folders that stand in this checkout or beside it."""

from pathlib import Path

import pytest

from pipeline.evaluation.gold import GoldSet, load_gold

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"


def gold_folders() -> list[tuple[Path, Path]]:
    """Every folder of gold with the folder of its articles."""
    own = [(p, ROOT / "corpus/articles" / p.name) for p in sorted((ROOT / "corpus/gold").glob("*"))]
    return own + [(p, p) for p in sorted((SHARED / "gold").glob("*")) if p.is_dir()]


@pytest.fixture(scope="session")
def dev() -> GoldSet:
    """The dev split of the corpus."""
    return load_gold(ROOT / "corpus/gold/dev", articles=ROOT / "corpus/articles/dev")
