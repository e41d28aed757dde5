"""Retrieved passages as a model sees them: numbered S1..Sn, marked as data, without anything to ring, write to or open."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.domain import AREA_NAMES, Hit, Unit
from assistant.support import Passage, Quotation

MOST_SOURCES = 12
_WITHHELD = re.compile(
    r"(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<![\w@.])[\w-]+(?:\.[\w-]+)*\.(?:gov\.uk|org\.uk|co\.uk|nhs\.uk|police\.uk|org|com|net)(?:/\S*)?"
    r"|(?<![\d,.£])(?:\+44[\s()0-]*|\(?0)\d(?:[\s()-]{0,2}\d){7,10}(?!\d)|\b0800\s?1111\b|\b116\s?(?:123|000)\b",
    re.IGNORECASE,
)
_MARK = re.compile(r"</?\s*(?:sources?|question|system|assistant|user)\b[^>]*>|^\s*\[?S\d+\]?(?=[\s:(])", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberedSource:
    """A hit under its token. ``passage.text`` is verbatim; ``shown`` is what the model reads of it."""

    passage: Passage
    hit: Hit
    shown: str


def withheld(text: str) -> str:
    """The text without addresses, e-mails, numbers to ring, and without marks that could pass for ours."""
    return _MARK.sub(" ", _WITHHELD.sub("[withheld]", text))


def number_sources(hits: Sequence[Hit], most: int = MOST_SOURCES) -> tuple[NumberedSource, ...]:
    """The first hits with units as S1, S2, ...; order kept."""
    return tuple(_numbered(f"S{n}", hit) for n, hit in enumerate((hit for hit in hits[:most] if hit.units), start=1))


def render(sources: Sequence[NumberedSource]) -> str:
    """All sources as one block of data for a prompt."""
    return "\n\n".join(source.shown for source in sources)


def _numbered(token: str, hit: Hit) -> NumberedSource:
    document, unit = hit.document, hit.units[0]
    # A row is quoted with its column headers in sight; they and the list's lead-in explain the text and are not part of it.
    context = " | ".join(part for part in (document.title, *unit.headings[-2:], unit.lead_in, " / ".join(unit.header)) if part)
    passage = Passage(token=token, text=hit.text, area=document.area, edition=document.edition, context=context)
    when = document.period or (str(document.published.year) if document.published else "undated")
    head = f"[{token}] {AREA_NAMES[document.area]}, {when}, {document.edition} edition. Context (not to be quoted): {withheld(context)}"
    return NumberedSource(passage=passage, hit=hit, shown=f"{head}\nText: {withheld(hit.text)}")


def spans_of(quotation: Quotation, hit: Hit) -> tuple[tuple[Unit, int, int], ...]:
    """Where a quotation stands: for each unit it touches the unit and the offsets in its page's canonical text."""
    found: list[tuple[Unit, int, int]] = []
    at = 0
    previous: Unit | None = None
    for unit in hit.units:
        at += 1 if previous is not None else 0
        start, end = max(quotation.start, at), min(quotation.end, at + len(unit.text))
        if start < end:
            found.append((unit, unit.start + start - at, unit.start + end - at))
        at += len(unit.text)
        previous = unit
    return tuple(found)
