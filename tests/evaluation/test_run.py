"""Reading runs and gold."""

from pathlib import Path

import pytest

from pipeline.evaluation.errors import EvaluationError
from pipeline.evaluation.gold import GoldSet, load_gold
from pipeline.evaluation.run import Run, read_run, write_run
from pipeline.evaluation.spans_view import entity_spans, gold_spans
from tests.evaluation.synthetic import perfect_run


def test_round_trip(small: GoldSet, tmp_path: Path) -> None:
    run = perfect_run(small)
    run.records["x02-bread"][0]["subject"] = "a line\u2028separator"
    write_run(run, tmp_path / "run")
    assert read_run(tmp_path / "run") == run
    assert read_run(tmp_path / "run").versions() == {"pactwire": "0", "spacy": "0", "model": "perfect 1"}


@pytest.mark.parametrize(
    ("line", "told"),
    [("{", r"records\.jsonl:2: no JSON"), ("[]", "no article_id"), ('{"a": 1}', "no article_id")],
)
def test_a_broken_line_is_named(tmp_path: Path, line: str, told: str) -> None:
    (tmp_path / "records.jsonl").write_text(f'{{"article_id": "a"}}\n{line}\n')
    with pytest.raises(EvaluationError, match=told):
        read_run(tmp_path)


def test_no_run(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match="is no run"):
        read_run(tmp_path)


def test_gold_without_its_article(small_folder: Path) -> None:
    (small_folder / "x02-bread.txt").unlink()
    with pytest.raises(EvaluationError, match=r"x02-bread\.txt is missing"):
        load_gold(small_folder)


def test_entity_spans(small: GoldSet) -> None:
    pytest.importorskip("nervaluate")
    run = perfect_run(small)
    for item in small:
        run.articles[item.id] = {
            **run.articles[item.id],
            "entities": [
                {
                    "type": s["label"],
                    "start": s["start"],
                    "end": s["end"],
                    "text": item.text[s["start"] : s["end"]],
                }
                for s in gold_spans(item)
            ],
        }
    assert entity_spans(run, small)["strict"] == {"p": 1.0, "r": 1.0, "f1": 1.0}
    assert entity_spans(Run(), small) is None
    ferry = small.items[0]
    assert [ferry.text[s["start"] : s["end"]] for s in gold_spans(ferry)] == [
        "NORTHPORT",
        "Northland",
        "Southland",
    ]
