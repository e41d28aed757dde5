"""A draft to statements and numbered sources: verbatim text, labels from fixed templates, links that open at the sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.compose import Draft, Group, short_name
from assistant.domain import Document, Source, Span, Statement, Unit
from assistant.library import Generation, is_overdue
from assistant.national import Guidance, replaced_since
from assistant.replies import Replies
from assistant.statements import Piece, torn_apart
from assistant.verify import proven


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """Proven statements with their sources; ``dropped`` counts lines that failed the last check."""

    statements: tuple[Statement, ...]
    sources: tuple[Source, ...]
    dropped: int


class _Numbering:
    """Gives each cited page of a document one number, in order of first use."""

    def __init__(self, generation: Generation, replies: Replies, today: date, national: Sequence[Guidance]) -> None:
        self.sources: list[Source] = []
        self._generation = generation
        self._replies = replies
        self._today = today
        self._national = national
        self._numbers: dict[tuple[str, int], int] = {}

    def cite(self, unit: Unit, start: int, end: int) -> int:
        """Number of the source that holds a stretch of text."""
        key = (unit.document_id, unit.page)
        if key not in self._numbers:
            said = remark(self._generation.documents[unit.document_id], unit.page, self._replies, self._today)
            self._numbers[key] = len(self.sources) + 1
            self.sources.append(source_of(self._generation, unit, len(self.sources) + 1, start, end, said))
        self._warn(self._numbers[key] - 1, self._generation.pages(unit.document_id)[unit.page - 1][start:end])
        return self._numbers[key]

    def _warn(self, position: int, quoted: str) -> None:
        """A quotation that rests on replaced national guidance carries that in its source's line."""
        warning = self._replies.get("national_changed")
        source = self.sources[position]
        if warning not in source.remark and replaced_since(quoted, self._national):
            self.sources[position] = replace(source, remark=f"{source.remark} {warning}".strip())


def source_of(generation: Generation, unit: Unit, number: int, start: int, end: int, remark: str = "") -> Source:
    """The source that holds a stretch of a unit's page (``start``..``end`` in its canonical text), with the link that opens at it."""
    document = generation.documents[unit.document_id]
    return Source(
        n=number,
        document=document,
        page=unit.page,
        heading=unit.headings[-1] if unit.headings else "",
        quote=generation.pages(unit.document_id)[unit.page - 1][start:end],
        url=f"/library/{document.id}?page={unit.page}&start={start}&end={end}#cited",
        remark=remark,
    )


def remark(document: Document, page: int, replies: Replies, today: date) -> str:
    """What a reader must know of a source before trusting it."""
    parts: list[str] = []
    if document.authority == "digest" and not document.reviewed_by:
        parts.append(replies.get("digest_remark"))
    if is_overdue(document, today) and document.review_by:
        parts.append(replies.get("outdated", review_by=document.review_by.isoformat()))
    if page in document.machine_read:
        parts.append(replies.get("machine_read"))
    return " ".join(parts)


def quote(draft: Draft, generation: Generation, replies: Replies, today: date, national: Sequence[Guidance] = ()) -> Quoted:
    """Every piece of a draft as a proven statement, under a label for each place that is quoted."""
    numbering = _Numbering(generation, replies, today, national)
    answer = _Lines(generation, replies, numbering)
    for group in draft.groups:
        answer.add(group)
    sure = len(answer.statements)
    for group in draft.further:
        answer.add(group)
    statements = answer.statements
    if 0 < sure < len(statements):
        statements.insert(sure, Statement(text=replies.get("further"), kind="template"))
    used = {number for statement in statements for number in statement.citations}
    return Quoted(statements=tuple(statements), sources=tuple(s for s in numbering.sources if s.n in used), dropped=answer.dropped)


class _Lines:
    """The statements of groups one after the other, each under its label, which says of what "the team" or "mother" is said; ``dropped`` lines failed
    the last check."""

    def __init__(self, generation: Generation, replies: Replies, numbering: _Numbering) -> None:
        self.statements: list[Statement] = []
        self.dropped = 0
        self._generation, self._replies, self._numbering = generation, replies, numbering
        self._previous = ""

    def add(self, group: Group) -> None:
        """One group, as far as it is proven."""
        document, section, pieces = group
        lines = _all_lines(pieces, self._generation, self._numbering)
        kept = [statement for statement in lines if proven(statement, self._numbering.sources, self._generation)]
        self.dropped += len(lines) - len(kept)
        if not kept:
            return
        self.statements.append(Statement(text=_label(document, section, self._previous, self._replies), kind="template"))
        self._previous = document.id
        self.statements.extend(kept)


def _label(document: Document, section: str, previous: str, replies: Replies) -> str:
    name = section.rstrip(":. ")
    if document.edition == "superseded":
        earlier = replies.get("earlier_edition")
        return f"{short_name(document)} – {earlier}:"
    if document.id == previous and name:
        return f"{name}:"
    return f"{short_name(document)}{f' – {name}' if name and name.lower() not in document.title.lower() else ''}:"


def _all_lines(pieces: Sequence[Piece], generation: Generation, numbering: _Numbering) -> list[Statement]:
    """The statements of pieces in order; the two parts of a sentence that a page break has torn apart are one, each with its source."""
    lines: list[Statement] = []
    for place, piece in enumerate(pieces):
        own = list(_lines(piece, generation, numbering))
        torn = place > 0 and torn_apart(pieces[place - 1], piece, generation.units)
        if torn and lines and own and lines[-1].kind == own[0].kind == "quote":
            first, second = lines.pop(), own.pop(0)
            citations = tuple(dict.fromkeys((*first.citations, *second.citations)))
            lines.append(replace(first, text=f"{first.text} {second.text}", citations=citations, spans=(*first.spans, *second.spans)))
        lines += own
    return lines


def _lines(piece: Piece, generation: Generation, numbering: _Numbering) -> Sequence[Statement]:
    units = [generation.units[row] for row in piece.rows]
    first, last = units[0], units[-1]
    page = generation.pages(first.document_id)[first.page - 1]
    if first.kind == "row" and "\t" in first.text:
        return [_row(first, numbering)]
    text = page[first.start : last.end]
    number = numbering.cite(first, first.start, last.end)
    return [Statement(text=text, kind="quote", citations=(number,), spans=(Span(source=number, start=first.start, end=last.end),))]


def _row(unit: Unit, numbering: _Numbering) -> Statement:
    """A table row, "header: cell" by cell, each cell verbatim with its own span."""
    number = numbering.cite(unit, unit.start, unit.end)
    cells = unit.text.split("\t")
    heads = unit.header if len(unit.header) == len(cells) else ("",) * len(cells)
    spans: list[Span] = []
    shown: list[str] = []
    start = unit.start
    for head, cell in zip(heads, cells, strict=True):
        if cell.strip():
            spans.append(Span(source=number, start=start, end=start + len(cell)))
            shown.append(f"{head}: {cell}" if head and head.strip().lower() != cell.strip().lower() else cell)
        start += len(cell) + 1
    return Statement(text="; ".join(shown), kind="row", citations=(number,), spans=tuple(spans))
