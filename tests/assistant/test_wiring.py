"""What is loaded ahead of the first message."""

from __future__ import annotations

from assistant.domain import Question
from assistant.errors import NoGeneration
from assistant.safety import personal
from assistant.wiring import warm_up, warm_up_personal


class Nothing:
    """An assistant without a library, which notes that it was asked."""

    def __init__(self) -> None:
        self.asked: list[Question] = []

    def search(self, question: Question, limit: int = 20) -> list[object]:
        self.asked.append(question)
        raise NoGeneration("Nothing yet.")


def test_the_model_for_personal_details_is_loaded_in_the_background() -> None:
    """By the time the thread ends the second look is loaded, or known to be missing; no first message waits for it."""
    personal._model.cache_clear()
    warm_up_personal().join(300)
    assert personal._model.cache_info().currsize == 1


def test_warming_up_without_a_library_does_not_fail() -> None:
    """The danger route answers without one."""
    assistant = Nothing()
    warm_up(assistant)  # type: ignore[arg-type]
    assert len(assistant.asked) == 1
