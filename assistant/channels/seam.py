"""What a channel needs of the product's core. The real one is ``assistant.answering``; tests give a small hand-written one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from assistant.domain import Answer, Hit, Question
from assistant.library import View


class AssistantLike(Protocol):
    """The core as its channels see it. Safe to call from several threads."""

    def answer(self, question: Question, on_stage: Callable[[str], None] | None = None) -> Answer:
        """The one reply to a question. A broken index or model is an answer with status ``fault``, not an exception."""
        ...

    def urgent(self, question: Question) -> Answer | None:
        """The reply of the danger route alone, or ``None`` when the message holds no danger. Cheap; needs no library."""
        ...

    def search(self, question: Question, limit: int = 20) -> list[Hit]:
        """Passages in ranking order. Raises ``LibraryError`` when nothing can be read."""
        ...

    def view(self) -> View:
        """What may be read at this moment. Raises ``NoGeneration`` or another ``LibraryError``."""
        ...

    def feedback(self, answer_id: str, helpful: bool, reason: str, wording: str | None) -> None:
        """Keep what a reader said of an answer."""
        ...

    def permanent_line(self) -> str:
        """The emergency line that stands on every page. Never raises."""
        ...

    def health(self) -> dict[str, object]:
        """Generation, counts, model and problems, for operators. Never raises."""
        ...


class Around:
    """Passes everything on to the core. What counts or notes answers builds on it and says only what it does otherwise."""

    def __init__(self, assistant: AssistantLike) -> None:
        self._assistant = assistant

    def answer(self, question: Question, on_stage: Callable[[str], None] | None = None) -> Answer:
        """As the core's."""
        return self._assistant.answer(question, on_stage)

    def urgent(self, question: Question) -> Answer | None:
        """As the core's."""
        return self._assistant.urgent(question)

    def search(self, question: Question, limit: int = 20) -> list[Hit]:
        """As the core's."""
        return self._assistant.search(question, limit)

    def view(self) -> View:
        """As the core's."""
        return self._assistant.view()

    def feedback(self, answer_id: str, helpful: bool, reason: str, wording: str | None) -> None:
        """As the core's."""
        self._assistant.feedback(answer_id, helpful, reason, wording)

    def permanent_line(self) -> str:
        """As the core's."""
        return self._assistant.permanent_line()

    def health(self) -> dict[str, object]:
        """As the core's."""
        return self._assistant.health()
