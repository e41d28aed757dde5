"""Uploads before they are published: a folder each, with the file and ``draft.json``. Nothing here is read by the live library."""

from __future__ import annotations

import hashlib
import json
import re
import secrets
import shutil
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Literal, get_args

import filelock

from assistant.digests import file_digest
from ingest.desk.errors import DeskError
from ingest.desk.uploads import UploadLimits, clean_name, keep
from ingest.tombstones import write_atomically

State = Literal["draft", "locked", "published", "discarded"]
How = Literal["new", "correct", "edition"]
HOW_WORDS: dict[How, str] = {
    "new": "A new document",
    "correct": "A corrected copy: takes the place of the document, whose old text is never answered from again",
    "edition": "A newer edition: the old one stays readable as 'replaced' and is not answered from",
}
_ID = re.compile(r"[0-9]{8}-[0-9a-f]{10}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One uploaded file. ``fields`` are what a person set; ``revision`` counts changes, so that two editors do not overwrite each other.

    ``replaces`` is the id of a published document when ``how`` is not "new"; ``job`` names the publication that holds it locked.
    """

    id: str
    file_name: str
    sha256: str
    size: int
    by: str
    uploaded: str
    state: State = "draft"
    how: How = "new"
    replaces: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    revision: int = 1
    changed_by: str = ""
    job: str = ""
    document_id: str = ""

    @property
    def title(self) -> str:
        """What a person called it, else its file's name."""
        return self.fields.get("title") or self.file_name

    @property
    def mark(self) -> str:
        """Changes whenever anything that is published of it changes."""
        parts = [self.sha256, self.how, self.replaces, json.dumps(dict(self.fields), sort_keys=True)]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


class Drafts:
    """The drafts of a data directory; threads and processes take turns."""

    def __init__(self, data_dir: Path, limits: UploadLimits, clock: Callable[[], datetime]) -> None:
        self._folder = data_dir / "desk" / "drafts"
        self._limits = limits
        self._clock = clock
        (data_dir / "desk").mkdir(parents=True, exist_ok=True)
        # Between processes too; the same thread may take it twice.
        self._lock = filelock.FileLock(data_dir / "desk" / "drafts.lock", timeout=20)

    def add(self, given_name: str, stream: BinaryIO, by: str) -> Draft:
        """Keep an upload as a new draft. Raises ``DeskError``; then nothing is kept."""
        name = clean_name(given_name)
        draft_id = f"{self._clock():%Y%m%d}-{secrets.token_hex(5)}"
        folder = self._folder / draft_id
        folder.mkdir(parents=True)
        try:
            keep(stream, folder / name, self._limits)
            digest = file_digest(folder / name)
            same = next((d for d in self.all() if d.sha256 == digest and d.state in ("draft", "locked")), None)
            if same:
                raise DeskError(f"This very file is already among the drafts, as {same.file_name}.")
            now = self._clock().isoformat(timespec="seconds")
            draft = Draft(id=draft_id, file_name=name, sha256=digest, size=(folder / name).stat().st_size, by=by, uploaded=now)
            self._write(draft)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        return draft

    def all(self) -> list[Draft]:
        """All drafts, newest first; a folder without a readable ``draft.json`` is a broken upload and left out."""
        found = [self._read(path.name) for path in self._folder.glob("*") if _ID.fullmatch(path.name)]
        return sorted((draft for draft in found if draft), key=lambda draft: (draft.uploaded, draft.id), reverse=True)

    def get(self, draft_id: str) -> Draft:
        """A draft by id."""
        draft = self._read(draft_id) if _ID.fullmatch(draft_id) else None
        if draft is None:
            raise DeskError("There is no such draft. It may have been discarded for good; see all drafts.", 404)
        return draft

    def path(self, draft: Draft) -> Path:
        """Where its file is."""
        return self._folder / draft.id / draft.file_name

    def correct(self, draft_id: str, revision: int, by: str, *, fields: Mapping[str, str], how: How, replaces: str) -> Draft:
        """Set fields. Raises ``DeskError`` (409) when somebody changed it meanwhile or a publication holds it."""
        with self._lock:
            draft = self.get(draft_id)
            if draft.revision != revision:
                who = draft.changed_by or "Somebody"
                raise DeskError(f"{who} changed this draft while you worked on it. Look at it again, then correct it.", 409)
            self._must_be_free(draft)
            if how not in get_args(How):
                raise DeskError("Say whether this is a new document, a corrected copy or a newer edition.")
            changed = replace(draft, fields=dict(fields), how=how, replaces=replaces if how != "new" else "", revision=revision + 1, changed_by=by)
            self._write(changed)
            return changed

    def set_state(self, draft_id: str, state: State, *, job: str = "", document_id: str = "") -> Draft:
        """Move a draft on: locked by a job, published, discarded, or free again."""
        with self._lock:
            draft = replace(self.get(draft_id), state=state, job=job, document_id=document_id)
            self._write(draft)
            return draft

    def lock(self, draft_ids: list[str], job: str) -> list[Draft]:
        """Lock drafts for a publication: all, or with a ``DeskError`` none."""
        with self._lock:
            drafts = [self.get(draft_id) for draft_id in draft_ids]
            for draft in drafts:
                self._must_be_free(draft)
            return [self.set_state(draft.id, "locked", job=job) for draft in drafts]

    def discard(self, draft_id: str) -> Draft:
        """Put a draft aside; it can be taken back until it is swept."""
        with self._lock:
            self._must_be_free(self.get(draft_id))
            return self.set_state(draft_id, "discarded")

    def forget(self, hashes: frozenset[str]) -> list[str]:
        """Delete drafts with these contents for good; returns their ids."""
        gone = [draft.id for draft in self.all() if draft.sha256 in hashes]
        for draft_id in gone:
            shutil.rmtree(self._folder / draft_id, ignore_errors=True)
        return gone

    @staticmethod
    def _must_be_free(draft: Draft) -> None:
        if draft.state == "locked":
            raise DeskError("A publication holds this draft. Wait for it, or cancel it under Publications.", 409)
        if draft.state != "draft":
            raise DeskError(f"This draft is {draft.state}; there is nothing to change about it.", 409)

    def _read(self, draft_id: str) -> Draft | None:
        try:
            return Draft(**json.loads((self._folder / draft_id / "draft.json").read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None

    def _write(self, draft: Draft) -> None:
        body = json.dumps(asdict(draft), ensure_ascii=False, indent=1).encode()
        write_atomically(self._folder / draft.id / "draft.json", body)
