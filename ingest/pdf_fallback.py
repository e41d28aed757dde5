"""Reads the plain text of PDF files that PDFium refuses, with pypdf: no boxes, no tables, but better than nothing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pypdf import PdfReader

from assistant.domain import Block, ParsedDocument, ParseNote
from ingest import hidden_text
from ingest.parse_text import text_blocks

MAX_PAGES = 500


def read_plainly(path: Path) -> ParsedDocument | None:
    """The text of a damaged PDF, or ``None`` when pypdf finds none either."""
    blocks: list[Block] = []
    sizes: list[tuple[float, float]] = []
    # pypdf raises nearly any error on damaged files; the caller has a sentence for all of them.
    try:
        reader = PdfReader(path, strict=False)
        for number, page in enumerate(reader.pages[:MAX_PAGES], start=1):
            sizes.append((float(page.mediabox.width), float(page.mediabox.height)))
            text = hidden_text.clean(page.extract_text()).replace("\f", "\n")
            blocks.extend(replace(block, page=number) for block in text_blocks(text))
    except Exception:  # noqa: BLE001
        return None
    if not blocks:
        return None
    note = ParseNote(kind="other", text="The file is damaged: its text was read without layout, so check it against the original.")
    return ParsedDocument(media_type="pdf", blocks=tuple(blocks), page_sizes=tuple(sizes), notes=(note,))
