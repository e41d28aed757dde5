"""Who looks after which document, and which reviews are due."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import filelock

from assistant.domain import Document
from ingest.desk.errors import DeskError
from ingest.tombstones import write_atomically

SOON = timedelta(days=60)


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A current document whose review is past or near."""

    document: Document
    owner: str
    overdue: bool


class Owners:
    """``<data_dir>/desk/owners.json``: document id -> name of its owner."""

    def __init__(self, data_dir: Path) -> None:
        self._path = data_dir / "desk" / "owners.json"
        self._lock = filelock.FileLock(self._path.with_name("owners.lock"), timeout=20)

    def all(self) -> dict[str, str]:
        """Owners by document id."""
        try:
            return dict(json.loads(self._path.read_text(encoding="utf-8")))
        except (OSError, ValueError):
            return {}

    def name(self, document_id: str, owner: str) -> str:
        """Name an owner (empty: none); returns the one before."""
        owner = " ".join(owner.split())
        if len(owner) > 120:
            raise DeskError("A name or team has at most 120 characters.")
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._lock:
            known = self.all()
            before = known.pop(document_id, "")
            if owner:
                known[document_id] = owner
            write_atomically(self._path, json.dumps(known, ensure_ascii=False, indent=1).encode())
        return before

    def due(self, documents: Iterable[Document], today: date) -> list[Due]:
        """Reviews past or within sixty days, longest overdue first."""
        owners = self.all()
        found = [
            Due(document=document, owner=owners.get(document.id, ""), overdue=document.review_by < today)
            for document in documents
            if document.edition == "current" and document.review_by is not None and document.review_by <= today + SOON
        ]
        return sorted(found, key=lambda due: (due.document.review_by or today, due.document.title))
