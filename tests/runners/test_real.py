"""The runner with the real pipeline and our own corpus: the same bytes for any number of workers."""

from pathlib import Path

import pytest

from pipeline.assemble import DEFAULT_MODEL
from pipeline.readers import RawArticle, read_inputs
from pipeline.runners import supervisor
from pipeline.runners.local import run
from pipeline.runners.settings import Settings

CORPUS = Path(__file__).parents[2] / "corpus/articles/train"
FILES = ("records.jsonl", "articles.jsonl", "failures.jsonl")


@pytest.mark.skipif(not (DEFAULT_MODEL / "meta.json").exists(), reason=f"no model at {DEFAULT_MODEL}")
def test_the_same_bytes_for_1_2_and_4_workers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervisor, "BATCH_ARTICLES", 4)
    folder = tmp_path / "in"
    folder.mkdir()
    for article in list(read_inputs([CORPUS]))[:20]:
        assert isinstance(article, RawArticle)
        (folder / f"{article.article_id}.txt").write_text(article.text[:900], encoding="utf-8")
    found = set()
    for workers in (1, 2, 4):
        info = run([str(folder)], out=tmp_path / f"out{workers}", settings=Settings(workers=workers))
        assert info.counts["extracted"] == 20 and info.counts["records"] > 5
        found.add(tuple((tmp_path / f"out{workers}" / name).read_bytes() for name in FILES))
    assert len(found) == 1
