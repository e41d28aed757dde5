"""Vocabulary, companions and signed answers in forms: checked, kept, signed, removed, taken back, written down."""

from __future__ import annotations

import json
import re
from html import unescape

import pytest

from assistant.companions import load_companions
from assistant.knowledge import Vocabulary
from assistant.live_knowledge import edited_file
from assistant.signed_answers import load_answers
from tests.ingest.desk.conftest import BRIEFING, Browser, Room, words

QUOTE = "It shows patterns that a single note cannot show."
TITLE = "Seven-minute briefing: Chronologies"


def mark(browser: Browser, path: str) -> str:
    """The mark that a form carries."""
    found = re.search(r'name="mark" value="([^"]*)"', browser.get(path).text)
    return unescape(found[1]) if found else ""


def add(browser: Browser, book: str, data: dict[str, object], number: str = "new") -> object:
    """Send the form of an entry."""
    path = f"/desk/knowledge/{book}/{number}"
    return browser.post(path, {"mark": mark(browser, path), **data})


def answer_form(**changed: object) -> dict[str, object]:
    """A form of an answer that fits."""
    form: dict[str, object] = {
        "questions": "When do I write a chronology?\nchronology when?", "areas": ["luton"],
        "answer": "Write one when three worries were noted within two months.", "title0": TITLE, "quote0": QUOTE,
    }  # fmt: skip
    return form | changed


def test_a_word_is_added_checked_and_written_down(room: Room) -> None:
    """The entry is in the file that the assistant reads, and in the record of who did what."""
    editor = room.browser("editor")
    assert add(editor, "vocabulary", {"say": "chron\r\nthe chron", "means": "chronology", "areas": ["luton"]}).status_code == 303
    line = Vocabulary.load(edited_file(room.data_dir, "vocabulary")).lines[-1]
    assert (line.say, line.means, line.areas) == (("chron", "the chron"), ("chronology",), ("luton",))
    assert "chron, the chron" in words(editor.get("/desk/knowledge/vocabulary"))
    noted = json.loads((room.data_dir / "audit.jsonl").read_text().splitlines()[-1])
    assert (noted["what"], noted["by"], noted["list"]) == ("knowledge", "editor", "vocabulary")
    assert "chronology" in noted["changes"]["means"][1]


@pytest.mark.parametrize(
    ("book", "data", "said"),
    [
        ("vocabulary", {"say": "", "means": "chronology"}, "Give at least one line"),
        ("companions", {"when_any": "(unclosed", "add": "A sentence that is long enough."}, "cannot be read as a pattern"),
        ("companions", {"when_any": "x*", "add": "A sentence that is long enough."}, "would match every answer"),
        ("companions", {"when_any": "(a+)+b", "add": "A sentence that is long enough."}, "could take for ever"),
        ("companions", {"when_any": "consent", "add": "Too short"}, "Give 20 to 1,200 characters"),
        ("answers", answer_form(areas=[]), "Choose at least one area"),
        ("answers", answer_form(answer="Ring the front door on 01582 547653 at once."), "Leave telephone numbers out"),
        ("answers", answer_form(title0="No such document"), "No published document has the title"),
        ("answers", answer_form(quote0="A sentence that is not there."), "does not stand word for word"),
        ("answers", answer_form(title0="", quote0=""), "Name at least one document"),
    ],
)
def test_what_does_not_fit_is_said_at_the_field(room: Room, book: str, data: dict[str, object], said: str) -> None:
    """The form comes back with what was typed and a sentence; nothing is kept."""
    publisher = room.browser("publisher")
    publisher.publish(publisher.add("a.md", BRIEFING))
    page = add(publisher, book, data)
    assert page.status_code == 422
    assert said in words(page)
    assert not edited_file(room.data_dir, book).exists()


def test_an_answer_is_signed_by_a_publisher_and_a_change_makes_it_a_draft_again(room: Room) -> None:
    """Served only between signing and its last day; whoever changes the words ends the signature."""
    publisher, editor = room.browser("publisher"), room.browser("editor")
    publisher.publish(publisher.add("a.md", BRIEFING, title=TITLE, area="luton"))
    assert add(editor, "answers", answer_form()).status_code == 303
    kept = load_answers(edited_file(room.data_dir, "answers"))
    assert not any(answer.in_force(room.clock().date()) for answer in kept)
    number = len(kept) - 1
    path = f"/desk/knowledge/answers/{number}"
    form = {"mark": mark(editor, path), "owner": "A. Owner, partnership manager", "expires": "2027-04-01"}
    assert editor.post(f"{path}/sign", form).status_code == 403
    for wrong in ({"owner": ""}, {"expires": "2026-11-22"}, {"expires": "2029-01-01"}, {"expires": "soon"}):
        assert publisher.post(f"{path}/sign", form | wrong).status_code == 422
    assert publisher.post(f"{path}/sign", form).status_code == 303

    signed = load_answers(edited_file(room.data_dir, "answers"))[number]
    assert signed.in_force(room.clock().date())
    assert signed.owner == "A. Owner, partnership manager"
    assert "served until 2027-04-01" in words(publisher.get("/desk/knowledge/answers"))
    assert add(editor, "answers", answer_form(answer="Write one when two worries were noted within a month."), str(number)).status_code == 303
    assert not load_answers(edited_file(room.data_dir, "answers"))[number].in_force(room.clock().date())
    assert [json.loads(line)["by"] for line in (room.data_dir / "audit.jsonl").read_text().splitlines() if '"knowledge"' in line] == [
        "editor", "publisher", "editor",
    ]  # fmt: skip


def test_a_draft_whose_proof_is_not_published_cannot_be_signed(room: Room) -> None:
    """The seed's drafts cite documents that this library does not have."""
    publisher = room.browser("publisher")
    path = "/desk/knowledge/answers/0"
    page = publisher.post(f"{path}/sign", {"mark": mark(publisher, path), "owner": "A. Owner", "expires": "2027-04-01"})
    assert page.status_code == 422
    assert "No published document has the title" in words(page)


def test_serving_is_stopped_and_an_entry_removed_and_taken_back(room: Room) -> None:
    """Each step says what it will do, and earlier versions bring the list back."""
    editor = room.browser("editor")
    before = len(load_companions(room.desk().knowledge["companions"]._seed))
    page = editor.get("/desk/knowledge/companions/0/remove")
    assert "No longer holds" in words(page) or "no longer holds" in words(page)
    action = re.search(r'action="(/desk/knowledge/companions/0/remove[^"]*)"', page.text)
    assert action
    assert editor.post(unescape(action[1])).status_code == 303
    assert len(load_companions(edited_file(room.data_dir, "companions"))) == before - 1
    assert editor.post(unescape(action[1])).status_code == 409

    version = re.search(r'name="version" value="([^"]*)"', editor.get("/desk/knowledge/companions/versions").text)
    assert version
    assert editor.post("/desk/knowledge/companions/back", {"version": version[1]}).status_code == 303
    assert len(load_companions(edited_file(room.data_dir, "companions"))) == before
    assert editor.post("/desk/knowledge/companions/back", {"version": "../../audit.jsonl"}).status_code == 404


def test_two_people_cannot_change_a_list_over_each_other(room: Room) -> None:
    """The second one is told to look again."""
    editor, other = room.browser("editor"), room.browser("editor2")
    seen = mark(other, "/desk/knowledge/vocabulary/new")
    assert add(editor, "vocabulary", {"say": "one", "means": "two"}).status_code == 303
    late = other.post("/desk/knowledge/vocabulary/new", {"mark": seen, "say": "three", "means": "four"})
    assert late.status_code == 409
    assert "Somebody changed this list" in words(late)
