"""Build a generation aside, check it, and make it live by one atomic rename.

Readers see the library before or the library after. A publication that dies at any moment leaves an unfinished ``.building-*`` folder
that the next run removes. One writer at a time, by a lock on ``publish.lock``.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import sqlite3
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import filelock
import numpy as np
from pydantic import TypeAdapter

from assistant.domain import Block, Document, Unit
from assistant.embedding import Embedder
from assistant.errors import LibraryError, PublishError, StoreUnreachable, WriterBusy
from assistant.index import VectorIndex, write_vectors
from assistant.lexical import LexicalIndex, terms
from assistant.library import GRAINS, INDEX_FORMAT, PASSAGES, UNITS, VECTORS, Manifest, folder_checksums, vector_checksum
from assistant.vector_cache import VectorCache
from ingest.catalogue import Catalogued
from ingest.indexing import indexed_texts, vectors_of, worded_texts
from ingest.passages import canonical_pages, passages_of, units_of
from ingest.report import IngestReport
from ingest.server_collections import drop_unused, list_unused

FORMAT = INDEX_FORMAT

Progress = Callable[[str, int, int], None]
_VERSIONED = ("chromadb", "sentence-transformers", "bm25s", "pypdf", "pypdfium2")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where and with what a generation is built."""

    data_dir: Path
    embedder: Embedder
    chroma: str = ""
    keep: int = 5
    progress: Progress | None = None
    also_embed: Callable[[], Sequence[str]] = tuple
    """Gives texts of the topic bridge, read when they are needed: their vectors go into the cache, so that the first question does not wait."""

    def say(self, stage: str, done: int, total: int) -> None:
        """Tell whoever watches."""
        if self.progress:
            self.progress(stage, done, total)


def writable(data_dir: Path) -> None:
    """Make sure that the data directory exists and can be written; raises :class:`PublishError`."""
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
        probe = data_dir / f".probe-{uuid.uuid4().hex}"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise PublishError(f"The data directory {data_dir} cannot be written. Choose another with --data-dir or change its permissions.") from error


@contextmanager
def writer(data_dir: Path) -> Iterator[None]:
    """Hold the single writer's lock; raises :class:`WriterBusy` at once when another run holds it."""
    writable(data_dir)
    lock = filelock.FileLock(data_dir / "publish.lock", timeout=0)
    try:
        lock.acquire()
    except filelock.Timeout as error:
        raise WriterBusy("Another publication is running. Wait until it has finished, then try again; nothing was changed.") from error
    try:
        _clear_unfinished(data_dir)
        yield
    finally:
        lock.release()


def _clear_unfinished(data_dir: Path) -> None:
    for pattern in (".CURRENT-*", ".probe-*"):
        for path in data_dir.glob(pattern):
            path.unlink(missing_ok=True)
    for folder in (data_dir / "generations").glob(".building-*"):
        shutil.rmtree(folder, ignore_errors=True)


def library_versions() -> dict[str, str]:
    """Versions that a generation depends on, with our own format number."""
    return {"format": FORMAT, **{name: version(name) for name in _VERSIONED}}


def build(items: Sequence[Catalogued], place: Place, files: dict[str, str], report: IngestReport, started: float) -> Path:
    """Write a complete, checked generation beside the live one, with its report. Returns its folder, not yet live.

    A build that fails leaves nothing behind. ``started`` is on the clock of ``time.monotonic``.
    """
    now = datetime.now(UTC)
    # Milliseconds, so that names sort in the order of publication.
    identifier = f"{now:%Y%m%dT%H%M%S}{now.microsecond // 1000:03d}-{uuid.uuid4().hex[:6]}"
    folder = place.data_dir / "generations" / f".building-{identifier}"
    try:
        if place.chroma:
            drop_unused(place.data_dir, place.chroma, generations(place.data_dir))
            list_unused(place.data_dir, identifier)
        counts, computed, vectors = _fill(folder, identifier, items, place)
        report = replace(report, generation=identifier, published=True, units=counts[UNITS], embedded=computed, seconds=time.monotonic() - started)
        manifest = Manifest(
            id=identifier,
            created=now.isoformat(timespec="seconds"),
            embedder=place.embedder.name,
            embedder_digest=place.embedder.digest,
            versions=library_versions(),
            files=files,
            checksums=folder_checksums(folder) | vectors,
            counts=counts,
            report=report.as_dict(),
        )
        _write_json(folder / "manifest.json", json.dumps(asdict(manifest), indent=1).encode())
    except (OSError, sqlite3.Error) as error:
        _undo(folder, place)
        why = getattr(error, "strerror", None) or str(error)
        raise PublishError(f"The library could not be written ({why}); nothing was published. Free some space or mend permissions.") from error
    except StoreUnreachable as error:
        _undo(folder, place)
        raise PublishError(f"{error} Nothing was published.") from error
    except LibraryError as error:
        _undo(folder, place)
        raise PublishError("The vectors could not be written; nothing was published. Free some space or mend permissions.") from error
    except BaseException:
        _undo(folder, place)
        raise
    return folder


def _undo(folder: Path, place: Place) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    if place.chroma:
        drop_unused(place.data_dir, place.chroma, generations(place.data_dir))


def _fill(folder: Path, identifier: str, items: Sequence[Catalogued], place: Place) -> tuple[dict[str, int], int, dict[str, str]]:
    """All files of a generation but its manifest. Returns counts, how many texts were embedded, and the checksums of the vectors."""
    (folder / "texts").mkdir(parents=True)
    (folder / "originals").mkdir()
    units = _write_texts(items, folder)
    documents = {item.document.id: item.document for item in items}
    runs = runs_of(units)
    texts = indexed_texts(documents, units, runs)
    embed_topics(place)
    cache = _cache(place)
    vectors = vectors_of(texts, documents, units, runs, cache, place.say)
    lexical = {grain: LexicalIndex.build(worded) for grain, worded in worded_texts(texts, documents, units).items()}
    _write_json(folder / "documents.json", TypeAdapter(list[Document]).dump_json(list(documents.values())))
    _write_json(folder / "units.json", TypeAdapter(list[Unit]).dump_json(units))
    _write_json(folder / "passages.json", json.dumps(runs).encode())
    for grain, index in lexical.items():
        index.save(folder / "lexical" / grain)
    place.say("Writing vectors", 0, 1)
    location: Path | str = place.chroma or folder / "chroma"
    write_vectors(location, identifier, vectors)
    checksums = self_check(location, identifier, units, vectors, lexical, folder)
    place.say("Writing vectors", 1, 1)
    return {"documents": len(documents), UNITS: len(units), PASSAGES: len(runs)}, cache.computed, checksums


def _cache(place: Place) -> VectorCache:
    return VectorCache(place.data_dir / "vectors.sqlite", place.embedder)


def embed_topics(place: Place) -> None:
    """Bring the vectors of the topic bridge into the cache."""
    _cache(place).encode(place.also_embed(), lambda done, total: place.say("Embedding topics", done, total))


@contextmanager
def topics_meanwhile(place: Place) -> Iterator[None]:
    """Load the model and embed the topics beside the block, which reads files: its children leave a core idle, and loading uses one only."""

    def work() -> None:
        # Whatever goes wrong goes wrong again in the build, which has the sentences for it.
        with contextlib.suppress(Exception):
            embed_topics(replace(place, progress=None))

    with ThreadPoolExecutor(1, thread_name_prefix="topics") as pool:
        pool.submit(work)
        yield


def runs_of(units: Sequence[Unit]) -> list[tuple[int, int]]:
    """Passages over all documents, never across two."""
    runs: list[tuple[int, int]] = []
    start = 0
    for position in range(1, len(units) + 1):
        if position == len(units) or units[position].document_id != units[start].document_id:
            runs.extend((start + low, start + high) for low, high in passages_of(units[start:position]))
            start = position
    return runs


def _write_texts(items: Sequence[Catalogued], folder: Path) -> list[Unit]:
    """Pages, blocks and the original of each document; returns the units of those that are searched."""
    units: list[Unit] = []
    for item in items:
        canonical = canonical_pages(item.parsed.blocks, item.document.pages)
        body: dict[str, Any] = {
            "pages": canonical.pages,
            "blocks": TypeAdapter(list[Block]).dump_python(list(item.parsed.blocks), mode="json"),
            "page_sizes": item.parsed.page_sizes,
        }
        _write_json(folder / "texts" / f"{item.document.id}.json", json.dumps(body).encode())
        shutil.copyfile(item.raw.path, folder / "originals" / f"{item.document.id}{item.raw.path.suffix.lower()}")
        if item.document.duplicate_of is None:
            units.extend(units_of(item.document.id, item.parsed.blocks, canonical))
    return units


def self_check(
    location: Path | str, identifier: str, units: Sequence[Unit], vectors: dict[str, Any], lexical: dict[str, LexicalIndex], folder: Path
) -> dict[str, str]:
    """Every unit is found at its offsets, by its words and by its vector; otherwise nothing is published. Returns the vectors' checksums."""
    pages: dict[str, list[str]] = {}
    for unit in units:
        if unit.document_id not in pages:
            pages[unit.document_id] = json.loads((folder / "texts" / f"{unit.document_id}.json").read_bytes())["pages"]
        if pages[unit.document_id][unit.page - 1][unit.start : unit.end] != unit.text:
            raise PublishError(f"Self-check failed: a passage of {unit.document_id}, page {unit.page}, is not at its place. Nothing was published.")
        if not all(lexical[UNITS].knows(term) for term in terms(unit.text.replace("\t", " "))):
            raise PublishError(f"Self-check failed: words of {unit.document_id}, page {unit.page}, are not indexed. Nothing was published.")
    return {VECTORS + grain: _checked_vectors(VectorIndex(location, identifier, grain, len(vectors[grain])), vectors[grain]) for grain in GRAINS}


def _checked_vectors(index: VectorIndex, written: Any) -> str:
    """Compare a collection as a reader gets it with what was written; its checksum, empty when it is too large to be read whole."""
    if index.matrix is not None:
        # The graph is approximate: readers score the whole matrix, so that is what is compared.
        if not np.allclose(index.matrix, written, atol=1e-5):
            raise PublishError("Self-check failed: the vector store does not hold what was written. Nothing was published.")
        return vector_checksum(index.matrix)
    lost = index.reachable(written, list(range(len(written))))
    if lost:
        raise PublishError(f"Self-check failed: {len(lost)} passages are not reachable by their vectors. Nothing was published.")
    return ""


def switch(folder: Path, place: Place) -> str:
    """Make a built generation live: rename its folder, then the pointer, each atomically; drop the oldest beyond ``keep``."""
    identifier = folder.name.removeprefix(".building-")
    final = folder.with_name(identifier)
    _sync_tree(folder)
    folder.rename(final)
    point_to(place.data_dir, identifier)
    if place.chroma:
        drop_unused(place.data_dir, place.chroma, generations(place.data_dir))
    for old in generations(place.data_dir)[: -place.keep]:
        if old != identifier:
            drop_generation(place.data_dir, old, place.chroma)
    return identifier


def point_to(data_dir: Path, identifier: str) -> None:
    """Move ``CURRENT`` to a finished generation."""
    temporary = data_dir / f".CURRENT-{uuid.uuid4().hex}"
    with temporary.open("w", encoding="utf-8") as file:
        file.write(identifier + "\n")
        file.flush()
        os.fsync(file.fileno())
    temporary.rename(data_dir / "CURRENT")
    directory = os.open(data_dir, os.O_RDONLY)
    try:
        os.fsync(directory)
    finally:
        os.close(directory)


def generations(data_dir: Path) -> list[str]:
    """Ids of finished generations, oldest first."""
    folder = data_dir / "generations"
    return sorted(path.name for path in folder.iterdir() if path.is_dir() and not path.name.startswith(".")) if folder.is_dir() else []


def drop_generation(data_dir: Path, identifier: str, chroma: str = "") -> None:
    """Delete a generation that is not live, also from a Chroma server."""
    if chroma:
        with contextlib.suppress(OSError):  # a full disk: it is deleted now or stays on the server
            list_unused(data_dir, identifier)
    shutil.rmtree(data_dir / "generations" / identifier, ignore_errors=True)
    if chroma:
        # An unreachable server must not stop a publication that is already live; the next one tries again.
        drop_unused(data_dir, chroma, generations(data_dir))


def _write_json(path: Path, body: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(body)


def _sync_tree(folder: Path) -> None:
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("rb") as file:
                os.fsync(file.fileno())
