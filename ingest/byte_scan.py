"""Whether any stretch of a text is left in the bytes of a folder: plain, as JSON escapes, as UTF-8, as UTF-16, in SQLite pages, inside archives.

Text and bytes are cut into the same tokens (runs of ASCII letters and digits, lower case); eight of them in a row are a stretch.
"""

from __future__ import annotations

import bz2
import gzip
import hashlib
import lzma
import re
import sqlite3
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import structlog

log = structlog.get_logger()
STRETCH = 8
_CHUNK = 16 * 1024 * 1024
_OVERLAP = 16 * 1024
_LETTERS = bytes(n if chr(n).isascii() and chr(n).isalnum() else 32 for n in range(256))
_LOWER = bytes(n + 32 if 65 <= n <= 90 else n for n in range(256))
_TABLE = _LETTERS.translate(_LOWER)
_ESCAPE = re.compile(rb"\\(?:u[0-9a-fA-F]{4}|[nrtbf])")
_DEEPEST = 4
_MOST = 16 * 1024**3
"""How many archives inside one another are opened (an Office file in a packed tar in a zip), and how many bytes of one are read."""
_PACKED: tuple[tuple[bytes, Callable[[Any], Any]], ...] = (
    (b"\x1f\x8b", lambda file: gzip.GzipFile(fileobj=file)),
    (b"BZh", bz2.BZ2File),
    (b"\xfd7zXZ\x00", lzma.LZMAFile),
)
_SQLITE = b"SQLite format 3\x00"
_ATTEMPTS = 4
_PATIENCE = 5.0
"""How often a database that somebody else is using is tried, and how many seconds each time waits for its lock."""


def tokens(raw: bytes) -> list[bytes]:
    """Lower-case runs of ASCII letters and digits; JSON escapes count as gaps, as do the bytes of other letters."""
    return _ESCAPE.sub(b" ", raw).translate(_TABLE).split()


def stretches(text: str) -> set[bytes]:
    """Every eight tokens in a row of a text."""
    return set(_runs(tokens(text.encode("utf-8", "replace"))))


def _runs(found: Sequence[bytes]) -> Iterator[bytes]:
    return (b" ".join(found[n : n + STRETCH]) for n in range(len(found) - STRETCH + 1))


@dataclass(frozen=True, slots=True)
class Search:
    """What to look for: stretches of eight tokens, and whole files by their SHA-256. ``ignore`` are byte strings (ids) that are no text."""

    wanted: frozenset[bytes]
    ignore: tuple[bytes, ...] = ()
    hashes: frozenset[str] = frozenset()
    firsts: frozenset[bytes] = frozenset()

    @classmethod
    def of(cls, wanted: Collection[bytes], ignore: Collection[bytes] = (), hashes: Collection[str] = ()) -> Search:
        """The search, with the first tokens of all stretches at hand."""
        return cls(frozenset(wanted), tuple(ignore), frozenset(hashes), frozenset(stretch.split(b" ", 1)[0] for stretch in wanted))


def files_with(folder: Path, search: Search) -> tuple[list[Path], list[Path]]:
    """Files below ``folder`` that hold what is searched, also packed inside them, and archives that could not be looked into."""
    held: list[Path] = []
    closed: list[Path] = []
    for path in sorted(folder.rglob("*")):
        if not path.is_file():
            continue
        try:
            with path.open("rb") as file:
                if _holds(file, search, _DEEPEST):
                    held.append(path)
        except FileNotFoundError:
            continue
        except (tarfile.TarError, zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, RuntimeError, NotImplementedError):
            closed.append(path)
    return held, closed


def _holds(file: IO[bytes], search: Search, depth: int) -> bool:
    """Whether a file, or a file packed inside it, is one of the files looked for or holds a stretch."""
    digest = hashlib.sha256()
    before = start = b""
    size = 0
    while part := file.read(_CHUNK):
        start = start or part[:512]
        size += len(part)
        if size > _MOST:
            raise OSError("larger than can be looked through")
        digest.update(part)
        raw = before + part
        for token in search.ignore:
            raw = raw.replace(token, b"\x01")
        # UTF-16 of either byte order is ASCII with zeros between the letters.
        if _has(raw, search) or (b"\x00" in raw and _has(raw.replace(b"\x00", b""), search)):
            return True
        before = part[-_OVERLAP:]
    return digest.hexdigest() in search.hashes or (depth > 0 and _packed_holds(file, start, search, depth))


def _packed_holds(file: IO[bytes], start: bytes, search: Search, depth: int) -> bool:
    """The same for each member of an archive, by its first bytes: zip (Office files too), tar, or one packed stream."""
    file.seek(0)
    if start.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(file) as zipped:
            return any(_member_holds(zipped.open(name), search, depth) for name in zipped.namelist() if not name.endswith("/"))
    opener = next((opener for magic, opener in _PACKED if start.startswith(magic)), None)
    if opener is not None:
        with opener(file) as unpacked:
            return _holds(unpacked, search, depth - 1)
    if start[257:262] == b"ustar":
        with tarfile.open(fileobj=file, mode="r:") as archive:
            members = (archive.extractfile(member) for member in archive if member.isfile())
            return any(_member_holds(member, search, depth) for member in members if member is not None)
    return False


def _member_holds(member: IO[bytes], search: Search, depth: int) -> bool:
    with member:
        return _holds(member, search, depth - 1)


def _has(raw: bytes, search: Search) -> bool:
    found = tokens(raw)
    return any(token in search.firsts and b" ".join(found[n : n + STRETCH]) in search.wanted for n, token in enumerate(found))


def vacuum_all(folder: Path) -> list[Path]:
    """Rewrite every SQLite file below ``folder``, so that deleted rows leave its pages. Returns those that could not be rewritten."""
    return [path for path in sorted(folder.rglob("*")) if path.is_file() and _is_sqlite(path) and not any(map(_rewritten, [path] * _ATTEMPTS))]


def _rewritten(path: Path) -> bool:
    """Whether the file's old pages are gone. A reader that holds a snapshot does not fail the statements: it only leaves the log unmerged."""
    try:
        with closing(sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)) as database:
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            database.execute("VACUUM")
            busy, _, _ = database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except sqlite3.Error as error:
        log.warning("sqlite_not_rewritten", file=path.name, error=type(error).__name__, code=getattr(error, "sqlite_errorname", ""))
        return False
    return not busy


def _is_sqlite(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(16) == _SQLITE
