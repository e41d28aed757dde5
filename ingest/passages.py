"""A parsed document to citable units, with the context that each is indexed under.

A unit is a sentence, a list item or a table row, verbatim, with its offsets in the page's canonical text (the page's blocks joined by
line breaks). Around units the index keeps windows (a unit with its neighbours) and passages of about ninety words; all are runs of
units, so that whatever is shown can be found again at its offsets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.domain import Block, Document, Unit
from assistant.statements import BREAKS_OFF

LONGEST_UNIT = 110  # words: about 150 word pieces, which leaves room for the context within the model's 256
LONGEST_ROW = 60
PASSAGE_WORDS = 90

_ABBREVIATION = re.compile(
    r"\b(?:e\.g|i\.e|etc|vs|no|nos|mr|mrs|ms|dr|st|prof|rev|cllr|dept|approx|para|fig|p|pp|vol|ed|inc|ltd|jan|feb|mar|apr|aug|sept?|oct|nov|dec|[a-z])\.$",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]*(?=\s+[\"'“‘(\[]?[A-Z0-9£•])")
_NUMBERING = re.compile(r"\s*[(\[]?\d{1,3}(?:\.\d{1,2})*[.)\]]+")
_FIRST_NUMBER = re.compile(r"(?<=:)\s+[(\[]?1[.)\]]+$")
_CLAUSE_END = re.compile(r"[;:](?=\s)|,(?=\s)|\s[–-](?=\s)")


@dataclass(frozen=True, slots=True)
class CanonicalPages:
    """Canonical text of each page (index 0 is page 1) and where each block stands in it."""

    pages: tuple[str, ...]
    starts: tuple[int, ...]


def canonical_pages(blocks: Sequence[Block], page_count: int) -> CanonicalPages:
    """Join the blocks of each page with line breaks, in reading order."""
    count = max([page_count, *(block.page for block in blocks)], default=0)
    texts: list[list[str]] = [[] for _ in range(count)]
    lengths = [0] * count
    starts: list[int] = []
    for block in blocks:
        page = block.page - 1
        if texts[page]:
            lengths[page] += 1
        starts.append(lengths[page])
        texts[page].append(block.text)
        lengths[page] += len(block.text)
    return CanonicalPages(tuple("\n".join(parts) for parts in texts), tuple(starts))


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Offsets of the sentences of a text, without the white space between them."""
    start = 0
    for match in _SENTENCE_END.finditer(text):
        if _ABBREVIATION.search(text[start : match.start() + 1]) and text[match.start()] == ".":
            continue
        # The number of a paragraph ("48. Family group meetings ...") is no sentence, and tells nobody anything.
        if not _NUMBERING.fullmatch(text, start, match.end()):
            # Nor does the sentence that introduces a list end with the list's first number ("The council has: 1. Met ...").
            first = _FIRST_NUMBER.search(text, start, match.end())
            yield start, first.start() if first else match.end()
        start = match.end() + len(text[match.end() :]) - len(text[match.end() :].lstrip())
    if text[start:].strip():
        yield start, len(text.rstrip())


def _pieces(text: str, start: int, end: int, longest: int) -> Iterator[tuple[int, int]]:
    """Cut an over-long stretch at clause ends, else at words, into parts of at most ``longest`` words."""
    if len(text[start:end].split()) <= longest:
        yield start, end
        return
    middle = (start + end) // 2
    cuts = [match.end() for match in _CLAUSE_END.finditer(text, start + 40, max(start + 41, end - 40))]
    cuts = cuts or [match.end() for match in re.finditer(r"\s", text[:end]) if match.start() > start]
    cut = min(cuts, key=lambda position: abs(position - middle))
    right = cut + len(text[cut:end]) - len(text[cut:end].lstrip())
    yield from _pieces(text, start, cut if text[cut - 1] != " " else cut - 1, longest)
    yield from _pieces(text, right, end, longest)


def block_spans(block: Block) -> Iterator[tuple[int, int]]:
    """Offsets inside a block of the units it is cut into: a short row or item whole, else sentences (cell by cell in a row)."""
    text = block.text
    if block.kind == "heading":
        return
    if block.kind == "row" and len(text.split()) <= LONGEST_ROW:
        yield 0, len(text)
        return
    start = 0
    for cell in text.split("\t") if block.kind == "row" else [text]:
        for low, high in sentences(cell):
            yield from _pieces(text, start + low, start + high, LONGEST_UNIT)
        start += len(cell) + 1


class _Outline:
    """The heading path, list lead-in and group of the block at hand."""

    def __init__(self) -> None:
        self.path: list[tuple[int, str]] = []
        self.group = -1
        self.lead_in = ""
        self._previous: Block | None = None

    def advance(self, block: Block) -> None:
        previous, self._previous = self._previous, block
        if block.kind == "heading":
            self.path = [entry for entry in self.path if entry[0] < block.level] + [(block.level, block.text)]
            self.lead_in = ""
            self.group += 1
            return
        continues = previous is not None and (
            (block.kind == "item" and (previous.kind == "item" or bool(self.lead_in)))
            or (block.kind == "row" and previous.kind == "row" and previous.header == block.header)
        )
        if not continues:
            self.group += 1
        if block.kind == "paragraph":
            last = list(sentences(block.text))[-1:]
            self.lead_in = block.text[slice(*last[0])] if last else ""
        elif block.kind == "row":
            self.lead_in = ""

    def item_lead_in(self, block: Block) -> str:
        return self.lead_in if block.kind == "item" and len(self.lead_in.split()) <= 45 else ""


def units_of(document_id: str, blocks: Sequence[Block], canonical: CanonicalPages) -> tuple[Unit, ...]:
    """All units of a document in reading order."""
    outline = _Outline()
    units: list[Unit] = []
    remnants = dict(_remnants(blocks))
    torn = dict(torn_runs(blocks))
    runs = [*remnants.items(), *((first, last) for first, last in torn.items() if first not in remnants)]
    inside: set[int] = {number for first, last in runs for number in range(first + 1, last + 1)}
    listed = _contents_entries(blocks)
    for number, block in enumerate(blocks):
        if number in inside:
            continue
        outline.advance(block)
        if number in listed:
            continue
        if number in remnants:
            last = remnants[number]
            start, end = canonical.starts[number], canonical.starts[last] + len(blocks[last].text)
            units.append(_remnant_unit(document_id, len(units), block, canonical.pages[block.page - 1][start:end], start, number, outline))
            continue
        begin = canonical.starts[number]
        # Read as one, so that the sentence is whole; its text stays the page's own, line break included.
        last = torn.get(number, number)
        whole = replace(block, text=canonical.pages[block.page - 1][begin : canonical.starts[last] + len(blocks[last].text)])
        for low, high in block_spans(whole):
            start = begin + low
            units.append(
                Unit(
                    id=f"{document_id}#{len(units)}",
                    document_id=document_id,
                    ordinal=len(units),
                    text=whole.text[low:high],
                    kind=block.kind,
                    page=block.page,
                    start=start,
                    end=start + high - low,
                    headings=tuple(text for _, text in outline.path),
                    lead_in=outline.item_lead_in(block),
                    header=block.header,
                    caption=block.caption,
                    group=outline.group,
                    block=number,
                )
            )
    return tuple(units)


_TORN = re.compile(rf"(?:(?<![;,])\s(?:and|or)|\s(?:{BREAKS_OFF}))$", re.IGNORECASE)
# "...; and" ends the last item but one of a list; these end a sentence only at times.
_MAYBE_TORN = re.compile(r"\s(?:to|from|on|in|with|for|between|than)$", re.IGNORECASE)
_GOES_ON = re.compile(r"[a-z0-9£(]")
_LONGEST_SCRAP = 3
"""Words up to which a torn-off beginning ("At the") belongs to the item below it, whatever the layout made of it."""


def torn_runs(blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
    """Runs of paragraphs or items that a layout tore in the middle of a sentence ("down from" / "52% three years ago"), first and last."""
    number = 0
    while number < len(blocks):
        last = number
        while last + 1 < len(blocks) and _goes_on(blocks[last], blocks[last + 1]):
            last += 1
        if last > number:
            yield number, last
        number = last + 1


def _goes_on(block: Block, after: Block) -> bool:
    """Whether a block breaks off at a word that no sentence ends with, and the next takes it up on the same page."""
    text = block.text.rstrip()
    scrap = len(text.split()) <= _LONGEST_SCRAP and after.kind == "item"
    if block.kind not in ("paragraph", "item") or after.page != block.page or not (after.kind == block.kind or scrap):
        return False
    return bool(_TORN.search(text) or (_MAYBE_TORN.search(text) and _GOES_ON.match(after.text)))


_CONTENTS = re.compile(r"\s*(?:table of )?contents(?: page| list)?[\s:.]*", re.IGNORECASE)
# Set tight, the page number touches the last word.
_ENTRY = re.compile(r"[^\W\d].*[^\d,£]\d{1,3}\s*$", re.DOTALL)
_LEADER = re.compile(r"(?:\.\s?){4,}\s*\d{1,3}\s*$|…{2,}\s*\d{1,3}\s*$")
_FEWEST_ENTRIES = 3


def _contents_entries(blocks: Sequence[Block]) -> set[int]:
    """Lines of a table of contents: they name every topic and say nothing about any, so they are read, but not searched."""
    found: set[int] = set()
    below: list[int] | None = None
    for number, block in enumerate(blocks):
        if block.kind == "heading":
            found.update(below if below and len(below) >= _FEWEST_ENTRIES else ())
            below = [] if _CONTENTS.fullmatch(block.text) else None
        elif _LEADER.search(block.text):
            found.add(number)
        elif below is not None and len(block.text.split()) <= LONGEST_ROW and _ENTRY.search(block.text):
            below.append(number)
    found.update(below if below and len(below) >= _FEWEST_ENTRIES else ())
    return found


_REMNANT_WORDS = 6
_LONGEST_REMNANT = 90


def _remnants(blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
    """Runs of three or more scraps of a chart (labels and figures), first and last block: alone none of them says anything."""
    number = 0
    while number < len(blocks):
        last = number
        length = 0
        while last < len(blocks) and _is_scrap(blocks[last]) and blocks[last].page == blocks[number].page and length <= _LONGEST_REMNANT:
            length += len(blocks[last].text.split())
            last += 1
        figures = sum(any(c.isdigit() for c in block.text) for block in blocks[number:last])
        if last - number >= 3 and figures * 2 >= last - number:
            yield number, last - 1
        number = max(last, number + 1)


def _is_scrap(block: Block) -> bool:
    return block.kind == "paragraph" and len(block.text.split()) <= _REMNANT_WORDS and not block.text.rstrip().endswith((".", ":"))


def _remnant_unit(
    document_id: str, ordinal: int, block: Block, text: str, start: int, number: int, outline: _Outline
) -> Unit:
    return Unit(
        id=f"{document_id}#{ordinal}",
        document_id=document_id,
        ordinal=ordinal,
        text=text,
        kind="note",
        page=block.page,
        start=start,
        end=start + len(text),
        headings=tuple(heading for _, heading in outline.path),
        group=outline.group,
        block=number,
    )


def row_labels(unit: Unit) -> str:
    """A row with its headers, "header: cell" by cell; other units as they are."""
    if unit.kind != "row" or not any(unit.header):
        return unit.text.replace("\t", " ; ").replace("\n", " ; " if unit.kind == "note" else " ")
    cells = unit.text.split("\t")
    if len(cells) != len(unit.header):
        return " ".join(filter(None, unit.header)) + " ; " + unit.text.replace("\t", " ; ")
    return " ; ".join(f"{head}: {cell}" if head and head != cell else cell for head, cell in zip(unit.header, cells, strict=True))


def title_context(document: Document) -> str:
    """What every unit of a document is indexed under: title and period."""
    return " ".join(part for part in (document.title, document.period) if part)


def unit_text(unit: Unit) -> str:
    """What is indexed for a unit: nearest headings, caption, lead-in, then the unit with its row headers."""
    context = [*unit.headings[-2:], unit.caption if unit.caption not in unit.headings else "", unit.lead_in]
    return ". ".join(part for part in [*context, row_labels(unit)] if part)


def window_range(units: Sequence[Unit], position: int) -> range:
    """A unit's place with those of its neighbours, one each side, that stand in the same section."""
    unit = units[position]

    def beside(other: Unit) -> bool:
        return other.headings == unit.headings and other.document_id == unit.document_id

    first = position - 1 if position and beside(units[position - 1]) else position
    last = position + 1 if position + 1 < len(units) and beside(units[position + 1]) else position
    return range(first, last + 1)


def window_text(document: Document, units: Sequence[Unit], position: int) -> str:
    """A unit with its neighbours, under title and heading path."""
    near = " ".join(row_labels(units[place]) for place in window_range(units, position))
    return ". ".join([title_context(document), *units[position].headings[-2:], near])


def passages_of(units: Sequence[Unit]) -> list[tuple[int, int]]:
    """Half-open runs of units of about ninety words that do not cross a section, for the coarse index; every unit is in one."""
    runs: list[tuple[int, int]] = []
    start, length = 0, 0
    for position, unit in enumerate(units):
        count = len(unit.text.split())
        crosses = position > start and (units[start].headings != unit.headings or length + count > PASSAGE_WORDS * 1.25)
        if crosses:
            runs.append((start, position))
            start, length = position, 0
        length += count
    if units:
        runs.append((start, len(units)))
    return runs


def passage_text(document: Document, units: Sequence[Unit]) -> str:
    """A passage under title and heading path."""
    return passage_parts(document, units)[0]


def passage_parts(document: Document, units: Sequence[Unit]) -> tuple[str, tuple[int, ...]]:
    """A passage under title and heading path, and where in it each part ends: what stands above it, then its units, a number each."""
    text = ". ".join([title_context(document), *units[0].headings[-2:], ""])
    ends = [len(text)]
    for number, unit in enumerate(units):
        text += (" " if number else "") + row_labels(unit)
        ends.append(len(text))
    return text, tuple(ends)
