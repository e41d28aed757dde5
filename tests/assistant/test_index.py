"""Vectors in Chroma: what is written is what is read."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assistant import index as index_module
from assistant.errors import CorruptGeneration, LibraryError
from assistant.fakes import WordEmbedder
from assistant.index import VectorIndex, write_vectors

TEXTS = [f"word{n} other{n % 7}" for n in range(40)]


def test_scores_are_cosines_in_row_order(tmp_path: Path) -> None:
    """Every vector is scored, each at its own place."""
    embedder = WordEmbedder()
    vectors = embedder.encode(TEXTS)
    write_vectors(tmp_path / "chroma", "g1", {"units": vectors})

    index = VectorIndex(tmp_path / "chroma", "g1", "units", len(TEXTS))
    query = embedder.encode(["word11 other4"])[0]

    np.testing.assert_allclose(index.scores(query), vectors @ query, atol=1e-5)
    assert int(index.scores(query).argmax()) == 11


def test_a_library_too_large_to_be_scored_whole_asks_the_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Above the limit the nearest come from Chroma's graph, and the store stays open for later questions."""
    monkeypatch.setattr(index_module, "EXACT_LIMIT", 10)
    monkeypatch.setattr(index_module, "NEAREST", 15)
    vectors = WordEmbedder().encode(TEXTS)
    write_vectors(tmp_path / "chroma", "g1", {"units": vectors})

    index = VectorIndex(tmp_path / "chroma", "g1", "units", len(TEXTS))

    assert index.matrix is None
    for row in (3, 11):
        scores = index.scores(vectors[row])
        assert int(scores.argmax()) == row
        assert scores[row] == pytest.approx(1.0, abs=1e-4)
        assert int((scores != 0).sum()) <= 15
    assert index.reachable(vectors, list(range(len(TEXTS)))) == []


def test_a_missing_vector_is_a_corrupt_generation(tmp_path: Path) -> None:
    """A store that holds fewer vectors than the generation has units is not read."""
    write_vectors(tmp_path / "chroma", "g1", {"units": WordEmbedder().encode(TEXTS)})

    with pytest.raises(CorruptGeneration, match="40 of 41"):
        VectorIndex(tmp_path / "chroma", "g1", "units", 41)


def test_an_unknown_collection_is_a_sentence(tmp_path: Path) -> None:
    """What Chroma raises is translated once, here."""
    with pytest.raises(LibraryError, match="safeguarding ingest"):
        VectorIndex(tmp_path / "chroma", "g1", "units", 1)
