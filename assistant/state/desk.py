"""Tables of the publishing desk: named accounts, sessions and durable jobs. Times are Unix seconds (UTC)."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, Boolean, Float, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from assistant.state.models import Base


class DeskUserRow(Base):
    """A named account. ``locked_until`` is in the past for an account that may try.

    ``hash`` is an argon2id hash; empty for somebody who signs in through an identity provider.
    """

    __tablename__ = "desk_users"

    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    role: Mapped[str] = mapped_column(String(20))
    hash: Mapped[str] = mapped_column(String(200))
    failures: Mapped[int] = mapped_column(Integer, default=0)
    locked_until: Mapped[float] = mapped_column(Float, default=0.0)
    disabled: Mapped[bool] = mapped_column(Boolean, default=False)
    created_at: Mapped[float] = mapped_column(Float)
    seen_at: Mapped[float] = mapped_column(Float, default=0.0)


class DeskIdentityRow(Base):
    """Whom an identity provider knows: the key is a hash of issuer and subject, which stay when a name or an e-mail address changes."""

    __tablename__ = "desk_identities"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    user: Mapped[str] = mapped_column(String(60))
    issuer: Mapped[str] = mapped_column(String(300))
    created_at: Mapped[float] = mapped_column(Float)

    __table_args__ = (UniqueConstraint("user", name="uq_desk_identities_user"),)


class DeskSessionRow(Base):
    """Somebody who is signed in. The key is a hash of what the browser holds, so the table opens no session."""

    __tablename__ = "desk_sessions"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    user: Mapped[str] = mapped_column(String(60))
    started_at: Mapped[float] = mapped_column(Float)
    seen_at: Mapped[float] = mapped_column(Float)


class DeskJobRow(Base):
    """Something long that was asked for. Ids, counts and the report of a publication; a job that nobody runs has an old lease."""

    __tablename__ = "desk_jobs"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    state: Mapped[str] = mapped_column(String(20))
    asked_by: Mapped[str] = mapped_column(String(60))
    approved_by: Mapped[str] = mapped_column(String(60), default="")
    asked_at: Mapped[float] = mapped_column(Float)
    not_before: Mapped[float] = mapped_column(Float, default=0.0)
    finished_at: Mapped[float] = mapped_column(Float, default=0.0)
    owner: Mapped[str] = mapped_column(String(40), default="")
    lease_until: Mapped[float] = mapped_column(Float, default=0.0)
    attempts: Mapped[int] = mapped_column(Integer, default=0)
    stage: Mapped[str] = mapped_column(String(120), default="")
    done: Mapped[int] = mapped_column(Integer, default=0)
    total: Mapped[int] = mapped_column(Integer, default=0)
    error: Mapped[str] = mapped_column(Text, default="")
    details: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    report: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)

    __table_args__ = (Index("ix_desk_jobs_open", "state", "not_before"),)
