"""Who is signed in: a random token in a signed cookie, its hash in the database, and form tokens made from it."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from time import time
from typing import Any

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError

from assistant.state.database import Database
from assistant.state.desk import DeskSessionRow, DeskUserRow
from assistant.state.models import SecretRow
from ingest.desk.accounts import Role, User, may

IDLE_SECONDS = 60 * 60
LONGEST_SECONDS = 12 * 60 * 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """The signed-in person of a request. ``form_token`` goes into every form of theirs."""

    name: str
    role: Role
    token: str
    form_token: str

    def may(self, needed: Role) -> bool:
        """Whether this person's role includes another."""
        return may(self.role, needed)


class Sessions:
    """Opens, finds and ends sessions."""

    def __init__(self, database: Database, *, clock: Callable[[], float] = time) -> None:
        self._database = database
        self._clock = clock
        self._secret = _secret(database)

    def open(self, user: User) -> str:
        """Start a session; returns the value of its cookie. Old sessions are swept."""
        token, now = secrets.token_urlsafe(32), self._clock()
        with self._database.session() as session:
            session.execute(
                delete(DeskSessionRow).where((DeskSessionRow.seen_at < now - IDLE_SECONDS) | (DeskSessionRow.started_at < now - LONGEST_SECONDS))
            )
            session.add(DeskSessionRow(token_hash=_hash(token), user=user.name, started_at=now, seen_at=now))
        return f"{token}.{self._sign('cookie', token)}"

    def visitor(self, cookie: str) -> Visitor | None:
        """Who sent this cookie; ``None`` when it is forged, ended or out of date. The role is read anew each time."""
        token, _, signature = cookie.partition(".")
        if not token or not hmac.compare_digest(signature.encode(), self._sign("cookie", token).encode()):
            return None
        now = self._clock()
        with self._database.session() as session:
            row = session.get(DeskSessionRow, _hash(token))
            if row is None or row.seen_at < now - IDLE_SECONDS or row.started_at < now - LONGEST_SECONDS:
                return None
            user = session.get(DeskUserRow, row.user)
            if user is None or user.disabled or user.role not in ("reader", "editor", "publisher"):
                return None
            if now - row.seen_at > 60:
                row.seen_at = now
            return Visitor(name=user.name, role=user.role, token=token, form_token=self.form_token(token))  # type: ignore[arg-type]  # checked above

    def close(self, visitor: Visitor) -> None:
        """End the session."""
        with self._database.session() as session:
            session.execute(delete(DeskSessionRow).where(DeskSessionRow.token_hash == _hash(visitor.token)))

    def form_token(self, token: str) -> str:
        """What forms of this session carry, so that no other site can send them."""
        return self._sign("form", token)

    def is_form_token(self, token: str, given: str) -> bool:
        """Whether a form came from this session."""
        return hmac.compare_digest(given.encode(), self.form_token(token).encode())

    def seal(self, purpose: str, values: Mapping[str, str], seconds: float) -> str:
        """Values that a browser may carry for a while and cannot change."""
        text = json.dumps({**values, "until": self._clock() + seconds})
        body = base64.urlsafe_b64encode(text.encode()).decode()
        return f"{body}.{self._sign(purpose, body)}"

    def unseal(self, purpose: str, sealed: str) -> dict[str, str] | None:
        """The values again; ``None`` when they were changed, are too old or for another purpose."""
        body, _, signature = sealed.partition(".")
        if not body or not hmac.compare_digest(signature.encode(), self._sign(purpose, body).encode()):
            return None
        values: dict[str, Any] = json.loads(base64.urlsafe_b64decode(body))
        return None if self._clock() > float(values.pop("until")) else {name: str(value) for name, value in values.items()}

    def _sign(self, purpose: str, token: str) -> str:
        return hmac.new(self._secret, f"{purpose}:{token}".encode(), hashlib.sha256).hexdigest()


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _secret(database: Database) -> bytes:
    """The key of this installation, made once and kept in its database."""
    while True:
        with database.session() as session:
            row = session.get(SecretRow, "desk_key")
            if row:
                return bytes.fromhex(row.value)
        try:
            with database.session() as session:
                session.add(SecretRow(name="desk_key", value=secrets.token_hex(32)))
        except IntegrityError:  # another process was first
            continue
