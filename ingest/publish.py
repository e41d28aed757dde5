"""Build a generation aside, check it, and make it live by one atomic rename.

Readers see the library before or the library after. A publication that dies at any moment leaves an unfinished ``.building-*`` folder
that the next run removes. One writer at a time, by a lock on ``publish.lock``.
"""

from __future__ import annotations

import json
import os
import shutil
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import filelock
import numpy as np
from pydantic import TypeAdapter

from assistant.domain import Block, Document, Unit
from assistant.embedding import Embedder
from assistant.errors import PublishError, WriterBusy
from assistant.index import VectorIndex, write_vectors
from assistant.lexical import LexicalIndex, terms
from assistant.library import GRAINS, PASSAGES, UNITS, WINDOWS, Manifest, folder_checksums
from ingest.catalogue import Catalogued
from ingest.passages import canonical_pages, passage_text, passages_of, title_context, unit_text, units_of, window_text
from ingest.vector_cache import VectorCache

FORMAT = "1"
"""Changes whenever units, contexts or file layout change, so that an upgrade rebuilds instead of mixing."""

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

    def say(self, stage: str, done: int, total: int) -> None:
        """Tell whoever watches."""
        if self.progress:
            self.progress(stage, done, total)


@contextmanager
def writer(data_dir: Path) -> Iterator[None]:
    """Hold the single writer's lock; raises :class:`WriterBusy` at once when another run holds it."""
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
        probe = data_dir / f".probe-{uuid.uuid4().hex}"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise PublishError(f"The data directory {data_dir} cannot be written. Choose another with --data-dir or change its permissions.") from error
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
    for folder in (data_dir / "generations").glob(".building-*"):
        shutil.rmtree(folder, ignore_errors=True)


def library_versions() -> dict[str, str]:
    """Versions that a generation depends on, with our own format number."""
    return {"format": FORMAT, **{name: version(name) for name in _VERSIONED}}


def build(items: Sequence[Catalogued], place: Place, files: dict[str, str]) -> tuple[Path, int]:
    """Write a complete, checked generation beside the live one. Returns its folder (not yet live) and how many texts were embedded."""
    identifier = f"{datetime.now(UTC):%Y%m%dT%H%M%S}-{uuid.uuid4().hex[:6]}"
    folder = place.data_dir / "generations" / f".building-{identifier}"
    (folder / "texts").mkdir(parents=True)
    (folder / "originals").mkdir()
    units = _write_texts(items, folder)
    documents = [item.document for item in items]
    by_id = {document.id: document for document in documents}
    runs = _runs(units)
    texts = {
        UNITS: [unit_text(by_id[unit.document_id], unit) for unit in units],
        WINDOWS: [window_text(by_id[unit.document_id], units, position) for position, unit in enumerate(units)],
        PASSAGES: [passage_text(by_id[units[low].document_id], units[low:high]) for low, high in runs],
    }
    cache = VectorCache(place.data_dir / "vectors.sqlite", place.embedder)
    vectors = {}
    for grain in GRAINS:
        vectors[grain] = cache.encode(texts[grain], lambda done, total, name=grain: place.say(f"Embedding {name}", done, total))  # type: ignore[misc]
    # Words also count from the title (area, year), which the short unit vectors leave out.
    lexical = {
        UNITS: LexicalIndex.build(f"{text} {title_context(by_id[unit.document_id])}" for text, unit in zip(texts[UNITS], units, strict=True)),
        WINDOWS: LexicalIndex.build(texts[WINDOWS]),
        PASSAGES: LexicalIndex.build(texts[PASSAGES]),
    }
    _write_json(folder / "documents.json", TypeAdapter(list[Document]).dump_json(documents))
    _write_json(folder / "units.json", TypeAdapter(list[Unit]).dump_json(units))
    _write_json(folder / "passages.json", json.dumps(runs).encode())
    for grain, index in lexical.items():
        index.save(folder / "lexical" / grain)
    place.say("Writing vectors", 0, 1)
    location: Path | str = place.chroma or folder / "chroma"
    write_vectors(location, identifier, vectors)
    _self_check(location, identifier, units, vectors, lexical, folder)
    manifest = Manifest(
        id=identifier,
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        embedder=place.embedder.name,
        embedder_digest=place.embedder.digest,
        versions=library_versions(),
        files=files,
        checksums=folder_checksums(folder),
        counts={"documents": len(documents), UNITS: len(units), PASSAGES: len(runs)},
    )
    _write_json(folder / "manifest.json", json.dumps(asdict(manifest), indent=1).encode())
    return folder, cache.computed


def _runs(units: Sequence[Unit]) -> list[tuple[int, int]]:
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


def _self_check(
    location: Path | str, identifier: str, units: Sequence[Unit], vectors: dict[str, Any], lexical: dict[str, LexicalIndex], folder: Path
) -> None:
    """Every unit is found at its offsets, by its words and by its vector; otherwise nothing is published."""
    pages: dict[str, list[str]] = {}
    for unit in units:
        if unit.document_id not in pages:
            pages[unit.document_id] = json.loads((folder / "texts" / f"{unit.document_id}.json").read_bytes())["pages"]
        if pages[unit.document_id][unit.page - 1][unit.start : unit.end] != unit.text:
            raise PublishError(f"Self-check failed: a passage of {unit.document_id}, page {unit.page}, is not at its place. Nothing was published.")
    for unit in units:
        if not all(lexical[UNITS].knows(term) for term in terms(unit.text.replace("\t", " "))):
            raise PublishError(f"Self-check failed: words of {unit.document_id}, page {unit.page}, are not indexed. Nothing was published.")
    for grain in (UNITS, PASSAGES):
        index = VectorIndex(location, identifier, grain, len(vectors[grain]))
        # The graph is approximate: what the exact matrix holds is what readers score, so both are compared.
        if index.matrix is not None and not np.allclose(index.matrix, vectors[grain], atol=1e-5):
            raise PublishError("Self-check failed: the vector store does not hold what was written. Nothing was published.")
        lost = index.reachable(vectors[grain], list(range(len(vectors[grain])))) if index.matrix is None else []
        if lost:
            raise PublishError(f"Self-check failed: {len(lost)} passages are not reachable by their vectors. Nothing was published.")


def switch(folder: Path, place: Place) -> str:
    """Make a built generation live: rename its folder, then the pointer, each atomically; drop the oldest beyond ``keep``."""
    identifier = folder.name.removeprefix(".building-")
    final = folder.with_name(identifier)
    _sync_tree(folder)
    folder.rename(final)
    point_to(place.data_dir, identifier)
    _drop_old(place.data_dir, place.keep)
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


def _drop_old(data_dir: Path, keep: int) -> None:
    current = (data_dir / "CURRENT").read_text(encoding="utf-8").strip()
    for identifier in generations(data_dir)[:-keep]:
        if identifier != current:
            shutil.rmtree(data_dir / "generations" / identifier, ignore_errors=True)


def _write_json(path: Path, body: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(body)


def _sync_tree(folder: Path) -> None:
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("rb") as file:
                os.fsync(file.fileno())
