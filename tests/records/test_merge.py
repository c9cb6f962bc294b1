"""Acts that an article states twice, and the component around it."""

from dataclasses import replace
from typing import Any

import pytest
from spacy.tokens import Doc

from pipeline.layers import Act, Filler
from pipeline.records.component import RecordsComponent
from pipeline.records.merge import merge_acts
from tests.records.acts import CHILE, LUND, NORWAY, doc, filler, ratification, signing


def _merged(made: Doc, *acts: Act) -> tuple[list[Act], list[tuple[Act, Act]]]:
    return merge_acts(list(acts), made)


def test_a_repeat_adds_what_it_knows() -> None:
    made = doc()
    repeat = ratification(made, when=None)
    kept, repeats = _merged(made, signing(made, place=None), repeat)
    assert [k.pattern for k in kept] == ["sign+treaty"]
    assert [(a.pattern, b.pattern) for a, b in repeats] == [("ratify", "sign+treaty")]
    (act,) = kept
    assert act.status == "approved"
    assert len(act.sentences) == 2
    assert {f.ref for f in act.parties} == {NORWAY, CHILE}
    assert act.when is not None and act.when.ref == 0
    assert act.score == 0.9


def test_an_earlier_status_does_not_undo_a_later_one() -> None:
    made = doc()
    kept, _ = _merged(made, signing(made), ratification(made, status="planned"))
    assert [a.status for a in kept] == ["signed"]


def _other_day(made: Doc) -> dict:
    return {"when": filler(made, "June 5", 1)}


def _other_party(made: Doc) -> dict:
    return {"parties": [filler(made, "Kari Lund", 2)]}


def _other_subject(made: Doc) -> dict:
    return {"subject": filler(made, "Oslo")}


def _ended(made: Doc) -> dict:
    return {"status": "ended"}


@pytest.mark.parametrize("change", [_other_day, _other_party, _other_subject, _ended])
def test_what_differs_stays_apart(change) -> None:  # type: ignore[no-untyped-def]
    made = doc()
    kept, repeats = _merged(made, signing(made), ratification(made, **change(made)))
    assert len(kept) == 2 and not repeats


def _run(*acts: Act, min_confidence: float | None = None) -> Doc:
    made = doc()
    made._.acts = list(acts)
    return RecordsComponent(min_confidence=min_confidence)(made)


def test_every_act_is_a_record_or_a_rejection() -> None:
    made = doc()
    result = _run(
        signing(made),
        ratification(made),
        signing(made, accepted=False),
        signing(made, parties=[]),
    )
    assert len(result._.records) == 1
    assert sorted(r["reason"] for r in result._.rejections) == ["low_confidence", "merged", "no_party"]


def test_min_confidence_keeps_records_out_and_counts_them() -> None:
    made = doc()
    assert len(_run(signing(made), min_confidence=0.0)._.records) == 1
    result = _run(signing(made, score=0.0), min_confidence=0.99)
    assert result._.records == []
    assert [r["reason"] for r in result._.rejections] == ["low_confidence"]


@pytest.mark.parametrize("change", [_other_day, _other_party])
def test_nobody_judges_acts_of_other_days_or_parties_to_be_one(change) -> None:  # type: ignore[no-untyped-def]
    made = doc()
    first = signing(made)
    kept, repeats = _merged(made, first, ratification(made, repeats=first.anchor, **change(made)))
    assert len(kept) == 2 and not repeats


def test_nothing_in_nothing_out() -> None:
    result = _run()
    assert result._.records == [] and result._.rejections == []


def _sure(made: Doc, words: str, ref: int | None, score: float) -> Filler:
    return replace(filler(made, words, ref), score=score)


def _again(made: Doc, first: Act, **changes: Any) -> Act:
    """A second telling of ``first`` that is unsure what it is about."""
    vague = {"subject": _sure(made, "Oslo", None, 0.3)}
    return ratification(made, repeats=first.anchor, **(vague | changes))


def test_each_field_is_that_of_the_telling_that_is_surer_of_it() -> None:
    made = doc()
    first = signing(made, score=0.6)
    sure = [_sure(made, "Norway", NORWAY, 0.99), _sure(made, "Kari Lund", LUND, 0.99)]
    again = _again(made, first, score=0.95, parties=sure)
    kept, repeats = _merged(made, first, again)
    assert [act.pattern for act in kept] == ["ratify"] and len(repeats) == 1
    (act,) = kept
    assert (act.status, act.score, len(act.sentences)) == ("approved", 0.95, 2)
    assert "ratified" in made[slice(*act.sentences[0])].text
    assert act.subject is not None and act.subject.text == "fishing treaty"
    assert [f.ref for f in act.parties] == [NORWAY, LUND]


def test_a_less_sure_telling_adds_its_circumstances_only() -> None:
    made = doc()
    first = signing(made, score=0.95, when=None)
    unsure = [_sure(made, "Norway", NORWAY, 0.5), _sure(made, "Kari Lund", LUND, 0.5)]
    ((act,), _) = _merged(
        made, first, _again(made, first, score=0.6, parties=unsure, when=filler(made, "June 5", 1))
    )
    assert act.status == "signed" and [f.ref for f in act.parties] == [NORWAY, CHILE]
    assert act.subject is not None and act.subject.text == "fishing treaty"
    assert act.when is not None and act.when.ref == 1 and len(act.sentences) == 2


@pytest.mark.parametrize("score", [0.6, 0.95])
def test_a_repeat_of_a_repeat_goes_to_the_act_that_was_kept(score: float) -> None:
    made = doc()
    first = signing(made)
    second = _again(made, first, score=score)
    third = _again(made, second, anchor=second.anchor + 1)
    kept, repeats = _merged(made, first, second, third)
    assert kept == [first] and [into for _, into in repeats] == [first, first]
