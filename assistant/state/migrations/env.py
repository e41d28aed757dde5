"""Run by Alembic: uses the connection that ``assistant.state.database`` hands over; there is no offline mode."""

from __future__ import annotations

from alembic import context

from assistant.state.models import Base

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=Base.metadata, render_as_batch=connection.dialect.name == "sqlite")
with context.begin_transaction():
    context.run_migrations()
