"""The SHA-256 of a file, by which originals, generations, drafts, back-ups and model weights are known."""

from __future__ import annotations

import hashlib
from pathlib import Path


def file_digest(path: Path) -> str:
    """Hexadecimal SHA-256 of a file's bytes, read in pieces. Raises ``OSError`` where it cannot be read."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
