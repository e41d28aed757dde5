"""One publication from the desk: the shelf as it will be, through ``ingest``, checked before readers see it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import filelock

from assistant.digests import file_digest
from assistant.errors import PublishError
from assistant.library import read_tombstones
from assistant.must_answer import MustAnswer
from ingest.desk import shelf
from ingest.desk.drafts import Draft, Drafts
from ingest.desk.errors import DeskError
from ingest.job import Options, ingest, live
from ingest.kept import documents_in
from ingest.must_answer import Overrule
from ingest.publish import Place, generations
from ingest.report import IngestReport
from ingest.tombstones import read_purged

Progress = Callable[[str, int, int], None]


class OvertakenError(PublishError):
    """Somebody else published between looking and building; trying again is safe."""


def library_folder(data_dir: Path) -> Path:
    """The folder that is given to ``ingest``."""
    return data_dir / "desk" / "library"


def publish(
    drafts: Sequence[tuple[Draft, Path]], put_back: Sequence[str], place: Place, progress: Progress, *,
    must_answer: MustAnswer | None = None, overrule: Overrule | None = None,
) -> IngestReport:  # fmt: skip
    """Publish the live library with these drafts in their places, and documents put back by id.

    Raises ``PublishError`` (nothing changed), ``OvertakenError`` or ``WriterBusy`` (nothing changed, try again). Running it twice is harmless.
    """
    base = _current(place.data_dir)
    folder = library_folder(place.data_dir)
    try:
        places = shelf.with_drafts([*shelf.on_shelf(place.data_dir), *_put_back(put_back, place.data_dir)], drafts)
        shelf.write(places, folder)
    except FileNotFoundError as error:
        raise OvertakenError("Another publication dropped the library that this one started from; it starts again.") from error

    def check(built: Path) -> None:
        if _current(place.data_dir) != base:
            raise OvertakenError("Another publication came first; this one starts again from the new library.")
        _all_there(built, [draft for draft, _ in drafts])

    how = Options(before_switch=check, must_answer=must_answer, overrule=overrule)
    return ingest([folder], replace(place, progress=progress), options=how)


@contextmanager
def alone(data_dir: Path) -> Iterator[None]:
    """Hold the desk's own lock: its library folder is written by one job at a time, over all processes."""
    lock = filelock.FileLock(data_dir / "desk" / "jobs.lock", timeout=0)
    try:
        lock.acquire()
    except filelock.Timeout as error:
        raise OvertakenError("Another piece of work of the desk is going on; this one comes next.") from error
    try:
        yield
    finally:
        lock.release()


def _current(data_dir: Path) -> str:
    now = live(data_dir)
    return now.manifest.id if now else ""


def _all_there(built: Path, drafts: Sequence[Draft]) -> None:
    """Every draft has become the current document that it was meant to be; otherwise nothing is published."""
    documents = {document.sha256: document for document in documents_in(built)}
    for draft in drafts:
        document = documents.get(draft.sha256)
        if document is None:
            raise PublishError(f"{draft.file_name} could not be taken in, so nothing was published. Open the draft to see why.")
        if document.edition != "current" or document.duplicate_of:
            raise PublishError(f"{draft.file_name} would count as older or as a copy and not be answered from, so nothing was published.")
        if draft.how == "correct" and draft.replaces != document.id:
            others = {other.id for other in documents.values()}
            if draft.replaces in others:
                raise PublishError(f"{draft.file_name} did not take the place of {draft.replaces}, so nothing was published.")


def _put_back(document_ids: Sequence[str], data_dir: Path) -> list[shelf.Shelved]:
    """Files of documents that were withdrawn and are wanted again, from what the desk or a generation keeps of them."""
    here = {place.sha256 for place in shelf.on_shelf(data_dir)}
    found = [kept(document_id, data_dir) for document_id in document_ids]
    return [place for place in found if place is not None and place.sha256 not in here]


def kept(document_id: str, data_dir: Path) -> shelf.Shelved | None:
    """The newest file of a withdrawn document, from the desk's own shelf of withdrawn files or a generation that still holds it."""
    folder = data_dir / "desk" / "withdrawn" / document_id
    path = next((path for path in sorted(folder.glob("*")) if path.name != "documents.yaml"), None) if folder.is_dir() else None
    if path is not None:
        fields = shelf.read_fields(folder).get(path.name, {})
        return shelf.Shelved(name=path.name, path=path, sha256=file_digest(path), fields=fields)
    for identifier in reversed(generations(data_dir)):
        place = next((place for place in shelf.in_generation(data_dir / "generations" / identifier) if _is(place, document_id)), None)
        if place is not None and place.document is not None:
            key = place.fields.get("key") or shelf.line_key(place.document)
            return replace(place, name=f"{document_id}{place.path.suffix}", fields={**place.fields, "key": key}, document=None)
    return None


def _is(place: shelf.Shelved, document_id: str) -> bool:
    return place.document is not None and place.document.id == document_id


def keep_withdrawn(document_id: str, data_dir: Path) -> None:
    """Keep the file of a document that is about to be withdrawn, so that it can be put back after many publications."""
    place = next((place for place in shelf.on_shelf(data_dir) if _is(place, document_id)), None)
    if place is None or place.document is None:
        return
    fields = {**place.fields, "key": place.fields.get("key") or shelf.line_key(place.document)}
    name = f"{document_id}{place.path.suffix}"
    shelf.write([replace(place, name=name, fields=fields)], data_dir / "desk" / "withdrawn" / document_id)


def forget(data_dir: Path, drafts: Drafts) -> list[str]:
    """Delete everything that the desk keeps of purged documents; returns what was deleted, by id or hash."""
    hashes = frozenset(entry.sha256 for entry in read_purged(data_dir))
    if not hashes:
        return []
    gone = [f"draft {draft_id}" for draft_id in drafts.forget(hashes)]
    for path in [p for p in (data_dir / "desk").rglob("*") if p.is_file() and "drafts" not in p.relative_to(data_dir).parts]:
        if path.exists() and path.name != "documents.yaml" and file_digest(path) in hashes:
            top = data_dir.joinpath(*path.relative_to(data_dir).parts[: 3 if "withdrawn" in path.parts or "trials" in path.parts else 2])
            shutil.rmtree(top, ignore_errors=True)
            gone.append(f"desk folder {top.name}")
    return gone


def withdrawn_list(data_dir: Path) -> list[tuple[str, str, str, str, bool]]:
    """(document id, day, reason, by, whether its text was purged) of withdrawn documents, newest first, each id once."""
    purged = {entry.sha256 for entry in read_purged(data_dir)}
    lines: dict[str, tuple[str, str, str, str, bool]] = {}
    for stone in read_tombstones(data_dir):
        lines[stone.document_id] = (stone.document_id, stone.withdrawn[:10], stone.reason, stone.by, stone.sha256 in purged)
    return list(reversed(lines.values()))


def must_be_publishable(drafts: Sequence[Draft]) -> None:
    """Two drafts in one publication may not take the same place."""
    targets = [draft.replaces for draft in drafts if draft.how != "new"]
    if len(targets) != len(set(targets)):
        raise DeskError("Two of these drafts replace the same document. Publish one of them, or correct the other.", 409)
