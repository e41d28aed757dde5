"""The HTML templates of the web pages: one environment, every value escaped."""

from __future__ import annotations

import hashlib
import re
from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import Any

import jinja2
from markupsafe import Markup, escape

from assistant.domain import AREA_NAMES

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
NAVIGATION = (("/", "Ask"), ("/library", "Library"), ("/about", "About"), ("/accessibility", "Accessibility"))
_NUMBER = re.compile(r"\b(?:999|0\d{2,4}(?: ?\d{3,4}){1,3})\b")


@lru_cache(maxsize=1)
def environment() -> jinja2.Environment:
    """The environment with our filters; a missing value is an error, not an empty place."""
    env = jinja2.Environment(
        loader=jinja2.PackageLoader("assistant.channels", "web"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters.update(
        day=day_words, area_name=area_name, kind_name=kind_name, safe_link=safe_link, tel=telephone, dial=dialled
    )
    env.globals.update(navigation=NAVIGATION, areas=AREA_NAMES, kinds=KIND_NAMES, version=version())
    return env


def render(name: str, **values: Any) -> str:
    """A template as text."""
    return environment().get_template(name).render(**values)


def asset(name: str) -> str:
    """A file of the web folder."""
    return (files("assistant.channels") / "web" / name).read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def version() -> str:
    """Changes when a style or script changes, so that browsers fetch the new one."""
    joined = "".join(asset(name) for name in ("answer.css", "page.css", "widget.js", "leave.js"))
    return hashlib.sha256(joined.encode()).hexdigest()[:10]


def day_words(day: date | None) -> str:
    """``1 September 2025``; empty without a date."""
    return f"{day.day} {day:%B %Y}" if day else ""


def area_name(area: str) -> str:
    """The area's name for a reader."""
    return AREA_NAMES.get(area, area)


def kind_name(kind: str) -> str:
    """The kind's name for a reader."""
    return KIND_NAMES.get(kind, kind)


def safe_link(url: str | None) -> str:
    """The address if it may be followed (ours or http), else empty: addresses come out of documents."""
    text = (url or "").strip()
    ours = text.startswith("/") and not text.startswith("//") and "\\" not in text
    return text if ours or re.match(r"https?://[^\s/]", text, re.I) else ""


def telephone(number: str | None) -> str:
    """A number as a ``tel:`` address."""
    digits = re.sub(r"[^\d+]", "", number or "")
    return f"tel:{digits}" if digits else ""


def numbers_in(text: str) -> tuple[str, ...]:
    """The telephone numbers in a text of our own."""
    return tuple(_NUMBER.findall(text))


def dialled(text: str) -> Markup:
    """Text of our own with its numbers as links. Only for text that comes from contacts, never for a quotation."""
    parts: list[Markup] = []
    last = 0
    for match in _NUMBER.finditer(text):
        parts.append(escape(text[last : match.start()]))
        parts.append(Markup('<a class="tel" href="{}">{}</a>').format(telephone(match.group()), match.group()))
        last = match.end()
    return Markup("").join([*parts, escape(text[last:])])
