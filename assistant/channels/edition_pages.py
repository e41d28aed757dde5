"""What changed between two editions of a document, as a page."""

from __future__ import annotations

from itertools import groupby

from fastapi import APIRouter, Request
from fastapi.responses import Response

from assistant.channels.pages import page
from assistant.channels.problems import RefusalError
from assistant.channels.site import Site
from assistant.domain import Document
from assistant.edition_difference import MOST_SHOWN, difference
from assistant.library import View

WORDS = {"new": "New", "gone": "Removed", "reworded": "Reworded"}


def router(site: Site) -> APIRouter:
    """``/library/{document_id}/changes``; ``before`` names the earlier edition, else it is the latest one before."""
    routes = APIRouter(include_in_schema=False)

    @routes.get("/library/{document_id}/changes")
    def changes(document_id: str, request: Request, before: str = "") -> Response:
        reader = site.reader(request)
        view = site.assistant.view().for_audience(reader.audience)
        document = site.document(view, document_id, reader.audience)
        older = _older(view, document, before)
        found = difference(view.generation.blocks(older.id), view.generation.blocks(document.id))
        shown = found.changes[:MOST_SHOWN]
        groups = [(heading, list(group)) for heading, group in groupby(shown, key=lambda change: change.heading)]
        return page(
            site, "changes.html", document=document, older=older, difference=found, groups=groups, words=WORDS,
            more=len(found.changes) - len(shown), hidden="link" in (document.republish, older.republish),
        )  # fmt: skip

    return routes


def _older(view: View, document: Document, wanted: str) -> Document:
    earlier = [each for each in view.documents() if each.superseded_by == document.id]
    found = [each for each in earlier if each.id == wanted] if wanted else sorted(earlier, key=lambda each: str(each.published or ""), reverse=True)
    if not found:
        raise RefusalError(404, f"The library holds no such earlier edition of this document. Read it at /library/{document.id}.")
    return found[0]
