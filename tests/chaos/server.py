"""The web server over a small library with word vectors, to be killed: ``python -m tests.chaos.server DATA_DIR PORT``."""

from __future__ import annotations

import sys
from pathlib import Path

import uvicorn

from assistant.answering import Assistant
from assistant.channels.api import create_app
from assistant.channels.operations import server_options
from assistant.companions import load_companions
from assistant.contacts import ContactBook
from assistant.evidence import EvidenceModel
from assistant.fakes import WordEmbedder
from assistant.knowledge import Vocabulary, load_topics
from assistant.library import Library
from assistant.off_switch import OffSwitch
from assistant.parts import Parts
from assistant.replies import Replies
from assistant.rerank import Reranker
from assistant.retrieve import Retriever
from assistant.search import Searcher
from assistant.settings import Settings
from assistant.state import Feedback, Records, open_database
from assistant.topics import TopicBridge
from tests.conftest import KNOWLEDGE, ROOT, SUNDAY_NOON


def assistant_over(data_dir: Path) -> Assistant:
    """The real assistant with feedback kept in the state database."""
    embedder = WordEmbedder()
    searcher = Searcher(Retriever(embedder, TopicBridge(load_topics(KNOWLEDGE / "topics"), embedder.encode)), Reranker.load())
    records = Records(open_database(data_dir))

    def keep(answer_id: str, helpful: bool, reason: str, wording: str | None) -> None:
        records.keep_feedback(Feedback(answer_id=answer_id, helpful=helpful, reason=reason, wording=wording or ""))

    return Assistant(
        Parts(
            library=Library(data_dir),
            searcher=lambda: searcher,
            evidence=EvidenceModel.load(),
            vocabulary=Vocabulary.load(KNOWLEDGE / "vocabulary.yaml"),
            companions=load_companions(KNOWLEDGE / "companions.yaml"),
            book=ContactBook.load(KNOWLEDGE / "contacts.yaml"),
            replies=Replies.load(ROOT / "prompts" / "replies.yaml"),
            clock=lambda: SUNDAY_NOON,
            decline_below=0.0,
            feedback=keep,
            switched_off=OffSwitch(data_dir).is_off,
        )
    )


def main() -> None:
    """Serve until killed."""
    data_dir, port = Path(sys.argv[1]), int(sys.argv[2])
    settings = Settings(_env_file=None, data_dir=data_dir, rate_limit=1_000_000)  # type: ignore[call-arg]
    uvicorn.run(create_app(assistant_over(data_dir), settings, clock=lambda: SUNDAY_NOON), **server_options("127.0.0.1", port, "error"))


if __name__ == "__main__":
    main()
