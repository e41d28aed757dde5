"""What is loaded ahead of the first message."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_info

from assistant.errors import NoGeneration
from assistant.reading import Mixture, Reading
from assistant.rerank import Reranker
from assistant.safety import personal
from assistant.search import Searcher
from assistant.threads import one_core_a_product
from assistant.wiring import warm_up, warm_up_personal
from tests.conftest import MakeAssistant


class Nothing:
    """An assistant without a library, which notes that it was warmed up."""

    def __init__(self) -> None:
        self.warmed = 0

    def warm_up(self) -> None:
        self.warmed += 1
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
    assert assistant.warmed == 1


def test_models_are_loaded_though_there_is_no_library_yet(tmp_path: Path, make_assistant: MakeAssistant, searcher: Searcher) -> None:
    """The first question after the first publication does not wait for them; the reader has seen every length of pair."""
    seen: list[int] = []

    class Counting:
        def read(self, question: str, texts: Sequence[str]) -> NDArray[np.float32]:
            seen.extend(len(text.split()) for text in texts)
            return np.zeros(len(texts), dtype=np.float32)

    second = Searcher(searcher.retriever, Reranker.load(), Reading(Counting(), Mixture.load()))

    warm_up(make_assistant(tmp_path / "empty", searcher=lambda: second))

    assert min(seen) == 1
    assert max(seen) > 80


def test_products_of_a_question_run_on_one_core() -> None:
    """A second thread would go on waiting busily and take the reader's core."""
    one_core_a_product()

    assert {pool["num_threads"] for pool in threadpool_info() if pool["user_api"] == "blas"} <= {1}

