"""A small published library and the real assistant over it, with word vectors in place of the model and a clock that stands still."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from assistant.answering import Assistant
from assistant.clock import LONDON
from assistant.companions import load_companions
from assistant.contacts import ContactBook
from assistant.evidence import EvidenceModel
from assistant.fakes import WordEmbedder
from assistant.knowledge import Vocabulary, load_topics
from assistant.library import Library
from assistant.parts import Parts
from assistant.replies import Replies
from assistant.rerank import Reranker
from assistant.retrieve import Retriever
from assistant.search import Searcher
from assistant.topics import TopicBridge
from ingest.job import ingest
from ingest.publish import Place
from tests.small_corpus import write_corpus

# In CI a skipped test is a failure; see tests/skips.py.
pytest_plugins = ["tests.skips"]

ROOT = Path(__file__).resolve().parent.parent
KNOWLEDGE = ROOT / "knowledge"
SUNDAY_NOON = datetime(2026, 11, 22, 12, 0, tzinfo=LONDON)

MakeAssistant = Callable[..., Assistant]


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Data directory of the small library; read it, never change it."""
    folder = tmp_path_factory.mktemp("small-library")
    report = ingest([write_corpus(folder / "in")], Place(data_dir=folder / "data", embedder=WordEmbedder()))
    assert not report.failed
    return folder / "data"


@pytest.fixture
def own_library(library: Path, tmp_path: Path) -> Path:
    """A copy of the small library that a test may damage or withdraw from."""
    return Path(shutil.copytree(library, tmp_path / "data"))


@pytest.fixture(scope="session")
def searcher() -> Searcher:
    """The real search over word vectors."""
    embedder = WordEmbedder()
    return Searcher(Retriever(embedder, TopicBridge(load_topics(KNOWLEDGE / "topics"), embedder.encode)), Reranker.load())


@pytest.fixture(scope="session")
def make_assistant(searcher: Searcher) -> MakeAssistant:
    """Builds the assistant by hand over a data directory; keyword arguments replace any of its parts."""

    def make(data_dir: Path, **changed: Any) -> Assistant:
        parts: dict[str, Any] = {
            "library": Library(data_dir),
            "searcher": lambda: searcher,
            "evidence": EvidenceModel.load(),
            "vocabulary": Vocabulary.load(KNOWLEDGE / "vocabulary.yaml"),
            "companions": load_companions(KNOWLEDGE / "companions.yaml"),
            "book": ContactBook.load(KNOWLEDGE / "contacts.yaml"),
            "replies": Replies.load(ROOT / "prompts" / "replies.yaml"),
            "clock": lambda: SUNDAY_NOON,
            # The evidence is calibrated on real vectors; over word vectors only the order of its figures is of use.
            "decline_below": 0.0,
        }
        return Assistant(Parts(**(parts | changed)))

    return make


@pytest.fixture(scope="session")
def assistant(library: Path, make_assistant: MakeAssistant) -> Assistant:
    """The assistant over the small library; it holds no state of any question."""
    return make_assistant(library)
