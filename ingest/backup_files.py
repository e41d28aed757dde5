"""What belongs into a back-up, and the list of checksums that goes with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import CorruptGeneration, SafeguardingError
from assistant.library import damaged_files, read_manifest
from ingest.publish import generations

MANIFEST = "backup.json"
FORMAT = 1
STATE = "state.sqlite3"
DUMP = "state.jsonl"
WITHDRAWALS = ("tombstones.json", "purged.json")

_LEFT_OUT = {"backups", "parsed", "page_images", "pages", "eval-runs"}
"""Made again when they are needed, or back-ups themselves."""
_SUFFIXES = (".lock", "-wal", "-shm", "-journal", ".part")


class BackupRefused(SafeguardingError):
    """A back-up cannot be made, or an archive cannot be trusted. Nothing was changed."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A file to keep: its name inside the archive, where it is, and whether it is a SQLite database."""

    name: str
    path: Path
    sqlite: bool


def chosen_files(data_dir: Path, but_not: Path) -> tuple[list[Chosen], list[str]]:
    """Everything of a data directory that a restore needs, and the damaged generations that are left out.

    Raises :class:`BackupRefused` when the live generation is damaged.
    """
    pointer = data_dir / "CURRENT"
    current = pointer.read_text(encoding="utf-8").strip() if pointer.is_file() else ""
    damaged = [identifier for identifier in generations(data_dir) if not _sound(data_dir / "generations" / identifier)]
    if current and (current in damaged or current not in generations(data_dir)):
        raise BackupRefused(f"The live library (generation {current}) is damaged; no back-up was made. Run `safeguarding rollback` first.")
    files = [file for file in _below(data_dir, but_not) if not any(file.name.startswith(f"generations/{each}/") for each in damaged)]
    return files, damaged


def _sound(folder: Path) -> bool:
    try:
        return not damaged_files(folder, read_manifest(folder))
    except (CorruptGeneration, OSError):
        return False


def _below(data_dir: Path, but_not: Path) -> Iterator[Chosen]:
    for path in sorted(data_dir.rglob("*")):
        relative = path.relative_to(data_dir)
        first = relative.parts[0]
        if first in _LEFT_OUT or any(part.startswith(".") for part in relative.parts) or path.name.endswith(_SUFFIXES):
            continue
        if path.is_symlink() or not path.is_file() or path.resolve() == but_not.resolve():
            continue
        yield Chosen(str(relative), path, _is_sqlite(path))


def _is_sqlite(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(16) == b"SQLite format 3\x00"
