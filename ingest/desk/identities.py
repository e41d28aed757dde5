"""Which account of the desk belongs to somebody whom the identity provider knows. Bound to the provider's subject, never to a name."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from time import time
from urllib.parse import urlsplit

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from assistant.state.database import Database
from assistant.state.desk import DeskIdentityRow, DeskUserRow
from ingest.desk.accounts import User
from ingest.desk.errors import DeskError
from ingest.desk.oidc import Identity

LONGEST_NAME = 56


class Identities:
    """Finds or makes the account. Its role is what the provider says at each signing in."""

    def __init__(self, database: Database, *, clock: Callable[[], float] = time) -> None:
        self._database = database
        self._clock = clock

    def account(self, identity: Identity) -> User:
        """The account, with the role of now. Raises ``DeskError`` when it was closed at the desk."""
        try:
            return self._account(identity)
        except IntegrityError:  # another process made it in the same moment
            return self._account(identity)

    def _account(self, identity: Identity) -> User:
        key = hashlib.sha256(f"{identity.issuer}\n{identity.subject}".encode()).hexdigest()
        now = self._clock()
        with self._database.session() as session:
            known = session.get(DeskIdentityRow, key)
            row = session.get(DeskUserRow, known.user) if known else None
            if row is None:
                row = self._made(session, key, identity)
            if row.disabled:
                raise DeskError("Your account at this desk was closed. Ask whoever runs the service.", 403)
            row.role, row.seen_at = identity.role, now
            return User(name=row.name, role=identity.role, seen_at=now)

    def _made(self, session: Session, key: str, identity: Identity) -> DeskUserRow:
        name = _free(session, readable(identity))
        row = DeskUserRow(
            name=name, role=identity.role, hash="", failures=0, locked_until=0.0, disabled=False, created_at=self._clock(), seen_at=0.0
        )
        session.add(row)
        session.merge(DeskIdentityRow(id=key, user=name, issuer=identity.issuer[:300], created_at=self._clock()))
        return row


def readable(identity: Identity) -> str:
    """A name with an @ in it, which names of local accounts cannot have: nobody can pass for one of them."""
    name = re.sub(r"[^a-z0-9._@+-]", "-", identity.name.strip().lower())[:LONGEST_NAME]
    if "@" not in name:
        name = f"{name[:30]}@{urlsplit(identity.issuer).hostname}"[:LONGEST_NAME]
    return name


def _free(session: Session, name: str) -> str:
    """The name, with a number when somebody else has it: an address may be given to a new colleague."""
    first, _, place = name.partition("@")
    taken = set(session.scalars(select(DeskUserRow.name)))
    return next(found for found in (name, *(f"{first[:40]}-{n}@{place}"[:60] for n in range(2, len(taken) + 3))) if found not in taken)
