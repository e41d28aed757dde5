"""Table rows for the proof checker: every cell shown is a whole cell of one row, in order, under its own column's header or none."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

Json = Mapping[str, Any]
Span = tuple[int, int]

_GAP = r"[\s;|,:·•–—-]*"


def row_fault(text: str, spans: Sequence[Span], page: str, rows: Sequence[Json]) -> tuple[str, str] | None:
    """What is wrong with a row statement as (kind, sentence), ``None`` when it is proven.

    ``spans`` are offsets on ``page``; ``rows`` are the units of that page (``start``, ``end``, ``header``, ``caption``).
    """
    row = next((r for r in rows if r["start"] <= spans[0][0] and spans[0][1] <= r["end"]), None)
    if row is None or any(not (row["start"] <= start and end <= row["end"]) for start, end in spans):
        return "cut", "the cells are not of one row"
    if any(start >= later for (start, _), (later, _) in pairwise(spans)):
        return "not_verbatim", "the cells stand in another order"
    for start, end in spans:
        whole = (start == row["start"] or page[start - 1] == "\t") and (end == row["end"] or page[end] == "\t")
        if not whole:
            return "cut", f"half a cell: {page[start:end]!r}"
    cells = [page[start:end] for start, end in spans]
    pattern = _caption(str(row.get("caption") or "")) + "".join(
        f"{_label(_header(row, page, start))}{re.escape(cell)}{_GAP}" for (start, _), cell in zip(spans, cells, strict=True)
    )
    if re.fullmatch(pattern, text, re.DOTALL):
        return None
    return _diagnosed(text, cells)


def _header(row: Json, page: str, start: int) -> str:
    """The header over the cell that starts at an offset, empty where the row has none that fits."""
    headers = row.get("header") or ()
    columns = page[row["start"] : row["end"]].count("\t") + 1
    column = page[row["start"] : start].count("\t")
    return str(headers[column]) if len(headers) == columns else ""


def _label(header: str) -> str:
    return f"(?:{_loose(header)}{_GAP})?" if header.strip() else ""


def _caption(caption: str) -> str:
    return f"{_GAP}(?:{_loose(caption)}{_GAP})?" if caption.strip() else _GAP


def _loose(text: str) -> str:
    return r"\s+".join(map(re.escape, text.split()))


def _diagnosed(text: str, cells: Sequence[str]) -> tuple[str, str]:
    rest = text
    for cell in cells:
        _, found, rest = rest.partition(cell)
        if not found:
            return "not_verbatim", f"the row says {cell[:80]!r}, shown is {text[:80]!r}"
    return "outside", f"words that are neither a cell nor its own header: {text[:100]!r}"
