"""The only place where adapters are built: settings to an :class:`Assistant`."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from assistant.answering import Assistant, Parts
from assistant.clock import system_clock
from assistant.companions import load_companions
from assistant.contacts import ContactBook
from assistant.domain import Question
from assistant.embedding import SentenceEmbedder
from assistant.errors import LibraryError
from assistant.evidence import EvidenceModel
from assistant.knowledge import Vocabulary, load_topics
from assistant.library import Library
from assistant.replies import Replies
from assistant.rerank import Reranker
from assistant.retrieve import Retriever
from assistant.safety.personal import mask
from assistant.search import Searcher
from assistant.settings import Settings
from assistant.state.database import open_database
from assistant.state.records import Feedback, Records
from assistant.topics import TopicBridge
from assistant.vector_cache import VectorCache


class LiveBook:
    """The contact book in force: the copy corrected at the desk where there is one, else the seed; read again when it changes."""

    def __init__(self, seed: Path, corrected: Path) -> None:
        self._seed, self._corrected = seed, corrected
        self._stamp: tuple[str, int] | None = None
        self._book: ContactBook | None = None

    def current(self) -> ContactBook:
        """The book as of now; a damaged copy falls back to numbers built in, never to silence."""
        path = self._corrected if self._corrected.is_file() else self._seed
        try:
            stamp = (str(path), path.stat().st_mtime_ns)
        except OSError:
            stamp = (str(path), 0)
        if self._book is None or stamp != self._stamp:
            self._book, self._stamp = ContactBook.load_or_built_in(path), stamp
        return self._book


def warm_up(assistant: Assistant) -> None:
    """Load models and the library now; without a library yet only the danger route answers, which needs neither."""
    try:
        assistant.search(Question(text="When should I use GCP2?"), limit=1)
    except LibraryError:
        return


def build(settings: Settings, clock: Callable[[], datetime] | None = None) -> Assistant:
    """A ready assistant. Cheap: models load at the first question that needs them, or in :func:`warm_up`."""
    knowledge = settings.knowledge_dir
    lock = threading.Lock()
    made: list[Searcher] = []
    records: list[Records] = []

    def searcher() -> Searcher:
        with lock:
            if not made:
                embedder = SentenceEmbedder(settings.embedder)
                cache = VectorCache(settings.data_dir / "vectors.sqlite", embedder)
                bridge = TopicBridge(load_topics(knowledge / "topics"), cache.encode)
                made.append(Searcher(Retriever(embedder, bridge), Reranker.load()))
            return made[0]

    def keep(answer_id: str, helpful: bool, reason: str, wording: str | None) -> None:
        """Feedback goes to the state database; wording, sent by choice, is masked once more."""
        with lock:
            if not records:
                records.append(Records(open_database(settings.data_dir, settings.database_url)))
        records[0].keep_feedback(Feedback(answer_id=answer_id, helpful=helpful, reason=reason, wording=mask(wording).text if wording else ""))

    return Assistant(
        Parts(
            feedback=keep,
            live_book=LiveBook(knowledge / "contacts.yaml", settings.data_dir / "knowledge" / "contacts.yaml").current,
            library=Library(settings.data_dir, chroma=settings.chroma_url),
            searcher=searcher,
            evidence=EvidenceModel.load(),
            vocabulary=Vocabulary.load(knowledge / "vocabulary.yaml"),
            companions=load_companions(knowledge / "companions.yaml"),
            book=ContactBook.load_or_built_in(knowledge / "contacts.yaml"),
            replies=Replies.load(settings.prompts_dir / "replies.yaml"),
            clock=clock or system_clock,
            decline_below=settings.decline_below,
            switched_off=settings.switched_off,
        )
    )
