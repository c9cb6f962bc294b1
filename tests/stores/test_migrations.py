"""A store can be made, is what tables.py says, and one of another version is treated as it should."""

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from pipeline.errors import StoreError
from pipeline.stores.migrations import VERSION_TABLE, configuration
from pipeline.stores.open import connect, open_store
from pipeline.stores.tables import metadata


def test_migrations_make_what_tables_say(url: str) -> None:
    engine = open_store(url)
    with engine.connect() as connection:
        options = {"version_table": VERSION_TABLE, "compare_server_default": True}
        assert compare_metadata(MigrationContext.configure(connection, opts=options), metadata) == []
    engine.dispose()


def test_the_difference_would_be_noticed(lite: str) -> None:
    engine = open_store(lite)
    with engine.begin() as connection:
        connection.execute(text("DROP INDEX ix_records_status"))
        connection.execute(text("ALTER TABLE articles ADD COLUMN more TEXT"))
        options = {"version_table": VERSION_TABLE}
        found = compare_metadata(MigrationContext.configure(connection, opts=options), metadata)
    assert {change[0] for change in found} == {"add_index", "remove_column"}
    engine.dispose()


def test_down_and_up_again(url: str) -> None:
    engine = open_store(url)
    with engine.begin() as connection:
        command.downgrade(configuration(connection), "base")
    assert set(inspect(engine).get_table_names()) == {VERSION_TABLE}
    engine.dispose()
    again = open_store(url)
    assert set(inspect(again).get_table_names()) == {VERSION_TABLE, *metadata.tables}
    again.dispose()


def test_one_line_of_versions(lite: str) -> None:
    engine = connect(lite)
    with engine.connect() as connection:
        script = ScriptDirectory.from_config(configuration(connection))
    assert len(script.get_heads()) == len(script.get_bases()) == 1
    engine.dispose()


def test_a_newer_store_is_refused_and_left_alone(url: str) -> None:
    engine = open_store(url)
    with engine.begin() as connection:
        connection.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(StoreError, match=r"version 9999, newer than .*upgrade Pactwire"):
        open_store(url)
    engine = connect(url)
    with engine.connect() as connection:
        assert connection.scalar(text(f"SELECT version_num FROM {VERSION_TABLE}")) == "9999"
    engine.dispose()


def test_an_upgrade_that_fails_leaves_nothing(url: str) -> None:
    """The database has a table of ours already, not made by us: the first version cannot be made."""
    engine = connect(url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE records (mine INTEGER)"))
    with pytest.raises(StoreError, match="already exists"):
        open_store(url)
    assert set(inspect(engine).get_table_names()) == {"records"}
    engine.dispose()
