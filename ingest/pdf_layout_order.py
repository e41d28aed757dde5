"""Puts lines, tables and boxes of a page into reading order: bands from top to bottom, columns inside a band."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.pdf_layout_lines import GUTTER, make_lines
from ingest.pdf_layout_tables import table_of_cells
from ingest.pdf_layout_types import Line, Rect, Stack, Table, Word


@dataclass(slots=True)
class Piece:
    """Something with a place: part of a line, a table, or a box with its own stacks."""

    box: Rect
    line: Line | None = None
    table: Table | None = None
    boxed: list[Stack] | None = None


def read_order(pieces: Sequence[Piece], rules: Sequence[Rect] = ()) -> list[Stack]:
    """Stacks in reading order: columns left to right inside a band, bands top to bottom.

    ``rules`` are level lines; one that runs across a gutter ends the columns above it.
    """
    stacks: list[Stack] = []
    for band in _bands(_strips(pieces), rules):
        gutter = _gutter(band)
        aligned = _aligned_table(band)
        if aligned is not None:
            stacks.append(Stack([aligned]))
            continue
        if gutter is None or not _columns_proven(band, gutter):
            _stack_rows(band, stacks)
            continue
        stacks.append(Stack())
        members = [piece for strip in band for piece in strip]
        stacks.extend(read_order([piece for piece in members if piece.box.right <= gutter[1]], rules))
        stacks.append(Stack())
        stacks.extend(read_order([piece for piece in members if piece.box.right > gutter[1]], rules))
        stacks.append(Stack())
    return [stack for stack in stacks if stack.parts]


def _stack_rows(band: list[list[Piece]], stacks: list[Stack]) -> None:
    """One column: put line parts of a strip back together, and go down."""
    if not stacks or stacks[-1].boxed or not stacks[-1].parts:
        stacks.append(Stack())
    for strip in band:
        loose = [piece.line for piece in strip if piece.line is not None]
        if loose:
            stacks[-1].parts.extend(make_lines([word for line in loose for word in line.words]))
        for piece in sorted((item for item in strip if item.line is None), key=lambda item: item.box.left):
            if piece.table is not None:
                stacks[-1].parts.append(piece.table)
            elif piece.boxed is not None:
                stacks.extend(piece.boxed)
                stacks.append(Stack())


def _strips(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Pieces that overlap in height belong to one strip."""
    strips: list[list[Piece]] = []
    bottom = float("-inf")
    for piece in sorted(pieces, key=lambda item: item.box.top):
        # Lines of one paragraph touch: their loose boxes may overlap by a point or two.
        slack = 0.3 * min(piece.box.height, 12.0)
        if strips and piece.box.top < bottom - slack:
            strips[-1].append(piece)
            bottom = max(bottom, piece.box.bottom)
        else:
            strips.append([piece])
            bottom = piece.box.bottom
    return strips


def _bands(strips: list[list[Piece]], rules: Sequence[Rect]) -> list[list[list[Piece]]]:
    """Strips that share a gutter are one band; rows of boxes that line up stay bands of their own."""
    bands: list[list[list[Piece]]] = []
    for strip in strips:
        if bands and _joins(bands[-1], strip) and not _ruled_off(bands[-1], strip, rules):
            bands[-1].append(strip)
        else:
            bands.append([strip])
    return bands


def _joins(band: list[list[Piece]], strip: list[Piece]) -> bool:
    """Whether a strip keeps the band's character: one column, or the same gutter."""
    if _box_row(strip) or _box_row(band[-1]):
        return False
    columnar = _gutter(band) is not None
    if not columnar:
        return _gutter([strip]) is None
    return _gutter([*band, strip]) is not None


def _ruled_off(band: list[list[Piece]], strip: list[Piece], rules: Sequence[Rect]) -> bool:
    """Whether a rule between a columnar band and the next strip runs across the gutter."""
    gutter = _gutter(band)
    if gutter is None:
        return False
    above = max(piece.box.bottom for piece in band[-1])
    below = min(piece.box.top for piece in strip)
    return any(above - 3 <= rule.top <= below + 3 and rule.left <= gutter[0] and rule.right >= gutter[1] for rule in rules)


def _box_row(strip: list[Piece]) -> bool:
    """Whether the strip is two or more boxes side by side that begin level."""
    boxes = [piece for piece in strip if piece.boxed is not None]
    if len(boxes) < 2 or len(boxes) != len(strip):
        return False
    tops = [piece.box.top for piece in boxes]
    return max(tops) - min(tops) < 4 and all(a.box.right <= b.box.left + 2 for a, b in pairwise(sorted(boxes, key=lambda p: p.box.left)))


def _gutter(band: list[list[Piece]]) -> tuple[float, float] | None:
    """The widest empty upright stretch between pieces, as (left, right)."""
    spans = sorted((piece.box.left, piece.box.right) for strip in band for piece in strip)
    best: tuple[float, float] | None = None
    reach = spans[0][1]
    for left, right in spans[1:]:
        if left - reach >= GUTTER and (best is None or left - reach > best[1] - best[0]):
            best = (reach, left)
        reach = max(reach, right)
    return best


def _columns_proven(band: list[list[Piece]], gutter: tuple[float, float]) -> bool:
    """A gap in one line is a wide space; a gutter shows in several lines or beside boxes."""
    members = [piece for strip in band for piece in strip]
    left = [piece for piece in members if piece.box.right <= gutter[1]]
    right = [piece for piece in members if piece.box.right > gutter[1]]
    if any(piece.line is None for piece in members):
        return True
    if len(left) < 2 or len(right) < 2:
        return False
    return len(left) + len(right) >= 6 or gutter[1] - gutter[0] > 2.2 * GUTTER


def _aligned_table(band: list[list[Piece]]) -> Table | None:
    """A table without ruling lines: rows of short pieces under one another in three or more columns."""
    pieces = [piece for strip in band for piece in strip]
    if len(band) < 3 or any(piece.line is None for piece in pieces):
        return None
    columns = _columns(pieces)
    if len(columns) < 3:
        return None
    grid = [[_words_in(strip, column) for column in columns] for strip in band]
    full = sum(1 for row in grid if sum(1 for cell in row if cell) >= 3)
    later = [cell for row in grid for cell in row[1:] if cell]
    letters = sum(len(word.text) for cell in later for word in cell)
    if full < 0.6 * len(grid) or letters > 24 * len(later):
        return None
    box = pieces[0].box
    for piece in pieces[1:]:
        box = box.union(piece.box)
    return table_of_cells(box, grid)


def _columns(pieces: Sequence[Piece]) -> list[tuple[float, float]]:
    """Stretches of width that pieces cover."""
    columns: list[tuple[float, float]] = []
    for left, right in sorted((piece.box.left, piece.box.right) for piece in pieces):
        if columns and left < columns[-1][1] + 3:
            columns[-1] = (columns[-1][0], max(columns[-1][1], right))
        else:
            columns.append((left, right))
    return columns


def _words_in(strip: Sequence[Piece], column: tuple[float, float]) -> list[Word]:
    lines = [piece.line for piece in strip if piece.line is not None and column[0] - 1 <= piece.box.left < column[1]]
    return [word for line in lines for word in line.words]
