"""What Alembic runs: the connection comes from `migrate.py`, with its transaction open."""

from alembic import context

from nyx_audit.store.schema import METADATA, VERSION_TABLE

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    version_table=VERSION_TABLE,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
