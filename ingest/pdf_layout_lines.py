"""From loose words to lines, and to the parts of lines that may belong to different columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.pdf_layout_types import Line, Rect, Word

GUTTER = 8.0
_MARKER = re.compile(r"^(?:[•●○◦▪■□‣·o\-–\ue000-\uf8ff]|\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)])$")


def make_lines(words: Sequence[Word]) -> list[Line]:
    """Group words into lines, top to bottom; words of unequal size on one line stay together."""
    lines: list[Line] = []
    for word in sorted(words, key=lambda item: (item.box.top + item.box.bottom, item.box.left)):
        home = next((line for line in reversed(lines[-12:]) if _same_line(line, word)), None)
        if home is None:
            lines.append(Line([word], word.box))
        else:
            home.words.append(word)
            home.box = home.box.union(word.box)
    for line in lines:
        line.words.sort(key=lambda item: item.box.left)
    return sorted(lines, key=lambda line: (line.box.top, line.box.left))


def _same_line(line: Line, word: Word) -> bool:
    """Whether the word's middle lies in the line's inner band."""
    middle = word.middle[1]
    anchor = line.words[0]
    reach = 0.35 * max(min(anchor.box.height, word.box.height), 4.0)
    return abs(anchor.middle[1] - middle) <= reach or (word.box.height < 0.8 * anchor.box.height and anchor.box.top <= middle <= anchor.box.bottom)


def split_line(line: Line) -> list[Line]:
    """Cut a line at gaps wider than a letter: columns may meet there."""
    parts: list[list[Word]] = [[line.words[0]]]
    for before, after in pairwise(line.words):
        gap = after.box.left - before.box.right
        # A bullet or number stays with its text, however wide the hanging indent is.
        leads = len(parts[-1]) == 1 and gap < 40 and (before.style.symbol or bool(_MARKER.match(before.text)))
        if gap > max(GUTTER, 0.9 * before.style.size) and not leads:
            parts.append([])
        parts[-1].append(after)
    return [_line(part) for part in parts]


def _line(words: list[Word]) -> Line:
    box = words[0].box
    for word in words[1:]:
        box = box.union(word.box)
    return Line(words, box)


def join_rules(rules: Sequence[Rect]) -> list[Rect]:
    """Level rules with those that go on where another ends taken as one."""
    joined: list[Rect] = []
    for rule in sorted(rules, key=lambda item: (round(item.top), item.left)):
        last = joined[-1] if joined else None
        if last is not None and abs(last.top - rule.top) < 2 and last.left - 3 <= rule.left <= last.right + 3:
            joined[-1] = last.union(rule)
        else:
            joined.append(rule)
    return joined
