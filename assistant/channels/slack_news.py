"""What the latest publication brought, for App Home. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from assistant.domain import AREA_NAMES, Document
from assistant.library import View

_MOST = 6


def news_lines(view: View) -> list[str]:
    """Plain lines: what is new or changed, at most six, then when that was. A withdrawn or removed document is not named."""
    report = view.generation.manifest.report
    known = {document.title: document for document in view.documents() if document.edition == "current"}
    added, changed = _named(report.get("added"), known), _named(report.get("changed"), known)
    everything = len(known) > 1 and len(added) >= len(known)  # a first publication: a list of all documents is no news
    told = [("New", document) for document in added if not everything] + [("Changed", document) for document in changed]
    lines = [f"{word}: {document.title} ({AREA_NAMES[document.area]}{_dated(document)})" for word, document in told[:_MOST]]
    if len(told) > _MOST:
        lines.append(f"and {len(told) - _MOST} more")
    return [*lines, f"{len(known)} documents, last published on {_day(view.generation.manifest.created)}"]


def _named(described: object, known: dict[str, Document]) -> list[Document]:
    """The documents that lines of a publication's report begin with (``Title [area, kind, date]``)."""
    titles: Iterable[object] = described if isinstance(described, (list, tuple)) else ()
    return list({d.id: d for line in titles if (d := known.get(str(line).rsplit(" [", 1)[0]))}.values())


def _dated(document: Document) -> str:
    return f", {document.published:%B %Y}" if document.published else ""


def _day(stamp: str) -> str:
    day = datetime.fromisoformat(stamp)
    return f"{day.day} {day:%B %Y}"
