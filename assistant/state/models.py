"""The tables. Times are Unix seconds (UTC). Columns that could hold words of a question do not exist, save ``gaps.wording`` and
``feedback.wording``, which take only text that its caller has masked."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, Boolean, Float, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    """Root of the tables."""


class ClaimRow(Base):
    """One thing that somebody asked in Slack, and where its one reply stands."""

    __tablename__ = "slack_claims"

    key: Mapped[str] = mapped_column(String(200), primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    team: Mapped[str] = mapped_column(String(40))
    asker: Mapped[str] = mapped_column(String(40))
    channel: Mapped[str] = mapped_column(String(40))
    ts: Mapped[str] = mapped_column(String(40), default="")
    thread_ts: Mapped[str] = mapped_column(String(40), default="")
    state: Mapped[str] = mapped_column(String(20), default="open")
    owner: Mapped[str] = mapped_column(String(40), default="")
    attempts: Mapped[int] = mapped_column(Integer, default=1)
    lease_until: Mapped[float] = mapped_column(Float)
    claimed_at: Mapped[float] = mapped_column(Float)
    expires_at: Mapped[float] = mapped_column(Float)
    reply_channel: Mapped[str] = mapped_column(String(40), default="")
    reply_ts: Mapped[str] = mapped_column(String(40), default="")
    fault: Mapped[str] = mapped_column(String(80), default="")

    __table_args__ = (Index("ix_slack_claims_unfinished", "state", "lease_until"), Index("ix_slack_claims_expiry", "expires_at"))


class PersonRow(Base):
    """What somebody chose in App Home."""

    __tablename__ = "slack_people"

    team: Mapped[str] = mapped_column(String(40), primary_key=True)
    person: Mapped[str] = mapped_column(String(40), primary_key=True)
    area: Mapped[str] = mapped_column(String(20), default="")
    changed_at: Mapped[float] = mapped_column(Float)


class ChannelRow(Base):
    """What was set for a channel."""

    __tablename__ = "slack_channels"

    team: Mapped[str] = mapped_column(String(40), primary_key=True)
    channel: Mapped[str] = mapped_column(String(40), primary_key=True)
    area: Mapped[str] = mapped_column(String(20), default="")
    public: Mapped[bool] = mapped_column(Boolean, default=False)
    changed_at: Mapped[float] = mapped_column(Float)


class SecretRow(Base):
    """Random values of this database, such as the salt of author codes."""

    __tablename__ = "state_secrets"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[str] = mapped_column(String(80))


class FeedbackRow(Base):
    """What a reader said of an answer. ``author`` is a salted code, empty on the web."""

    __tablename__ = "feedback"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    answer_id: Mapped[str] = mapped_column(String(80))
    author: Mapped[str] = mapped_column(String(64), default="")
    channel: Mapped[str] = mapped_column(String(20))
    helpful: Mapped[bool] = mapped_column(Boolean)
    reason: Mapped[str] = mapped_column(String(40), default="")
    wording: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[float] = mapped_column(Float)

    __table_args__ = (Index("ix_feedback_answer", "answer_id"),)


class TraceRow(Base):
    """How an answer came about, without the question."""

    __tablename__ = "traces"

    answer_id: Mapped[str] = mapped_column(String(80), primary_key=True)
    at: Mapped[float] = mapped_column(Float)
    channel: Mapped[str] = mapped_column(String(20), default="")
    status: Mapped[str] = mapped_column(String(20))
    reply: Mapped[str] = mapped_column(String(80), default="")
    area: Mapped[str] = mapped_column(String(20), default="")
    generation: Mapped[str] = mapped_column(String(80), default="")
    model: Mapped[str] = mapped_column(String(120), default="")
    took_ms: Mapped[int] = mapped_column(Integer, default=0)
    details: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)

    __table_args__ = (Index("ix_traces_at", "at"),)


class GapRow(Base):
    """Something asked that the library does not answer, counted by its masked wording."""

    __tablename__ = "gaps"

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    wording: Mapped[str] = mapped_column(String(400))
    area: Mapped[str] = mapped_column(String(20), default="")
    reason: Mapped[str] = mapped_column(String(40), default="")
    times: Mapped[int] = mapped_column(Integer, default=1)
    first_at: Mapped[float] = mapped_column(Float)
    last_at: Mapped[float] = mapped_column(Float)
    closed_at: Mapped[float | None] = mapped_column(Float, nullable=True)

    __table_args__ = (UniqueConstraint("wording", "area", name="uq_gaps_wording_area"),)
