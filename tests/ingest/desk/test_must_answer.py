"""Questions that must be answered, at the desk: a publication stopped and overruled on the record; withdrawals and contacts never stopped."""

from __future__ import annotations

import json

from assistant.must_answer import Unanswered
from tests.ingest.desk.conftest import BRIEFING, POLICY, Browser, Room, words
from tests.ingest.desk.test_contacts_and_figures import _form
from tests.ingest.desk.test_publishing import live_documents
from tests.ingest.phrase_questions import PhraseQuestions

PHRASES = {"when": "when three worries were noted", "who": "speak to each other on the same day"}


def _questions(room: Room) -> PhraseQuestions:
    return PhraseQuestions(PHRASES, data_dir=room.data_dir, number="0300 300 8123")


def _audit(room: Room, what: str) -> list[dict[str, object]]:
    lines = [json.loads(line) for line in (room.data_dir / "audit.jsonl").read_text(encoding="utf-8").splitlines()]
    return [line for line in lines if line["what"] == what]


def _stopped(browser: Browser) -> tuple[str, str]:
    """A briefing is live and its corrected copy loses a sentence; the job that was stopped, and the draft."""
    browser.publish(browser.add("chronologies.md", BRIEFING))
    document = live_documents_of(browser)
    draft = browser.add("chronologies.md", BRIEFING.replace("when three worries were noted within two months", "now and then"))
    assert browser.correct(draft, how="correct", replaces=document).status_code == 303
    return browser.publish(draft), draft


def live_documents_of(browser: Browser) -> str:
    """Id of the only live document."""
    folder = browser.desk.data_dir / "generations" / (browser.desk.data_dir / "CURRENT").read_text(encoding="utf-8").strip()
    (document,) = json.loads((folder / "documents.json").read_text(encoding="utf-8"))
    return str(document["id"])


def test_a_lost_answer_stops_the_publication_and_names_the_question(room: Room) -> None:
    """The page names question and document, readers see the library as it was, the draft is free again."""
    publisher = room.browser("publisher", must_answer=_questions(room))
    before = live_text(room, publisher)
    job, draft = _stopped(publisher)
    page = words(publisher.get(f"/desk/publications/{job}"))

    assert "Publication: failed" in page
    assert "What about when three worries were noted?" in page
    assert "Publish it all the same" in page
    assert publisher.desk.drafts.get(draft).state == "draft"
    assert before == ""
    assert "when three worries were noted" in live_text(room, publisher)
    assert _audit(room, "publish_failed")[-1]["questions"] == ["when"]


def live_text(room: Room, browser: Browser) -> str:
    """What readers can find now; empty before the first publication."""
    if not (room.data_dir / "CURRENT").exists():
        return ""
    current = (room.data_dir / "CURRENT").read_text(encoding="utf-8").strip()
    return (room.data_dir / "generations" / current / "units.json").read_text(encoding="utf-8")


def test_a_publisher_may_overrule_it_with_a_reason(room: Room) -> None:
    """Not an editor, not without a reason; who and why stand in the audit log, on the page and in the report."""
    desk = room.desk(must_answer=_questions(room))
    publisher, editor = room.browser("publisher", desk), room.browser("editor", desk)
    job, _ = _stopped(publisher)

    assert "A publisher can publish it all the same" in words(editor.get(f"/desk/publications/{job}"))
    assert editor.post(f"/desk/publications/{job}/overrule", {"reason": "It was replaced"}).status_code == 403
    assert publisher.post(f"/desk/publications/{job}/overrule", {"reason": "no"}).status_code == 422
    begun = publisher.post(f"/desk/publications/{job}/overrule", {"reason": "The rule was replaced"})
    assert begun.status_code == 303
    desk.runner.run_due()

    page = words(publisher.get(begun.headers["location"]))
    assert "Publication: done" in page
    assert "publisher publishes this although questions that must be answered lose their answer: The rule was replaced" in page
    assert "published all the same by publisher: The rule was replaced" in page
    assert "when three worries" not in live_text(room, publisher)
    line = _audit(room, "overrule")[0]
    assert (line["by"], line["reason"], line["questions"]) == ("publisher", "The rule was replaced", ["when"])
    assert "published although must-answer questions fail" in words(publisher.get("/desk/audit"))


def test_what_was_not_stopped_by_questions_cannot_be_overruled(room: Room) -> None:
    """A publication that is done; and a draft that was changed since it was stopped."""
    publisher = room.browser("publisher", must_answer=_questions(room))
    done = publisher.publish(publisher.add("escalation.md", POLICY))
    assert publisher.post(f"/desk/publications/{done}/overrule", {"reason": "It was replaced"}).status_code == 409

    document = live_documents(room)[0].id
    draft = publisher.add("escalation.md", POLICY.replace("speak to each other on the same day", "write"))
    publisher.correct(draft, how="correct", replaces=document)
    job = publisher.publish(draft)
    publisher.correct(draft, how="correct", replaces=document, title="Another title")
    assert publisher.post(f"/desk/publications/{job}/overrule", {"reason": "It was replaced"}).status_code == 409


def test_with_approval_an_overruled_publication_waits_for_a_second_person(room: Room) -> None:
    """The second person sees who overrules it and why."""
    desk = room.desk(must_answer=_questions(room), approval=True)
    one, two = room.browser("publisher", desk), room.browser("publisher2", desk)

    def approved(job: str) -> str:
        assert two.post(f"/desk/publications/{job}/approve").status_code == 303
        desk.runner.run_due()
        return job

    approved(one.publish(one.add("chronologies.md", BRIEFING)))
    draft = one.add("chronologies.md", BRIEFING.replace("when three worries were noted within two months", "now and then"))
    one.correct(draft, how="correct", replaces=live_documents(room)[0].id)
    job = approved(one.publish(draft))
    begun = one.post(f"/desk/publications/{job}/overrule", {"reason": "The rule was replaced"}).headers["location"]

    assert "The rule was replaced" in words(two.get(begun))
    assert "when three worries" in live_text(room, one)
    approved(begun.split("/")[3].split("?")[0])
    assert "when three worries" not in live_text(room, one)


def test_a_withdrawal_is_never_stopped_and_says_what_it_costs(room: Room) -> None:
    """It holds; the page after it names the question, or says that nothing was lost."""
    publisher = room.browser("publisher", must_answer=_questions(room))
    publisher.publish(publisher.add("chronologies.md", BRIEFING), publisher.add("other.md", POLICY.replace("on the same day", "soon")))
    ids = {document.title: document.id for document in live_documents(room)}
    briefing, policy = (next(name for title, name in ids.items() if word in title) for word in ("Chronologies", "Escalation"))

    gone = publisher.post(f"/desk/library/{policy}/withdraw", {"reason": "It was replaced"})
    assert "Every question that must be answered is answered as before." in words(publisher.get(gone.headers["location"]))
    gone = publisher.post(f"/desk/library/{briefing}/withdraw", {"reason": "The dates are wrong"})
    page = words(publisher.get(gone.headers["location"]))

    assert "These questions must be answered and no longer are: What about when three worries were noted?" in page
    assert briefing in page
    assert [line["questions"] for line in _audit(room, "unanswered")] == [["when"]]


def test_a_contact_correction_is_never_stopped_and_says_what_it_costs(room: Room) -> None:
    """The number is kept; the page after it names the question that showed the old one; taking it back costs nothing."""
    editor = room.browser("editor", must_answer=_questions(room))
    number = next(n for n, row in enumerate(editor.desk.contacts.open().rows) if row.get("phone") == "0300 300 8123")

    kept = editor.post(f"/desk/contacts/{number}", _form(editor, number, phone="0300 300 8124"))
    assert kept.headers["location"] == "/desk/contacts?said=contact&lost=number"
    assert "These questions must be answered and no longer are: Which number?" in words(editor.get(kept.headers["location"]))
    back = editor.post("/desk/contacts/back", {"version": editor.desk.contacts.versions()[0].name})
    assert back.headers["location"] == "/desk/contacts?said=contact&lost=none"


class _Broken(PhraseQuestions):
    """Questions that cannot be asked."""

    def after_withdrawal(self, document_ids: object) -> tuple[Unanswered, ...]:
        raise OSError("disk")


def test_questions_that_cannot_be_asked_stop_no_withdrawal(room: Room) -> None:
    """The document is gone, and the page says that nobody was asked; made-up ids in an address show nothing."""
    publisher = room.browser("publisher", must_answer=_Broken(PHRASES, data_dir=room.data_dir))
    publisher.publish(publisher.add("chronologies.md", BRIEFING))
    document = live_documents(room)[0].id

    gone = publisher.post(f"/desk/library/{document}/withdraw", {"reason": "The dates are wrong"})
    assert "could not be asked just now" in words(publisher.get(gone.headers["location"]))
    assert "script" not in words(publisher.get("/desk/library/withdrawn?lost=<script>,other"))


def test_the_questions_are_asked_of_a_draft_library_before_anything_is_published(room: Room) -> None:
    """Try names those that would lose their answer and stop the publication; after the draft is mended, none."""
    publisher = room.browser("publisher", must_answer=_questions(room))
    publisher.publish(publisher.add("chronologies.md", BRIEFING))
    document = live_documents_of(publisher)
    draft = publisher.add("chronologies.md", BRIEFING.replace("when three worries were noted within two months", "now and then"))
    publisher.correct(draft, how="correct", replaces=document)
    publisher.post("/desk/try/build", {"draft": draft})
    publisher.desk.runner.run_due()
    page = words(publisher.post("/desk/try/all"))
    assert "These would lose their answer, and stop the publication" in page
    assert "What about when three worries were noted?" in page
    publisher.post(f"/desk/drafts/{draft}/discard")

    other = publisher.add("escalation.md", POLICY)
    publisher.post("/desk/try/build", {"draft": other})
    publisher.desk.runner.run_due()
    assert "None of those that every publication is checked with would lose its answer" in words(publisher.post("/desk/try/all"))
