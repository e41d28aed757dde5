"""Addresses for whoever runs the server: is it up, can it answer, how is it doing."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response

from assistant.channels.problems import Problems
from assistant.channels.site import Site
from assistant.errors import SafeguardingError


def router(site: Site, problems: Problems) -> APIRouter:
    """``/healthz``, ``/readyz`` and ``/metrics``."""
    routes = APIRouter(include_in_schema=True)

    @routes.get("/healthz", summary="The process is up")
    def healthz() -> dict[str, str]:
        return {"status": "ok"}

    @routes.get("/readyz", summary="The library can be read", responses={503: {"description": "No library to read"}})
    def readyz(request: Request) -> Response:
        try:
            generation = site.assistant.view().generation.id
        except SafeguardingError:
            return problems.respond(
                request, 503, "No library is published here, or it cannot be read. Run `safeguarding doctor`."
            )
        health: dict[str, Any] = {**site.assistant.health(), "status": "ready", "generation": generation}
        return JSONResponse(health, headers={"Cache-Control": "no-store"})

    @routes.get("/metrics", summary="Figures for Prometheus", response_class=Response)
    def metrics() -> Response:
        return Response(site.measures.text(), media_type="text/plain; version=0.0.4; charset=utf-8")

    return routes


def server_options(host: str, port: int, level: str = "info") -> dict[str, Any]:
    """Arguments for ``uvicorn.run``: our own access line instead of uvicorn's, which would write query strings."""
    return {
        "host": host,
        "port": port,
        "access_log": False,
        "server_header": False,
        # Longer than a proxy keeps an idle connection (Caddy: two minutes). With uvicorn's five seconds a question that was sent just as the
        # connection closed got no answer: once in 8,649 questions of people who think for five to fifteen seconds.
        "timeout_keep_alive": 130,
        # Forwarded headers are read by assistant.channels.proxies alone: uvicorn would believe every process of this machine.
        "proxy_headers": False,
        "log_config": {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
            "handlers": {"out": {"class": "logging.StreamHandler", "formatter": "plain", "stream": "ext://sys.stderr"}},
            "loggers": {
                name: {"handlers": ["out"], "level": level.upper(), "propagate": False}
                for name in ("uvicorn", "assistant.access", "assistant.channels")
            },
        },
    }
