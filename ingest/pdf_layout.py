"""Puts the words of all pages of a PDF into blocks: furniture off, tables, boxes, columns, paragraphs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.domain import Block
from ingest.pdf_layout_blocks import BlockBuilder
from ingest.pdf_layout_furniture import strip_furniture
from ingest.pdf_layout_lines import join_rules, make_lines, split_line
from ingest.pdf_layout_order import Piece, read_order
from ingest.pdf_layout_tables import find_tables, is_layout_grid
from ingest.pdf_layout_types import RawPage, Rect, Stack, Table, Word
from ingest.pdf_layout_unruled import find_unruled


@dataclass(frozen=True, slots=True)
class Layout:
    """The blocks in reading order, and the furniture as properties."""

    blocks: tuple[Block, ...]
    furniture: dict[str, str]


def read_layout(pages: Sequence[RawPage], outline: Sequence[tuple[int, str, int]]) -> Layout:
    """Read all pages. ``outline`` holds (level, title, page) of the bookmarks."""
    stripped, furniture = strip_furniture(pages)
    stacks = [(page.number, read_page(page)) for page in stripped]
    return Layout(BlockBuilder(stacks, outline).build(), furniture)


def read_page(page: RawPage) -> list[Stack]:
    """The stacks of one page in reading order."""
    level = replace(page, words=tuple(word for word in page.words if word.style.upright))
    tables, words = find_tables(level)
    rules = join_rules(page.across)
    pieces: list[Piece] = []
    for table in tables:
        pieces.extend(_boxes_of(table, rules) if is_layout_grid(table) else [Piece(table.box, table=table)])
    boxes = _text_boxes(page, [table.box for table in tables])
    for box in boxes:
        inside = [word for word in words if box.holds(*word.middle)]
        if not inside:
            continue
        taken = {id(word) for word in inside}
        words = [word for word in words if id(word) not in taken]
        pieces.append(_boxed(box, inside, rules))
    unruled, words = find_unruled(words)
    pieces.extend(Piece(table.box, table=table) for table in unruled)
    pieces.extend(_line_pieces(words))
    stacks = read_order(pieces, rules)
    turned = [word for word in page.words if not word.style.upright]
    if len(turned) > 2:
        stacks.append(Stack(list(make_lines(turned))))
    return stacks


def _boxed(box: Rect, words: Sequence[Word], rules: Sequence[Rect]) -> Piece:
    """A box with the stacks inside it."""
    stacks = read_order(_line_pieces(_level_badges(words)), rules)
    for stack in stacks:
        stack.boxed = True
    return Piece(box, boxed=stacks)


def _level_badges(words: Sequence[Word]) -> list[Word]:
    """Numbers in round badges beside a title, set level with the title's first line so that they lead it."""
    level: list[Word] = []
    for word in words:
        others = [
            other
            for other in words
            if other is not word
            and other.style.bold
            and 0 < other.box.left - word.box.right < 40
            and other.box.top < word.box.bottom + 6
            and other.box.bottom > word.box.top - 6
        ]
        if _is_badge(word) and others:
            title = min(others, key=lambda other: (round(other.box.top), other.box.left))
            box = Rect(word.box.left, title.box.top, word.box.right, title.box.bottom)
            level.append(replace(word, box=box, style=replace(title.style, order=word.style.order)))
        else:
            level.append(word)
    return level


def _is_badge(word: Word) -> bool:
    return word.text.isdigit() and len(word.text) <= 2 and word.style.bold and min(word.style.colour) > 200


def _boxes_of(table: Table, rules: Sequence[Rect]) -> list[Piece]:
    """The cells of a grid as boxes: all of a row share its height, so that they read row by row."""
    pieces: list[Piece] = []
    for row in table.words:
        words = [word for cell in row for word in cell]
        top, bottom = min(word.box.top for word in words), max(word.box.bottom for word in words)
        for cell in row:
            if cell:
                left, right = min(word.box.left for word in cell), max(word.box.right for word in cell)
                pieces.append(_boxed(Rect(left, top, right, bottom), cell, rules))
    return pieces


def _line_pieces(words: Sequence[Word]) -> list[Piece]:
    return [Piece(part.box, line=part) for line in make_lines(words) for part in split_line(line)]


def _text_boxes(page: RawPage, tables: Sequence[Rect]) -> list[Rect]:
    """Filled areas that hold text: not page-wide grounds, not bars of charts, outermost only."""
    boxes: list[Rect] = []
    for fill in sorted(page.fills, key=lambda item: (item.box.top, item.box.left)):
        box = fill.box
        if box.width < 90 or box.height < 14 or box.width * box.height > 0.6 * page.width * page.height:
            continue
        if any(table.holds((box.left + box.right) / 2, (box.top + box.bottom) / 2, 2) for table in tables):
            continue
        boxes.append(box)
    return _outermost(_merged(boxes))


def _merged(boxes: list[Rect]) -> list[Rect]:
    """Areas stacked edge to edge with equal sides are one box that was drawn in parts."""
    merged: list[Rect] = []
    for box in boxes:
        for index, other in enumerate(merged):
            sides = abs(other.left - box.left) < 1 and abs(other.right - box.right) < 1
            if sides and -1 <= box.top - other.bottom <= 0.6:
                merged[index] = other.union(box)
                break
        else:
            merged.append(box)
    return merged


def _outermost(boxes: list[Rect]) -> list[Rect]:
    """Boxes that lie in no other box."""
    kept: list[Rect] = []
    for box in sorted(boxes, key=lambda item: -item.width * item.height):
        if not any(_inside(box, other) for other in kept):
            kept.append(box)
    return kept


def _inside(box: Rect, other: Rect) -> bool:
    return other.holds(box.left, box.top, 2) and other.holds(box.right, box.bottom, 2)
