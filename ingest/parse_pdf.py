"""Reads PDF files: words with their places from PDFium, document properties and outline beside them."""

from __future__ import annotations

import ctypes
import math
import time
import unicodedata
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
from pypdfium2 import raw

from assistant.domain import ParsedDocument, ParseNote
from ingest import hidden_text, pdf_fallback, pdf_layout, recognise
from ingest.errors import ParseError
from ingest.pdf_layout_types import Fill, RawPage, Rect, Style, Word

MAX_PAGES = 2000
MAX_CHARACTERS_A_PAGE = 200_000
MAX_OBJECTS_A_PAGE = 20_000
MAX_DEPTH = 6
LITTLE_TEXT = 25
RECOGNITION_SECONDS = 600.0
_BREAKS = frozenset("\r\n\t \u00a0\u2002\u2003\u2009\u202f\u0000\ufffe\uffff")
_SYMBOL_FONTS = ("wingdings", "symbol", "webdings", "dingbats")


class _DamagedError(ParseError):
    """PDFium cannot open the file; the plain reader may."""


def parse(path: Path) -> ParsedDocument:
    """Read a PDF. Pages that are pictures are recognised when the OCR package is there.

    Raises ParseError when the file is damaged, protected by a password, or holds no pages.
    """
    try:
        opened = _open(path)
    except _DamagedError as error:
        plain = pdf_fallback.read_plainly(path)
        if plain is None:
            raise ParseError(str(error)) from error
        return plain
    with closing(opened) as document:
        count = len(document)
        if count == 0:
            raise ParseError("This PDF has no pages: export it again from the program it was made with.")
        if count > MAX_PAGES:
            raise ParseError(f"This PDF has {count} pages, more than {MAX_PAGES}: split it and add the parts.")
        notes: list[ParseNote] = []
        pages, machine_read = _read_pages(document, notes)
        properties = _properties(document)
        outline = _outline(document)
    layout = pdf_layout.read_layout(pages, outline)
    properties |= layout.furniture
    return ParsedDocument(
        media_type="pdf",
        blocks=layout.blocks,
        page_sizes=tuple((round(page.width, 2), round(page.height, 2)) for page in pages),
        properties=properties,
        notes=tuple(notes),
        machine_read=tuple(machine_read),
    )


def _open(path: Path) -> pdfium.PdfDocument:
    """Open the file, turning PDFium's error into a sentence."""
    try:
        return pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        if "assword" in str(error):
            raise ParseError("This PDF is protected by a password: save a copy without the password and add that.") from error
        raise _DamagedError("This PDF is damaged and cannot be opened: export or download it again, then add the new copy.") from error


def _read_pages(document: pdfium.PdfDocument, notes: list[ParseNote]) -> tuple[list[RawPage], list[int]]:
    """Read every page, recognising pictures; returns the pages and the numbers of machine-read ones."""
    pages: list[RawPage] = []
    machine_read: list[int] = []
    deadline = time.monotonic() + RECOGNITION_SECONDS
    for index in range(len(document)):
        page, scanned = _read_page(document, index, notes, deadline)
        if scanned:
            machine_read.append(index + 1)
        pages.append(page)
    return pages, machine_read


def _read_page(document: pdfium.PdfDocument, index: int, notes: list[ParseNote], deadline: float) -> tuple[RawPage, bool]:
    """One page; a page that PDFium cannot load becomes an empty page with a note."""
    number = index + 1
    try:
        page = document[index]
    except pdfium.PdfiumError:
        notes.append(ParseNote(kind="little_text", text=f"Page {number} is damaged and was not read.", page=number))
        return RawPage(number, 595.0, 842.0, ()), False
    with closing(page):
        drawn = _PageReader(page, number).read()
        visible, found = hidden_text.visible_words(drawn)
        for text in found:
            notes.append(ParseNote(kind="hidden_text", text=text, page=number))
        letters = sum(len(word.text) for word in visible.words)
        if letters >= LITTLE_TEXT and not hidden_text.is_text_layer(visible):
            return visible, False
        if hidden_text.is_text_layer(visible) and letters >= LITTLE_TEXT:
            notes.append(ParseNote(kind="machine_read", text=f"Page {number} is a scan with a recognised text layer.", page=number))
            return visible, True
        return _recognise(page, visible, letters, notes, deadline)


def _recognise(page: pdfium.PdfPage, drawn: RawPage, letters: int, notes: list[ParseNote], deadline: float) -> tuple[RawPage, bool]:
    """Recognise the picture of a page with little text, or say why not."""
    number = drawn.number
    covered = sum(box.width * box.height for box in drawn.pictures)
    if covered < 0.25 * drawn.width * drawn.height:
        notes.append(ParseNote(kind="little_text", text=f"Page {number} holds {letters} letters of text.", page=number))
        return drawn, False
    if not recognise.available():
        text = f"Page {number} is a picture: install the OCR extra to have it read."
        notes.append(ParseNote(kind="needs_ocr", text=text, page=number))
        return drawn, False
    if time.monotonic() > deadline:
        text = f"Page {number} is a picture and was not read, because the pages before took too long: split the file."
        notes.append(ParseNote(kind="needs_ocr", text=text, page=number))
        return drawn, False
    picture = page.render(scale=recognise.DOTS_PER_INCH / 72, grayscale=True).to_pil()
    words, confidence = recognise.read_picture(picture, 72 / recognise.DOTS_PER_INCH)
    if not words:
        notes.append(ParseNote(kind="little_text", text=f"Page {number} is a picture without readable text.", page=number))
        return drawn, False
    notes.append(ParseNote(kind="machine_read", text=f"Page {number} was read from a picture.", page=number))
    if confidence < recognise.LOW_CONFIDENCE:
        text = f"Page {number} was read with low confidence ({confidence:.0%}): check it against the original."
        notes.append(ParseNote(kind="low_confidence", text=text, page=number))
    return RawPage(number, drawn.width, drawn.height, tuple(words)), True


def _properties(document: pdfium.PdfDocument) -> dict[str, str]:
    """Title, author and the like with lower-case keys; empty ones left out."""
    found = document.get_metadata_dict(skip_empty=True)
    names = {"creationdate": "created", "moddate": "modified"}
    return {names.get(key.lower(), key.lower()): str(value).strip() for key, value in found.items()}


def _outline(document: pdfium.PdfDocument) -> list[tuple[int, str, int]]:
    """Bookmarks as (level from 1, title, page from 1 or 0)."""
    entries: list[tuple[int, str, int]] = []
    try:
        for mark in document.get_toc(max_depth=6):
            target = mark.get_dest()
            page = target.get_index() if target is not None else None
            entries.append((mark.level + 1, mark.get_title(), 0 if page is None else page + 1))
            if len(entries) >= MAX_PAGES:
                break
    except pdfium.PdfiumError:
        return entries
    return entries


class _PageReader:
    """Reads one page's words, rules, fills and pictures into top-left points."""

    def __init__(self, page: pdfium.PdfPage, number: int) -> None:
        self.page = page
        self.number = number
        self.left, self.bottom, self.right, self.top = page.get_bbox()
        self.rotation = page.get_rotation()
        self.width, self.height = page.get_size()
        self.styles: dict[int, Style] = {}
        self.orders: dict[int, int] = {}
        self.across: list[Rect] = []
        self.down: list[Rect] = []
        self.fills: list[Fill] = []
        self.pictures: list[Rect] = []

    def read(self) -> RawPage:
        """Everything the page draws."""
        self._read_objects()
        words = tuple(self._words())
        return RawPage(
            self.number,
            self.width,
            self.height,
            words,
            tuple(self.across),
            tuple(self.down),
            tuple(self.fills),
            tuple(self.pictures),
        )

    def place(self, left: float, bottom: float, right: float, top: float) -> Rect:
        """Page space (origin bottom left, before rotation) to points from the top left as displayed."""
        x0, x1 = left - self.left, right - self.left
        y0, y1 = bottom - self.bottom, top - self.bottom
        if x1 < x0:
            x0, x1 = x1, x0
        if y1 < y0:
            y0, y1 = y1, y0
        if self.rotation == 90:
            return Rect(y0, x0, y1, x1)
        if self.rotation == 180:
            return Rect(self.width - x1, y0, self.width - x0, y1)
        if self.rotation == 270:
            return Rect(self.width - y1, self.height - x1, self.width - y0, self.height - x0)
        return Rect(x0, self.height - y1, x1, self.height - y0)

    def _read_objects(self) -> None:
        """Sort the page's paths and images into rules, fills and pictures."""
        for order, item in enumerate(self.page.get_objects(max_depth=MAX_DEPTH)):
            if order > MAX_OBJECTS_A_PAGE:
                break
            if item.type == raw.FPDF_PAGEOBJ_TEXT:
                self.orders[_address(item.raw)] = order
                continue
            try:
                box = self.place(*item.get_bounds())
            except pdfium.PdfiumError:
                continue
            if item.type == raw.FPDF_PAGEOBJ_IMAGE:
                self.pictures.append(box)
            elif item.type == raw.FPDF_PAGEOBJ_PATH:
                self._read_path(item.raw, box, order)

    def _read_path(self, item: Any, box: Rect, order: int) -> None:
        """A thin path is a rule, a stroked one gives its straight edges, a filled one an area."""
        if box.height <= 2.5 and box.width > 6:
            self.across.append(box)
            return
        if box.width <= 2.5 and box.height > 6:
            self.down.append(box)
            return
        mode, stroke = ctypes.c_int(), ctypes.c_int()
        raw.FPDFPath_GetDrawMode(item, mode, stroke)
        if stroke.value:
            self._read_edges(item)
        if mode.value:
            self.fills.append(Fill(box, _colour(raw.FPDFPageObj_GetFillColor, item), order))

    def _read_edges(self, item: Any) -> None:
        """Straight level and upright edges of a stroked path."""
        count = raw.FPDFPath_CountSegments(item)
        if not 2 <= count <= 400:
            return
        matrix = raw.FS_MATRIX()
        raw.FPDFPageObj_GetMatrix(item, matrix)
        x, y = ctypes.c_float(), ctypes.c_float()
        last: tuple[float, float] | None = None
        start: tuple[float, float] | None = None
        for index in range(count):
            segment = raw.FPDFPath_GetPathSegment(item, index)
            raw.FPDFPathSegment_GetPoint(segment, x, y)
            point = (
                matrix.a * x.value + matrix.c * y.value + matrix.e,
                matrix.b * x.value + matrix.d * y.value + matrix.f,
            )
            kind = raw.FPDFPathSegment_GetType(segment)
            if kind == raw.FPDF_SEGMENT_LINETO and last is not None:
                self._add_edge(last, point)
            if kind == raw.FPDF_SEGMENT_MOVETO:
                start = point
            last = point
            if raw.FPDFPathSegment_GetClose(segment) and start is not None:
                self._add_edge(point, start)

    def _add_edge(self, first: tuple[float, float], second: tuple[float, float]) -> None:
        """Keep an edge when it is level or upright and longer than a letter."""
        box = self.place(first[0], first[1], second[0], second[1])
        if box.height <= 1 and box.width > 6:
            self.across.append(box)
        elif box.width <= 1 and box.height > 6:
            self.down.append(box)

    def _words(self) -> Iterator[Word]:
        """Words in drawing order: letters up to a space, a jump, or a new line."""
        text_page = self.page.get_textpage()
        with closing(text_page):
            count = min(text_page.count_chars(), MAX_CHARACTERS_A_PAGE)
            letters: list[str] = []
            box: Rect | None = None
            style = Style(0.0, False, (0, 0, 0))
            rectangle = raw.FS_RECTF()
            for index in range(count):
                letter = _letter(raw.FPDFText_GetUnicode(text_page, index))
                if letter in _BREAKS:
                    if letters and box is not None:
                        yield Word("".join(letters), box, style)
                    letters, box = [], None
                    continue
                raw.FPDFText_GetLooseCharBox(text_page, index, rectangle)
                here = self.place(rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)
                if box is not None and _apart(box, here, style):
                    yield Word("".join(letters), box, style)
                    letters, box = [], None
                if box is None:
                    style = self._style(text_page, index)
                    box = here
                else:
                    box = box.union(here)
                letters.append(letter)
            if letters and box is not None:
                yield Word("".join(letters), box, style)

    def _style(self, text_page: pdfium.PdfTextPage, index: int) -> Style:
        """The style of a letter, remembered for each text object."""
        item = raw.FPDFText_GetTextObject(text_page, index)
        key = _address(item)
        if key not in self.styles:
            self.styles[key] = self._read_style(text_page, index, item, self.orders.get(key, MAX_OBJECTS_A_PAGE))
        return self.styles[key]

    def _read_style(self, text_page: pdfium.PdfTextPage, index: int, item: Any, order: int) -> Style:
        """Ask PDFium for size, weight, colour and the way of drawing."""
        buffer = ctypes.create_string_buffer(200)
        flags = ctypes.c_int()
        raw.FPDFText_GetFontInfo(text_page, index, buffer, 200, flags)
        font = buffer.value.decode("utf-8", "replace").lower()
        matrix = raw.FS_MATRIX()
        scale, upright = 1.0, True
        if raw.FPDFText_GetMatrix(text_page, index, matrix):
            scale = math.sqrt(abs(matrix.a * matrix.d - matrix.b * matrix.c))
            turned = abs(matrix.b) > abs(matrix.a)
            upright = turned == (self.rotation in (90, 270))
        size = raw.FPDFText_GetFontSize(text_page, index) * scale
        bold = any(word in font for word in ("bold", "black", "heavy")) or raw.FPDFText_GetFontWeight(text_page, index) >= 600
        mode = raw.FPDFTextObj_GetTextRenderMode(item) if item else 0
        return Style(
            round(size, 2),
            bold,
            _colour(raw.FPDFPageObj_GetFillColor, item) if item else (0, 0, 0),
            mode,
            any(name in font for name in _SYMBOL_FONTS),
            upright,
            order,
        )


def _address(item: Any) -> int:
    """A key for a PDFium object handle."""
    return ctypes.cast(item, ctypes.c_void_p).value or 0


def _colour(getter: Any, item: Any) -> tuple[int, int, int]:
    """The colour of an object; black where PDFium knows none."""
    red, green, blue, alpha = ctypes.c_uint(), ctypes.c_uint(), ctypes.c_uint(), ctypes.c_uint()
    if not getter(item, red, green, blue, alpha):
        return (0, 0, 0)
    return (red.value, green.value, blue.value)


def _letter(code: int) -> str:
    """A character; PDFium writes 2 for a hyphen at a line's end, and ligatures are taken apart."""
    if code == 2:
        return "-"
    if code > 0x10FFFF or code < 32 or 0xD800 <= code <= 0xDFFF:
        return " "
    letter = chr(code)
    return unicodedata.normalize("NFKC", letter) if 0xFB00 <= code <= 0xFB06 else letter


def _apart(box: Rect, here: Rect, style: Style) -> bool:
    """Whether a letter does not belong to the word before it."""
    size = max(style.size, 4.0)
    if not style.upright:
        return abs(here.left - box.left) > size or here.top - box.bottom > size or box.top - here.bottom > size
    level = abs((here.top + here.bottom) / 2 - (box.top + box.bottom) / 2)
    return level > 0.6 * size or here.left - box.right > 0.4 * size or here.left < box.left - size
