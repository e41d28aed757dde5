"""The published library as its readers see it: immutable generations, the pointer to the live one, and the tombstones.

Layout of a data directory: ``CURRENT`` (one line: the live generation's id), ``generations/<id>/`` (written once, see
``ingest.publish``), ``tombstones.json`` (documents withdrawn at once; applied by every reader, never rolled back).
"""

from __future__ import annotations

import hashlib
import json
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import structlog
from numpy.typing import NDArray
from pydantic import TypeAdapter

from assistant.acronyms import case_names, harvest
from assistant.digests import file_digest
from assistant.domain import Audience, Block, Document, Unit
from assistant.errors import CorruptGeneration, FormatMismatch, LibraryError, NoGeneration, StoreUnreachable
from assistant.index import VectorIndex
from assistant.lexical import LexicalIndex

UNITS, WINDOWS, PASSAGES = "units", "windows", "passages"
GRAINS = (UNITS, WINDOWS, PASSAGES)
VECTORS = "vectors/"
INDEX_FORMAT = "4"
"""Changes whenever units, contexts or file layout change, so that an upgrade rebuilds instead of mixing."""
RETRY_SECONDS = 5.0
"""After a Chroma server did not answer, so long nobody asks it again."""
PATIENCE_SECONDS = 2.0
"""So long a question waits for the new generation while another opens it; then it is answered from the one before."""

log = structlog.get_logger()

_DOCUMENTS = TypeAdapter(list[Document])
_UNITS = TypeAdapter(list[Unit])
_BLOCKS = TypeAdapter(list[Block])


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a generation was made of; the last file written into it."""

    id: str
    created: str
    embedder: str
    embedder_digest: str
    versions: dict[str, str]
    files: dict[str, str]
    """File name as given to ingestion -> SHA-256 of its bytes."""
    checksums: dict[str, str]
    """Path inside the generation -> SHA-256."""
    counts: dict[str, int]
    report: dict[str, Any] = field(default_factory=dict)


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a generation folder."""
    try:
        return Manifest(**json.loads((folder / "manifest.json").read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise CorruptGeneration(
            f"Generation {folder.name} has no readable manifest. Run `safeguarding rollback` or `safeguarding ingest`."
        ) from error


def folder_checksums(folder: Path) -> dict[str, str]:
    """SHA-256 of every file below a folder except the manifest and Chroma's directory.

    Chroma rewrites its files when a reader opens them, so its vectors are checked by content (:func:`vector_checksum`).
    """
    result: dict[str, str] = {}
    for path in sorted(folder.rglob("*")):
        name = str(path.relative_to(folder))
        if path.is_file() and name != "manifest.json" and not name.startswith("chroma/"):
            result[name] = file_digest(path)
    return result


def damaged_files(folder: Path, manifest: Manifest) -> list[str]:
    """Files of a generation that are missing or differ from their checksum, but for Chroma's."""
    found = folder_checksums(folder)
    return [name for name, digest in manifest.checksums.items() if not name.startswith(VECTORS) and found.get(name) != digest]


def vector_checksum(matrix: NDArray[np.float32]) -> str:
    """SHA-256 of vectors in row order, as the manifest keeps it under ``vectors/<grain>``."""
    return hashlib.sha256(np.ascontiguousarray(matrix, dtype="<f4").tobytes()).hexdigest()


def vector_counts(manifest: Manifest) -> dict[str, int]:
    """How many vectors each collection of a generation has."""
    units = manifest.counts[UNITS]
    return {UNITS: units, WINDOWS: units, PASSAGES: manifest.counts[PASSAGES]}


def vector_location(folder: Path, chroma: str) -> Path | str:
    """Where the vectors of a generation are: in its own folder when they are there, else on the Chroma server."""
    inside = folder / "chroma"
    if inside.is_dir():
        return inside
    if not chroma:
        raise LibraryError(
            f"The vectors of generation {folder.name} are not in its folder. "
            "Set SAFEGUARDING_CHROMA_URL when they are on a Chroma server; otherwise run `safeguarding ingest` to build them again."
        )
    return chroma


class Generation:
    """One immutable edition of the whole library, open for reading. Safe for threads; nothing in it changes."""

    def __init__(self, folder: Path, *, chroma: str = "", check: bool = True) -> None:
        self.folder = folder
        self.manifest = read_manifest(folder)
        self.id = self.manifest.id
        if self.manifest.versions.get("format") != INDEX_FORMAT:
            raise FormatMismatch(
                f"The library was built by another version of this program (index format {self.manifest.versions.get('format', 'unknown')}, "
                f"this one reads {INDEX_FORMAT}). Run `safeguarding ingest --rebuild`."
            )
        if check:
            self._check()
        try:
            self.documents: dict[str, Document] = {d.id: d for d in _DOCUMENTS.validate_json((folder / "documents.json").read_bytes())}
            self.units: tuple[Unit, ...] = tuple(_UNITS.validate_json((folder / "units.json").read_bytes()))
            runs = json.loads((folder / "passages.json").read_bytes())
        except (OSError, ValueError) as error:
            raise CorruptGeneration(f"Generation {self.id} cannot be read. Run `safeguarding rollback` or `safeguarding ingest`.") from error
        self.passages: NDArray[np.int32] = np.asarray(runs, dtype=np.int32).reshape(-1, 2)
        self.lexical = {grain: LexicalIndex.load(folder / "lexical" / grain) for grain in GRAINS}
        location = vector_location(folder, chroma)
        sizes = {UNITS: len(self.units), WINDOWS: len(self.units), PASSAGES: len(self.passages)}
        self.vectors = {grain: VectorIndex(location, self.id, grain, sizes[grain]) for grain in GRAINS}
        if check:
            self._check_vectors()
        self._texts: dict[str, tuple[list[str], list[Block]]] = {}
        self._lock = threading.Lock()

    def _check(self) -> None:
        for name in damaged_files(self.folder, self.manifest):
            raise CorruptGeneration(
                f"The file {name} of generation {self.id} is damaged or missing. "
                "Run `safeguarding rollback`, or `safeguarding ingest` to build the library again."
            )

    def _check_vectors(self) -> None:
        for grain, index in self.vectors.items():
            expected = self.manifest.checksums.get(VECTORS + grain)
            if expected and index.matrix is not None and vector_checksum(index.matrix) != expected:
                raise CorruptGeneration(
                    f"The vectors ({grain}) of generation {self.id} are damaged. "
                    "Run `safeguarding rollback`, or `safeguarding ingest --force` to build the library again."
                )

    @cached_property
    def document_of_unit(self) -> NDArray[np.int32]:
        """For each unit the row of its document in ``document_rows``."""
        rows = {document_id: row for row, document_id in enumerate(self.documents)}
        return np.asarray([rows[unit.document_id] for unit in self.units], dtype=np.int32)

    @cached_property
    def document_rows(self) -> tuple[Document, ...]:
        """The documents in the order of ``document_of_unit``."""
        return tuple(self.documents.values())

    @cached_property
    def passage_of_unit(self) -> NDArray[np.int32]:
        """For each unit the row of the passage that holds it."""
        result = np.zeros(len(self.units), dtype=np.int32)
        for row, (low, high) in enumerate(self.passages):
            result[low:high] = row
        return result

    @cached_property
    def acronyms(self) -> dict[str, tuple[str, ...]]:
        """Acronyms of the documents with their expansions."""
        return harvest(self.units)

    @cached_property
    def cases(self) -> frozenset[str]:
        """Pseudonyms of published reviews in the documents, lower case."""
        return case_names(self.documents, self.units)

    def pages(self, document_id: str) -> Sequence[str]:
        """Canonical text of each page of a document."""
        return self._text(document_id)[0]

    def blocks(self, document_id: str) -> Sequence[Block]:
        """The blocks of a document in reading order."""
        return self._text(document_id)[1]

    def _text(self, document_id: str) -> tuple[list[str], list[Block]]:
        with self._lock:
            if document_id not in self._texts:
                raw = json.loads((self.folder / "texts" / f"{document_id}.json").read_bytes())
                self._texts[document_id] = (raw["pages"], _BLOCKS.validate_python(raw["blocks"]))
            return self._texts[document_id]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tombstone:
    """A document withdrawn at once; ``sha256`` is of the withdrawn edition ("*": every edition)."""

    document_id: str
    sha256: str
    reason: str
    withdrawn: str
    by: str = ""


def read_tombstones(data_dir: Path) -> tuple[Tombstone, ...]:
    """The withdrawals of a data directory, oldest first."""
    path = data_dir / "tombstones.json"
    if not path.exists():
        return ()
    try:
        return tuple(Tombstone(**entry) for entry in json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as error:
        # Reading on without the list would show withdrawn text: refuse instead.
        raise CorruptGeneration("The list of withdrawn documents (tombstones.json) is damaged. Restore it from a back-up.") from error


def withdrawn_ids(documents: Mapping[str, Document], tombstones: Sequence[Tombstone]) -> frozenset[str]:
    """Ids of documents that a tombstone hides."""
    return frozenset(
        document.id
        for document in documents.values()
        for stone in tombstones
        if stone.document_id == document.id and stone.sha256 in ("*", document.sha256)
    )


@dataclass(frozen=True, slots=True)
class View:
    """What may be read at this moment: a generation less its withdrawn documents."""

    generation: Generation
    withdrawn: frozenset[str]

    def document(self, document_id: str) -> Document | None:
        """A document by id, ``None`` when unknown or withdrawn."""
        return None if document_id in self.withdrawn else self.generation.documents.get(document_id)

    def documents(self) -> tuple[Document, ...]:
        """All documents that are not withdrawn."""
        return tuple(d for d in self.generation.documents.values() if d.id not in self.withdrawn)

    def for_audience(self, audience: Audience) -> View:
        """What these readers may see of it: the public sees no document that is for practitioners, as if it were withdrawn."""
        if audience == "practitioner":
            return self
        hidden = {document.id for document in self.generation.documents.values() if document.audience != "public"}
        return View(self.generation, self.withdrawn | hidden)


class Library:
    """Follows ``CURRENT``: a new publication or withdrawal is seen at the next question."""

    def __init__(self, data_dir: Path, *, chroma: str = "", retry: float = RETRY_SECONDS) -> None:
        self.data_dir = data_dir
        self._chroma = chroma
        self._retry = retry
        self._open: Generation | None = None
        self._lock = threading.Lock()
        self._problem = ""
        self._again = 0.0
        self._stones: tuple[tuple[int, int] | None, tuple[Tombstone, ...]] = (None, ())

    def current_id(self) -> str:
        """Id of the live generation; raises :class:`NoGeneration` when nothing is published."""
        try:
            return (self.data_dir / "CURRENT").read_text(encoding="utf-8").strip()
        except OSError as error:
            raise NoGeneration(
                f"Nothing has been published in {self.data_dir} yet. Run `safeguarding ingest` (or set SAFEGUARDING_DATA_DIR)."
            ) from error

    @property
    def problem(self) -> str:
        """Why the generation in use is not the live one, or none is: a sentence, empty when all is well."""
        return self._problem

    def view(self) -> View:
        """The live library as of now; while a Chroma server does not answer, the generation that is open already."""
        generation = self._following()
        return View(generation, withdrawn_ids(generation.documents, self._tombstones()))

    def _following(self) -> Generation:
        held = self._open
        if held is not None and not self._problem and held.id == self.current_id():
            return held
        # A reader who has something to read waits a moment for another who opens the new generation, and not at all for a silent server.
        patience = -1.0 if held is None else 0.0 if self._problem else PATIENCE_SECONDS
        if not self._lock.acquire(timeout=patience):
            assert held is not None
            return held
        try:
            return self._reopened()
        finally:
            self._lock.release()

    def _reopened(self) -> Generation:
        """The live generation; opened again when it was replaced and deleted while it was being read."""
        while True:
            current = self.current_id()
            if self._open is not None and self._open.id == current:
                self._problem = ""
                return self._open
            try:
                return self._fetched(current)
            except StoreUnreachable:
                raise
            except (LibraryError, OSError, ValueError):
                if self.current_id() == current:
                    raise

    def _fetched(self, current: str) -> Generation:
        if not self._problem or time.monotonic() >= self._again:
            try:
                self._open = Generation(self.data_dir / "generations" / current, chroma=self._chroma)
                self._problem = ""
                return self._open
            except StoreUnreachable as error:
                self._problem, self._again = str(error), time.monotonic() + self._retry
                log.warning("store_unreachable", generation=current, in_use=self._open.id if self._open else None)
        if self._open is None:
            raise StoreUnreachable(self._problem)
        return self._open

    def _tombstones(self) -> tuple[Tombstone, ...]:
        path = self.data_dir / "tombstones.json"
        try:
            status = path.stat()
            stamp: tuple[int, int] | None = (status.st_mtime_ns, status.st_size)
        except FileNotFoundError:
            return ()
        if self._stones[0] != stamp:
            self._stones = (stamp, read_tombstones(self.data_dir))
        return self._stones[1]


def is_overdue(document: Document, today: date) -> bool:
    """Whether a document is past its review date."""
    return document.review_by is not None and document.review_by < today
