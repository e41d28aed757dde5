"""What every page of the desk shares: who may, forms that only we send, limits before reading, one look, one way to say no."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from importlib.resources import files
from typing import Any
from urllib.parse import quote, urlsplit

import jinja2
from fastapi import Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from fastapi.routing import APIRoute
from sqlalchemy.exc import SQLAlchemyError
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException

from assistant.channels.limits import counted
from assistant.channels.templates import asset, day_words, safe_link
from assistant.clock import LONDON
from assistant.domain import AREA_NAMES
from assistant.errors import LibraryError, PublishError, WriterBusy
from ingest.desk.accounts import ROLES, Role
from ingest.desk.desk import Desk
from ingest.desk.errors import DeskError, NotSignedInError
from ingest.desk.fields import KIND_NAMES
from ingest.desk.lost_answers import lost_words
from ingest.desk.sessions import LONGEST_SECONDS, Visitor

FORM_OVERHEAD = 256 * 1024
MOST_FIELDS = 300
UPLOAD_SECONDS = 600.0
NAVIGATION = (
    ("/desk", "Start"), ("/desk/drafts", "Drafts"), ("/desk/try", "Try"), ("/desk/publications", "Publications"), ("/desk/library", "Library"),
    ("/desk/review", "Review dates"), ("/desk/contacts", "Contacts"), ("/desk/knowledge", "Wording"),
    ("/desk/asked", "What people ask"), ("/desk/audit", "Who did what"),
)  # fmt: skip
SAID: dict[str, str] = {
    "uploaded": "Uploaded. Nothing is published yet: look at what was understood.",
    "corrected": "Kept. Nothing is published yet.",
    "mend": "Kept. Before it can be published or tried, mend what stands below under 'Mend this first'.",
    "discarded": "Put aside. It can be taken back below, under drafts that were put aside.",
    "back": "Taken back.",
    "asked": "Noted. You may close this page; the work goes on.",
    "cancelled": "Cancelled. Nothing was changed, and the drafts are free again.",
    "approved": "Approved. It will be published now, or on its date.",
    "withdrawn": "Withdrawn. It is gone from answers from the next question on. It can be put back under Withdrawn.",
    "restored": "Put back. It is answered from again.",
    "restoring": "No longer withdrawn. It comes back with the publication below.",
    "rolled_back": "Done. Readers see that library now. To undo it, go back to the other one below.",
    "contact": "Kept. Answers show it from now on.",
    "knowledge": "Kept. It holds from the next question on.",
    "unsigned": "Kept as a draft. It is served only once it is signed.",
    "signed": "Signed. It is served from the next question on, until its last day.",
    "password": "Your password was changed. Sign in with the new one.",
    "out": "You are signed out.",
    "owner": "Kept.",
    "kept": "The question was added to those that must be answered.",
    "gap": "Marked as filled. It comes back when it is asked again.",
}


@dataclass(frozen=True, slots=True)
class Act:
    """A request by somebody who may make it. ``form`` holds what was sent, for POST."""

    request: Request
    visitor: Visitor
    form: FormData

    def text(self, name: str, longest: int = 4000) -> str:
        """A field of the form; empty when missing."""
        value = self.form.get(name)
        return value[:longest] if isinstance(value, str) else ""

    def texts(self) -> dict[str, str]:
        """All fields that are not files; of repeated ones the last."""
        return {name: value[:4000] for name, value in self.form.multi_items() if isinstance(value, str)}

    def many(self, name: str) -> list[str]:
        """All values of a repeated field."""
        return [value for value in self.form.getlist(name) if isinstance(value, str)]

    def files(self, name: str) -> list[UploadFile]:
        """Uploaded files; a file field that was left empty is none."""
        return [value for value in self.form.getlist(name) if isinstance(value, UploadFile) and value.filename]


class Web:
    """The web side of a desk."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.cookie = "__Host-desk" if desk.options.secure else "desk"
        self.login_cookie = "__Host-desk-door" if desk.options.secure else "desk-door"
        self.reader, self.editor, self.publisher = (Depends(self.need(role)) for role in ROLES)

    def need(self, role: Role) -> Callable[[Request], Coroutine[Any, Any, Act]]:
        """A dependency: signed in, allowed, and for POST a form of ours. The body is read only after the first two."""

        async def check(request: Request) -> Act:
            cookie = request.cookies.get(self.cookie, "")
            visitor = await run_in_threadpool(self.desk.sessions.visitor, cookie)
            if visitor is None:
                raise NotSignedInError
            if not visitor.may(role):
                raise DeskError(f"Your account ({visitor.role}) may not do that; it needs the role {role}. Ask whoever runs the service.", 403)
            request.state.visitor = visitor
            if request.method != "POST":
                return Act(request, visitor, FormData())
            form = await self.form(request)
            if not self.desk.sessions.is_form_token(visitor.token, str(form.get("form_token", ""))):
                raise DeskError("This form is out of date or did not come from this desk. Open the page again and send it anew.", 403)
            return Act(request, visitor, form)

        return check

    async def form(self, request: Request) -> FormData:
        """The form that was sent, refused when another site sent it."""
        if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            raise DeskError("Another website sent this form, so it was refused.", 403)
        origin = request.headers.get("origin")
        if origin and origin != "null" and urlsplit(origin).netloc != request.headers.get("host", ""):
            raise DeskError("Another website sent this form, so it was refused.", 403)
        return await request.form(max_files=self.desk.options.limits.files, max_fields=MOST_FIELDS, max_part_size=64 * 1024)

    def page(self, request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:
        """A template in the desk's frame."""
        visitor: Visitor | None = getattr(request.state, "visitor", None)
        said = SAID.get(request.query_params.get("said", ""), "")
        frame = {"today": self.desk.today(), "approval": self.desk.options.approval, "provider": self.desk.provider_name}
        told = lost_words(self.desk, request.query_params.get("lost", "")) if visitor else None
        body = environment().get_template(template).render(visitor=visitor, said=said, lost_answers=told, path=request.url.path, **frame, **values)
        return HTMLResponse(body, status)

    def sign_in(self, response: Response, value: str) -> None:
        """Give the browser its session."""
        response.set_cookie(self.cookie, value, max_age=LONGEST_SECONDS, path="/", secure=self.desk.options.secure, httponly=True, samesite="lax")

    def door(self, request: Request) -> str:
        """What ties the sign-in form to this browser before anybody is known."""
        return request.cookies.get(self.login_cookie) or secrets.token_urlsafe(24)

    def refuse(self, request: Request, status: int, sentence: str) -> Response:
        """The page that says no."""
        return self.page(request, "error.html", status, sentence=sentence)

    def route_class(self) -> type[APIRoute]:
        """Routes that keep the limits and turn refusals into pages."""
        web = self

        class DeskRoute(APIRoute):
            def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
                handler = super().get_route_handler()

                async def guarded(request: Request) -> Response:
                    return await web.answered(request, handler)

                return guarded

        return DeskRoute

    async def answered(self, request: Request, handler: Callable[[Request], Coroutine[Any, Any, Response]]) -> Response:
        """The response, whatever goes wrong."""
        most = self.desk.options.limits.upload + FORM_OVERHEAD
        inner = Request(request.scope, counted(request.receive, most, UPLOAD_SECONDS))
        try:
            length = request.headers.get("content-length", "0")
            if not length.isdigit() or int(length) > most:
                raise DeskError(self._too_much(), 413)
            return await handler(inner)
        except NotSignedInError:
            if request.method == "POST":
                return self.refuse(request, 401, "You are not signed in any more, so nothing was changed. Sign in, then do it again.")
            return RedirectResponse(f"/desk/login?next={quote(request.url.path)}", 303)
        except HTTPException as error:
            return self.refuse(request, error.status_code, self._sentence(error.status_code))
        except (DeskError, PublishError, LibraryError, SQLAlchemyError, OSError) as error:
            return self.refuse(request, *_said_by(error))
        finally:
            await inner.close()

    def _too_much(self) -> str:
        limits = self.desk.options.limits
        return (
            f"That is too much at once: at most {limits.files} files, {limits.upload // 2**20} MB together. "
            "Nothing was kept. Upload fewer, or smaller ones."
        )

    def _sentence(self, status: int) -> str:
        if status in (400, 413):
            return self._too_much()
        if status == 408:
            return "The upload took too long, so nothing was kept. Send fewer files, or try from a quicker connection."
        return "There is nothing at this address. Go to the start of the desk." if status == 404 else "That could not be done. Go back and try again."


def _said_by(error: Exception) -> tuple[int, str]:
    if isinstance(error, DeskError):
        return error.status, str(error)
    if isinstance(error, WriterBusy):
        return 409, str(error)
    if isinstance(error, PublishError):
        return 422, str(error)
    if isinstance(error, LibraryError):
        return 503, str(error)
    if isinstance(error, SQLAlchemyError):
        return 503, "The desk's database does not answer just now. Nothing was changed; try again in a minute."
    return 507, "The server's disk could not be written. Nothing was changed; tell whoever runs the service."


@lru_cache(maxsize=1)
def environment() -> jinja2.Environment:
    """The templates; every value is escaped, a missing one is an error."""
    env = jinja2.Environment(
        loader=jinja2.PackageLoader("ingest.desk", "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters.update(day=day_words, moment=moment, when=when, area=lambda key: AREA_NAMES.get(key, key), kind=lambda key: KIND_NAMES.get(key, key))
    env.filters.update(safe_link=safe_link, size=size_words)
    env.globals.update(navigation=NAVIGATION, version=len(stylesheet()))
    return env


def ours(address: str) -> str:
    """An address on the desk, else nothing: nobody is sent elsewhere after signing in."""
    inside = address == "/desk" or address.startswith("/desk/")
    return address if inside and "\\" not in address and "//" not in address and address.isprintable() else ""


def when(stamp: str) -> str:
    """The same for a time as records write it (ISO 8601); what is none stays as it is."""
    try:
        at = datetime.fromisoformat(stamp)
    except ValueError:
        return stamp
    return moment((at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp())


def moment(seconds: float) -> str:
    """``22 November 2026, 14:05`` in London."""
    at = datetime.fromtimestamp(seconds, LONDON)
    return f"{at.day} {at:%B %Y, %H:%M}" if seconds else ""


def size_words(count: int) -> str:
    """Bytes for a reader."""
    return f"{count / 2**20:.1f} MB" if count >= 2**20 else f"{max(1, count // 1024)} KB"


@lru_cache(maxsize=1)
def stylesheet() -> str:
    """The styles of the service's pages and what the desk adds."""
    own = (files("ingest.desk") / "static" / "desk.css").read_text(encoding="utf-8")
    return asset("answer.css") + asset("page.css") + own
