"""The first tables: Slack claims and choices, feedback, traces, gaps."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "s0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create all tables."""
    _slack()
    _records()


def _slack() -> None:
    op.create_table(
        "slack_claims",
        sa.Column("key", sa.String(200), primary_key=True),
        sa.Column("kind", sa.String(20), nullable=False),
        *(sa.Column(name, sa.String(40), nullable=False) for name in ("team", "asker", "channel", "ts", "thread_ts")),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("owner", sa.String(40), nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        *(sa.Column(name, sa.Float, nullable=False) for name in ("lease_until", "claimed_at", "expires_at")),
        *(sa.Column(name, sa.String(40), nullable=False) for name in ("reply_channel", "reply_ts")),
        sa.Column("fault", sa.String(80), nullable=False),
    )
    op.create_index("ix_slack_claims_unfinished", "slack_claims", ["state", "lease_until"])
    op.create_index("ix_slack_claims_expiry", "slack_claims", ["expires_at"])
    op.create_table(
        "slack_people",
        sa.Column("team", sa.String(40), primary_key=True),
        sa.Column("person", sa.String(40), primary_key=True),
        sa.Column("area", sa.String(20), nullable=False),
        sa.Column("changed_at", sa.Float, nullable=False),
    )
    op.create_table(
        "slack_channels",
        sa.Column("team", sa.String(40), primary_key=True),
        sa.Column("channel", sa.String(40), primary_key=True),
        sa.Column("area", sa.String(20), nullable=False),
        sa.Column("public", sa.Boolean, nullable=False),
        sa.Column("changed_at", sa.Float, nullable=False),
    )
    op.create_table(
        "state_secrets", sa.Column("name", sa.String(40), primary_key=True), sa.Column("value", sa.String(80), nullable=False)
    )


def _records() -> None:
    op.create_table(
        "feedback",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("answer_id", sa.String(80), nullable=False),
        sa.Column("author", sa.String(64), nullable=False),
        sa.Column("channel", sa.String(20), nullable=False),
        sa.Column("helpful", sa.Boolean, nullable=False),
        sa.Column("reason", sa.String(40), nullable=False),
        sa.Column("wording", sa.Text, nullable=False),
        sa.Column("at", sa.Float, nullable=False),
    )
    op.create_index("ix_feedback_answer", "feedback", ["answer_id"])
    op.create_table(
        "traces",
        sa.Column("answer_id", sa.String(80), primary_key=True),
        sa.Column("at", sa.Float, nullable=False),
        sa.Column("channel", sa.String(20), nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("reply", sa.String(80), nullable=False),
        sa.Column("area", sa.String(20), nullable=False),
        sa.Column("generation", sa.String(80), nullable=False),
        sa.Column("model", sa.String(120), nullable=False),
        sa.Column("took_ms", sa.Integer, nullable=False),
        sa.Column("details", sa.JSON, nullable=False),
    )
    op.create_index("ix_traces_at", "traces", ["at"])
    op.create_table(
        "gaps",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("wording", sa.String(400), nullable=False),
        sa.Column("area", sa.String(20), nullable=False),
        sa.Column("reason", sa.String(40), nullable=False),
        sa.Column("times", sa.Integer, nullable=False),
        sa.Column("first_at", sa.Float, nullable=False),
        sa.Column("last_at", sa.Float, nullable=False),
        sa.Column("closed_at", sa.Float, nullable=True),
        sa.UniqueConstraint("wording", "area", name="uq_gaps_wording_area"),
    )


def downgrade() -> None:
    """Drop all tables."""
    for table in ("gaps", "traces", "feedback", "state_secrets", "slack_channels", "slack_people", "slack_claims"):
        op.drop_table(table)
