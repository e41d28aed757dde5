"""What in a document speaks for its title, kind and area."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from assistant.domain import PARTNERSHIPS, Area, Kind, ParsedDocument

FIRST_BLOCKS = 14
_KINDS: tuple[tuple[Kind, str], ...] = (
    ("briefing", r"(?:seven|7|one|five)[- ]minute (?:briefing|guide)|(?:practice|learning|practitioner) briefing"),
    ("annual_report", r"annual (?:safeguarding )?report|yearly report"),
    ("case_review", r"practice review|serious case review|\bC?SCR\b|\bL?CSPR\b|rapid review|learning review|review report"),
    ("inspection", r"inspection of|\bILACS\b|targeted area inspection|\bJTAI\b|focused visit|inspection report"),
    ("threshold", r"threshold|levels? of need|continuum of need|effective support"),
    ("glossary", r"glossary|acronyms|jargon"),
    ("contact", r"\bcontacts?\b|who to (?:call|ring)|telephone numbers|phone numbers"),
    ("guidance", r"working together to safeguard|keeping children safe in education|statutory guidance|\bguidance\b|toolkit"),
    ("procedure", r"procedures?\b|protocol|policy|pathway|process\b"),
)
_AREAS: tuple[tuple[Area, str], ...] = (
    ("pan", r"pan[- ]bed(?:ford)?s(?:hire)?\b|bedfordshire[- ]wide|all three (?:areas|partnerships)"),
    ("central", r"central bed(?:ford)?s(?:hire)?\b|\bCBSC[BP]\b|\bCBC\b"),
    ("bedford", r"bedford borough|\bBBSC[BP]\b|\bBBC\b"),
    ("luton", r"\bluton\b|\bLBC\b"),
    ("national", r"HM Government|department for education|\bDfE\b|working together to safeguard children|national panel"),
)
_LABEL = re.compile(r"\barea:\s*([^|\n]{3,60})", re.I)
_LABELS: Mapping[str, Area] = {
    "bedford": "bedford",
    "bedford borough": "bedford",
    "central": "central",
    "central bedfordshire": "central",
    "luton": "luton",
    "pan": "pan",
    "pan bedfordshire": "pan",
    "pan-bedfordshire": "pan",
    "all areas": "pan",
    "bedfordshire": "pan",
    "national": "national",
    "england": "national",
}
_POOR_TITLE = re.compile(r"^(microsoft (word|powerpoint)|untitled|document\d*|slide \d|presentation\d*|.*\.(docx?|pptx?|pdf))", re.I)
_COVER = re.compile(r"annual report|briefing|review|inspection|procedure|guidance|strategy|protocol", re.I)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Texts that speak for a document, from weighty to light.

    ``hints`` are Office or PDF properties, ``edges`` header, footer, the first and the last lines, ``body`` everything.
    """

    hints: str
    hint_title: str
    furniture: str
    first: str
    edges: str
    body: str
    headings: tuple[str, ...]
    name: str
    extract: bool

    @classmethod
    def of(cls, parsed: ParsedDocument, path: Path) -> Evidence:
        """Collect the evidence of a parsed document."""
        properties = parsed.properties
        hint_title = _site_off(properties.get("title", "")) if parsed.media_type == "html" else properties.get("title", "")
        furniture = "\n".join(properties[name] for name in ("header", "footer") if properties.get(name))
        first_page = [block for block in parsed.blocks[:FIRST_BLOCKS] if block.page <= 2]
        first = "\n".join(block.text for block in first_page)
        last = "\n".join(block.text for block in parsed.blocks[-6:])
        hints = "\n".join(properties[name] for name in ("title", "subject", "author", "keywords") if properties.get(name))
        pages = len(parsed.page_sizes)
        return cls(
            hints=hints,
            hint_title="" if _POOR_TITLE.match(hint_title) else " ".join(hint_title.split()),
            furniture=furniture,
            first=first,
            edges="\n".join((furniture, first, last)),
            body="\n".join(block.text for block in parsed.blocks),
            headings=tuple(block.text for block in first_page if block.kind == "heading" and block.page == 1),
            name=re.sub(r"[-_.]+", " ", path.stem),
            extract=0 < pages <= 8 and len(parsed.machine_read) == pages,
        )

    def by_weight(self) -> tuple[str, ...]:
        """Title hints, furniture, first page, body, name."""
        return self.hints, self.furniture, self.first, self.body[:20_000], self.name


def find_title(evidence: Evidence) -> str:
    """The title: the document's property when its pages confirm it, else the cover's headings, else the file's name."""
    if evidence.hint_title and _confirmed(evidence.hint_title, evidence.first + "\n" + evidence.furniture):
        return evidence.hint_title
    if evidence.extract:
        # A few pages of something longer: their headings are not the title, the running lines are.
        running = next((line for line in evidence.furniture.split("\n") if _COVER.search(line)), "")
        return evidence.hint_title or running or evidence.name
    if evidence.headings:
        first = evidence.headings[0]
        second = evidence.headings[1] if len(evidence.headings) > 1 else ""
        if not _COVER.search(first) and _COVER.search(second) and len(second) < 80:
            return f"{first} {second}"
        return first
    return evidence.hint_title or next((line for line in evidence.first.split("\n") if line), "")[:120] or evidence.name


def find_kind(evidence: Evidence, title: str) -> tuple[Kind, bool]:
    """The kind, and whether the title says so."""
    for kind, pattern in _KINDS:
        if re.search(pattern, title, re.I):
            return kind, True
    for place, text in enumerate((evidence.furniture, evidence.hints, evidence.first, evidence.name)):
        for kind, pattern in _KINDS:
            if re.search(pattern, text, re.I):
                return kind, place < 2
    return "guidance", False


def find_area(evidence: Evidence, title: str) -> tuple[Area, bool]:
    """The area, and whether a label, the title or the running lines say so."""
    label = _LABEL.search(evidence.edges)
    if label:
        stated = _LABELS.get(label[1].strip().lower())
        if stated:
            return stated, True
    for text in (title, evidence.furniture, evidence.hints):
        found = _area_of(text)
        if found:
            return found, True
    for text in (evidence.first, evidence.body, evidence.name):
        found = _most_named(text)
        if found:
            return found, False
    return "pan", False


def _area_of(text: str) -> Area | None:
    """The area a short text names; two partnerships together are the whole county."""
    named = [area for area, pattern in _AREAS if re.search(pattern, text, re.I)]
    local = [area for area in named if area in PARTNERSHIPS]
    if "pan" in named or len(local) > 1:
        return "pan"
    return local[0] if local else (named[0] if named else None)


def _most_named(text: str) -> Area | None:
    """The area a longer text names most; two partnerships named about equally often are the whole county."""
    counts = {area: len(re.findall(pattern, text, re.I)) for area, pattern in _AREAS}
    local = sorted(((counts[area], area) for area in PARTNERSHIPS), reverse=True)
    if local[0][0] > counts["pan"] and local[0][0] > 2 * local[1][0]:
        return local[0][1]
    if counts["pan"] or (local[0][0] and local[1][0]):
        return "pan"
    return "national" if counts["national"] else (local[0][1] if local[0][0] else None)


def _confirmed(title: str, text: str) -> bool:
    """Whether most words of a property's title stand on the first pages: templates leave stale titles behind."""
    words = set(re.findall(r"\w{3,}", title.lower()))
    return bool(words) and len(words & set(re.findall(r"\w{3,}", text.lower()))) >= 0.6 * len(words)


def _site_off(title: str) -> str:
    """A page title without the name of its site."""
    return re.split(r"\s+[|–—]\s+(?=[^|–—]*$)", title)[0]
