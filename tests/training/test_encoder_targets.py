"""What the encoder is taught about each sentence."""

import pytest

from training.encoder.targets import INSTRUMENTS, STATUSES, Kind, article_targets, soft

TEXT = "Norland and Sudria signed a pact. It covers fish. Rain fell. They may build a port."
SENTENCES = [(0, 33), (34, 49), (50, 60), (61, 83)]


def record(
    *evidence: str, status: str = "signed", optional: bool = False, **more: object
) -> dict[str, object]:
    return {
        "evidence": [*evidence],
        "status": status,
        "instrument": "agreement",
        "optional": optional,
        **more,
    }


def test_offsets_of_the_example() -> None:
    assert [TEXT[start:end][-1] for start, end in SENTENCES] == ["."] * 4


def test_first_evidence_is_the_act_and_the_rest_restates_it() -> None:
    records = [
        record("Norland and Sudria signed a pact.", "It covers fish."),
        record("They may build a port.", status="planned", optional=True),
    ]
    targets = article_targets(TEXT, SENTENCES, records)
    assert [t.kind for t in targets] == [Kind.ACT, Kind.OTHER, Kind.NOTHING, Kind.OTHER]
    assert [t.acts for t in targets] == [1, 0, 0, 0]
    assert targets[2].status is None and targets[2].instrument is None
    assert targets[0].accepted_statuses == [{"signed"}] and targets[3].accepted_statuses == []


def test_evidence_over_two_sentences_belongs_to_the_one_that_holds_more() -> None:
    targets = article_targets(TEXT, SENTENCES, [record("pact. It covers fish.")])
    assert [t.kind for t in targets] == [Kind.OTHER, Kind.ACT, Kind.NOTHING, Kind.NOTHING]


def test_two_acts_in_a_sentence_are_counted() -> None:
    targets = article_targets(TEXT, SENTENCES, [record("Norland and Sudria"), record("signed a pact")])
    assert targets[0].acts == 2


def test_evidence_may_be_an_object_and_may_be_missing_from_the_text() -> None:
    records = [{**record(), "evidence": [{"text": "Rain fell."}]}, record("Snow fell.")]
    kinds = [t.kind for t in article_targets(TEXT, SENTENCES, records)]
    assert kinds == [Kind.NOTHING, Kind.NOTHING, Kind.ACT, Kind.NOTHING]


def test_accepted_values_share_what_the_own_value_leaves() -> None:
    alternatives = ["agreed", "approved", "signed", "unheard of"]
    found = soft([record("x", status_accept=alternatives)], "status", STATUSES)
    assert found is not None
    by_name = dict(zip(STATUSES, found, strict=True))
    assert by_name["signed"] == pytest.approx(0.7)
    assert by_name["agreed"] == by_name["approved"] == pytest.approx(0.15)
    assert sum(found) == pytest.approx(1)


def test_records_are_averaged() -> None:
    found = soft([record("x"), record("y", status="planned")], "status", STATUSES)
    assert found is not None
    assert found[STATUSES.index("signed")] == found[STATUSES.index("planned")] == pytest.approx(0.5)
    assert soft([], "status", STATUSES) is None


def test_an_unknown_value_is_refused() -> None:
    with pytest.raises(ValueError):
        soft([record("x", status="rumoured")], "status", STATUSES)


def test_order_of_the_heads_is_that_of_the_shipped_model() -> None:
    assert STATUSES == (
        "proposed", "planned", "agreed", "signed", "approved", "in_force", "ended", "rejected",
    )  # fmt: skip
    assert INSTRUMENTS == (
        "agreement", "memorandum", "contract", "declaration", "plan", "institution", "decision",
    )  # fmt: skip
