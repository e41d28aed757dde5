"""Contacts in forms: change, check, reject a number, go back."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from fastapi.responses import RedirectResponse, Response

from assistant.contacts import ContactBook, normal_number
from assistant.domain import AREA_NAMES
from ingest.desk import audit
from ingest.desk.contact_book import LABELS, SCOPES, Opened, check_form
from ingest.desk.errors import DeskError
from ingest.desk.lost_answers import lost_since
from ingest.desk.web import Act, Web


def add(router: APIRouter, web: Web) -> None:
    """``/desk/contacts`` and what lies below."""
    desk = web.desk
    _add_removal(router, web)

    @router.get("/contacts")
    def contacts(act: Act = web.reader) -> Response:
        opened = desk.contacts.open()
        rows = [dict.fromkeys((*LABELS, "checked", "checked_by", "rejected")) | row for row in opened.rows]
        return web.page(act.request, "contacts.html", rows=rows, mark=opened.mark)

    @router.get("/contacts/versions")
    def versions(act: Act = web.reader) -> Response:
        return web.page(act.request, "versions.html", versions=desk.contacts.versions())

    @router.post("/contacts/back")
    def back(act: Act = web.editor) -> Response:
        old = desk.contacts.book()
        desk.contacts.back_to(act.text("version", 200), act.visitor.name)
        audit.record(desk.data_dir, "contacts_back", by=act.visitor.name, version=act.text("version", 200))
        return _kept(web, act, old)

    @router.get("/contacts/{number}")
    def contact(number: str, act: Act = web.editor) -> Response:
        opened = desk.contacts.open()
        row = opened.row(_number(number)) if number != "new" else {"scope": "anyone"}
        return _form(web, act, number, opened.mark, row)

    @router.post("/contacts/{number}")
    def change(number: str, act: Act = web.editor) -> Response:
        form = act.texts()
        opened = desk.contacts.open()
        wrong = check_form(form, _rejected(opened))
        if wrong:
            return _form(web, act, number, form.get("mark", ""), form, wrong)
        row, old = None if number == "new" else _number(number), desk.contacts.book()
        before, after = desk.contacts.save(row, form, form.get("mark", ""), act.visitor.name)
        _note(web, act, "contact", before, after)
        return _kept(web, act, old)

    @router.post("/contacts/{number}/checked")
    def checked(number: str, act: Act = web.editor) -> Response:
        row = desk.contacts.checked(_number(number), act.text("mark"), act.visitor.name, desk.today())
        audit.record(desk.data_dir, "contact_checked", by=act.visitor.name, contact=row["name"], phone=row.get("phone") or "")
        return RedirectResponse("/desk/contacts?said=contact", 303)

    @router.post("/contacts/{number}/reject")
    def reject(number: str, act: Act = web.editor) -> Response:
        before = desk.contacts.open().row(_number(number))
        if normal_number(act.text("bad", 60)) == normal_number(str(before.get("phone") or "")):
            raise DeskError("That is the number shown now. Change the telephone number first, then reject the old one.")
        old = desk.contacts.book()
        after = desk.contacts.reject(_number(number), act.text("bad", 60), act.text("reason", 300), act.text("mark"), act.visitor.name)
        _note(web, act, "contact", before, after)
        return _kept(web, act, old)


def _add_removal(router: APIRouter, web: Web) -> None:
    desk = web.desk

    @router.get("/contacts/{number}/remove")
    def ask_remove(number: str, act: Act = web.editor) -> Response:
        opened = desk.contacts.open()
        row = opened.row(_number(number))
        will = [f"'{row['name']}' is shown in no answer any more, from the next question on.", "Its rejected numbers are no longer known as wrong."]
        return web.page(
            act.request, "confirm.html", title="Remove this contact?", will=will, undo="go back to an earlier version of the contacts.", reason=False,
            wrong="", action=f"/desk/contacts/{number}/remove?mark={opened.mark}", button="Remove it", back=f"/desk/contacts/{number}",
        )  # fmt: skip

    @router.post("/contacts/{number}/remove")
    def remove(number: str, act: Act = web.editor, mark: str = "") -> Response:
        old = desk.contacts.book()
        gone = desk.contacts.remove(_number(number), mark, act.visitor.name)
        _note(web, act, "contact", gone, {})
        return _kept(web, act, old)


def _kept(web: Web, act: Act, old: ContactBook) -> Response:
    """Back to the contacts, with what the change costs; ``old`` are those of before."""
    lost = lost_since(web.desk, act.visitor.name, lambda questions: questions.after_correction(old))
    return RedirectResponse(f"/desk/contacts?said=contact{lost}", 303)


def _form(web: Web, act: Act, number: str, mark: str, row: Any, wrong: dict[str, str] | None = None) -> Response:
    values = {name: str(row.get(name) or "") for name in LABELS}
    return web.page(
        act.request, "contact.html", 422 if wrong else 200, number=number, mark=mark, values=values, wrong=wrong or {}, labels=LABELS,
        areas=AREA_NAMES, scopes=SCOPES,
    )  # fmt: skip


def _note(web: Web, act: Act, what: str, before: dict[str, Any], after: dict[str, Any]) -> None:
    names = sorted({*before, *after})
    changes = {name: [str(before.get(name) or ""), str(after.get(name) or "")] for name in names if before.get(name) != after.get(name)}
    audit.record(web.desk.data_dir, what, by=act.visitor.name, contact=str(after.get("name", "")), changes=changes)


def _number(text: str) -> int:
    if not text.isdecimal() or len(text) > 5:
        raise DeskError("There is no such contact. See all contacts.", 404)
    return int(text)


def _rejected(opened: Opened) -> frozenset[str]:
    return frozenset(normal_number(str(bad["phone"])) for row in opened.rows for bad in row.get("rejected") or [])
