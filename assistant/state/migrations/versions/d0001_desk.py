"""The publishing desk: accounts, sessions, jobs."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "d0001"
down_revision = "s0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the three tables."""
    op.create_table(
        "desk_users",
        sa.Column("name", sa.String(60), primary_key=True),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("hash", sa.String(200), nullable=False),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("locked_until", sa.Float, nullable=False),
        sa.Column("disabled", sa.Boolean, nullable=False),
        sa.Column("created_at", sa.Float, nullable=False),
        sa.Column("seen_at", sa.Float, nullable=False),
    )
    op.create_table(
        "desk_sessions",
        sa.Column("token_hash", sa.String(64), primary_key=True),
        sa.Column("user", sa.String(60), nullable=False),
        sa.Column("started_at", sa.Float, nullable=False),
        sa.Column("seen_at", sa.Float, nullable=False),
    )
    _jobs()


def _jobs() -> None:
    op.create_table(
        "desk_jobs",
        sa.Column("id", sa.String(32), primary_key=True),
        *(sa.Column(name, sa.String(20), nullable=False) for name in ("kind", "state")),
        *(sa.Column(name, sa.String(60), nullable=False) for name in ("asked_by", "approved_by")),
        *(sa.Column(name, sa.Float, nullable=False) for name in ("asked_at", "not_before", "finished_at", "lease_until")),
        sa.Column("owner", sa.String(40), nullable=False),
        sa.Column("stage", sa.String(120), nullable=False),
        *(sa.Column(name, sa.Integer, nullable=False) for name in ("attempts", "done", "total")),
        sa.Column("error", sa.Text, nullable=False),
        *(sa.Column(name, sa.JSON, nullable=False) for name in ("details", "report")),
    )
    op.create_index("ix_desk_jobs_open", "desk_jobs", ["state", "not_before"])


def downgrade() -> None:
    """Drop them."""
    for table in ("desk_jobs", "desk_sessions", "desk_users"):
        op.drop_table(table)
