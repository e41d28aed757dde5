"""Errors as ``application/problem+json``, or as a plain page for a person's browser. A sentence says what to do; never a trace."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from http import HTTPStatus
from typing import Any

from fastapi import Request
from fastapi.responses import JSONResponse, Response

from assistant.channels.api_models import SENTENCES

log = logging.getLogger("assistant.channels")

DETAILS: dict[int, str] = {
    400: "The request could not be read. Check it against /api/openapi.json and send it again.",
    401: "Send a key that is known here, or none. Ask whoever runs the service for one.",
    403: "This website is not on the list of those that may use the assistant. Ask its owner to add the address.",
    404: "There is nothing at this address. Go to /library to see the documents, or to / to ask.",
    405: "This address does not take that method. See /api/openapi.json for the ones it takes.",
    408: "The request came too slowly. Send it again.",
    413: "That is too much text. Shorten it and send it again.",
    415: "Send the request as application/json.",
    422: "The request does not fit. Check it against /api/openapi.json and send it again.",
    429: "Too many questions from this address. Wait a minute and ask again. In an emergency ring now.",
    500: "Something went wrong here. Try again in a minute; if it goes on, tell whoever runs this service.",
    503: "The library cannot be read just now. Try again later, or ring the front door for the area.",
}


class RefusalError(Exception):
    """A request that is refused on purpose: status, the sentence for the reader, headers to send along."""

    def __init__(self, status: int, detail: str = "", headers: dict[str, str] | None = None) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail or DETAILS.get(status, DETAILS[400])
        self.headers = headers or {}


ErrorPage = Callable[[int, str, str], str]
"""Makes the HTML page of an error from status, title and detail."""


class Problems:
    """Makes the response of an error. ``emergency`` gives the permanent line."""

    def __init__(self, emergency: Callable[[], str], page: ErrorPage) -> None:
        self._emergency = emergency
        self._page = page

    def respond(
        self, request: Request, status: int, detail: str = "", headers: dict[str, str] | None = None
    ) -> Response:
        """A page for a browser outside ``/api``, problem+json for everything else."""
        title = _title(status)
        text = detail or DETAILS.get(status, DETAILS[400 if status < 500 else 500])
        extra = {"Cache-Control": "no-store", **(headers or {})}
        if _wants_page(request):
            body = self._page(status, title, text)
            return Response(body, status_code=status, media_type="text/html", headers=extra)
        return JSONResponse(self.body(status, text), status, extra, "application/problem+json")

    def body(self, status: int, detail: str) -> dict[str, Any]:
        """The members of a problem."""
        emergency = self._emergency()
        return {
            "type": "about:blank",
            "title": _title(status),
            "status": status,
            "detail": detail,
            "emergency": emergency,
        }


def _title(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Error"


def _wants_page(request: Request) -> bool:
    if request.url.path.startswith(("/api/", "/metrics", "/healthz", "/readyz")):
        return False
    return "text/html" in request.headers.get("accept", "")


def sentence_for(errors: Sequence[Any]) -> str:
    """What to do about the first field that does not fit. What was sent is never repeated."""
    for error in errors:
        names = [str(part) for part in error.get("loc", ()) if str(part) in SENTENCES]
        if names:
            return SENTENCES[names[0]]
        if error.get("type") == "json_invalid":
            return "The body is not valid JSON. Mend it and send it again."
    return DETAILS[422]


def place_of(error: BaseException) -> str:
    """Where an exception came from, without its text, which could hold what somebody typed."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return type(error).__name__
    code = trace.tb_frame.f_code
    return f"{type(error).__name__} in {code.co_filename.rsplit('/', 1)[-1]}:{trace.tb_lineno} ({code.co_name})"
