"""One polite request: robots.txt, a pause between requests to a host, limits on size and redirects, no private addresses.

The only module that talks to web servers on behalf of ingestion.
"""

from __future__ import annotations

import ipaddress
import socket
import time
import urllib.request
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from types import TracebackType
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

import httpx

from ingest.errors import IngestError

AGENT = "SafeguardingBedfordshireAssistant/0.1 (document library; one request a second)"
MAX_BYTES = 50 * 1024 * 1024
MAX_REDIRECTS = 5
PAUSE = 1.0
_TIMEOUT = httpx.Timeout(20.0, connect=10.0)
_READING_SECONDS = 120.0
_ROBOTS_BYTES = 512 * 1024


class FetchError(IngestError):
    """An address could not be fetched. ``status`` is what the server answered, 0 when there was no answer."""

    def __init__(self, message: str, *, status: int = 0) -> None:
        super().__init__(message)
        self.status = status

    @property
    def gone(self) -> bool:
        """Whether the server says that there is no such page (any more)."""
        return self.status in (httpx.codes.NOT_FOUND, httpx.codes.GONE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """An answer. ``address`` is the one after redirects; ``body`` is None when the server says that nothing changed."""

    address: str
    body: bytes | None
    media_type: str = ""
    etag: str = ""
    last_modified: str = ""


@dataclass(slots=True)
class _Host:
    """What is known of a server: its rules, and when it was last asked."""

    robots: RobotFileParser | None = None
    last: float = field(default=-1e9)


class Fetcher:
    """A client for one run. Use as a context manager."""

    def __init__(self, *, pause: float = PAUSE, max_bytes: int = MAX_BYTES, sleep: Callable[[float], None] = time.sleep) -> None:
        self._pause = pause
        self._max_bytes = max_bytes
        self._sleep = sleep
        self._hosts: dict[str, _Host] = {}
        # Proxies of the environment stay in use; redirects are followed by hand, so that each step is checked. No connection is kept:
        # the next site at the same address needs a certificate of its own.
        self._client = httpx.Client(
            headers={"User-Agent": AGENT}, timeout=_TIMEOUT, follow_redirects=False, limits=httpx.Limits(max_keepalive_connections=0)
        )

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._client.close()

    def get(self, address: str, *, etag: str = "", last_modified: str = "", allow_private: bool = False) -> Fetched:
        """Fetch an address, conditionally when ``etag`` or ``last_modified`` of an earlier answer is given. Raises :class:`FetchError`."""
        headers = {"If-None-Match": etag} if etag else {}
        if last_modified:
            headers["If-Modified-Since"] = last_modified
        for _ in range(MAX_REDIRECTS + 1):
            found = _checked(address, allow_private)
            if not self._allowed(address, allow_private):
                raise FetchError(f"{address} may not be fetched: the site's robots.txt forbids it.")
            answer = self._request(address, headers, found)
            if not isinstance(answer, str):
                return answer
            address = urljoin(address, answer)
        raise FetchError(f"{address} redirects more than {MAX_REDIRECTS} times.")

    def _request(self, address: str, headers: dict[str, str], found: Sequence[str]) -> Fetched | str:
        """One request: the answer, or the address that it redirects to. ``found`` are the network addresses that were checked."""
        self._wait(address)
        for place, number in enumerate(found, 1):
            try:
                return self._ask(address, headers, number)
            except httpx.ConnectError as error:
                if place == len(found):
                    raise FetchError(f"{address} cannot be reached ({type(error).__name__}).") from error
        raise FetchError(f"{address} cannot be reached.")

    def _ask(self, address: str, headers: dict[str, str], number: str) -> Fetched | str:
        """Ask the server at this network address, under its own name. Raises ``httpx.ConnectError`` when nobody is there."""
        url, more, extensions = _pinned(address, number)
        try:
            with self._client.stream("GET", url, headers=headers | more, extensions=extensions) as response:
                if response.status_code == httpx.codes.NOT_MODIFIED:
                    return Fetched(address=address, body=None)
                if response.has_redirect_location:
                    return str(response.headers["location"])
                if response.status_code != httpx.codes.OK:
                    raise FetchError(f"{address} answered {response.status_code} {response.reason_phrase}.", status=response.status_code)
                body = self._read(response, address)
                return Fetched(
                    address=address,
                    body=body,
                    media_type=response.headers.get("content-type", "").split(";")[0].strip().lower(),
                    etag=response.headers.get("etag", ""),
                    last_modified=response.headers.get("last-modified", ""),
                )
        except httpx.ConnectError:
            raise
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise FetchError(f"{address} cannot be reached ({type(error).__name__}).") from error

    def _read(self, response: httpx.Response, address: str) -> bytes:
        parts: list[bytes] = []
        size, deadline = 0, time.monotonic() + _READING_SECONDS
        for part in response.iter_bytes():
            size += len(part)
            if size > self._max_bytes:
                raise FetchError(f"{address} is larger than {self._max_bytes / 2**20:.0f} MB and was not fetched.")
            if time.monotonic() > deadline:
                raise FetchError(f"{address} took longer than {_READING_SECONDS:.0f} seconds and was not fetched.")
            parts.append(part)
        stated = response.headers.get("content-length", "")
        if stated.isdigit() and "content-encoding" not in response.headers and int(stated) != size:
            raise FetchError(f"{address} broke off before its end.")
        return b"".join(parts)

    def _wait(self, address: str) -> None:
        host = self._hosts.setdefault(urlsplit(address).netloc, _Host())
        delay = host.last + self._pause - time.monotonic()
        if delay > 0:
            self._sleep(delay)
        host.last = time.monotonic()

    def _allowed(self, address: str, allow_private: bool) -> bool:
        """Whether robots.txt lets us; a site without one allows everything, one whose file cannot be read forbids everything (RFC 9309)."""
        parts = urlsplit(address)
        host = self._hosts.setdefault(parts.netloc, _Host())
        if host.robots is None:
            rules = RobotFileParser()
            rules.parse(self._robots(f"{parts.scheme}://{parts.netloc}/robots.txt", allow_private))
            host.robots = rules
        return host.robots.can_fetch(AGENT, address)

    def _robots(self, address: str, allow_private: bool) -> list[str]:
        for _ in range(MAX_REDIRECTS + 1):
            found = _checked(address, allow_private)
            try:
                answer = self._request(address, {}, found)
            except FetchError as error:
                if 400 <= error.status < 500:
                    return []
                raise FetchError(f"The site's rules for visitors could not be read: {error}") from error
            if not isinstance(answer, str):
                return (answer.body or b"")[:_ROBOTS_BYTES].decode("utf-8", "replace").splitlines()
            address = urljoin(address, answer)
        return []


def _checked(address: str, allow_private: bool) -> list[str]:
    """The network addresses of an address's server. Raises FetchError for anything but http and https, for names or passwords in it, and
    for a server inside this network."""
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username:
        raise FetchError(f"{address} is not an address that is fetched: only http and https are.")
    try:
        port = parts.port or (443 if parts.scheme == "https" else 80)
        entries = socket.getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM)
    except (OSError, ValueError) as error:
        raise FetchError(f"{parts.hostname} cannot be found: check the address and the network.") from error
    found = list(dict.fromkeys(str(entry[4][0]) for entry in entries))
    if not allow_private and any(not ipaddress.ip_address(each.split("%")[0]).is_global for each in found):
        raise FetchError(f"{address} lies in a private network; set allow_private = true for this source if that is meant.")
    return found


def _pinned(address: str, number: str) -> tuple[httpx.URL, dict[str, str], dict[str, str]]:
    """Address, headers and extensions that reach exactly ``number``: a name server that answers differently a second time changes nothing.

    The certificate is still checked against the name. Behind a proxy it is the proxy that looks the name up and connects.
    """
    url = httpx.URL(address)
    if urllib.request.getproxies().get(url.scheme) and not urllib.request.proxy_bypass(url.host):
        return url, {}, {}
    return url.copy_with(host=number), {"Host": url.netloc.decode("ascii")}, {"sni_hostname": url.raw_host.decode("ascii")}
