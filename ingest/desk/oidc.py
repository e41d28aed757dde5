"""OpenID Connect with one identity provider: code flow with PKCE, state and nonce; the provider's word is checked before it counts.

What a sign-in needs between its two requests travels in a sealed cookie, so that any process can finish what another began.
"""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote_plus, urlsplit

import httpx
from authlib.oauth2.rfc6749.parameters import prepare_grant_uri
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from authlib.oidc.core import CodeIDToken
from authlib.oidc.discovery import OpenIDProviderMetadata, get_well_known_url
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet

from ingest.desk.accounts import Role
from ingest.desk.errors import DeskError
from ingest.desk.oidc_settings import Provider, is_safe, role_of

SCOPE = "openid profile email"
ALGORITHMS = ("RS256", "PS256", "ES256")
"""Signatures with the provider's published keys; ``none`` and shared secrets are not among them."""
LEEWAY_SECONDS = 60
PATIENCE_SECONDS = 10.0
REMEMBERED_SECONDS = 3600.0
LARGEST_ANSWER = 1_000_000
TRY_AGAIN = "Sign in again; if it goes on, tell whoever runs the service."


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """What must be the same when the browser comes back."""

    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who signed in, by the provider's word. ``subject`` stays; ``name`` may change."""

    issuer: str
    subject: str
    name: str
    role: Role


@dataclass(slots=True)
class _Known:
    """What the provider publishes of itself, and until when that is believed."""

    metadata: Mapping[str, Any] = field(default_factory=dict)
    keys: KeySet | None = None
    until: float = 0.0


class OpenId:
    """The provider as the desk sees it. Methods raise ``DeskError`` with a sentence; safe for threads."""

    def __init__(self, provider: Provider, *, clock: Callable[[], float]) -> None:
        self.provider = provider
        self._clock = clock
        self._known = _Known()
        self._lock = threading.Lock()

    def begin(self) -> tuple[str, Attempt]:
        """Where to send the browser, and what to remember of it."""
        attempt = Attempt(state=secrets.token_urlsafe(24), nonce=secrets.token_urlsafe(24), verifier=secrets.token_urlsafe(48))
        address = prepare_grant_uri(
            self._metadata()["authorization_endpoint"], client_id=self.provider.client_id, response_type="code",
            redirect_uri=self.provider.redirect_uri, scope=SCOPE, state=attempt.state, nonce=attempt.nonce,
            code_challenge=create_s256_code_challenge(attempt.verifier), code_challenge_method="S256",
        )  # fmt: skip
        return str(address), attempt

    def finish(self, answer: Mapping[str, str], attempt: Attempt) -> Identity:
        """Who came back with the provider's answer (the query of the redirect)."""
        if not secrets.compare_digest(answer.get("state", "").encode(), attempt.state.encode()):
            raise DeskError(f"This sign-in did not begin here, so it was refused. {TRY_AGAIN}", 403)
        if answer.get("iss", self.provider.issuer) != self.provider.issuer:
            raise DeskError(f"The answer came from another identity provider, so it was refused. {TRY_AGAIN}", 403)
        if answer.get("error") == "access_denied":
            raise DeskError("You did not sign in, or your organisation does not let you use this desk. Ask your IT department.", 403)
        if "code" not in answer:
            raise DeskError(f"The identity provider could not sign you in. {TRY_AGAIN}", 403)
        tokens = self._tokens(answer["code"], attempt.verifier)
        return self._identity(self._checked(tokens, attempt))

    def _tokens(self, code: str, verifier: str) -> Mapping[str, Any]:
        metadata, provider = self._metadata(), self.provider
        sent = {"grant_type": "authorization_code", "code": code, "redirect_uri": provider.redirect_uri, "code_verifier": verifier}
        auth: tuple[str, str] | None = None
        if provider.client_secret and "client_secret_basic" in metadata.get("token_endpoint_auth_methods_supported", ["client_secret_basic"]):
            auth = (quote_plus(provider.client_id), quote_plus(provider.client_secret))
        else:
            sent["client_id"] = provider.client_id
            if provider.client_secret:
                sent["client_secret"] = provider.client_secret
        return self._fetched("POST", str(metadata["token_endpoint"]), sent, auth)

    def _checked(self, tokens: Mapping[str, Any], attempt: Attempt) -> Mapping[str, Any]:
        """The claims of the ID token: signed by the provider, for us, for this attempt, and in time."""
        raw = tokens.get("id_token")
        try:
            if not isinstance(raw, str):
                raise ValueError("no ID token")
            token = self._decoded(raw)
            options = {"iss": {"essential": True, "value": self.provider.issuer}, "aud": {"essential": True, "value": self.provider.client_id}}
            wanted = {"nonce": attempt.nonce, "client_id": self.provider.client_id, "access_token": tokens.get("access_token")}
            claims = CodeIDToken(token.claims, token.header, options, wanted)
            claims.validate(now=int(self._clock()), leeway=LEEWAY_SECONDS)
        except (JoseError, ValueError, TypeError, KeyError) as error:
            sentence = f"The identity provider's word could not be trusted ({reason(error)}), so nobody was signed in. {TRY_AGAIN}"
            raise DeskError(sentence, 403) from error
        return token.claims

    def _decoded(self, raw: str) -> jwt.Token:
        try:
            return jwt.decode(raw, self._keys(), algorithms=list(ALGORITHMS))
        except InvalidKeyIdError:
            # The provider has changed its keys since they were read.
            return jwt.decode(raw, self._keys(anew=True), algorithms=list(ALGORITHMS))

    def _identity(self, claims: Mapping[str, Any]) -> Identity:
        subject, role = claims.get("sub"), role_of(claims, self.provider)
        if not isinstance(subject, str) or not 0 < len(subject) <= 255:
            raise DeskError(f"The identity provider did not say who you are. {TRY_AGAIN}", 403)
        if role is None:
            raise DeskError("You are signed in at your organisation, but have no role at this desk. Ask your IT department for one.", 403)
        names = (claims.get(claim) for claim in ("preferred_username", "upn", "email"))
        name = next((text for text in names if isinstance(text, str) and text.strip()), subject)
        return Identity(issuer=self.provider.issuer, subject=subject, name=name, role=role)

    def _metadata(self) -> Mapping[str, Any]:
        with self._lock:
            if self._clock() < self._known.until:
                return self._known.metadata
        found: Mapping[str, Any] = OpenIDProviderMetadata(self._fetched("GET", get_well_known_url(self.provider.issuer, external=True)))
        ends = ("authorization_endpoint", "token_endpoint", "jwks_uri")
        if found.get("issuer") != self.provider.issuer or not all(is_safe(str(found.get(end, ""))) for end in ends):
            raise DeskError("The identity provider describes itself wrongly (issuer or addresses). Tell whoever runs the service.", 502)
        with self._lock:
            self._known = _Known(metadata=found, until=self._clock() + REMEMBERED_SECONDS)
        return found

    def _keys(self, *, anew: bool = False) -> KeySet:
        address = str(self._metadata()["jwks_uri"])
        with self._lock:
            if self._known.keys is not None and not anew:
                return self._known.keys
        published = self._fetched("GET", address)
        usable = [key for key in published.get("keys", ()) if isinstance(key, dict) and key.get("kty") != "oct" and key.get("use", "sig") == "sig"]
        keys = KeySet.import_key_set({"keys": usable})
        with self._lock:
            self._known.keys = keys
        return keys

    def _fetched(self, method: str, address: str, data: Mapping[str, str] | None = None, auth: tuple[str, str] | None = None) -> Mapping[str, Any]:
        try:
            with httpx.Client(timeout=PATIENCE_SECONDS, follow_redirects=False, trust_env=False) as client:
                answer = client.request(method, address, data=data, auth=auth, headers={"Accept": "application/json"})
            found = answer.json() if answer.status_code == 200 and len(answer.content) <= LARGEST_ANSWER else None
        except (httpx.HTTPError, ValueError) as error:
            raise DeskError(f"The identity provider at {urlsplit(address).netloc} does not answer. {TRY_AGAIN}", 502) from error
        if not isinstance(found, dict):
            raise DeskError(f"The identity provider at {urlsplit(address).netloc} refused or answered unreadably. {TRY_AGAIN}", 502)
        return found


def reason(error: Exception) -> str:
    """What was wrong with a token, in words that hold nothing of it."""
    claim = getattr(error, "claim", None) or getattr(error, "claim_name", None)
    return f"wrong {claim}" if isinstance(claim, str) else type(error).__name__.removesuffix("Error")
