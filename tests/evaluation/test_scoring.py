"""What a run is worth: a perfect one everything, and each kind of fault its own field."""

from typing import Any

import pytest

from pipeline.evaluation.breakdown import NOT_FOUND, NOT_IN_GOLD, batch_of, confusion, length_of, parts
from pipeline.evaluation.gold import GoldSet
from pipeline.evaluation.run import Run
from pipeline.evaluation.scoring import score
from tests.evaluation.conftest import gold_folders
from tests.evaluation.synthetic import changed, perfect_run


def first(run: Run) -> dict[str, Any]:
    return run.records["x01-ferry"][0]


@pytest.mark.parametrize(("folder", "articles"), gold_folders(), ids=lambda p: "-".join(p.parts[-2:]))
def test_a_perfect_run_is_perfect(folder, articles) -> None:
    from pipeline.evaluation.gold import load_gold

    gold = load_gold(folder, articles=articles)
    scores = score(perfect_run(gold), gold)
    # A line of noise may also stand in the body ("(AGENCY)"); then no cleaning can remove it from the text.
    assert {n for n, r in scores.total.rows().items() if r.f1 < 1} <= {"noise removed"}
    assert scores.total.record_score() == 1.0
    assert not scores.lost
    assert {e.field for e in scores.errors()} <= {"noise removed"}


def test_nothing_said_is_nothing_right(small: GoldSet) -> None:
    total = score(Run(), small).total
    assert total.record_score() == 0.0
    found = total.row("found")
    assert (found.tp, found.pred, found.gold) == (0, 0, 3)


@pytest.mark.parametrize(
    ("field", "change", "fields"),
    [
        ("party dropped", lambda r: r["parties"].pop(), {"who", "strict"}),
        ("party added", lambda r: r["parties"].append({"name": "Eastland"}), {"who", "strict"}),
        ("a day late", lambda r: r["when"].update(edtf="2021-05-04"), {"when", "strict"}),
        ("no date", lambda r: r.update(when=None), {"when", "strict"}),
        ("status", lambda r: r.update(status="planned"), {"status", "strict"}),
        ("instrument", lambda r: r.update(instrument="contract"), {"instrument"}),
        ("subject", lambda r: r.update(subject="a song contest"), {"what", "strict"}),
        ("place", lambda r: r.update(where={"name": "Elsewhere"}), {"where", "strict"}),
        ("amount", lambda r: r.update(amounts=[]), {"amounts"}),
        ("signatory", lambda r: r.update(signatories=[{"name": "A. Miller"}]), {"signatories"}),
        ("other names", lambda r: r["parties"][0].update(name="the REPUBLIC of Northland"), set()),
        ("same day", lambda r: r["when"].update(edtf="2021-05-03/2021-05-03"), set()),
    ],
)
def test_a_fault_shows_in_its_field(small: GoldSet, field: str, change, fields: set[str]) -> None:
    scores = score(changed(perfect_run(small), lambda run: change(first(run))), small)
    rows = scores.total.rows()
    assert {n for n, r in rows.items() if r.f1 < 1 and (r.pred or r.gold)} == fields
    assert {f.field for f in scores.errors()} == fields - {"strict"}


def test_optional_party_and_accepted_instrument_cost_nothing(small: GoldSet) -> None:
    def change(run: Run) -> None:
        row = run.records["x02-bread"][0]
        row["parties"] = row["parties"][:1]
        row["instrument"] = "decision"

    scores = score(changed(perfect_run(small), change), small)
    assert not scores.errors()
    assert confusion(scores, "instrument").counts["decision", "decision"] == 2


def test_missed_and_spurious_records(small: GoldSet) -> None:
    def change(run: Run) -> None:
        lost = run.records["x01-ferry"].pop()
        run.records["x03-rain"] = [{**lost, "article_id": "x03-rain", "status": "ended"}]

    scores = score(changed(perfect_run(small), change), small)
    found = scores.total.row("found")
    assert (found.tp, found.pred, found.gold) == (2, 3, 3)
    assert confusion(scores, "status").counts["approved", NOT_FOUND] == 1
    assert confusion(scores, "status").counts[NOT_IN_GOLD, "ended"] == 1
    assert {(f.article, f.kind) for f in scores.errors()} == {("x01-ferry", "missing"), ("x03-rain", "extra")}
    by_status = {p.name: p.tallies.row("found") for p in parts(scores, "status")}
    assert by_status["approved"].gold == 1
    assert by_status["ended"].pred == 1


def test_parts_add_up(dev: GoldSet) -> None:
    scores = score(perfect_run(dev), dev)
    for by in ("batch", "length", "instrument", "status"):
        assert sum(p.tallies.row("found").gold for p in parts(scores, by)) == scores.total.row("found").gold
    assert [p.name for p in parts(scores, "batch")] == list("abcdefgh")
    assert batch_of("plain") == "-"
    assert [length_of(n) for n in (149, 150, 599, 600)] == [
        "under 150 words", "150 to 299", "300 to 599", "600 and more",
    ]  # fmt: skip


def test_an_article_that_was_never_read_is_lost(small: GoldSet) -> None:
    run = perfect_run(small)
    del run.articles["x03-rain"]
    assert score(run, small).lost == ["x03-rain"]


def test_low_confidence_is_kept_out_and_counted(small: GoldSet) -> None:
    run = perfect_run(small)
    first(run)["confidence"] = 0.2
    kept = run.above(0.5)
    assert score(kept, small).kept_out == 1
    assert score(kept, small).total.row("found").pred == 2
    assert score(run, small).total.row("found").pred == 3


def test_layers(small: GoldSet) -> None:
    def change(run: Run) -> None:
        article = run.articles["x01-ferry"]
        article["published"] = "2021-05-05"
        article["dates"][1]["edtf"] = "2021-05-10"
        article["entities"][1]["type"] = "ORG"
        article["clean_text"] = "Photo: Harbour Desk\n" + article["clean_text"].replace("The ships will", "")

    scores = score(changed(perfect_run(small), change), small)
    told = {f.field: (f.kind, f.said, f.gold) for f in scores.errors()}
    assert told["published"] == ("wrong", "2021-05-05", "2021-05-04")
    assert told["dates"] == ("wrong", "Monday = 2021-05-10", "Monday = 2021-05-03")
    assert told["entities"] == ("wrong", "Northland ORG", "Northland GPE")
    assert told["noise removed"] == ("wrong", "Photo: Harbour Desk", "(removed)")
    assert told["text kept"][0] == "missing"
