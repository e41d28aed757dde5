"""Withdrawals and purges on disk: who may write them, and which documents they concern.

``tombstones.json`` is read by every reader at every question (``assistant.library``); ``purged.json`` is read by ingestion only, so
that a purged file that still lies in a folder is not taken in again; ``audit.jsonl`` keeps ids and hashes, never text.
"""

from __future__ import annotations

import json
import os
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import filelock

from assistant.errors import PublishError
from assistant.library import Tombstone, read_tombstones
from ingest.catalogue import Catalogued

ANY = "*"
_PATIENCE = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Purged:
    """A document whose text was removed for good. ``published`` is ISO 8601 or empty."""

    document_id: str
    sha256: str
    published: str
    when: str


@contextmanager
def tombstone_lock(data_dir: Path) -> Iterator[None]:
    """Held only while the list is written or the pointer moves: a withdrawal never waits for a publication to finish."""
    try:
        with filelock.FileLock(data_dir / "tombstones.lock", timeout=_PATIENCE):
            yield
    except filelock.Timeout as error:
        raise PublishError("The list of withdrawn documents is being written by another process. Try again.") from error
    except OSError as error:
        raise PublishError(f"The data directory {data_dir} cannot be written. Choose another with --data-dir or change its permissions.") from error


def write_tombstones(data_dir: Path, stones: Sequence[Tombstone]) -> None:
    """Replace the list by one atomic rename; call it under :func:`tombstone_lock`."""
    write_atomically(data_dir / "tombstones.json", json.dumps([asdict(stone) for stone in stones], indent=1).encode())


def read_purged(data_dir: Path) -> tuple[Purged, ...]:
    """Documents that were purged, oldest first."""
    path = data_dir / "purged.json"
    if not path.exists():
        return ()
    try:
        return tuple(Purged(**entry) for entry in json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as error:
        # Publishing on without it could bring purged text back: refuse instead.
        raise PublishError("The list of purged documents (purged.json) is damaged. Restore it from a back-up; nothing was published.") from error


def write_purged(data_dir: Path, entries: Sequence[Purged]) -> None:
    """Replace the list of purged documents."""
    write_atomically(data_dir / "purged.json", json.dumps([asdict(entry) for entry in entries], indent=1).encode())


def write_atomically(path: Path, body: bytes) -> None:
    """Write a file so that readers see the old or the new content."""
    temporary = path.with_name(f".{path.name}-{uuid.uuid4().hex}")
    try:
        with temporary.open("wb") as file:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
        temporary.rename(path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise


def audit(data_dir: Path, what: str, **fields: Any) -> None:
    """Append one line to the audit log. ``fields`` are ids, hashes, names of people and reasons, never text of documents."""
    line = json.dumps({"when": datetime.now(UTC).isoformat(timespec="seconds"), "what": what, **fields}, ensure_ascii=False)
    with (data_dir / "audit.jsonl").open("a", encoding="utf-8") as file:
        file.write(line + "\n")


def is_withdrawn(item: Catalogued, stones: Sequence[Tombstone]) -> bool:
    """Whether a tombstone concerns a document that is about to be published: by its bytes, whatever it is called now, or by its id."""
    document = item.document
    return any(stone.sha256 == document.sha256 or (stone.sha256 == ANY and stone.document_id == document.id) for stone in stones)


def split_withdrawn(items: Sequence[Catalogued], stones: Sequence[Tombstone]) -> tuple[list[Catalogued], list[Catalogued]]:
    """Items to publish, and items to leave out: the withdrawn ones with their copies and extracts."""
    gone = {item.document.id for item in items if is_withdrawn(item, stones)}
    gone |= {item.document.id for item in items if item.document.duplicate_of in gone}
    return [item for item in items if item.document.id not in gone], [item for item in items if item.document.id in gone]


def cover_new_ids(data_dir: Path, items: Sequence[Catalogued]) -> None:
    """Extend the list for items withdrawn while they were being built under another id; call it under the lock, before the switch."""
    stones = read_tombstones(data_dir)
    known = {(stone.document_id, stone.sha256) for stone in stones}
    by_hash = {stone.sha256: stone for stone in stones if stone.sha256 != ANY}
    more = [
        Tombstone(document_id=item.document.id, sha256=item.document.sha256, reason=stone.reason, withdrawn=stone.withdrawn, by=stone.by)
        for item in items
        if (stone := by_hash.get(item.document.sha256)) and (item.document.id, item.document.sha256) not in known
    ]
    if more:
        write_tombstones(data_dir, [*stones, *more])


def stay_superseded(item: Catalogued, purged: Sequence[Purged]) -> bool:
    """Whether an edition would become current only because the newer one was purged."""
    document = item.document
    own = document.published or date.min
    return document.edition == "current" and any(
        entry.document_id == document.id and entry.sha256 != document.sha256 and entry.published and own < date.fromisoformat(entry.published)
        for entry in purged
    )
