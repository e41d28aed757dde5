"""The web server: ``create_app`` joins the JSON API, the pages and the library reader over one assistant."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, FastAPI, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response, StreamingResponse
from starlette.exceptions import HTTPException

from assistant.channels import library_pages, operations, pages
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
from assistant.channels.event_stream import events
from assistant.channels.limits import Origins, RateLimiter, Shield
from assistant.channels.measures import Measured
from assistant.channels.problems import DETAILS, Problems, RefusalError, log, place_of, sentence_for
from assistant.channels.seam import AssistantLike
from assistant.channels.site import READS_PER_QUESTION, Site
from assistant.channels.web_json import answer_json, document_json, passages_json
from assistant.clock import system_clock
from assistant.domain import Edition, Kind
from assistant.errors import LibraryError, QuestionError
from assistant.settings import Settings

_PROBLEM: dict[int | str, dict[str, Any]] = {
    code: {
        "description": DETAILS[code],
        "content": {"application/problem+json": {"schema": Problem.model_json_schema()}},
    }
    for code in (403, 404, 413, 422, 429, 500, 503)
}


def create_app(
    assistant: AssistantLike, settings: Settings, *, public: bool = False, clock: Callable[[], datetime] = system_clock
) -> FastAPI:
    """The ASGI application over a ready assistant. ``public``: only documents for the public are searched and shown."""
    site = Site(
        assistant=assistant,
        settings=settings,
        clock=clock,
        public=public,
        asking=RateLimiter(settings.rate_limit),
        reading=RateLimiter(settings.rate_limit * READS_PER_QUESTION),
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
        library_pages.router(site),
    ):
        app.include_router(router)
    _handle_errors(app, problems)
    origins = Origins.parse(settings.origins, settings.public_url)
    app.add_middleware(Shield, origins=origins, problems=problems, secure=settings.public_url.startswith("https:"))
    app.add_middleware(Measured, measures=site.measures)
    return app


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

    @router.post("/ask", response_model=AnswerOut, summary="Answer a question")
    def ask(body: AskRequest, request: Request) -> Response:
        """The Answer as JSON, or with ``Accept: text/event-stream`` as the events stage, statement and answer."""
        question = body.to_question(site.audience)
        headers = {"Cache-Control": "no-store"}
        if "text/event-stream" not in request.headers.get("accept", ""):
            return JSONResponse(answer_json(site.answer(request, question)), headers=headers)
        urgent = site.within_limit(request, question)
        stream = events(
            lambda on_stage: site.counted(urgent or site.assistant.answer(question, on_stage)),
            lambda: problems.body(500, DETAILS[500]),
        )
        return StreamingResponse(stream, media_type="text/event-stream", headers={**headers, "X-Accel-Buffering": "no"})

    @router.post("/search", response_model=PassagesOut, summary="Passages in ranking order")
    def search(body: SearchRequest, request: Request) -> Response:
        site.count_reading(request)
        hits = site.assistant.search(body.to_question(site.audience), body.limit)
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
        site.count_reading(request)
        view = site.assistant.view()
        found = library_pages.choose(site.documents(view), area=area, kind=kind, edition=edition)
        return {"generation": view.generation.id, "documents": [document_json(d, site.today()) for d in found]}

    @router.get("/documents/{document_id}", summary="One document")
    def document(document_id: str, request: Request) -> dict[str, Any]:
        site.count_reading(request)
        return document_json(site.document(site.assistant.view(), document_id), site.today())

    @router.post("/feedback", status_code=204, summary="Say whether a reply helped")
    def feedback(body: FeedbackRequest, request: Request) -> Response:
        site.count_reading(request)
        site.assistant.feedback(body.answer_id, body.helpful, body.reason.strip(), body.wording)
        site.measures.feedback.labels("yes" if body.helpful else "no").inc()
        return Response(status_code=204)

    return router
