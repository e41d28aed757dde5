"""The lines of an answer's sources and contacts in Slack's ``mrkdwn``. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.channels.slack_text import escaped, link, shortened, telephone
from assistant.domain import AREA_NAMES, Contact, Source

UNCHECKED = "not yet test-rung"
"""How an answer says of a number that nobody has rung it."""
_SCOPES = {"child lives": "by where the child lives", "adult works": "by where the adult works", "anyone": ""}


def source_lines(sources: Sequence[Source], public_url: str, limit: int) -> list[str]:
    """One line a source, all of them, together at most about ``limit`` characters: what is cut is headings and remarks, never a source."""
    for level in (0, 1, 2, 3):
        lines = [_source(source, public_url, level) for source in sources]
        if sum(map(len, lines)) + len(lines) <= limit:
            return lines
    return lines


def _source(source: Source, public_url: str, level: int) -> str:
    document = source.document
    title = document.title if level < 2 else shortened(document.title, 60 if level == 2 else 30)
    dated = document.published.strftime("%B %Y").lstrip("0") if document.published else document.period or "undated"
    parts = [link(reader_url(source, public_url), title) if level < 3 else escaped(title), AREA_NAMES[document.area], dated, f"page {source.page}"]
    if source.heading and level == 0:
        parts.append(escaped(shortened(source.heading, 80)))
    line = f"[{source.n}] " + " · ".join(parts)
    if document.edition == "superseded":
        line += " · *superseded*"
    if source.remark and level < 3:
        line += f" — _{escaped(shortened(source.remark, 300 if level < 2 else 100))}_"
    if level < 2 and document.source_url and reader_url(source, public_url) != document.source_url:
        line += " · " + link(document.source_url, "official document")
    return line


def reader_url(source: Source, public_url: str) -> str:
    """The address that a reader in Slack can open: our page with the quotation marked, else the publisher's own, else none."""
    if source.url.startswith(("http://", "https://")):
        return source.url
    if public_url:
        return public_url.rstrip("/") + "/" + source.url.lstrip("/")
    return source.document.source_url or ""


def contact_line(contact: Contact) -> str:
    """Whom to ring, with a number that dials."""
    who = f"*{escaped(contact.name)}* ({escaped(AREA_NAMES[contact.area])}"
    always = "" if contact.hours or contact.role != "out of hours" else "out of office hours"
    line = who + "".join(f", {said}" for said in (always, _SCOPES[contact.scope] if not always else "") if said) + ")"
    if contact.phone:
        line += f": {telephone(contact.phone)}"
        if contact.checked is None:
            line += f" ({UNCHECKED})"
    if contact.hours:
        line += f" · {escaped(contact.hours)}"
    if contact.form_url:
        line += f" · {link(contact.form_url, 'online form')}"
    if contact.email:
        line += f" · {escaped(contact.email)}"
    return line
