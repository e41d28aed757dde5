"""Vectors in Chroma; the only module that imports chromadb.

A generation has one Chroma directory (or, on a server, collections named after it; docs/adr/0009). Collections are written once and
then only read, because measured on chromadb 1.5.9 a reader does not find what another process adds later, and two writers lose
vectors without an error. Up to ``EXACT_LIMIT`` vectors a reader scores all of them (a dot product over 100,000 takes a few
milliseconds); above it asks Chroma's graph for the nearest and treats the rest as unrelated.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

from assistant.embedding import Vectors
from assistant.errors import CorruptGeneration, LibraryError, SettingsError, StoreUnreachable
from assistant.graph_files import blank_unused

EXACT_LIMIT = 300_000
NEAREST = 2_000
CONNECT_SECONDS = 5.0
ANSWER_SECONDS = 30.0
_BATCH = 5_000
_SERVER_BATCH = 2_000
"""A server refuses bodies above 40 MB; vectors of 384 numbers written as text have some eight kilobytes each."""


def _client(location: Path | str) -> Any:
    # Imported at first use: takes a second, and a publication of an unchanged folder opens no store.
    import chromadb  # noqa: PLC0415
    import httpx  # noqa: PLC0415
    from chromadb.config import Settings as ChromaSettings  # noqa: PLC0415

    # Chroma's client never closes connections to a server that it keeps alive, so it keeps none.
    settings = ChromaSettings(anonymized_telemetry=False, allow_reset=False, chroma_http_max_keepalive_connections=0)
    if isinstance(location, Path):
        return chromadb.PersistentClient(path=str(location), settings=settings)
    address, port = _address(location)
    # Chroma's client waits without end, already while it is made: nothing is asked of a server that does not answer a first call in time.
    httpx.get(f"{address.scheme}://{address.hostname}:{port}/api/v2/heartbeat", timeout=CONNECT_SECONDS).raise_for_status()
    client = chromadb.HttpClient(host=str(address.hostname), port=port, ssl=address.scheme == "https", settings=settings)
    client._server._session.timeout = httpx.Timeout(ANSWER_SECONDS, connect=CONNECT_SECONDS)  # type: ignore[attr-defined]
    return client


def _address(location: str) -> tuple[Any, int]:
    """Parts and port of a server's address; raises :class:`SettingsError`."""
    parts = urlsplit(location if "//" in location else f"http://{location}")
    try:
        port = parts.port or (443 if parts.scheme == "https" else 8000)
    except ValueError:
        port = 0
    if parts.scheme not in ("http", "https") or not parts.hostname or not port or parts.path.strip("/"):
        raise SettingsError("SAFEGUARDING_CHROMA_URL is not an address of a server. Write it as http://HOST:PORT without a path.")
    return parts, port


@contextmanager
def _opened(location: Path | str, generation: str) -> Iterator[Any]:
    """A client for the block; whatever Chroma raises becomes one sentence of ours."""
    with _translated(location, generation):
        client = _client(location)
        try:
            yield client
        finally:
            client.close()
            if isinstance(location, Path):
                # A reader writes too: a collection of few vectors gets a new graph file each time it is opened.
                blank_unused(location)


@contextmanager
def _translated(location: Path | str, generation: str) -> Iterator[None]:
    try:
        yield
    except (LibraryError, SettingsError):
        raise
    except Exception as error:  # chromadb raises many kinds, also from its Rust core
        raise _sentence(location, generation, error) from error


def _sentence(location: Path | str, generation: str, error: Exception) -> LibraryError:
    if isinstance(location, Path) or _is_not_found(error):
        return LibraryError(f"The vector store of generation {generation} cannot be opened. Run `safeguarding ingest` to build it again.")
    return StoreUnreachable(f"The Chroma server at {location} does not answer properly. Start it, or mend SAFEGUARDING_CHROMA_URL.")


def _is_not_found(error: Exception) -> bool:
    from chromadb.errors import NotFoundError  # noqa: PLC0415 - see _client

    return isinstance(error, NotFoundError)


def _name(generation: str, collection: str) -> str:
    return f"{generation}-{collection}"


def write_vectors(location: Path | str, generation: str, collections: Mapping[str, Vectors]) -> None:
    """Write each named matrix (n, dimension) as a new collection whose ids are the row numbers. Raises :class:`LibraryError`."""
    batch = _BATCH if isinstance(location, Path) else _SERVER_BATCH
    with _opened(location, generation) as client:
        for name, matrix in collections.items():
            collection = client.create_collection(_name(generation, name), configuration={"hnsw": {"space": "ip"}}, embedding_function=None)
            for start in range(0, len(matrix), batch):
                part = matrix[start : start + batch]
                collection.add(ids=[str(start + n) for n in range(len(part))], embeddings=part)


class VectorIndex:
    """The vectors of one collection, for reading."""

    def __init__(self, location: Path | str, generation: str, name: str, count: int) -> None:
        self._location, self._generation = location, generation
        self._count = count
        self._matrix: Vectors | None = None
        self._lasting: Any = None
        with _opened(location, generation) as client:
            collection = client.get_collection(_name(generation, name), embedding_function=None)
            found = collection.count()
            if found != count:
                raise CorruptGeneration(
                    f"The vector store of generation {generation} holds {found} of {count} vectors. "
                    "Run `safeguarding rollback` or `safeguarding ingest`."
                )
            # The client is closed afterwards: eleven file descriptors a generation would in weeks be too many for a server.
            if count <= EXACT_LIMIT:
                self._matrix = self._read(collection)
        if self._matrix is None:
            with _translated(location, generation):
                self._lasting = _client(location).get_collection(_name(generation, name), embedding_function=None)

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
        with _translated(self._location, self._generation):
            result = self._lasting.query(query_embeddings=[query], n_results=NEAREST, include=["distances"])
        scores = np.zeros(self._count, dtype=np.float32)
        rows = np.asarray([int(number) for number in result["ids"][0]])
        scores[rows] = 1.0 - np.asarray(result["distances"][0], dtype=np.float32)
        return scores

    def reachable(self, sample: Vectors, rows: list[int]) -> list[int]:
        """Of the given rows, those that a query by their own vector does not return among its first results."""
        missing: list[int] = []
        for start in range(0, len(rows), 500):
            part = rows[start : start + 500]
            result = self._lasting.query(query_embeddings=sample[start : start + 500], n_results=min(10, self._count), include=["distances"])
            for row, ids, distances in zip(part, result["ids"], result["distances"], strict=True):
                # Identical texts have identical vectors: a twin at the same distance proves that the place is reachable.
                if str(row) not in ids and distances and distances[0] > 1e-3:
                    missing.append(row)
        return missing

    def _read(self, collection: Any) -> Vectors:
        if self._count == 0:
            return np.zeros((0, 384), dtype=np.float32)
        rows: list[int] = []
        parts: list[Vectors] = []
        for wanted in self._portions():
            part = collection.get(ids=wanted, include=["embeddings"])
            rows += [int(number) for number in part["ids"]]
            parts.append(np.asarray(part["embeddings"], dtype=np.float32))
        embeddings = np.concatenate(parts)
        matrix = np.zeros_like(embeddings)
        matrix[np.asarray(rows)] = embeddings
        return matrix

    def _portions(self) -> list[list[str] | None]:
        """Ids to ask for at a time: all at once from a directory, in parts from a server."""
        if isinstance(self._location, Path):
            return [None]
        return [[str(n) for n in range(low, min(low + _SERVER_BATCH, self._count))] for low in range(0, self._count, _SERVER_BATCH)]


def vectors_present(location: Path | str, generation: str, counts: Mapping[str, int]) -> bool:
    """Whether a store has each named collection of a generation with as many vectors; raises :class:`StoreUnreachable`."""
    try:
        with _opened(location, generation) as client:
            return all(client.get_collection(_name(generation, name), embedding_function=None).count() == n for name, n in counts.items())
    except StoreUnreachable:
        raise
    except LibraryError:
        return False


def drop_vectors(location: str, generation: str, names: Sequence[str]) -> None:
    """Delete a generation's collections from a server (a directory is deleted with its folder); those that are gone already do not matter."""
    from chromadb.errors import NotFoundError  # noqa: PLC0415 - see _client

    with _opened(location, generation) as client:
        for name in names:
            try:
                client.delete_collection(_name(generation, name))
            except NotFoundError:
                continue
