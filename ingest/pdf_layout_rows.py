"""Reads a found table into header, caption and body rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.line_joining import join_lines
from ingest.pdf_layout_types import Rect, Row, Table


@dataclass(frozen=True, slots=True)
class TableRows:
    """A table's parts; ``header`` is as long as the cells of each body row, or empty."""

    caption: str
    header: tuple[str, ...]
    body: list[tuple[list[str], list[Rect]]]


def table_rows(table: Table, words: Counter[str], running: Sequence[str]) -> TableRows:
    """Split a table. ``running`` is the header of a table that may go on from the page before."""
    rows = list(table.rows)
    caption = ""
    if len(rows) > 1 and sum(1 for cell in rows[0].cells if cell) == 1 and (rows[0].bold or rows[0].light):
        caption = join_lines([line for cell in rows.pop(0).cells for line in cell], words)
    header: tuple[str, ...] = ()
    if len(rows) > 1 and _is_header(rows[0], rows[1:]):
        header = tuple(join_lines(cell, words) for cell in rows.pop(0).cells)
    elif running and rows and len(running) == len(rows[0].cells):
        header = tuple(running)
    body = [([join_lines(cell, words) for cell in row.cells], row.boxes) for row in rows]
    keep = [place for place in range(len(rows[0].cells)) if any(cells[place] for cells, _ in body)] if rows else []
    if body and len(keep) < len(body[0][0]):
        # Columns without a single word are drawn spacers.
        keep = [place for place in range(len(body[0][0])) if place in keep or (header and header[place])]
        body = [([cells[place] for place in keep], boxes) for cells, boxes in body]
        header = tuple(header[place] for place in keep) if header else ()
    return TableRows(caption, header, body)


def _is_header(first: Row, others: Sequence[Row]) -> bool:
    """A first row set apart by weight or by light letters, or the only row without figures."""
    if (first.bold and not all(row.bold for row in others)) or (first.light and not all(row.light for row in others)):
        return True
    if not first.cells[0] and all(row.cells[0] for row in others) and sum(1 for cell in first.cells if cell) > 1:
        return True
    figures = [any(_figure(cell) for cell in row.cells[1:]) for row in (first, *others)]
    return not figures[0] and len(others) > 1 and all(figures[1:]) and sum(1 for cell in first.cells if cell) > 1


def _figure(cell: list[str]) -> bool:
    text = "".join(cell).strip("£%-+ ")
    return bool(text) and text[0].isdigit()
