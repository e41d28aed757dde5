"""Reads Word files: body in reading order, headings by style, tables row by row, footnotes last."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
from docx.oxml.ns import qn
from lxml import etree

from assistant.domain import Block, ParsedDocument, ParseNote
from ingest import hidden_text
from ingest.office_files import check_archive, core_properties
from ingest.tables import block_rows

MAX_BLOCKS = 100_000
_BOOKMARK = re.compile(r"\s?\[bookmark:[^\]]*\]\s?")
_HEADING = re.compile(r"^(?:heading|überschrift)\s*(\d)$", re.I)
_BULLET = re.compile(r"^[\u2022\u25cf\u25cb\u25aa\u25a0\uf0b7\uf0a7\ue000-\uf8ff]\s*")
_CHARACTERS = {qn("w:tab"): " ", qn("w:br"): " ", qn("w:cr"): " ", qn("w:noBreakHyphen"): "-"}
_INNER = {qn("w:hyperlink"), qn("w:ins"), qn("w:smartTag"), qn("w:fldSimple"), qn("w:sdt"), qn("w:sdtContent"), qn("w:moveTo")}


def parse(path: Path) -> ParsedDocument:
    """Read a Word file. Raises ParseError for a bomb; other errors come from the library and are put in words by ``parse``."""
    check_archive(path)
    document = docx.Document(str(path))
    reader = _Reader(document)
    reader.read_body(document.element.body)
    reader.read_footnotes()
    properties = core_properties(document.core_properties)
    properties |= _edges(document)
    return ParsedDocument(media_type="docx", blocks=tuple(reader.blocks), properties=properties, notes=tuple(reader.notes()))


class _Reader:
    """Collects blocks while walking the body."""

    def __init__(self, document: Any) -> None:
        self.document = document
        self.blocks: list[Block] = []
        self.hidden = 0
        self.remarks: set[str] = set()
        self.caption = ""
        self.styles = {style.style_id: style for style in document.styles if style.style_id}

    def read_body(self, body: Any) -> None:
        """Paragraphs and tables in order; content controls are opened."""
        for child in body.iterchildren():
            if len(self.blocks) > MAX_BLOCKS:
                return
            if child.tag == qn("w:p"):
                self._add_paragraph(child)
            elif child.tag == qn("w:tbl"):
                rows = [[" ".join(cell) for cell in row] for row in self._rows(child, 0)]
                self.blocks.extend(block_rows(rows, caption=self.caption, bold_first=self._bold_first(child)))
            elif child.tag in _INNER:
                self.read_body(child)

    def read_footnotes(self) -> None:
        """Footnotes as notes at the end."""
        for part in self.document.part.package.iter_parts():
            if not str(part.partname).endswith("/footnotes.xml"):
                continue
            parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
            root = etree.fromstring(part.blob, parser)
            for note in root.iterchildren(qn("w:footnote")):
                text = " ".join(self._text(paragraph) for paragraph in note.iter(qn("w:p"))).strip()
                if text:
                    self.blocks.append(Block(kind="note", text=text))

    def notes(self) -> Iterator[ParseNote]:
        """What was left out."""
        if self.hidden:
            yield ParseNote(kind="hidden_text", text=f"{self.hidden} hidden stretches of text were left out.")
        for text in sorted(self.remarks):
            yield ParseNote(kind="hidden_text", text=text)

    def _add_paragraph(self, element: Any) -> None:
        for box in element.iter(qn("w:txbxContent")):
            # Word writes each text box twice, for old readers and for new ones.
            if not any(up.tag.endswith("}Fallback") for up in box.iterancestors()):
                self.read_body(box)
        text = self._text(element)
        if not text:
            return
        level = self._level(element)
        if level:
            self.blocks.append(Block(kind="heading", text=text, level=level))
            self.caption = text
            return
        is_item = self._is_item(element) or bool(_BULLET.match(text))
        text = _BULLET.sub("", text)
        if text.endswith(":") and (not self.blocks or self.blocks[-1].kind != "item"):
            # Writers often set the lead-in of a list in the list's own style.
            is_item = False
        if text:
            self.blocks.append(Block(kind="item" if is_item else "paragraph", text=text))
            if re.match(r"^(table|figure|chart)\s*\d", text, re.I) and len(text) < 160:
                self.caption = text

    def _text(self, element: Any) -> str:
        raw = "".join(self._pieces(element))
        note = hidden_text.remark(raw)
        if note:
            self.remarks.add(note)
        return " ".join(_BOOKMARK.sub(" ", hidden_text.clean(raw)).split())

    def _pieces(self, element: Any) -> Iterator[str]:
        for child in element.iterchildren():
            if child.tag == qn("w:r"):
                yield from self._run(child)
            elif child.tag in _INNER:
                yield from self._pieces(child)

    def _run(self, run: Any) -> Iterator[str]:
        properties = run.find(qn("w:rPr"))
        hidden = properties is not None and _is_hidden(properties)
        for child in run.iterchildren():
            piece = (child.text or "") if child.tag == qn("w:t") else _CHARACTERS.get(child.tag, "")
            if child.tag == qn("w:sym"):
                piece = "\u2022"
            if hidden and piece.strip():
                self.hidden += 1
            elif not hidden:
                yield piece

    def _style(self, element: Any) -> Any:
        found = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        return self.styles.get(found.get(qn("w:val"))) if found is not None else None

    def _level(self, element: Any) -> int:
        """Heading level by style, the styles it builds on, or the outline level of the paragraph; 0 for text."""
        style = self._style(element)
        outline = element.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
        for _ in range(8):
            if style is None:
                break
            name = style.name or ""
            match = _HEADING.match(name)
            if match:
                return max(1, min(int(match[1]), 6))
            if name.lower() in ("title", "subtitle"):
                return 1 if name.lower() == "title" else 2
            style = style.base_style
        if outline is not None and (outline.get(qn("w:val")) or "9").isdigit():
            level = int(outline.get(qn("w:val")) or "9")
            return level + 1 if level < 6 else 0
        return 0

    def _is_item(self, element: Any) -> bool:
        numbering = element.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}")
        if numbering is not None:
            return str(numbering.get(qn("w:val"))) != "0"
        style = self._style(element)
        return style is not None and (style.name or "").lower().startswith("list")

    def _rows(self, table: Any, depth: int) -> Iterator[list[list[str]]]:
        """Rows as cells as paragraphs; vertically merged cells speak once, nested tables are flattened."""
        for row in table.iter(qn("w:tr")):
            if next(row.iterancestors(qn("w:tbl"))) is not table:
                continue
            cells: list[list[str]] = []
            for cell in row.iter(qn("w:tc")):
                if next(cell.iterancestors(qn("w:tr"))) is not row:
                    continue
                merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
                if merge is not None and merge.get(qn("w:val")) != "restart":
                    cells.append([])
                else:
                    cells.append(list(self._cell(cell, depth)))
                span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
                width = str(span.get(qn("w:val"))) if span is not None else "1"
                cells.extend([] for _ in range(min(int(width), 60) - 1 if width.isdigit() else 0))
            yield cells

    def _cell(self, cell: Any, depth: int) -> Iterator[str]:
        for child in cell.iterchildren():
            if child.tag == qn("w:p"):
                text = _BULLET.sub("", self._text(child))
                if text:
                    yield text
            elif child.tag == qn("w:tbl") and depth < 5:
                for row in self._rows(child, depth + 1):
                    yield " ".join(" ".join(inner) for inner in row)

    def _bold_first(self, table: Any) -> bool:
        """Whether the first row is set as a header."""
        row = table.find(qn("w:tr"))
        if row is None:
            return False
        if row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None:
            return True
        runs = [run for run in row.iter(qn("w:r")) if any((text.text or "").strip() for text in run.iter(qn("w:t")))]
        return bool(runs) and all(_is_bold(run) for run in runs)


def _is_bold(run: Any) -> bool:
    found = run.find(f"{qn('w:rPr')}/{qn('w:b')}")
    return found is not None and found.get(qn("w:val")) not in ("0", "false")


def _is_hidden(properties: Any) -> bool:
    """Vanished, white on the white page, or smaller than anyone reads."""
    for name in ("w:vanish", "w:webHidden"):
        found = properties.find(qn(name))
        if found is not None and found.get(qn("w:val")) not in ("0", "false"):
            return True
    size = properties.find(qn("w:sz"))
    # Word counts in half points.
    return size is not None and (size.get(qn("w:val")) or "").isdigit() and int(size.get(qn("w:val"))) < 4


def _edges(document: Any) -> dict[str, str]:
    """Text of the sections' headers and footers, once each."""
    found: dict[str, list[str]] = {"header": [], "footer": []}
    for section in document.sections:
        for name, part in (("header", section.header), ("footer", section.footer)):
            for paragraph in part.paragraphs:
                text = " ".join(paragraph.text.split())
                if text and text not in found[name]:
                    found[name].append(text)
    return {name: " | ".join(texts) for name, texts in found.items() if texts}
