"""Versions of the tables, and how a store of an older version becomes one of this.

Each file of ``versions/`` makes one version out of the one before; ``tests/stores/test_migrations.py`` holds
them equal to ``pipeline.stores.tables``. A new one: change tables.py, write the next file by hand, raise no
number twice.
"""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

from pipeline.errors import StoreError

#: Not Alembic's usual name: the database may have other tables with migrations of their own.
VERSION_TABLE = "pactwire_version"
#: The lock under which a PostgreSQL store is upgraded; any number that nobody else uses.
_LOCK = 0x7061637477697265


def configuration(connection: Connection) -> Config:
    """Alembic's settings, with ``connection`` for its scripts to run on."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def upgrade(engine: Engine) -> None:
    """Bring the store to the newest version in one transaction, or leave it as it is.

    Raises StoreError for a store of a version that is not known here.
    """
    with engine.connect() as connection:
        newest = _newest(connection)
        if _version(connection, engine) == newest:
            return
    writer = engine.execution_options(pactwire_writes=True)
    with writer.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        # Somebody else may have done it while we waited.
        if _version(connection, engine) != newest:
            command.upgrade(configuration(connection), "head")


def _newest(connection: Connection) -> str | None:
    return ScriptDirectory.from_config(configuration(connection)).get_current_head()


def _version(connection: Connection, engine: Engine) -> str | None:
    context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE})
    found = context.get_current_revision()
    script = ScriptDirectory.from_config(configuration(connection))
    known = {revision.revision for revision in script.walk_revisions()}
    if found is not None and found not in known:
        shown = engine.url.render_as_string(hide_password=True)
        raise StoreError(
            f"{shown}: the store has version {found}, newer than the {script.get_current_head()} that this "
            "Pactwire knows; upgrade Pactwire, or load into another store"
        )
    return found
