"""What Alembic runs: the migrations on the connection, and in the transaction, that ``migrating.config`` hands it."""

from alembic import context

from policydiff.library import models
from policydiff.library.schema import VERSION_TABLE

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=models.SourceRow.metadata,
    version_table=VERSION_TABLE,
)
with context.begin_transaction():
    context.run_migrations()
