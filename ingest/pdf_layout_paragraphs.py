"""Groups the lines of a stack into paragraphs, list items and heading lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.pdf_layout_types import Line

BULLETS = frozenset("•●○◦▪■□▫‣⁃∙·➢➤►▶✓✔❖◆◇★☐\u2013\u2014-*")
_NUMBERED = re.compile(r"^\(?(\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)]$")
_ENDED = re.compile(r"[.!?:;][\"'”’)\]]*$")
_LEADER = re.compile(r"(?:\.\s?){4,}\s*\d*$")


@dataclass(slots=True)
class Group:
    """Lines of one paragraph. ``marker`` is its bullet or number; ``boxed_lines`` those on the page of the start."""

    lines: list[Line]
    marker: str = ""
    boxed: bool = False
    opens_stack: bool = False
    closes_stack: bool = False
    boxed_lines: list[Line] = field(default_factory=list)

    @property
    def size(self) -> float:
        """The size of the first line."""
        return self.lines[0].size

    @property
    def bold(self) -> bool:
        """Whether all lines are bold."""
        return all(line.bold for line in self.lines)

    def without_marker(self, text: str) -> str:
        """``text`` without its bullet glyph; numbers stay."""
        if self.marker and is_bullet(self.marker) and text.startswith(self.marker):
            return text[len(self.marker) :].lstrip()
        return text


def is_bullet(text: str) -> bool:
    """Whether a word is a bullet: a known glyph, or one from a private-use area."""
    return len(text) == 1 and (text in BULLETS or "\ue000" <= text <= "\uf8ff" or text == "o")


def marker_of(line: Line) -> str:
    """The bullet or number at the start of a line, or nothing."""
    first = line.words[0]
    if len(line.words) < 2:
        return first.text if is_bullet(first.text) and first.text != "o" else ""
    if first.style.symbol and len(first.text) == 1:
        return first.text
    if is_bullet(first.text):
        # "o" and dashes are bullets only with the wide gap that follows one.
        wide = line.words[1].box.left - first.box.right > 0.45 * max(first.style.size, 6)
        return first.text if wide or first.text not in "o–—-*" else ""
    return first.text if _NUMBERED.match(first.text) else ""


def group_lines(lines: Sequence[Line], pitch: float, *, boxed: bool) -> list[Group]:
    """Paragraphs of a run of lines. ``pitch`` is the usual line distance as a multiple of the size."""
    if not lines:
        return []
    right = max(line.box.right for line in lines)
    groups: list[Group] = []
    for line in lines:
        marker = marker_of(line)
        if groups and not _starts(groups[-1], line, marker, right, pitch):
            groups[-1].lines.append(line)
        else:
            groups.append(Group([line], marker, boxed))
    for group in groups:
        group.boxed_lines = list(group.lines)
    groups[0].opens_stack = True
    groups[-1].closes_stack = True
    return groups


def _starts(group: Group, line: Line, marker: str, right: float, pitch: float) -> bool:
    """Whether ``line`` begins a new paragraph after ``group``."""
    last = group.lines[-1]
    if len(last.words) == 1 and len(group.lines) == 1 and (group.marker or last.text.isdigit()):
        # A bullet or a badge number that stands a little higher than its text.
        return abs(line.box.top - last.box.top) > 1.5 * last.size
    if marker and not _is_wrapped_number(group, marker):
        return True
    distance = (line.box.bottom - last.box.bottom) / max(line.size, 4.0)
    if distance > pitch + 0.22 + (0.15 if line.size > 13 else 0) or distance < -0.2:
        return True
    if _restyled(group, line, right):
        return True
    if group.marker and line.box.left < group.lines[0].box.left - 3:
        return True
    return _broken_on_purpose(last, line, right)


def _is_wrapped_number(group: Group, marker: str) -> bool:
    """A line of running text may begin with "2)" or "A." by chance: then it hangs where its paragraph does."""
    if is_bullet(marker) or not marker[0].isalnum():
        return False
    last = group.lines[-1].text
    return not _ENDED.search(last) and not last.endswith((";", ",", "and", "or")) and not group.marker and marker.endswith(".")


def _restyled(group: Group, line: Line, right: float) -> bool:
    """Whether size or weight changes between the lines in a way that starts a new paragraph."""
    last = group.lines[-1]
    if abs(last.size - line.size) > 0.8:
        return True
    if last.bold == line.bold:
        return last.bold and last.colour != line.colour
    runs_on = last.box.right > right - 0.2 * (right - last.box.left) and not _ENDED.search(last.text)
    return not (runs_on and last.colour == line.colour)


def _broken_on_purpose(last: Line, line: Line, right: float) -> bool:
    """Whether the first word of ``line`` would have fitted on the line before: then the break was meant."""
    if _LEADER.search(last.text):
        return True
    if last.text.endswith("-"):
        return False
    first = line.words[0]
    room = right - last.box.right - 0.3 * line.size
    if room <= first.box.width + 2 or (last.bold and line.bold and line.size > 11):
        return False
    return bool(_ENDED.search(last.text)) or not first.text[:1].islower()
