"""Questions asked of the draft library beside the live one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import RedirectResponse, Response

from assistant.domain import AREA_NAMES
from assistant.must_answer import Unanswered
from ingest.desk import audit
from ingest.desk.errors import DeskError
from ingest.desk.jobs import new_id
from ingest.desk.try_out import Tried, add_must_answer, read_must_answer
from ingest.desk.web import Act, Web


def add(router: APIRouter, web: Web) -> None:
    """``/desk/try`` and what lies below."""
    desk = web.desk

    @router.get("/try")
    def page(act: Act = web.reader, draft: Annotated[list[str] | None, Query()] = None) -> Response:
        return _page(web, act, chosen=draft or [])

    @router.post("/try/build")
    def build(act: Act = web.editor) -> Response:
        drafts = [desk.drafts.get(draft_id) for draft_id in dict.fromkeys(act.many("draft"))]
        if not drafts:
            raise DeskError("No draft was chosen. Tick one or more, then build.")
        job_id = new_id()
        desk.jobs.ask("trial", act.visitor.name, {"drafts": {draft.id: draft.mark for draft in drafts}}, job_id=job_id)
        audit.record(desk.data_dir, "trial", by=act.visitor.name, job=job_id, drafts={draft.id: draft.sha256 for draft in drafts})
        desk.runner.wake()
        return RedirectResponse(f"/desk/publications/{job_id}?said=asked", 303)

    @router.post("/try")
    def ask(act: Act = web.editor) -> Response:
        question, area = act.text("question"), act.text("area")
        try:
            tried = desk.trials.ask(question, area)
        except DeskError as error:
            return _page(web, act, error.status, wrong=str(error), asked=(question, area))
        return _page(web, act, found=([tried], None), asked=(question, area))

    @router.post("/try/all")
    def ask_all(act: Act = web.editor) -> Response:
        questions = read_must_answer(desk.data_dir)
        lost = desk.trials.lost(desk.options.must_answer)
        if not questions and lost is None:
            return _page(web, act, 422, wrong="No question is kept yet. Ask one, then keep it.")
        return _page(web, act, found=(desk.trials.ask_all(questions), lost))

    @router.post("/try/keep")
    def keep(act: Act = web.editor) -> Response:
        question = act.text("question", 2000)
        add_must_answer(desk.data_dir, question, act.text("area"))
        audit.record(desk.data_dir, "must_answer_kept", by=act.visitor.name, question=audit.fingerprint(" ".join(question.split())))
        return RedirectResponse("/desk/try?said=kept", 303)


def _page(
    web: Web,
    act: Act,
    status: int = 200,
    *,
    found: tuple[Sequence[Tried], Sequence[Unanswered] | None] = ((), None),
    chosen: Sequence[str] = (),
    wrong: str = "",
    asked: tuple[str, str] = ("", ""),
) -> Response:
    """The page; ``found``: questions answered by both libraries, and must-answer questions that would lose their answer."""
    drafts = web.desk.drafts.all()
    trial = web.desk.trials.current()
    names = [draft.title for draft in drafts if trial and draft.id in trial.drafts]
    stale = bool(trial and web.desk.trials.is_stale(trial, drafts))
    return web.page(
        act.request, "try.html", status, wrong=wrong, free=[d for d in drafts if d.state in ("draft", "locked")],
        chosen=chosen or (list(trial.drafts) if trial else []), trial=trial, names=names, stale=stale, tried=found[0],
        question=asked[0], area=asked[1], areas=AREA_NAMES, must=len(read_must_answer(web.desk.data_dir)), lost=found[1],
    )  # fmt: skip
