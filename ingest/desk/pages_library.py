"""The live library: details, owners, review dates; withdraw, put back, go back."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import RedirectResponse, Response

from assistant.domain import Document
from assistant.library import read_tombstones, withdrawn_ids
from ingest.desk import audit
from ingest.desk.errors import DeskError
from ingest.desk.jobs import new_id
from ingest.desk.lost_answers import lost_since
from ingest.desk.publication import keep_withdrawn, kept, withdrawn_list
from ingest.desk.shelf import find, on_shelf
from ingest.desk.web import Act, Web, when
from ingest.job import live
from ingest.operations import list_generations, restore_withdrawn, rollback, withdraw


def add(router: APIRouter, web: Web) -> None:
    """``/desk/library`` with everything below, and ``/desk/review``."""
    _add_generations(router, web)
    _add_withdrawn(router, web)
    _add_documents(router, web)
    _add_withdrawing(router, web)


def documents(web: Web) -> dict[str, Document]:
    """What readers may see now, by id."""
    now = live(web.desk.data_dir)
    if now is None:
        return {}
    hidden = withdrawn_ids(now.documents, read_tombstones(web.desk.data_dir))
    return {name: document for name, document in now.documents.items() if name not in hidden}


def _document(web: Web, document_id: str) -> Document:
    found = documents(web).get(document_id)
    if found is None:
        raise DeskError("There is no such document in the live library. It may have been withdrawn or replaced.", 404)
    return found


def _add_documents(router: APIRouter, web: Web) -> None:
    desk = web.desk

    @router.get("/library")
    def library(act: Act = web.reader) -> Response:
        found = sorted(documents(web).values(), key=lambda d: (d.edition != "current", d.title.lower()))
        return web.page(act.request, "library.html", documents=found, owners=desk.owners.all())

    @router.get("/review")
    def review(act: Act = web.reader) -> Response:
        found = documents(web).values()
        undated = sum(document.review_by is None and document.edition == "current" for document in found)
        return web.page(act.request, "review.html", dues=desk.owners.due(found, desk.today()), undated=undated)

    @router.get("/library/{document_id}")
    def document(document_id: str, act: Act = web.reader) -> Response:
        return web.page(act.request, "document.html", document=_document(web, document_id), owner=desk.owners.all().get(document_id, ""))

    @router.post("/library/{document_id}/correct")
    def correct(document_id: str, act: Act = web.editor) -> Response:
        place = find(on_shelf(desk.data_dir), _document(web, document_id).id)
        with place.path.open("rb") as file:
            draft = desk.drafts.add(place.name, file, act.visitor.name)
        kept_fields = {name: value for name, value in place.fields.items() if name != "key"}
        desk.drafts.correct(draft.id, draft.revision, act.visitor.name, fields=kept_fields, how="correct", replaces=document_id)
        audit.record(desk.data_dir, "upload", by=act.visitor.name, draft=draft.id, sha256=draft.sha256, document_id=document_id)
        return RedirectResponse(f"/desk/drafts/{draft.id}", 303)

    @router.post("/library/{document_id}/owner")
    def owner(document_id: str, act: Act = web.editor) -> Response:
        _document(web, document_id)
        before = desk.owners.name(document_id, act.text("owner", 200))
        audit.record(desk.data_dir, "owner", by=act.visitor.name, document_id=document_id, changes={"owner": [before, act.text("owner", 200)]})
        return RedirectResponse(f"/desk/library/{document_id}?said=owner", 303)


def _add_withdrawing(router: APIRouter, web: Web) -> None:
    desk = web.desk

    def show(act: Act, document_id: str, status: int = 200, wrong: str = "") -> Response:
        found = _document(web, document_id)
        affected = ", ".join(f"{topic} ({times})" for topic, times in desk.asked.affected(document_id))
        will = [
            f"'{found.title}' is gone from answers, search and the library from the next question on, for everybody.",
            "Copies of it go too. Answers already given stay where they were read.",
            f"Answers of the last thirty days that cited it, by topic: {affected or 'none are known'}.",
        ]
        return web.page(
            act.request, "confirm.html", status, title="Withdraw this document?", will=will, undo="put it back, under Library, Withdrawn documents.",
            reason=True, wrong=wrong, action=f"/desk/library/{document_id}/withdraw", button="Withdraw it now", back=f"/desk/library/{document_id}",
        )  # fmt: skip

    @router.get("/library/{document_id}/withdraw")
    def ask(document_id: str, act: Act = web.publisher) -> Response:
        return show(act, document_id)

    @router.post("/library/{document_id}/withdraw")
    def do(document_id: str, act: Act = web.publisher) -> Response:
        reason = " ".join(act.text("reason", 300).split())
        if len(reason) < 5:
            return show(act, document_id, 422, "Say why, in a few words.")
        _document(web, document_id)
        keep_withdrawn(document_id, desk.data_dir)
        gone = {stone.document_id for stone in withdraw(desk.data_dir, document_id, reason, act.visitor.name)}
        lost = lost_since(desk, act.visitor.name, lambda questions: questions.after_withdrawal(gone))
        return RedirectResponse(f"/desk/library/withdrawn?said=withdrawn{lost}", 303)


def _add_withdrawn(router: APIRouter, web: Web) -> None:
    desk = web.desk

    @router.get("/library/withdrawn")
    def withdrawn(act: Act = web.reader) -> Response:
        return web.page(act.request, "withdrawn.html", lines=withdrawn_list(desk.data_dir))

    def known(document_id: str) -> None:
        if document_id not in {line[0] for line in withdrawn_list(desk.data_dir)}:
            raise DeskError("This document is not withdrawn.", 404)

    @router.get("/library/withdrawn/{document_id}")
    def ask(document_id: str, act: Act = web.publisher) -> Response:
        known(document_id)
        will = [f"'{document_id}' and its copies are answered from again: at once where the live library still holds them, else by a publication."]
        return web.page(
            act.request, "confirm.html", title="Put this document back?", will=will, undo="withdraw it again.", reason=False, wrong="",
            action=f"/desk/library/withdrawn/{document_id}", button="Put it back", back="/desk/library/withdrawn",
        )  # fmt: skip

    @router.post("/library/withdrawn/{document_id}")
    def put_back(document_id: str, act: Act = web.publisher) -> Response:
        known(document_id)
        now = live(desk.data_dir)
        is_live = now is not None and document_id in now.documents
        if not is_live and kept(document_id, desk.data_dir) is None:
            raise DeskError("Its file is kept nowhere any more. Upload it again, after a maintainer has taken the withdrawal back.", 404)
        if not is_live and desk.options.approval:
            raise DeskError("It is not in the live library any more, and publications need a second person: ask for it to be uploaded again.", 409)
        restore_withdrawn(desk.data_dir, document_id, act.visitor.name)
        if is_live:
            return RedirectResponse("/desk/library/withdrawn?said=restored", 303)
        job_id = new_id()
        desk.jobs.ask("publish", act.visitor.name, {"drafts": {}, "put_back": [document_id]}, job_id=job_id)
        desk.runner.wake()
        return RedirectResponse(f"/desk/publications/{job_id}?said=restoring", 303)


def _add_generations(router: APIRouter, web: Web) -> None:
    desk = web.desk

    @router.get("/library/generations")
    def lines(act: Act = web.reader) -> Response:
        return web.page(act.request, "generations.html", lines=list_generations(desk.data_dir))

    @router.get("/library/generations/{generation}")
    def ask(generation: str, act: Act = web.publisher) -> Response:
        line = next((line for line in list_generations(desk.data_dir) if line.id == generation), None)
        if line is None or line.problem or line.live:
            raise DeskError("There is no such library to go back to. See the list of earlier libraries.", 404)
        will = [
            f"Readers see the library of {when(line.created)} ({line.documents} documents) from the next question on.",
            "Documents that were withdrawn stay withdrawn. Contacts do not change.",
            "What was published since is not answered from any more.",
        ]
        return web.page(
            act.request, "confirm.html", title="Go back to this library?", will=will, undo="go to the newer library in the same list.", reason=False,
            wrong="", action=f"/desk/library/generations/{generation}", button="Go back to it", back="/desk/library/generations",
        )  # fmt: skip

    @router.post("/library/generations/{generation}")
    def do(generation: str, act: Act = web.publisher) -> Response:
        rollback(desk.data_dir, generation, by=act.visitor.name, chroma=desk.place.chroma)
        return RedirectResponse("/desk/library/generations?said=rolled_back", 303)
