"""Slack's rotating bot token: the pair in force, and which process renews it. The table holds the tokens encrypted (``state.seal``)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from time import time

from sqlalchemy import Float, String, Text, delete, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from assistant.state.database import Database
from assistant.state.models import Base
from assistant.state.seal import Seal

_LEASE_SECONDS = 20.0


class SlackTokenRow(Base):
    """The tokens that follow from one refresh token of the settings. ``seed`` is that token's SHA-256; ``access`` and ``refresh`` are
    encrypted."""

    __tablename__ = "slack_tokens"

    seed: Mapped[str] = mapped_column(String(64), primary_key=True)
    access: Mapped[str] = mapped_column(Text)
    refresh: Mapped[str] = mapped_column(Text)
    expires_at: Mapped[float] = mapped_column(Float)
    turning_until: Mapped[float] = mapped_column(Float)


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenPair:
    """An access token (empty before the first renewal), its refresh token, and when the former ends (Unix seconds)."""

    access: str
    refresh: str
    expires_at: float


class TokenShelf:
    """The pair that follows from ``first``, the refresh token of the settings. Another refresh token there begins anew."""

    def __init__(self, database: Database, first: str, seal: Seal, *, clock: Callable[[], float] = time) -> None:
        self._database, self._first, self._seal, self._clock = database, first, seal, clock
        self._seed = sha256(first.encode()).hexdigest()

    def read(self) -> TokenPair:
        """The pair in force; before the first renewal one that has ended.

        Raises:
            SettingsError: it was encrypted with another key.
        """
        with self._database.session() as session:
            row = session.get(SlackTokenRow, self._seed)
            if row is None:
                return TokenPair(access="", refresh=self._first, expires_at=0.0)
            return TokenPair(access=self._opened(row.access), refresh=self._opened(row.refresh), expires_at=row.expires_at)

    def begin(self, pair: TokenPair) -> bool:
        """Whether this process may renew ``pair`` now: a refresh token counts once, so that one process at a time may use it."""
        self._make_row()
        now = self._clock()
        with self._database.session() as session:
            row = session.get(SlackTokenRow, self._seed)
            if row is None or self._opened(row.refresh) != pair.refresh:
                return False
            # One token encrypts to another text each time, so that the text which was read stands for it.
            done = session.execute(
                update(SlackTokenRow)
                .where(SlackTokenRow.seed == self._seed, SlackTokenRow.refresh == row.refresh, SlackTokenRow.turning_until < now)
                .values(turning_until=now + _LEASE_SECONDS)
            )
            return bool(getattr(done, "rowcount", 0))

    def keep(self, pair: TokenPair) -> None:
        """The renewed pair, or (after a failure) the old one, free to be tried again."""
        with self._database.session() as session:
            session.execute(
                update(SlackTokenRow)
                .where(SlackTokenRow.seed == self._seed)
                .values(
                    access=self._seal.close(pair.access), refresh=self._seal.close(pair.refresh), expires_at=pair.expires_at, turning_until=0.0
                )
            )

    def clear(self) -> None:
        """Delete every token: the app was uninstalled."""
        with self._database.session() as session:
            session.execute(delete(SlackTokenRow))

    def _make_row(self) -> None:
        try:
            with self._database.session() as session:
                if session.get(SlackTokenRow, self._seed) is None:
                    first = self._seal.close(self._first)
                    session.add(SlackTokenRow(seed=self._seed, access="", refresh=first, expires_at=0.0, turning_until=0.0))
        except IntegrityError:
            return  # another process made it in the same moment

    def _opened(self, kept: str) -> str:
        # A row of an earlier version holds the tokens as they are; the next renewal encrypts them.
        return kept if kept.startswith("xoxe") else self._seal.open(kept)
