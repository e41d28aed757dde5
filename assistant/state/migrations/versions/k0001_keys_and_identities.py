"""API keys of other programs, and who signs in to the desk through an identity provider."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "k0001"
down_revision = "d0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create both tables."""
    op.create_table(
        "api_keys",
        sa.Column("name", sa.String(60), primary_key=True),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("scopes", sa.String(80), nullable=False),
        sa.Column("per_minute", sa.Integer, nullable=False),
        *(sa.Column(name, sa.Float, nullable=False) for name in ("created_at", "expires_at", "used_at", "revoked_at")),
        *(sa.Column(name, sa.String(60), nullable=False) for name in ("created_by", "revoked_by")),
        sa.UniqueConstraint("hash", name="uq_api_keys_hash"),
    )
    op.create_table(
        "desk_identities",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("user", sa.String(60), nullable=False),
        sa.Column("issuer", sa.String(300), nullable=False),
        sa.Column("created_at", sa.Float, nullable=False),
        sa.UniqueConstraint("user", name="uq_desk_identities_user"),
    )


def downgrade() -> None:
    """Drop them."""
    for table in ("desk_identities", "api_keys"):
        op.drop_table(table)
