"""Says what a document is: whose, of which kind, of which date, and under which lasting key.

Stated facts (front matter, ``documents.yaml``, labelled lines such as "Area: ..." or "Published: ...") come first, then the
title, then the first pages, and the file's name last. What was concluded rather than stated is named in ``guessed``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, get_args

import yaml

from assistant.domain import Area, Audience, Authority, Kind, ParsedDocument, Republish, Series, SourceReference
from ingest import identity_key
from ingest.dates_in_text import FoundDate, labelled_date, parse_field, reporting_period
from ingest.errors import ParseError
from ingest.identity_signals import Evidence, find_area, find_kind, find_title

OVERRIDES_FILE = "documents.yaml"
_PUBLISHED = (
    r"report published|date published|publication date|published on|published|date of issue|date issued|issue date|issued|"
    r"version \d[\d.]*|approved|last updated|updated|revised|date of publication"
)
_REVIEW = r"review by|review date|date of review|next review|date for review|to be reviewed|review due|due for review"
_EFFECTIVE = r"effective from|in force from|effective date|applies from"
_SUPERSEDES = re.compile(r"\b(?:supersedes|replaces)[: ]\s*(.{3,120}?)(?:[.;|]|$)", re.I)
_PERIOD = re.compile(r"20\d\d-\d\d")
_TRUE_DATES = ("published", "date", "dc.date.issued", "dcterms.issued", "article:published_time", "publication_date")


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """What a document is. ``key`` is the same for all editions; ``guessed`` names fields that a person should confirm."""

    title: str
    kind: Kind
    area: Area
    published: date | None = None
    published_exact: bool = False
    effective_from: date | None = None
    review_by: date | None = None
    period: str = ""
    series: Series = "replacing"
    supersedes: str = ""
    authority: Authority = "official"
    reviewed_by: str | None = None
    audience: Audience = "practitioner"
    republish: Republish = "excerpt"
    source_url: str | None = None
    references: tuple[SourceReference, ...] = ()
    key: str = ""
    guessed: tuple[str, ...] = ()


def identify(parsed: ParsedDocument, path: Path, overrides: Mapping[str, str] | None = None) -> Identity:
    """Name a parsed document. ``overrides`` beat front matter. Raises ParseError for a field with an unknown value."""
    stated = _stated(parsed, overrides)
    evidence = Evidence.of(parsed, path)
    guessed: list[str] = []
    title = stated.get("title") or find_title(evidence)
    kind = _choice(stated, "kind", Kind) or _note(guessed, "kind", find_kind(evidence, title))
    area = _choice(stated, "area", Area) or _note(guessed, "area", find_area(evidence, title))
    period = stated.get("period") or _period(kind, title, evidence)
    published = _published(stated, evidence, kind, period) or _note(guessed, "published", _from_period(kind, period))
    if kind == "inspection" and not period and published:
        period = str(published.day.year)
    series: Series = _choice(stated, "series", Series) or ("periodic" if kind in ("annual_report", "inspection") else "replacing")
    review = _date(stated, "review_by", "review_date", "dc.date.valid") or labelled_date(evidence.edges, _REVIEW)
    effective = _date(stated, "effective_from") or labelled_date(evidence.edges, _EFFECTIVE)
    replaced = _SUPERSEDES.search(evidence.edges)
    authority: Authority = _choice(stated, "authority", Authority) or "official"
    # Neither our summary of a report nor a few scanned pages of it may ever take the report's place.
    variant = "digest" if authority == "digest" else "extract" if evidence.extract and kind == "annual_report" else ""
    return Identity(
        title=title,
        kind=kind,
        area=area,
        published=published.day if published else None,
        published_exact=published.exact if published else False,
        effective_from=effective.day if effective else None,
        review_by=review.month_end() if review else None,
        period=period,
        series=series,
        supersedes=stated.get("supersedes") or (replaced[1].strip() if replaced else ""),
        authority=authority,
        reviewed_by=stated.get("reviewed_by") or None,
        audience=_choice(stated, "audience", Audience) or "practitioner",
        republish=_choice(stated, "republish", Republish) or "excerpt",
        source_url=stated.get("source_url") or stated.get("url") or parsed.properties.get("source_url"),
        references=_references(stated),
        key=stated.get("key") or identity_key.make_key(title, kind, area, variant=variant),
        guessed=tuple(guessed),
    )


def read_overrides(folder: Path) -> dict[str, dict[str, str]]:
    """The fields that ``documents.yaml`` in ``folder`` sets, by file name; empty without such a file."""
    source = folder / OVERRIDES_FILE
    if not source.is_file():
        return {}
    try:
        loaded = yaml.safe_load(source.read_text(encoding="utf-8")) or {}
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise ParseError(f"{OVERRIDES_FILE} is not valid YAML: check its colons and indentation.") from error
    if not isinstance(loaded, dict) or not all(isinstance(fields, dict) for fields in loaded.values()):
        raise ParseError(f"{OVERRIDES_FILE} must name files, each with fields such as 'area: luton' below it.")
    return {str(name): {str(key).lower(): _as_text(value) for key, value in fields.items() if value is not None} for name, fields in loaded.items()}


def _as_text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=str) if isinstance(value, (dict, list)) else str(value).strip()


def _stated(parsed: ParsedDocument, overrides: Mapping[str, str] | None) -> dict[str, str]:
    """Fields that somebody set on purpose. Office and PDF properties are only hints and come in as evidence."""
    stated: dict[str, str] = {}
    if parsed.media_type in ("markdown", "html"):
        stated = {name: value for name, value in parsed.properties.items() if value}
    if parsed.media_type == "html":
        stated.pop("title", None)
        stated = {name: value for name, value in stated.items() if name not in ("kind", "area", "key", "period")}
    return stated | {name.lower(): value for name, value in (overrides or {}).items() if value}


def _choice(stated: Mapping[str, str], field: str, allowed: Any) -> Any:
    """A stated value out of a fixed set; ``None`` when the field is not stated."""
    value = stated.get(field, "").strip().lower().replace(" ", "_").replace("-", "_")
    if not value:
        return None
    if value not in get_args(allowed):
        raise ParseError(f"The field '{field}' is '{value}', but must be one of: {', '.join(get_args(allowed))}.")
    return value


def _note(guessed: list[str], field: str, found: tuple[Any, bool]) -> Any:
    """Keep a conclusion; an unsure one is listed."""
    value, sure = found
    if not sure:
        guessed.append(field)
    return value


def _date(stated: Mapping[str, str], *fields: str) -> FoundDate | None:
    for field in fields:
        if stated.get(field):
            found = parse_field(stated[field])
            if found is not None:
                return found
    return None


def _published(stated: Mapping[str, str], evidence: Evidence, kind: Kind, period: str) -> FoundDate | None:
    """The date stated in a field, or beside a word such as "Published"."""
    field = _date(stated, *_TRUE_DATES)
    if field is not None:
        return field
    found = labelled_date(evidence.edges, _PUBLISHED)
    # No annual report appears before its year is over: such a date is that of something it mentions.
    return None if found and kind == "annual_report" and _PERIOD.fullmatch(period) and found.day <= _year_end(period) else found


def _year_end(period: str) -> date:
    return date(int(period[:4]) + 1, 3, 31)


def _from_period(kind: Kind, period: str) -> tuple[FoundDate | None, bool]:
    """Reports appear in the autumn after their year; marked as a guess. Nothing known is no guess."""
    if kind != "annual_report" or not _PERIOD.fullmatch(period):
        return None, True
    return FoundDate(date(int(period[:4]) + 1, 9, 30), False), False


def _period(kind: Kind, title: str, evidence: Evidence) -> str:
    if kind != "annual_report":
        return ""
    return next((found for found in map(reporting_period, (title, *evidence.by_weight())) if found), "")


def _references(stated: Mapping[str, str]) -> tuple[SourceReference, ...]:
    """References as front matter gives them: a list of titles, or of fields."""
    raw = stated.get("references") or stated.get("sources") or ""
    if not raw:
        return ()
    try:
        loaded = json.loads(raw)
    except ValueError:
        loaded = [raw]
    found: list[SourceReference] = []
    for item in loaded if isinstance(loaded, list) else [loaded]:
        if isinstance(item, dict) and item.get("title"):
            fields = {name: str(item.get(name) or "") for name in ("title", "publisher", "date")}
            found.append(SourceReference(**fields, url=str(item["url"]) if item.get("url") else None))
        elif isinstance(item, str):
            found.append(SourceReference(title=item))
    return tuple(found)
