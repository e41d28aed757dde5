"""Reads PowerPoint files: boxes in the order the eye meets them, tables, and the speaker notes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.oxml.ns import qn

from assistant.domain import Block, BlockKind, Box, ParsedDocument, ParseNote
from ingest import hidden_text
from ingest.office_files import check_archive, core_properties
from ingest.tables import block_rows

EMU_PER_POINT = 12_700
MAX_DEPTH = 8
_BULLET = re.compile(r"^[\u2022\u25cf\u25cb\u25aa\u25a0\uf0b7\uf0a7\ue000-\uf8ff]\s*")
_NUMBERED_HEADING = re.compile(r"^\d{1,2}[.)]?\s+\S")
_EDITION = re.compile(r"\|.*(published|review|version)", re.I)


def parse(path: Path) -> ParsedDocument:
    """Read a presentation; a slide is a page. Errors of the library are put in words by ``ingest.parse``."""
    check_archive(path)
    deck = Presentation(str(path))
    reader = _Reader(deck)
    for number, slide in enumerate(deck.slides, start=1):
        reader.read_slide(slide, number)
    width, height = (deck.slide_width or 0) / EMU_PER_POINT, (deck.slide_height or 0) / EMU_PER_POINT
    return ParsedDocument(
        media_type="pptx",
        blocks=tuple(reader.blocks),
        page_sizes=tuple((round(width, 2), round(height, 2)) for _ in deck.slides),
        properties=core_properties(deck.core_properties) | reader.furniture,
        notes=tuple(reader.notes),
    )


class _Reader:
    """Collects the blocks of all slides."""

    def __init__(self, deck: Any) -> None:
        self.height = deck.slide_height or 1
        self.blocks: list[Block] = []
        self.notes: list[ParseNote] = []
        self.furniture: dict[str, str] = {}

    def read_slide(self, slide: Any, number: int) -> None:
        """One slide: title first, then boxes row by row, then the notes."""
        if slide._element.get("show") == "0":
            self.notes.append(ParseNote(kind="hidden_text", text=f"Slide {number} is hidden and was left out.", page=number))
            return
        shapes = list(_flat(slide.shapes, 0))
        title = slide.shapes.title
        for shape in _visual_order(shapes, title):
            self._read_shape(shape, number, is_title=title is not None and shape.shape_id == title.shape_id)
        if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
            frame = slide.notes_slide.notes_text_frame
            texts = [text for text in (self._clean(item, number) for item in frame.paragraphs) if text]
            if texts:
                self.blocks.append(Block(kind="heading", text="Speaker notes", page=number, level=2))
                for text in texts:
                    kind: BlockKind = "item" if _BULLET.match(text) else "paragraph"
                    self.blocks.append(Block(kind=kind, text=_BULLET.sub("", text), page=number))

    def _read_shape(self, shape: Any, number: int, *, is_title: bool) -> None:
        box = _box(shape)
        if getattr(shape, "has_table", False):
            rows = [[self._clean_cell(cell, number) for cell in row.cells] for row in shape.table.rows]
            caption = next((block.text for block in reversed(self.blocks) if block.kind == "heading"), "")
            self.blocks.extend(block_rows(rows, caption=caption, bold_first=bool(shape.table.first_row), page=number))
            return
        if not getattr(shape, "has_text_frame", False):
            return
        paragraphs = [(item, self._clean(item, number)) for item in shape.text_frame.paragraphs]
        filled = [(item, text) for item, text in paragraphs if text]
        for place, (item, text) in enumerate(filled):
            if _EDITION.search(text):
                self.furniture.setdefault("footer", text)
                continue
            self._add_text(item, text, number, box, level=_level(item, text, is_title, place == 0 and len(filled) > 1))

    def _add_text(self, item: Any, text: str, number: int, box: tuple[Box, ...], *, level: int) -> None:
        if level:
            self.blocks.append(Block(kind="heading", text=text, page=number, level=level, boxes=box))
            return
        properties = item._p.pPr
        marked = properties is not None and (properties.find(qn("a:buChar")) is not None or properties.find(qn("a:buAutoNum")) is not None)
        kind: BlockKind = "item" if marked or _BULLET.match(text) or item.level > 0 else "paragraph"
        self.blocks.append(Block(kind=kind, text=_BULLET.sub("", text), page=number, boxes=box))

    def _clean(self, paragraph: Any, number: int) -> str:
        raw = "".join(run.text for run in paragraph.runs) if paragraph.runs else paragraph.text
        if "\v" in paragraph.text or "\n" in paragraph.text:
            raw = paragraph.text
        remark = hidden_text.remark(raw)
        if remark:
            self.notes.append(ParseNote(kind="hidden_text", text=remark, page=number))
        return " ".join(hidden_text.clean(raw.replace("\v", " ")).split())

    def _clean_cell(self, cell: Any, number: int) -> str:
        if cell.is_spanned:
            return ""
        return " ".join(text for text in (self._clean(item, number) for item in cell.text_frame.paragraphs) if text)


def _flat(shapes: Any, depth: int) -> Iterator[Any]:
    """Shapes with groups opened; what is drawn outside the slide stays out."""
    for shape in shapes:
        if hasattr(shape, "shapes") and depth < MAX_DEPTH:
            yield from _flat(shape.shapes, depth + 1)
        else:
            yield shape


def _visual_order(shapes: list[Any], title: Any) -> list[Any]:
    """Title first, then rows of boxes that begin level, left to right."""

    def place(shape: Any) -> tuple[int, int]:
        return shape.top or 0, shape.left or 0

    rows: list[list[Any]] = []
    for shape in sorted(shapes, key=place):
        if rows and (shape.top or 0) - (rows[-1][0].top or 0) < 12 * EMU_PER_POINT:
            rows[-1].append(shape)
        else:
            rows.append([shape])
    ordered = [shape for row in rows for shape in sorted(row, key=lambda item: item.left or 0)]
    if title is None:
        return ordered
    return sorted(ordered, key=lambda shape: shape.shape_id != title.shape_id)


def _level(paragraph: Any, text: str, is_title: bool, leads: bool) -> int:
    """1 for the slide's title, 2 for the bold first line of a box, 0 for text."""
    if is_title:
        return 1
    bold = bool(paragraph.runs) and all(run.font.bold for run in paragraph.runs if run.text.strip())
    if leads and len(text) < 90 and not text.endswith((".", ";", ",")) and (bold or _NUMBERED_HEADING.match(text)):
        return 2
    return 0


def _box(shape: Any) -> tuple[Box, ...]:
    if shape.left is None or shape.top is None or shape.width is None or shape.height is None:
        return ()
    left, top = shape.left / EMU_PER_POINT, shape.top / EMU_PER_POINT
    return (
        Box(
            left=round(left, 2),
            top=round(top, 2),
            right=round(left + shape.width / EMU_PER_POINT, 2),
            bottom=round(top + shape.height / EMU_PER_POINT, 2),
        ),
    )
