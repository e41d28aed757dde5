"""What of each document can be found: the text and the table rows of its passages, read from a generation's own files."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from eval.originals import TableRow

Json = Mapping[str, Any]
Cells = list[tuple[str, str]]
"""A row's (column header, cell), folded for comparing."""


@dataclass(slots=True)
class Reading:
    """Of one document the lines of its passages, headings included, and its rows."""

    lines: list[str] = field(default_factory=list)
    rows: list[Cells] = field(default_factory=list)

    @property
    def text(self) -> str:
        """As on the page: a heading above its section, a table's headers once above its rows."""
        return "\n".join(self.lines)


class Passages:
    """A generation's passages. Raises ``OSError``, ``ValueError`` or ``KeyError`` when its files are not what they should be."""

    def __init__(self, generation: Path) -> None:
        self.folder = generation
        self.documents: dict[str, Json] = {entry["id"]: entry for entry in _read(generation / "documents.json")}
        # What stands in no passage is not found by anybody.
        members = {at for low, high in _read(generation / "passages.json") for at in range(low, high)}
        units = [unit for at, unit in enumerate(_read(generation / "units.json")) if at in members]
        self._readings: dict[str, Reading] = {}
        for before, unit in zip([_NOTHING, *units], units, strict=False):
            _take(self._readings.setdefault(unit["document_id"], Reading()), unit, before)

    def reading(self, document_id: str) -> Reading:
        """Of a document, or of the one whose duplicate it is; empty when nothing of it is in a passage."""
        return self._readings.get(self.documents[document_id]["duplicate_of"] or document_id, Reading())

    @cached_property
    def by_digest(self) -> dict[str, Json]:
        """Documents by the SHA-256 of their original."""
        return {document["sha256"]: document for document in self.documents.values()}


def rows_lost(wanted: Iterable[TableRow], found: Iterable[Cells]) -> list[TableRow]:
    """Rows of an original that no row of the reading holds whole: name, column headers and figures. Each found row serves once."""
    left = list(found)
    lost = []
    for row in wanted:
        cells = [(folded(head), folded(cell)) for head, cell in row.cells]
        holder = next((place for place, other in enumerate(left) if _holds(other, cells)), None)
        if holder is None:
            lost.append(row)
        else:
            del left[holder]
    return lost


def folded(text: str) -> str:
    """A cell for comparing: compatible characters, lower case, no white space; signs and units count."""
    return "".join(unicodedata.normalize("NFKC", text).lower().split())


_NOTHING: Json = {"document_id": None, "headings": [], "header": []}


def _take(reading: Reading, unit: Json, before: Json) -> None:
    """Add a unit, with the headings and column headers that were not above the unit before."""
    before = before if before["document_id"] == unit["document_id"] else _NOTHING
    here, above = unit["headings"], before["headings"]
    same = next((n for n, pair in enumerate(zip(here, above, strict=False)) if pair[0] != pair[1]), min(len(here), len(above)))
    reading.lines += here[same:]
    if unit["kind"] == "row":
        if (here, unit["header"]) != (above, before["header"]):
            reading.lines.append(" ".join(unit["header"]))
        reading.rows.append(_paired(unit["header"], unit["text"].split("\t")))
    reading.lines.append(unit["text"])


def _paired(header: Sequence[str], cells: Sequence[str]) -> Cells:
    heads = header if len(header) == len(cells) else [""] * len(cells)
    return [(folded(head), folded(cell)) for head, cell in zip(heads, cells, strict=True)]


def _holds(found: Cells, wanted: Cells) -> bool:
    """Whether each cell is there under its header; where the original marks no headers, whether it is there."""
    plain = [cell for _, cell in found]
    return all((head, cell) in found if head else cell in plain for head, cell in wanted)


def _read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))
