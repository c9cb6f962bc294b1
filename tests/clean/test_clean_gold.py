"""Cleaning against the gold files: noise goes, text stays, publication dates are right; floors only rise."""

import json
import re
from pathlib import Path

import pytest

from pipeline.clean import clean

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared" / "gold"
#: Split: noise strings removed, body lines kept, precision and recall of publication dates.
FLOORS = {
    "train": (0.97, 0.99, 0.97, 0.97),
    "dev": (0.97, 0.995, 0.97, 0.97),
    "real-train": (0.95, 0.998, 0.95, 0.95),
    "real-dev": (0.95, 0.998, 0.95, 0.95),
}


def folders(split: str) -> tuple[Path, Path]:
    if split in ("train", "dev"):
        return ROOT / "corpus" / "gold" / split, ROOT / "corpus" / "articles" / split
    return SHARED / split, SHARED / split


def squeeze(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


@pytest.mark.parametrize("split", FLOORS)
def test_floors(split: str) -> None:
    gold_dir, text_dir = folders(split)
    if not gold_dir.is_dir():
        pytest.skip(f"{gold_dir} is not there: third-party text is read from ../shared only")
    gone = noise = kept = lines = right = said = dated = 0
    for path in sorted(gold_dir.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        raw = (text_dir / f"{path.stem}.txt").read_text(encoding="utf-8")
        found = clean(raw)
        text, body = squeeze(found.text), raw
        for string in gold["noise"]:
            noise += 1
            gone += all(squeeze(x) not in text for x in string.splitlines() if len(squeeze(x)) > 3)
            body = body.replace(string, "\n", 1)
        for line in filter(None, map(squeeze, body.splitlines())):
            lines += 1
            kept += line in text
        said += found.published is not None
        dated += gold["published"] is not None
        right += found.published is not None and found.published == gold["published"]
    scores = (
        gone / max(noise, 1) if noise else 1.0,
        kept / lines,
        right / max(said, 1),
        right / max(dated, 1),
    )
    assert all(score >= floor for score, floor in zip(scores, FLOORS[split], strict=True)), scores
