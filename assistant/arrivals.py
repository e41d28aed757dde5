"""When the files of a library came into it, as far as the kept generations show: "what is new" for readers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import lru_cache
from pathlib import Path

from assistant.clock import LONDON
from assistant.domain import Document
from assistant.errors import CorruptGeneration
from assistant.library import Manifest, read_manifest

NEW_FOR = timedelta(days=90)


@lru_cache(maxsize=8)
def arrivals(generation: Path) -> Mapping[str, date]:
    """SHA-256 of a file -> day on which it came, for the generation in this folder. What the oldest kept generation held has no day."""
    before = sorted(_manifests(generation), key=lambda manifest: manifest.created)
    known = {_sha256(told) for manifest in before[:1] for told in manifest.files.values()}
    came: dict[str, date] = {}
    for manifest in before[1:]:
        day = datetime.fromisoformat(manifest.created).astimezone(LONDON).date()
        for told in manifest.files.values():
            if _sha256(told) not in known:
                came.setdefault(_sha256(told), day)
    return came


def new_since(document: Document, came: Mapping[str, date], today: date) -> date | None:
    """The day since which a current document is new: it came, or was published, within ``NEW_FOR``; else ``None``."""
    days = [day for day in (came.get(document.sha256), document.published) if day is not None and today - NEW_FOR <= day <= today]
    return max(days) if days and document.edition == "current" and not document.duplicate_of else None


def _manifests(generation: Path) -> list[Manifest]:
    """Of this generation and those before it, as far as they are kept and can be read."""
    found: list[Manifest] = []
    for folder in generation.parent.glob("*"):
        if folder.name <= generation.name and (folder / "manifest.json").is_file():
            try:
                found.append(read_manifest(folder))
            except CorruptGeneration:
                continue
    return found


def _sha256(told: str) -> str:
    """A manifest tells of each file its hash, and behind a plus the fields that were given with it."""
    return told.partition("+")[0]
