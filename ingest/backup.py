"""One file with everything that a new machine needs: ``safeguarding backup``. Reading goes on meanwhile; publishing waits."""

from __future__ import annotations

import gzip
import io
import json
import os
import shutil
import sqlite3
import tarfile
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from assistant.digests import file_digest
from assistant.errors import WriterBusy
from assistant.state.dump import copy_sqlite, dump_lines
from assistant.state.retention import opened
from ingest.backup_files import DUMP, FORMAT, MANIFEST, BackupRefused, Chosen, chosen_files
from ingest.publish import writer
from ingest.tombstones import audit

PATIENCE = 600.0
_LEVEL = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupReport:
    """What was kept. ``left_out`` are damaged generations; ``sha256`` is of the whole archive."""

    path: Path
    sha256: str
    files: int
    size: int
    left_out: tuple[str, ...]


def back_up(data_dir: Path, target: Path, *, database_url: str = "", by: str = "", patience: float = PATIENCE) -> BackupReport:
    """Write the archive; it appears under its name only when it is whole. ``patience``: seconds to wait for a running publication.

    Raises :class:`BackupRefused`, or :class:`WriterBusy` when a publication takes longer.
    """
    if target.exists():
        raise BackupRefused(f"{target} exists already; choose another name. No back-up was made.")
    if not data_dir.is_dir():
        raise BackupRefused(f"There is no data directory {data_dir}; no back-up was made.")
    part = target.with_name(f".{target.name}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with _writer_soon(data_dir, patience), tempfile.TemporaryDirectory(dir=target.parent, prefix=".backup-") as scratch:
            files, damaged = chosen_files(data_dir, target)
            files = [_snapshot(file, Path(scratch), number) for number, file in enumerate(files)]
            if database_url:
                files.append(_dumped(data_dir, database_url, Path(scratch)))
            count = _write(part, files, {"left_out": damaged})
        sha256 = file_digest(part)
        part.rename(target)
    except (OSError, sqlite3.Error) as error:
        part.unlink(missing_ok=True)
        raise BackupRefused(f"The back-up could not be written ({getattr(error, 'strerror', None) or error}); nothing was left behind.") from error
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    audit(data_dir, "backup", by=by, file=target.name, sha256=sha256)
    return BackupReport(path=target, sha256=sha256, files=count, size=target.stat().st_size, left_out=tuple(damaged))


@contextmanager
def _writer_soon(data_dir: Path, patience: float) -> Iterator[None]:
    """The writer's lock, waiting for a publication that runs."""
    until = time.monotonic() + patience
    while True:
        try:
            lock = writer(data_dir)
            lock.__enter__()
            break
        except WriterBusy:
            if time.monotonic() >= until:
                raise
            time.sleep(min(1.0, patience))
    try:
        yield
    finally:
        lock.__exit__(None, None, None)


def _snapshot(file: Chosen, scratch: Path, number: int) -> Chosen:
    """Databases are copied first, by their own means; other files do not change while the writer's lock is held, or are written at once."""
    if not file.sqlite and file.name.startswith("generations/"):
        return file
    copy = scratch / str(number)
    if file.sqlite:
        copy_sqlite(file.path, copy)
    else:
        shutil.copyfile(file.path, copy)
    return Chosen(file.name, copy, file.sqlite)


def _dumped(data_dir: Path, url: str, scratch: Path) -> Chosen:
    path = scratch / DUMP
    with opened(data_dir, url) as database, path.open("w", encoding="utf-8") as out:
        for line in dump_lines(database):
            out.write(line + "\n")
    return Chosen(DUMP, path, sqlite=False)


def _write(part: Path, files: list[Chosen], more: dict[str, object]) -> int:
    digests: dict[str, str] = {}
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as raw:
        packed = gzip.GzipFile(fileobj=raw, mode="wb", compresslevel=_LEVEL, mtime=0, filename="")
        with packed, tarfile.open(fileobj=packed, mode="w|") as tar:
            for file in files:
                digests[file.name] = file_digest(file.path)
                tar.add(file.path, arcname=file.name, recursive=False, filter=_plain)
            body = json.dumps(
                {
                    "format": FORMAT,
                    "made": datetime.now(UTC).isoformat(timespec="seconds"),
                    "version": version("safeguarding-bedfordshire-assistant"),
                    "files": digests,
                    **more,
                },
                indent=1,
            ).encode()
            # Last, so that an archive that was cut off has none.
            entry = tarfile.TarInfo(MANIFEST)
            entry.size = len(body)
            tar.addfile(entry, io.BytesIO(body))
        raw.flush()
        os.fsync(raw.fileno())
    return len(digests)


def _plain(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    """No owner, no machine's names, no permissions beyond reading and writing."""
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = ""
    entry.mode = 0o600
    return entry
