"""Signing in and out, and changing one's password."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from assistant.channels.askers import address_of
from ingest.desk import audit
from ingest.desk.errors import DeskError
from ingest.desk.web import Act, Web, ours


def add(router: APIRouter, web: Web) -> None:
    """``/desk/login``, ``/desk/logout``, ``/desk/password``."""
    desk = web.desk

    def show(request: Request, status: int = 200, *, wrong: str = "", name: str = "", following: str = "") -> Response:
        door = web.door(request)
        page = web.page(request, "login.html", status, wrong=wrong, name=name, next=following, door=desk.sessions.form_token(door))
        page.set_cookie(web.login_cookie, door, max_age=3600, path="/", secure=desk.options.secure, httponly=True, samesite="strict")
        return page

    @router.get("/login")
    def login(request: Request, next: str = "") -> Response:
        return show(request, following=ours(next))

    @router.post("/login")
    async def enter(request: Request) -> Response:
        if desk.tries.wait(address_of(request)):
            raise DeskError("Too many tries from this address. Wait a minute, then try again.", 429)
        form = await web.form(request)
        given = {key: str(form.get(key, ""))[:1024] for key in ("name", "password", "next", "door")}
        name = given["name"].strip().lower()[:60]
        if not desk.sessions.is_form_token(request.cookies.get(web.login_cookie, ""), given["door"]):
            return await run_in_threadpool(
                show, request, 403, wrong="The form was out of date. Type your name and password again.", name=name, following=ours(given["next"])
            )
        try:
            user = await run_in_threadpool(desk.accounts.sign_in, name, given["password"])
        except DeskError as error:
            # What was typed as a name may be a password typed into the wrong field: only known names are written down.
            known = desk.accounts.get(name)
            audit.record(desk.data_dir, "sign_in_refused", by=known.name if known else "")
            return show(request, 401, wrong=str(error), name=name, following=ours(given["next"]))
        audit.record(desk.data_dir, "sign_in", by=user.name)
        response = RedirectResponse(ours(given["next"]) or "/desk", 303)
        web.sign_in(response, desk.sessions.open(user))
        response.delete_cookie(web.login_cookie, path="/", secure=desk.options.secure, httponly=True, samesite="strict")
        return response

    _add_own_account(router, web)


def _add_own_account(router: APIRouter, web: Web) -> None:
    desk = web.desk

    @router.post("/logout")
    def leave(act: Act = web.reader) -> Response:
        desk.sessions.close(act.visitor)
        audit.record(desk.data_dir, "sign_out", by=act.visitor.name)
        return _away(web, "out")

    @router.get("/password")
    def password(act: Act = web.reader) -> Response:
        return web.page(act.request, "password.html")

    @router.post("/password")
    def change(act: Act = web.reader) -> Response:
        if act.text("new") != act.text("again"):
            raise DeskError("The two new passwords differ. Nothing was changed.")
        try:
            desk.accounts.sign_in(act.visitor.name, act.text("old"))
        except DeskError as error:
            raise DeskError("Your password now is not right. Nothing was changed.") from error
        desk.accounts.set_password(act.visitor.name, act.text("new"))
        audit.record(desk.data_dir, "password", by=act.visitor.name)
        return _away(web, "password")


def _away(web: Web, said: str) -> Response:
    response = RedirectResponse(f"/desk/login?said={said}", 303)
    response.delete_cookie(web.cookie, path="/", secure=web.desk.options.secure, httponly=True, samesite="lax")
    return response
