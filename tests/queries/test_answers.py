"""The questions of ``docs/queries.md`` have the answers that stand there, in SQLite and in PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from pipeline.stores.load import load
from pipeline.stores.open import open_store
from tests.queries.answers import PAGE, answered, questions
from tests.queries.conftest import database
from tests.stores_from_gold import write_run

TEXT = PAGE.read_text(encoding="utf-8")


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def gold(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    folder = tmp_path_factory.mktemp("gold")
    write_run(folder / "run")
    if request.param == "sqlite":
        url = f"sqlite:///{folder / 'gold.db'}"
    else:
        url = database(request.getfixturevalue("postgres_server"), "gold")
    load(folder / "run", url)
    engine = open_store(url)
    yield engine
    engine.dispose()


def test_the_answers_are_those_of_the_gold(gold: Engine) -> None:
    with gold.connect() as connection:
        again = answered(TEXT, connection)
    for told, found in zip(TEXT.split("\n### "), again.split("\n### "), strict=True):
        assert told == found, "run `python -m tests.queries.answers` and look at the difference"


def test_there_are_ten_questions_and_each_has_an_answer() -> None:
    assert len(questions(TEXT)) == 10
    for section in TEXT.split("\n### ")[1:]:
        (block,) = [part for part in section.split("```text\n")[1:]]
        assert len(block.split("```")[0].splitlines()) > 2, section


def test_a_wrong_answer_is_noticed(gold: Engine, tmp_path: Path) -> None:
    with gold.connect() as connection:
        assert answered(TEXT.replace("signed    87", "signed    88"), connection) == answered(
            TEXT, connection
        )
        assert answered(TEXT.replace("'planned'", "'ended'"), connection) != TEXT
