"""Annotated articles as training documents."""

import random

from training.article_docs import segment_bounds


def test_segments_cover_everything_and_cut_no_entity() -> None:
    ends = [4, 9, 15, 20, 26, 30]
    for seed in range(20):
        bounds = list(segment_bounds(ends, [(8, 11, "ORG")], random.Random(seed)))
        assert [i for start, end in bounds for i in range(start, end)] == list(range(30))
        assert 9 not in {end for _, end in bounds}
