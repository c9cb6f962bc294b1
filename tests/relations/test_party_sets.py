"""The choice among sets of actors: which sets there are, what they are weighed by, which one is best."""

import pytest

from pipeline.assemble import Extractor
from pipeline.linear import Features, LinearModel
from pipeline.relations.candidates import find_candidates
from pipeline.relations.context import View, view
from pipeline.relations.party_choice import pooled
from pipeline.relations.party_joint import Slate
from pipeline.relations.party_sets import MOST, Member, choose, elements, members, sets
from pipeline.relations.paths import frame_of

TEXT = "Norway and Chile signed a treaty on whales. Peru stayed away."


@pytest.fixture(scope="module")
def read(extractor: Extractor) -> tuple[View, Slate, dict[str, int]]:
    doc = extractor.doc(TEXT)
    seen, candidate = view(doc), find_candidates(doc)[0]
    slate = Slate(candidate, pooled(candidate, frame_of(candidate), seen, {0: 0.9, 1: 0.6, 2: 0.1}))
    slate.put([0.9, 0.6, 0.1])
    return seen, slate, {actor.name: k for k, actor in enumerate(seen.actors)}


def judge(weights: dict[str, float]) -> LinearModel:
    return LinearModel({"classes": ["1"], "bias": [0.0], "weights": {k: [w] for k, w in weights.items()}})


def test_every_set_but_the_empty_one_is_weighed_once() -> None:
    rows = sets(4)
    assert rows.shape == (15, 4) and len({tuple(row) for row in rows.tolist()}) == 15
    assert rows.any(1).all() and rows[:4].sum() == 4


def test_only_the_likeliest_actors_are_weighed(read: tuple[View, Slate, dict[str, int]]) -> None:
    _, slate, names = read
    ranked = [(0.9, names["Norway"]), (0.6, names["Chile"]), (0.01, names["Peru"])]
    assert [m.actor for m in members(ranked, slate)] == [names["Norway"], names["Chile"]]
    assert [m.place for m in members([(0.01, names["Peru"])], slate)] == ["near"]  # the best of bad ones
    assert len(members([(0.5, k) for k in range(20)], slate)) == MOST
    assert members([], slate) == []


def test_a_set_has_the_features_of_its_members_pairs_and_size(
    read: tuple[View, Slate, dict[str, int]],
) -> None:
    seen, slate, names = read
    found = [Member(names[n], 0.5, place) for n, place in zip(names, ("here", "here", "near"), strict=True)]
    rows, told = sets(3), elements(found, slate, seen)

    def of(chosen: set[str]) -> Features:
        row = next(k for k, r in enumerate(rows) if {n for n, x in zip(names, r, strict=True) if x} == chosen)
        out: Features = {}
        for features, times in told:
            for name, value in features.items():
                out[name] = out.get(name, 0.0) + value * times[row]
        return {name: value for name, value in out.items() if value}

    both = of({"Norway", "Chile"})
    assert both["type=country"] == 2 and both["both|row"] == 1 and both["size=2|here=2"] == 1
    assert "apart|row" not in both and "size=1" not in both
    assert of({"Norway", "Peru"})["apart|row"] == 1 and "both|row" not in of({"Norway", "Peru"})
    assert of({"Norway", "Chile", "Peru"})["size=3"] == 1


def test_half_of_a_list_is_chosen_alone_or_whole(read: tuple[View, Slate, dict[str, int]]) -> None:
    seen, slate, names = read
    found = members([(0.9, names["Norway"]), (0.3, names["Chile"]), (0.1, names["Peru"])], slate)
    norway, chile = names["Norway"], names["Chile"]
    assert choose(found, slate, seen, judge({"z": 1.0}))[0] == {norway}
    best, likely = choose(found, slate, seen, judge({"z": 1.0, "apart|row": -3.0}))
    assert best == {norway, chile} and likely[norway] > likely[chile] > 0.5 > likely[names["Peru"]]
    assert choose([], slate, seen, judge({})) == (set(), {})


def test_of_equal_sets_the_first_is_taken(
    read: tuple[View, Slate, dict[str, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.relations.party_sets._SURE", 10.0)  # so that it is one of the three
    seen, slate, names = read
    found = [Member(actor, 0.5, "near") for actor in names.values()]
    best, likely = choose(found, slate, seen, judge({"size=1": 5.0}))
    assert best == {names["Norway"]}
    assert list(likely.values()) == pytest.approx([1 / 3] * 3, abs=0.02)


def test_a_party_too_many_costs_less_than_one_that_is_missing(
    read: tuple[View, Slate, dict[str, int]],
) -> None:
    seen, slate, names = read
    found = [Member(names[name], 0.5, "near") for name in ("Norway", "Chile")]
    one_of_them = judge({"size=1": 5.0})
    assert choose(found, slate, seen, one_of_them)[0] == {names["Norway"], names["Chile"]}
    surely = [Member(names["Norway"], 0.9, "near"), Member(names["Chile"], 0.1, "near")]
    assert choose(surely, slate, seen, judge({"size=1": 5.0, "z": 1.0}))[0] == {names["Norway"]}
