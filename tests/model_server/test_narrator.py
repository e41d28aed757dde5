"""A real small model end to end: it talks, invents and copies badly; whatever it says, all that is shown is proven."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.answering import Assistant
from assistant.domain import Answer, Question
from assistant.embedding import SentenceEmbedder
from assistant.llm import LangChainModel, Limits
from assistant.model_answer import EXPECTS
from assistant.model_budget import AskerBudget
from assistant.model_mode import Writer
from assistant.prompts import Prompt
from assistant.support import SupportChecker
from tests.conftest import MakeAssistant
from tests.model_server.narrator import Narrator
from tests.model_server.server import ModelServer

pytestmark = [
    pytest.mark.slow, pytest.mark.network, pytest.mark.enable_socket, pytest.mark.timeout(1200),
    pytest.mark.filterwarnings("ignore"),
]  # fmt: skip
PROMPT = Prompt.load(Path(__file__).resolve().parents[2] / "prompts" / "compose.md", expects=EXPECTS)
QUESTIONS = (
    "How quickly is stage one of escalation in Bedford Borough?",
    "When should I use GCP2?",
    "When is it private fostering?",
)


@pytest.fixture(scope="module")
def narrator() -> Narrator:
    return Narrator()


@pytest.fixture(scope="module")
def checker() -> SupportChecker:
    return SupportChecker(SentenceEmbedder())


def as_statements(said: str, asked: str) -> str:
    """The narrator's sentences in the agreed form, each with the sentence of S1 as its quotation: as convincing as it can get."""
    quote = asked.split("Text: ", 1)[1].split("\n", maxsplit=1)[0]
    quote = re.split(r"(?<=\.) (?=[A-Z])", quote)[0]
    sentences = [text for text in re.split(r"(?<=[.!?])\s+", said) if text.strip()][:8]
    return json.dumps({"statements": [{"text": text, "sources": ["S1"], "quotes": [quote]} for text in sentences], "missing": []})


@pytest.fixture(params=["raw", "dressed up"])
def served(request: pytest.FixtureRequest, narrator: Narrator) -> Iterator[ModelServer]:
    """The narrator's own words as they come, or with true quotations put to its sentences."""

    def dressed(asked: str) -> str:
        return as_statements(narrator(asked), asked)

    with ModelServer(narrator if request.param == "raw" else dressed) as server:
        yield server


def test_all_that_is_shown_of_an_unreliable_narrator_is_proven(
    served: ModelServer, narrator: Narrator, checker: SupportChecker, library: Path, make_assistant: MakeAssistant, assistant: Assistant
) -> None:
    """Its statements are dropped unless the verifier proves them on the published page; else the reply is quoting mode's."""
    model = LangChainModel("openai:narrator", Limits(deadline=300, attempt=290), options={"api_key": "x", "base_url": served.url})
    told = make_assistant(library, writer=Writer(model=model, prompt=PROMPT, checker=lambda: checker, askers=AskerBudget(100)))
    before = len(narrator.said)
    for text in QUESTIONS:
        answer, quoted = told.answer(Question(text=text)), assistant.answer(Question(text=text))
        lines = [statement for statement in answer.statements if statement.kind == "model"]
        if not lines:
            assert answer.statements == quoted.statements
        for line in lines:
            pieces = _stretches(answer, told, line.citations)
            assert pieces
            assert checker.check(line.text, [p["token"] for p in pieces], [p["quote"] for p in pieces], _passages(pieces)).supported

    assert len(narrator.said) - before == len(QUESTIONS)
    assert all(narrator.said)


def _stretches(answer: Answer, told: Assistant, citations: tuple[int, ...]) -> list[dict[str, str]]:
    """The quotations of an answer's model statements, read again from the published pages."""
    sources = {source.n: source for source in answer.sources}
    found = []
    for statement in answer.statements:
        for span in statement.spans:
            if span.source in citations:
                source = sources[span.source]
                page = told.view().generation.pages(source.document.id)[source.page - 1]
                found.append({"token": f"S{len(found) + 1}", "quote": page[span.start : span.end], "area": source.document.area})
    return found


def _passages(pieces: list[dict[str, str]]) -> list[object]:
    from assistant.support import Passage

    return [Passage(token=piece["token"], text=piece["quote"], area=piece["area"]) for piece in pieces]
