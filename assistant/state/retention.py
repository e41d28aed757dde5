"""Deletes what is older than it may be kept, and remembers that it did: each run is a row with counts, so nobody has to trust a schedule.

A wrong clock must not empty the database: a run that would jump far beyond the newest row or the last run asks to be told so.
"""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import time
from typing import Any

import structlog
from sqlalchemy import JSON, CursorResult, Delete, Float, Index, String, delete, func, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Mapped, mapped_column

from assistant.errors import SafeguardingError
from assistant.settings import Settings
from assistant.state.claims import ClaimBook
from assistant.state.database import Database, open_database
from assistant.state.desk import DeskJobRow, DeskSessionRow
from assistant.state.models import Base, FeedbackRow, GapRow, TraceRow

log = structlog.get_logger()

DAY = 86_400.0
OVERDUE_DAYS = 2
DOUBTFUL_DAYS = 60
"""A longer silence than this before a run is more likely a wrong clock than a holiday."""
BETWEEN_RUNS = DAY
_LOOK_EVERY = 3_600.0


class ClockInDoubt(SafeguardingError):
    """The clock stands far from everything that the database holds."""


class StateUnreachable(SafeguardingError):
    """The state database cannot be opened."""


class RetentionRow(Base):
    """One run of the job. ``deleted`` is kind -> number of rows; ``started_by`` is "schedule" or a login name."""

    __tablename__ = "retention_runs"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    at: Mapped[float] = mapped_column(Float)
    started_by: Mapped[str] = mapped_column(String(60))
    deleted: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)

    __table_args__ = (Index("ix_retention_runs_at", "at"),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """For how many days each kind is kept."""

    feedback: int = 365
    traces: int = 90
    gaps: int = 365
    jobs: int = 365
    sessions: int = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionRun:
    """What one run did. ``at`` is Unix seconds."""

    at: float
    started_by: str
    deleted: dict[str, int]


class Retention:
    """The job over one database. Methods raise ``SQLAlchemyError`` when the database fails."""

    def __init__(self, database: Database, days: Days, *, clock: Callable[[], float] = time) -> None:
        self._database, self._days, self._clock = database, days, clock

    def run(self, started_by: str, *, sure: bool = False) -> RetentionRun:
        """Delete and note it. Raises :class:`ClockInDoubt` unless ``sure``, when the clock is far ahead of all that is known."""
        now = self._clock()
        known = self._latest()
        if known and now - known > DOUBTFUL_DAYS * DAY and not sure:
            raise ClockInDoubt(
                f"The clock says {_date(now)}, but nothing here is newer than {_date(known)}; nothing was deleted. "
                "Mend the clock, or run `safeguarding retention --sure` when the date is right."
            )
        deleted = {kind: self._delete(statement) for kind, statement in self._statements(now).items()}
        deleted["slack_claims"] = ClaimBook(self._database, clock=self._clock).expire()
        with self._database.session() as session:
            session.execute(delete(RetentionRow).where(RetentionRow.at < now - 10 * 365 * DAY))
            session.add(RetentionRow(id=secrets.token_hex(16), at=now, started_by=started_by[:60], deleted=deleted))
        return RetentionRun(at=now, started_by=started_by, deleted=deleted)

    def last(self) -> RetentionRun | None:
        """The newest run."""
        with self._database.session() as session:
            row = session.scalars(select(RetentionRow).order_by(RetentionRow.at.desc()).limit(1)).first()
            return RetentionRun(at=row.at, started_by=row.started_by, deleted=dict(row.deleted)) if row else None

    def overdue(self) -> bool:
        """Whether it should have run: never, with rows older than two days, or two days ago and more, or "in the future"."""
        last, now = self.last(), self._clock()
        if last:
            return not -DAY <= now - last.at <= OVERDUE_DAYS * DAY
        oldest = self._outermost(func.min)
        return oldest is not None and now - oldest > OVERDUE_DAYS * DAY

    def due(self) -> bool:
        """Whether a day has passed since the last run."""
        last = self.last()
        return last is None or abs(self._clock() - last.at) >= BETWEEN_RUNS

    def _statements(self, now: float) -> dict[str, Delete]:
        days = self._days
        return {
            "feedback": delete(FeedbackRow).where(FeedbackRow.at < now - days.feedback * DAY),
            "traces": delete(TraceRow).where(TraceRow.at < now - days.traces * DAY),
            "gaps": delete(GapRow).where(GapRow.last_at < now - days.gaps * DAY),
            "desk_jobs": delete(DeskJobRow).where(DeskJobRow.finished_at > 0, DeskJobRow.finished_at < now - days.jobs * DAY),
            "desk_sessions": delete(DeskSessionRow).where(DeskSessionRow.seen_at < now - days.sessions * DAY),
        }

    def _delete(self, statement: Delete) -> int:
        with self._database.engine.begin() as connection:
            result: CursorResult[tuple[()]] = connection.execute(statement)
            return int(result.rowcount)

    def _latest(self) -> float | None:
        last = self.last()
        return max((value for value in (last.at if last else None, self._outermost(func.max)) if value is not None), default=None)

    def _outermost(self, edge: Any) -> float | None:
        """The smallest or largest time of rows that age."""
        columns = (FeedbackRow.at, TraceRow.at, GapRow.last_at, DeskSessionRow.seen_at)
        with self._database.session() as session:
            found = [session.scalar(select(edge(column))) for column in columns]
        values = [float(value) for value in found if value is not None]
        return (min(values) if edge is func.min else max(values)) if values else None


def days_of(settings: Settings) -> Days:
    """The days that an installation chose."""
    return Days(
        feedback=settings.retention_feedback_days,
        traces=settings.retention_traces_days,
        gaps=settings.retention_gaps_days,
        jobs=settings.retention_jobs_days,
        sessions=settings.retention_sessions_days,
    )


def describe(data_dir: Path, url: str, days: Days, *, clock: Callable[[], float] = time) -> str:
    """One sentence for operators on the last run.

    Raises :class:`StateUnreachable` when the database does not open, :class:`SafeguardingError` when the job has not run for two days.
    """
    if not url and not (data_dir / "state.sqlite3").is_file():
        return "nothing is kept yet"
    with opened(data_dir, url) as database:
        job = Retention(database, days, clock=clock)
        last = job.last()
        if job.overdue():
            when = f"last ran on {_date(last.at)}" if last else "has never run"
            raise SafeguardingError(f"The job that deletes old rows {when}. Run `safeguarding retention`, and once a day from now on.")
        return f"ran on {_date(last.at)}, {sum(last.deleted.values())} rows deleted" if last else "nothing old is kept"


@contextmanager
def opened(data_dir: Path, url: str) -> Iterator[Database]:
    """The state database for one command. Raises :class:`StateUnreachable` when it fails."""
    database: Database | None = None
    try:
        database = open_database(data_dir, url)
        yield database
    except SQLAlchemyError as error:
        raise StateUnreachable("The state database cannot be used. Start it, mend its permissions, or mend SAFEGUARDING_DATABASE_URL.") from error
    finally:
        if database is not None:
            database.close()


class DailyRetention:
    """Runs the job once a day beside a server. Several processes may do so: whoever looks first runs it."""

    def __init__(self, data_dir: Path, url: str, days: Days) -> None:
        self._data_dir, self._url, self._days = data_dir, url, days
        self._stop = threading.Event()

    def start(self) -> None:
        """Begin; the first look comes at once."""
        threading.Thread(target=self._run, name="retention", daemon=True).start()

    def stop(self) -> None:
        """No further look."""
        self._stop.set()

    def look(self) -> RetentionRun | None:
        """Run the job if a day has passed."""
        with opened(self._data_dir, self._url) as database:
            job = Retention(database, self._days)
            return job.run("schedule") if job.due() else None

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                ran = self.look()
                if ran:
                    log.info("retention", deleted=ran.deleted)
            except (SafeguardingError, OSError) as error:
                log.error("retention_failed", problem=type(error).__name__)
            self._stop.wait(_LOOK_EVERY)


def _date(moment: float) -> str:
    return datetime.fromtimestamp(moment, UTC).date().isoformat()
