"""Finds tables by their ruling lines and reads them cell by cell."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from ingest.pdf_layout_lines import make_lines
from ingest.pdf_layout_types import RawPage, Rect, Row, Table, Word

NEAR = 3.0
MAX_RULES = 1200


def find_tables(page: RawPage) -> tuple[list[Table], list[Word]]:
    """The ruled tables of a page and the words that stand outside them."""
    words = list(page.words)
    tables: list[Table] = []
    for across, down in _grids(page):
        table, words = _read_grid(across, down, words)
        if table is not None:
            tables.append(table)
    return tables, words


def _grids(page: RawPage) -> list[tuple[list[Rect], list[Rect]]]:
    """Groups of rules that touch one another and have upright lines inside."""
    rules = [(rule, False) for rule in page.across] + [(rule, True) for rule in page.down]
    if len(rules) > MAX_RULES:
        return []
    parent = list(range(len(rules)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for first, (rule, upright) in enumerate(rules):
        for second in range(first + 1, len(rules)):
            other, other_upright = rules[second]
            if _touch(rule, other, slack=NEAR if upright != other_upright else 1.0):
                parent[root(first)] = root(second)
    groups: dict[int, tuple[list[Rect], list[Rect]]] = {}
    for index, (rule, upright) in enumerate(rules):
        groups.setdefault(root(index), ([], []))[1 if upright else 0].append(rule)
    found = [group for group in groups.values() if len(group[0]) >= 2 and group[1]]
    return sorted(found, key=lambda group: min(rule.top for rule in group[0]))


def _touch(first: Rect, second: Rect, slack: float) -> bool:
    return (
        first.left - slack <= second.right
        and second.left - slack <= first.right
        and first.top - slack <= second.bottom
        and second.top - slack <= first.bottom
    )


def _positions(values: list[float]) -> list[float]:
    """Sorted values with neighbours nearer than NEAR taken as one."""
    merged: list[float] = []
    for value in sorted(values):
        if not merged or value - merged[-1] > NEAR:
            merged.append(value)
    return merged


def _read_grid(across: list[Rect], down: list[Rect], words: list[Word]) -> tuple[Table | None, list[Word]]:
    """Turn a grid into a table; ``None`` when it is a frame, a chart, or empty."""
    xs = _positions([(rule.left + rule.right) / 2 for rule in down])
    left, right = min(rule.left for rule in across), max(rule.right for rule in across)
    # Tables without outer uprights still end where their level lines end.
    if xs[0] - left > 3 * NEAR:
        xs.insert(0, left)
    if right - xs[-1] > 3 * NEAR:
        xs.append(right)
    ys = _positions([(rule.top + rule.bottom) / 2 for rule in across])
    if len(xs) < 3 or len(ys) < 2:
        return None, words
    box = Rect(xs[0], ys[0], xs[-1], ys[-1])
    inside = [word for word in words if box.holds(*word.middle)]
    cells: dict[tuple[int, int], list[Word]] = {}
    for word in inside:
        column = min(bisect_right(xs, word.box.left + 0.25 * word.box.width), len(xs) - 1) - 1
        row = min(bisect_right(ys, word.middle[1]), len(ys) - 1) - 1
        cells.setdefault(_anchor(max(row, 0), max(column, 0), xs, ys, across, down), []).append(word)
    if len({column for _, column in cells}) < 2 or len(cells) < 3:
        return None, words
    grid = [[cells.get((row, column), []) for column in range(len(xs) - 1)] for row in range(len(ys) - 1)]
    taken = {id(word) for word in inside}
    return table_of_cells(box, grid), [word for word in words if id(word) not in taken]


def table_of_cells(box: Rect, grid: Sequence[list[list[Word]]]) -> Table:
    """A table of rows of cells of words; rows without a word are left out."""
    filled = [row for row in grid if any(row)]
    return Table(box, [_row(row) for row in filled], filled)


def is_layout_grid(table: Table) -> bool:
    """Whether the grid only places prose side by side, as one-page briefings and posters do.

    Such cells stand each under its own title, or are all sentences without any header row or figures column.
    """
    cells = [cell for row in table.words for cell in row if cell]
    if len(cells) < 2:
        return False
    if sum(_is_titled(cell) for cell in cells) >= 0.6 * len(cells):
        return True
    first = [word for cell in table.words[0] for word in cell]
    headed = all(word.style.bold for word in first) or all(min(word.style.colour) > 200 for word in first)
    return not headed and all(len(cell) >= 4 for cell in cells) and sum(map(len, cells)) >= 9 * len(cells)


def _is_titled(cell: list[Word]) -> bool:
    """Whether a cell begins with a bold line, badge number aside, and goes on in plain letters."""
    lines = make_lines(cell)
    first = [word for word in lines[0].words if not word.text.isdigit()] or lines[0].words
    rest = [word for line in lines[1:] for word in line.words]
    return len(lines) >= 3 and all(word.style.bold for word in first) and not all(word.style.bold for word in rest)


def _anchor(row: int, column: int, xs: list[float], ys: list[float], across: list[Rect], down: list[Rect]) -> tuple[int, int]:
    """The top left cell of the merged cell that (row, column) belongs to."""
    while column > 0 and not _ruled(down, xs[column], (ys[row] + ys[row + 1]) / 2, upright=True):
        column -= 1
    while row > 0 and not _ruled(across, ys[row], (xs[column] + xs[column + 1]) / 2, upright=False):
        row -= 1
    return row, column


def _ruled(rules: Sequence[Rect], at: float, middle: float, *, upright: bool) -> bool:
    """Whether a rule runs at ``at`` through ``middle``."""
    for rule in rules:
        low, high = (rule.top, rule.bottom) if upright else (rule.left, rule.right)
        place = (rule.left + rule.right) / 2 if upright else (rule.top + rule.bottom) / 2
        if abs(place - at) <= NEAR and low - 1 <= middle <= high + 1:
            return True
    return False


def _row(cells: list[list[Word]]) -> Row:
    """Read each cell line by line."""
    lines = [make_lines(cell) for cell in cells]
    words = [word for cell in cells for word in cell]
    return Row(
        cells=[[line.text for line in cell] for cell in lines],
        boxes=[line.box for cell in lines for line in cell],
        bold=bool(words) and all(word.style.bold for word in words),
        light=bool(words) and all(min(word.style.colour) > 200 for word in words),
    )
