"""What changed between two editions of a document, in one short line."""

from __future__ import annotations

from assistant.domain import Document
from ingest.catalogue import Catalogued


def short_difference(generation: str, item: Catalogued, old: Document) -> str:
    """A line such as "12 pages (before: 11), published 2026-03-01 (before: 2025-03-01)"; ``generation`` is the live one's id."""
    document = item.document
    parts = [
        f"{name} {new or 'none'} (before: {was or 'none'})"
        for name, new, was in (
            ("pages", document.pages, old.pages),
            ("published", document.published, old.published),
            ("review by", document.review_by, old.review_by),
            ("title", document.title, old.title),
        )
        if new != was
    ]
    return ", ".join(parts) or f"text changed since generation {generation}"
