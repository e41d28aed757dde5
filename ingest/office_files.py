"""What Word and PowerPoint files share: a zip archive that may be a bomb, and core properties."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

from ingest.errors import ParseError

MAX_UNPACKED = 400 * 1024 * 1024
MAX_XML_PART = 60 * 1024 * 1024
MAX_RATIO = 300
MAX_PARTS = 10_000


def check_archive(path: Path) -> None:
    """Refuse archives that would unpack to more than a document can need.

    The sizes are those that the archive declares; reading stops at the declared size, so a lie only truncates.
    """
    with zipfile.ZipFile(path) as archive:
        parts = archive.infolist()
        if any(part.flag_bits & 1 for part in parts):
            raise ParseError("This Office file is protected by a password: save a copy without it.")
        unpacked = sum(part.file_size for part in parts)
        packed = max(sum(part.compress_size for part in parts), 1)
        big = any(part.file_size > MAX_XML_PART and part.filename.endswith((".xml", ".rels")) for part in parts)
    if len(parts) > MAX_PARTS or unpacked > MAX_UNPACKED or big or (unpacked > 20 * 2**20 and unpacked / packed > MAX_RATIO):
        raise ParseError("This Office file unpacks to far more than a document needs and was refused: save a new copy.")


def core_properties(core: Any) -> dict[str, str]:
    """Title, author, subject, keywords, created, modified and so on, as text; empty ones left out."""
    found: dict[str, str] = {}
    for name in ("title", "author", "subject", "keywords", "category", "comments", "last_modified_by", "version"):
        try:
            value = getattr(core, name)
        except (ValueError, AttributeError):
            continue
        if value:
            found[name] = str(value).strip()
    for name in ("created", "modified"):
        try:
            moment = getattr(core, name)
        except (ValueError, AttributeError):
            continue
        if moment is not None:
            found[name] = moment.isoformat()
    return found
