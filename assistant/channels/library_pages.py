"""The library for readers: browse and filter, a document's page with the cited passage marked, its picture, its original."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import FileResponse, Response
from markupsafe import Markup

from assistant.arrivals import arrivals, new_since
from assistant.channels.pages import NO_STORE, page
from assistant.channels.problems import RefusalError
from assistant.channels.reader import (
    OutlineEntry,
    Passage,
    boxes_of,
    excerpt_html,
    outline,
    page_html,
    passage_of,
    place,
)
from assistant.channels.site import Site
from assistant.domain import AREA_NAMES, Block, Document
from assistant.library import Generation, View, is_overdue
from assistant.page_images import PageImageError, page_count, page_png
from assistant.slide_pictures import SlidePictures

FURTHEST_PAGE = 100_000
PAGE_NUMBER = Query(alias="page", ge=1, le=FURTHEST_PAGE)
Offset = Annotated[int | None, Query(ge=0, le=100_000_000)]


def choose(
    documents: Iterable[Document],
    *,
    area: str | None = None,
    kind: str | None = None,
    edition: str | None = None,
    since: int | None = None,
) -> list[Document]:
    """The documents that fit, newest first, undated ones last. ``since`` is a year."""
    fitting = [
        document
        for document in documents
        if (not area or document.area == area)
        and (not kind or document.kind == kind)
        and (not edition or document.edition == edition)
        and (not since or (document.published is not None and document.published.year >= since))
    ]
    return sorted(fitting, key=lambda d: (-(d.published or date.min).toordinal(), d.title.lower(), d.id))


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A page of a document as asked for: what it holds and what of it may be shown."""

    document: Document
    page: int
    pages: int
    passage: Passage | None
    lost: bool
    html: Markup
    headings: tuple[OutlineEntry, ...]
    original: bool
    has_picture: bool = False

    @property
    def span(self) -> str:
        """The passage as a part of an address."""
        return f"?start={self.passage.start}&end={self.passage.end}" if self.passage else ""


def router(site: Site) -> APIRouter:
    """The addresses below ``/library``."""
    routes = APIRouter(include_in_schema=False)
    slides = SlidePictures(site.settings.slide_converter)
    _add_browsing(routes, site)

    @routes.get("/library/{document_id}")
    def read(
        document_id: str,
        request: Request,
        number: Annotated[int, PAGE_NUMBER] = 1,
        start: Offset = None,
        end: Offset = None,
    ) -> Response:
        reader = site.reader(request)
        view = site.assistant.view().for_audience(reader.audience)
        document = site.document(view, document_id, reader.audience)
        drawable = _drawable(slides, view.generation, document) is not None
        reading = replace(_reading(view.generation, document, number, start, end), has_picture=drawable)
        return page(site, "document.html", reading=reading, document=document, **_editions(site, view, document))

    @routes.get("/library/{document_id}/pages/{number}.png")
    def picture(document_id: str, number: int, request: Request, start: Offset = None, end: Offset = None) -> Response:
        reader = site.reader(request)
        view = site.assistant.view().for_audience(reader.audience)
        document = site.document(view, document_id, reader.audience)
        path = _drawable(slides, view.generation, document)
        if path is None:
            raise RefusalError(404, f"There is no picture of this page. Read it at /library/{document.id}.")
        placed = place(view.generation.blocks(document.id), number)
        passage = passage_of(placed, start, end)
        boxes = boxes_of(placed, passage)
        try:
            return Response(page_png(path, number, boxes), media_type="image/png", headers=NO_STORE)
        except PageImageError as error:
            raise RefusalError(404, str(error)) from error

    @routes.get("/library/{document_id}/original")
    def original(document_id: str, request: Request) -> Response:
        reader = site.reader(request)
        view = site.assistant.view().for_audience(reader.audience)
        document = site.document(view, document_id, reader.audience)
        path = _original(view.generation, document)
        if document.republish != "full" or path is None:
            raise RefusalError(404, "The original of this document is not offered here. Open it at its publisher.")
        # Always a download: a document must never run as a page of ours.
        return FileResponse(
            path, media_type="application/octet-stream", filename=f"{document.id}{path.suffix}", headers=NO_STORE
        )

    return routes


def _add_browsing(routes: APIRouter, site: Site) -> None:
    @routes.get("/library")
    def browse(request: Request, area: str = "", kind: str = "", edition: str = "", since: str = "", show: str = "") -> Response:
        reader = site.reader(request)
        view = site.assistant.view().for_audience(reader.audience)
        every = view.documents()
        year = int(since) if since.isdecimal() and len(since) == 4 else None
        came = arrivals(view.generation.folder)
        fresh = {d.id: day for d in every if (day := new_since(d, came, site.today()))}
        overdue = frozenset(d.id for d in every if is_overdue(d, site.today()) and d.edition == "current")
        only = {"new": frozenset(fresh), "overdue": overdue}.get(show)
        shown = every if only is None else [d for d in every if d.id in only]
        found = choose(shown, area=area, kind=kind, edition=edition, since=year)
        chosen = {"area": area, "kind": kind, "edition": edition, "since": since, "show": show}
        years = sorted({d.published.year for d in every if d.published}, reverse=True)
        return page(
            site,
            "library.html",
            documents=found,
            total=len(every),
            chosen=chosen,
            years=years,
            overdue=overdue,
            fresh=fresh,
            all_areas=AREA_NAMES,
        )


def _reading(generation: Generation, document: Document, number: int, start: int | None, end: int | None) -> Reading:
    blocks = generation.blocks(document.id)
    count = max(1, len(generation.pages(document.id)))
    if number > count:
        raise RefusalError(
            404, f"This document has {count} page{'s' if count > 1 else ''}. Open it at /library/{document.id}."
        )
    placed = place(blocks, number)
    passage = passage_of(placed, start, end)
    excerpt_only = document.republish == "link"
    return Reading(
        document=document,
        page=number,
        pages=count,
        passage=passage,
        lost=start is not None and passage is None,
        html=excerpt_html(placed, passage) if excerpt_only else page_html(placed, passage),
        headings=() if excerpt_only else _contents(blocks),
        original=document.republish == "full" and _original(generation, document) is not None,
    )


def _contents(blocks: Iterable[Block]) -> tuple[OutlineEntry, ...]:
    found = outline(tuple(blocks))
    return found if len(found) > 2 else ()


def _drawable(slides: SlidePictures, generation: Generation, document: Document) -> Path | None:
    """The PDF whose pages are the document's, where its pages may be shown."""
    if document.republish == "link":
        return None
    original = _original(generation, document)
    if document.media_type == "pptx":
        made = slides.ready(original)
        # Hidden slides are left out of some PDFs: a picture beside the text of another slide would be worse than none.
        return made if made is not None and page_count(made) == document.pages else None
    return original if document.media_type == "pdf" else None


def _original(generation: Generation, document: Document) -> Path | None:
    """The file as it was delivered. Ids come from the generation, so they never lead out of its folder."""
    folder = generation.folder / "originals"
    suffix = Path(document.file_name).suffix.lower()
    exact = folder / f"{document.id}{suffix}"
    if exact.is_file():
        return exact
    return next((path for path in sorted(folder.glob("*")) if path.stem == document.id), None)


def _editions(site: Site, view: View, document: Document) -> dict[str, Any]:
    newer = view.document(document.superseded_by) if document.superseded_by else None
    older = [d for d in view.documents() if d.superseded_by == document.id]
    return {
        "newer": newer,
        "older": choose(older),
        "overdue": is_overdue(document, site.today()),
    }
