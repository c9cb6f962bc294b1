"""What Alembic runs for each command: the migrations, on the connection that it was given."""

from alembic import context

from pipeline.stores.migrations import VERSION_TABLE
from pipeline.stores.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=VERSION_TABLE,
)
with context.begin_transaction():
    context.run_migrations()
