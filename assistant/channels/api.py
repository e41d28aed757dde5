"""The web server: ``create_app`` joins the JSON API, the pages and the library reader over one assistant."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, FastAPI, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response, StreamingResponse
from starlette.exceptions import HTTPException

from assistant.channels import edition_pages, library_pages, operations, pages
from assistant.channels.api_models import (
    LONGEST_QUESTION,
    MOST_PASSAGES,
    AnswerOut,
    AskedArea,
    AskRequest,
    FeedbackRequest,
    PassagesOut,
    Problem,
    SearchRequest,
)
from assistant.channels.askers import Door
from assistant.channels.event_stream import events
from assistant.channels.limits import Origins, RateLimiter, Shield
from assistant.channels.measures import Measured, Measures
from assistant.channels.patience import Patience
from assistant.channels.problems import DETAILS, Problems, RefusalError, log, place_of, sentence_for
from assistant.channels.proxies import Proxied, Trust
from assistant.channels.seam import AssistantLike
from assistant.channels.site import READS_PER_QUESTION, Site
from assistant.channels.watching import LibraryGauges, Watched
from assistant.channels.web_json import answer_json, document_json, passages_json
from assistant.clock import system_clock
from assistant.domain import Edition, Kind
from assistant.errors import LibraryError, QuestionError
from assistant.settings import Settings
from assistant.state.database import open_database
from assistant.state.keys import KeyBook

_PROBLEM: dict[int | str, dict[str, Any]] = {
    code: {
        "description": DETAILS[code],
        "content": {"application/problem+json": {"schema": Problem.model_json_schema()}},
    }
    for code in (400, 401, 403, 404, 405, 408, 413, 422, 429, 500, 503)
}


def create_app(
    assistant: AssistantLike,
    settings: Settings,
    *,
    public: bool | None = None,
    clock: Callable[[], datetime] = system_clock,
    patience: Patience | None = None,
) -> FastAPI:
    """The ASGI application over a ready assistant. ``public`` (else the setting): only staff read what is for practitioners."""
    trust = Trust.of(settings)
    is_public = settings.public if public is None else public
    measures = Measures()
    measures.registry.register(LibraryGauges(assistant, settings.data_dir, clock))
    site = Site(
        assistant=Watched(assistant, measures),
        measures=measures,
        settings=settings,
        clock=clock,
        door=Door(lambda: KeyBook(open_database(settings.data_dir, settings.database_url)), public=is_public, clock=lambda: clock().timestamp()),
        public=is_public,
        asking=RateLimiter(settings.rate_limit),
        reading=RateLimiter(settings.rate_limit * READS_PER_QUESTION),
        patience=patience or Patience(),
    )
    app = FastAPI(
        title="Safeguarding Bedfordshire Assistant",
        version="0.1.0",
        # The usual documentation pages load scripts from elsewhere; the description itself stays.
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        redirect_slashes=False,
    )
    problems = Problems(assistant.permanent_line, pages.error_page(site))
    for router in (
        _router(site, problems),
        operations.router(site, problems),
        pages.router(site),
        edition_pages.router(site),
        library_pages.router(site),
    ):
        app.include_router(router)
    _handle_errors(app, problems)
    _describe_keys(app)
    origins = Origins.parse(settings.origins, settings.public_url)
    app.add_middleware(Shield, origins=origins, problems=problems, secure=settings.public_url.startswith("https:"))
    app.add_middleware(Measured, measures=site.measures)
    app.add_middleware(Proxied, trust=trust)
    return app


def _describe_keys(app: FastAPI) -> None:
    """A key may be sent to the API and need not be."""
    plain = app.openapi

    def described() -> dict[str, Any]:
        schema = plain()
        schema.setdefault("components", {})["securitySchemes"] = {"key": {"type": "http", "scheme": "bearer"}}
        for path, operations_of in schema["paths"].items():
            for operation in operations_of.values() if path.startswith("/api/") else ():
                operation["security"] = [{}, {"key": []}]
        return schema

    app.openapi = described  # type: ignore[method-assign]  # FastAPI's own way to extend the description


def _handle_errors(app: FastAPI, problems: Problems) -> None:
    @app.exception_handler(RefusalError)
    async def _refused(request: Request, error: RefusalError) -> Response:
        return problems.respond(request, error.status, error.detail, error.headers)

    @app.exception_handler(HTTPException)
    async def _http(request: Request, error: HTTPException) -> Response:
        return problems.respond(request, error.status_code, headers=dict(error.headers or {}))

    @app.exception_handler(RequestValidationError)
    async def _invalid(request: Request, error: RequestValidationError) -> Response:
        return problems.respond(request, 422, sentence_for(error.errors()))

    @app.exception_handler(QuestionError)
    async def _question(request: Request, error: QuestionError) -> Response:
        return problems.respond(request, 422, str(error))

    @app.exception_handler(LibraryError)
    async def _library(request: Request, error: LibraryError) -> Response:
        log.warning("the library cannot be read: %s", place_of(error))
        return problems.respond(request, 503)


def _router(site: Site, problems: Problems) -> APIRouter:
    router = APIRouter(prefix="/api", responses=_PROBLEM)

    @router.post("/ask", response_model=AnswerOut, summary="Answer a question", responses={200: {"content": {"text/event-stream": {}}}})
    def ask(body: AskRequest, request: Request) -> Response:
        """The Answer as JSON, or with ``Accept: text/event-stream`` as the events stage, statement and answer."""
        headers = {"Cache-Control": "no-store"}
        if "text/event-stream" not in request.headers.get("accept", ""):
            return JSONResponse(answer_json(site.answer(request, body.to_question)), headers=headers)
        question, urgent = site.admitted(request, body.to_question)
        stream = events(
            lambda on_stage: site.counted(urgent or site.assistant.answer(question, on_stage)),
            lambda: problems.body(500, DETAILS[500]),
        )
        return StreamingResponse(stream, media_type="text/event-stream", headers={**headers, "X-Accel-Buffering": "no"})

    @router.post("/search", response_model=PassagesOut, summary="Passages in ranking order")
    def search(body: SearchRequest, request: Request) -> Response:
        reader = site.reader(request)
        hits = site.assistant.search(body.to_question(reader.audience), body.limit)
        return JSONResponse(passages_json(hits), headers={"Cache-Control": "no-store"})

    @router.get("/search", response_model=PassagesOut, summary="The same, for trying out by hand")
    def search_by_address(
        request: Request,
        q: Annotated[str, Query(min_length=1, max_length=LONGEST_QUESTION)],
        area: AskedArea | None = None,
        limit: Annotated[int, Query(ge=1, le=MOST_PASSAGES)] = 20,
    ) -> Response:
        if not q.strip():
            raise RefusalError(422, sentence_for([{"loc": ("q",)}]))
        return search(SearchRequest(question=q, area=area, limit=limit), request)

    @router.get("/documents", summary="Documents of the library, newest first")
    def documents(
        request: Request, area: AskedArea | None = None, kind: Kind | None = None, edition: Edition | None = None
    ) -> dict[str, Any]:
        reader = site.reader(request)
        view = site.assistant.view()
        found = library_pages.choose(site.documents(view, reader.audience), area=area, kind=kind, edition=edition)
        return {"generation": view.generation.id, "documents": [document_json(d, site.today()) for d in found]}

    @router.get("/documents/{document_id}", summary="One document")
    def document(document_id: str, request: Request) -> dict[str, Any]:
        reader = site.reader(request)
        return document_json(site.document(site.assistant.view(), document_id, reader.audience), site.today())

    @router.post("/feedback", status_code=204, summary="Say whether a reply helped")
    def feedback(body: FeedbackRequest, request: Request) -> Response:
        site.reader(request, "feedback")
        site.keep_feedback(body.answer_id, helpful=body.helpful, reason=body.reason, wording=body.wording)
        return Response(status_code=204)

    return router
