"""Finds tables that no lines are drawn around, such as the figures below a chart: short cells under one another, most of them figures."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.pdf_layout_lines import make_lines, split_line
from ingest.pdf_layout_tables import table_of_cells
from ingest.pdf_layout_types import Line, Rect, Table, Word

FEWEST_COLUMNS = 3
FEWEST_ROWS = 2
ALIGNED = 4.0
"""Points by which the left edges, middles or right edges of the cells of one column may differ."""
_LONGEST_CELL = 3
_LONGEST_LABEL = 8
_FARTHEST = 2.4
"""Distance from one row to the next, in heights of a line."""
_FIGURE = re.compile(r"[£(+-]?\d[\d,./%()–-]*\+?")


def find_unruled(words: Sequence[Word]) -> tuple[list[Table], list[Word]]:
    """The unruled tables among some words, and the words that stand outside them."""
    runs = _runs([split_line(line) for line in make_lines(words)])
    tables = [_table(run) for run in runs]
    taken = {id(word) for run in runs for parts in run for part in parts for word in part.words}
    return tables, [word for word in words if id(word) not in taken]


def _runs(lines: Sequence[list[Line]]) -> list[list[list[Line]]]:
    """Runs of neighbouring lines whose cells stand in the same columns."""
    found: list[list[list[Line]]] = []
    run: list[list[Line]] = []
    above: list[Line] = []
    for parts in lines:
        if not _tabular(parts):
            # Another column's text, or the mark of a scale, may stand between two rows.
            above = parts if len(parts) >= FEWEST_COLUMNS - 1 else above
            continue
        if run and not (_near(run[-1], parts) and _fits(_columns(run), parts)):
            found.append(run)
            run = []
        if not run and above and _near(above, parts) and _fits([part.box for part in parts], above):
            run.append(above)
        run.append(parts)
    found.append(run)
    return [run for run in found if len(run) >= FEWEST_ROWS and any(len(parts) > len(run[0]) or _labelled(parts) for parts in run)]


def _tabular(parts: Sequence[Line]) -> bool:
    """Whether a line is at least three short cells, most of those behind the first one figures."""
    if len(parts) < FEWEST_COLUMNS or len(parts[0].words) > _LONGEST_LABEL:
        return False
    rest = parts[1:]
    figures = sum(bool(_FIGURE.fullmatch(part.text)) for part in rest)
    return all(len(part.words) <= _LONGEST_CELL for part in rest) and figures >= 0.7 * len(rest)


def _labelled(parts: Sequence[Line]) -> bool:
    """Whether a row begins with words, or with a year in front of its figures."""
    return not _FIGURE.fullmatch(parts[0].text) or "/" in parts[0].text


def _near(before: Sequence[Line], after: Sequence[Line]) -> bool:
    height = max(part.box.height for part in (*before, *after))
    return after[0].box.top - before[0].box.top <= _FARTHEST * height


def _columns(run: Sequence[Sequence[Line]]) -> list[Rect]:
    """The cells of the fullest row: what the columns are."""
    return [part.box for part in max(run, key=len)]


def _fits(columns: Sequence[Rect], parts: Sequence[Line]) -> bool:
    """Whether the cells of a row and the columns of those above stand under one another, the first column aside."""
    wide, narrow = (columns, [part.box for part in parts])
    if len(narrow) > len(wide):
        wide, narrow = narrow, wide
    if len(wide) - len(narrow) > 1:
        return False
    shift = len(wide) - len(narrow)
    return all(_under(one, other) for one, other in zip(wide[max(shift, 1) :], narrow[max(shift, 1) - shift :], strict=True))


def _under(one: Rect, other: Rect) -> bool:
    middles = abs((one.left + one.right) / 2 - (other.left + other.right) / 2)
    return min(abs(one.left - other.left), middles, abs(one.right - other.right)) <= ALIGNED


def _table(run: Sequence[list[Line]]) -> Table:
    """The run as a grid; a row that is one cell short lacks its label, as a header does."""
    width = max(map(len, run))
    grid: list[list[list[Word]]] = [[[] for _ in range(width - len(parts))] + [part.words for part in parts] for parts in run]
    box = run[0][0].box
    for parts in run:
        for part in parts:
            box = box.union(part.box)
    return table_of_cells(box, grid)

