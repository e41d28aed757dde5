"""The pages for a person's browser: asking without JavaScript, about, accessibility, styles and scripts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import ValidationError

from assistant.channels.answer_html import answer_html
from assistant.channels.api_models import LONGEST_QUESTION, SENTENCES, AskRequest
from assistant.channels.problems import DETAILS, ErrorPage, RefusalError, sentence_for
from assistant.channels.site import Site
from assistant.channels.templates import asset, render
from assistant.channels.web_config import (
    NEUTRAL_SITE,
    NOT_A_REFERRAL,
    REASONS,
    SUGGESTIONS,
    leave_script,
    widget_script,
)
from assistant.contacts import ContactBook
from assistant.domain import AREA_NAMES, PARTNERSHIPS, Answer, Contact
from assistant.live_knowledge import Live, edited_file

NO_STORE = {"Cache-Control": "no-store"}
SHORT = {"Cache-Control": "public, max-age=300"}


def page(site: Site, name: str, status: int = 200, **values: Any) -> HTMLResponse:
    """A template inside the frame that every page has: emergency line, exit, navigation."""
    return HTMLResponse(frame(site, name, **values), status, NO_STORE)


def frame(site: Site, name: str, **values: Any) -> str:
    """The same as text."""
    line = [part.strip() for part in site.assistant.permanent_line().split(" - ")]
    return render(name, emergency=line, not_a_referral=NOT_A_REFERRAL, **values)


def error_page(site: Site) -> ErrorPage:
    """How an error looks to a person."""
    return lambda status, title, detail: frame(site, "error.html", status=status, title=title, detail=detail)


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What stands in the form."""

    question: str = ""
    area: str = ""
    history: tuple[str, ...] = ()


def _ask_page(
    site: Site, request: Request, typed: Typed, *, status: int = 200, answer: Answer | None = None, error: str = ""
) -> HTMLResponse:
    return page(
        site,
        "index.html",
        status,
        area=typed.area,
        picks=[(key, AREA_NAMES[key]) for key in PARTNERSHIPS],
        history=(*typed.history, typed.question) if answer else typed.history,
        question=typed.question,
        answer=answer,
        answer_html=answer_html(answer, permanent_line=site.assistant.permanent_line()) if answer else "",
        error=error,
        longest=LONGEST_QUESTION,
        suggestions=SUGGESTIONS,
        reasons=REASONS,
        public=site.door.audience(request) == "public",
    )


def router(site: Site) -> APIRouter:
    """``/``, ``/ask``, ``/about``, ``/accessibility``, ``/leave`` and the static files."""
    routes = APIRouter(include_in_schema=False)

    @routes.get("/")
    def start(request: Request) -> Response:
        return _ask_page(site, request, Typed())

    @routes.get("/ask")
    def ask_again() -> Response:
        return RedirectResponse("/", 303)

    @routes.post("/ask")
    def ask(
        request: Request,
        question: Annotated[str, Form()] = "",
        area: Annotated[str, Form()] = "",
        history: Annotated[list[str] | None, Form()] = None,
    ) -> Response:
        typed = Typed(question=question, area=area if area in PARTNERSHIPS else "", history=tuple(history or ()))
        try:
            body = AskRequest.model_validate({"question": question, "area": typed.area or None, "history": list(typed.history)})
            answer = site.answer(request, body.to_question)
        except ValidationError as error:
            shortened = replace(typed, question=question[:LONGEST_QUESTION])
            return _ask_page(site, request, shortened, status=422, error=sentence_for(error.errors()))
        except RefusalError as refusal:
            response = _ask_page(site, request, typed, status=refusal.status, error=refusal.detail)
            response.headers.update(refusal.headers)
            return response
        return _ask_page(site, request, replace(typed, question=body.question), answer=answer)

    _add_feedback(routes, site)
    _add_plain_pages(routes, site)
    _add_files(routes, site)
    return routes


def _add_feedback(routes: APIRouter, site: Site) -> None:
    @routes.post("/feedback")
    def feedback(
        request: Request,
        answer_id: Annotated[str, Form()] = "",
        helpful: Annotated[str, Form()] = "",
        reason: Annotated[str, Form()] = "",
    ) -> Response:
        site.reader(request, "feedback")
        if not 0 < len(answer_id) <= 200 or helpful not in ("yes", "no") or len(reason) > 500:
            raise RefusalError(422, SENTENCES["helpful"] if helpful not in ("yes", "no") else DETAILS[422])
        site.keep_feedback(answer_id, helpful=helpful == "yes", reason=reason, wording=None)
        return page(site, "thanks.html")


def _add_plain_pages(routes: APIRouter, site: Site) -> None:
    settings = site.settings
    book = Live(settings.knowledge_dir / "contacts.yaml", edited_file(settings.data_dir, "contacts"), ContactBook.load_or_built_in)

    def offices() -> list[Contact]:
        """How each partnership's business unit is reached, as the contacts stand now."""
        return [contact for area in PARTNERSHIPS for contact in book.current().by_role("partnership office", area)[:1]]

    @routes.get("/leave")
    def leave() -> Response:
        return RedirectResponse(NEUTRAL_SITE, 303, {"Clear-Site-Data": '"cache", "storage"', **NO_STORE})

    @routes.get("/about")
    def about(request: Request) -> Response:
        public = site.door.audience(request) == "public"
        return page(site, "about.html", model=site.assistant.health().get("model"), public=public, offices=offices())

    @routes.get("/accessibility")
    def accessibility() -> Response:
        return page(site, "accessibility.html", offices=offices())


def _add_files(routes: APIRouter, site: Site) -> None:
    @routes.get("/page.css")
    def style() -> Response:
        return Response(asset("answer.css") + asset("page.css"), media_type="text/css", headers=SHORT)

    @routes.get("/widget.js")
    def widget() -> Response:
        return Response(widget_script(site.assistant.permanent_line()), media_type="text/javascript", headers=SHORT)

    @routes.get("/leave.js")
    def leaving() -> Response:
        return Response(leave_script(), media_type="text/javascript", headers=SHORT)

    @routes.get("/favicon.svg")
    @routes.get("/favicon.ico")
    def icon() -> Response:
        return Response(asset("icon.svg"), media_type="image/svg+xml", headers=SHORT)

    @routes.get("/robots.txt")
    def robots() -> Response:
        return Response("User-agent: *\nDisallow: /\n", media_type="text/plain", headers=SHORT)
