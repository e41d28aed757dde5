"""Files are read beside the pages: no page waits for a long one, and each is read once."""

from __future__ import annotations

from tests.ingest.desk.conftest import BRIEFING, POLICY, Room, words
from tests.ingest.desk.test_publishing import NEW, OLD, live_documents
from tests.ingest.pdf_maker import pdf_bytes


def test_a_page_does_not_wait_for_a_file_that_is_being_read(room: Room) -> None:
    """Without patience the draft says that it is being read, offers no form and cannot be published; "Look again" has it."""
    publisher = room.browser("publisher", patience=0.0)
    draft = publisher.add("chronologies.md", BRIEFING)
    page = words(publisher.get(f"/desk/drafts/{draft}"))
    assert "This file is still being read" in page
    assert "Keep these fields" not in page
    assert "cannot be published yet" in words(publisher.get(f"/desk/publish?draft={draft}"))

    page = words(publisher.get(f"/desk/drafts/{draft}?wait=1"))
    assert "Keep these fields" in page
    assert "being read" not in page
    assert "being read" not in words(publisher.get(f"/desk/drafts/{draft}"))


def test_the_list_says_in_short_what_each_file_of_a_delivery_is(room: Room) -> None:
    """Area, kind, date and how much there is to mend and to look at, for all files at once."""
    editor = room.browser("editor")
    undated = POLICY.replace("Published: 4 February 2024", "")
    scan = pdf_bytes(["0.9 g 40 40 500 700 re f\n"])
    assert editor.upload(("a.md", BRIEFING.encode()), ("b.md", undated.encode()), ("c.pdf", scan)).status_code == 303
    for draft in editor.desk.drafts.all():
        editor.get(f"/desk/drafts/{draft.id}")
    page = words(editor.get("/desk/drafts"))

    for part in ("Luton · Briefing · 1 March 2025 Choose a.md", "Bedford Borough · Procedure · no date · 1 to look at", "Cannot be read · 1 to mend"):
        assert part in page


def test_what_was_understood_follows_the_library(room: Room) -> None:
    """A draft that was a new document is a copy as soon as the same text is published; nothing stale is shown."""
    publisher = room.browser("publisher")
    draft = publisher.add("mine.md", BRIEFING.replace("as well", "too"))
    assert "Nothing that needs a look" in words(publisher.get(f"/desk/drafts/{draft}"))
    publisher.publish(publisher.add("theirs.md", BRIEFING))

    assert "Mend this first" in words(publisher.get(f"/desk/drafts/{draft}"))


def test_a_draft_whose_document_is_gone_can_be_mended(room: Room) -> None:
    """The document that it replaces was withdrawn and left out: the draft opens, says so, and becomes a new document."""
    publisher = room.browser("publisher")
    publisher.publish(publisher.add("old.md", BRIEFING), publisher.add("b.md", POLICY))
    document = next(d.id for d in live_documents(room) if "chronolog" in d.id)
    draft = publisher.add("new.md", BRIEFING.replace(OLD, NEW), how="correct", replaces=document)
    publisher.post(f"/desk/library/{document}/withdraw", {"reason": "Wrong in the main"})
    publisher.publish(publisher.add("c.md", POLICY.replace("Escalation", "Transfer").replace("disagree", "hand over")))
    opened = publisher.get(f"/desk/drafts/{draft}")
    assert opened.status_code == 200
    assert "not in the library any more. Choose again below" in words(opened)

    assert publisher.correct(draft, how="new").status_code == 303
    publisher.publish(draft)
    assert "chronolog" in " ".join(d.id for d in live_documents(room))


def test_keeping_goes_on_to_publish_only_when_nothing_is_to_be_mended(room: Room) -> None:
    """One press keeps the form and goes on; where something must be mended it stays and says so, and nothing typed is lost."""
    publisher = room.browser("publisher")
    draft = publisher.add("a.md", BRIEFING)
    kept = publisher.correct(draft, title="A new title", then="publish")
    assert kept.headers["location"] == f"/desk/publish?draft={draft}"
    assert publisher.correct(draft, title="A new title", then="try").headers["location"] == f"/desk/try?draft={draft}"
    publisher.publish(draft)

    again = publisher.add("b.md", BRIEFING.replace("as well", "too"))
    stays = publisher.correct(again, title="Another title", then="publish")
    assert stays.headers["location"] == f"/desk/drafts/{again}?said=mend"
    assert publisher.desk.drafts.get(again).title == "Another title"
