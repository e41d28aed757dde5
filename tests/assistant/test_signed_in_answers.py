"""A signed-off answer in its place: before the library, after danger and contacts, and only while it is in force."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assistant.answering import Assistant
from assistant.domain import Question, Status
from assistant.fakes import WordEmbedder
from assistant.signed_answers import SignedAnswer, SignedAnswers, SignedCitation
from tests.conftest import MakeAssistant

SIGNED = SignedAnswer(
    id="gcp2-when",
    questions=("When should I use GCP2?",),
    areas=("luton",),
    text="Use GCP2 as soon as neglect is suspected, and do not wait for a second opinion.",
    citations=(SignedCitation(title="Neglect practice guidance"),),
    owner="R. Okafor",
    signed=date(2026, 11, 1),
    expires=date(2027, 11, 1),
)


def serving(answer: SignedAnswer, library: Path, make_assistant: MakeAssistant) -> Assistant:
    """The assistant with one signed answer."""
    return make_assistant(library, signed=SignedAnswers(lambda: (answer,), WordEmbedder().encode))


def test_a_signed_answer_comes_word_for_word_with_its_document(library: Path, make_assistant: MakeAssistant) -> None:
    """The owner's words, and the source that opens."""
    answer = serving(SIGNED, library, make_assistant).answer(Question(text="when should i use GCP2", area="luton"))

    assert answer.status is Status.ANSWERED
    assert answer.statements[0].text == SIGNED.text
    assert answer.statements[0].citations == (1,)
    assert answer.sources[0].document.title == "Neglect practice guidance"
    assert answer.generation


@pytest.mark.parametrize(
    ("changed", "area", "history"),
    [
        ({"expires": date(2026, 11, 21)}, "luton", ()),
        ({"owner": ""}, "luton", ()),
        ({}, "bedford", ()),
        ({}, "luton", ("What is a chronology?",)),
        ({"citations": (SignedCitation(title="A guide that was withdrawn"),)}, "luton", ()),
    ],
)
def test_otherwise_the_library_answers(
    changed: dict[str, object], area: str, history: tuple[str, ...], library: Path, make_assistant: MakeAssistant
) -> None:
    """Expired, unsigned, of another area, in the middle of a talk, or resting on a document that is gone."""
    assistant = serving(replace(SIGNED, **changed), library, make_assistant)  # type: ignore[arg-type]

    answer = assistant.answer(Question(text="When should I use GCP2?", area=area, history=history))  # type: ignore[arg-type]

    assert SIGNED.text not in answer.text


def test_danger_comes_before_a_signed_answer(library: Path, make_assistant: MakeAssistant) -> None:
    """The numbers lead, whatever else was signed."""
    danger = "A 6 year old has just told me his dad is going to hurt him when he gets home in ten minutes"
    assistant = serving(replace(SIGNED, questions=(danger,)), library, make_assistant)

    assert assistant.answer(Question(text=danger, area="luton")).status is Status.URGENT
