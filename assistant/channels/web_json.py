"""Domain values as the JSON of the HTTP contract; also what ``safeguarding ask --json`` prints. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from assistant.domain import Answer, Contact, Document, Hit, Source, Statement
from assistant.library import is_overdue

Json = dict[str, Any]


def answer_json(answer: Answer) -> Json:
    """The Answer of the contract."""
    return {
        "id": answer.id,
        "status": answer.status.value,
        "reply": answer.reply,
        "text": answer.text,
        "statements": [statement_json(statement) for statement in answer.statements],
        "sources": [source_json(source) for source in answer.sources],
        "notices": [{"kind": notice.kind, "text": notice.text} for notice in answer.notices],
        "contacts": [contact_json(contact) for contact in answer.contacts],
        "model": answer.model,
        "generation": answer.generation,
        "took_ms": answer.took_ms,
    }


def statement_json(statement: Statement) -> Json:
    """One proven line."""
    return {
        "text": statement.text,
        "kind": statement.kind,
        "citations": list(statement.citations),
        "spans": [{"source": span.source, "start": span.start, "end": span.end} for span in statement.spans],
    }


def source_json(source: Source) -> Json:
    """A cited document at one page."""
    document = source.document
    return {
        "n": source.n,
        "document_id": document.id,
        "title": document.title,
        "kind": document.kind,
        "area": document.area,
        "authority": document.authority,
        "reviewed_by": document.reviewed_by,
        "published": _iso(document.published),
        "review_by": _iso(document.review_by),
        "edition": document.edition,
        "page": source.page,
        "heading": source.heading,
        "quote": source.quote,
        "url": source.url,
        "source_url": document.source_url,
        "period": document.period,
        "machine_read": source.page in document.machine_read,
        "remark": source.remark,
    }


def contact_json(contact: Contact) -> Json:
    """Whom to ring; ``rejected`` numbers never leave the product."""
    return {
        "area": contact.area,
        "role": contact.role,
        "name": contact.name,
        "scope": contact.scope,
        "phone": contact.phone,
        "email": contact.email,
        "hours": contact.hours,
        "form_url": contact.form_url,
        "note": contact.note,
        "source": contact.source,
        "source_date": contact.source_date,
        "checked": _iso(contact.checked),
    }


def passages_json(hits: Iterable[Hit]) -> Json:
    """Search results in ranking order."""
    return {"passages": [_passage(hit) for hit in hits]}


def _passage(hit: Hit) -> Json:
    first = hit.units[0] if hit.units else None
    return {
        "text": hit.text,
        "document_id": hit.document.id,
        "title": hit.document.title,
        "area": hit.document.area,
        "published": _iso(hit.document.published),
        "page": first.page if first else 1,
        "heading": first.headings[-1] if first and first.headings else "",
        "score": float(hit.score),
    }


def document_json(document: Document, today: date) -> Json:
    """What a reader may know of a document without opening it."""
    return {
        "id": document.id,
        "title": document.title,
        "kind": document.kind,
        "area": document.area,
        "authority": document.authority,
        "reviewed_by": document.reviewed_by,
        "published": _iso(document.published),
        "effective_from": _iso(document.effective_from),
        "review_by": _iso(document.review_by),
        "overdue": is_overdue(document, today),
        "period": document.period,
        "edition": document.edition,
        "superseded_by": document.superseded_by,
        "duplicate_of": document.duplicate_of,
        "audience": document.audience,
        "republish": document.republish,
        "media_type": document.media_type,
        "pages": document.pages,
        "source_url": document.source_url,
        "url": f"/library/{document.id}",
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
