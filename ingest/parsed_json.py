"""Parsed documents as JSON and back, for the pipe between a reading child and its parent.

JSON and not pickle: what a child sends comes from a process that a hostile file may have taken over.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from assistant.domain import Block, Box, ParsedDocument, ParseNote


def to_json(document: ParsedDocument) -> bytes:
    """A parsed document as UTF-8 JSON."""
    return json.dumps(asdict(document), ensure_ascii=False).encode("utf-8", "replace")


def from_json(raw: bytes) -> ParsedDocument:
    """The document that ``to_json`` wrote; raises ValueError, KeyError or TypeError for anything else."""
    data = json.loads(raw)
    return ParsedDocument(
        media_type=data["media_type"],
        blocks=tuple(_block(item) for item in data["blocks"]),
        page_sizes=tuple((float(width), float(height)) for width, height in data["page_sizes"]),
        properties={str(name): str(value) for name, value in data["properties"].items()},
        notes=tuple(ParseNote(**item) for item in data["notes"]),
        machine_read=tuple(int(page) for page in data["machine_read"]),
    )


def _block(item: dict[str, Any]) -> Block:
    return Block(
        kind=item["kind"],
        text=str(item["text"]),
        page=int(item["page"]),
        level=int(item["level"]),
        header=tuple(str(cell) for cell in item["header"]),
        caption=str(item["caption"]),
        boxes=tuple(Box(**box) for box in item["boxes"]),
    )
