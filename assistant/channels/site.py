"""What every route of the web server shares: the core, settings, limits, figures and templates."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime

from fastapi import Request

from assistant.asker import asked_by
from assistant.channels.askers import Asker, Door, address_of
from assistant.channels.limits import RateLimiter
from assistant.channels.measures import Measures
from assistant.channels.patience import LateError, Patience
from assistant.channels.problems import RefusalError, log, place_of
from assistant.channels.seam import AssistantLike
from assistant.domain import Answer, Audience, Document, Question
from assistant.errors import NotKept
from assistant.library import View
from assistant.settings import Settings
from assistant.state.keys import Scope

READS_PER_QUESTION = 10
"""Opening pages and pictures is cheaper than asking: so many of them a minute for each question a minute."""

TOO_LATE = "The answer took too long. Ask again in a minute, or ring the front door for the area."
NOT_KEPT = "What you said of the reply could not be kept just now. The reply is not affected. Try again in a minute."
TOO_MANY_WITH_KEY = "Too many questions with this key. Wait a minute and ask again. In an emergency ring now."

Ask = Callable[[Audience], Question]
"""Makes the question once it is known who asks."""


@dataclass(frozen=True, kw_only=True)
class Site:
    """Built once by ``create_app``. ``public``: practitioners' documents are neither searched nor shown, except to staff."""

    assistant: AssistantLike
    settings: Settings
    clock: Callable[[], datetime]
    door: Door
    public: bool = False
    measures: Measures = field(default_factory=Measures)
    asking: RateLimiter
    reading: RateLimiter
    patience: Patience = field(default_factory=Patience)

    def today(self) -> date:
        """The day by the injected clock."""
        return self.clock().date()

    def answer(self, request: Request, prepare: Ask, on_stage: Callable[[str], None] | None = None) -> Answer:
        """The reply to the question that ``prepare`` makes for an audience. Past a limit only the danger route still answers."""
        question, urgent = self.admitted(request, prepare)
        if urgent is None:
            try:
                return self.counted(self.patience.run(lambda: self.assistant.answer(question, on_stage)))
            except LateError as error:
                urgent = self.assistant.urgent(question)
                if urgent is None:
                    raise RefusalError(503, TOO_LATE, {"Retry-After": "30"}) from error
        return self.counted(urgent)

    def counted(self, answer: Answer) -> Answer:
        """The same answer, noted in the figures by its status."""
        self.measures.answers.labels(answer.status.value).inc()
        return answer

    def admitted(self, request: Request, prepare: Ask) -> tuple[Question, Answer | None]:
        """The question, and past the limit or with a refused key the danger route's reply to it.

        Raises ``RefusalError`` 401, 403, 429 or 503 when such a question holds no danger.
        """
        try:
            asker = self._within(request, self.asking, "ask")
        except RefusalError:
            question = prepare("public")
            urgent = self.assistant.urgent(question)
            if urgent is None:
                raise
            return question, urgent
        return asked_by(prepare(asker.audience), asker.bucket), None

    def keep_feedback(self, answer_id: str, *, helpful: bool, reason: str, wording: str | None) -> None:
        """Keep what a reader said of a reply; raises ``RefusalError`` 503 with a sentence where it cannot be kept, so that nobody thinks it was."""
        try:
            self.assistant.feedback(answer_id, helpful, reason.strip(), wording)
        except NotKept as error:
            log.warning("feedback cannot be kept: %s", place_of(error))
            raise RefusalError(503, NOT_KEPT, {"Retry-After": "30"}) from error
        self.measures.feedback.labels("yes" if helpful else "no").inc()

    def reader(self, request: Request, scope: Scope = "search") -> Asker:
        """Who reads a page; refuses keys that are not good for it, and whoever opens pages faster than a person reads."""
        return self._within(request, self.reading, scope)

    def _within(self, request: Request, limiter: RateLimiter, scope: Scope) -> Asker:
        try:
            asker = self.door.asker(request, scope)
        except RefusalError:
            # Wrong keys count against the address, so that trying them ends soon.
            if limiter.wait(address_of(request)):
                self.measures.limited.inc()
                raise RefusalError(429, headers={"Retry-After": "60"}) from None
            raise
        size = asker.per_minute if limiter is self.asking or asker.per_minute is None else asker.per_minute * READS_PER_QUESTION
        wait = limiter.wait(asker.bucket, size)
        if not wait:
            return asker
        self.measures.limited.inc()
        retry = {"Retry-After": str(max(1, round(wait)))}
        if limiter is self.asking:
            raise RefusalError(429, "" if not asker.key else TOO_MANY_WITH_KEY, retry)
        raise RefusalError(429, "Too many pages from this address. Wait a minute and open it again.", retry)

    def documents(self, view: View, audience: Audience) -> tuple[Document, ...]:
        """The documents that these readers may see."""
        return view.for_audience(audience).documents()

    def document(self, view: View, document_id: str, audience: Audience) -> Document:
        """One of them; raises ``RefusalError`` (404) when it is unknown, withdrawn or not for this audience."""
        document = view.for_audience(audience).document(document_id)
        if document is None:
            raise RefusalError(
                404,
                "There is no such document in the library. It may have been withdrawn; see /library for all of them.",
            )
        return document
