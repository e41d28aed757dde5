"""A back-up onto a bare directory: unpacked aside, compared with its checksums, and only then put in place.

An archive is somebody else's file: names that leave the folder, links, devices, doubles and anything that the checksums do not name are refused.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tarfile
import zlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.digests import file_digest
from assistant.library import Library, read_tombstones
from assistant.state.dump import DumpRefused, dump_lines, load_lines
from assistant.state.retention import opened
from ingest.backup_files import DUMP, FORMAT, MANIFEST, STATE, WITHDRAWALS, BackupRefused
from ingest.tombstones import audit, read_purged, write_purged, write_tombstones

_STAGING = ".restoring"
_STEP = 1 << 20
_LONGEST_MANIFEST = 64 << 20


class _Manifest(BaseModel):
    model_config = ConfigDict(extra="ignore")
    format: int
    made: str
    version: str
    files: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoreReport:
    """What came back. ``withdrawn`` and ``purged`` are document ids that were withdrawn or purged after the back-up was made."""

    made: str
    version: str
    files: int
    generation: str
    rows: int
    withdrawn: tuple[str, ...]
    purged: tuple[str, ...]


def restore(
    archive: Path, data_dir: Path, *, database_url: str = "", withdrawn_in: Path | None = None, sha256: str = "", by: str = ""
) -> RestoreReport:
    """Bring a back-up onto a bare directory. ``withdrawn_in``: an older data directory whose withdrawals stay in force.

    Raises :class:`BackupRefused`; the directory is then as it was.
    """
    _bare(data_dir)
    later = withdrawn_in or data_dir
    stones, purged = read_tombstones(later), read_purged(later)
    if sha256 and _digest(archive) != sha256:
        raise BackupRefused(f"{archive.name} is not the archive that was made: its SHA-256 differs. Nothing was restored.")
    staging = data_dir / _STAGING
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
        manifest = _unpack(archive, staging)
        # Before anything is in place, so that no reader ever sees a withdrawn document.
        known = {(stone.document_id, stone.sha256) for stone in read_tombstones(staging)}
        gone = {entry.sha256 for entry in read_purged(staging)}
        more = [stone for stone in stones if (stone.document_id, stone.sha256) not in known]
        more_purged = [entry for entry in purged if entry.sha256 not in gone]
        if more:
            write_tombstones(staging, [*read_tombstones(staging), *more])
        if more_purged:
            write_purged(staging, [*read_purged(staging), *more_purged])
        rows = _load_state(staging, database_url)
        _put_in_place(staging, data_dir)
    except (OSError, tarfile.TarError, EOFError, zlib.error) as error:
        raise BackupRefused(f"{archive.name} cannot be read, or its files cannot be written ({error}). Nothing was restored.") from error
    except DumpRefused as error:
        raise BackupRefused(str(error)) from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    audit(data_dir, "restore_backup", by=by, file=archive.name, made=manifest.made)
    return RestoreReport(
        made=manifest.made, version=manifest.version, files=len(manifest.files), generation=_live(data_dir), rows=rows,
        withdrawn=tuple(sorted({stone.document_id for stone in more})), purged=tuple(sorted({entry.document_id for entry in more_purged})),
    )  # fmt: skip


def _bare(data_dir: Path) -> None:
    if data_dir.exists() and not data_dir.is_dir():
        raise BackupRefused(f"{data_dir} is a file; name an empty folder.")
    others = sorted(path.name for path in data_dir.iterdir() if path.name not in (*WITHDRAWALS, _STAGING)) if data_dir.is_dir() else []
    if others:
        raise BackupRefused(
            f"{data_dir} is not empty (it has {', '.join(others[:3])}); nothing was restored. "
            "Name a new folder: a restore never overwrites a library."
        )


def _unpack(archive: Path, staging: Path) -> _Manifest:
    """Write every member into ``staging`` and compare it with the archive's own list."""
    shutil.rmtree(staging, ignore_errors=True)
    staging.mkdir()
    found: dict[str, str] = {}
    listed: bytes | None = None
    with tarfile.open(archive, mode="r|gz") as tar:
        for member in tar:
            name = _safe(member)
            body = tar.extractfile(member)
            if body is None or name in found or listed is not None:
                raise BackupRefused(f"{archive.name} is not a back-up of ours ({name[:80]!r} does not belong there). Nothing was restored.")
            if name == MANIFEST:
                listed = body.read(_LONGEST_MANIFEST)
            else:
                if member.size > shutil.disk_usage(staging).free:
                    raise BackupRefused(f"There is not enough free space at {staging.parent}. Nothing was restored.")
                found[name] = _written(body, staging / name)
    manifest = _manifest_of(archive, listed)
    if manifest.files != found:
        wrong = sorted(set(manifest.files.items()) ^ set(found.items()))[0][0]
        raise BackupRefused(f"{archive.name} was changed or damaged: {wrong!r} is missing or differs from its checksum. Nothing was restored.")
    return manifest


def _safe(member: tarfile.TarInfo) -> str:
    path = PurePosixPath(member.name)
    strange = path.is_absolute() or ".." in path.parts or "\\" in member.name or "\x00" in member.name or str(path) != member.name
    if strange or not member.isreg() or any(part.startswith(".") for part in path.parts):
        raise BackupRefused(f"The archive holds something that a back-up never holds: {member.name[:80]!r}. Nothing was restored.")
    return member.name


def _written(body: IO[bytes], path: Path) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    with path.open("xb") as out:
        while piece := body.read(_STEP):
            digest.update(piece)
            out.write(piece)
    return digest.hexdigest()


def _manifest_of(archive: Path, body: bytes | None) -> _Manifest:
    if body is None:
        raise BackupRefused(f"{archive.name} is cut off, or not a back-up of ours: it has no list of its files. Nothing was restored.")
    try:
        manifest = _Manifest.model_validate(json.loads(body))
    except (ValueError, ValidationError) as error:
        raise BackupRefused(f"The list of files in {archive.name} cannot be read. Nothing was restored.") from error
    if manifest.format != FORMAT:
        raise BackupRefused(
            f"{archive.name} has the back-up format {manifest.format}; this version reads {FORMAT}. Restore it with version {manifest.version}."
        )
    return manifest


def _load_state(staging: Path, database_url: str) -> int:
    """Rows of a dump into the database that is configured; a SQLite file comes back as it is. Its tables are brought up to date."""
    dump = staging / DUMP
    rows = 0
    if dump.is_file():
        with opened(staging, database_url) as database, dump.open(encoding="utf-8") as lines:
            rows = load_lines(database, (line for line in lines if line.strip()))
        dump.unlink()
    elif (staging / STATE).is_file():
        with opened(staging, "") as own:  # brings its tables up to date
            if database_url:
                with opened(staging, database_url) as database:
                    rows = load_lines(database, dump_lines(own))
    return rows


def _put_in_place(staging: Path, data_dir: Path) -> None:
    """Everything, the pointer to the live library last."""
    names = sorted((path.name for path in staging.iterdir()), key=lambda name: (name == "CURRENT", name))
    for name in names:
        if not name.endswith(".lock"):
            (staging / name).replace(data_dir / name)


def _live(data_dir: Path) -> str:
    """Id of the live generation; empty when the back-up was made before the first publication."""
    return Library(data_dir).current_id() if (data_dir / "CURRENT").is_file() else ""


def _digest(path: Path) -> str:
    try:
        return file_digest(path)
    except OSError as error:
        raise BackupRefused(f"{path} cannot be read. Nothing was restored.") from error
