"""Which acts an article states again: what is compared of two acts, and who is marked."""

from dataclasses import replace

import pytest
from spacy.tokens import Doc

from pipeline.assemble import Extractor
from pipeline.layers import Act, Filler
from pipeline.linear import LinearModel
from pipeline.relations import repeats
from pipeline.relations.context import View, view
from pipeline.relations.linear import model
from pipeline.relations.repeats import Portrait, mark_repeats, portrait, repeat_features

TEXT = (
    "Norway and Chile signed a treaty on whales in Oslo on 3 June 2025. The treaty was signed by Norway "
    "and Chile after two years of talks. Peru and Norway signed another treaty on whales on 9 June 2025."
)


@pytest.fixture(scope="module")
def read(extractor: Extractor) -> Doc:
    return extractor.doc(TEXT)


def _act(doc: Doc, parties: set[str], nth: int, *, when: int | None = None) -> Act:
    """The nth "signed ... treaty" as an act of these parties."""
    signed = [t for t in doc if t.lower_ == "signed"][nth]
    noun = next(t for t in signed.sent if t.lower_ == "treaty")
    actors = {actor.name: k for k, actor in enumerate(doc._.actors)}

    def filler(ref: int | None) -> Filler:
        return Filler(signed.i, signed.i + 1, ref, 1.0, "")

    return Act(
        anchor=signed.i,
        trigger=sorted((signed.i, noun.i)),
        pattern="sign+treaty",
        sentences=[[signed.sent.start, signed.sent.end]],
        score=0.9,
        status="signed",
        instrument="agreement",
        parties=[filler(actors[name]) for name in sorted(parties)],
        when=None if when is None else filler(when),
    )


def _three(doc: Doc) -> tuple[list[Act], View]:
    both = {"Norway", "Chile"}
    acts = [_act(doc, both, 0, when=0), _act(doc, both, 1), _act(doc, {"Norway", "Peru"}, 2, when=1)]
    return acts, view(doc)


def test_what_is_compared_of_two_acts(read: Doc) -> None:
    acts, seen = _three(read)
    first, again, other = (portrait(act, seen) for act in acts)
    same, apart = repeat_features(first, again), repeat_features(first, other)
    assert {"parties=same", "gap=next", "date=one", "lemma=True|definite|same"} <= set(same)
    assert {"parties=some", "date=differ", "gap=near", "new=True"} <= set(apart)
    assert "new=False" in same


def test_the_later_act_is_marked_and_only_above_the_threshold(read: Doc) -> None:
    acts, seen = _three(read)
    judge = LinearModel({"classes": ["1"], "bias": [-1.0], "weights": {"parties=same": [2.0]}})
    mark_repeats(acts, seen, judge)
    assert [act.repeats for act in acts] == [None, acts[0].anchor, None]
    assert acts[1].why["repeats"].startswith("sign+treaty 0.73")
    acts, seen = _three(read)
    judge.threshold = 0.8
    mark_repeats(acts, seen, judge)
    assert [act.repeats for act in acts] == [None, None, None]


def test_the_shipped_judge_tells_a_repeat_from_another_act(read: Doc) -> None:
    acts, seen = _three(read)
    first, again, other = (portrait(act, seen) for act in acts)
    judge = model("repeats")
    same = judge.probability(repeat_features(first, again))
    apart = judge.probability(repeat_features(first, other))
    assert same > judge.threshold > apart


def test_the_stage_marks_the_repeat_in_every_run(extractor: Extractor) -> None:
    text = (
        "Kestrel Airways will be bought by Lindholm for $16bn, the two companies said on Monday. "
        "Lindholm agreed to buy its former parent Kestrel Airways for about $16bn last week."
    )
    marked = [[(act.anchor, act.repeats) for act in extractor.doc(text)._.acts] for _ in range(2)]
    (first, none), (_, repeated) = marked[0]
    assert none is None and repeated == first
    assert marked[0] == marked[1]


def test_an_act_is_judged_beside_the_first_and_the_last_before_it_only(
    read: Doc, monkeypatch: pytest.MonkeyPatch
) -> None:
    acts, seen = _three(read)
    judge = LinearModel({"classes": ["1"], "bias": [1.0], "weights": {}})
    judged: list[tuple[Act, Act]] = []

    def features(earlier: Portrait, later: Portrait) -> dict[str, float]:
        judged.append((earlier.act, later.act))
        return {}

    monkeypatch.setattr(repeats, "repeat_features", features)
    many = [replace(acts[k % 3]) for k in range(120)]
    mark_repeats(many, seen, judge)
    assert len([earlier for earlier, later in judged if later is many[-1]]) == 45
    assert [earlier for earlier, later in judged if later is many[2]] == many[:2]
