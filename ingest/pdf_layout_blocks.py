"""From stacks of lines to blocks: paragraphs, items, headings with levels, table rows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.domain import Block, BlockKind, Box
from ingest.line_joining import join_lines, vocabulary
from ingest.pdf_layout_headings import HeadingRules
from ingest.pdf_layout_paragraphs import Group, group_lines
from ingest.pdf_layout_rows import table_rows
from ingest.pdf_layout_types import Line, Rect, Stack, Table

_ENDED = re.compile(r"[.!?:;][\"'”’)\]]*$")
_DOTS = re.compile(r"\s*(?:\.\s?){4,}\s*|\s*(?:\s\.){2,}\s*(?=\d+$)")
_CAPTION = re.compile(r"^(table|chart|figure|fig\.|graph)\s*\d*\b", re.I)


@dataclass(slots=True)
class _Placed:
    """A group or a table with its page, before it becomes blocks."""

    page: int
    group: Group | None = None
    table: Table | None = None


class BlockBuilder:
    """Builds the blocks of a document from the stacks of its pages."""

    def __init__(self, pages: Sequence[tuple[int, list[Stack]]], outline: Sequence[tuple[int, str, int]]) -> None:
        lines = [part for _, stacks in pages for stack in stacks for part in stack.parts if isinstance(part, Line)]
        self.words = vocabulary([line.text for line in lines])
        self.placed = _placed(pages)
        self.rules = HeadingRules(lines, outline)
        self.blocks: list[Block] = []
        self.caption = ""
        self.header: tuple[str, ...] = ()
        self.after_table = False

    def build(self) -> tuple[Block, ...]:
        """All blocks in reading order."""
        self._merge_continued()
        for index, item in enumerate(self.placed):
            if item.table is not None:
                self._add_table(item.table, item.page)
            elif item.group is not None:
                following = next((other.group for other in self.placed[index + 1 : index + 2]), None)
                self._add_group(item.group, item.page, following)
        return tuple(self.blocks)

    def _merge_continued(self) -> None:
        """A sentence that goes on in the next column or on the next page becomes one group, on the page of its start."""
        kept: list[_Placed] = []
        for item in self.placed:
            before = kept[-1] if kept else None
            if before and before.group and item.group and _continues(before.group, item.group):
                same_page = before.page == item.page
                before.group.lines.extend(item.group.lines)
                before.group.boxed_lines.extend(item.group.lines if same_page else [])
            else:
                kept.append(item)
        self.placed = kept

    def _add_group(self, group: Group, page: int, following: Group | None) -> None:
        text = join_lines([line.text for line in group.lines], self.words)
        plain = group.without_marker(text)
        text = _DOTS.sub(" ", plain).strip()
        if not text:
            return
        boxes = tuple(_box(line.box) for line in group.boxed_lines)
        # An entry of a contents list is an item, however bold it is set.
        entry = text != plain and text[-1].isdigit()
        level = 0 if entry else self.rules.level(group, text, page, following)
        if level:
            self.blocks.append(Block(kind="heading", text=text, page=page, level=level, boxes=boxes))
            self.caption = text
        else:
            kind: BlockKind = "item" if group.marker or entry else "paragraph"
            self.blocks.append(Block(kind=kind, text=text, page=page, boxes=boxes))
            if _CAPTION.match(text) and len(text) < 160:
                self.caption = text
        self.after_table = False

    def _add_table(self, table: Table, page: int) -> None:
        rows = table_rows(table, self.words, self.header if self._goes_on(page) else ())
        caption = rows.caption or self.caption
        self.header = rows.header
        for number, (cells, boxes) in enumerate(rows.body):
            if number == 0 and self._goes_on(page) and _row_continues(self.blocks[-1], cells):
                self.blocks[-1] = _extend_row(self.blocks[-1], cells, self.words)
                continue
            header = rows.header if len(rows.header) == len(cells) else tuple("" for _ in cells)
            block = Block(
                kind="row",
                text="\t".join(cells),
                page=page,
                header=header if any(header) else (),
                caption=caption,
                boxes=tuple(_box(box) for box in boxes),
            )
            self.blocks.append(block)

    def _goes_on(self, page: int) -> bool:
        """Whether the block before is a row on the page before, so that a table may run on."""
        last = self.blocks[-1] if self.blocks else None
        if last is not None and last.kind == "heading" and len(self.blocks) > 1 and last.page == page:
            # A running caption is repeated above each part of the table.
            earlier = self.blocks[-2]
            if earlier.kind == "row" and earlier.caption == last.text and earlier.page == page - 1:
                self.blocks.pop()
                last = earlier
        return last is not None and last.kind == "row" and last.page == page - 1


def _placed(pages: Sequence[tuple[int, list[Stack]]]) -> list[_Placed]:
    """Groups and tables in reading order."""
    pitch = _usual_pitch([stack for _, stacks in pages for stack in stacks])
    found: list[_Placed] = []
    for page, stacks in pages:
        for stack in stacks:
            run: list[Line] = []
            for part in stack.parts:
                if isinstance(part, Line):
                    run.append(part)
                    continue
                found.extend(_Placed(page, group=group) for group in group_lines(run, pitch, boxed=stack.boxed))
                run = []
                found.append(_Placed(page, table=part))
            found.extend(_Placed(page, group=group) for group in group_lines(run, pitch, boxed=stack.boxed))
    return found


def _usual_pitch(stacks: Sequence[Stack]) -> float:
    """The usual distance of lines, as a multiple of their size."""
    ratios: Counter[float] = Counter()
    for stack in stacks:
        lines = [part for part in stack.parts if isinstance(part, Line)]
        for before, after in pairwise(lines):
            if abs(before.size - after.size) < 0.3 and after.size > 0:
                ratio = (after.box.bottom - before.box.bottom) / after.size
                if 0.9 < ratio < 2:
                    ratios[round(ratio * 20) / 20] += 1
    return ratios.most_common(1)[0][0] if ratios else 1.25


def _continues(before: Group, after: Group) -> bool:
    """Whether ``after`` is the rest of a sentence that ``before`` began in another column or on another page."""
    if after.marker or not after.opens_stack or not before.closes_stack:
        return False
    if abs(before.size - after.size) > 0.6 or before.bold != after.bold:
        return False
    text, rest = before.lines[-1].text, after.lines[0].text
    if text.endswith("-") and rest[:1].islower():
        return True
    return not _ENDED.search(text) and rest[:1].islower()


def _row_continues(last: Block, cells: Sequence[str]) -> bool:
    """Whether the first row on a page is the rest of the last row of the page before."""
    if last.text.count("\t") != len(cells) - 1:
        return False
    first = next((cell for cell in cells if cell), "")
    return not cells[0] or first[:1].islower()


def _extend_row(last: Block, cells: Sequence[str], words: Counter[str]) -> Block:
    """The row with the rest of its cells."""
    joined = [join_lines([old, new], words) for old, new in zip(last.text.split("\t"), cells, strict=True)]
    return Block(kind="row", text="\t".join(joined), page=last.page, header=last.header, caption=last.caption, boxes=last.boxes)


def _box(rect: Rect) -> Box:
    return Box(left=round(rect.left, 2), top=round(rect.top, 2), right=round(rect.right, 2), bottom=round(rect.bottom, 2))
