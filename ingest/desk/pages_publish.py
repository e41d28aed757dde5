"""Asking for a publication, approving, cancelling, watching."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import RedirectResponse, Response

from ingest.desk import audit
from ingest.desk.drafts import HOW_WORDS, Draft
from ingest.desk.errors import DeskError
from ingest.desk.jobs import Job, new_id
from ingest.desk.pages_drafts import published, understood
from ingest.desk.publication import must_be_publishable
from ingest.desk.runner import release
from ingest.desk.web import Act, Web
from ingest.report import IngestReport

KINDS = {"publish": "Publication", "trial": "Draft library"}
STATES = {
    "waiting": "waits for approval",
    "queued": "next in turn",
    "running": "going on",
    "done": "done",
    "failed": "failed",
    "cancelled": "cancelled",
}


def add(router: APIRouter, web: Web) -> None:
    """``/desk/publish`` and ``/desk/publications``."""
    _add_asking(router, web)
    _add_watching(router, web)
    _add_deciding(router, web)


def _add_asking(router: APIRouter, web: Web) -> None:
    @router.get("/publish")
    def look(act: Act = web.editor, draft: Annotated[list[str] | None, Query()] = None) -> Response:
        chosen = [(d, understood(web, d)) for d in _chosen(web, draft or [])]
        must_be_publishable([d for d, _ in chosen])
        found = [finding for _, each in chosen for finding in each.findings]
        return web.page(
            act.request, "publish.html", chosen=chosen, how=HOW_WORDS, published=published(web), total=len(published(web)), waits=_waits(web, act),
            stops=any(each.weight == "stop" for each in found), looks=any(each.weight == "look" for each in found),
        )  # fmt: skip

    @router.post("/publish")
    def ask(act: Act = web.editor) -> Response:
        drafts = _chosen(web, act.many("draft"))
        must_be_publishable(drafts)
        for draft in drafts:
            if act.text(f"mark-{draft.id}") != draft.mark:
                raise DeskError(f"{draft.file_name} was changed after you looked at it. Look again, then publish.", 409)
        findings = [finding for draft in drafts for finding in understood(web, draft).findings]
        if any(finding.weight == "stop" for finding in findings):
            raise DeskError("This cannot be published yet: open the drafts and mend what stands under 'Mend this first'.")
        if findings and act.text("looked") != "yes":
            raise DeskError("Look at everything that was noticed, tick the box that says so, then publish.")
        not_before = _not_before(web, act.text("on"))
        return _begin(web, act, drafts, {"drafts": {draft.id: draft.mark for draft in drafts}}, waits=_waits(web, act), not_before=not_before)


def _begin(web: Web, act: Act, drafts: list[Draft], details: dict[str, Any], *, waits: bool, not_before: float = 0.0, **noted: Any) -> Response:
    """Write the job down with its drafts locked; ``noted`` goes into the audit log."""
    desk, job_id = web.desk, new_id()
    desk.drafts.lock([draft.id for draft in drafts], job_id)
    try:
        desk.jobs.ask("publish", act.visitor.name, details, job_id=job_id, waits=waits, not_before=not_before)
    except BaseException:
        for draft in drafts:
            desk.drafts.set_state(draft.id, "draft")
        raise
    hashes = {draft.id: draft.sha256 for draft in drafts}
    audit.record(desk.data_dir, "ask_publish", by=act.visitor.name, job=job_id, drafts=hashes, not_before=act.text("on"), waits=waits, **noted)
    desk.runner.wake()
    return RedirectResponse(f"/desk/publications/{job_id}?said=asked", 303)


def _add_watching(router: APIRouter, web: Web) -> None:
    desk = web.desk

    @router.get("/publications")
    def jobs(act: Act = web.reader) -> Response:
        return web.page(act.request, "jobs.html", jobs=desk.jobs.all(), kinds=KINDS, states=STATES, now=_now(web))

    @router.get("/publications/{job_id}")
    def job(job_id: str, act: Act = web.reader, follow: str = "") -> Response:
        found = desk.jobs.get(job_id)
        questions = desk.options.must_answer.questions() if found.lost and desk.options.must_answer else {}
        due = found.state == "running" or (found.state == "queued" and found.not_before <= _now(web))
        known = {draft.id: draft for draft in desk.drafts.all()}
        page = web.page(
            act.request, "job.html", job=found, kinds=KINDS, states=STATES, now=_now(web), follow=follow == "1",
            drafts=[known[draft_id] for draft_id in found.draft_ids if draft_id in known],
            report=IngestReport.from_dict(found.report).lines() if found.report else [],
            may_approve=found.state == "waiting" and act.visitor.may("publisher") and act.visitor.name != found.asked_by,
            may_cancel=found.kind == "publish" and found.state in ("waiting", "queued") and _may_cancel(act, found),
            lost=[questions.get(name, name) for name in found.lost], word=found.details.get("overrule"),
            may_overrule=bool(found.lost) and act.visitor.may("publisher"),
        )  # fmt: skip
        if due and follow == "1":
            page.headers["Refresh"] = "5"
        return page


def _add_deciding(router: APIRouter, web: Web) -> None:
    desk = web.desk

    @router.post("/publications/{job_id}/approve")
    def approve(job_id: str, act: Act = web.publisher) -> Response:
        found = desk.jobs.approve(job_id, act.visitor.name)
        audit.record(desk.data_dir, "approve", by=act.visitor.name, job=job_id, asked_by=found.asked_by)
        desk.runner.wake()
        return RedirectResponse(f"/desk/publications/{job_id}?said=approved", 303)

    @router.post("/publications/{job_id}/overrule")
    def overrule(job_id: str, act: Act = web.publisher) -> Response:
        found = desk.jobs.get(job_id)
        reason = " ".join(act.text("reason", 300).split())
        if not found.lost:
            raise DeskError("This was not stopped by questions that must be answered, so there is nothing to overrule.", 409)
        if len(reason) < 5:
            raise DeskError("Say why it should be published all the same, in a few words.", 422)
        drafts = _chosen(web, found.draft_ids) if found.draft_ids else []
        if any(draft.mark != found.details["drafts"][draft.id] for draft in drafts):
            raise DeskError("A draft was changed since. Publish it anew: the questions are asked again.", 409)
        details = {**found.details, "overrule": {"by": act.visitor.name, "reason": reason, "questions": found.lost}}
        return _begin(web, act, drafts, details, waits=_waits(web, act), overrules=job_id, reason=reason, questions=found.lost)

    @router.post("/publications/{job_id}/cancel")
    def cancel(job_id: str, act: Act = web.editor) -> Response:
        if not _may_cancel(act, desk.jobs.get(job_id)):
            raise DeskError("Only whoever asked for it, or a publisher, can cancel it.", 403)
        release(desk.drafts, desk.jobs.cancel(job_id))
        audit.record(desk.data_dir, "cancel", by=act.visitor.name, job=job_id)
        return RedirectResponse(f"/desk/publications/{job_id}?said=cancelled", 303)


def _chosen(web: Web, draft_ids: list[str]) -> list[Draft]:
    drafts = [web.desk.drafts.get(draft_id) for draft_id in dict.fromkeys(draft_ids)]
    if not drafts:
        raise DeskError("No draft was chosen. Tick one or more in the list of drafts.")
    for draft in drafts:
        if draft.state != "draft":
            raise DeskError(f"{draft.file_name} is not free: a publication holds it, or it was published or put aside.", 409)
    return drafts


def _waits(web: Web, act: Act) -> bool:
    return web.desk.options.approval or not act.visitor.may("publisher")


def _may_cancel(act: Act, job: Job) -> bool:
    return act.visitor.may("publisher") or (act.visitor.may("editor") and job.asked_by == act.visitor.name)


def _not_before(web: Web, text: str) -> float:
    if not text.strip():
        return 0.0
    try:
        day = date.fromisoformat(text.strip())
    except ValueError as error:
        raise DeskError("Give the day as year-month-day, such as 2026-12-01, or leave it empty.") from error
    if day < web.desk.today() or day.year > web.desk.today().year + 2:
        raise DeskError("That day is past, or too far off. Give a day from today on, or leave it empty.")
    return web.desk.start_of(day) if day > web.desk.today() else 0.0


def _now(web: Web) -> float:
    return web.desk.options.clock().timestamp()
