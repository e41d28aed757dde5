"""Drafts: upload, look, correct, put aside."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from fastapi import APIRouter
from fastapi.responses import RedirectResponse, Response

from assistant.channels.templates import day_words
from assistant.domain import AREA_NAMES
from ingest.desk import audit, fields
from ingest.desk.addresses import from_address
from ingest.desk.drafts import HOW_WORDS, Draft
from ingest.desk.errors import DeskError
from ingest.desk.preview import Understood
from ingest.desk.shelf import on_shelf
from ingest.desk.uploads import TYPES
from ingest.desk.web import Act, Web
from ingest.sources import SUPPORTED

LOOK_AGAIN = 20.0
"""Seconds that "Look again" waits for a file that is being read; it answers as soon as the file is read."""


def add(router: APIRouter, web: Web) -> None:
    """``/desk/drafts`` and what lies below."""
    _add_upload(router, web)
    _add_address(router, web)
    _add_correcting(router, web)
    _add_discarding(router, web)


def _add_upload(router: APIRouter, web: Web) -> None:
    desk = web.desk

    @router.get("/drafts")
    def drafts(act: Act = web.reader) -> Response:
        return _list(web, act, 200, [])

    @router.post("/drafts")
    def upload(act: Act = web.editor) -> Response:
        files = act.files("files")
        if not files:
            raise DeskError("No file was chosen. Choose one or more, then press Upload.")
        kept: list[Draft] = []
        refused: list[tuple[str, str]] = []
        for file in files:
            try:
                draft = desk.drafts.add(file.filename or "", file.file, act.visitor.name)
            except DeskError as error:
                refused.append((file.filename or "The file", str(error)))
                continue
            kept.append(draft)
            desk.readings.begin(draft)
            audit.record(desk.data_dir, "upload", by=act.visitor.name, draft=draft.id, sha256=draft.sha256, bytes=draft.size)
        if refused:
            return _list(web, act, 422, refused)
        return RedirectResponse(f"/desk/drafts/{kept[0].id}?said=uploaded" if len(kept) == 1 else "/desk/drafts?said=uploaded", 303)


def _add_address(router: APIRouter, web: Web) -> None:
    desk = web.desk

    @router.post("/drafts/address")
    def upload_from(act: Act = web.editor) -> Response:
        address = act.text("address", 600).strip()
        try:
            name, body, source = from_address(address, desk.options.fetch, desk.options.limits.file)
            draft = desk.drafts.add(name, BytesIO(body), act.visitor.name)
        except DeskError as error:
            return _list(web, act, 422, [(address or "The address", str(error))])
        desk.drafts.correct(draft.id, draft.revision, act.visitor.name, fields={"source_url": source}, how="new", replaces="")
        noted = {"draft": draft.id, "sha256": draft.sha256, "bytes": draft.size, "address": audit.fingerprint(source)}
        audit.record(desk.data_dir, "upload", by=act.visitor.name, **noted)
        return RedirectResponse(f"/desk/drafts/{draft.id}?said=uploaded", 303)


def _add_correcting(router: APIRouter, web: Web) -> None:
    desk = web.desk

    @router.get("/drafts/{draft_id}")
    def draft(draft_id: str, act: Act = web.reader, wait: str = "") -> Response:
        found = desk.drafts.get(draft_id)
        if wait and found.state in ("draft", "locked"):
            desk.readings.now(found, LOOK_AGAIN)
        return _one(web, act, found)

    @router.post("/drafts/{draft_id}")
    def correct(draft_id: str, act: Act = web.editor) -> Response:
        before = desk.drafts.get(draft_id)
        form = act.texts()
        kept, wrong = fields.check(form)
        how, replaces = form.get("how", "new"), form.get("replaces", "")
        if how != "new" and replaces not in published(web):
            wrong["replaces"] = "Choose the document that it replaces."
        if wrong:
            return _one(web, act, before, 422, wrong, form)
        revision = int(form["revision"]) if form.get("revision", "").isdecimal() else 0
        after = desk.drafts.correct(draft_id, revision, act.visitor.name, fields=kept, how=how, replaces=replaces)  # type: ignore[arg-type]
        was = {**before.fields, "how": before.how, "replaces": before.replaces}
        changes = audit.field_changes(was, {**kept, "how": how, "replaces": after.replaces})
        audit.record(desk.data_dir, "correct", by=act.visitor.name, draft=draft_id, sha256=after.sha256, changes=changes)
        then = {"publish": f"/desk/publish?draft={draft_id}", "try": f"/desk/try?draft={draft_id}"}.get(form.get("then", ""), "")
        if then and not understood(web, after).stops:
            return RedirectResponse(then, 303)
        return RedirectResponse(f"/desk/drafts/{draft_id}?said={'mend' if then else 'corrected'}", 303)


def _add_discarding(router: APIRouter, web: Web) -> None:
    desk = web.desk

    @router.get("/drafts/{draft_id}/discard")
    def ask_discard(draft_id: str, act: Act = web.editor) -> Response:
        found = desk.drafts.get(draft_id)
        will = [f"{found.file_name} leaves the list of drafts.", "The live library does not change."]
        return web.page(
            act.request, "confirm.html", title="Put this draft aside?", will=will, undo="take it back in the list of drafts.", reason=False, wrong="",
            action=f"/desk/drafts/{draft_id}/discard", button="Put it aside", back=f"/desk/drafts/{draft_id}",
        )  # fmt: skip

    @router.post("/drafts/{draft_id}/discard")
    def discard(draft_id: str, act: Act = web.editor) -> Response:
        gone = desk.drafts.discard(draft_id)
        audit.record(desk.data_dir, "discard", by=act.visitor.name, draft=draft_id, sha256=gone.sha256)
        return RedirectResponse("/desk/drafts?said=discarded", 303)

    @router.post("/drafts/{draft_id}/back")
    def take_back(draft_id: str, act: Act = web.editor) -> Response:
        found = desk.drafts.get(draft_id)
        if found.state != "discarded":
            raise DeskError(f"This draft is {found.state}; there is nothing to take back.", 409)
        desk.drafts.set_state(draft_id, "draft")
        audit.record(desk.data_dir, "undiscard", by=act.visitor.name, draft=draft_id, sha256=found.sha256)
        return RedirectResponse("/desk/drafts?said=back", 303)


def published(web: Web) -> dict[str, str]:
    """Id -> title with area and date, of documents that a draft may replace."""
    places = [place.document for place in on_shelf(web.desk.data_dir) if place.document is not None]
    current = sorted((d for d in places if d.edition == "current"), key=lambda d: d.title.lower())
    return {d.id: f"{d.title} ({fields.CHOICES['area'][d.area]}, {d.published or 'no date'})" for d in current}


def understood(web: Web, draft: Draft) -> Understood:
    """What a draft will be, or that it is still being read; a published one is no longer settled."""
    return web.desk.readings.now(draft, web.desk.options.patience)


def _in_short(web: Web, draft: Draft) -> str:
    """A draft in the list of drafts: what it was understood as, and how much there is to mend and to look at."""
    found = web.desk.readings.now(draft, 0.0)
    if found.reading:
        return "Being read"
    document = found.document
    said = ["Cannot be read"]
    if document:
        said = [AREA_NAMES[document.area], fields.KIND_NAMES[document.kind], day_words(document.published) or "no date"]
    looks = len(found.findings) - len(found.stops)
    counts = [f"{len(found.stops)} to mend" if found.stops else "", f"{looks} to look at" if looks else ""]
    return " · ".join([*said, *(words for words in counts if words)])


def _list(web: Web, act: Act, status: int, refused: list[tuple[str, str]]) -> Response:
    drafts = web.desk.drafts.all()
    free = [d for d in drafts if d.state in ("draft", "locked")]
    return web.page(
        act.request, "drafts.html", status, refused=refused, open=free, short={d.id: _in_short(web, d) for d in free},
        aside=[d for d in drafts if d.state == "discarded"][:20], limits=web.desk.options.limits, types=TYPES,
        accept=",".join(sorted(SUPPORTED)), how=HOW_WORDS,
    )  # fmt: skip


def _one(web: Web, act: Act, draft: Draft, status: int = 200, wrong: dict[str, str] | None = None, form: dict[str, str] | None = None) -> Response:
    found = understood(web, draft) if draft.state in ("draft", "locked") else Understood(document=None, findings=())
    values: dict[str, Any] = dict.fromkeys(fields.LABELS, "") | {"how": draft.how, "replaces": draft.replaces}
    values |= fields.shown(found.document, draft.fields) if found.document else dict(draft.fields)
    values |= form or {}
    return web.page(
        act.request, "draft.html", status, draft=draft, understood=found, values=values, wrong=wrong or {}, labels=fields.LABELS,
        choices=fields.CHOICES, hints=fields.HINTS, dates=fields.DATES, how=HOW_WORDS, published=published(web),
    )  # fmt: skip
