"""Keys of other programs: shown once, kept as hashes, with scopes, an end and a limit of their own.

A key holds 256 random bits, so its SHA-256 cannot be turned back by guessing and needs neither salt nor a slow hash; those are for
passwords, which people choose. A quick hash also keeps wrong keys from costing the server time.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from time import time
from typing import Literal, get_args

from sqlalchemy import Float, Integer, String, UniqueConstraint, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from assistant.errors import SafeguardingError
from assistant.state.database import Database
from assistant.state.models import Base

Scope = Literal["ask", "search", "feedback", "staff"]
SCOPES: dict[Scope, str] = {
    "ask": "asks questions",
    "search": "searches and reads the library",
    "feedback": "says whether a reply helped",
    "staff": "reads what is for practitioners only, where the service is open to the public",
}
PREFIX = "sgb_"
"""So that a key that was left in a file is found by secret scanners."""
NOTED_SECONDS = 3600.0
_NAME = re.compile(r"[a-z][a-z0-9._-]{1,39}")
assert set(SCOPES) == set(get_args(Scope))


class KeyRefused(SafeguardingError):
    """A key cannot be made or found. ``str(error)`` says what to do."""


class KeyRow(Base):
    """A key. Rows stay after a key's end, as the record of who made and who revoked it; ``revoked_at`` is 0 until then."""

    __tablename__ = "api_keys"

    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    hash: Mapped[str] = mapped_column(String(64))
    scopes: Mapped[str] = mapped_column(String(80))
    per_minute: Mapped[int] = mapped_column(Integer)
    created_at: Mapped[float] = mapped_column(Float)
    expires_at: Mapped[float] = mapped_column(Float)
    used_at: Mapped[float] = mapped_column(Float, default=0.0)
    revoked_at: Mapped[float] = mapped_column(Float, default=0.0)
    created_by: Mapped[str] = mapped_column(String(60))
    revoked_by: Mapped[str] = mapped_column(String(60), default="")

    __table_args__ = (UniqueConstraint("hash", name="uq_api_keys_hash"),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """What is kept of a key. Times are Unix seconds; ``used_at`` is right to the hour, 0 when never used."""

    name: str
    scopes: frozenset[Scope]
    per_minute: int
    created_at: float
    expires_at: float
    used_at: float = 0.0
    revoked_at: float = 0.0
    created_by: str = ""
    revoked_by: str = ""

    def state(self, now: float) -> Literal["valid", "expired", "revoked"]:
        """Whether it opens anything."""
        if self.revoked_at:
            return "revoked"
        return "valid" if now < self.expires_at else "expired"


class KeyBook:
    """The keys of this installation. Methods raise ``SQLAlchemyError`` when the database fails."""

    def __init__(self, database: Database, *, clock: Callable[[], float] = time) -> None:
        self._database = database
        self._clock = clock

    def add(self, name: str, scopes: Iterable[str], *, expires_at: float, per_minute: int, by: str = "") -> str:
        """Make a key and return it; it cannot be shown again. Raises ``KeyRefused`` with a sentence."""
        chosen = read_scopes(scopes)
        if not _NAME.fullmatch(name):
            raise KeyRefused("A key's name has 2 to 40 small letters, digits, dots or hyphens and begins with a letter, such as 'intranet'.")
        if expires_at <= self._clock():
            raise KeyRefused("The key would have expired already. Give a later day, such as --expires 2027-01-01.")
        token = PREFIX + secrets.token_urlsafe(32)
        row = KeyRow(
            name=name, hash=hashed(token), scopes=",".join(sorted(chosen)), per_minute=per_minute, created_at=self._clock(), expires_at=expires_at,
            used_at=0.0, revoked_at=0.0, created_by=by[:60], revoked_by="",
        )  # fmt: skip
        try:
            with self._database.session() as session:
                session.add(row)
        except IntegrityError as error:
            raise KeyRefused(f"There is already a key '{name}' (revoked ones keep their name). Choose another, such as '{name}-2'.") from error
        return token

    def find(self, token: str) -> Key | None:
        """The key that was sent, in whatever state; ``None`` when there is none. Notes once an hour that it is used."""
        if not token.startswith(PREFIX) or len(token) > 200:
            return None
        now = self._clock()
        with self._database.session() as session:
            row = session.scalars(select(KeyRow).where(KeyRow.hash == hashed(token))).first()
            key = _value(row) if row else None
        if key is not None and key.state(now) == "valid" and now - key.used_at > NOTED_SECONDS:
            with self._database.session() as session:
                session.execute(update(KeyRow).where(KeyRow.name == key.name).values(used_at=now))
        return key

    def all(self) -> list[Key]:
        """All keys by name."""
        with self._database.session() as session:
            return [_value(row) for row in session.scalars(select(KeyRow).order_by(KeyRow.name))]

    def revoke(self, name: str, by: str = "") -> None:
        """End a key from its next request on."""
        with self._database.session() as session:
            row = session.get(KeyRow, name)
            if row is None:
                raise KeyRefused(f"There is no key '{name}'. See them with: safeguarding keys list")
            if not row.revoked_at:
                row.revoked_at, row.revoked_by = self._clock(), by[:60]


def read_scopes(names: Iterable[str]) -> frozenset[Scope]:
    """Scopes by name; raises ``KeyRefused`` for an unknown one or none."""
    wanted = {name.strip() for name in names} - {""}
    if not wanted or wanted - set(SCOPES):
        raise KeyRefused(f"A key needs one or more of the scopes {', '.join(SCOPES)}.")
    return frozenset(scope for scope in SCOPES if scope in wanted)


def hashed(token: str) -> str:
    """What is kept of a key."""
    return hashlib.sha256(token.encode()).hexdigest()


def _value(row: KeyRow) -> Key:
    return Key(
        name=row.name, scopes=frozenset(scope for scope in SCOPES if scope in row.scopes.split(",")), per_minute=row.per_minute,
        created_at=row.created_at, expires_at=row.expires_at, used_at=row.used_at, revoked_at=row.revoked_at, created_by=row.created_by,
        revoked_by=row.revoked_by,
    )  # fmt: skip
