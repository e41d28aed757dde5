"""The fields of a document that a person may set, checked one by one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import get_args
from urllib.parse import urlsplit

from assistant.domain import AREA_NAMES, Audience, Document, Kind, Republish, Series

KIND_NAMES: dict[str, str] = {
    "procedure": "Procedure",
    "threshold": "Threshold guidance",
    "briefing": "Briefing",
    "case_review": "Case review",
    "annual_report": "Annual report",
    "inspection": "Inspection",
    "contact": "Contact list",
    "glossary": "Glossary",
    "guidance": "Guidance",
}
CHOICES: dict[str, dict[str, str]] = {
    "kind": KIND_NAMES,
    "area": dict(AREA_NAMES),
    "series": {"replacing": "A newer one replaces it", "periodic": "One for each period, all current"},
    "audience": {"practitioner": "Practitioners only", "public": "Everybody"},
    "republish": {"excerpt": "Quotations and pages", "full": "Also the original file", "link": "Quotations only, with a link"},
}
DATES = ("published", "effective_from", "review_by")
LABELS: dict[str, str] = {
    "title": "Title",
    "kind": "Kind of document",
    "area": "Area",
    "published": "Published on",
    "effective_from": "In force from",
    "review_by": "Review by",
    "period": "Period",
    "series": "Editions",
    "audience": "Who may see it",
    "republish": "What may be shown of it",
    "source_url": "Address of the official document",
}
HINTS: dict[str, str] = {
    "published": "As the document itself says, not the day of the file",
    "period": "For yearly reports, such as 2024-25",
    "source_url": "Begins with https://",
}
assert set(KIND_NAMES) == set(get_args(Kind))
assert {*CHOICES["series"], *CHOICES["audience"], *CHOICES["republish"]} == {*get_args(Series), *get_args(Audience), *get_args(Republish)}


def shown(document: Document, fields: Mapping[str, str]) -> dict[str, str]:
    """What the form shows: what a person set, else what was understood."""
    values = {name: getattr(document, name) for name in LABELS}
    plain = {name: value.isoformat() if isinstance(value, date) else str(value or "") for name, value in values.items()}
    return plain | {name: value for name, value in fields.items() if name in LABELS}


def check(form: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """(fields to keep, field -> what is wrong with it). Empty fields are left to what the document says."""
    kept: dict[str, str] = {}
    wrong: dict[str, str] = {}
    for name in LABELS:
        value = " ".join(form.get(name, "").split())
        if not value:
            continue
        sentence = _wrong(name, value)
        if sentence:
            wrong[name] = sentence
        kept[name] = value
    if not wrong and kept.get("published") and kept.get("review_by") and kept["review_by"] < kept["published"]:
        wrong["review_by"] = "The review date lies before the date of publication. One of the two is wrong."
    return kept, wrong


def _wrong(name: str, value: str) -> str:
    if name in CHOICES:
        return "" if value in CHOICES[name] else f"Choose one of: {', '.join(CHOICES[name].values())}."
    if name in DATES:
        return _wrong_date(name, value)
    if name == "source_url":
        parts = urlsplit(value)
        return "" if parts.scheme in ("http", "https") and parts.hostname and len(value) < 500 else "Give a whole address that begins with https://."
    if name == "period":
        return "" if re.fullmatch(r"20\d\d(?:-\d\d)?", value) else "Give a year such as 2025, or a reporting year such as 2024-25."
    return "" if 3 <= len(value) <= 200 else "A title has 3 to 200 characters."


def _wrong_date(name: str, value: str) -> str:
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return "Give the date as year-month-day, such as 2026-04-01."
    latest = 2100 if name == "review_by" else datetime.now(UTC).year + 3
    return "" if 1989 <= day.year <= latest else "That year cannot be right. Check the date."
