"""Contacts in forms, what people ask, who did what, accounts from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from assistant.contacts import ContactBook
from assistant.state import Feedback, Records, Trace
from ingest.desk import cli
from tests.ingest.desk.conftest import BRIEFING, START, Browser, Room, words
from tests.ingest.desk.test_publishing import live_documents


def _book(room: Room) -> ContactBook:
    return ContactBook.load(room.data_dir / "knowledge" / "contacts.yaml")


def _form(browser: Browser, number: int, **changes: str) -> dict[str, object]:
    opened = browser.desk.contacts.open()
    row = opened.row(number)
    names = ("area", "role", "name", "scope", "phone", "email", "hours", "form_url", "note", "source", "source_date", "review_by")
    return {name: str(row.get(name) or "") for name in names} | {"mark": opened.mark} | changes


def _index(browser: Browser, area: str, role: str) -> int:
    rows = browser.desk.contacts.open().rows
    return next(n for n, row in enumerate(rows) if (row["area"], row["role"]) == (area, role))


def test_a_number_is_checked_with_one_click(room: Room) -> None:
    """Checked today by whom, to be checked again in half a year; the other contacts stay word for word."""
    editor = room.browser("editor")
    before = editor.desk.contacts.open()
    number = _index(editor, "luton", "front door")

    done = editor.post(f"/desk/contacts/{number}/checked", {"mark": before.mark})

    assert done.status_code == 303
    contact = _book(room).front_door("luton")
    assert contact
    assert (str(contact.checked), contact.checked_by, str(contact.review_by)) == ("2026-11-22", "editor", "2027-05-23")
    after = editor.desk.contacts.open().rows
    assert [row for n, row in enumerate(after) if n != number] == [row for n, row in enumerate(before.rows) if n != number]


def test_a_changed_number_is_unchecked_again_and_can_be_taken_back(room: Room) -> None:
    """Changing the number forgets the check; the earlier version brings both back."""
    editor = room.browser("editor")
    number = _index(editor, "luton", "front door")
    editor.post(f"/desk/contacts/{number}/checked", {"mark": editor.desk.contacts.open().mark})
    old = _book(room).front_door("luton")
    assert editor.post(f"/desk/contacts/{number}", _form(editor, number, phone="01582 547654")).status_code == 303
    changed = _book(room).front_door("luton")
    assert changed
    assert (changed.phone, changed.checked) == ("01582 547654", None)

    version = editor.desk.contacts.versions()[0].name
    assert editor.post("/desk/contacts/back", {"version": version}).status_code == 303
    assert _book(room).front_door("luton") == old
    assert editor.post("/desk/contacts/back", {"version": "../contacts.yaml"}).status_code == 404


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("phone", "01582 54765", "No such number"),
        ("phone", "ring us", "not a telephone number"),
        ("phone", "0800 FLOWERS", "No such number"),
        ("phone", "+1 212 555 0100 00", "No such number"),
        ("phone", "01234 841212", "must never be shown"),
        ("phone", "", "Give a telephone number"),
        ("email", "mash at luton", "not an e-mail"),
        ("form_url", "javascript:alert(1)", "begins with https://"),
        ("area", "hertfordshire", "Choose an area"),
        ("name", "", "2 to 120 characters"),
        ("review_by", "soon", "year-month-day"),
    ],
)
def test_a_wrong_field_is_refused_beside_it(room: Room, field: str, value: str, sentence: str) -> None:
    """What was typed stays, the file does not change."""
    editor = room.browser("editor")
    number = _index(editor, "luton", "front door")
    cleared = {"email": "", "form_url": ""} if not value else {}

    refused = editor.post(f"/desk/contacts/{number}", _form(editor, number, **cleared, **{field: value}))

    assert refused.status_code == 422
    assert sentence in words(refused)
    assert not (room.data_dir / "knowledge" / "contacts.yaml").exists()


@pytest.mark.parametrize("phone", ["999", "101", "116 123", "0800 1111", "+44 1582 547653", "0300 300 8123", "07911 123456"])
def test_numbers_that_can_be_rung_are_taken(room: Room, phone: str) -> None:
    """Short numbers, freephone, country code and mobile numbers are all right."""
    from ingest.desk.contact_book import wrong_number

    assert wrong_number(phone, frozenset()) == ""


def test_two_people_do_not_overwrite_each_other_s_contacts(room: Room) -> None:
    """A form from before somebody else's change is refused."""
    one, two = room.browser("editor"), room.browser("editor2")
    number = _index(one, "luton", "front door")
    late = _form(two, number, note="Second")
    one.post(f"/desk/contacts/{number}", _form(one, number, note="First"))
    assert two.post(f"/desk/contacts/{number}", late).status_code == 409
    assert one.desk.contacts.open().row(number)["note"] == "First"


def test_a_wrong_number_is_never_shown_again(room: Room) -> None:
    """A rejected number is known as such to the assistant; the one in use cannot be rejected."""
    editor = room.browser("editor")
    number = _index(editor, "luton", "front door")
    mark = editor.desk.contacts.open().mark
    shown = str(editor.desk.contacts.open().row(number)["phone"])
    assert editor.post(f"/desk/contacts/{number}/reject", {"mark": mark, "bad": shown, "reason": "Not right"}).status_code == 422
    editor.post(f"/desk/contacts/{number}/reject", {"mark": mark, "bad": "01582 111222", "reason": "Rang a shop"})
    assert _book(room).is_rejected("01582 111 222")


def test_a_contact_is_added(room: Room) -> None:
    """A new row stands at the end."""
    editor = room.browser("editor")
    form: dict[str, object] = {"area": "luton", "role": "helpline", "name": "A new helpline", "scope": "anyone", "phone": "0808 800 5000"}
    assert editor.post("/desk/contacts/new", form | {"mark": editor.desk.contacts.open().mark}).status_code == 303
    assert _book(room).contacts[-1].name == "A new helpline"
    assert "A new helpline" in words(editor.get("/desk/contacts"))


def test_a_contact_is_removed_and_taken_back(room: Room) -> None:
    """The step says what it will do; a page from before somebody else's change removes nobody; the earlier version brings it back."""
    editor = room.browser("editor")
    number = _index(editor, "luton", "front door")
    page = editor.get(f"/desk/contacts/{number}/remove")
    assert "shown in no answer any more" in words(page)
    assert "To undo it: go back to an earlier version" in words(page)
    action = page.text.split('form method="post" action="/desk/contacts')[1].split('"')[0]
    assert editor.post(f"/desk/contacts/{number}/remove?mark=old").status_code == 409
    name = editor.desk.contacts.open().row(number)["name"]

    assert editor.post(f"/desk/contacts{action}").status_code == 303
    assert name not in [row["name"] for row in editor.desk.contacts.open().rows]
    version = editor.desk.contacts.versions()[0].name
    assert editor.post("/desk/contacts/back", {"version": version}).status_code == 303
    assert editor.desk.contacts.open().row(number)["name"] == name


def test_small_steps_are_written_down_too(room: Room) -> None:
    """A draft library, a question that was kept (as a mark), a gap that was filled, a download, signing out."""
    Records(room.database).count_gap("what about x")
    editor = room.browser("editor")
    draft = editor.add("a.md", BRIEFING)
    editor.post("/desk/try/build", {"draft": draft})
    editor.post("/desk/try/keep", {"question": "What is a chronology?"})
    editor.post("/desk/asked/gaps/1")
    editor.get("/desk/asked.csv")
    editor.post("/desk/logout")

    lines = [json.loads(line) for line in (room.data_dir / "audit.jsonl").read_text().splitlines()]
    assert [line["what"] for line in lines[2:]] == ["trial", "must_answer_kept", "gap_closed", "figures_taken", "sign_out"]
    assert {line["by"] for line in lines} == {"editor"}
    assert "What is a chronology" not in json.dumps(lines)


def test_what_people_ask_is_counted_and_downloaded(room: Room) -> None:
    """Topics, areas, outcomes, gaps and what did not help; no formula runs in a spreadsheet."""
    records = Records(room.database, clock=lambda: START.timestamp() - 3600)
    for n, status in enumerate(("answered", "not_found", "answered")):
        records.keep_trace(Trace(answer_id=f"a{n}", status=status, area="luton", details={"topics": ["neglect"], "documents": ["d1"]}))
    records.keep_trace(Trace(answer_id="old", status="answered", at=START.timestamp() - 9 * 86400))
    records.keep_feedback(Feedback(answer_id="a1", helpful=False, reason="wrong area", wording="too long"))
    records.count_gap("=HYPERLINK(1)")
    editor = room.browser("editor")

    page = words(editor.get("/desk/asked"))
    assert "3 questions in the last 7 days; 1 in the 7 days before" in page
    for part in ("neglect 3", "Luton 3", "not found 1", "too long", "=HYPERLINK(1) (1 time)"):
        assert part in page
    table = editor.get("/desk/asked.csv")
    assert "topic,neglect,3" in table.text
    assert "gap,'=HYPERLINK(1),1" in table.text
    editor.post("/desk/asked/gaps/1")
    assert "HYPERLINK" not in words(editor.get("/desk/asked"))
    assert dict(editor.desk.asked.affected("d1")) == {"neglect": 3}


def test_who_did_what_is_written_down_without_text_of_documents(room: Room) -> None:
    """Each step names the person; titles and file names stand as marks only."""
    publisher = room.browser("publisher")
    draft = publisher.add("secret-name.md", BRIEFING, title="A telling title", area="pan")
    publisher.publish(draft)
    document = live_documents(room)[0].id
    publisher.post(f"/desk/library/{document}/withdraw", {"reason": "The dates are wrong"})
    Browser(room.desk()).sign_in("publisher", "not the password")
    Browser(room.desk()).sign_in("typed my password here", "x")

    raw = (room.data_dir / "audit.jsonl").read_text()
    lines = [json.loads(line) for line in raw.splitlines()]
    assert [line["what"] for line in lines] == [
        "sign_in", "upload", "correct", "ask_publish", "publish", "withdraw", "sign_in_refused", "sign_in_refused",
    ]  # fmt: skip
    assert {line["by"] for line in lines[:-1]} == {"publisher"}
    assert lines[2]["changes"]["area"] == ["", "pan"]
    for word in ("secret-name", "A telling title", "chronology is", "typed my"):
        assert word not in raw
    page = words(publisher.get("/desk/audit"))
    assert "corrected fields" in page
    assert "The dates are wrong" in page


def test_the_review_list_names_owners(room: Room) -> None:
    """An owner is kept over publications and shown with the overdue document."""
    publisher = room.browser("publisher")
    publisher.publish(publisher.add("a.md", BRIEFING))
    document = live_documents(room)[0].id
    publisher.post(f"/desk/library/{document}/owner", {"owner": "Learning team"})
    page = words(publisher.get("/desk/review"))
    assert "Learning team" in page
    assert "overdue" in page


def test_accounts_from_the_command_line(room: Room, tmp_path: Path) -> None:
    """add-user asks for a password and writes it down in the log of who did what; users lists; a weak password is refused."""
    app = typer.Typer()
    cli.register(app)
    data = ["--data-dir", str(room.data_dir)]
    runner = CliRunner()
    made = runner.invoke(app, ["desk", "add-user", "p.shah", "--role", "publisher", *data], input="three plain words\n" * 2)
    assert made.exit_code == 0, made.output
    weak = runner.invoke(app, ["desk", "add-user", "q.shah", *data], input="short\n" * 2)
    assert weak.exit_code == 1
    listed = runner.invoke(app, ["desk", "users", *data]).output
    assert "p.shah: publisher" in listed
    assert "q.shah" not in listed
    assert runner.invoke(app, ["desk", "change-user", "p.shah", "--role", "reader", "--close", *data]).exit_code == 0
    assert "p.shah: reader, closed" in runner.invoke(app, ["desk", "users", *data]).output
    assert '"user_added"' in (room.data_dir / "audit.jsonl").read_text()
    assert "three plain words" not in (room.data_dir / "audit.jsonl").read_text()


def test_purged_documents_leave_the_desk_too(room: Room) -> None:
    """After a purge the desk keeps neither draft nor library folder with the file."""
    from assistant.fakes import WordEmbedder
    from ingest.desk.publication import forget
    from ingest.operations import purge
    from ingest.publish import Place
    from tests.ingest.desk.conftest import POLICY

    publisher = room.browser("publisher")
    publisher.publish(publisher.add("a.md", BRIEFING), publisher.add("b.md", POLICY))
    document = next(d for d in live_documents(room) if "chronolog" in d.id)
    publisher.post(f"/desk/library/{document.id}/withdraw", {"reason": "A child is named"})
    purge(room.data_dir, document.id, place=Place(data_dir=room.data_dir, embedder=WordEmbedder()), by="publisher")

    forget(room.data_dir, publisher.desk.drafts)

    left = [path for path in room.data_dir.rglob("*") if path.is_file() and b"dated list of what happened" in path.read_bytes()]
    assert left == []
    assert "Its text was removed for good" in words(publisher.get("/desk/library/withdrawn"))
