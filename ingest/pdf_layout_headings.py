"""Decides which groups of lines are headings and of which level: by the outline, by size, by weight."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ingest.pdf_layout_paragraphs import Group, is_bullet
from ingest.pdf_layout_types import Line

LONGEST = 220
_PLAIN = re.compile(r"[^a-z0-9]+")
_LETTERS = re.compile(r"[^\W\d_]{3}")


def _plain(text: str) -> str:
    return _PLAIN.sub("", text.lower())


class HeadingRules:
    """What a heading looks like in one document."""

    def __init__(self, lines: Sequence[Line], outline: Sequence[tuple[int, str, int]]) -> None:
        letters: Counter[tuple[float, tuple[int, int, int]]] = Counter()
        for line in lines:
            letters[round(line.size * 2) / 2, line.colour] += len(line.text)
        (self.body_size, self.body_colour), _ = letters.most_common(1)[0] if letters else ((11.0, (0, 0, 0)), 0)
        self.outline = {(_plain(title), page): level for level, title, page in outline if _plain(title)}
        self.titles = {_plain(title): level for level, title, _ in outline if _plain(title)}
        sizes = {round(line.size) for line in lines if line.size >= self.body_size * 1.12}
        self.sizes = sorted(sizes, reverse=True)

    def level(self, group: Group, text: str, page: int, following: Group | None) -> int:
        """1..6 for a heading, 0 for other text."""
        known = self._outlined(text, page)
        if known:
            return known
        if not self._looks_like_heading(group, text, following):
            return 0
        rank = next((place for place, size in enumerate(self.sizes) if round(group.size) >= size), len(self.sizes))
        return min(rank + 1, 6)

    def _outlined(self, text: str, page: int) -> int:
        plain = _plain(text)
        if (plain, page) in self.outline:
            return min(self.outline[plain, page], 6)
        # Some writers cut long titles.
        for (title, where), level in self.outline.items():
            if where == page and len(title) > 40 and plain.startswith(title):
                return min(level, 6)
        return 0

    def _looks_like_heading(self, group: Group, text: str, following: Group | None) -> bool:
        if (group.marker and is_bullet(group.marker)) or len(text) > LONGEST or len(group.lines) > 4:
            return False
        if not _LETTERS.search(text) or text.endswith((",", ";")):
            return False
        if group.size >= self.body_size * 1.15:
            return True
        if not group.bold or len(text) > 130 or text.endswith("."):
            return False
        if group.lines[0].colour != self.body_colour:
            return True
        # A bold line set like the body: a heading unless it signs off what stands above.
        return following is not None and not self._large(following) and not following.bold and not group.marker

    def _large(self, group: Group) -> bool:
        return group.size >= self.body_size * 1.15 or (group.bold and group.lines[0].colour != self.body_colour)
