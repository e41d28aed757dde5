"""Keeps leases alive while questions are being answered, and finishes what a dead process or a failed attempt left behind."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Executor
from time import monotonic, time

from sqlalchemy.exc import SQLAlchemyError

from assistant.channels.slack_answering import Answerer, Job
from assistant.channels.slack_events import Ask, AskKind
from assistant.channels.slack_history import History
from assistant.state import Claim, ClaimBook

log = logging.getLogger("safeguarding.slack")

_RENEW_SECONDS = 2.0
_EXPIRE_SECONDS = 600.0
_REMEMBERED_SECONDS = 7_200.0
"""Slack tries for about an hour to deliver an event."""


class Keeper:
    """One thread. ``others`` finishes claims of kinds that are not questions (sharing)."""

    def __init__(
        self, claims: ClaimBook, answerer: Answerer, history: History, pool: Executor, *,
        others: Callable[[Claim], None], team: str | None = None, tick: float = 1.0,
    ) -> None:
        self._claims, self._answerer, self._history, self._pool = claims, answerer, history, pool
        self._others, self._team, self._tick = others, team, tick
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="slack-keeper", daemon=True)

    def start(self) -> None:
        """Begin; the first round looks for what an earlier process left."""
        self._thread.start()

    def stop(self) -> None:
        """End after the current round."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join(timeout=10)

    def _run(self) -> None:
        renewed = expired = monotonic()
        while not self._stop.is_set():
            try:
                if monotonic() - renewed >= _RENEW_SECONDS:
                    self._claims.renew(self._answerer.in_flight())
                    renewed = monotonic()
                if monotonic() - expired >= _EXPIRE_SECONDS:
                    self._claims.expire()
                    expired = monotonic()
                self.resume()
            except SQLAlchemyError as error:
                log.error("the state database failed: %s", type(error).__name__)
            self._stop.wait(self._tick)

    def resume(self) -> int:
        """Take over what lies unfinished; how many."""
        held = set(self._answerer.in_flight())
        claims = [claim for claim in self._claims.take_over(team=self._team) if claim.key not in held]
        for claim in claims:
            self._answerer.hold(claim.key)
            self._pool.submit(self._finish, claim)
        return len(claims)

    def _finish(self, claim: Claim) -> None:
        try:
            if claim.kind not in _KINDS:
                self._others(claim)
            elif claim.state == "answered":
                # The reply stands; whether its private pointer was seen cannot be known, and showing it again could double it.
                self._claims.finish(claim.key, "pointer_lost" if claim.kind == "mention" else "")
            else:
                text = self._history.text_of(claim)
                job = Job(ask=_ask(claim, text or ""), book=self._claims, since=claim.claimed_at, again=True, lost=text is None)
                self._answerer.hold(claim.key)
                self._answerer.handle(job)
        except Exception as error:  # noqa: BLE001 - a thread of ours must not die silently; the claim is taken up again later
            log.error("resuming failed: %s", type(error).__name__)
        finally:
            self._answerer.release(claim.key)


_KINDS: dict[str, AskKind] = {
    "message": "message", "thread": "thread", "mention": "mention", "command": "command", "shortcut": "shortcut", "edit": "edit",
}


def _ask(claim: Claim, text: str) -> Ask:
    return Ask(
        key=claim.key, kind=_KINDS[claim.kind], team=claim.team, asker=claim.asker, channel=claim.channel, text=text, ts=claim.ts,
        thread_ts=claim.thread_ts,
    )


def claim_of(ask: Ask) -> Claim:
    """The row that stands for a question."""
    return Claim(key=ask.key, kind=ask.kind, team=ask.team, asker=ask.asker, channel=ask.channel, ts=ask.ts, thread_ts=ask.thread_ts)


class LocalBook:
    """Claims in memory, for the time in which the database is down: better an answer that another process might repeat than none."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._rows: dict[str, float] = {}

    def claim(self, claim: Claim) -> bool:
        """``True`` once for a key."""
        now = time()
        with self._lock:
            if claim.key in self._rows:
                return False
            self._rows = {key: since for key, since in self._rows.items() if since > now - _REMEMBERED_SECONDS} | {claim.key: now}
            return True

    def get(self, key: str) -> Claim | None:  # noqa: ARG002 - nothing is known beyond the key
        """No row."""
        return None

    def renew(self, keys: object) -> int:  # noqa: ARG002 - there is no other owner
        """Always ours."""
        return 1

    def answered(self, key: str, channel: str, ts: str) -> None:
        """Not kept."""

    def finish(self, key: str, fault: str = "") -> None:
        """Not kept."""

    def fail(self, key: str, fault: str) -> None:
        """Not kept."""

    def drop(self, key: str) -> None:
        """Not kept."""

    def put_back(self, key: str, fault: str) -> bool:  # noqa: ARG002 - nobody takes it up
        """Not kept."""
        return False
