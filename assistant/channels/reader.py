"""One page of a document as HTML: headings, lists and tables as such, the cited passage in ``<mark>``. Pure; all text is escaped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup, escape

from assistant.domain import Block, Box

LINE_ERROR = 4
"""Characters by which the estimated end of a line may be wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A stretch of a page's canonical text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A block with where it stands in the canonical text of its page (the page's blocks joined by line breaks)."""

    block: Block
    start: int

    @property
    def end(self) -> int:
        """Offset behind its last character."""
        return self.start + len(self.block.text)

    def meets(self, passage: Passage | None) -> bool:
        """Whether some of the passage is in this block."""
        return passage is not None and self.start < passage.end and passage.start < self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlineEntry:
    """A heading of a document, for its table of contents."""

    text: str
    page: int
    level: int


def place(blocks: Sequence[Block], page: int) -> tuple[Placed, ...]:
    """The blocks of a page with their offsets."""
    placed: list[Placed] = []
    offset = 0
    for block in blocks:
        if block.page == page:
            placed.append(Placed(block=block, start=offset))
            offset += len(block.text) + 1
    return tuple(placed)


def boxes_of(placed: Sequence[Placed], passage: Passage | None) -> list[Box]:
    """The line boxes that hold the passage. Lines of a paragraph are told apart by their widths, a table row is taken whole."""
    return [box for one in placed if passage is not None and one.meets(passage) for box in _lines_of(one, passage)]


def _lines_of(one: Placed, passage: Passage) -> list[Box]:
    boxes = one.block.boxes
    width = sum(box.right - box.left for box in boxes)
    if one.block.kind == "row" or len(boxes) < 2 or width <= 0:
        return list(boxes)
    # Letters are about equally wide, so a line holds its share of the characters; a few more on both sides for the error.
    each = len(one.block.text) / width
    low, high = passage.start - one.start - LINE_ERROR, passage.end - one.start + LINE_ERROR
    found: list[Box] = []
    at = 0.0
    for box in boxes:
        begins, at = at, at + (box.right - box.left) * each
        if begins < high and low < at:
            found.append(box)
    return found


def passage_of(placed: Sequence[Placed], start: int | None, end: int | None) -> Passage | None:
    """The passage of an address, or ``None`` when it does not lie on this page."""
    if start is None or end is None or not placed or not 0 <= start < end <= placed[-1].end:
        return None
    return Passage(start=start, end=end)


def outline(blocks: Sequence[Block], most: int = 60) -> tuple[OutlineEntry, ...]:
    """The headings of a document down to the depth at which at most ``most`` remain."""
    entries = [OutlineEntry(text=b.text, page=b.page, level=b.level) for b in blocks if b.kind == "heading"]
    for depth in (6, 5, 4, 3, 2, 1):
        kept = [entry for entry in entries if entry.level <= depth]
        if len(kept) <= most:
            return tuple(kept)
    return tuple(kept[:most])


def page_html(placed: Sequence[Placed], passage: Passage | None) -> Markup:
    """The blocks as HTML. The first marked stretch has the id ``cited``."""
    return Writer(passage).write(placed)


def excerpt_html(placed: Sequence[Placed], passage: Passage | None) -> Markup:
    """Only the blocks that hold the passage: what may be shown of a document that may merely be linked to."""
    return Writer(passage).write([one for one in placed if one.meets(passage)])


class Writer:
    """Writes the blocks of one page; keeps heading levels without gaps and gives the id ``cited`` once."""

    def __init__(self, passage: Passage | None, top_level: int = 2) -> None:
        self._passage = passage
        self._top = top_level
        self._open: list[int] = []
        self._marks = 0

    def write(self, placed: Sequence[Placed]) -> Markup:
        """All blocks in order."""
        parts: list[Markup] = []
        before = ""
        for (kind, *_), group in groupby(placed, key=_group_key):
            members = list(group)
            parts.append(self._group(kind, members, before))
            before = members[-1].block.text
        return Markup("\n").join(parts)

    def _group(self, kind: str, members: Sequence[Placed], before: str) -> Markup:
        if kind == "row":
            return self._table(members, before)
        if kind == "item":
            items = (Markup("<li>{}</li>").format(self._marked(one.block.text, one.start)) for one in members)
            return Markup("<ul>{}</ul>").format(Markup("").join(items))
        return Markup("\n").join(self._single(one) for one in members)

    def _single(self, one: Placed) -> Markup:
        text = self._marked(one.block.text, one.start)
        if one.block.kind == "heading":
            level = self._level(one.block.level)
            return Markup("<h{0}>{1}</h{0}>").format(level, text)
        if one.block.kind == "note":
            return Markup('<p class="footnote">{}</p>').format(text)
        return Markup("<p>{}</p>").format(text)

    def _level(self, level: int) -> int:
        """Document levels as steps below the page's own heading, never skipping one."""
        while self._open and self._open[-1] >= level:
            self._open.pop()
        self._open.append(level)
        return min(6, self._top + len(self._open) - 1)

    def _table(self, rows: Sequence[Placed], before: str) -> Markup:
        first = rows[0].block
        width = max([len(first.header), *(one.block.text.count("\t") + 1 for one in rows)])
        caption = (
            Markup("<caption>{}</caption>").format(first.caption)
            if first.caption and first.caption != before
            else Markup("")
        )
        head = Markup("")
        if any(first.header):
            cells = (
                Markup('<th scope="col">{}</th>').format(name) if name else Markup("<td></td>")
                for name in _padded(first.header, width)
            )
            head = Markup("<thead><tr>{}</tr></thead>").format(Markup("").join(cells))
        body = Markup("").join(self._row(one, width) for one in rows)
        label = first.caption or "Table"
        return Markup(
            '<div class="scroll" role="region" tabindex="0" aria-label="{}"><table>{}{}<tbody>{}</tbody></table></div>'
        ).format(label, caption, head, body)

    def _row(self, one: Placed, width: int) -> Markup:
        cells: list[Markup] = []
        offset = one.start
        for cell in one.block.text.split("\t"):
            cells.append(Markup("<td>{}</td>").format(self._marked(cell, offset)))
            offset += len(cell) + 1
        cells.extend([Markup("<td></td>")] * (width - len(cells)))
        return Markup("<tr>{}</tr>").format(Markup("").join(cells))

    def _marked(self, text: str, start: int) -> Markup:
        """The text, with what belongs to the passage in a mark."""
        passage = self._passage
        if passage is None:
            return escape(text)
        low, high = max(0, passage.start - start), min(len(text), passage.end - start)
        if low >= high:
            return escape(text)
        self._marks += 1
        opening = Markup('<mark id="cited">') if self._marks == 1 else Markup("<mark>")
        return escape(text[:low]) + opening + escape(text[low:high]) + Markup("</mark>") + escape(text[high:])


def _group_key(one: Placed) -> tuple[str, tuple[str, ...], str]:
    block = one.block
    if block.kind == "row":
        return "row", block.header, block.caption
    return ("item" if block.kind == "item" else "text"), (), ""


def _padded(cells: Sequence[str], width: int) -> Iterator[str]:
    yield from cells
    yield from [""] * (width - len(cells))
