"""The desk on the web: ``desk_router`` for any FastAPI application, ``beside`` to serve it next to the assistant's own."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import APIRouter, FastAPI
from fastapi.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from ingest.desk import (
    pages_contacts,
    pages_drafts,
    pages_figures,
    pages_knowledge,
    pages_library,
    pages_oidc,
    pages_publish,
    pages_sign_in,
    pages_try,
)
from ingest.desk.desk import Desk
from ingest.desk.shield import DeskShield
from ingest.desk.web import Act, Web, stylesheet
from ingest.job import live
from ingest.operations import list_generations


def desk_router(desk: Desk) -> APIRouter:
    """All addresses below ``/desk``. They keep their own limits and headers; jobs run only where ``desk.runner`` was started."""
    web = Web(desk)
    router = APIRouter(prefix="/desk", route_class=web.route_class(), include_in_schema=False)
    _add_start(router, web)
    for part in (pages_sign_in, pages_oidc, pages_drafts, pages_publish, pages_try, pages_library, pages_contacts, pages_knowledge, pages_figures):
        part.add(router, web)
    router.add_api_route("/{rest:path}", _to_start, methods=["GET"])
    return router


def desk_app(desk: Desk) -> FastAPI:
    """An application of the desk alone; its jobs run while it is served."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        desk.runner.start()
        yield
        desk.runner.stop()

    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, redirect_slashes=False, lifespan=lifespan)
    app.include_router(desk_router(desk))
    app.add_middleware(DeskShield, secure=desk.options.secure)
    return app


def beside(main: ASGIApp, desk: ASGIApp) -> ASGIApp:
    """One application out of two: ``/desk`` goes to the desk, with its larger limit for uploads; everything else to the assistant."""

    async def either(scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path", "")
        await (desk if path == "/desk" or path.startswith("/desk/") else main)(scope, receive, send)

    return either


def _add_start(router: APIRouter, web: Web) -> None:
    desk = web.desk

    @router.get("")
    def start(act: Act = web.reader) -> Response:
        now = live(desk.data_dir)
        documents = list(now.documents.values()) if now else []
        jobs = desk.jobs.all(kind="publish", limit=200)
        contacts = desk.contacts.open().rows
        return web.page(
            act.request,
            "home.html",
            current=next((line for line in list_generations(desk.data_dir) if line.live), None),
            drafts=sum(draft.state == "draft" for draft in desk.drafts.all()),
            waiting=sum(job.state == "waiting" for job in jobs),
            going=sum(job.state in ("queued", "running") for job in jobs),
            overdue=sum(due.overdue for due in desk.owners.due(documents, desk.today())),
            unchecked=sum(not row.get("checked") or str(row.get("review_by") or "9") < desk.today().isoformat() for row in contacts),
            gaps=len(desk.asked.digest(7).gaps),
        )

    @router.get("/desk.css")
    def style() -> Response:
        return Response(stylesheet(), media_type="text/css", headers={"Cache-Control": "public, max-age=300"})


def _to_start() -> Response:
    return RedirectResponse("/desk", 303)


__all__ = ["beside", "desk_app", "desk_router"]
