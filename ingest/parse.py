"""Reads any supported file: looks at its content, not only its name, and hands it to the right reader."""

from __future__ import annotations

import importlib
import zipfile
from pathlib import Path

from assistant.domain import ParsedDocument
from ingest.errors import ParseError

MAX_BYTES = 200 * 1024 * 1024
_BY_SUFFIX = {
    ".pdf": "pdf",
    ".docx": "docx",
    ".docm": "docx",
    ".pptx": "pptx",
    ".pptm": "pptx",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".md": "markdown",
    ".markdown": "markdown",
    ".txt": "text",
    ".text": "text",
}
SUFFIXES = frozenset(_BY_SUFFIX)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def parse_file(path: Path) -> ParsedDocument:
    """Read one file into blocks.

    Raises ParseError with a sentence for the person who supplied the file; any failure of a reading library becomes one.
    """
    reader = importlib.import_module(f"ingest.parse_{_media_type(path)}")
    try:
        parsed = reader.parse(path)
    except ParseError:
        raise
    except MemoryError as error:
        raise ParseError("This file needs too much memory to read: split it or save a simpler copy.") from error
    except RecursionError as error:
        raise ParseError("This file is nested too deeply to be read: save a simpler copy.") from error
    # Reading libraries raise almost anything on broken files; the report counts the file as failed and goes on.
    except Exception as error:
        raise ParseError("This file is damaged or not what its name says: save or export it again.") from error
    assert isinstance(parsed, ParsedDocument)
    return parsed


def _media_type(path: Path) -> str:
    """The kind of file by its first bytes; names decide only between kinds of plain text."""
    try:
        size = path.stat().st_size
        with path.open("rb") as stream:
            start = stream.read(2048)
    except OSError as error:
        raise ParseError(f"The file {path.name} cannot be opened: check that it is there and may be read.") from error
    if size == 0:
        raise ParseError("This file is empty: export or download it again.")
    if size > MAX_BYTES:
        raise ParseError(f"This file is larger than {MAX_BYTES // 2**20} MB: compress its pictures or split it.")
    if b"%PDF-" in start[:1024]:
        return "pdf"
    if start.startswith(b"PK"):
        return _office_type(path)
    if start.startswith(_OLE):
        raise ParseError("This is an old Office file or one with a password: save it as .docx, .pptx or PDF without a password.")
    return _text_type(path, start)


def _office_type(path: Path) -> str:
    """Word or PowerPoint, by the parts inside the archive."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise ParseError("This Office file is damaged: open it in Office and save it again.") from error
    if "word/document.xml" in names or any(name.startswith("word/") for name in names):
        return "docx"
    if "ppt/presentation.xml" in names:
        return "pptx"
    raise ParseError("This archive is neither a Word nor a PowerPoint file: add the documents inside it one by one.")


def _text_type(path: Path, start: bytes) -> str:
    """Web page, Markdown or plain text."""
    named = _BY_SUFFIX.get(path.suffix.lower())
    if named == "pdf":
        raise ParseError("This file ends in .pdf but is not a PDF: export or download it again.")
    if named in ("docx", "pptx"):
        raise ParseError("This file is not the Office file its name says: open it in Office and save it again.")
    if b"\x00" in start and not start.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise ParseError("This file is not text that can be read: add it as PDF, Word, PowerPoint, web page or text.")
    head = start.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html")) or named == "html":
        return "html"
    if named is not None:
        return named
    raise ParseError(f"Files of type {path.suffix or 'without an ending'} are not read: add it as PDF, Word, PowerPoint or text.")
