"""What every route of the web server shares: the core, settings, limits, figures and templates."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime

from fastapi import Request

from assistant.channels.limits import RateLimiter
from assistant.channels.measures import Measures
from assistant.channels.problems import RefusalError
from assistant.channels.seam import AssistantLike
from assistant.domain import Answer, Audience, Document, Question
from assistant.library import View
from assistant.settings import Settings

READS_PER_QUESTION = 10
"""Opening pages and pictures is cheaper than asking: so many of them a minute for each question a minute."""


@dataclass(frozen=True, kw_only=True)
class Site:
    """Built once by ``create_app``. ``public``: practitioners' documents are neither searched nor shown."""

    assistant: AssistantLike
    settings: Settings
    clock: Callable[[], datetime]
    public: bool = False
    measures: Measures = field(default_factory=Measures)
    asking: RateLimiter
    reading: RateLimiter

    @property
    def audience(self) -> Audience:
        """Who reads here."""
        return "public" if self.public else "practitioner"

    def today(self) -> date:
        """The day by the injected clock."""
        return self.clock().date()

    def answer(self, request: Request, question: Question, on_stage: Callable[[str], None] | None = None) -> Answer:
        """The reply. Past the rate limit only the danger route still answers; everything else is refused with 429."""
        return self.counted(self.within_limit(request, question) or self.assistant.answer(question, on_stage))

    def counted(self, answer: Answer) -> Answer:
        """The same answer, noted in the figures by its status."""
        self.measures.answers.labels(answer.status.value).inc()
        return answer

    def within_limit(self, request: Request, question: Question) -> Answer | None:
        """``None`` within the limit; past it the danger route's reply. Raises ``RefusalError`` when there is none."""
        wait = self.asking.wait(address_of(request))
        if not wait:
            return None
        urgent = self.assistant.urgent(question)
        if urgent is None:
            self.measures.limited.inc()
            raise RefusalError(429, headers={"Retry-After": str(max(1, round(wait)))})
        return urgent

    def count_reading(self, request: Request) -> None:
        """Refuse whoever opens pages faster than a person reads."""
        wait = self.reading.wait(address_of(request))
        if wait:
            self.measures.limited.inc()
            raise RefusalError(
                429,
                "Too many pages from this address. Wait a minute and open it again.",
                {"Retry-After": str(max(1, round(wait)))},
            )

    def documents(self, view: View) -> tuple[Document, ...]:
        """The documents that this site's readers may see."""
        return tuple(d for d in view.documents() if self.may_read(d))

    def document(self, view: View, document_id: str) -> Document:
        """One of them; raises ``RefusalError`` (404) when it is unknown, withdrawn or not for this audience."""
        document = view.document(document_id)
        if document is None or not self.may_read(document):
            raise RefusalError(
                404,
                "There is no such document in the library. It may have been withdrawn; see /library for all of them.",
            )
        return document

    def may_read(self, document: Document) -> bool:
        """Whether the audience fits."""
        return not self.public or document.audience == "public"


def address_of(request: Request) -> str:
    """The asker's network address as the server knows it (behind a proxy: set uvicorn's trusted addresses)."""
    return request.client.host if request.client else "unknown"
