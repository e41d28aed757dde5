"""Whether any stretch of a text is left in the bytes of a folder: plain, as JSON escapes, as UTF-8, as UTF-16, in SQLite pages.

Text and bytes are cut into the same tokens (runs of ASCII letters and digits, lower case); eight of them in a row are a stretch.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Collection, Iterator, Sequence
from contextlib import closing
from pathlib import Path

STRETCH = 8
_CHUNK = 16 * 1024 * 1024
_OVERLAP = 16 * 1024
_LETTERS = bytes(n if chr(n).isascii() and chr(n).isalnum() else 32 for n in range(256))
_LOWER = bytes(n + 32 if 65 <= n <= 90 else n for n in range(256))
_TABLE = _LETTERS.translate(_LOWER)
_ESCAPE = re.compile(rb"\\(?:u[0-9a-fA-F]{4}|[nrtbf])")
_SQLITE = b"SQLite format 3\x00"


def tokens(raw: bytes) -> list[bytes]:
    """Lower-case runs of ASCII letters and digits; JSON escapes count as gaps, as do the bytes of other letters."""
    return _ESCAPE.sub(b" ", raw).translate(_TABLE).split()


def stretches(text: str) -> set[bytes]:
    """Every eight tokens in a row of a text."""
    return set(_runs(tokens(text.encode("utf-8", "replace"))))


def _runs(found: Sequence[bytes]) -> Iterator[bytes]:
    return (b" ".join(found[n : n + STRETCH]) for n in range(len(found) - STRETCH + 1))


def files_with(folder: Path, wanted: Collection[bytes], ignore: Collection[bytes] = ()) -> list[Path]:
    """Files below ``folder`` that hold any of the stretches. ``ignore`` are byte strings (ids) that do not count as text."""
    firsts = {stretch.split(b" ", 1)[0] for stretch in wanted}
    return [path for path in sorted(folder.rglob("*")) if path.is_file() and _holds(path, set(wanted), firsts, ignore)]


def _holds(path: Path, wanted: set[bytes], firsts: set[bytes], ignore: Collection[bytes]) -> bool:
    try:
        with path.open("rb") as file:
            before = b""
            while part := file.read(_CHUNK):
                raw = before + part
                for token in ignore:
                    raw = raw.replace(token, b"\x01")
                # UTF-16 of either byte order is ASCII with zeros between the letters.
                if _has(raw, wanted, firsts) or (b"\x00" in raw and _has(raw.replace(b"\x00", b""), wanted, firsts)):
                    return True
                before = part[-_OVERLAP:]
    except FileNotFoundError:
        return False
    return False


def _has(raw: bytes, wanted: set[bytes], firsts: set[bytes]) -> bool:
    found = tokens(raw)
    return any(token in firsts and b" ".join(found[n : n + STRETCH]) in wanted for n, token in enumerate(found))


def vacuum_all(folder: Path) -> list[Path]:
    """Rewrite every SQLite file below ``folder``, so that deleted rows leave its pages. Returns those that could not be rewritten."""
    failed: list[Path] = []
    for path in sorted(folder.rglob("*")):
        if not path.is_file() or not _is_sqlite(path):
            continue
        try:
            with closing(sqlite3.connect(path, timeout=5, isolation_level=None)) as database:
                database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                database.execute("VACUUM")
                database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except sqlite3.Error:
            failed.append(path)
    return failed


def _is_sqlite(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(16) == _SQLITE
