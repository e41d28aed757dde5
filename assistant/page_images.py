"""Pictures of PDF pages with a quotation highlighted. The only module outside ingestion that uses PDFium."""

from __future__ import annotations

import io
import threading
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image, ImageChops, ImageDraw

from assistant.domain import Box
from assistant.errors import LibraryError

WIDTH = 1100
"""Pixels across a page: sharp on a laptop, about 150 kB."""
TALLEST = 2400
HIGHLIGHT = (255, 236, 130)
EDGE = (122, 74, 0)
MARGIN = 1.5  # points around each line, so that letters do not touch the edge

# PDFium is not safe for threads: one page at a time in a process.
_pdfium = threading.Lock()


class PageImageError(LibraryError):
    """The page cannot be drawn."""


def page_png(path: Path, page: int, boxes: Sequence[Box] = ()) -> bytes:
    """A page (from 1) of a PDF as PNG, with the boxes (points, origin top left) highlighted.

    Raises:
        PageImageError: the file has no such page or cannot be drawn.
    """
    try:
        picture, points = _render(path, page)
    except (pdfium.PdfiumError, OSError, ValueError) as error:
        raise PageImageError("This page cannot be shown as a picture. Read its text instead.") from error
    if boxes:
        picture = _highlighted(picture, boxes, picture.width / points)
    out = io.BytesIO()
    picture.quantize(64, method=Image.Quantize.FASTOCTREE).save(out, "PNG")
    return out.getvalue()


def page_count(path: Path) -> int:
    """How many pages a PDF has; 0 for one that cannot be opened."""
    try:
        with _pdfium, closing(pdfium.PdfDocument(path)) as document:
            return len(document)
    except (pdfium.PdfiumError, OSError, ValueError):
        return 0


def _render(path: Path, page: int) -> tuple[Image.Image, float]:
    with _pdfium, closing(pdfium.PdfDocument(path)) as document:
        if not 1 <= page <= len(document):
            raise ValueError(page)
        with closing(document[page - 1]) as sheet:
            width, height = sheet.get_size()
            scale = min(WIDTH / max(width, 1.0), TALLEST / max(height, 1.0))
            with closing(sheet.render(scale=scale)) as bitmap:
                return bitmap.to_pil().convert("RGB"), width


def _highlighted(picture: Image.Image, boxes: Sequence[Box], scale: float) -> Image.Image:
    """Like a marker pen: the paper takes the colour, the letters stay black; an edge for whoever cannot see the colour."""
    pen = Image.new("RGB", picture.size, "white")
    draw = ImageDraw.Draw(pen)
    places = [
        (
            (box.left - MARGIN) * scale,
            (box.top - MARGIN) * scale,
            (box.right + MARGIN) * scale,
            (box.bottom + MARGIN) * scale,
        )
        for box in boxes
        if box.right > box.left and box.bottom > box.top
    ]
    for place in places:
        draw.rectangle(place, fill=HIGHLIGHT)
    result = ImageChops.multiply(picture, pen)
    edge = ImageDraw.Draw(result)
    for left, _, right, bottom in places:
        edge.line((left, bottom, right, bottom), fill=EDGE, width=2)
    return result
