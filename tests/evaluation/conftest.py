"""Gold to score against: the corpus of this checkout, and three articles of our own making."""

from pathlib import Path

import pytest

from pipeline.evaluation.gold import GoldSet, load_gold
from tests.evaluation.small_gold import write_small_gold

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"


def gold_folders() -> list[tuple[Path, Path]]:
    """Every folder of gold in reach, with the folder of its articles."""
    own = [(p, ROOT / "corpus/articles" / p.name) for p in sorted((ROOT / "corpus/gold").glob("*"))]
    return own + [(p, p) for p in sorted((SHARED / "gold").glob("*")) if p.is_dir()]


@pytest.fixture(scope="session")
def dev() -> GoldSet:
    """The dev split of the corpus."""
    return load_gold(ROOT / "corpus/gold/dev", articles=ROOT / "corpus/articles/dev")


@pytest.fixture
def small_folder(tmp_path: Path) -> Path:
    """Three articles with gold in a folder that a test may change."""
    return write_small_gold(tmp_path / "gold")


@pytest.fixture
def small(small_folder: Path) -> GoldSet:
    """The gold of ``small_folder``."""
    return load_gold(small_folder)
