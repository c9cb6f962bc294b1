"""Questions to a linked store: agreements, their sources and their life."""

import pytest
from sqlalchemy import Engine

from pipeline.queries.find import count, find
from pipeline.queries.life import lives
from pipeline.queries.question import Name, Question
from pipeline.queries.reports import reports
from pipeline.queries.sources import AGREEMENTS, RECORDS, best_kind, stale, unlinked
from tests.queries.stored import ROWS

CHINA = Name("China", ("china",), "CN")


def test_agreements_are_asked(linked: Engine) -> None:
    with linked.connect() as connection:
        assert best_kind(connection) is AGREEMENTS
        (hit,) = find(connection, AGREEMENTS, Question(parties=(CHINA,), since="2024-01-01"))
        assert unlinked(connection) == len(ROWS) - 3
        assert count(connection, AGREEMENTS, Question()) == 2
    assert (hit.id, hit.kind, hit.status) == ("ag1", "agreement", "in_force")
    assert hit.articles == ["a-r1", "a-r5"] and hit.parties == ["Kazakhstan", "China"]
    assert hit.document == {"subject": "merged"}


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        ("2026-01-01", None, {"ag1"}),
        ("2025-01-01", "2025-12-31", {"ag2"}),
        (None, "2024-12-31", {"ag1"}),
        ("2026-01-06", None, set()),
    ],
)
def test_an_agreement_is_of_the_time_of_each_stage(
    linked: Engine, since: str | None, until: str | None, expected: set[str]
) -> None:
    with linked.connect() as connection:
        found = find(connection, AGREEMENTS, Question(since=since, until=until))
    assert {hit.id for hit in found} == expected


def test_what_sources_dispute_is_told(linked: Engine) -> None:
    with linked.connect() as connection:
        found = {hit.id: hit.disputed for hit in find(connection, AGREEMENTS, Question())}
        assert stale(connection) == 1
    assert found == {"ag1": ["when", "where"], "ag2": []}


def test_lives_begin_with_the_first_stage(linked: Engine) -> None:
    with linked.connect() as connection:
        first, second = lives(connection, AGREEMENTS, Question())
    assert first.hit.id == "ag1"
    assert [(s.status, s.when) for s in first.stages] == [
        ("signed", "2024-11-13"),
        ("in_force", "2026-01-05"),
    ]
    # An agreement without stages has its status at its date.
    assert [(s.status, s.when) for s in second.stages] == [("signed", "2025-06/2025-09")]


def test_a_record_is_one_stage_of_a_life(linked: Engine) -> None:
    with linked.connect() as connection:
        found = lives(connection, RECORDS, Question())
    assert len(found) == len(ROWS) and all(len(life.stages) == 1 for life in found)
    assert [life.hit.id for life in found][:3] == ["r1", "r2", "r3"]
    assert found[0].stages[0].start == "2024-11-13"


def test_reports_have_their_article_run_and_agreement(linked: Engine) -> None:
    with linked.connect() as connection:
        found = {r.article_id: r for r in reports(connection)}
    assert len(found) == len(ROWS)
    assert {a: r.agreement for a, r in found.items() if r.agreement} == {
        "a-r1": "ag1",
        "a-r5": "ag1",
        "a-r3": "ag2",
    }
    assert found["a-r1"].pactwire == "gold" and found["a-r1"].published == "2025-03-01"


@pytest.mark.parametrize("about", ["green energy", "gabala declaration"])
def test_about_agreements(linked: Engine, about: str) -> None:
    with linked.connect() as connection:
        assert len(find(connection, AGREEMENTS, Question(about=about))) == 1
