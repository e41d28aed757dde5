"""What changed between two editions of a document, in one short line."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from assistant.domain import Document
from ingest.catalogue import Catalogued
from ingest.kept import text_of
from ingest.passages import sentences

_SHOWN = 140


def short_difference(folder: Path, item: Catalogued, old: Document) -> str:
    """A line such as "pages 12 (before: 11); 3 sentences new, 1 gone; first new: ..."; ``folder`` is the live generation's."""
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
    before = set(_sentences(text_of(folder, old.id).split("\n")))
    after = _sentences([block.text for block in item.parsed.blocks])
    new = [text for text in after if text not in before]
    gone = before - set(after)
    if new or gone:
        parts.append(f"{len(new)} sentences new, {len(gone)} gone")
    if new:
        parts.append(f"first new: {new[0][:_SHOWN]}{'...' if len(new[0]) > _SHOWN else ''}")
    return "; ".join(parts) or "the file changed, its text did not"


def _sentences(texts: Sequence[str]) -> list[str]:
    return [text[low:high] for text in texts for low, high in sentences(text)]
