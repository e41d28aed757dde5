"""What a draft will be when it is published: settled beside the whole library as ingestion settles it, with everything to look at."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Literal

from assistant.channels.templates import day_words
from assistant.domain import AREA_NAMES, PARTNERSHIPS, Document, ParsedDocument, ParseNote
from assistant.library import Tombstone, read_tombstones
from ingest.catalogue import Catalogued, Entry, catalogue
from ingest.desk.drafts import Draft
from ingest.desk.fields import KIND_NAMES, LABELS
from ingest.desk.shelf import Shelved, on_shelf, with_drafts
from ingest.errors import IngestError
from ingest.identity import identify
from ingest.parsed_json import from_json, to_json
from ingest.passages import canonical_pages, passages_of, units_of
from ingest.publish import FORMAT
from ingest.sandbox import parse_in_child
from ingest.tombstones import read_purged, write_atomically

FEW_WORDS = 25
SIMILAR = 0.5
GONE = "The document that it replaces is not in the library any more. Choose again below what it replaces, or make it a new document."
_WORDS = re.compile(r"\w+")
_NAMES = {
    "bedford": re.compile(r"bedford borough|\bBBSC[BP]\b", re.I),
    "central": re.compile(r"central bed(?:ford)?s(?:hire)?\b|\bCBSC[BP]\b", re.I),
    "luton": re.compile(r"\bluton\b", re.I),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something to look at. A ``stop`` must be mended before publication; anything else only be seen by a person."""

    kind: str
    text: str
    weight: Literal["stop", "look"] = "look"
    page: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table as it was read."""

    page: int
    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """A draft as understood. ``document`` is ``None`` when the file cannot be read; ``near`` is (document, share of the text in it)."""

    document: Document | None
    findings: tuple[Finding, ...]
    pages: tuple[tuple[int, int], ...] = ()
    """(page, words)."""
    passages: tuple[tuple[int, str, str], ...] = ()
    """(page, heading, text)."""
    tables: tuple[Table, ...] = ()
    near: tuple[tuple[Document, float], ...] = ()
    reading: bool = False
    """Whether the file is still being read."""

    @property
    def stops(self) -> tuple[Finding, ...]:
        """What must be mended first."""
        return tuple(finding for finding in self.findings if finding.weight == "stop")


def parsed_of(place: Shelved, data_dir: Path) -> ParsedDocument:
    """A file as read, from the cache that publication uses too. Raises ``IngestError``."""
    kept = data_dir / "parsed" / f"{place.sha256}-{FORMAT}.json"
    if kept.is_file():
        return from_json(kept.read_bytes())
    parsed = parse_in_child(place.path)
    kept.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(kept, to_json(parsed))
    return parsed


def understand(draft: Draft, path: Path, data_dir: Path) -> Understood:
    """What will become of a draft if it is published now."""
    shelf = on_shelf(data_dir)
    gone = draft.how != "new" and not any(place.document is not None and place.document.id == draft.replaces for place in shelf)
    places = with_drafts(shelf, [(replace(draft, how="new", replaces="") if gone else draft, path)])
    mine = next(place for place in places if place.draft == draft.id)
    try:
        parsed = parsed_of(mine, data_dir)
        if not parsed.blocks:
            return Understood(document=None, findings=(_no_text(parsed),))
        items = _settle(places, data_dir)
    except IngestError as error:
        return Understood(document=None, findings=(Finding(kind="unreadable", text=str(error), weight="stop"),))
    item = next(item for item in items if item.raw.name == mine.name)
    near = _near(item, items)
    findings = [
        *([_stop("gone", GONE)] if gone else []),
        *(_same_file(draft, shelf) or _as_published(item, draft, items)),
        *_as_withdrawn(item.document, data_dir),
        *_notes(parsed),
        *_thin_pages(parsed),
        *_unsure(item.document, parsed),
        *(_similar(other, share) for other, share in near),
    ]
    return Understood(
        document=item.document,
        findings=tuple(sorted(findings, key=lambda finding: finding.weight != "stop")),
        pages=tuple(_words_by_page(parsed).items()),
        passages=_passages(item),
        tables=_tables(parsed),
        near=near,
    )


def _settle(places: Sequence[Shelved], data_dir: Path) -> list[Catalogued]:
    """Ids, editions and duplicates over the whole shelf; published files that cannot be read now are left out."""
    entries: list[Entry] = []
    for place in places:
        try:
            parsed = parsed_of(place, data_dir)
            entries.append(Entry(raw=place.raw(), parsed=parsed, identity=identify(parsed, place.path, dict(place.fields))))
        except IngestError:
            if place.draft:
                raise
    return catalogue(entries)


def _no_text(parsed: ParsedDocument) -> Finding:
    note = next((note.text for note in parsed.notes if note.kind == "needs_ocr"), "")
    return Finding(kind="scan", text=f"No text was found: this looks like a scan. {note or 'Ask for a digital copy.'}", weight="stop")


def _same_file(draft: Draft, shelf: Sequence[Shelved]) -> list[Finding]:
    """Whether these bytes are published already, as a document whose details this draft does not correct."""
    twins = [place.document for place in shelf if place.document is not None and place.sha256 == draft.sha256]
    twin = next((document for document in twins if document.id != draft.replaces), None)
    return [_stop("same_file", f"This very file is in the library already, as '{twin.title}'. There is nothing to publish.")] if twin else []


def _as_published(item: Catalogued, draft: Draft, items: Sequence[Catalogued]) -> list[Finding]:
    """Whether it will be the current document that the person means it to be."""
    document = item.document
    if draft.how == "edition" and not _is_later(document, [o.document for o in items if o is not item]):
        return [_stop("order", "It has no later date than the edition it replaces. Give it its own, later date, or make it a corrected copy.")]
    titles = {other.document.id: other.document.title for other in items}
    if document.duplicate_of:
        return [_stop("copy", f"Its text stands in '{titles.get(document.duplicate_of)}': it would not be answered from. Say if it replaces that.")]
    if document.edition == "superseded":
        newer = titles.get(document.superseded_by or "", "a newer edition")
        return [_stop("order", f"By its date it is older than '{newer}', so it would not be answered from. Correct its date, or discard it.")]
    older = [o.document for o in items if document.id in (o.document.superseded_by, o.document.duplicate_of)]
    known = [o for o in older if o.file_name != item.raw.name]
    if known and draft.how == "new":
        return [_stop("edition", f"It looks like an edition of '{known[0].title}'. Say below whether it is a corrected copy or a newer edition.")]
    return []


def _is_later(document: Document, others: Sequence[Document]) -> bool:
    """Whether it is dated after every other edition of its line."""
    line = [o for o in others if document.id in (o.superseded_by, o.duplicate_of) or o.id in (document.superseded_by, document.duplicate_of)]
    return document.published is not None and all(o.published is None or o.published < document.published for o in line)


def _stop(kind: str, text: str) -> Finding:
    return Finding(kind=kind, text=text, weight="stop")


def _as_withdrawn(document: Document, data_dir: Path) -> list[Finding]:
    if document.sha256 in {entry.sha256 for entry in read_purged(data_dir)}:
        return [_stop("purged", "The text of this very file was removed for good, so it cannot be published. Discard it.")]
    stone: Tombstone | None = next((s for s in read_tombstones(data_dir) if s.sha256 == document.sha256), None)
    if stone:
        return [_stop("withdrawn", f"This very file was withdrawn on {stone.withdrawn[:10]} ({stone.reason}). Put it back under Withdrawn instead.")]
    return []


def _notes(parsed: ParsedDocument) -> list[Finding]:
    return [Finding(kind=note.kind, text=_note_words(note), page=note.page) for note in parsed.notes]


def _note_words(note: ParseNote) -> str:
    """A reader's note as people need it: words that nobody sees on the page are called hidden."""
    return f"Hidden text: {note.text.removeprefix(f'Page {note.page}: ')}" if note.kind == "hidden_text" else note.text


def _words_by_page(parsed: ParsedDocument) -> dict[int, int]:
    pages = dict.fromkeys(range(1, len(parsed.page_sizes) + 1), 0)
    for block in parsed.blocks:
        pages[block.page] = pages.get(block.page, 0) + len(block.text.split())
    return dict(sorted(pages.items()))


def _thin_pages(parsed: ParsedDocument) -> list[Finding]:
    """Pages that may be pictures; the reader's own notes on a page are not said twice."""
    if parsed.media_type != "pdf":
        return []
    noted = {note.page for note in parsed.notes}
    thin = [(page, words) for page, words in _words_by_page(parsed).items() if words < FEW_WORDS and page not in noted]
    found = [Finding(kind="little_text", text=f"Only {words} words were read: is it a picture or a cover?", page=page) for page, words in thin]
    machine = [p for p in parsed.machine_read if p not in noted]
    return found + [Finding(kind="machine_read", text="The text was recognised from a picture; compare it with the page.", page=p) for p in machine]


def _unsure(document: Document, parsed: ParsedDocument) -> list[Finding]:
    """Guesses, a missing date, and an area that the text does not bear out."""
    found = [Finding(kind=f"guessed_{name}", text=_guess(document, name)) for name in document.guessed]
    if document.published is None:
        found.append(Finding(kind="no_date", text="No date of publication was found: its age cannot be said, nor a newer edition told from it."))
    text = "\n".join(block.text for block in parsed.blocks)
    counts = {area: len(_NAMES[area].findall(text)) for area in PARTNERSHIPS}
    best = max(counts, key=lambda area: counts[area])
    if document.area in PARTNERSHIPS and best != document.area and counts[best] >= 3 and counts[best] > 2 * counts[document.area]:
        told = f"Filed under {AREA_NAMES[document.area]} (named {_times(counts[document.area])}), but it names {AREA_NAMES[best]}"
        found.append(Finding(kind="area", text=f"{told} {_times(counts[best])}. Is the area right?"))
    return found


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"


def _guess(document: Document, name: str) -> str:
    value = getattr(document, name)
    said = day_words(value) if isinstance(value, date) else AREA_NAMES.get(str(value)) or KIND_NAMES.get(str(value)) or str(value).replace("_", " ")
    return f"{LABELS.get(name, name.replace('_', ' ').capitalize())} is a guess: {said}. Correct or confirm it below."


def _near(item: Catalogued, items: Sequence[Catalogued]) -> tuple[tuple[Document, float], ...]:
    """Published documents that hold much of its text, most first."""
    mine = _shingles(" ".join(block.text for block in item.parsed.blocks))
    if len(mine) < 40:
        return ()
    shares = [
        (other.document, len(mine & _shingles(" ".join(block.text for block in other.parsed.blocks))) / len(mine))
        for other in items
        if other is not item
    ]
    return tuple(sorted((pair for pair in shares if pair[1] >= SIMILAR), key=lambda pair: -pair[1])[:5])


@lru_cache(maxsize=512)
def _shingles(text: str) -> frozenset[int]:
    found = _WORDS.findall(text.lower())
    return frozenset(hash(tuple(found[n : n + 5])) for n in range(len(found) - 4))


def _similar(other: Document, share: float) -> Finding:
    words = f"{share:.0%} of its text also stands in '{other.title}' ({AREA_NAMES[other.area]})."
    return Finding(kind="near_duplicate", text=f"{words} If it replaces that document, say so below; otherwise both stay.")


def _passages(item: Catalogued) -> tuple[tuple[int, str, str], ...]:
    canonical = canonical_pages(item.parsed.blocks, item.document.pages)
    units = units_of(item.document.id, item.parsed.blocks, canonical)
    runs = [units[low:high] for low, high in passages_of(units)]
    return tuple((run[0].page, " > ".join(run[0].headings[-2:]), " ".join(unit.text.replace("\t", " | ") for unit in run)) for run in runs)


def _tables(parsed: ParsedDocument) -> tuple[Table, ...]:
    tables: list[Table] = []
    rows: list[tuple[str, ...]] = []
    for number, block in enumerate(parsed.blocks):
        if block.kind != "row":
            continue
        rows.append(tuple(block.text.split("\t")))
        after = parsed.blocks[number + 1] if number + 1 < len(parsed.blocks) else None
        if after is None or after.kind != "row" or after.header != block.header:
            tables.append(Table(page=block.page, caption=block.caption, header=block.header, rows=tuple(rows)))
            rows = []
    return tuple(tables)
