"""Vectors that come with the product are those of the shipped topics, and are left aside for another model."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assistant.embedding import PACKAGED_DIGEST, SentenceEmbedder
from assistant.knowledge import load_topics
from assistant.settings import load_settings
from assistant.shipped_vectors import ship, shipped
from assistant.topics import bridge_texts
from assistant.vector_cache import VectorCache, text_hash


def _texts() -> list[str]:
    return bridge_texts(load_topics(load_settings().knowledge_dir / "topics"))


def test_every_text_of_the_shipped_topics_has_its_vector() -> None:
    """After an edit of knowledge/topics: run `python scripts/ship_topics.py`."""
    ready = shipped(PACKAGED_DIGEST)

    assert {text_hash(text) for text in _texts()} == set(ready)


def test_they_are_the_model_s_own() -> None:
    """A few, computed anew."""
    texts = _texts()[::400]

    own = SentenceEmbedder().encode(texts)
    kept = np.stack([shipped(PACKAGED_DIGEST)[text_hash(text)] for text in texts])

    assert (own * kept).sum(axis=1).min() > 0.999


class _Counting(SentenceEmbedder):
    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    def encode(self, texts):  # type: ignore[no-untyped-def]
        self.asked += texts
        return super().encode(texts)


def test_what_is_shipped_is_not_computed(tmp_path: Path) -> None:
    """Only the text that nobody shipped reaches the model."""
    embedder = _Counting()

    VectorCache(tmp_path / "vectors.sqlite", embedder).encode([*_texts()[:20], "A scene that a colleague wrote today."])

    assert embedder.asked == ["A scene that a colleague wrote today."]


@pytest.mark.parametrize("bad", [b"", b"PK broken", b"PK\x03\x04 broken"])
def test_another_model_or_a_broken_file_has_none(tmp_path: Path, bad: bytes) -> None:
    """Then everything is computed."""
    good = tmp_path / "good.npz"
    ship("one model", [text_hash("x")], np.ones((1, 4), dtype=np.float32) / 2, good)
    broken = tmp_path / "broken.npz"
    broken.write_bytes(bad)

    assert shipped("one model", good)[text_hash("x")] == pytest.approx(np.full(4, 0.5), abs=0.01)
    assert shipped("another", good) == {}
    assert shipped("one model", broken) == {}
    assert shipped("one model", tmp_path / "none.npz") == {}
