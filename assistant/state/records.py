"""Feedback, traces without the question, and gaps: what the business unit and maintainers learn from."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from time import time
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError

from assistant.state.database import Database
from assistant.state.models import FeedbackRow, GapRow, SecretRow, TraceRow

WORDING_LIMIT = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """What a reader said of an answer. ``wording`` must be masked by the caller; ``author`` is a code of ``Records.author``."""

    answer_id: str
    helpful: bool
    channel: str = "web"
    reason: str = ""
    wording: str = ""
    author: str = ""
    at: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """How an answer came about. ``details`` is JSON without any word of the question."""

    answer_id: str
    status: str
    reply: str = ""
    area: str = ""
    generation: str = ""
    model: str = ""
    took_ms: int = 0
    channel: str = ""
    details: Mapping[str, Any] = field(default_factory=dict)
    at: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Something the library does not answer."""

    id: int
    wording: str
    area: str
    reason: str
    times: int
    first_at: float
    last_at: float


class Records:
    """Reads and writes the records. Methods raise ``SQLAlchemyError`` when the database fails."""

    def __init__(self, database: Database, *, clock: Callable[[], float] = time) -> None:
        self._database = database
        self._clock = clock

    def author(self, team: str, person: str) -> str:
        """A code that stands for a person in feedback: one-way, salted with a secret of this database."""
        return hashlib.sha256(f"{self._salt()}:{team}:{person}".encode()).hexdigest()

    def keep_feedback(self, feedback: Feedback) -> None:
        """Keep it; a second word of the same author on the same answer replaces the first."""
        identity = f"{feedback.answer_id}:{feedback.author}" if feedback.author else secrets.token_hex(16)
        with self._database.session() as session:
            session.merge(
                FeedbackRow(
                    id=hashlib.sha256(identity.encode()).hexdigest()[:32], answer_id=feedback.answer_id[:80], author=feedback.author,
                    channel=feedback.channel, helpful=feedback.helpful, reason=feedback.reason[:40],
                    wording=feedback.wording[:WORDING_LIMIT], at=feedback.at or self._clock(),
                )
            )

    def feedback(self, answer_id: str | None = None) -> list[Feedback]:
        """Newest first; of one answer, or all."""
        wanted = select(FeedbackRow).order_by(FeedbackRow.at.desc())
        if answer_id is not None:
            wanted = wanted.where(FeedbackRow.answer_id == answer_id)
        with self._database.session() as session:
            return [
                Feedback(
                    answer_id=row.answer_id, helpful=row.helpful, channel=row.channel, reason=row.reason, wording=row.wording,
                    author=row.author, at=row.at,
                )
                for row in session.scalars(wanted)
            ]

    def forget_author(self, author: str) -> None:
        """Delete all feedback of an author."""
        with self._database.session() as session:
            session.execute(delete(FeedbackRow).where(FeedbackRow.author == author))

    def keep_trace(self, trace: Trace) -> None:
        """Keep how an answer came about."""
        with self._database.session() as session:
            session.merge(
                TraceRow(
                    answer_id=trace.answer_id[:80], at=trace.at or self._clock(), channel=trace.channel, status=trace.status,
                    reply=trace.reply, area=trace.area, generation=trace.generation, model=trace.model, took_ms=trace.took_ms,
                    details=dict(trace.details),
                )
            )

    def traces(self, since: float = 0.0, limit: int = 1_000) -> list[Trace]:
        """Newest first."""
        wanted = select(TraceRow).where(TraceRow.at >= since).order_by(TraceRow.at.desc()).limit(limit)
        with self._database.session() as session:
            return [
                Trace(
                    answer_id=row.answer_id, status=row.status, reply=row.reply, area=row.area, generation=row.generation, model=row.model,
                    took_ms=row.took_ms, channel=row.channel, details=row.details, at=row.at,
                )
                for row in session.scalars(wanted)
            ]

    def count_gap(self, wording: str, *, area: str = "", reason: str = "not_found") -> None:
        """Count a question that was not answered. ``wording`` must be masked by the caller."""
        wording, now = wording[:400], self._clock()
        again = (
            update(GapRow)
            .where(GapRow.wording == wording, GapRow.area == area)
            .values(times=GapRow.times + 1, last_at=now, closed_at=None, reason=reason)
        )
        for _ in range(2):
            with self._database.engine.begin() as connection:
                if connection.execute(again).rowcount:
                    return
            try:
                with self._database.session() as session:
                    session.add(GapRow(wording=wording, area=area, reason=reason, times=1, first_at=now, last_at=now))
                return
            except IntegrityError:  # another process was first: count on its row
                continue

    def gaps(self, limit: int = 100) -> list[Gap]:
        """Open gaps, most asked first."""
        wanted = select(GapRow).where(GapRow.closed_at.is_(None)).order_by(GapRow.times.desc(), GapRow.last_at.desc()).limit(limit)
        with self._database.session() as session:
            return [
                Gap(
                    id=row.id, wording=row.wording, area=row.area, reason=row.reason, times=row.times, first_at=row.first_at,
                    last_at=row.last_at,
                )
                for row in session.scalars(wanted)
            ]

    def close_gap(self, gap_id: int) -> None:
        """Mark a gap as closed; it opens again when it is asked again."""
        with self._database.session() as session:
            session.execute(update(GapRow).where(GapRow.id == gap_id).values(closed_at=self._clock()))

    def _salt(self) -> str:
        with self._database.session() as session:
            row = session.get(SecretRow, "author_salt")
            if row:
                return row.value
        try:
            with self._database.session() as session:
                session.add(SecretRow(name="author_salt", value=secrets.token_hex(32)))
        except IntegrityError:  # another process was first
            pass
        return self._salt()
