"""Figures for operators and the access log. Neither ever holds a question, an address's query, a name or an answer."""

from __future__ import annotations

import logging
import time

from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector, generate_latest
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.domain import Answer, Status

access = logging.getLogger("assistant.access")

_SECONDS = (0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 1.0, 2.0, 5.0, 15.0)
_DECLINES = frozenset({Status.NOT_FOUND, Status.OUT_OF_SCOPE})


class Measures:
    """The figures of one application; each has its own registry, so that several can live in one process.

    Labels come from closed lists of ours: route patterns, states, keys of ``replies.yaml``, names of stages.
    """

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self.requests = Counter(
            "safeguarding_requests", "Requests by route, method and status", ["route", "method", "status"], registry=self.registry
        )
        self.seconds = Histogram("safeguarding_request_seconds", "Time by route", ["route"], buckets=_SECONDS, registry=self.registry)
        self.answers = Counter("safeguarding_answers", "Replies by how they ended", ["status"], registry=self.registry)
        self.declines = Counter("safeguarding_declines", "Replies that decline, by their wording's key", ["reply"], registry=self.registry)
        self.faults = Counter("safeguarding_faults", "Replies that are a fault sentence, by its key", ["reply"], registry=self.registry)
        self.written = Counter("safeguarding_answers_written", "Answers by who chose the words: quoting or model", ["by"], registry=self.registry)
        self.stages = Histogram("safeguarding_stage_seconds", "Time of answering by stage", ["stage"], buckets=_SECONDS, registry=self.registry)
        self.limited = Counter("safeguarding_rate_limited", "Requests refused by the rate limit", registry=self.registry)
        self.feedback = Counter("safeguarding_feedback", "Replies judged by readers", ["helpful"], registry=self.registry)
        for key in ("fault", "switched_off"):  # a series that begins at nought, so that the first fault is an increase
            self.faults.labels(key)

    def note(self, answer: Answer, stages: dict[str, float]) -> None:
        """Count what the core answered; ``stages`` are milliseconds by stage."""
        if answer.status in _DECLINES:
            self.declines.labels(answer.reply or answer.status.value).inc()
        elif answer.status is Status.FAULT:
            self.faults.labels(answer.reply or "fault").inc()
        elif answer.sources:
            self.written.labels("model" if answer.model else "quoting").inc()
        for stage, milliseconds in stages.items():
            self.stages.labels(stage).observe(milliseconds / 1000)

    def text(self) -> bytes:
        """The figures in Prometheus' text format."""
        return generate_latest(self.registry)


class Measured:
    """Counts each request and writes one access line: method, route, status, milliseconds. The route is the pattern, never the address."""

    def __init__(self, app: ASGIApp, *, measures: Measures) -> None:
        self._app = app
        self._measures = measures

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI entry."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began = time.perf_counter()
        status = 500

        async def send_noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, send_noted)
        finally:
            route = str(getattr(scope.get("route"), "path", "") or "(none)")
            method = scope["method"] if scope["method"] in _METHODS else "OTHER"
            took = time.perf_counter() - began
            self._measures.requests.labels(route, method, str(status)).inc()
            self._measures.seconds.labels(route).observe(took)
            access.info("%s %s %d %d ms", method, route, status, round(took * 1000))


_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"})
