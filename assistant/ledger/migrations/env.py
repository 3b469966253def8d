"""Alembic's entry: runs the migrations on the connection and within the transaction that schema.py hands over."""

from alembic import context

from assistant.ledger.tables import metadata

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
context.run_migrations()
