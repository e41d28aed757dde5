"""Which documents a delivery holds: stable ids, editions and duplicates, settled before anything is indexed.

Order matters: identity and edition first, near-duplicates last, so that a corrected edition (nearly the same text) replaces the old
one instead of being dropped as its duplicate.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.domain import Document, ParsedDocument
from ingest.identity import Identity
from ingest.sources import RawDocument

_SHINGLE = 5
_LETTERS = 12
_COPY = 0.9
_EXTRACT = 0.6
"""Share of a text found in another document from which it counts as its copy (by words) or, when machine-read, its extract (by letters).

Measured: three scanned pages have 87 % of their stretches of twelve letters in the report they are from, at most 8 % in other reports.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A file as read and identified."""

    raw: RawDocument
    parsed: ParsedDocument
    identity: Identity


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogued:
    """A document with its settled id and edition."""

    document: Document
    parsed: ParsedDocument
    raw: RawDocument


def catalogue(entries: Sequence[Entry]) -> list[Catalogued]:
    """Settle ids and editions within each identity, then mark copies and extracts of other documents."""
    by_key: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_key[entry.identity.key].append(entry)
    settled = [item for key in sorted(by_key) for item in _editions(key, by_key[key])]
    return _mark_duplicates(settled)


def _order(entry: Entry) -> tuple[date, date, str]:
    return (entry.identity.published or date.min, entry.identity.review_by or date.min, entry.raw.name)


def _editions(key: str, entries: Sequence[Entry]) -> list[Catalogued]:
    if entries[0].identity.series == "periodic":
        by_period: dict[str, list[Entry]] = defaultdict(list)
        for entry in entries:
            by_period[entry.identity.period or str(entry.identity.published or "")].append(entry)
        return [item for period in sorted(by_period) for item in _line(f"{key}-{period}".rstrip("-"), by_period[period])]
    return _line(key, entries)


def _line(key: str, entries: Sequence[Entry]) -> list[Catalogued]:
    """One line of editions: the newest is current under the plain key, the others are superseded under dated ids."""
    newest, *older = sorted(entries, key=_order, reverse=True)
    current = _document(newest, _slug(key))
    result = [Catalogued(document=current, parsed=newest.parsed, raw=newest.raw)]
    for number, entry in enumerate(older):
        if _coverage(entry.parsed, newest.parsed) >= _EXTRACT and entry.identity.published == newest.identity.published:
            document = replace(_document(entry, _slug(f"{key}-copy-{number + 1}")), duplicate_of=current.id)
        else:
            identifier = _slug(f"{key}-edition-{entry.identity.published or number + 1}")
            document = replace(_document(entry, identifier), edition="superseded", superseded_by=current.id)
        result.append(Catalogued(document=document, parsed=entry.parsed, raw=entry.raw))
    return result


def _document(entry: Entry, identifier: str) -> Document:
    identity = entry.identity
    return Document(
        id=identifier,
        title=identity.title,
        kind=identity.kind,
        area=identity.area,
        authority=identity.authority,
        published=identity.published,
        effective_from=identity.effective_from,
        review_by=identity.review_by,
        period=identity.period,
        series=identity.series,
        reviewed_by=identity.reviewed_by,
        audience=identity.audience,
        republish=identity.republish,
        source_url=identity.source_url,
        references=identity.references,
        file_name=entry.raw.name,
        media_type=entry.parsed.media_type,
        sha256=entry.raw.sha256,
        pages=max([len(entry.parsed.page_sizes), *(block.page for block in entry.parsed.blocks)], default=0),
        machine_read=entry.parsed.machine_read,
        guessed=identity.guessed,
    )


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:120]


def _shingles(parsed: ParsedDocument) -> frozenset[tuple[str, ...]]:
    found = re.findall(r"\w+", " ".join(block.text for block in parsed.blocks).lower())
    return frozenset(tuple(found[n : n + _SHINGLE]) for n in range(len(found) - _SHINGLE + 1))


def _coverage(small: ParsedDocument, large: ParsedDocument) -> float:
    """Share of the shingles of ``small`` that stand in ``large``."""
    mine = _shingles(small)
    return len(mine & _shingles(large)) / len(mine) if mine else 0.0


def _letters(parsed: ParsedDocument) -> frozenset[str]:
    """Stretches of letters without spaces: recognition runs words together but seldom takes a letter for another."""
    text = re.sub(r"[\W_]", "", "".join(block.text for block in parsed.blocks).lower())
    return frozenset(text[n : n + _LETTERS] for n in range(len(text) - _LETTERS + 1))


def _mark_duplicates(items: list[Catalogued]) -> list[Catalogued]:
    """Point each copy or extract to the larger document of the same area and kind that holds it."""
    words = {item.document.id: _shingles(item.parsed) for item in items}
    return [_marked(item, items, words) for item in items]


def _marked(item: Catalogued, items: Sequence[Catalogued], words: Mapping[str, frozenset[tuple[str, ...]]]) -> Catalogued:
    mine = words[item.document.id]
    if item.document.edition != "current" or item.document.duplicate_of or len(mine) < 40:
        return item
    for other in items:
        theirs = words[other.document.id]
        # Chapters of different areas may be nearly alike and still both count: never across areas or kinds.
        same = (other.document.area, other.document.kind, other.document.edition) == (item.document.area, item.document.kind, "current")
        if not same or (len(theirs), other.document.id) <= (len(mine), item.document.id):
            continue
        copy = len(mine & theirs) / len(mine) >= _COPY
        if copy and not item.document.machine_read:
            return replace(item, document=replace(item.document, duplicate_of=other.document.id))
        if item.document.machine_read and (copy or _is_extract(item, other)):
            # A few pages seldom carry the report's own date; what looks like one is some date in the text.
            parent, guessed = other.document, tuple(dict.fromkeys([*item.document.guessed, "published"]))
            dated = replace(item.document, duplicate_of=parent.id, published=parent.published, period=parent.period, guessed=guessed)
            return replace(item, document=dated)
    return item


def _is_extract(item: Catalogued, other: Catalogued) -> bool:
    mine = _letters(item.parsed)
    return len(mine & _letters(other.parsed)) >= _EXTRACT * len(mine)
