"""Turns rows of cells, as office files, web pages and Markdown give them, into row blocks."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.domain import Block, Box


def block_rows(
    rows: Sequence[Sequence[str]],
    *,
    caption: str,
    bold_first: bool,
    page: int = 1,
    boxes: Sequence[Sequence[Box]] = (),
) -> list[Block]:
    """Row blocks of a table. The first row becomes the header when it is marked as one or reads like one."""
    width = max((len(row) for row in rows), default=0)
    full = [[*row, *([""] * (width - len(row)))] for row in rows]
    keep = [place for place in range(width) if any(row[place] for row in full)]
    cells = [[row[place] for place in keep] for row in full]
    kept = [number for number, row in enumerate(cells) if any(row)]
    header: tuple[str, ...] = ()
    if len(kept) > 1 and len(keep) > 1:
        first = cells[kept[0]]
        if sum(1 for cell in first if cell) == 1 and bold_first:
            caption, kept = next(cell for cell in first if cell), kept[1:]
        elif bold_first or _reads_like_header(first, [cells[number] for number in kept[1:]]):
            header, kept = tuple(first), kept[1:]
    return [
        Block(
            kind="row",
            text="\t".join(cells[number]),
            page=page,
            header=header,
            caption=caption,
            boxes=tuple(boxes[number]) if number < len(boxes) else (),
        )
        for number in kept
    ]


def _reads_like_header(first: Sequence[str], others: Sequence[Sequence[str]]) -> bool:
    """Short words without figures above rows that all have figures."""
    if sum(1 for cell in first if cell) < 2 or any(len(cell) > 60 for cell in first):
        return False
    if not first[0] and all(row[0] for row in others):
        return True
    return not any(_figure(cell) for cell in first[1:]) and all(any(_figure(cell) for cell in row[1:]) for row in others)


def _figure(cell: str) -> bool:
    text = cell.strip("£%-+ ")
    return bool(text) and text[0].isdigit()
