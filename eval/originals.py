"""What an original says, read apart from the product's own readers: its plain text and the rows of its tables.

Markdown and plain text are read line by line, tables of web pages and Word by their mark-up. A PDF has no mark-up, so its plain text is
what a plain extraction gives, less running lines; only a delivery whose manifest vouches for that extraction is measured by it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import docx
from docx.oxml.ns import qn
from docx.table import Table as WordTable
from lxml import html as web
from pypdf import PdfReader

MARKDOWN = (".md", ".markdown")
WEB = (".html", ".htm")
READ_APART = (*MARKDOWN, ".txt", ".docx")
"""Formats whose words stand in the file in the order in which they are read."""
_FRONT = re.compile(r"\A---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S)
_COMMENT = re.compile(r"<!--.*?-->", re.S)
_RULE = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
_START = re.compile(r"^\s*(?:>\s*)*(?:#{1,6}\s+|[-*+]\s+|\d{1,9}[.)]\s+)?")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_TAG = re.compile(r"</?[a-zA-Z][^>]*>")
_PAGE_NUMBER = re.compile(r"\s*(?:Page )?\d{1,3}(?: of \d+)?\s*")
_CONTENTS = re.compile(r"^\s*(?:Table of )?Contents\s*$", re.MULTILINE | re.IGNORECASE)
_FIRST_PAGES = 4
_LONGEST_SHORT_LINE = 8


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of an original's table: its filled cells as (column header, cell), the row's name first."""

    cells: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        return " | ".join(cell for _, cell in self.cells)


def plain_text(path: Path) -> str:
    """The text that a reading must hold: words without marks, tables row by row under their header.

    Raises:
        ValueError: nothing here reads this format apart from the product.
    """
    if path.suffix.lower() in MARKDOWN:
        return _markdown_text(_decoded(path))
    if path.suffix.lower() == ".txt":
        return _decoded(path)
    if path.suffix.lower() == ".docx":
        return _word_text(path)
    if path.suffix.lower() == ".pdf":
        return _pdf_text(path)
    raise ValueError(f"{path.suffix} has no second reader")


def table_rows(path: Path) -> list[TableRow]:
    """Rows of the original's tables that have column headers; empty for formats whose tables are not marked up."""
    if path.suffix.lower() in MARKDOWN:
        return _markdown_rows(_decoded(path))
    if path.suffix.lower() in WEB:
        return _web_rows(path.read_bytes())
    if path.suffix.lower() == ".docx":
        return _word_rows(path)
    return []


def running_lines(path: Path) -> list[str]:
    """Headers and footers of a PDF: lines on more than half of the pages of a plain extraction, figures aside."""
    return _running([page.extract_text() for page in PdfReader(path).pages])


def bare(line: str) -> str:
    """A line without its figures, which differ from page to page."""
    return re.sub(r"\d+", "", line).strip()


def _decoded(path: Path) -> str:
    raw = path.read_bytes()
    encodings = ("utf-16",) if raw.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            return raw.decode(encoding).replace("\r\n", "\n")
        except UnicodeDecodeError:
            continue
    raise ValueError("the encoding of the original is not known")


# --- Markdown -------------------------------------------------------------------------------------------------------


def _lines(text: str) -> list[str]:
    body = _COMMENT.sub(" ", _FRONT.sub("", text, count=1))
    return [line for line in body.split("\n") if not re.match(r"\s*(?:```|~~~)", line)]


def _markdown_text(text: str) -> str:
    return "\n".join(_words_of(line) for line in _lines(text) if not _RULE.fullmatch(line))


def _words_of(line: str) -> str:
    """A line as a reader sees it."""
    if "|" in line and line.lstrip().startswith("|"):
        line = " ".join(_cells(line))
    line = _TAG.sub(" ", _LINK.sub(r"\1", _START.sub("", line)))
    return html.unescape(re.sub(r"(?<![^\W_])_+|_+(?![^\W_])|[*`~]+", "", line)).strip()


def _cells(line: str) -> list[str]:
    """Cells of a line of a table; an escaped bar is no border."""
    inner = re.sub(r"(?<!\\)\|\s*$", "", re.sub(r"^\s*\|", "", line))
    return [cell.replace("\\|", "|").strip() for cell in re.split(r"(?<!\\)\|", inner)]


def _markdown_rows(text: str) -> list[TableRow]:
    lines = _lines(text)
    found: list[TableRow] = []
    for at, line in enumerate(lines):
        if at and "|" in line and _RULE.fullmatch(line) and "|" in lines[at - 1]:
            header = [_words_of(cell) for cell in _cells(lines[at - 1])]
            body = _until_blank(lines[at + 1 :])
            found += _rows(header, [[_words_of(cell) for cell in _cells(row)] for row in body])
    return found


def _until_blank(lines: Sequence[str]) -> Iterator[str]:
    for line in lines:
        if "|" not in line:
            return
        yield line


def _rows(header: Sequence[str], body: Sequence[Sequence[str]]) -> list[TableRow]:
    """Rows with at least a name and one more cell."""
    pairs = [tuple((head, cell) for head, cell in zip(header, row, strict=False) if cell) for row in body]
    return [TableRow(cells) for cells in pairs if len(cells) > 1]


# --- web pages and Word ---------------------------------------------------------------------------------------------


def _web_rows(content: bytes) -> list[TableRow]:
    found: list[TableRow] = []
    for table in web.fromstring(content).iter("table"):
        rows = [[cell for cell in row if cell.tag in ("th", "td")] for row in table.iter("tr")]
        merged = any(cell.get(name, "1") != "1" for row in rows for cell in row for name in ("colspan", "rowspan"))
        nested = next(table.iterdescendants("table"), None) is not None
        # Without a row of headers, or with merged cells, which header a figure stands under is a matter of judgement.
        if len(rows) > 1 and rows[0] and not merged and not nested and all(cell.tag == "th" for cell in rows[0]):
            texts = [[" ".join("".join(map(str, cell.itertext())).split()) for cell in row] for row in rows]
            found += _rows(texts[0], texts[1:])
    return found


def _word_text(path: Path) -> str:
    parts = docx.Document(str(path)).iter_inner_content()
    return "\n".join("\n".join(map(" ".join, _word_cells(part))) if isinstance(part, WordTable) else part.text for part in parts)


def _word_rows(path: Path) -> list[TableRow]:
    found: list[TableRow] = []
    for table in docx.Document(str(path)).tables:
        texts = _word_cells(table)
        header = texts[0] if texts and table.rows[0]._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None else []
        for row in texts[1:] if header else texts:
            # Without marked headers, or where merged cells shift the columns, a row's cells must only come back together.
            found += _rows(header if len(row) == len(header) else [""] * len(row), [row])
    return found


def _word_cells(table: WordTable) -> list[list[str]]:
    """Texts of a table's cells; a merged cell, which the library repeats, once."""
    return [[" ".join(cell.text.split()) for _, (cell, *_) in groupby(row.cells, key=lambda cell: cell._tc)] for row in table.rows]


# --- PDF ------------------------------------------------------------------------------------------------------------


def _pdf_text(path: Path) -> str:
    texts = [page.extract_text() for page in PdfReader(path).pages]
    furniture = _running(texts)
    # A contents page names headings with page numbers; readers get an outline instead.
    kept = [text for number, text in enumerate(texts) if number > _FIRST_PAGES or not _CONTENTS.search(text)]
    lines = [line for text in kept for line in text.splitlines()]
    return "\n".join(line for line in lines if not _PAGE_NUMBER.fullmatch(line) and bare(line) not in furniture)


def _running(texts: Sequence[str]) -> list[str]:
    if len(texts) < 3:
        return []
    pages = [{bare(line) for line in text.splitlines()} for text in texts]
    return [line for line in set().union(*pages) if len(line) > _LONGEST_SHORT_LINE and sum(line in page for page in pages) > len(pages) / 2]
