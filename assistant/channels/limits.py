"""What keeps the server safe and fair: questions a minute, body size, origins, security headers."""

from __future__ import annotations

import asyncio
import ipaddress
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.channels.problems import Problems, RefusalError, log, place_of

LARGEST_BODY = 512 * 1024
BODY_SECONDS = 20.0
ADDRESSES_KEPT = 20_000


class RateLimiter:
    """A bucket for each address, key or person: ``per_minute`` at once, then evenly. Remembers them in memory only."""

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._size = float(per_minute)
        self._clock = clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    def wait(self, address: str, per_minute: int | None = None) -> float:
        """Take one; seconds until the next is free when there is none, else 0. ``per_minute``: another limit for this asker."""
        key, size = _network(address), float(per_minute or self._size)
        with self._lock:
            now = self._clock()
            left, seen = self._buckets.pop(key, (size, now))
            left = min(size, left + (now - seen) * size / 60)
            taken = left >= 1
            self._buckets[key] = (left - 1 if taken else left, now)
            if len(self._buckets) > ADDRESSES_KEPT:
                self._buckets.popitem(last=False)
        return 0.0 if taken else (1 - left) * 60 / size


def _network(address: str) -> str:
    """One household is one address: an IPv6 address counts by its /64."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    return str(ipaddress.ip_network((parsed, 64), strict=False)) if parsed.version == 6 else address


@dataclass(frozen=True, slots=True)
class Origins:
    """Which other websites may embed the widget; none unless listed."""

    allowed: frozenset[str]
    own: str = ""

    @classmethod
    def parse(cls, text: str, public_url: str = "") -> Origins:
        """From a comma-separated setting; ``*`` and anything that is not an origin is left out on purpose."""
        found = (_origin(part.strip()) for part in text.split(","))
        return cls(frozenset(origin for origin in found if origin), _origin(public_url))

    def refuses(self, headers: Headers) -> bool:
        """Whether a state-changing request comes from a page that is neither ours nor listed."""
        origin = headers.get("origin")
        if origin is None or origin in self.allowed or (self.own and origin == self.own):
            return False
        if headers.get("sec-fetch-site") in ("same-origin", "none"):
            return False
        return urlsplit(origin).netloc != headers.get("host", "")


def _origin(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.netloc or "*" in parts.netloc:
        return ""
    return f"{parts.scheme}://{parts.netloc}".lower()


class Shield:
    """Outermost layer: refuses foreign origins and large bodies, turns a crash into a problem, sets the headers."""

    def __init__(self, app: ASGIApp, *, origins: Origins, problems: Problems, secure: bool = False) -> None:
        self._app = app
        self._origins = origins
        self._problems = problems
        ancestors = " ".join(sorted(origins.allowed)) or "'none'"
        self._headers = {
            "Content-Security-Policy": (
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
                f"form-action 'self'; base-uri 'none'; frame-ancestors {ancestors}"
            ),
            "X-Content-Type-Options": "nosniff",
            # Not no-referrer: that would send our own forms with the origin "null".
            "Referrer-Policy": "same-origin",
            "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "cross-origin" if origins.allowed else "same-origin",
        }
        if not origins.allowed:
            self._headers["X-Frame-Options"] = "DENY"
        if secure:
            self._headers["Strict-Transport-Security"] = "max-age=31536000"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI entry."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False
        headers = Headers(scope=scope)

        async def send_shielded(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                self._decorate(message, headers)
            await send(message)

        request = Request(scope)
        try:
            early = self._early(scope["method"], scope["path"], headers)
            if early is not None:
                await self._problems.respond(request, early.status, early.detail)(scope, receive, send_shielded)
            elif self._is_preflight(scope, headers):
                await _send_preflight(send_shielded)
            else:
                await self._app(scope, counted(receive), send_shielded)
        except RefusalError as refusal:
            if not started:
                await self._problems.respond(request, refusal.status, refusal.detail)(scope, receive, send_shielded)
        except Exception as error:
            log.error("request failed: %s", place_of(error))
            if started:
                raise
            await self._problems.respond(request, 500)(scope, receive, send_shielded)

    def _early(self, method: str, path: str, headers: Headers) -> RefusalError | None:
        if method not in ("GET", "HEAD") and path.startswith("/api/") and self._origins.refuses(headers):
            return RefusalError(403)
        length = headers.get("content-length", "0")
        if not length.isdigit():
            return RefusalError(400)
        return RefusalError(413) if int(length) > LARGEST_BODY else None

    def _is_preflight(self, scope: Scope, headers: Headers) -> bool:
        return scope["method"] == "OPTIONS" and "access-control-request-method" in headers and "origin" in headers

    def _decorate(self, message: Message, request_headers: Headers) -> None:
        headers = MutableHeaders(scope=message)
        for name, value in self._headers.items():
            headers.setdefault(name, value)
        origin = request_headers.get("origin")
        if self._origins.allowed:
            headers.add_vary_header("Origin")
            if origin in self._origins.allowed:
                headers["Access-Control-Allow-Origin"] = origin


async def _send_preflight(send: Send) -> None:
    allow = [
        (b"access-control-allow-methods", b"GET, POST"),
        (b"access-control-allow-headers", b"content-type, accept"),
        (b"access-control-max-age", b"600"),
        (b"content-length", b"0"),
    ]
    await send({"type": "http.response.start", "status": 204, "headers": allow})
    await send({"type": "http.response.body", "body": b""})


def counted(receive: Receive, most: int = LARGEST_BODY, seconds: float = BODY_SECONDS) -> Receive:
    """Stops reading a body that grows past ``most`` bytes, also when its length was not announced, or comes slower than ``seconds``."""
    total, whole, deadline = 0, False, 0.0

    async def counting() -> Message:
        nonlocal total, whole, deadline
        if whole:  # what is awaited now is the end of the connection, however long the reply takes
            return await receive()
        deadline = deadline or time.monotonic() + seconds
        try:
            async with asyncio.timeout(max(0.0, deadline - time.monotonic())):
                message = await receive()
        except TimeoutError as error:
            raise HTTPException(408) from error
        whole = message["type"] != "http.request" or not message.get("more_body", False)
        total += len(message.get("body", b""))
        if total > most:
            raise HTTPException(413)  # the one exception that the framework lets through while it reads a body
        return message

    return counting
