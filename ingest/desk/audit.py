"""Who did what and when: the same ``audit.jsonl`` that the command line writes. Ids, hashes, fields and reasons, never text of documents."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.tombstones import audit

WORDS: dict[str, str] = {
    "sign_in": "signed in",
    "sign_in_refused": "could not sign in",
    "user_added": "added an account",
    "user_changed": "changed an account",
    "password": "changed the password",
    "upload": "uploaded a file",
    "correct": "corrected fields",
    "discard": "discarded a draft",
    "undiscard": "took a draft back",
    "ask_publish": "asked for publication",
    "approve": "approved a publication",
    "cancel": "cancelled a publication",
    "publish": "published",
    "publish_failed": "publication failed",
    "overrule": "published although must-answer questions fail",
    "unanswered": "lost answers to must-answer questions",
    "withdraw": "withdrew a document",
    "restore": "put a document back",
    "rollback": "went back to another generation",
    "purge": "purged a document",
    "contact": "changed a contact",
    "contact_checked": "checked a contact",
    "contacts_back": "went back to other contacts",
    "knowledge": "changed the wording",
    "knowledge_back": "went back to earlier wording",
    "owner": "named an owner",
    "sign_out": "signed out",
    "trial": "had a draft library built",
    "must_answer_kept": "added a question that must be answered",
    "gap_closed": "marked a gap as filled",
    "figures_taken": "downloaded the figures",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line of the log. ``fields`` holds everything else that was noted."""

    when: str
    who: str
    what: str
    fields: Mapping[str, Any]

    @property
    def words(self) -> str:
        """What was done, in words."""
        return WORDS.get(self.what, self.what.replace("_", " "))


def record(data_dir: Path, what: str, *, by: str, **fields: Any) -> None:
    """Add a line."""
    data_dir.mkdir(parents=True, exist_ok=True)
    audit(data_dir, what, by=by, **fields)


def fingerprint(text: str) -> str:
    """A short hash that stands for words that a purge may have to forget, such as titles and file names."""
    return f"#{hashlib.sha256(text.encode()).hexdigest()[:12]}" if text else ""


def field_changes(before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, list[str]]:
    """Field -> [before, after] for what differs; titles as fingerprints."""
    changed: dict[str, list[str]] = {}
    for name in sorted({*before, *after}):
        pair = [before.get(name, ""), after.get(name, "")]
        if pair[0] != pair[1]:
            changed[name] = [fingerprint(value) for value in pair] if name in ("title", "reviewed_by") else pair
    return changed


def read(data_dir: Path, *, limit: int = 200, skip: int = 0) -> list[Entry]:
    """Newest first; damaged lines are left out."""
    path = data_dir / "audit.jsonl"
    if not path.is_file():
        return []
    entries: list[Entry] = []
    for line in reversed(path.read_text(encoding="utf-8").splitlines()):
        try:
            data = json.loads(line)
            entries.append(Entry(when=str(data.pop("when")), what=str(data.pop("what")), who=str(data.pop("by", "")), fields=data))
        except (ValueError, KeyError, AttributeError):
            continue
        if len(entries) >= skip + limit:
            break
    return entries[skip:]
