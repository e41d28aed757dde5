"""Names that the documents themselves abbreviate or give to cases, harvested from their text when a generation is opened."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from assistant.domain import Document, Unit

_SMALL = frozenset("and of for the in to on against with a an at by".split())
_IN_BRACKETS = re.compile(
    r"((?:[A-Z][\w’'&-]*[ -]+(?:(?:and|of|for|the|in|to|on|against|&)[ -]+){0,2}){1,7}[A-Z0-9]?[\w’'-]*)"
    r"\s*\(([A-Z][A-Za-z0-9&]{1,7})\)"
)
_GLOSSARY = re.compile(r"^([A-Z][A-Z0-9&]{1,7})\s*(?:[–:-]|\t)\s*([A-Z][\w’'&, /()-]{5,90})$")
_CASE_HEADING = re.compile(r"^case \d+\s*[–:-]\s*(.{3,30})$", re.IGNORECASE)
_CASE_TITLE = re.compile(r"briefing\s*[–:-]\s*((?:baby|child|family)?\s?[A-Z][\w-]*)$", re.IGNORECASE)
_CASE_NAME = re.compile(r"\b((?:Child|Family) [A-Z]|Baby [A-Z][a-z]+)\b")


def harvest(units: Iterable[Unit]) -> dict[str, tuple[str, ...]]:
    """Acronym -> its expansions, most frequent first; several meanings stay several."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for unit in units:
        for name, short in _IN_BRACKETS.findall(unit.text):
            trimmed = _trim(name, short)
            if trimmed:
                found[short.removesuffix("s")][trimmed] += 1
        match = _GLOSSARY.match(unit.text)
        if match:
            found[match.group(1)][" ".join(match.group(2).split())] += 3
    return {short: _likely(short, [name for name, _ in names.most_common()])[:3] for short, names in found.items()}


def _likely(short: str, names: list[str]) -> tuple[str, ...]:
    """Those names whose initials are the letters of the acronym, where there are any: "Multi-Agency Domestic Abuse (MARAC) Audit" is no MARAC."""
    exact = [name for name in names if _initials(re.split(r"[ -]+", name)) == short.upper()]
    return tuple(exact or names)


def _initials(parts: Iterable[str]) -> str:
    """The first letters of words, in capitals, without small words."""
    return "".join(part[0].upper() for part in parts if part and part.lower() not in _SMALL)


def _trim(name: str, short: str) -> str:
    """The tail of a capitalised phrase whose initials can spell the acronym, empty when none can."""
    parts = re.split(r"[ -]+", name.strip())
    letters = [letter for letter in short.upper().removesuffix("S") if letter.isalpha()]
    for start in range(len(parts) - 1, -1, -1):
        if _initials(parts[start : start + 1]) == letters[0] and len(_initials(parts[start:])) >= max(2, len(letters) - 1):
            return " ".join(name.split()[_word_of(name, start) :])
    return ""


def _word_of(name: str, start: int) -> int:
    """Index of the space-separated word in which the ``start``-th hyphen-or-space part begins."""
    seen = 0
    for index, word in enumerate(name.split()):
        seen += len(re.split(r"-+", word))
        if seen > start:
            return index
    return 0


def case_names(documents: Mapping[str, Document], units: Iterable[Unit]) -> frozenset[str]:
    """Pseudonyms of published reviews, lower case: from case headings, briefing titles and "Child A"-like names."""
    names: set[str] = set()
    for document in documents.values():
        match = _CASE_TITLE.search(document.title)
        if match:
            names.add(match.group(1).lower())
    headings: set[str] = set()
    for unit in units:
        headings.update(unit.headings)
        names.update(name.lower() for name in _CASE_NAME.findall(unit.text))
    for heading in headings:
        match = _CASE_HEADING.match(heading)
        if match:
            names.add(match.group(1).strip().lower())
    return frozenset(name for name in names if 3 <= len(name) <= 30 and len(name.split()) <= 3)
