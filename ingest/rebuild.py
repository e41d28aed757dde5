"""The live library built again from its own texts: after an upgrade of the index format or another embedding model, without the original folders."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import structlog

from assistant.errors import NoGeneration, PublishError, SafeguardingError
from assistant.index import vectors_present
from assistant.library import Manifest, damaged_files, read_manifest, read_tombstones, vector_counts
from ingest.errors import IngestError
from ingest.kept import documents_in, take_over
from ingest.publish import FORMAT, Place, build, switch, writer
from ingest.report import IngestReport
from ingest.tombstones import cover_new_ids, split_withdrawn, tombstone_lock

log = structlog.get_logger()

REBUILT = "(rebuilt from)"
"""Stands among the files of a rebuilt library, so that the next ``ingest`` reads the originals again."""


def why_rebuild(place: Place) -> str:
    """Why the live library cannot be used as it is, in a few words; empty when it can, or when there is none."""
    try:
        folder = _live(place.data_dir)
        manifest = read_manifest(folder)
    except SafeguardingError:
        return ""
    if manifest.versions.get("format") != FORMAT:
        return f"index format {manifest.versions.get('format', 'unknown')} instead of {FORMAT}"
    if manifest.embedder_digest != place.embedder.digest:
        return f"built with the embedding model {manifest.embedder}"
    return "" if _vectors_there(folder, manifest, place) else "its vectors are not on the Chroma server"


def _vectors_there(folder: Path, manifest: Manifest, place: Place) -> bool:
    if not place.chroma:
        return (folder / "chroma").is_dir()
    if (folder / "chroma").is_dir():
        return True  # readers take the vectors of the folder where there are some
    try:
        return vectors_present(place.chroma, manifest.id, vector_counts(manifest))
    except SafeguardingError:
        return True  # a silent server says nothing about what it holds


def rebuild(place: Place) -> str:
    """Build and switch; the id of the new generation. What is withdrawn stays out.

    Raises :class:`PublishError` when there is nothing to build from or its texts are damaged, :class:`WriterBusy` during a publication.
    """
    started = time.monotonic()
    with writer(place.data_dir):
        try:
            folder = _live(place.data_dir)
        except NoGeneration as error:
            raise PublishError(f"{error} There is nothing to build again.") from error
        manifest = read_manifest(folder)
        texts = [name for name in damaged_files(folder, manifest) if name.startswith(("texts/", "originals/", "documents.json"))]
        if texts:
            raise PublishError(f"The library's own texts are damaged ({texts[0]}); nothing was built. Run `safeguarding ingest` with the files.")
        items = take_over(folder, {document.id for document in documents_in(folder)})
        items, _ = split_withdrawn(items, read_tombstones(place.data_dir))
        if not items:
            raise PublishError("Every document of the library is withdrawn; nothing was built.")
        report = IngestReport(generation="", published=True, seconds=0.0)
        built = build(items, place, {**manifest.files, REBUILT: manifest.id}, report, started)
        with tombstone_lock(place.data_dir):
            cover_new_ids(place.data_dir, items)
            return switch(built, place)


def rebuild_in_background(place: Place) -> threading.Thread | None:
    """Beside a server that starts: rebuild when it is needed. Danger and contacts are answered meanwhile. ``None``: not needed."""
    try:
        why = why_rebuild(place)
    except SafeguardingError as error:  # the server starts all the same: danger needs neither model nor library
        log.error("rebuild_not_looked_at", problem=type(error).__name__)
        return None
    if not why:
        return None
    log.warning("rebuild_begins", why=why)

    def work() -> None:
        try:
            log.info("rebuild_done", generation=rebuild(place))
        except (SafeguardingError, IngestError, OSError) as error:
            # Another process may be at it: readers follow the pointer, whoever moves it.
            log.error("rebuild_failed", problem=type(error).__name__)

    thread = threading.Thread(target=work, name="rebuild", daemon=True)
    thread.start()
    return thread


def _live(data_dir: Path) -> Path:
    try:
        return data_dir / "generations" / (data_dir / "CURRENT").read_text(encoding="utf-8").strip()
    except OSError as error:
        raise NoGeneration(f"Nothing has been published in {data_dir} yet.") from error
