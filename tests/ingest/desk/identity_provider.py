"""An OpenID provider on loopback: discovery, authorize, token and keys over real HTTP, with each lie that a bad one could tell."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, parse_qsl, unquote_plus, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

CLIENT_ID, CLIENT_SECRET = "desk & co", "s3cret: of the desk"

Claims = dict[str, Any]


@cache
def signing_key(kid: str, number: int = 0) -> RSAKey:
    """A key of that name, made once for all tests; another ``number`` gives another key of the same name."""
    assert number >= 0
    return RSAKey.generate_key(2048, {"kid": kid})


@dataclass
class Provider:
    """The provider's state. ``lie`` changes the claims, ``sign`` makes the token; both may be replaced by a test."""

    clock: Callable[[], float]
    person: Claims = field(default_factory=lambda: {"sub": "s-1", "preferred_username": "P.Shah@council.test", "groups": ["desk-editor"]})
    lie: Callable[[Claims], Claims] = lambda claims: claims
    sign: Callable[[Claims], str] | None = None
    description: Claims = field(default_factory=dict)
    answer_more: dict[str, str] = field(default_factory=dict)
    broken: bool = False
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    requests: list[str] = field(default_factory=list)
    key: RSAKey = field(default_factory=lambda: signing_key("k1"))
    issuer: str = ""

    def describe(self) -> Claims:
        """The discovery document."""
        return {
            "issuer": self.issuer, "authorization_endpoint": f"{self.issuer}/authorize", "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys", "response_types_supported": ["code"], "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"], **self.description,
        }  # fmt: skip

    def authorize(self, query: dict[str, str]) -> str:
        """Somebody signs in and agrees: where the browser goes next."""
        assert query["response_type"] == "code"
        assert query["client_id"] == CLIENT_ID
        assert query["code_challenge_method"] == "S256"
        assert {"openid", "profile", "email"} == set(query["scope"].split())
        code = secrets.token_urlsafe(8)
        self.codes[code] = query
        return f"{query['redirect_uri']}?{urlencode({'code': code, 'state': query['state'], **self.answer_more})}"

    def token(self, form: dict[str, str], authorization: str) -> tuple[int, Claims]:
        """Codes work once, for the client that asked, with its verifier."""
        asked = self.codes.pop(form.get("code", ""), None)
        name, _, secret = base64.b64decode(authorization.removeprefix("Basic ")).decode().partition(":")
        if asked is None or (unquote_plus(name), unquote_plus(secret)) != (CLIENT_ID, CLIENT_SECRET):
            return 401, {"error": "invalid_client"}
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if challenge != asked["code_challenge"] or form["redirect_uri"] != asked["redirect_uri"] or form["grant_type"] != "authorization_code":
            return 400, {"error": "invalid_grant"}
        now = int(self.clock())
        claims = self.lie({"iss": self.issuer, "aud": CLIENT_ID, "iat": now, "exp": now + 300, "nonce": asked["nonce"], **self.person})
        return 200, {"access_token": "a", "token_type": "Bearer", "expires_in": 300, "id_token": (self.sign or self.rs256)(claims)}

    def rs256(self, claims: Claims) -> str:
        """Signed as it should be."""
        return jwt.encode({"alg": "RS256", "kid": self.key.kid}, claims, self.key)

    def hs256_with_public_key(self, claims: Claims) -> str:
        """Signed with what everybody knows, as if it were a shared secret."""
        secret = OctKey.import_key(json.dumps(self.key.as_dict(private=False)).ljust(64))
        return jwt.encode({"alg": "HS256", "kid": self.key.kid}, claims, secret, algorithms=["HS256"])

    def unsigned(self, claims: Claims) -> str:
        """Not signed at all."""

        def part(value: Claims) -> str:
            return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()

        return f"{part({'alg': 'none', 'kid': self.key.kid})}.{part(claims)}."


class Served:
    """The provider behind a socket."""

    def __init__(self, clock: Callable[[], float]) -> None:
        provider = self.provider = Provider(clock)

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *_: object) -> None:
                """Quiet."""

            def do_GET(self) -> None:
                parts = urlsplit(self.path)
                provider.requests.append(parts.path)
                if provider.broken:
                    self.reply(500, {"error": "broken"})
                elif parts.path == "/.well-known/openid-configuration":
                    self.reply(200, provider.describe())
                elif parts.path == "/keys":
                    self.reply(200, {"keys": [provider.key.as_dict(private=False, use="sig", alg="RS256")]})
                elif parts.path == "/authorize":
                    self.send_response(302)
                    self.send_header("Location", provider.authorize(dict(parse_qsl(parts.query, strict_parsing=True))))
                    self.end_headers()
                else:
                    self.reply(404, {})

            def do_POST(self) -> None:
                form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
                provider.requests.append(self.path)
                self.reply(*provider.token({name: values[0] for name, values in form.items()}, self.headers.get("Authorization", "")))

            def reply(self, status: int, body: Claims) -> None:
                data = json.dumps(body).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        provider.issuer = f"http://127.0.0.1:{self.server.server_port}"
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True)
        self.thread.start()

    def close(self) -> None:
        """Stop it."""
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()
