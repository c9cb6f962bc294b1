"""The same input gives the same output: in another process, with another hash seed, in any order."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.assemble import Extraction, Extractor
from tests.properties.articles import SENTENCES, raw

ROOT = Path(__file__).parents[2]
TEXTS = ["date 2025-06-10\n" + "\n\n".join(SENTENCES), " ".join(SENTENCES[:4]), SENTENCES[5]]
SCRIPT = """
import json, sys
import pipeline
from tests.properties.articles import raw
from tests.determinism.test_determinism import TEXTS, lines
articles = [raw(t, article_id=str(i)) for i, t in enumerate(TEXTS)]
sys.stdout.write(lines(pipeline.load().extract(articles)))
"""


def lines(extractions) -> str:  # type: ignore[no-untyped-def]
    """Extractions as JSON lines."""
    return "".join(_line(e) for e in extractions)


def _line(extraction: Extraction) -> str:
    row = {
        "article": extraction.article.model_dump(mode="json", by_alias=True),
        "records": [r.model_dump(mode="json", by_alias=True) for r in extraction.records],
        "rejections": [r.model_dump(mode="json", by_alias=True) for r in extraction.rejections],
    }
    return json.dumps(row, ensure_ascii=True) + "\n"


@pytest.fixture(scope="module")
def expected(extractor: Extractor) -> str:
    return lines(extractor.extract([raw(t, article_id=str(i)) for i, t in enumerate(TEXTS)]))


def test_there_is_something_to_compare(expected: str) -> None:
    assert sum(len(json.loads(line)["records"]) for line in expected.splitlines()) >= 5


@pytest.mark.parametrize("seed", ["4711"])
def test_another_process_with_another_hash_seed(expected: str, seed: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": seed},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == expected


def test_what_was_read_before_changes_nothing(extractor: Extractor, expected: str) -> None:
    """Nothing learnt from one article (strings, caches) may show in the next."""
    list(extractor.extract([raw(s) for s in reversed(SENTENCES)]))
    again = lines(extractor.extract([raw(t, article_id=str(i)) for i, t in enumerate(TEXTS)], batch_size=1))
    assert again == expected
