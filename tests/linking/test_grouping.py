"""Pairs become groups: what is low between two groups keeps them apart."""

import pytest

from pipeline.linking.grouping import groups

#: Records 0 to 2 are of one article, 3 is of another.
NAMES = [("a", "1"), ("a", "2"), ("a", "3"), ("b", "1")]
HIGH = {(0, 1): 0.9, (0, 3): 0.95, (1, 3): 0.95, (2, 3): 0.9, (0, 2): 0.6}


def made(low: float, names: list[tuple[str, str]]) -> list[list[int]]:
    scores = {**HIGH, (1, 2): low}
    edges = [(s, i, j) for (i, j), s in scores.items() if s >= 0.5]
    return groups(
        edges,
        lambda i, j: scores[min(i, j), max(i, j)],
        names=names,
        threshold=0.5,
        floors=(0.2, 0.15),
        sample=64,
    )


@pytest.mark.parametrize(("low", "joined"), [(0.25, True), (0.17, True), (0.1, False)])
def test_two_records_of_one_article_have_a_floor_of_their_own(low: float, joined: bool) -> None:
    assert made(low, NAMES) == ([[0, 1, 2, 3]] if joined else [[0, 1, 3]])


@pytest.mark.parametrize(("low", "joined"), [(0.25, True), (0.17, False)])
def test_of_two_articles_the_floor_is_higher(low: float, joined: bool) -> None:
    apart = [("a", "1"), ("b", "1"), ("c", "1"), ("d", "1")]
    assert made(low, apart) == ([[0, 1, 2, 3]] if joined else [[0, 1, 3]])


def test_what_cannot_be_judged_weighs_nothing() -> None:
    assert made(float("nan"), NAMES) == [[0, 1, 2, 3]]
