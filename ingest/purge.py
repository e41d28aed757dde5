"""Removing a withdrawn document's text for good, and the proof that nothing of it is left in the data directory."""

from __future__ import annotations

import shutil
import tarfile
import time
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from assistant.digests import file_digest
from assistant.domain import Document, Unit
from assistant.errors import CorruptGeneration, PublishError, SafeguardingError
from assistant.graph_files import blank_unused
from assistant.library import Tombstone, read_manifest, read_tombstones
from assistant.vector_cache import VectorCache
from ingest.byte_scan import Search, files_with, stretches, vacuum_all
from ingest.indexing import kept_names
from ingest.kept import documents_in, take_over, text_of
from ingest.parsed_json import from_json
from ingest.publish import Place, build, drop_generation, generations, runs_of, switch, writer
from ingest.purge_desk import clean_reports, forget_at_desk
from ingest.report import IngestReport
from ingest.server_collections import listed
from ingest.tombstones import Purged, audit, read_purged, tombstone_lock, write_purged, write_tombstones

BEYOND_REACH = (
    "the file itself, wherever it was taken in from: delete it there too, and at its source",
    "back-ups and snapshots of this machine's disks, and freed blocks on them",
    "answers already given: Slack messages, e-mails, printed or saved pages, browsers that still show it",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PurgeReport:
    """What a purge removed. ``left`` names files that still hold text of the document: the purge is proven only when it is empty.

    ``stretches`` is how many eight-word stretches of its own text were searched for; ``shared_with`` are documents that hold the rest.
    """

    document_id: str
    document_ids: tuple[str, ...]
    sha256: tuple[str, ...]
    generation: str
    removed: tuple[str, ...]
    stretches: int
    left: tuple[str, ...]
    shared_with: tuple[str, ...]
    beyond_reach: tuple[str, ...] = BEYOND_REACH

    @property
    def proven(self) -> bool:
        """Whether the scan found nothing."""
        return not self.left

    def as_dict(self) -> dict[str, Any]:
        """The same as plain data."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__} | {"proven": self.proven}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Target:
    """All editions and copies of the document that any generation holds, with their text."""

    ids: frozenset[str]
    hashes: frozenset[str]
    published: dict[str, tuple[str, str]]
    """SHA-256 -> (document id, ISO date or empty)."""
    texts: tuple[str, ...]
    embedded: frozenset[str]
    holders: tuple[str, ...]


def purge(data_dir: Path, document_id: str, *, place: Place, by: str, reason: str = "", database_url: str = "") -> PurgeReport:
    """Remove a withdrawn document's text from every generation, cache, back-up and the desk below ``data_dir``, then prove it by a scan.

    ``database_url`` is the state database's when that is not SQLite in the data directory.
    Raises :class:`PublishError` when the document was not withdrawn first, or is not known; :class:`WriterBusy` during a publication.
    """
    stones = read_tombstones(data_dir)
    if not any(stone.document_id == document_id for stone in stones):
        raise PublishError(f"Only a withdrawn document can be purged. Run `safeguarding withdraw {document_id}` first.")
    with writer(data_dir):
        target = _target(data_dir, document_id, stones)
        if not target.texts and not target.hashes:
            raise PublishError(f"No generation holds {document_id} and no hash of it is known; nothing was purged.")
        # First of all, so that no later publication takes the file in again, even when this run is interrupted.
        _remember(data_dir, target, stones, by, reason)
        removed = [*_generations_without(data_dir, target, place), *_files_of(data_dir, target), *forget_at_desk(data_dir)]
        if (data_dir / "vectors.sqlite").exists():
            VectorCache(data_dir / "vectors.sqlite", place.embedder).forget(sorted(target.embedded))
            removed.append("its vectors")
        mine = {stretch for text in target.texts for stretch in stretches(text)}
        others, shared = _remaining(data_dir, mine)
        removed.extend(clean_reports(data_dir, database_url, mine - others))
        report = _prove(data_dir, document_id, target, removed, place, (mine - others, shared))
        audit(
            data_dir,
            "purge",
            by=by,
            reason=reason,
            document_id=document_id,
            document_ids=report.document_ids,
            sha256=report.sha256,
            generation=report.generation,
            proven=report.proven,
            stretches=report.stretches,
        )
    return report


def _target(data_dir: Path, document_id: str, stones: Sequence[Tombstone]) -> _Target:
    """What has to go: the id in every generation, the withdrawn bytes under any id, and copies and extracts of either."""
    hashes = {stone.sha256 for stone in stones if stone.document_id == document_id and stone.sha256 != "*"}
    ids: set[str] = set()
    texts: list[str] = []
    embedded: set[str] = set()
    holders: list[str] = []
    published: dict[str, tuple[str, str]] = {sha: (document_id, "") for sha in hashes}
    for identifier in generations(data_dir):
        folder = data_dir / "generations" / identifier
        try:
            documents = documents_in(folder)
        except CorruptGeneration:
            holders.append(identifier)  # cannot be looked into, so it cannot stay
            continue
        here = {d.id for d in documents if d.id == document_id or d.sha256 in hashes}
        here |= {d.id for d in documents if d.duplicate_of in here}
        if not here:
            continue
        holders.append(identifier)
        ids |= here
        published |= {d.sha256: (d.id, d.published.isoformat() if d.published else "") for d in documents if d.id in here}
        texts.extend(text_of(folder, each) for each in here)
        embedded |= _embedded(folder, documents, here)
    for sha in published:
        texts.extend("\n".join(b.text for b in from_json(p.read_bytes()).blocks) for p in (data_dir / "parsed").glob(f"{sha}-*.json"))
    return _Target(
        ids=frozenset(ids | {document_id}),
        hashes=frozenset(published),
        published=published,
        texts=tuple(texts),
        embedded=frozenset(embedded),
        holders=tuple(holders),
    )


def _embedded(folder: Path, documents: Sequence[Document], ids: set[str]) -> set[str]:
    """Everything under which a vector of these documents is kept."""
    from pydantic import TypeAdapter  # noqa: PLC0415 - beside its only use

    units = [unit for unit in TypeAdapter(list[Unit]).validate_json((folder / "units.json").read_bytes()) if unit.document_id in ids]
    return kept_names({document.id: document for document in documents}, units, runs_of(units))


def _remember(data_dir: Path, target: _Target, stones: Sequence[Tombstone], by: str, reason: str) -> None:
    when = datetime.now(UTC).isoformat(timespec="seconds")
    known = read_purged(data_dir)
    more = [
        Purged(document_id=identifier, sha256=sha, published=published, when=when)
        for sha, (identifier, published) in sorted(target.published.items())
        if sha not in {entry.sha256 for entry in known}
    ]
    write_purged(data_dir, [*known, *more])
    with tombstone_lock(data_dir):
        listed = {(stone.document_id, stone.sha256) for stone in stones}
        extra = [
            Tombstone(document_id=identifier, sha256=sha, reason=reason or "purged", withdrawn=when, by=by)
            for sha, (identifier, _) in sorted(target.published.items())
            if (identifier, sha) not in listed
        ]
        write_tombstones(data_dir, [*read_tombstones(data_dir), *extra])


def _generations_without(data_dir: Path, target: _Target, place: Place) -> list[str]:
    """Build the live generation again without the document; delete every other that holds it."""
    pointer = data_dir / "CURRENT"
    current = pointer.read_text(encoding="utf-8").strip() if pointer.exists() else ""
    removed: list[str] = []
    if current in target.holders:
        folder = data_dir / "generations" / current
        rest = {document.id for document in documents_in(folder)} - target.ids
        if rest:
            manifest = read_manifest(folder)
            files = {name: mark for name, mark in manifest.files.items() if mark.split("+")[0] not in target.hashes}
            switch(build(take_over(folder, rest), place, files, IngestReport(generation="", published=True, seconds=0.0), time.monotonic()), place)
        else:
            pointer.unlink()
    for identifier in target.holders:
        drop_generation(data_dir, identifier, place.chroma)
        removed.append(f"generation {identifier}")
    return removed


def _files_of(data_dir: Path, target: _Target) -> list[str]:
    """Delete parses, fetched copies, page images and back-ups of the document; returns what was deleted, by kind and hash."""
    removed: list[str] = []
    for sha in target.hashes:
        for path in (data_dir / "parsed").glob(f"{sha}-*.json"):
            path.unlink()
            removed.append(f"parse {sha[:12]}")
    for folder in ("pages", "page_images"):
        for path in (data_dir / folder).rglob("*"):
            if path.exists() and any(part == i or part.startswith(f"{i}.") for i in target.ids for part in path.relative_to(data_dir).parts):
                shutil.rmtree(path) if path.is_dir() else path.unlink()
                removed.append("page images")
    for folder in ("web", "uploads", "backups"):
        for path in (data_dir / folder).rglob("*"):
            if path.is_file() and (file_digest(path) in target.hashes or _archive_holds(path, target)):
                path.unlink()
                removed.append(f"{folder} file {path.name if folder == 'backups' else _digest_name(target)}")
    return removed


def _digest_name(target: _Target) -> str:
    return min(target.hashes)[:12]


def _archive_holds(path: Path, target: _Target) -> bool:
    """Whether a back-up archive names a generation, parse or original of the document. One that cannot be opened counts as holding it."""
    try:
        if tarfile.is_tarfile(path):
            with tarfile.open(path) as archive:
                names = archive.getnames()
        elif zipfile.is_zipfile(path) and path.suffix.lower() == ".zip":
            with zipfile.ZipFile(path) as zipped:
                names = zipped.namelist()
        else:
            return False
    except (OSError, tarfile.TarError, zipfile.BadZipFile, EOFError):
        return True
    marks = {*target.hashes, *target.holders}
    return any(mark in name for mark in marks for name in names) or any(Path(name).stem in target.ids for name in names)


def _prove(
    data_dir: Path, document_id: str, target: _Target, removed: list[str], place: Place, texts: tuple[set[bytes], set[str]]
) -> PurgeReport:
    """Rewrite all databases, then look for every stretch that no remaining document has, and for the files themselves.

    ``texts`` are these stretches, and the ids of documents that share others.
    """
    own, shared = texts
    not_rewritten = vacuum_all(data_dir)
    blank_unused(data_dir)
    ids = [identifier.encode() for identifier in sorted(target.ids, key=len, reverse=True)]
    found, closed = files_with(data_dir, Search.of(own, ids, target.hashes))
    # A generation kept for rollback may still quote it in its report of what changed: it has to go as well.
    pointer = data_dir / "CURRENT"
    current = pointer.read_text(encoding="utf-8").strip() if pointer.exists() else ""
    for old in {path.relative_to(data_dir).parts[1] for path in found if path.relative_to(data_dir).parts[0] == "generations"} - {current}:
        drop_generation(data_dir, old, place.chroma)
        removed.append(f"generation {old}")
    left = [str(path.relative_to(data_dir)) for path in found if path.exists()]
    left += [f"{path.relative_to(data_dir)} (in use, could not be rewritten)" for path in not_rewritten if path.exists()]
    left += [f"{path.relative_to(data_dir)} (cannot be looked into)" for path in closed if path.exists()]
    return PurgeReport(
        document_id=document_id,
        document_ids=tuple(sorted(target.ids)),
        sha256=tuple(sorted(target.hashes)),
        generation=current,
        removed=tuple(dict.fromkeys(removed)),
        stretches=len(own),
        left=tuple(left),
        shared_with=tuple(sorted(shared)),
        beyond_reach=(*BEYOND_REACH, *_on_server(data_dir, place)),
    )


def _on_server(data_dir: Path, place: Place) -> list[str]:
    """What a Chroma server may still keep: vectors, never text."""
    if not place.chroma:
        return []
    lines = ["the Chroma server's own files: deleted vectors (numbers, no text) go when it tidies up, and stand in its back-ups"]
    if listed(data_dir):
        lines.append("vectors on the Chroma server, which did not answer; the next publication deletes them")
    return lines


def _remaining(data_dir: Path, mine: set[bytes]) -> tuple[set[bytes], set[str]]:
    """Those of the stretches that stand in documents which stay, and the ids of these documents."""
    found: set[bytes] = set()
    shared: set[str] = set()
    for path in (data_dir / "parsed").glob("*.json"):
        found |= stretches("\n".join(block.text for block in from_json(path.read_bytes()).blocks)) & mine
    for identifier in generations(data_dir):
        folder = data_dir / "generations" / identifier
        try:
            ids = [document.id for document in documents_in(folder)]
        except SafeguardingError:
            continue
        for each in ids:
            common = stretches(text_of(folder, each)) & mine
            if common:
                found |= common
                shared.add(each)
    return found, shared
