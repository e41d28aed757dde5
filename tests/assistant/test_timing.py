"""Where the time of a question goes."""

from __future__ import annotations

import time

import pytest

from assistant.answering import Assistant
from assistant.domain import Question
from assistant.timing import measured, timed


@timed("outer")
def _outer() -> None:
    time.sleep(0.02)
    _inner()
    _inner()


@timed("inner")
def _inner() -> None:
    time.sleep(0.03)


def test_a_stage_inside_another_is_not_counted_twice() -> None:
    """Each stage has its own time, summed over its runs; together they are the whole."""
    with measured() as stages:
        _outer()

    spent = stages.as_dict()
    assert list(spent) == ["inner", "outer"]
    assert spent["inner"] >= 60
    assert 20 <= spent["outer"] < 60


def test_a_stage_that_fails_is_counted_and_leaves_no_trace_behind() -> None:
    """An error passes through; the next measurement starts from nothing."""

    @timed("broken")
    def broken() -> None:
        raise ValueError("no")

    with measured() as stages, pytest.raises(ValueError, match="no"):
        broken()
    with measured() as later:
        _inner()

    assert list(stages.as_dict()) == ["broken"]
    assert list(later.as_dict()) == ["inner"]


def test_the_trace_of_a_question_says_where_its_time_went(assistant: Assistant) -> None:
    """Every stage from triage to composition, in milliseconds."""
    stages = assistant.trace(Question(text="When should I use GCP2?", area="luton"))["stages_ms"]

    assert isinstance(stages, dict)
    assert set(stages) == {"triage", "understand", "embed", "retrieve", "rerank", "evidence", "compose"}
    assert all(value >= 0 for value in stages.values())


def test_the_assistant_shows_its_retriever_to_an_ablation(assistant: Assistant) -> None:
    """The same object that searches, with its weights."""
    assert assistant.retriever.weights.topic > 0
    assert assistant.retriever is assistant.retriever
