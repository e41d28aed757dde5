"""Long work as rows that outlive a closed browser and a restarted server. One job runs at a time; a lease says that somebody is at it.

States: ``waiting`` (for a second person), ``queued`` (also: for its date), ``running``, ``done``, ``failed``, ``cancelled``.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from time import time
from typing import Any

from sqlalchemy import CursorResult, select, update

from assistant.state.database import Database
from assistant.state.desk import DeskJobRow
from ingest.desk.errors import DeskError

LEASE_SECONDS = 45.0
ATTEMPTS = 3
OPEN = ("waiting", "queued", "running")


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A row as a value. ``details`` holds ids and marks of drafts; ``report`` what a publication did."""

    id: str
    kind: str
    state: str
    asked_by: str
    asked_at: float
    approved_by: str = ""
    not_before: float = 0.0
    finished_at: float = 0.0
    attempts: int = 0
    stage: str = ""
    done: int = 0
    total: int = 0
    error: str = ""
    details: Mapping[str, Any] = field(default_factory=dict)
    report: Mapping[str, Any] = field(default_factory=dict)

    @property
    def draft_ids(self) -> list[str]:
        """The drafts that it publishes or tries."""
        return list(self.details.get("drafts", {}))

    @property
    def lost(self) -> list[str]:
        """Ids of the must-answer questions that stopped it."""
        return list(self.report.get("lost", [])) if self.state == "failed" else []

    @property
    def open(self) -> bool:
        """Whether something will still happen."""
        return self.state in OPEN


class JobBook:
    """The jobs of this installation; ``owner`` names this process."""

    def __init__(self, database: Database, *, clock: Callable[[], float] = time) -> None:
        self._database = database
        self._clock = clock
        self.owner = secrets.token_hex(16)

    def ask(self, kind: str, by: str, details: Mapping[str, Any], *, job_id: str, waits: bool = False, not_before: float = 0.0) -> Job:
        """Write a job down; ``waits`` for a second person's approval."""
        with self._database.session() as session:
            row = DeskJobRow(
                id=job_id, kind=kind, state="waiting" if waits else "queued", asked_by=by, approved_by="", asked_at=self._clock(),
                not_before=not_before, finished_at=0.0, owner="", lease_until=0.0, attempts=0, stage="", done=0, total=0, error="",
                details=dict(details), report={},
            )
            session.add(row)
        return self.get(job_id)

    def get(self, job_id: str) -> Job:
        """A job by id."""
        with self._database.session() as session:
            row = session.get(DeskJobRow, job_id)
            if row is None:
                raise DeskError("There is no such publication. See all of them under Publications.", 404)
            return _job(row)

    def all(self, *, kind: str = "", limit: int = 50) -> list[Job]:
        """Newest first."""
        wanted = select(DeskJobRow).order_by(DeskJobRow.asked_at.desc(), DeskJobRow.id).limit(limit)
        if kind:
            wanted = wanted.where(DeskJobRow.kind == kind)
        with self._database.session() as session:
            return [_job(row) for row in session.scalars(wanted)]

    def approve(self, job_id: str, by: str) -> Job:
        """A second person's yes. Never the asker's own."""
        job = self.get(job_id)
        if job.asked_by == by:
            raise DeskError("You asked for this publication yourself; a second person has to approve it.", 403)
        change = update(DeskJobRow).where(DeskJobRow.id == job_id, DeskJobRow.state == "waiting").values(state="queued", approved_by=by)
        if not self._changed(change):
            raise DeskError(f"This publication is {self.get(job_id).state}; there is nothing to approve.", 409)
        return self.get(job_id)

    def cancel(self, job_id: str) -> Job:
        """Stop what has not begun."""
        change = update(DeskJobRow).where(DeskJobRow.id == job_id, DeskJobRow.state.in_(("waiting", "queued")))
        if not self._changed(change.values(state="cancelled", finished_at=self._clock())):
            raise DeskError(f"This publication is {self.get(job_id).state}; only one that has not begun can be cancelled.", 409)
        return self.get(job_id)

    def take(self) -> Job | None:
        """The next due job, now this process's own: a queued one, or a running one whose lease ran out. Two callers never get the same."""
        now = self._clock()
        due = (DeskJobRow.state == "queued") & (DeskJobRow.not_before <= now)
        lost = (DeskJobRow.state == "running") & (DeskJobRow.lease_until < now)
        with self._database.session() as session:
            busy = select(DeskJobRow.id).where(DeskJobRow.state == "running", DeskJobRow.lease_until >= now).limit(1)
            if session.scalars(busy).first() is not None:
                return None
            row = session.scalars(select(DeskJobRow).where(due | lost).order_by(DeskJobRow.state.desc(), DeskJobRow.asked_at).limit(1)).first()
            if row is None:
                return None
            seen = (row.id, row.state, row.lease_until)
        change = update(DeskJobRow).where(DeskJobRow.id == seen[0], DeskJobRow.state == seen[1], DeskJobRow.lease_until == seen[2])
        values = {"state": "running", "owner": self.owner, "lease_until": now + LEASE_SECONDS, "attempts": DeskJobRow.attempts + 1}
        return self.get(seen[0]) if self._changed(change.values(**values)) else None

    def renew(self, job_id: str) -> bool:
        """Say that this process is still at it; ``False`` when another has taken over."""
        return self._changed(self._mine(job_id).values(lease_until=self._clock() + LEASE_SECONDS))

    def progress(self, job_id: str, stage: str, done: int, total: int) -> None:
        """What the person who waits is shown."""
        self._changed(self._mine(job_id).values(stage=stage[:120], done=done, total=total, lease_until=self._clock() + LEASE_SECONDS))

    def later(self, job_id: str, seconds: float, why: str) -> None:
        """Put it back for another try; this one does not count."""
        values = {"state": "queued", "not_before": self._clock() + seconds, "stage": why[:120], "attempts": DeskJobRow.attempts - 1}
        self._changed(self._mine(job_id).values(**values))

    def finish(self, job_id: str, report: Mapping[str, Any]) -> None:
        """Done."""
        self._changed(self._mine(job_id).values(state="done", stage="", error="", report=dict(report), finished_at=self._clock()))

    def fail(self, job_id: str, sentence: str, report: Mapping[str, Any] | None = None) -> None:
        """Given up, for a reason that is shown; ``report`` says more for pages (``lost``: ids of must-answer questions)."""
        values = {"state": "failed", "stage": "", "error": sentence[:2000], "report": dict(report or {}), "finished_at": self._clock()}
        self._changed(self._mine(job_id).values(**values))

    def _mine(self, job_id: str) -> Any:
        return update(DeskJobRow).where(DeskJobRow.id == job_id, DeskJobRow.state == "running", DeskJobRow.owner == self.owner)

    def _changed(self, statement: Any) -> bool:
        with self._database.engine.begin() as connection:
            result: CursorResult[Any] = connection.execute(statement)
            return result.rowcount == 1


def new_id() -> str:
    """An id for a job."""
    return secrets.token_hex(12)


def _job(row: DeskJobRow) -> Job:
    return Job(
        id=row.id, kind=row.kind, state=row.state, asked_by=row.asked_by, approved_by=row.approved_by, asked_at=row.asked_at,
        not_before=row.not_before, finished_at=row.finished_at, attempts=row.attempts, stage=row.stage, done=row.done, total=row.total,
        error=row.error, details=row.details, report=row.report,
    )
