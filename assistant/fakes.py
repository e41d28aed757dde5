"""Stand-ins for slow or unreachable parts, for tests and demonstrations without a model."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from assistant.embedding import Vectors, unit_length
from assistant.lexical import terms


class WordEmbedder:
    """Deterministic unit vectors: the sum of a fixed random direction for each stemmed word.

    Texts that share words are near one another, others are not. ``encoded`` counts the texts embedded so far.
    """

    def __init__(self, dimension: int = 64) -> None:
        self.dimension = dimension
        self.encoded = 0

    @property
    def name(self) -> str:
        """The model's name in manifests."""
        return f"word-directions-{self.dimension}"

    @property
    def digest(self) -> str:
        """SHA-256 of the name: the vectors depend on nothing else."""
        return hashlib.sha256(self.name.encode()).hexdigest()

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors of shape (n, dimension), float32, unit length."""
        self.encoded += len(texts)
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        matrix = np.stack([self._vector(text) for text in texts])
        return unit_length(matrix)

    def _vector(self, text: str) -> Vectors:
        found = terms(text) or ["nothing"]
        return np.asarray(np.sum([_direction(term, self.dimension) for term in found], axis=0), dtype=np.float32)


@lru_cache(maxsize=65536)
def _direction(term: str, dimension: int) -> Vectors:
    seed = int.from_bytes(hashlib.sha256(term.encode()).digest()[:8], "big")
    return np.asarray(np.random.default_rng(seed).standard_normal(dimension), dtype=np.float32)
