"""Linking on labelled news: good enough, better than the baseline; and the labels themselves in order."""

import json
from pathlib import Path

import pytest

from benchmarks.link_gold import CORPUS, LINKING, load
from benchmarks.link_scores import b_cubed, baseline, linked, pairwise
from pipeline.cli.names import known_names
from pipeline.evaluation.gold import load_gold

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("split", ["train", "dev"])
def test_evidence_dates_and_names_stand_in_the_articles(split: str) -> None:
    folder = ROOT / LINKING
    for item in load_gold(folder / "gold" / split, articles=folder / "articles" / split):
        said = [text for record in item.gold.records for text in record.evidence]
        said += [date.text for date in item.gold.dates] + [entity.text for entity in item.gold.entities]
        assert [text for text in said if text not in item.text] == [], item.id


def test_groups_name_records_that_there_are_and_each_once() -> None:
    links = json.loads((ROOT / LINKING / "links.json").read_text(encoding="utf-8"))
    names = known_names()
    for which, groups in (
        ("linking", [g for part in links["linking"].values() for g in part]),
        ("corpus", links["corpus"]),
    ):
        named = [name for group in groups for name in group]
        assert set(named) <= set(load(which, "all", names, root=ROOT / CORPUS).reports)
        assert len(set(named)) == len(named) and all(len(group) > 1 for group in groups)


def test_scores_on_dev() -> None:
    names = known_names()
    gold = load("linking", "dev", names, root=ROOT / CORPUS)
    ours, plain = linked(gold.reports, names), baseline(gold.reports)
    assert pairwise(ours, gold.cluster).f1 >= 0.90
    assert b_cubed(ours, gold.cluster).f1 >= 0.95
    assert pairwise(plain, gold.cluster).f1 < 0.5


def test_the_bundled_corpus_is_not_lumped_together() -> None:
    names = known_names()
    gold = load("corpus", "all", names, root=ROOT / CORPUS)
    score = pairwise(linked(gold.reports, names), gold.cluster)
    assert score.precision >= 0.70 and score.recall >= 0.40


def test_the_measures_on_a_case_done_by_hand() -> None:
    gold = {"a": 1, "b": 1, "c": 1, "d": 2}
    found = {"a": 1, "b": 1, "c": 2, "d": 2}
    assert pairwise(found, gold).precision == pytest.approx(1 / 2)
    assert pairwise(found, gold).recall == pytest.approx(1 / 3)
    assert b_cubed(found, gold).precision == pytest.approx((1 + 1 + 0.5 + 0.5) / 4)
    assert b_cubed(found, gold).recall == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1) / 4)
