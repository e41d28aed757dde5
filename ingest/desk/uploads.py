"""What may be uploaded: known types that are what they say, of a bearable size packed and unpacked, clean by the scanner's word."""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from ingest.desk.errors import DeskError
from ingest.sources import SUPPORTED

MEGABYTE = 1024 * 1024
_UNPACKED = 400 * MEGABYTE
_RATIO = 150
_MEMBERS = 5_000
_SCAN_SECONDS = 120
_RESERVE = 200 * MEGABYTE
_OFFICE = {".docx": "word/", ".pptx": "ppt/"}
_OUR_NAMES = {"readme.md", "readme.txt", "manifest.json", "documents.yaml"}
TYPES = "PDF, Word (.docx), PowerPoint (.pptx), HTML, Markdown or text"


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadLimits:
    """Bytes for one file and for one upload, files in one upload, and the scanner's command (the file's path is added)."""

    file: int = 50 * MEGABYTE
    upload: int = 200 * MEGABYTE
    files: int = 40
    scanner: tuple[str, ...] = ()


def clean_name(given: str) -> str:
    """The last part of a name as a browser sent it, fit for our folders. Raises ``DeskError`` for a type that is not read."""
    base = unicodedata.normalize("NFC", given.replace("\\", "/").rsplit("/", 1)[-1])
    base = re.sub(r"[^\w .,&()'’+-]", "_", base).strip(" ._~$")
    stem, dot, suffix = base.rpartition(".")
    suffix = f".{suffix.lower()}" if dot else ""
    if suffix not in SUPPORTED or not stem:
        raise DeskError(f"Files of type '{suffix or 'none'}' are not read. Save it as {TYPES}, then upload that.")
    name = f"{stem[:100]}{suffix}"
    return f"{stem}-file{suffix}" if name.lower() in _OUR_NAMES else name


def keep(stream: BinaryIO, target: Path, limits: UploadLimits) -> None:
    """Copy an upload to its place and check it; on refusal the copy is removed and ``DeskError`` raised."""
    if shutil.disk_usage(target.parent).free < _RESERVE + limits.file:
        raise DeskError("The disk of the server is nearly full, so nothing was kept. Ask whoever runs the service to free space.", 507)
    try:
        _copy(stream, target, limits.file)
        _check_kind(target)
        _scan(target, limits.scanner)
    except OSError as error:
        target.unlink(missing_ok=True)
        raise DeskError(f"The file could not be kept ({error.strerror or 'disk error'}). Nothing was changed; try again later.", 507) from error
    except DeskError:
        target.unlink(missing_ok=True)
        raise


def _copy(stream: BinaryIO, target: Path, most: int) -> None:
    total = 0
    with target.open("wb") as file:
        while part := stream.read(MEGABYTE):
            total += len(part)
            if total > most:
                raise DeskError(f"The file is larger than {most // MEGABYTE} MB. Split it, or save it with smaller pictures.", 413)
            file.write(part)
    if total == 0:
        raise DeskError("The file is empty. Ask the sender for it again.")


def _check_kind(path: Path) -> None:
    """Whether the bytes are what the name says."""
    suffix = path.suffix.lower()
    with path.open("rb") as file:
        head = file.read(4096)
    if suffix == ".pdf":
        if b"%PDF-" not in head[:1024]:
            raise _renamed(suffix, head)
    elif suffix in _OFFICE:
        if not head.startswith(b"PK"):
            raise _renamed(suffix, head)
        _check_archive(path, _OFFICE[suffix])
    elif b"\x00" in head or head.startswith((b"PK\x03", b"%PDF-", b"MZ", b"\x7fELF")):
        raise _renamed(suffix, head)


def _renamed(suffix: str, head: bytes) -> DeskError:
    kinds = ((b"PK\x03", "an Office or zip file"), (b"MZ", "a program"), (b"\x89PNG", "a picture"), (b"\xff\xd8", "a picture"), (b"%PDF-", "a PDF"))
    found = next((words for mark, words in kinds if head.startswith(mark)), "something else")
    return DeskError(f"The name ends in {suffix}, but the file is {found}. Open it, save it as {TYPES}, and upload that.")


def _check_archive(path: Path, folder: str) -> None:
    """Office files are zip archives: refuse those that unpack to far more than they look like."""
    bomb = DeskError("This file unpacks to far more than it looks like, so it was not opened. Save a simpler copy and upload that.")
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError) as error:
        raise DeskError("The file is damaged and cannot be opened. Ask the sender for it again.") from error
    size = sum(member.file_size for member in members)
    packed = max(1, sum(member.compress_size for member in members))
    if len(members) > _MEMBERS or size > _UNPACKED or (size > 20 * MEGABYTE and size / packed > _RATIO):
        raise bomb
    if not any(member.filename.startswith(folder) for member in members):
        raise DeskError(f"The name ends in {path.suffix}, but the file is another kind of archive. Save it as {TYPES}.")


def _scan(path: Path, scanner: Sequence[str]) -> None:
    """Ask the virus scanner, when one is set; anything but its clean bill refuses the file."""
    if not scanner:
        return
    try:
        command = [*scanner, str(path)]
        done = subprocess.run(command, capture_output=True, timeout=_SCAN_SECONDS, check=False, stdin=subprocess.DEVNULL)  # noqa: S603  (the operator's own)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise DeskError("The virus scanner did not answer, so the file was not kept. Tell whoever runs the service.", 503) from error
    if done.returncode == 1:
        raise DeskError("The virus scanner found something in this file, so it was not kept. Do not open it; tell your IT service.")
    if done.returncode != 0:
        raise DeskError("The virus scanner failed, so the file was not kept. Tell whoever runs the service.", 503)
