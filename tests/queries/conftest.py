"""The same small store in SQLite and in a real PostgreSQL."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, Engine

from pipeline.stores.open import open_store
from tests.postgres import postgres_server  # noqa: F401
from tests.queries.stored import fill, link


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """A store that is filled and not linked."""
    folder = tmp_path_factory.mktemp("store")
    if request.param == "sqlite":
        url = f"sqlite:///{folder / 'store.db'}"
    else:
        url = database(request.getfixturevalue("postgres_server"), request.module.__name__.split(".")[-1])
    fill(url, folder / "run")
    engine = open_store(url)
    yield engine
    engine.dispose()


@pytest.fixture
def connection(engine: Engine) -> Iterator[Connection]:
    with engine.connect() as connection:
        yield connection


@pytest.fixture(scope="module")
def linked(engine: Engine) -> Engine:
    """The same store, linked."""
    link(engine)
    return engine


def database(server: str, name: str) -> str:
    """The URL of a new database on a server."""
    import psycopg
    from sqlalchemy.engine import make_url

    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return make_url(server).set(database=name).render_as_string(hide_password=False)
