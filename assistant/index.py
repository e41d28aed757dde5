"""Vectors in Chroma; the only module that imports chromadb.

A generation has one Chroma directory (or, with a server, one collection for each name and generation). Collections are written once and
then only read, because measured on chromadb 1.5.9 a reader does not find what another process adds later, and two writers lose
vectors without an error. Up to ``EXACT_LIMIT`` vectors a reader scores all of them (a dot product over 100,000 takes a few
milliseconds); above it asks Chroma's graph for the nearest and treats the rest as unrelated.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import chromadb
import numpy as np
from chromadb.config import Settings as ChromaSettings
from numpy.typing import NDArray

from assistant.embedding import Vectors
from assistant.errors import CorruptGeneration, LibraryError

EXACT_LIMIT = 300_000
NEAREST = 2_000
_BATCH = 5_000


def _client(location: Path | str) -> Any:
    settings = ChromaSettings(anonymized_telemetry=False, allow_reset=False)
    if isinstance(location, Path):
        return chromadb.PersistentClient(path=str(location), settings=settings)
    host, _, port = location.removeprefix("http://").removeprefix("https://").rstrip("/").partition(":")
    return chromadb.HttpClient(host=host, port=int(port or 8000), ssl=location.startswith("https"), settings=settings)


def _name(generation: str, collection: str) -> str:
    return f"{generation}-{collection}"


def write_vectors(location: Path | str, generation: str, collections: Mapping[str, Vectors]) -> None:
    """Write each named matrix (n, dimension) as a new collection whose ids are the row numbers."""
    with closing(_client(location)) as client:
        for name, matrix in collections.items():
            collection = client.create_collection(_name(generation, name), configuration={"hnsw": {"space": "ip"}}, embedding_function=None)
            for start in range(0, len(matrix), _BATCH):
                part = matrix[start : start + _BATCH]
                collection.add(ids=[str(start + n) for n in range(len(part))], embeddings=part)


class VectorIndex:
    """The vectors of one collection, for reading."""

    def __init__(self, location: Path | str, generation: str, name: str, count: int) -> None:
        try:
            self._client = _client(location)
            self._collection = self._client.get_collection(_name(generation, name), embedding_function=None)
            found = self._collection.count()
        except Exception as error:  # chromadb raises many kinds, also from its Rust core
            raise LibraryError(
                f"The vector store of generation {generation} cannot be opened. Run `safeguarding ingest` to build it again."
            ) from error
        if found != count:
            raise CorruptGeneration(
                f"The vector store of generation {generation} holds {found} of {count} vectors. Run `safeguarding rollback` or `safeguarding ingest`."
            )
        self._count = count
        self._matrix = self._read() if count <= EXACT_LIMIT else None
        if self._matrix is not None:
            # Eleven file descriptors a generation: a server that follows publications for weeks would run out of them.
            self._client.close()

    def __len__(self) -> int:
        return self._count

    @property
    def matrix(self) -> Vectors | None:
        """All vectors (n, dimension) in row order, or ``None`` above ``EXACT_LIMIT``."""
        return self._matrix

    def scores(self, query: Vectors) -> NDArray[np.float32]:
        """Cosine of every vector with ``query`` (dimension,), shape (n,)."""
        if self._matrix is not None:
            return np.asarray(self._matrix @ query, dtype=np.float32)
        result = self._collection.query(query_embeddings=[query], n_results=NEAREST, include=["distances"])
        scores = np.zeros(self._count, dtype=np.float32)
        rows = np.asarray([int(number) for number in result["ids"][0]])
        scores[rows] = 1.0 - np.asarray(result["distances"][0], dtype=np.float32)
        return scores

    def reachable(self, sample: Vectors, rows: list[int]) -> list[int]:
        """Of the given rows, those that a query by their own vector does not return among its first results."""
        missing: list[int] = []
        for start in range(0, len(rows), 500):
            part = rows[start : start + 500]
            result = self._collection.query(query_embeddings=sample[start : start + 500], n_results=min(10, self._count), include=["distances"])
            for row, ids, distances in zip(part, result["ids"], result["distances"], strict=True):
                # Identical texts have identical vectors: a twin at the same distance proves that the place is reachable.
                if str(row) not in ids and distances and distances[0] > 1e-3:
                    missing.append(row)
        return missing

    def _read(self) -> Vectors:
        if self._count == 0:
            return np.zeros((0, 384), dtype=np.float32)
        parts = self._collection.get(include=["embeddings"])
        rows = np.asarray([int(number) for number in parts["ids"]])
        embeddings = np.asarray(parts["embeddings"], dtype=np.float32)
        matrix = np.zeros_like(embeddings)
        matrix[rows] = embeddings
        return matrix


def drop_vectors(location: Path | str, generation: str, names: list[str]) -> None:
    """Delete a generation's collections from a server (an embedded directory is deleted with its folder)."""
    client = _client(location)
    for name in names:
        client.delete_collection(_name(generation, name))
