"""A store of each kind of database."""

from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of an empty store, once in SQLite and once in PostgreSQL."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/store.db"
    else:
        yield request.getfixturevalue("postgres_url")


@pytest.fixture
def lite(tmp_path: Path) -> str:
    """The URL of an empty SQLite store."""
    return f"sqlite:///{tmp_path}/store.db"
