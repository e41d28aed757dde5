"""Two editions of a document, block by block: what is new, what is gone, what was reworded. Pure; for the reader's page.

A telephone number that only the earlier edition holds is never shown: somebody might ring it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from assistant.domain import Block

ALIKE = 0.5
"""Share of words in common from which a block counts as reworded rather than as another one."""
MOST_SHOWN = 200
NUMBER_GONE = "(a number that no longer holds)"
_LARGE = 3_000
_NUMBER = re.compile(r"(?:\+44|\b0)[\d ()-]{8,}\d")

PieceKind = Literal["same", "new", "gone"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Words of a reworded block."""

    kind: PieceKind
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A block that differs, under its heading. ``page`` is where it stands in the newer edition, or for ``gone`` in the older one."""

    kind: Literal["new", "gone", "reworded"]
    heading: str
    page: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """All changes in the order of the newer edition, and how many of each kind."""

    changes: tuple[Change, ...]

    def count(self, kind: str) -> int:
        """How many of a kind."""
        return sum(change.kind == kind for change in self.changes)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    text: str
    heading: str
    page: int


def difference(older: Sequence[Block], newer: Sequence[Block]) -> Difference:
    """What changed from ``older`` to ``newer``. Blocks that only moved to another page count as the same."""
    was, now = _lines(older), _lines(newer)
    numbers = {_digits(number) for line in now for number in _NUMBER.findall(line.text)}
    matcher = SequenceMatcher(None, [line.text for line in was], [line.text for line in now], autojunk=len(was) + len(now) > _LARGE)
    changes: list[Change] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal":
            changes += _between(was[a:b], now[c:d], numbers)
    return Difference(changes=tuple(changes))


def _lines(blocks: Sequence[Block]) -> list[_Line]:
    lines: list[_Line] = []
    heading = ""
    for block in blocks:
        heading = block.text if block.kind == "heading" else heading
        text = " ".join(block.text.replace("\t", " | ").split())
        if text:
            lines.append(_Line(text=text, heading=heading, page=block.page))
    return lines


def matched(was: Sequence[str], now: Sequence[str], least: float) -> list[int | None]:
    """For each newer text the place of the older one that it took the place of: the likest that is still free, if ``least`` alike."""
    free = dict(enumerate(text.split() for text in was))
    found: list[int | None] = []
    for text in now:
        best, level = None, 0.0
        matcher = SequenceMatcher(None, autojunk=False)
        matcher.set_seq2(text.split())
        for place, words in free.items():
            matcher.set_seq1(words)
            # The quick figures are never below the true one, so most pairs need no comparison word by word.
            if any(bound() < least or bound() <= level for bound in (matcher.real_quick_ratio, matcher.quick_ratio)):
                continue
            if (alike := matcher.ratio()) >= least and alike > level:
                best, level = place, alike
        found.append(best)
        if best is not None:
            del free[best]
    return found


def _between(was: Sequence[_Line], now: Sequence[_Line], numbers: set[str]) -> list[Change]:
    """The changes of one stretch: each new block beside the gone one that it is most like, if any is like it."""
    places = matched([line.text for line in was], [line.text for line in now], ALIKE)
    found: list[Change] = []
    for line, place in zip(now, places, strict=True):
        if place is None:
            found.append(Change(kind="new", heading=line.heading, page=line.page, pieces=(Piece(kind="new", text=line.text),)))
            continue
        pieces = tuple(_words(was[place].text.split(), line.text.split(), numbers))
        found.append(Change(kind="reworded", heading=line.heading, page=line.page, pieces=pieces))
    free = [line for place, line in enumerate(was) if place not in places]
    gone = [Change(kind="gone", heading=old.heading, page=old.page, pieces=(Piece(kind="gone", text=_safe(old.text, numbers)),)) for old in free]
    return [*gone, *found]


def _words(was: Sequence[str], now: Sequence[str], numbers: set[str]) -> Iterable[Piece]:
    ended = {_digits(number) for number in _NUMBER.findall(" ".join(was))} - numbers
    for tag, a, b, c, d in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Piece(kind="same", text=" ".join(now[c:d]))
            continue
        if b > a:
            text = " ".join(was[a:b])
            yield Piece(kind="gone", text=NUMBER_GONE if _part_of(text, ended) else _safe(text, numbers))
        if d > c:
            yield Piece(kind="new", text=" ".join(now[c:d]))


def _part_of(text: str, ended: set[str]) -> bool:
    """Whether a text is the part of an ended number that was replaced: its other part may stand in the words that stayed."""
    part = _digits(text)
    return len(part) > 2 and not re.search(r"[^\W\d_]", text) and any(part in number for number in ended)


def _safe(text: str, numbers: set[str]) -> str:
    """Gone text without the numbers that the newer edition lacks."""
    return _NUMBER.sub(lambda found: found[0] if _digits(found[0]) in numbers else NUMBER_GONE, text)


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)
