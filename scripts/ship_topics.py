"""Write the vectors of the shipped topics: ``python scripts/ship_topics.py``, after ``knowledge/topics`` was edited. Seconds on two cores."""

from __future__ import annotations

from assistant.embedding import SentenceEmbedder
from assistant.knowledge import load_topics
from assistant.settings import load_settings
from assistant.shipped_vectors import ship
from assistant.topics import bridge_texts
from assistant.vector_cache import text_hash


def main() -> None:
    """Embed every text of the bridge once."""
    embedder = SentenceEmbedder()
    texts = sorted(set(bridge_texts(load_topics(load_settings().knowledge_dir / "topics"))))
    ship(embedder.digest, [text_hash(text) for text in texts], embedder.encode(texts))


if __name__ == "__main__":
    main()
