"""The lasting key of a document: area, kind and title without edition marks."""

from __future__ import annotations

import re
import unicodedata

from assistant.domain import Area, Kind
from ingest.dates_in_text import DATE

_EDITION = re.compile(
    r"\b(?:v(?:ersion|er\.?)?\s*\d+(?:\.\d+)*|(?:1st|2nd|3rd|\d+th|first|second|third|new|revised|updated|final|draft|old)\s+"
    r"(?:edition|version|draft)|draft|final|superseded|updated|revised|amended|edition \d+|issue \d+)\b",
    re.I,
)
_BRACKETS = re.compile(r"[(\[](?:scan|extract|copy|pages?|draft|final|old|superseded|version|v\d)[^)\]]*[)\]]", re.I)
_YEARS = re.compile(r"\b(?:19|20)\d\d(?:\s*[-–—/]\s*(?:20)?\d\d)?\b")
_PUBLISHER = re.compile(
    r"\b(?:central bedfordshire|central beds|bedford borough|luton|pan[- ]bedfordshire|pan[- ]beds)?\s*"
    r"(?:local\s+)?safeguarding children(?:['’]?s)? (?:partnership|board)s?\b",
    re.I,
)
_OWN_NAMES: dict[str, re.Pattern[str]] = {
    "central": re.compile(r"\bcentral bed(?:ford)?s(?:hire)?\b", re.I),
    "bedford": re.compile(r"\bbedford borough(?: council)?\b", re.I),
    "luton": re.compile(r"\bluton(?: council)?\b", re.I),
    "pan": re.compile(r"\bpan[- ]bed(?:ford)?s(?:hire)?\b", re.I),
}
_KIND_WORDS = {
    "briefing": re.compile(r"\b(?:seven|7|one|1|five|5)[- ]minute (?:briefing|guide)s?\b", re.I),
    "annual_report": re.compile(r"\bannual report\b", re.I),
}
LONGEST = 80


def make_key(title: str, kind: Kind, area: Area, *, variant: str = "") -> str:
    """A slug such as ``central-briefing-child-a``. All annual reports of an area share one key.

    ``variant`` ends the key of a document that stands beside the original: a digest, or an extract.
    """
    text = "" if kind == "annual_report" else DATE.sub(" ", _BRACKETS.sub(" ", title))
    for pattern in (_EDITION, _YEARS, _PUBLISHER, _KIND_WORDS.get(kind), _OWN_NAMES.get(area)):
        if pattern is not None:
            text = pattern.sub(" ", text)
    return "-".join(part for part in (area, kind.replace("_", "-"), slug(text)[:LONGEST].strip("-"), variant) if part)


def slug(text: str) -> str:
    """Lower-case letters and digits joined by hyphens."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower().replace("'", "")
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
