"""Signing in to the desk through the organisation's identity provider: ``/desk/oidc`` and the way back."""

from __future__ import annotations

from dataclasses import asdict

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from assistant.channels.askers import address_of
from ingest.desk import audit
from ingest.desk.errors import DeskError
from ingest.desk.oidc import Attempt, OpenId
from ingest.desk.web import Web, ours

PATIENCE_SECONDS = 10 * 60


def add(router: APIRouter, web: Web) -> None:
    """Both addresses; without a provider in the settings they say so."""
    desk = web.desk
    cookie = "__Host-desk-oidc" if desk.options.secure else "desk-oidc"

    def provider(request: Request) -> OpenId:
        if desk.openid is None:
            raise DeskError("No identity provider is set up here. Sign in with a name and password.", 404)
        if desk.tries.wait(f"oidc {address_of(request)}", 60):
            raise DeskError("Too many tries from this address. Wait a minute, then try again.", 429)
        return desk.openid

    @router.get("/oidc")
    def leave(request: Request, next: str = "") -> Response:
        address, attempt = provider(request).begin()
        response = RedirectResponse(address, 303)
        sealed = desk.sessions.seal("oidc", {**asdict(attempt), "next": ours(next)}, PATIENCE_SECONDS)
        # Lax, not strict: the provider's redirect must bring it back.
        response.set_cookie(cookie, sealed, max_age=PATIENCE_SECONDS, path="/", secure=desk.options.secure, httponly=True, samesite="lax")
        return response

    @router.get("/oidc/callback")
    def come_back(request: Request) -> Response:
        openid = provider(request)
        kept = desk.sessions.unseal("oidc", request.cookies.get(cookie, ""))
        if kept is None:
            raise DeskError("This sign-in took too long or began in another browser. Sign in again.", 403)
        following = kept.pop("next", "")
        try:
            user = desk.identities.account(openid.finish(dict(request.query_params), Attempt(**kept)))
        except DeskError:
            audit.record(desk.data_dir, "sign_in_refused", by="", how="identity provider")
            raise
        audit.record(desk.data_dir, "sign_in", by=user.name, how="identity provider", role=user.role)
        response = RedirectResponse(ours(following) or "/desk", 303)
        web.sign_in(response, desk.sessions.open(user))
        response.delete_cookie(cookie, path="/", secure=desk.options.secure, httponly=True, samesite="lax")
        return response
