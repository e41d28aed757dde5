"""The pieces of a PDF page as the reader hands them to the layout code: points, origin at the top left."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle in points, origin top left."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """Width in points."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Height in points."""
        return self.bottom - self.top

    def holds(self, x: float, y: float, slack: float = 0.0) -> bool:
        """Whether the point lies inside, give or take ``slack`` points."""
        return self.left - slack <= x <= self.right + slack and self.top - slack <= y <= self.bottom + slack

    def union(self, other: Rect) -> Rect:
        """The smallest rectangle around both."""
        # Asked for each letter of a document: min() and max() take twice as long.
        return Rect(
            self.left if self.left <= other.left else other.left,
            self.top if self.top <= other.top else other.top,
            self.right if self.right >= other.right else other.right,
            self.bottom if self.bottom >= other.bottom else other.bottom,
        )


@dataclass(frozen=True, slots=True)
class Style:
    """How a word is drawn. ``size`` is the effective size in points, ``colour`` is (red, green, blue) 0..255."""

    size: float
    bold: bool
    colour: tuple[int, int, int]
    mode: int = 0
    symbol: bool = False
    upright: bool = True
    order: int = 0


@dataclass(frozen=True, slots=True)
class Word:
    """One word with its place."""

    text: str
    box: Rect
    style: Style

    @property
    def middle(self) -> tuple[float, float]:
        """The centre of the word."""
        return (self.box.left + self.box.right) / 2, (self.box.top + self.box.bottom) / 2


@dataclass(frozen=True, slots=True)
class Fill:
    """A filled area: where, which colour, and its place in the drawing order."""

    box: Rect
    colour: tuple[int, int, int]
    order: int


@dataclass(frozen=True, slots=True)
class RawPage:
    """All that one page draws that matters for reading it.

    ``across`` are horizontal ruling lines and ``down`` vertical ones, as thin rectangles; ``pictures`` are image areas.
    """

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    across: tuple[Rect, ...] = ()
    down: tuple[Rect, ...] = ()
    fills: tuple[Fill, ...] = ()
    pictures: tuple[Rect, ...] = ()


@dataclass(slots=True)
class Line:
    """Words that stand on one line, left to right."""

    words: list[Word]
    box: Rect

    @property
    def text(self) -> str:
        """The words joined by single spaces."""
        return " ".join(word.text for word in self.words)

    @property
    def size(self) -> float:
        """The size most of the line is set in."""
        return max(self.words, key=lambda word: (len(word.text), word.style.size)).style.size

    @property
    def bold(self) -> bool:
        """Whether nearly every letter is bold."""
        bold = sum(len(word.text) for word in self.words if word.style.bold)
        return bold >= 0.9 * sum(len(word.text) for word in self.words)

    @property
    def colour(self) -> tuple[int, int, int]:
        """The colour of the longest word."""
        return max(self.words, key=lambda word: len(word.text)).style.colour


@dataclass(slots=True)
class Row:
    """A table row: each cell is a list of its lines' texts; ``boxes`` are the boxes of all lines."""

    cells: list[list[str]]
    boxes: list[Rect]
    bold: bool = False
    light: bool = False


@dataclass(slots=True)
class Table:
    """A table found on a page, already split in rows of equal length. ``words`` are the words of each cell, row by row."""

    box: Rect
    rows: list[Row]
    words: list[list[list[Word]]] = field(default_factory=list)


@dataclass(slots=True)
class Stack:
    """Lines and tables of one column or box, top to bottom. ``left``/``right`` are the column's edges."""

    parts: list[Line | Table] = field(default_factory=list)
    boxed: bool = False

    @property
    def right(self) -> float:
        """The right edge of the widest part."""
        return max(part.box.right for part in self.parts)
