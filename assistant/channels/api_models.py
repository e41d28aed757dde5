"""What may be sent to the API, and the documented shapes that come back (kept apart from the domain: the API is a contract)."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from assistant.domain import Area, Audience, Question

LONGEST_QUESTION = 20_000
HISTORY_KEPT = 20
MOST_PASSAGES = 100

AskedArea = Literal["bedford", "central", "luton", "pan"]


def _not_blank(text: str) -> str:
    stripped = text.strip()
    if not stripped:
        raise ValueError("blank")
    return stripped


QuestionText = Annotated[str, Field(min_length=1, max_length=LONGEST_QUESTION), AfterValidator(_not_blank)]

SENTENCES: dict[str, str] = {
    "question": f"Write a question of at most {LONGEST_QUESTION:,} characters and send it again.",
    "q": f"Give the question in q, at most {LONGEST_QUESTION:,} characters.",
    "area": "Unknown area. Use bedford, central, luton or pan, or leave the area out.",
    "history": "Send the earlier messages as a list of texts, oldest first, or leave the history out.",
    "limit": f"Use a limit between 1 and {MOST_PASSAGES}.",
    "helpful": "Say whether the answer helped: true or false.",
    "answer_id": "Send the id of the answer that this is about.",
    "reason": "Keep the reason under 500 characters.",
    "wording": f"Keep the wording under {LONGEST_QUESTION:,} characters.",
    "audience": "Use public, or leave the audience out.",
    "page": "Use a page number from 1.",
    "start": "Use offsets from 0.",
    "end": "Use offsets from 0.",
    "kind": "Unknown kind of document. Leave the kind out to see all.",
    "edition": "Use current or superseded, or leave the edition out.",
}
"""What to do about a field that does not fit; the first wrong field decides."""


class AskRequest(BaseModel):
    """A question with where the child lives and the asker's earlier messages, oldest first."""

    model_config = ConfigDict(extra="ignore")

    question: QuestionText
    area: AskedArea | None = None
    history: list[str] = Field(default_factory=list)
    audience: Literal["public"] | None = None
    """``public`` narrows to what the public may read; nothing here can widen it."""

    def to_question(self, audience: Audience) -> Question:
        """The domain's question. ``pan`` means that no area was chosen."""
        area: Area | None = None if self.area == "pan" else self.area
        history = tuple(text.strip()[:LONGEST_QUESTION] for text in self.history[-HISTORY_KEPT:] if text.strip())
        return Question(text=self.question, area=area, history=history, audience=self.audience or audience)


class SearchRequest(AskRequest):
    """The same, for passages instead of an answer."""

    limit: int = Field(20, ge=1, le=MOST_PASSAGES)


class FeedbackRequest(BaseModel):
    """What a reader thinks of an answer. ``wording`` is text that the reader chose to send along."""

    model_config = ConfigDict(extra="ignore")

    answer_id: str = Field(min_length=1, max_length=200)
    helpful: bool
    reason: str = Field("", max_length=500)
    wording: str | None = Field(None, max_length=LONGEST_QUESTION)


class Problem(BaseModel):
    """An error as ``application/problem+json``: ``detail`` says what to do, ``emergency`` whom to ring meanwhile."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    emergency: str


class AnswerOut(BaseModel):
    """The reply to a question; the lists' shapes are described in the README."""

    id: str
    status: Literal["answered", "partial", "conflict", "not_found", "urgent", "out_of_scope", "fault"]
    reply: str | None
    text: str
    statements: list[dict[str, Any]]
    sources: list[dict[str, Any]]
    notices: list[dict[str, Any]]
    contacts: list[dict[str, Any]]
    model: str | None
    generation: str | None
    took_ms: int


class PassageOut(BaseModel):
    """A passage exactly as the composer reads it."""

    text: str
    document_id: str
    title: str
    area: str
    published: str | None
    page: int
    heading: str
    score: float


class PassagesOut(BaseModel):
    """Passages in ranking order."""

    passages: list[PassageOut]
