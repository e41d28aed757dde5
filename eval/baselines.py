"""The peer in every report: LangChain's tutorial pipeline (1,000-character chunks in Chroma) on the same text, questions and embedder.

Optional: needs the extra ``baseline``. Its libraries are imported inside the functions; nothing else in this package may use them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib import import_module
from typing import Any

from assistant.embedding import Embedder
from assistant.errors import SettingsError
from assistant.library import View
from eval.answers import MOST_WORDS, shows
from eval.cases import Case
from eval.results import CaseResult, Score
from eval.retrieval import Found, file_areas, retrieval_scores
from eval.run import Suite
from eval.summary import Figure, by_suite, figure

CHUNK, OVERLAP = 1000, 200
_FETCHED = 40
_PEER_METRICS = ("recall_150", "recall_300", "recall_600", "recall_1200", "hit_5", "mrr", "key_facts", "full")


class _SameEmbedder:
    """The product's embedder in the shape that LangChain expects."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        vectors: list[list[float]] = []
        for start in range(0, len(texts), 64):
            vectors += self._embedder.encode(texts[start : start + 64]).tolist()
        return vectors

    def embed_query(self, text: str) -> list[float]:
        return [float(value) for value in self._embedder.encode([text])[0]]


class TutorialPipeline:
    """Splits, embeds and searches as the tutorial does; kept in memory."""

    def __init__(self, view: View, embedder: Embedder) -> None:
        """Raises ``SettingsError`` when the extra is not installed."""
        try:
            chroma = import_module("langchain_chroma")
            splitters = import_module("langchain_text_splitters")
        except ImportError as error:
            raise SettingsError(f'The baseline needs its extra ({error.name} is missing). Run: pip install ".[baseline]"') from error
        splitter = splitters.RecursiveCharacterTextSplitter(chunk_size=CHUNK, chunk_overlap=OVERLAP)
        texts, metadatas = _chunks(view, splitter)
        store: Any = chroma.Chroma(collection_name="baseline", embedding_function=_SameEmbedder(embedder))
        store.reset_collection()
        for start in range(0, len(texts), 256):
            store.add_texts(texts[start : start + 256], metadatas=metadatas[start : start + 256])
        self._store = store

    def search(self, question: str) -> list[Found]:
        """Chunks in ranking order."""
        pairs = self._store.similarity_search_with_score(question, k=_FETCHED)
        return [
            Found(text=chunk.page_content, doc=chunk.metadata["doc"], area=chunk.metadata["area"], document_id=chunk.metadata["id"], score=-distance)
            for chunk, distance in pairs
        ]


def _chunks(view: View, splitter: Any) -> tuple[list[str], list[dict[str, str]]]:
    texts: list[str] = []
    metadatas: list[dict[str, str]] = []
    for document in view.documents():
        whole = "\n\n".join(view.generation.pages(document.id))
        for chunk in splitter.split_text(whole):
            texts.append(chunk)
            metadatas.append({"doc": document.file_name, "area": document.area, "id": document.id})
    return texts, metadatas


def baseline_results(view: View, suites: Sequence[Suite], embedder: Embedder, limit: int | None = None) -> list[CaseResult]:
    """The peer's results over all cases that are scored by facts or quotations."""
    pipeline = TutorialPipeline(view, embedder)
    areas = file_areas(view.documents())
    results: list[CaseResult] = []
    for suite in suites:
        for case in suite.cases[:limit]:
            if case.evidence or case.key_facts or case.expected == "not_found":
                found = pipeline.search(" ".join([*case.turns, case.question]))
                scores = retrieval_scores(case, found, areas) | words_as_answer(case, found)
                results.append(CaseResult(suite=suite.name, case=case, scores=scores))
    return results


def words_as_answer(case: Case, found: Iterable[Found]) -> dict[str, Score]:
    """The first 250 retrieved words read as the reply; it always answers, so a question without answer is wrong."""
    text = " ".join(" ".join(passage.text for passage in found).split()[:MOST_WORDS])
    shown = [any(shows(pattern, text) for pattern in fact.any) for fact in case.key_facts]
    clean = not any(shows(pattern, text) for pattern in case.must_not)
    scores = {"full": Score(case.expected == "answer" and all(shown) and clean)}
    if shown:
        scores["key_facts"] = Score(sum(shown), len(shown))
    if case.expected == "not_found":
        scores["false_answer"] = Score(1.0)
    return scores


def baseline_figures(results: Iterable[CaseResult]) -> dict[str, dict[str, Figure]]:
    """Figures by suite for the report and the table."""
    found: dict[str, dict[str, Figure]] = {}
    for suite, members in by_suite(results).items():
        figures = {metric: figure(members, metric) for metric in _PEER_METRICS}
        found[suite] = {metric: value for metric, value in figures.items() if value.interval is not None}
    return found
