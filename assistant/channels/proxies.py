"""Which address asks and who signed in, when proxies stand before the server. Only proxies that are named in the settings are believed."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.errors import SettingsError
from assistant.settings import Settings

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
Address = ipaddress.IPv4Address | ipaddress.IPv6Address

STAFF = "safeguarding.staff"
"""Where the name of the signed-in member of staff stands in a request's scope; absent for everybody else."""
LONGEST_NAME = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Trust:
    """The proxies that are believed and the header in which they name who signed in."""

    networks: tuple[Network, ...] = ()
    header: str = ""

    @classmethod
    def of(cls, settings: Settings) -> Trust:
        """From the settings; raises ``SettingsError`` for what is no network, and for a header that nobody is trusted to send."""
        header = settings.staff_header.strip().lower()
        networks = tuple(_network(part) for part in settings.trusted_proxies.split(",") if part.strip())
        if header and not networks:
            raise SettingsError("SAFEGUARDING_STAFF_HEADER needs SAFEGUARDING_TRUSTED_PROXIES: without it anybody could send the header.")
        return cls(networks=networks, header=header)

    def believes(self, address: str) -> bool:
        """Whether an address is one of the proxies'."""
        parsed = _address(address)
        return parsed is not None and any(parsed in network for network in self.networks if network.version == parsed.version)

    def asker(self, peer: str, forwarded: list[str]) -> str:
        """The last address before our proxies; what stands further left was written by whoever sent the request."""
        hops = [part.strip() for line in forwarded for part in line.split(",") if part.strip()]
        found = peer
        while hops and self.believes(found):
            named = _address(hops.pop())
            if named is None:
                break
            found = str(named)
        return found


def _network(text: str) -> Network:
    try:
        return ipaddress.ip_network(text.strip(), strict=False)
    except ValueError as error:
        raise SettingsError(f"SAFEGUARDING_TRUSTED_PROXIES: {text.strip()!r} is neither an address nor a network such as 10.0.0.0/24.") from error


def _address(text: str) -> Address | None:
    """An address as proxies write it: also ``[::1]:443``, ``192.0.2.1:80``, and IPv4 inside IPv6."""
    if text.startswith("["):
        text = text[1:].split("]", maxsplit=1)[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        parsed = ipaddress.ip_address(text)
    except ValueError:
        return None
    mapped = parsed.ipv4_mapped if isinstance(parsed, ipaddress.IPv6Address) else None
    return mapped or parsed


class Proxied:
    """Puts the asker's address and the signed-in person into the scope, so that nothing behind it reads a forwarded header."""

    def __init__(self, app: ASGIApp, *, trust: Trust) -> None:
        self._app = app
        self._trust = trust

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI entry."""
        client = scope.get("client")
        if scope["type"] != "http" or not client or not self._trust.believes(client[0]):
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        named = headers.getlist(self._trust.header) if self._trust.header else []
        seen = {**scope, "client": (self._trust.asker(client[0], headers.getlist("x-forwarded-for")), 0)}
        # Sent twice, one of them came from the asker: then nobody is believed.
        if len(named) == 1 and 0 < len(named[0].strip()) <= LONGEST_NAME:
            seen[STAFF] = named[0].strip()
        await self._app(seen, receive, send)
