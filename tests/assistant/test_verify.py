"""The last check before display."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answering import Assistant
from assistant.domain import Answer, Question, Span, Statement
from assistant.verify import proven


@pytest.fixture(scope="module")
def answer(assistant: Assistant) -> Answer:
    """An answer with one quotation to tamper with."""
    return assistant.answer(Question(text="When should I use GCP2?", area="luton"))


def _quotation(answer: Answer) -> Statement:
    return next(statement for statement in answer.statements if statement.kind == "quote")


def test_an_untouched_quotation_is_proven(answer: Answer, assistant: Assistant) -> None:
    """It stands where it says."""
    assert proven(_quotation(answer), answer.sources, assistant.view().generation)


@pytest.mark.parametrize(
    "change",
    [
        lambda s: replace(s, text=s.text.replace("neglect", "abuse")),
        lambda s: replace(s, text=s.text + " Never wait."),
        lambda s: replace(s, text=s.text[:-1]),
        lambda s: replace(s, spans=()),
        lambda s: replace(s, spans=(replace(s.spans[0], start=s.spans[0].start + 1),)),
        lambda s: replace(s, spans=(replace(s.spans[0], source=9),)),
        lambda s: replace(s, spans=(Span(source=1, start=0, end=0),), text=""),
        lambda s: replace(s, kind="template"),
    ],
    ids=["word changed", "sentence added", "letter cut", "no span", "shifted", "unknown source", "empty", "called a template"],
)
def test_a_tampered_quotation_is_not(change: object, answer: Answer, assistant: Assistant) -> None:
    """One letter suffices."""
    tampered = change(_quotation(answer))  # type: ignore[operator]

    assert not proven(tampered, answer.sources, assistant.view().generation)


def test_a_page_that_does_not_exist_proves_nothing(answer: Answer, assistant: Assistant) -> None:
    """Page 0 and page 99 are nobody's."""
    for page in (0, 99):
        sources = [replace(source, page=page) for source in answer.sources]
        assert not proven(_quotation(answer), sources, assistant.view().generation)
