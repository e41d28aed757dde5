"""Vectors on a Chroma server that no finished generation needs: listed before they are written, deleted when nothing holds them.

A directory goes with its generation; a collection on a server survives a killed publication, and a server that is down cannot delete.
The list names only what this data directory put there, so a server may be shared.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Collection
from pathlib import Path

from assistant.errors import LibraryError
from assistant.index import drop_vectors
from assistant.library import GRAINS

LIST = "unused-vectors.json"


def listed(data_dir: Path) -> list[str]:
    """Ids of generations whose vectors may lie on the server without need; a damaged list counts as empty."""
    try:
        found = json.loads((data_dir / LIST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    return [entry for entry in found if isinstance(entry, str)] if isinstance(found, list) else []


def list_unused(data_dir: Path, identifier: str) -> None:
    """Remember that a generation's vectors are, or are about to be, on the server. The writer's lock is held."""
    _write(data_dir, [*(entry for entry in listed(data_dir) if entry != identifier), identifier])


def drop_unused(data_dir: Path, chroma: str, finished: Collection[str]) -> None:
    """Delete what is listed from the server, but for finished generations. What a silent server keeps stays listed for the next time."""
    left: list[str] = []
    for identifier in listed(data_dir):
        if identifier in finished:
            continue
        if left:  # it did not answer a moment ago
            left.append(identifier)
            continue
        try:
            drop_vectors(chroma, identifier, list(GRAINS))
        except LibraryError:
            left.append(identifier)
    with contextlib.suppress(OSError):  # a list that is too long costs a question to the server, no more
        _write(data_dir, left)


def _write(data_dir: Path, identifiers: list[str]) -> None:
    path = data_dir / LIST
    if not identifiers:
        path.unlink(missing_ok=True)
        return
    temporary = data_dir / f".{LIST}"
    temporary.write_text(json.dumps(identifiers), encoding="utf-8")
    temporary.replace(path)
