"""Durable claims: whoever inserts the row answers; a row whose lease has run out is taken over by exactly one other process.

A lease is renewed right before each post and is longer than a post may take, so two processes never post for one key at a time.
States: ``open`` (to be answered), ``answered`` (the reply stands, its pointer may not), ``done``, ``failed``.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from time import time
from uuid import uuid4

from sqlalchemy import CursorResult, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from assistant.state.database import Database
from assistant.state.models import ClaimRow

LEASE_SECONDS = 9.0
KEPT_SECONDS = 7 * 86_400.0
"""Slack retries for about an hour; a week also lets an edited question find its reply."""
ATTEMPTS = 8
_PAUSES = (1.0, 2.0, 5.0, 15.0, 30.0, 60.0, 120.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A row as a value. ``ts`` is empty for what has no message (a command)."""

    key: str
    kind: str
    team: str
    asker: str
    channel: str
    ts: str = ""
    thread_ts: str = ""
    state: str = "open"
    attempts: int = 1
    claimed_at: float = 0.0
    reply_channel: str = ""
    reply_ts: str = ""
    fault: str = ""


class ClaimBook:
    """The claims as one process sees them; ``owner`` names the process. Methods raise ``SQLAlchemyError`` when the database fails."""

    def __init__(self, database: Database, *, clock: Callable[[], float] = time, owner: str = "") -> None:
        self._database = database
        self._clock = clock
        self.owner = owner or uuid4().hex

    def claim(self, claim: Claim) -> bool:
        """Insert the row; ``False`` when somebody has it already."""
        now = self._clock()
        row = {
            "key": claim.key, "kind": claim.kind, "team": claim.team, "asker": claim.asker, "channel": claim.channel, "ts": claim.ts,
            "thread_ts": claim.thread_ts, "state": "open", "owner": self.owner, "attempts": 1, "lease_until": now + LEASE_SECONDS,
            "claimed_at": now, "expires_at": now + KEPT_SECONDS, "reply_channel": "", "reply_ts": "", "fault": "",
        }
        try:
            with self._database.engine.begin() as connection:
                connection.execute(insert(ClaimRow).values(**row))
        except IntegrityError:
            return False
        return True

    def get(self, key: str) -> Claim | None:
        """The row of a key."""
        with self._database.session() as session:
            row = session.get(ClaimRow, key)
            return _value(row) if row else None

    def by_reply(self, channel: str, ts: str) -> Claim | None:
        """The claim whose reply stands at that place."""
        with self._database.session() as session:
            row = session.scalars(select(ClaimRow).where(ClaimRow.reply_channel == channel, ClaimRow.reply_ts == ts).limit(1)).first()
            return _value(row) if row else None

    def renew(self, keys: Collection[str]) -> int:
        """Prolong the leases of keys that this process still owns; how many there were."""
        if not keys:
            return 0
        return self._update(
            update(ClaimRow)
            .where(ClaimRow.key.in_(list(keys)), ClaimRow.owner == self.owner, ClaimRow.state.in_(("open", "answered")))
            .values(lease_until=self._clock() + LEASE_SECONDS)
        )

    def answered(self, key: str, channel: str, ts: str) -> None:
        """The reply stands at ``channel``, ``ts``."""
        self._update(update(ClaimRow).where(ClaimRow.key == key).values(state="answered", reply_channel=channel, reply_ts=ts))

    def finish(self, key: str, fault: str = "") -> None:
        """Nothing is left to do; ``fault`` is a stable word for what went wrong."""
        self._update(update(ClaimRow).where(ClaimRow.key == key).values(state="done", fault=fault))

    def fail(self, key: str, fault: str) -> None:
        """Given up for good, for the reason ``fault``."""
        self._update(update(ClaimRow).where(ClaimRow.key == key).values(state="failed", fault=fault[:80]))

    def drop(self, key: str) -> None:
        """Delete a row that turned out to be none of our business."""
        with self._database.engine.begin() as connection:
            connection.execute(delete(ClaimRow).where(ClaimRow.key == key))

    def put_back(self, key: str, fault: str) -> bool:
        """Leave it for a later attempt, after a pause that grows; ``False`` (and failed) when there were enough attempts."""
        claim = self.get(key)
        if claim is None or claim.attempts >= ATTEMPTS:
            self.fail(key, fault)
            return False
        pause = _PAUSES[min(claim.attempts, len(_PAUSES)) - 1]
        self._update(
            update(ClaimRow)
            .where(ClaimRow.key == key, ClaimRow.owner == self.owner)
            .values(lease_until=self._clock() + pause, owner="", fault=fault[:80])
        )
        return True

    def take_over(self, limit: int = 20, team: str | None = None) -> list[Claim]:
        """Unfinished rows whose lease has run out, now owned by this process. Two callers never get the same row."""
        now = self._clock()
        late = select(ClaimRow).where(ClaimRow.state.in_(("open", "answered")), ClaimRow.lease_until < now)
        if team is not None:
            late = late.where(ClaimRow.team == team)
        with self._database.session() as session:
            rows = [(_value(row), row.lease_until) for row in session.scalars(late.order_by(ClaimRow.claimed_at).limit(limit))]
        return [replace(claim, attempts=claim.attempts + 1) for claim, lease in rows if self._taken(claim, lease, now)]

    def _taken(self, claim: Claim, lease: float, now: float) -> bool:
        same = update(ClaimRow).where(ClaimRow.key == claim.key, ClaimRow.lease_until == lease, ClaimRow.state == claim.state)
        return self._update(same.values(owner=self.owner, lease_until=now + LEASE_SECONDS, attempts=ClaimRow.attempts + 1)) == 1

    def expire(self) -> int:
        """Delete rows past their time; how many."""
        with self._database.engine.begin() as connection:
            result: CursorResult[tuple[()]] = connection.execute(delete(ClaimRow).where(ClaimRow.expires_at < self._clock()))
            return result.rowcount

    def forget(self, team: str, person: str) -> None:
        """Take a person's name off finished claims; the keys stay, so that nothing is answered twice."""
        self._update(
            update(ClaimRow)
            .where(ClaimRow.team == team, ClaimRow.asker == person, ClaimRow.state.in_(("done", "failed")))
            .values(asker="")
        )

    def forget_team(self, team: str) -> None:
        """Delete every claim of a workspace, after the app was removed from it."""
        with self._database.engine.begin() as connection:
            connection.execute(delete(ClaimRow).where(ClaimRow.team == team))

    def _update(self, statement: object) -> int:
        with self._database.engine.begin() as connection:
            return int(connection.execute(statement).rowcount)  # type: ignore[call-overload]


def _value(row: ClaimRow) -> Claim:
    return Claim(
        key=row.key, kind=row.kind, team=row.team, asker=row.asker, channel=row.channel, ts=row.ts, thread_ts=row.thread_ts,
        state=row.state, attempts=row.attempts, claimed_at=row.claimed_at, reply_channel=row.reply_channel, reply_ts=row.reply_ts,
        fault=row.fault,
    )
