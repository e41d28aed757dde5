"""What a business unit does with a published library: list, go back, withdraw at once, take back a withdrawal, purge."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from assistant.domain import Document
from assistant.errors import CorruptGeneration, NoGeneration, PublishError
from assistant.index import vectors_present
from assistant.library import Tombstone, damaged_files, read_manifest, read_tombstones, vector_counts, vector_location
from ingest.kept import documents_in
from ingest.publish import generations, point_to, writer
from ingest.purge import PurgeReport, purge
from ingest.tombstones import ANY, audit, read_purged, tombstone_lock, write_tombstones

__all__ = ["GenerationLine", "PurgeReport", "list_generations", "purge", "restore_withdrawn", "rollback", "withdraw"]


@dataclass(frozen=True, slots=True, kw_only=True)
class GenerationLine:
    """A kept generation in one line. ``problem`` is a sentence when it cannot be used, otherwise empty."""

    id: str
    created: str
    documents: int
    units: int
    live: bool
    problem: str = ""

    def as_dict(self) -> dict[str, Any]:
        """The same as plain data."""
        return asdict(self)


def list_generations(data_dir: Path) -> list[GenerationLine]:
    """All kept generations, newest first."""
    current = _current(data_dir)
    return [_line(data_dir / "generations" / identifier, identifier == current) for identifier in reversed(generations(data_dir))]


def _line(folder: Path, live: bool) -> GenerationLine:
    try:
        manifest = read_manifest(folder)
        _check(folder)
    except CorruptGeneration as error:
        return GenerationLine(id=folder.name, created="", documents=0, units=0, live=live, problem=str(error))
    counts = manifest.counts
    return GenerationLine(id=folder.name, created=manifest.created, documents=counts["documents"], units=counts["units"], live=live)


def _check(folder: Path) -> None:
    """Raises :class:`CorruptGeneration` when a file is missing or differs from its checksum."""
    for name in damaged_files(folder, read_manifest(folder)):
        raise CorruptGeneration(f"The file {name} of generation {folder.name} is damaged or missing.")


def _check_store(folder: Path, chroma: str) -> None:
    """Raises when the vectors of a generation are neither in its folder nor, whole, on the Chroma server."""
    location = vector_location(folder, chroma)
    if isinstance(location, str) and not vectors_present(location, folder.name, vector_counts(read_manifest(folder))):
        raise PublishError(f"The Chroma server has lost the vectors of generation {folder.name}; nothing was changed. Run `safeguarding ingest`.")


def _current(data_dir: Path) -> str:
    try:
        return (data_dir / "CURRENT").read_text(encoding="utf-8").strip()
    except OSError:
        return ""


def rollback(data_dir: Path, generation: str | None = None, *, by: str = "", chroma: str = "") -> str:
    """Make an older generation live: the given one, or the one published before the live one. Withdrawals stay. Returns its id.

    Raises :class:`PublishError` when there is no such generation, :class:`CorruptGeneration` when it is damaged.
    """
    with writer(data_dir):
        kept, current = generations(data_dir), _current(data_dir)
        if generation is None:
            older = [identifier for identifier in kept if identifier < current]
            if not older:
                raise PublishError("There is no older generation to go back to; nothing was changed.")
            generation = older[-1]
        elif generation not in kept:
            raise PublishError(f"There is no generation {generation}. Kept are: {', '.join(kept) or 'none'}. Nothing was changed.")
        _check(data_dir / "generations" / generation)
        _check_store(data_dir / "generations" / generation, chroma)
        point_to(data_dir, generation)
        audit(data_dir, "rollback", by=by, generation=generation, before=current)
    return generation


def withdraw(data_dir: Path, document_id: str, reason: str, by: str) -> tuple[Tombstone, ...]:
    """Hide a document, every kept edition under its id, and its copies from all readers, from their next question on.

    Needs no writer's lock, so it works during a publication and beats rollback. A new edition published later is shown.
    Raises :class:`PublishError` when no kept generation holds the document.
    """
    editions = _editions(data_dir, document_id)
    if not editions:
        raise PublishError(f"No document {document_id} is in the library; nothing was withdrawn. Its id stands in its address under /library/.")
    now = datetime.now(UTC).isoformat(timespec="milliseconds")
    with tombstone_lock(data_dir):
        stones = read_tombstones(data_dir)
        known = {(stone.document_id, stone.sha256) for stone in stones}
        more = tuple(
            Tombstone(document_id=identifier, sha256=sha, reason=reason, withdrawn=now, by=by)
            for identifier, sha in sorted(editions)
            if (identifier, sha) not in known
        )
        if more:
            write_tombstones(data_dir, [*stones, *more])
        audit(data_dir, "withdraw", by=by, reason=reason, document_id=document_id, sha256=sorted({sha for _, sha in editions}))
    return more


def _editions(data_dir: Path, document_id: str) -> set[tuple[str, str]]:
    """(id, SHA-256) of the document in every readable generation, of the same bytes under other ids, and of its copies."""
    documents: list[Document] = []
    for identifier in generations(data_dir):
        try:
            documents.extend(documents_in(data_dir / "generations" / identifier))
        except CorruptGeneration:
            continue
    hashes = {document.sha256 for document in documents if document.id == document_id}
    return {(d.id, d.sha256) for d in documents if d.id == document_id or d.sha256 in hashes or d.duplicate_of == document_id}


def restore_withdrawn(data_dir: Path, document_id: str, by: str) -> bool:
    """Take a withdrawal back. Returns whether the live generation holds the document, so that it is readable again at once.

    Otherwise the next ``ingest`` brings it back. Raises :class:`PublishError` for a document not withdrawn, or purged.
    """
    with tombstone_lock(data_dir):
        stones = read_tombstones(data_dir)
        hashes = {stone.sha256 for stone in stones if stone.document_id == document_id and stone.sha256 != ANY}
        acts = {(stone.withdrawn, stone.by) for stone in stones if stone.document_id == document_id}
        mine = [stone for stone in stones if stone.sha256 in hashes or stone.document_id == document_id or (stone.withdrawn, stone.by) in acts]
        if not mine:
            raise PublishError(f"The document {document_id} is not withdrawn; nothing was changed.")
        if hashes & {entry.sha256 for entry in read_purged(data_dir)}:
            raise PublishError(f"The document {document_id} was purged and cannot be restored. Nothing was changed.")
        write_tombstones(data_dir, [stone for stone in stones if stone not in mine])
        audit(data_dir, "restore", by=by, document_id=document_id, sha256=sorted(hashes))
    current = _current(data_dir)
    if not current:
        raise NoGeneration(f"Nothing has been published in {data_dir} yet. Run `safeguarding ingest`.")
    return document_id in {document.id for document in documents_in(data_dir / "generations" / current)}
