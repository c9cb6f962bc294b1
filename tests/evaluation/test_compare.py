"""What changed between two runs."""

from pipeline.evaluation.compare import changes
from pipeline.evaluation.gold import GoldSet
from pipeline.evaluation.run import Run
from pipeline.evaluation.scoring import score
from tests.evaluation.synthetic import changed, perfect_run


def test_before_after_gold_and_sentence(small: GoldSet) -> None:
    perfect = perfect_run(small)
    worse = changed(perfect, lambda r: r.records["x01-ferry"][0].update(status="planned"))
    (change,) = changes(score(perfect, small), score(worse, small))
    assert (change.article, change.field, change.effect) == ("x01-ferry", "status", "broken")
    assert (change.before, change.after, change.gold) == ("signed", "planned", "signed")
    assert change.sentence.startswith("Northland and Southland signed")
    (back,) = changes(score(worse, small), score(perfect, small))
    assert back.effect == "fixed"
    other = changed(perfect, lambda r: r.records["x01-ferry"][0].update(status="ended"))
    assert [c.effect for c in changes(score(worse, small), score(other, small))] == ["still wrong"]
    assert changes(score(worse, small), score(worse, small)) == []


def test_a_missed_record_is_one_change(small: GoldSet) -> None:
    perfect = perfect_run(small)
    worse = changed(perfect, lambda r: r.records["x01-ferry"].pop())
    (change,) = changes(score(perfect, small), score(worse, small))
    assert (change.field, change.effect, change.after) == ("found", "broken", "")
    assert "port council" in change.before


def test_an_extra_record_is_one_change(small: GoldSet) -> None:
    def add(run: Run) -> None:
        run.records["x03-rain"] = [{**run.records["x02-bread"][0], "article_id": "x03-rain"}]

    perfect = perfect_run(small)
    (change,) = changes(score(perfect, small), score(changed(perfect, add), small))
    assert (change.article, change.field, change.effect, change.gold) == ("x03-rain", "found", "broken", "")


def test_a_lost_article_is_one_change(small: GoldSet) -> None:
    perfect = perfect_run(small)
    (change,) = changes(
        score(perfect, small), score(changed(perfect, lambda r: r.articles.pop("x03-rain")), small)
    )
    assert (change.article, change.field, change.effect, change.after) == (
        "x03-rain",
        "article",
        "broken",
        "lost",
    )


def test_a_baseline_of_records_only_has_no_changed_layers(small: GoldSet) -> None:
    bare = changed(perfect_run(small), lambda r: r.articles.clear())
    worse = changed(perfect_run(small), lambda r: r.articles["x01-ferry"].update(published=None))
    assert changes(score(bare, small), score(worse, small)) == []
