"""Our search as a LangChain retriever, for chains of others; with ``llm`` the only module that imports LangChain.

A chain built on it has our passages and nothing else of ours: no danger route, no proof, no decline. Ask ``Assistant.urgent`` first.
"""

from __future__ import annotations

import asyncio
from typing import Any, Protocol, runtime_checkable

from langchain_core.callbacks import AsyncCallbackManagerForRetrieverRun, CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import Field

from assistant.domain import Area, Audience, Hit, Question
from assistant.settings import Settings


@runtime_checkable
class Searching(Protocol):
    """What the retriever needs of an assistant."""

    def search(self, question: Question, limit: int = 20) -> list[Hit]:
        """Passages in ranking order."""
        ...


class SafeguardingRetriever(BaseRetriever):
    """Passages of the live library, best first, as LangChain documents.

    ``k`` is how many at most. ``k``, ``area`` and ``history`` may also be given to ``invoke``. Errors are those of the search:
    ``LibraryError`` when nothing can be read.
    """

    assistant: Searching
    k: int = Field(8, ge=1)
    area: Area | None = None
    audience: Audience = "practitioner"

    @classmethod
    def from_settings(cls, settings: Settings | None = None, **fields: Any) -> SafeguardingRetriever:
        """A retriever over the library that the settings name; models load at the first search."""
        from assistant.wiring import build  # noqa: PLC0415 - whoever has an assistant needs no second one

        return cls(assistant=build(settings or Settings()), **fields)

    def _get_relevant_documents(
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun,  # noqa: ARG002 - the signature is LangChain's
        k: int | None = None,
        area: Area | None = None,
        history: tuple[str, ...] = (),
    ) -> list[Document]:
        return self._found(query, k, area, history)

    async def _aget_relevant_documents(
        self,
        query: str,
        *,
        run_manager: AsyncCallbackManagerForRetrieverRun,  # noqa: ARG002 - the signature is LangChain's
        k: int | None = None,
        area: Area | None = None,
        history: tuple[str, ...] = (),
    ) -> list[Document]:
        return await asyncio.to_thread(self._found, query, k, area, history)

    def _found(self, query: str, k: int | None, area: Area | None, history: tuple[str, ...]) -> list[Document]:
        most = self.k if k is None else k
        if most < 1:
            raise ValueError(f"k must be 1 or more, not {most}.")
        question = Question(text=query, area=area or self.area, history=tuple(history), audience=self.audience)
        return [as_document(hit) for hit in self.assistant.search(question, most)]


def as_document(hit: Hit) -> Document:
    """A passage word for word, with where it stands and how well it fits; ``url`` opens it in the reader at its words."""
    document, first, last = hit.document, hit.units[0], hit.units[-1]
    end = last.end if last.page == first.page else first.end
    return Document(
        id=first.id,
        page_content=hit.text,
        metadata={
            "document_id": document.id,
            "title": document.title,
            "area": document.area,
            "page": first.page,
            "heading": first.headings[-1] if first.headings else "",
            "score": float(hit.score),
            "url": f"/library/{document.id}?page={first.page}&start={first.start}&end={end}#cited",
            "source_url": document.source_url,
            "published": document.published.isoformat() if document.published else None,
        },
    )
