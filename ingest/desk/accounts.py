"""Named accounts with argon2id hashes, three roles, and a pause after wrong passwords."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from time import time
from typing import Literal, get_args

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from sqlalchemy import delete, select

from assistant.state.database import Database
from assistant.state.desk import DeskSessionRow, DeskUserRow
from ingest.desk.errors import DeskError

Role = Literal["reader", "editor", "publisher"]
ROLES: tuple[Role, ...] = get_args(Role)
ROLE_NAMES: dict[Role, str] = {
    "reader": "reads everything, changes nothing",
    "editor": "uploads, corrects, tries, edits contacts, and asks for publication",
    "publisher": "publishes, approves, withdraws and goes back",
}
FAILURES = 5
LOCKED_SECONDS = 15 * 60
SHORTEST = 12
_NAME = re.compile(r"[a-z][a-z0-9._-]{1,39}")


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """Somebody who may sign in."""

    name: str
    role: Role
    disabled: bool = False
    locked: bool = False
    seen_at: float = 0.0


def may(role: Role, needed: Role) -> bool:
    """Whether a role includes another: publisher > editor > reader."""
    return ROLES.index(role) >= ROLES.index(needed)


class Accounts:
    """The accounts of this installation. Methods raise ``DeskError`` with a sentence."""

    def __init__(self, database: Database, *, hasher: PasswordHasher | None = None, clock: Callable[[], float] = time) -> None:
        self._database = database
        self._hasher = hasher or PasswordHasher()
        self._clock = clock

    @cached_property
    def _nobody(self) -> str:
        """A hash to check against when there is no such account, so that both take the same time."""
        return self._hasher.hash("nobody has this password")

    def add(self, name: str, password: str, role: str) -> User:
        """Make an account."""
        if not _NAME.fullmatch(name):
            raise DeskError("A name has 2 to 40 small letters, digits, dots or hyphens and begins with a letter, such as 'p.shah'.")
        self._check_password(name, password)
        with self._database.session() as session:
            if session.get(DeskUserRow, name):
                raise DeskError(f"There is already an account '{name}'. Choose another name.")
            session.add(
                DeskUserRow(
                    name=name, role=_role(role), hash=self._hasher.hash(password), failures=0, locked_until=0.0, disabled=False,
                    created_at=self._clock(), seen_at=0.0,
                )
            )
        return User(name=name, role=_role(role))

    def sign_in(self, name: str, password: str) -> User:
        """The account, when the password is right. The sentence is the same for a wrong name and a wrong password."""
        wrong = DeskError(
            f"Name or password is not right. After {FAILURES} wrong tries an account rests for {LOCKED_SECONDS // 60} minutes.", 401
        )
        with self._database.session() as session:
            row = session.get(DeskUserRow, name.strip().lower())
            # Whoever signs in through an identity provider has no password here, and none opens the account.
            known = row.hash if row and row.hash else self._nobody
        right = self._verify(known, password)
        if row is None or row.disabled or not row.hash:
            raise wrong
        now = self._clock()
        if row.locked_until > now:
            raise wrong
        with self._database.session() as session:
            row = session.get_one(DeskUserRow, row.name)
            if not right:
                row.failures += 1
                if row.failures >= FAILURES:
                    row.failures, row.locked_until = 0, now + LOCKED_SECONDS
            else:
                row.failures, row.seen_at = 0, now
                if self._hasher.check_needs_rehash(row.hash):
                    row.hash = self._hasher.hash(password)
        if not right:
            raise wrong
        return self._user(row)

    def all(self) -> list[User]:
        """All accounts by name."""
        with self._database.session() as session:
            return [self._user(row) for row in session.scalars(select(DeskUserRow).order_by(DeskUserRow.name))]

    def get(self, name: str) -> User | None:
        """An account by name."""
        with self._database.session() as session:
            row = session.get(DeskUserRow, name)
            return self._user(row) if row else None

    def set_role(self, name: str, role: str) -> None:
        """Change what an account may do; holds from its next click."""
        with self._database.session() as session:
            self._row(session.get(DeskUserRow, name), name).role = _role(role)

    def set_disabled(self, name: str, disabled: bool) -> None:
        """Close an account and end its sessions, or open it again."""
        with self._database.session() as session:
            self._row(session.get(DeskUserRow, name), name).disabled = disabled
            session.execute(delete(DeskSessionRow).where(DeskSessionRow.user == name))

    def set_password(self, name: str, password: str) -> None:
        """Give an account another password; all its sessions end."""
        self._check_password(name, password)
        with self._database.session() as session:
            row = self._row(session.get(DeskUserRow, name), name)
            if not row.hash:
                raise DeskError(f"'{name}' signs in through the identity provider and has no password here.")
            row.hash, row.failures, row.locked_until = self._hasher.hash(password), 0, 0.0
            session.execute(delete(DeskSessionRow).where(DeskSessionRow.user == name))

    def _verify(self, known: str, password: str) -> bool:
        try:
            return self._hasher.verify(known, password[:1024])
        except (VerifyMismatchError, InvalidHashError):
            return False

    def _user(self, row: DeskUserRow) -> User:
        return User(
            name=row.name, role=_role(row.role), disabled=row.disabled, locked=row.locked_until > self._clock(), seen_at=row.seen_at
        )

    @staticmethod
    def _row(row: DeskUserRow | None, name: str) -> DeskUserRow:
        if row is None:
            raise DeskError(f"There is no account '{name}'. See them with: safeguarding desk users", 404)
        return row

    @staticmethod
    def _check_password(name: str, password: str) -> None:
        if len(password) < SHORTEST or len(password) > 1024 or len(set(password)) < 5 or name in password.lower():
            raise DeskError(f"A password has at least {SHORTEST} characters, five different ones, and not the name in it. Three words do well.")


def _role(text: str) -> Role:
    for role in ROLES:
        if role == text:
            return role
    raise DeskError(f"A role is one of: {', '.join(ROLES)}.")
