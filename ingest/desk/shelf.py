"""The desk's library folder: the live library's files with their fields, drafts put in their places, ready for ``ingest``.

It is made anew from the live generation before each publication, so that what the command line published, withdrew or rolled back
is never undone by the desk.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

import yaml

from assistant.domain import Document
from assistant.errors import CorruptGeneration
from assistant.library import read_manifest
from ingest.desk.drafts import Draft
from ingest.desk.errors import DeskError
from ingest.job import Live, live
from ingest.kept import documents_in
from ingest.sources import RawDocument


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelved:
    """A file on the shelf. ``document`` is what it was published as, ``None`` for a draft."""

    name: str
    path: Path
    sha256: str
    fields: Mapping[str, str]
    document: Document | None = None
    draft: str = ""

    def raw(self) -> RawDocument:
        """The same as ingestion takes it."""
        return RawDocument(path=self.path, name=self.name, sha256=self.sha256, fields=dict(self.fields))


def on_shelf(data_dir: Path) -> list[Shelved]:
    """What the live generation holds, by name; empty before the first publication."""
    now = live(data_dir)
    if now is None:
        return []
    return _all_of(now)


def in_generation(folder: Path) -> list[Shelved]:
    """The same for any kept generation; empty when it cannot be read."""
    try:
        return _all_of(Live(manifest=read_manifest(folder), documents={d.id: d for d in documents_in(folder)}, folder=folder))
    except (CorruptGeneration, DeskError):
        return []


def _all_of(now: Live) -> list[Shelved]:
    names: set[str] = set()
    return [_place(now, document, names) for document in sorted(now.documents.values(), key=lambda d: d.id)]


def _place(now: Live, document: Document, names: set[str]) -> Shelved:
    original = next((now.folder / "originals").glob(f"{document.id}.*"), None)
    if original is None:
        raise DeskError(f"The file of {document.id} is missing from the library. Go back to another generation, then try again.", 500)
    given = PurePosixPath(document.file_name)
    plain = not given.is_absolute() and all(part not in ("", ".", "..") and not part.startswith((".", "~$")) for part in given.parts)
    name = free_name(str(given) if plain and given.parts else f"{document.id}{original.suffix}", names)
    return Shelved(name=name, path=original, sha256=document.sha256, fields=_fields(now, document), document=document)


def _fields(now: Live, document: Document) -> dict[str, str]:
    """The fields that were given when it was published, as its generation's manifest keeps them."""
    _, plus, fields = now.manifest.files.get(document.file_name, "").partition("+")
    return dict(json.loads(fields)) if plus else {}


def free_name(wanted: str, taken: set[str]) -> str:
    """The name, or the name with a number; adds it to ``taken``."""
    path, number, name = PurePosixPath(wanted), 1, wanted
    while name.lower() in taken:
        number += 1
        name = str(path.with_name(f"{path.stem}-{number}{path.suffix}"))
    taken.add(name.lower())
    return name


def with_drafts(shelf: Sequence[Shelved], drafts: Sequence[tuple[Draft, Path]]) -> list[Shelved]:
    """The shelf as it will be: corrected copies take a place, newer editions stand beside, new documents are added."""
    places = list(shelf)
    for draft, path in drafts:
        fields = dict(draft.fields)
        if draft.how != "new":
            old = find(places, draft.replaces)
            assert old.document is not None
            fields["key"] = old.fields.get("key") or line_key(old.document)
            places.remove(old)
            if draft.how == "edition":
                places.append(replace(old, fields={**old.fields, "key": fields["key"]}))
        # The file may be on the shelf already: the same publication, begun again after a restart.
        places = [place for place in places if place.sha256 != draft.sha256 or place.document is None]
        name = free_name(draft.file_name, {place.name.lower() for place in places})
        places.append(Shelved(name=name, path=path, sha256=draft.sha256, fields=fields, draft=draft.id))
    return places


def find(places: Sequence[Shelved], document_id: str) -> Shelved:
    """The place of a published document."""
    for place in places:
        if place.document is not None and place.document.id == document_id:
            return place
    raise DeskError("The document to replace is not in the library any more. Open the draft and choose again.", 409)


def line_key(document: Document) -> str:
    """A key under which a new edition gets the same id: for periodic documents the id without its period."""
    period = re.sub(r"[^a-z0-9]+", "-", (document.period or str(document.published or "")).lower()).strip("-")
    if document.series == "periodic" and period and document.id.endswith(f"-{period}"):
        return document.id.removesuffix(f"-{period}")
    return document.id


def write(places: Sequence[Shelved], folder: Path) -> None:
    """Make ``folder`` hold exactly these files and their ``documents.yaml``."""
    fresh = folder.with_name(f".{folder.name}-new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    for place in places:
        target = fresh / place.name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(place.path, target)
    fields = {place.name: dict(place.fields) for place in places if place.fields}
    (fresh / "documents.yaml").write_text(yaml.safe_dump(fields, allow_unicode=True, sort_keys=True), encoding="utf-8")
    shutil.rmtree(folder, ignore_errors=True)
    fresh.rename(folder)


def read_fields(folder: Path) -> dict[str, dict[str, str]]:
    """The fields of a folder that :func:`write` made."""
    loaded = yaml.safe_load((folder / "documents.yaml").read_text(encoding="utf-8")) or {}
    return {str(name): {str(key): str(value) for key, value in fields.items()} for name, fields in loaded.items()}
