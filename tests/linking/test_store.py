"""Linking a store: idempotent, night after night, and nothing left behind."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, func, select
from typer.testing import CliRunner

from pipeline.cli.app import app
from pipeline.linking import Report
from pipeline.sinks import ARTICLES, FAILURES, RECORDS, RUN, to_document, to_line
from pipeline.stores import tables
from pipeline.stores.linked import link_store
from pipeline.stores.load import load
from pipeline.stores.open import open_store
from schemas import Article
from tests.linking.making import COUNTRIES, report
from tests.postgres import postgres_server, postgres_url  # noqa: F401
from tests.stores_from_gold import RUN_INFO

GREEN = ["Kazakhstan", "Azerbaijan", "Uzbekistan"]
ONE = report(
    "a", GREEN, place="Baku", country="AZ", amounts=((43.0, "GW"),), signatories=("Kassym-Jomart Tokayev",)
)
TWO = report("b", GREEN, "production and transit of clean energy", when="2024-11-12", published="2024-11-15")
THREE = report("c", GREEN, status="in_force", when="2025-06-01", published="2025-06-02")
OTHER = report("x", ["Norway", "Chile"], "fishing in the Southern Ocean")


def names(name: str, type: str) -> tuple[str, str | None]:
    return name, COUNTRIES.get(name)


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'store.db'}"
    return str(request.getfixturevalue("postgres_url"))


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    made = open_store(url)
    yield made
    made.dispose()


def add(url: str, folder: Path, reports: Sequence[Report]) -> None:
    """Load the articles of some reports; each holds the reports that name it."""
    folder.mkdir(exist_ok=True)
    by_article: dict[str, list[Report]] = {}
    for one in reports:
        by_article.setdefault(one.record.article_id, []).append(one)
    articles = [
        Article(article_id=id, source=id, published=found[0].published, published_basis="metadata")
        for id, found in sorted(by_article.items())
    ]
    (folder / ARTICLES).write_bytes(b"".join(map(to_line, articles)))
    records = [r.record for a in articles for r in by_article[a.article_id] if r.record.subject != "nothing"]
    (folder / RECORDS).write_bytes(b"".join(map(to_line, records)))
    (folder / FAILURES).write_bytes(b"")
    (folder / RUN).write_bytes(to_document(RUN_INFO))
    load(folder, url)


def everything(engine: Engine) -> dict[str, list[Any]]:
    """All rows that linking writes."""
    linked = [t for t in tables.metadata.sorted_tables if t.name.startswith("agreement")]
    with engine.connect() as connection:
        return {
            t.name: list(map(tuple, connection.execute(select(t).order_by(*t.primary_key.columns))))
            for t in linked
        }


def members(engine: Engine) -> dict[str, str]:
    """Record id to agreement id."""
    s, r = tables.agreement_sources.c, tables.records.c
    with engine.connect() as connection:
        query = select(r.record_id, s.agreement_id).join(tables.records, r.record_key == s.record_key)
        return {record: id for record, id in connection.execute(query)}


def test_linking_twice_changes_nothing(url: str, engine: Engine, tmp_path: Path) -> None:
    add(url, tmp_path / "run", [ONE, TWO, THREE, OTHER])
    first = link_store(engine, names)
    assert (first.waiting, first.made, first.agreements, first.several) == (4, 2, 2, 1)
    stored = everything(engine)
    again = link_store(engine, names)
    assert (again.waiting, again.made, again.changed, again.gone, again.compared) == (0, 0, 0, 0, 0)
    whole = link_store(engine, names, again=True)
    assert (whole.made, whole.changed, whole.gone) == (0, 0, 0) and whole.compared
    assert everything(engine) == stored


def test_what_is_stored(url: str, engine: Engine, tmp_path: Path) -> None:
    add(url, tmp_path / "run", [ONE, TWO, THREE])
    link_store(engine, names)
    rows = everything(engine)
    (agreement,) = rows["agreements"]
    document = json.loads(agreement[-1])
    assert document["id"] == agreement[0] and [s["record_id"] for s in document["sources"]] == ["a", "b", "c"]
    assert [row[2] for row in rows["agreement_stages"]] == ["signed", "in_force"]
    assert [row[2] for row in rows["agreement_parties"]] == GREEN
    assert {(row[1], row[3]) for row in rows["agreement_conflicts"]} == {
        ("when", "2024-11-13"),
        ("when", "2024-11-12"),
    }


def test_tonights_articles_join_yesterdays_agreement(url: str, engine: Engine, tmp_path: Path) -> None:
    add(url, tmp_path / "one", [ONE, OTHER])
    link_store(engine, names)
    before = members(engine)
    add(url, tmp_path / "two", [TWO, THREE])
    report_ = link_store(engine, names)
    after = members(engine)
    assert {after[id] for id in ("a", "b", "c")} == {before["a"]} and after["x"] == before["x"]
    assert (report_.made, report_.changed, report_.gone) == (0, 1, 0)


def test_nights_make_what_one_batch_makes(url: str, engine: Engine, tmp_path: Path) -> None:
    for night, one in enumerate([ONE, OTHER, TWO, THREE]):
        add(url, tmp_path / f"night-{night}", [one])
        link_store(engine, names)
    single = open_store(f"sqlite:///{tmp_path / 'single.db'}")
    add(f"sqlite:///{tmp_path / 'single.db'}", tmp_path / "all", [ONE, TWO, THREE, OTHER])
    link_store(single, names)
    assert members(engine) == members(single)
    documents = [sorted(row[-1] for row in everything(e)["agreements"]) for e in (engine, single)]
    single.dispose()
    assert documents[0] == documents[1]


def test_a_record_that_is_gone_leaves_its_agreement(url: str, engine: Engine, tmp_path: Path) -> None:
    add(url, tmp_path / "run", [ONE, TWO, OTHER])
    link_store(engine, names)
    before = members(engine)
    # Extracted anew, the article of TWO says nothing and that of OTHER something else.
    nothing = report("b", GREEN, "nothing", published="2024-11-15")
    changed = report("y", ["Norway", "Peru"], "fishing for anchovy", article="article-x")
    add(url, tmp_path / "run", [ONE, nothing, changed])
    done = link_store(engine, names)
    after = members(engine)
    assert after.keys() == {"a", "y"} and after["a"] == before["a"] and after["y"] != before["x"]
    assert (done.made, done.changed, done.gone) == (1, 1, 1)
    with engine.connect() as connection:
        a = tables.agreements.c
        assert connection.scalar(select(func.count()).where(a.stale)) == 0
        assert connection.scalar(select(a.records).where(a.agreement_id == after["a"])) == 1


def test_a_failure_leaves_the_store_as_it_was(url: str, engine: Engine, tmp_path: Path) -> None:
    add(url, tmp_path / "one", [ONE])
    link_store(engine, names)
    stored = everything(engine)
    add(url, tmp_path / "two", [TWO])

    class Broken(Exception):
        pass

    def fail(step: str) -> None:
        if step == "writing agreements":
            raise Broken

    with pytest.raises(Broken):
        link_store(engine, names, observer=fail)
    assert everything(engine) == stored
    link_store(engine, names)
    assert len(set(members(engine).values())) == 1


def test_the_command(tmp_path: Path) -> None:
    file = tmp_path / "store.db"
    add(f"sqlite:///{file}", tmp_path / "run", [ONE, TWO, OTHER])
    done = CliRunner().invoke(app, ["link", str(file), "--show"])
    assert done.exit_code == 0, done.output
    assert "3 records, 3 of them new: 2 agreements" in done.output
    assert "they disagree on when: 2024-11-13 [1]; 2024-11-12 [2]" in done.output
    id = next(word for word in done.output.split() if word.startswith("agr-"))
    shown = CliRunner().invoke(app, ["link", str(file), "--agreement", id])
    assert "article-b" in shown.output
    missing = CliRunner().invoke(app, ["link", str(tmp_path / "none.db")])
    assert missing.exit_code == 1 and "there is no such store" in missing.output
    unknown = CliRunner().invoke(app, ["link", str(file), "--agreement", "agr-0"])
    assert unknown.exit_code == 1 and "no such agreement" in unknown.output
