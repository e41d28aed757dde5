"""Takes running headers, footers and page numbers off the pages of a PDF."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from ingest.pdf_layout_lines import make_lines, split_line
from ingest.pdf_layout_types import Line, RawPage

BAND = 0.09
SHARE = 0.2
_NUMBER_ONLY = re.compile(r"^(page|p\.?)?\s*[-–]?\s*(#|[ivxl]{1,6})\s*[-–]?(\s*(of|/)\s*#)?$")
_PAGE_OF = re.compile(r"^page\s*#\s*(of|/)\s*#$")
_EDITION_LINE = re.compile(r"(published|issued|review (date|by)|version)\b.*\|.*(published|issued|review|version)")


def strip_furniture(pages: Sequence[RawPage]) -> tuple[list[RawPage], dict[str, str]]:
    """The pages without furniture, and what stood there as properties ``header`` and ``footer``."""
    edges = [_edge_parts(page) for page in pages]
    seen: Counter[tuple[str, str]] = Counter()
    for parts in edges:
        seen.update({(band, _shape(part.text)) for band, part in parts})
    least = 2 if len(pages) <= 9 else max(3, round(SHARE * len(pages)))
    stripped: list[RawPage] = []
    texts: dict[str, list[str]] = {"header": [], "footer": []}
    for page, parts in zip(pages, edges, strict=True):
        gone = [(band, part) for band, part in parts if _is_furniture(band, part.text, seen, least, len(pages))]
        for band, part in gone:
            if part.text not in texts[band] and not _NUMBER_ONLY.match(_shape(part.text)) and len(texts[band]) < 4:
                texts[band].append(part.text)
        taken = {id(word) for _, part in gone for word in part.words}
        stripped.append(replace(page, words=tuple(word for word in page.words if id(word) not in taken)))
    return stripped, {band: " | ".join(found) for band, found in texts.items() if found}


def _edge_parts(page: RawPage) -> list[tuple[str, Line]]:
    """Parts of lines in the top and bottom band, as (``header`` or ``footer``, part)."""
    found: list[tuple[str, Line]] = []
    for band, words in (
        ("header", [word for word in page.words if word.box.bottom <= BAND * page.height]),
        ("footer", [word for word in page.words if word.box.top >= (1 - BAND) * page.height]),
    ):
        for line in make_lines(words):
            found.extend((band, part) for part in _parts(line))
    return found


def _parts(line: Line) -> list[Line]:
    """Left, middle and right part of a header line; an edition line with bars stays whole."""
    if "|" in line.text:
        pieces = split_line(line)
        last = pieces[-1]
        if len(pieces) > 1 and _PAGE_OF.match(_shape(last.text)):
            words = [word for piece in pieces[:-1] for word in piece.words]
            return [Line(words, line.box), last]
        return [line]
    return split_line(line)


def _shape(text: str) -> str:
    """Lower case with numbers as ``#``, so that page numbers compare equal."""
    return re.sub(r"\d+", "#", text.lower()).strip()


def _is_furniture(band: str, text: str, seen: Counter[tuple[str, str]], least: int, pages: int) -> bool:
    """Whether a part repeats over the pages, or reads like a page number or an edition line."""
    shape = _shape(text)
    if _PAGE_OF.match(shape) or (band == "footer" and _EDITION_LINE.search(shape)):
        return True
    if pages > 1 and _NUMBER_ONLY.match(shape) and seen[band, shape] >= 2:
        return True
    return seen[band, shape] >= least and any(letter.isalpha() for letter in shape)
