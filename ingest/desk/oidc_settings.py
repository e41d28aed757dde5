"""Which identity provider, and which of its groups or roles give which role at the desk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from assistant.errors import SettingsError
from assistant.settings import Settings
from ingest.desk.accounts import ROLES, Role

CALLBACK = "/desk/oidc/callback"


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """An identity provider. ``roles``: value of the role claim -> role here."""

    issuer: str
    client_id: str
    client_secret: str = field(default="", repr=False)
    redirect_uri: str
    role_claim: str
    roles: Mapping[str, Role]
    name: str


def provider_of(settings: Settings) -> Provider | None:
    """The provider in the settings, ``None`` when there is none. Raises ``SettingsError`` with what is missing."""
    if not settings.oidc_issuer:
        return None
    if not is_safe(settings.oidc_issuer):
        raise SettingsError("SAFEGUARDING_OIDC_ISSUER must begin with https:// (http:// only on this machine).")
    if not settings.oidc_client_id or not settings.public_url:
        raise SettingsError("SAFEGUARDING_OIDC_ISSUER needs SAFEGUARDING_OIDC_CLIENT_ID, and SAFEGUARDING_PUBLIC_URL for the way back.")
    return Provider(
        issuer=settings.oidc_issuer,
        client_id=settings.oidc_client_id,
        client_secret=settings.oidc_client_secret.get_secret_value(),
        redirect_uri=settings.public_url.rstrip("/") + CALLBACK,
        role_claim=settings.oidc_role_claim,
        roles=read_roles(settings.oidc_roles),
        name=settings.oidc_name,
    )


def read_roles(text: str) -> dict[str, Role]:
    """``reader=group-a,publisher=group-b`` as group -> role; of a group that is named twice the lower role."""
    found: dict[str, Role] = {}
    for part in text.split(","):
        wanted, _, group = (piece.strip() for piece in part.partition("="))
        role = next((role for role in ROLES if role == wanted), None)
        if role is None or not group:
            raise SettingsError(f"SAFEGUARDING_OIDC_ROLES: '{part.strip()}' is not one of {', '.join(ROLES)} = a group or role of your organisation.")
        found[group] = min(role, found.get(group, role), key=ROLES.index)
    return found


def role_of(claims: Mapping[str, Any], provider: Provider) -> Role | None:
    """The highest role that the claim gives; ``None`` without one: nobody gets a role by default."""
    value: Any = claims.get(provider.role_claim)
    if value is None:
        value = claims
        for part in provider.role_claim.split("."):
            value = value.get(part) if isinstance(value, Mapping) else None
    groups = [value] if isinstance(value, str) else value if isinstance(value, list) else []
    given = [provider.roles[group] for group in groups if isinstance(group, str) and group in provider.roles]
    return max(given, key=ROLES.index, default=None)


def is_safe(address: str) -> bool:
    """Whether secrets may travel there: https, or this machine."""
    parts = urlsplit(address)
    return bool(parts.hostname) and (parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in ("127.0.0.1", "::1", "localhost")))
