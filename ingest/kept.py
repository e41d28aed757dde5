"""Documents taken over from a published generation: the last readable edition of a file that broke, or all but a purged one."""

from __future__ import annotations

import json
from collections.abc import Collection
from pathlib import Path

from pydantic import TypeAdapter

from assistant.domain import Block, Document, ParsedDocument
from assistant.errors import CorruptGeneration
from ingest.catalogue import Catalogued
from ingest.sources import RawDocument

_DOCUMENTS = TypeAdapter(list[Document])
_BLOCKS = TypeAdapter(list[Block])


def documents_in(folder: Path) -> list[Document]:
    """The documents of a generation folder; raises :class:`CorruptGeneration`."""
    try:
        return _DOCUMENTS.validate_json((folder / "documents.json").read_bytes())
    except (OSError, ValueError) as error:
        raise CorruptGeneration(f"Generation {folder.name} cannot be read. Run `safeguarding rollback` or `safeguarding ingest`.") from error


def take_over(folder: Path, document_ids: Collection[str]) -> list[Catalogued]:
    """The given documents of a generation, ready to be built again."""
    return [_item(folder, document) for document in documents_in(folder) if document.id in document_ids]


def text_of(folder: Path, document_id: str) -> str:
    """All text of a document in a generation; empty when it is not there."""
    path = folder / "texts" / f"{document_id}.json"
    return "\n".join(json.loads(path.read_bytes())["pages"]) if path.is_file() else ""


def _item(folder: Path, document: Document) -> Catalogued:
    try:
        body = json.loads((folder / "texts" / f"{document.id}.json").read_bytes())
        original = next((folder / "originals").glob(f"{document.id}.*"))
        parsed = ParsedDocument(
            media_type=document.media_type,  # type: ignore[arg-type]  # written from a ParsedDocument
            blocks=tuple(_BLOCKS.validate_python(body["blocks"])),
            page_sizes=tuple((float(width), float(height)) for width, height in body["page_sizes"]),
            machine_read=document.machine_read,
        )
    except (OSError, ValueError, KeyError, StopIteration) as error:
        raise CorruptGeneration(f"Document {document.id} of generation {folder.name} cannot be read. Run `safeguarding ingest --force`.") from error
    raw = RawDocument(path=original, name=document.file_name, sha256=document.sha256, fields={})
    return Catalogued(document=document, parsed=parsed, raw=raw)
