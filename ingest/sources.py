"""Where documents come from: files and folders on this machine, with the fields that a ``documents.yaml`` beside them sets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import yaml

from assistant.digests import file_digest
from assistant.errors import PublishError

SUPPORTED = {".pdf", ".docx", ".pptx", ".html", ".htm", ".md", ".markdown", ".txt"}
SOURCE_MARK = "Web source "
"""What the name of a failed web source begins with in reports; the other names there are of files."""
_NOT_DOCUMENTS = {"readme.md", "readme.txt", "manifest.json", "documents.yaml"}


@dataclass(frozen=True, slots=True, kw_only=True)
class RawDocument:
    """A file to read. ``name`` is its path below the folder that was given; ``fields`` come from ``documents.yaml``."""

    path: Path
    name: str
    sha256: str
    fields: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A file that is not taken, and why, in a sentence."""

    name: str
    reason: str


def find_documents(paths: Sequence[Path]) -> tuple[list[RawDocument], list[Refused]]:
    """The documents below the given files and folders, in name order, and the files that are not documents."""
    found: list[RawDocument] = []
    refused: list[Refused] = []
    seen: set[Path] = set()
    for given in paths:
        if not given.exists():
            raise PublishError(f"There is no file or folder {given}. Check the path; nothing was published.")
        for path, name in _below(given):
            if path.resolve() in seen:
                continue
            seen.add(path.resolve())
            outcome = _take(path, name, given)
            if isinstance(outcome, Refused):
                refused.append(outcome)
            else:
                found.append(outcome)
    found = _with_own_names(found)
    if not found and not refused:
        raise PublishError("The given folder holds no documents. Give a folder with PDF, Word, PowerPoint, HTML, Markdown or text files.")
    return found, refused


def _with_own_names(found: Sequence[RawDocument]) -> list[RawDocument]:
    """Two folders may each hold a "report.pdf": such names get their whole path."""
    times = Counter(raw.name for raw in found)
    return [replace(raw, name=str(raw.path)) if times[raw.name] > 1 else raw for raw in found]


def _below(given: Path) -> Iterator[tuple[Path, str]]:
    if given.is_file():
        yield given, given.name
        return
    for path in sorted(given.rglob("*")):
        hidden = any(part.startswith((".", "~$")) for part in path.relative_to(given).parts)
        if path.is_file() and not hidden and path.name.lower() not in _NOT_DOCUMENTS:
            yield path, str(path.relative_to(given))


def _take(path: Path, name: str, given: Path) -> RawDocument | Refused:
    if path.suffix.lower() not in SUPPORTED:
        return Refused(name=name, reason=f"Files of type {path.suffix or '(none)'} are not read. Save it as PDF, Word, PowerPoint, HTML or text.")
    try:
        digest = file_digest(path)
    except OSError:
        return Refused(name=name, reason="The file cannot be opened. Check its permissions and try again.")
    if path.stat().st_size == 0:
        return Refused(name=name, reason="The file is empty. Ask the sender for it again.")
    return RawDocument(path=path, name=name, sha256=digest, fields=_fields(path, given))


def _fields(path: Path, given: Path) -> dict[str, str]:
    """Fields for a file from the nearest ``documents.yaml`` between it and the folder that was given."""
    stop = given if given.is_dir() else given.parent
    for folder in [path.parent, *path.parent.parents]:
        listing = folder / "documents.yaml"
        if listing.is_file():
            try:
                entries = yaml.safe_load(listing.read_text(encoding="utf-8")) or {}
                entry = entries.get(str(path.relative_to(folder))) or entries.get(path.name) or {}
                return {str(key): str(value) for key, value in entry.items()}
            except (yaml.YAMLError, AttributeError) as error:
                raise PublishError(f"{listing.name} cannot be read: it must map file names to fields. Mend it; nothing was published.") from error
        if folder == stop:
            break
    return {}
