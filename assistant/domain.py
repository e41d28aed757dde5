"""The values that travel from question to answer: frozen, typed, and free of any vendor's types.

Flow and maker of each: RawDocument (ingest.sources) -> ParsedDocument (ingest.parse_*) -> Passage (ingest.passages)
-> generation (ingest.publish) -> Hit (retrieve) -> Draft (compose) -> Answer (answering) -> blocks / JSON / text.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Literal

Area = Literal["bedford", "central", "luton", "pan", "national"]
"""Whose text it is. The first three are partnerships; ``pan`` is shared by all three; ``national`` is statutory guidance."""

PARTNERSHIPS: tuple[Area, ...] = ("bedford", "central", "luton")
AREA_NAMES: dict[str, str] = {
    "bedford": "Bedford Borough",
    "central": "Central Bedfordshire",
    "luton": "Luton",
    "pan": "Pan-Bedfordshire",
    "national": "National",
}

Kind = Literal[
    "procedure",
    "threshold",
    "briefing",
    "case_review",
    "annual_report",
    "inspection",
    "contact",
    "glossary",
    "guidance",
]
Authority = Literal["official", "digest"]
Edition = Literal["current", "superseded"]
Series = Literal["replacing", "periodic"]
Audience = Literal["public", "practitioner"]
Republish = Literal["full", "excerpt", "link"]
BlockKind = Literal["heading", "paragraph", "item", "row", "note"]
StatementKind = Literal["quote", "row", "contact", "template", "model"]
NoticeKind = Literal["urgent", "personal_data", "partial", "conflict", "outdated", "area", "decision"]


class Status(StrEnum):
    """How a reply ended. Every value but ``answered`` has its wording in ``prompts/replies.yaml``."""

    ANSWERED = "answered"
    PARTIAL = "partial"
    CONFLICT = "conflict"
    NOT_FOUND = "not_found"
    URGENT = "urgent"
    OUT_OF_SCOPE = "out_of_scope"
    FAULT = "fault"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What was asked, by whom it may be seen, and when.

    ``history`` holds the asker's earlier messages, oldest first. ``area`` is the area chosen in the channel (``None``: unknown).
    ``asked_at`` is timezone-aware, or ``None`` for "now by the injected clock".
    """

    text: str
    area: Area | None = None
    history: tuple[str, ...] = ()
    asked_at: datetime | None = None
    audience: Audience = "practitioner"


# --- ingestion ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle on a page in PDF points, origin at the top left."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One structural piece of a parsed document, in reading order.

    ``text`` is verbatim (hyphenation mended, white space folded to single spaces). A ``row`` joins its cells with a tab,
    without header words; ``header`` gives the column headers of that row (same length as the cells, possibly empty strings),
    and ``caption`` what stands above the table. A ``heading`` has ``level`` 1..6; others have 0. ``page`` counts from 1
    (documents without pages: 1). ``boxes`` are the rectangles of its lines, empty where the format has none.
    """

    kind: BlockKind
    text: str
    page: int = 1
    level: int = 0
    header: tuple[str, ...] = ()
    caption: str = ""
    boxes: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ParseNote:
    """Something the business unit should know of a file: ``kind`` is a stable word, ``text`` a plain sentence."""

    kind: Literal["hidden_text", "little_text", "low_confidence", "needs_ocr", "machine_read", "other"]
    text: str
    page: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedDocument:
    """A file as read. ``properties`` holds lower-case keys such as title, author, created, modified, header, footer, front-matter keys.

    ``page_sizes`` are (width, height) in points for each page, empty where the format has no pages.
    ``machine_read`` lists pages whose text was recognised from a picture.
    """

    media_type: Literal["pdf", "docx", "pptx", "html", "markdown", "text"]
    blocks: tuple[Block, ...]
    page_sizes: tuple[tuple[float, float], ...] = ()
    properties: dict[str, str] = field(default_factory=dict)
    notes: tuple[ParseNote, ...] = ()
    machine_read: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceReference:
    """Where a digest took its facts from."""

    title: str
    publisher: str = ""
    date: str = ""
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One edition of one document in a generation. ``id`` is stable over editions' content changes; ``sha256`` says whether it changed."""

    id: str
    title: str
    kind: Kind
    area: Area
    authority: Authority = "official"
    published: date | None = None
    effective_from: date | None = None
    review_by: date | None = None
    period: str = ""
    series: Series = "replacing"
    edition: Edition = "current"
    superseded_by: str | None = None
    duplicate_of: str | None = None
    reviewed_by: str | None = None
    audience: Audience = "practitioner"
    republish: Republish = "excerpt"
    source_url: str | None = None
    references: tuple[SourceReference, ...] = ()
    file_name: str = ""
    media_type: str = ""
    sha256: str = ""
    pages: int = 0
    machine_read: tuple[int, ...] = ()
    guessed: tuple[str, ...] = ()


# --- retrieval ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """The smallest citable piece: a sentence, a list item or a table row, verbatim at ``start``..``end`` of the page's canonical text.

    ``context`` is what is indexed in front of it and never shown as part of it: title, area, year, heading path, list
    lead-in, row header. ``group`` numbers the block group (a list with its lead-in, a table, a paragraph) inside the document.
    """

    id: str
    document_id: str
    ordinal: int
    text: str
    kind: BlockKind
    page: int
    start: int
    end: int
    headings: tuple[str, ...] = ()
    lead_in: str = ""
    header: tuple[str, ...] = ()
    caption: str = ""
    group: int = 0
    block: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A retrieved passage: consecutive units of one document, shown as one text, with why it was found."""

    document: Document
    units: tuple[Unit, ...]
    score: float
    scores: dict[str, float] = field(default_factory=dict)
    why: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The passage as the composer reads it: units in document order, one line each block, a table's rows under its header."""
        parts: list[str] = []
        previous: Unit | None = None
        for unit in self.units:
            joiner = " " if previous is not None and previous.block == unit.block else "\n"
            if unit.kind == "row" and any(unit.header) and (previous is None or previous.header != unit.header):
                parts.append((joiner if parts else "") + "\t".join(unit.header))
                joiner = "\n"
            parts.append((joiner if parts else "") + unit.text)
            previous = unit
        return "".join(parts)


# --- answers --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A verbatim stretch of a source: ``start``..``end`` are offsets in the canonical text of that source's page."""

    source: int
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One proven line of an answer. ``citations`` are source numbers from 1."""

    text: str
    kind: StatementKind
    citations: tuple[int, ...] = ()
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A cited document at one page, with the verbatim quotation that proves the statements citing it."""

    n: int
    document: Document
    page: int
    heading: str
    quote: str
    url: str
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Something said beside the answer."""

    kind: NoticeKind
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectedNumber:
    """A number that must never be shown, and why."""

    phone: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Whom to ring. ``area`` is ``national`` for helplines. ``checked`` is a date only after a named person rang or read it."""

    area: Area
    role: str
    name: str
    scope: Literal["child lives", "adult works", "anyone"]
    phone: str | None = None
    email: str | None = None
    hours: str | None = None
    form_url: str | None = None
    note: str | None = None
    source: str = ""
    source_date: str = ""
    checked: date | None = None
    checked_by: str | None = None
    review_by: date | None = None
    rejected: tuple[RejectedNumber, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The one reply that every channel renders. ``text`` is the whole reply in plain text; ``reply`` a key in replies.yaml."""

    id: str
    status: Status
    text: str
    reply: str | None = None
    statements: tuple[Statement, ...] = ()
    sources: tuple[Source, ...] = ()
    notices: tuple[Notice, ...] = ()
    contacts: tuple[Contact, ...] = ()
    model: str | None = None
    generation: str | None = None
    took_ms: int = 0
