"""Our search as a LangChain retriever, over the small library."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from langchain_core.retrievers import BaseRetriever
from langchain_tests.integration_tests import RetrieversIntegrationTests
from pydantic import ValidationError

from assistant.answering import Assistant
from assistant.domain import Question
from assistant.langchain_retriever import SafeguardingRetriever

ASKED = "When should I use the Graded Care Profile?"


@pytest.mark.anyio
class TestStandard(RetrieversIntegrationTests):
    """LangChain's own tests for retrievers."""

    @pytest.fixture(autouse=True)
    def _over_the_small_library(self, assistant: Assistant) -> None:
        self._assistant = assistant

    @pytest.fixture
    def anyio_backend(self) -> str:
        """The loop that the asynchronous test runs on."""
        return "asyncio"

    @property
    def retriever_constructor(self) -> type[BaseRetriever]:
        return SafeguardingRetriever

    @property
    def retriever_constructor_params(self) -> dict[str, Any]:
        return {"assistant": self._assistant, "k": 2}

    @property
    def retriever_query_example(self) -> str:
        return ASKED


def test_a_document_is_the_passage_word_for_word_with_its_place(assistant: Assistant) -> None:
    """Text, order and score are those of the search; metadata says whose, where and which address opens it."""
    hits = assistant.search(Question(text=ASKED), 5)
    found = SafeguardingRetriever(assistant=assistant, k=5).invoke(ASKED)

    assert [one.page_content for one in found] == [hit.text for hit in hits]
    assert [one.metadata["score"] for one in found] == [hit.score for hit in hits]
    first, unit = found[0], hits[0].units[0]
    assert first.metadata["title"] == "Neglect practice guidance"
    assert (first.metadata["area"], first.metadata["page"], first.metadata["heading"]) == ("luton", 1, "When to use the tool")
    assert first.metadata["url"].startswith(f"/library/{first.metadata['document_id']}?page=1&start={unit.start}&end=")


def test_the_address_spans_the_whole_passage(assistant: Assistant) -> None:
    """From the first word to the last, so that the reader marks what was found."""
    generation = assistant.view().generation
    for one in SafeguardingRetriever(assistant=assistant, k=20).invoke(ASKED):
        query = dict(pair.split("=") for pair in one.metadata["url"].split("?")[1].removesuffix("#cited").split("&"))
        page = generation.pages(one.metadata["document_id"])[int(query["page"]) - 1]
        marked = page[int(query["start"]) : int(query["end"])].split()
        assert marked[-1] == one.page_content.split()[-1]


def test_area_and_history_reach_the_search(assistant: Assistant) -> None:
    """As fields or with a call; a follow-up is read with what came before it."""
    retriever = SafeguardingRetriever(assistant=assistant, k=3)

    told = retriever.invoke("how many by schools", area="central")
    thread = retriever.invoke("and schools?", history=("How many GCP2 did health visitors complete in 2024-25?",))

    assert told[0].metadata["area"] == "central"
    assert told == SafeguardingRetriever(assistant=assistant, k=3, area="central").invoke("how many by schools")
    assert "Schools" in thread[0].page_content


def test_asynchronous_calls_honour_k(assistant: Assistant) -> None:
    """The same passages as without a loop."""
    retriever = SafeguardingRetriever(assistant=assistant)

    assert asyncio.run(retriever.ainvoke(ASKED, None, k=2)) == retriever.invoke(ASKED, None, k=2)


def test_nonsense_is_refused_with_a_sentence(assistant: Assistant) -> None:
    """No silent list of nothing, and no assistant that cannot search."""
    with pytest.raises(ValueError, match="k must be 1 or more"):
        SafeguardingRetriever(assistant=assistant).invoke(ASKED, None, k=0)
    with pytest.raises(ValidationError):
        SafeguardingRetriever(assistant=assistant, k=0)
    with pytest.raises(ValidationError):
        SafeguardingRetriever(assistant="no assistant")


def test_text_without_a_word_finds_nothing_or_little_and_never_fails(assistant: Assistant) -> None:
    """An emoji, white space, another script, a very long paste."""
    retriever = SafeguardingRetriever(assistant=assistant, k=3)

    for text in ("", "🙂", " \n", "что делать", "bruise " * 3000):
        assert len(retriever.invoke(text)) <= 3
