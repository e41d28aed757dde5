"""Vocabulary, companions and signed answers in forms: change, add, remove, sign, go back."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import RedirectResponse, Response

from assistant.domain import AREA_NAMES, Document
from assistant.library import read_tombstones, withdrawn_ids
from ingest.desk import audit
from ingest.desk.errors import DeskError
from ingest.desk.knowledge_book import KnowledgeBook, Row
from ingest.desk.knowledge_forms import FORMS, Form, entry_id, shown, typed, wrong_in, wrong_signature
from ingest.desk.web import Act, Web
from ingest.job import live
from ingest.kept import text_of

SIGNATURE = ("owner", "signed", "expires")


def add(router: APIRouter, web: Web) -> None:
    """``/desk/knowledge`` and what lies below."""
    _add_lists(router, web)
    _add_forms(router, web)
    _add_removing(router, web)
    _add_signing(router, web)


def _add_lists(router: APIRouter, web: Web) -> None:
    @router.get("/knowledge")
    def lists(act: Act = web.reader) -> Response:
        counts = {name: len(web.desk.knowledge[name].open().rows) for name in FORMS}
        return web.page(act.request, "knowledge_lists.html", forms=FORMS, counts=counts)

    @router.get("/knowledge/{book}")
    def entries(book: str, act: Act = web.reader) -> Response:
        form, held = _form(book), _book(web, book)
        lines = [_line(book, row, web.desk.today().isoformat()) for row in held.open().rows]
        return web.page(act.request, "knowledge.html", book=book, form=form, lines=lines)

    @router.get("/knowledge/{book}/versions")
    def versions(book: str, act: Act = web.reader) -> Response:
        return web.page(act.request, "knowledge_versions.html", book=book, form=_form(book), versions=_book(web, book).versions())

    @router.post("/knowledge/{book}/back")
    def back(book: str, act: Act = web.editor) -> Response:
        version = act.text("version", 200)
        _book(web, book).back_to(version, act.visitor.name)
        audit.record(web.desk.data_dir, "knowledge_back", by=act.visitor.name, list=book, version=version)
        return RedirectResponse(f"/desk/knowledge/{book}?said=knowledge", 303)


def _add_forms(router: APIRouter, web: Web) -> None:
    @router.get("/knowledge/{book}/{number}")
    def entry(book: str, number: str, act: Act = web.editor) -> Response:
        row = {} if number == "new" else _book(web, book).open().row(_number(number))
        return _page(web, act, book, number, row)

    @router.post("/knowledge/{book}/{number}")
    def change(book: str, number: str, act: Act = web.editor) -> Response:
        form, held = _form(book), _book(web, book)
        row = typed(form, act.texts(), act.many("areas"))
        wrong = wrong_in(book, row, _texts(web, {each["title"] for each in row.get("citations", ())}))
        if wrong:
            return _page(web, act, book, number, row, wrong)
        with held.changing(act.text("mark"), act.visitor.name) as changing:
            before: Row = {} if number == "new" else held.open().row(_number(number))
            after = _kept(book, before, row, [str(each.get("id")) for each in changing.rows])
            changing.put(None if number == "new" else _number(number), after)
        _note(web, act, book, before, after)
        return RedirectResponse(f"/desk/knowledge/{book}?said={'unsigned' if book == 'answers' else 'knowledge'}", 303)


def _add_removing(router: APIRouter, web: Web) -> None:
    @router.get("/knowledge/{book}/{number}/remove")
    def ask_remove(book: str, number: str, act: Act = web.editor) -> Response:
        form, opened = _form(book), _book(web, book).open()
        row = opened.row(_number(number))
        gone = _line(book, row, "")["title"]
        will = [f"'{gone}' leaves the list of {form.title.lower()}.", "It no longer holds in answers, from the next question on."]
        return web.page(
            act.request, "confirm.html", title=f"Remove this {form.one}?", will=will, undo="go back to an earlier version of the list.", reason=False,
            wrong="", action=f"/desk/knowledge/{book}/{number}/remove?mark={opened.mark}", button="Remove it", back=f"/desk/knowledge/{book}",
        )  # fmt: skip

    @router.post("/knowledge/{book}/{number}/remove")
    def remove(book: str, number: str, act: Act = web.editor, mark: str = "") -> Response:
        held = _book(web, book)
        with held.changing(mark, act.visitor.name) as changing:
            before = held.open().row(_number(number))
            del changing.rows[_number(number)]
        _note(web, act, book, before, {})
        return RedirectResponse(f"/desk/knowledge/{book}?said=knowledge", 303)


def _add_signing(router: APIRouter, web: Web) -> None:
    @router.post("/knowledge/answers/{number}/sign")
    def sign(number: str, act: Act = web.publisher) -> Response:
        held, today = _book(web, "answers"), web.desk.today()
        owner, expires = " ".join(act.text("owner", 200).split()), act.text("expires", 20)
        row = held.open().row(_number(number))
        wrong = wrong_signature(owner, expires, today)
        wrong |= wrong_in("answers", row, _texts(web, {each["title"] for each in row["citations"]}))
        if wrong:
            return _page(web, act, "answers", number, {**row, "owner": owner, "expires": expires}, wrong)
        with held.changing(act.text("mark"), act.visitor.name) as changing:
            after = {**row, "owner": owner, "signed": today.isoformat(), "expires": expires}
            changing.put(_number(number), {**after, "signed": today, "expires": type(today).fromisoformat(expires)})
        _note(web, act, "answers", row, after)
        return RedirectResponse("/desk/knowledge/answers?said=signed", 303)

    @router.post("/knowledge/answers/{number}/stop")
    def stop(number: str, act: Act = web.editor) -> Response:
        held = _book(web, "answers")
        with held.changing(act.text("mark"), act.visitor.name) as changing:
            before = held.open().row(_number(number))
            after = {**before, **dict.fromkeys(SIGNATURE)}
            changing.put(_number(number), after)
        _note(web, act, "answers", before, after)
        return RedirectResponse("/desk/knowledge/answers?said=unsigned", 303)


def _kept(book: str, before: Row, row: Row, taken: list[str]) -> Row:
    """The entry as it is kept: with its id, and for an answer without the signature, which was for other words."""
    if book == "vocabulary":
        return row if row["areas"] else {name: row[name] for name in ("say", "means")}
    after = {"id": before.get("id") or entry_id(row, taken), **row}
    return {**after, **dict.fromkeys(SIGNATURE)} if book == "answers" else after


def _line(book: str, row: Row, today: str) -> dict[str, str]:
    """How an entry stands in its list."""
    areas = ", ".join(AREA_NAMES.get(area, area) for area in row.get("areas") or ())
    if book == "vocabulary":
        return {"title": ", ".join(map(str, row["say"])), "more": ", ".join(map(str, row["means"])), "areas": areas, "state": ""}
    if book == "companions":
        return {"title": " ".join(row["add"].split()), "more": "", "areas": "", "state": "" if row.get("reviewed_by") else "Nobody has read it yet"}
    state = "A draft: not served until it is signed"
    if row.get("owner") and row.get("signed") and row.get("expires"):
        ended = str(row["expires"]) < today
        state = f"Signed by {row['owner']} on {row['signed']}, {'ENDED' if ended else 'served until'} {row['expires']}"
    return {"title": str(row["questions"][0]), "more": " ".join(row["answer"].split()), "areas": areas, "state": state}


def _page(web: Web, act: Act, book: str, number: str, row: Row, wrong: dict[str, str] | None = None) -> Response:
    """The form of an entry; after a refusal with what was sent, the mark included."""
    form = _form(book)
    mark = act.text("mark") if wrong else _book(web, book).open().mark
    signed = {name: str(row.get(name) or "") for name in SIGNATURE}
    titles = sorted(d.title for d in _current(web).values()) if book == "answers" else []
    return web.page(
        act.request, "knowledge_entry.html", 422 if wrong else 200, book=book, form=form, number=number, mark=mark, values=shown(form, row),
        wrong=wrong or {}, areas=AREA_NAMES, titles=titles, signature=signed,
    )  # fmt: skip


def _current(web: Web) -> dict[str, Document]:
    """The current documents of the live library."""
    now = live(web.desk.data_dir)
    found = now.documents if now else {}
    hidden = withdrawn_ids(found, read_tombstones(web.desk.data_dir))
    return {key: d for key, d in found.items() if d.edition == "current" and not d.duplicate_of and key not in hidden}


def _texts(web: Web, titles: set[str]) -> dict[str, str]:
    """Title -> text of current documents of the live library with these titles."""
    now = live(web.desk.data_dir) if titles else None
    if now is None:
        return {}
    return {d.title: text_of(now.folder, key) for key, d in _current(web).items() if d.title in titles}


def _note(web: Web, act: Act, book: str, before: Row, after: Row) -> None:
    names = sorted({*before, *after})
    was, now = ({name: str(row.get(name) or "") for name in names} for row in (before, after))
    changes = {name: [was[name], now[name]] for name in names if was[name] != now[name]}
    entry = str(after.get("id") or before.get("id") or "")
    audit.record(web.desk.data_dir, "knowledge", by=act.visitor.name, list=book, entry=entry, changes=changes)


def _form(book: str) -> Form:
    if book not in FORMS:
        raise DeskError("There is no such list. See all lists.", 404)
    return FORMS[book]


def _book(web: Web, book: str) -> KnowledgeBook:
    _form(book)
    return web.desk.knowledge[book]


def _number(text: str) -> int:
    if not text.isdecimal() or len(text) > 5:
        raise DeskError("There is no such entry. See all entries.", 404)
    return int(text)
