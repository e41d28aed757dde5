"""Who sends a request: anybody, a member of staff behind a trusted proxy, or a program with a key; and what each may see and how often ask."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable
from dataclasses import dataclass

from fastapi import Request
from sqlalchemy.exc import SQLAlchemyError

from assistant.channels.problems import RefusalError, log, place_of
from assistant.channels.proxies import STAFF
from assistant.domain import Audience
from assistant.state.keys import Key, KeyBook, Scope

NO_KEY = "This key is unknown, revoked or has expired. Ask whoever runs the service for a new one."
CHALLENGE = {"WWW-Authenticate": 'Bearer realm="safeguarding", error="invalid_token"'}
NO_DATABASE = "Keys cannot be checked just now. Try again in a minute."


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """Whoever sent a request. ``bucket`` counts what they ask; ``per_minute`` is ``None`` for the standard limit."""

    audience: Audience
    bucket: str
    per_minute: int | None = None
    key: str = ""


class Door:
    """Tells askers apart. ``public``: the service is open to everybody, and only staff read practitioners' documents."""

    def __init__(self, book: Callable[[], KeyBook], *, public: bool, clock: Callable[[], float]) -> None:
        self._make_book = book
        self._book: KeyBook | None = None
        self._lock = threading.Lock()
        self._clock = clock
        self._standard: Audience = "public" if public else "practitioner"

    def asker(self, request: Request, scope: Scope) -> Asker:
        """Who it is. A key that was sent must be good for ``scope``: raises ``RefusalError`` 401, 403 or 503 with a sentence."""
        given = request.headers.get("authorization", "")
        if given[:7].lower() == "bearer ":
            return self._with_key(self._find(given[7:].strip()), scope)
        person = request.scope.get(STAFF)
        if person:
            code = hashlib.sha256(str(person).encode()).hexdigest()[:32]
            return Asker(audience="practitioner", bucket=f"person {code}")
        return self.anybody(request)

    def audience(self, request: Request) -> Audience:
        """Who reads a page in a browser, where no key is sent."""
        return "practitioner" if request.scope.get(STAFF) else self._standard

    def anybody(self, request: Request) -> Asker:
        """The asker as an address only, as whom somebody with a refused key is counted."""
        return Asker(audience=self._standard, bucket=address_of(request))

    def _with_key(self, key: Key | None, scope: Scope) -> Asker:
        if key is None or key.state(self._clock()) != "valid":
            raise RefusalError(401, NO_KEY, CHALLENGE)
        if scope not in key.scopes:
            raise RefusalError(403, f"This key is not for that; it lacks the scope '{scope}'. Ask whoever runs the service.")
        audience: Audience = "practitioner" if "staff" in key.scopes else self._standard
        return Asker(audience=audience, bucket=f"key {key.name}", per_minute=key.per_minute, key=key.name)

    def _find(self, token: str) -> Key | None:
        try:
            with self._lock:
                self._book = self._book or self._make_book()
            return self._book.find(token)
        except SQLAlchemyError as error:
            log.warning("keys cannot be read: %s", place_of(error))
            raise RefusalError(503, NO_DATABASE) from error


def address_of(request: Request) -> str:
    """The asker's network address; ``Proxied`` has looked behind trusted proxies before."""
    return request.client.host if request.client else "unknown"
