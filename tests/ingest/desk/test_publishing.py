"""From upload to answer and back: publish, replace, withdraw, put back, go back, approve, schedule, try."""

from __future__ import annotations

from collections.abc import Callable

from tests.ingest.desk.conftest import BRIEFING, POLICY, Room, words

OLD = "Write a chronology when three worries were noted within two months."
NEW = "Write a chronology when two worries were noted within six weeks."


def test_a_briefing_is_uploaded_corrected_published_and_answered_from(room: Room, answer: Callable[[str], str]) -> None:
    """The whole walk of a first document, with its date corrected on the way."""
    publisher = room.browser("publisher")
    draft = publisher.add("chronologies.md", BRIEFING)
    page = words(publisher.get(f"/desk/drafts/{draft}"))
    assert "Chronologies" in page
    assert "Write a chronology when three worries" in page
    corrected = publisher.correct(draft, title="Chronologies", kind="briefing", area="luton", published="2025-03-02", review_by="2026-03-01")
    assert corrected.status_code == 303

    job = publisher.publish(draft)

    done = words(publisher.get(f"/desk/publications/{job}"))
    assert "Publication: done" in done
    assert "Added (1)" in done
    assert answer("When do I write a chronology of worries?") == OLD
    assert "2 March 2025" in words(publisher.get("/desk/library"))
    assert publisher.get(f"/desk/library/{publisher.desk.drafts.get(draft).document_id}").status_code == 200
    assert "1 document past the review date" in words(publisher.get("/desk"))
    assert "overdue" in words(publisher.get("/desk/review"))


def test_a_corrected_copy_takes_the_place_and_the_old_sentence_is_never_answered(room: Room, answer: Callable[[str], str]) -> None:
    """A corrected version keeps the document's id; its old text is in no answer, and the other document stays."""
    publisher = room.browser("publisher")
    publisher.publish(publisher.add("chronologies.md", BRIEFING), publisher.add("escalation.md", POLICY))
    before = {d.id for d in live_documents(room)}
    old_id = next(name for name in before if "chronolog" in name)

    fresh = publisher.add("a-corrected.md", BRIEFING.replace(OLD, NEW))
    assert "Mend this first" in words(publisher.get(f"/desk/drafts/{fresh}"))
    assert publisher.correct(fresh, how="correct", replaces=old_id).status_code == 303
    assert "is replaced: its text so far is not answered from again" in words(publisher.get(f"/desk/publish?draft={fresh}"))
    publisher.publish(fresh)

    assert {d.id for d in live_documents(room)} == before
    assert answer("When do I write a chronology of worries?") == NEW


def test_a_newer_edition_leaves_the_old_one_readable_but_not_answered(room: Room, answer: Callable[[str], str]) -> None:
    """Of two editions the newer is current under the same id; with the old one's date it is not published at all."""
    publisher = room.browser("publisher")
    publisher.publish(publisher.add("chronologies.md", BRIEFING))
    old_id = live_documents(room)[0].id
    draft = publisher.add("new.md", BRIEFING.replace(OLD, NEW), how="edition", replaces=old_id)
    assert "Give it its own, later date" in words(publisher.get(f"/desk/drafts/{draft}"))
    publisher.correct(draft, how="edition", replaces=old_id, published="2026-04-01")

    publisher.publish(draft)

    editions = {document.edition: document.id for document in live_documents(room)}
    assert editions["current"] == old_id
    assert set(editions) == {"current", "superseded"}
    assert answer("When do I write a chronology of worries?") == NEW


def test_a_withdrawal_holds_at_once_and_can_be_put_back(room: Room, answer: Callable[[str], str]) -> None:
    """Withdrawn with a reason, gone from the next question on; put back at once, and also after a publication without it."""
    publisher = room.browser("publisher")
    publisher.publish(publisher.add("chronologies.md", BRIEFING), publisher.add("escalation.md", POLICY))
    document = next(d.id for d in live_documents(room) if "chronolog" in d.id)
    assert "gone from answers" in words(publisher.get(f"/desk/library/{document}/withdraw"))
    assert publisher.post(f"/desk/library/{document}/withdraw", {"reason": "no"}).status_code == 422

    assert publisher.post(f"/desk/library/{document}/withdraw", {"reason": "The dates in it are wrong"}).status_code == 303

    assert OLD not in answer("When do I write a chronology of worries?")
    assert "The dates in it are wrong" in words(publisher.get("/desk/library/withdrawn"))
    publisher.post(f"/desk/library/withdrawn/{document}")
    assert answer("When do I write a chronology of worries?") == OLD

    publisher.post(f"/desk/library/{document}/withdraw", {"reason": "The dates in it are wrong"})
    publisher.publish(publisher.add("other.md", POLICY.replace("Escalation", "Transfer").replace("disagree", "hand over")))
    assert document not in {d.id for d in live_documents(room)}
    assert publisher.post(f"/desk/library/withdrawn/{document}").status_code == 303
    room.desk().runner.run_due()
    assert answer("When do I write a chronology of worries?") == OLD


def test_going_back_and_forward(room: Room, answer: Callable[[str], str]) -> None:
    """One click brings the library before back; a second one the newer; a later publication starts from what is live."""
    publisher = room.browser("publisher")
    publisher.publish(publisher.add("escalation.md", POLICY))
    first = (room.data_dir / "CURRENT").read_text().strip()
    publisher.publish(publisher.add("chronologies.md", BRIEFING))
    second = (room.data_dir / "CURRENT").read_text().strip()
    assert "Documents that were withdrawn stay withdrawn" in words(publisher.get(f"/desk/library/generations/{first}"))

    publisher.post(f"/desk/library/generations/{first}")
    assert answer("When do I write a chronology of worries?") != OLD
    publisher.post(f"/desk/library/generations/{second}")
    assert answer("When do I write a chronology of worries?") == OLD

    publisher.post(f"/desk/library/generations/{first}")
    publisher.publish(publisher.add("third.md", POLICY.replace("Escalation", "Transfer").replace("disagree", "hand over")))
    assert not any("chronolog" in d.id for d in live_documents(room))


def test_what_the_command_line_published_stays(room: Room) -> None:
    """A library that came from a folder with its own documents.yaml keeps its files and fields when the desk publishes."""
    from assistant.fakes import WordEmbedder
    from ingest.job import ingest
    from ingest.publish import Place

    folder = room.data_dir.parent / "folder"
    (folder / "deep").mkdir(parents=True)
    (folder / "deep" / "escalation.md").write_text(POLICY)
    (folder / "documents.yaml").write_text("deep/escalation.md: {area: central, review_by: 2027-01-01}\n")
    ingest([folder], Place(data_dir=room.data_dir, embedder=WordEmbedder()))
    before = live_documents(room)[0]
    publisher = room.browser("publisher")

    publisher.publish(publisher.add("chronologies.md", BRIEFING))

    assert before in live_documents(room)
    assert before.area == "central"
    assert len(live_documents(room)) == 2


def test_details_of_a_live_document_are_corrected(room: Room) -> None:
    """The same file with another area is published under the same id."""
    publisher = room.browser("publisher")
    publisher.publish(publisher.add("chronologies.md", BRIEFING))
    document = live_documents(room)[0]

    moved = publisher.post(f"/desk/library/{document.id}/correct")
    draft = moved.headers["location"].rsplit("/", 1)[1]
    publisher.correct(draft, area="pan", title="Chronologies for all", how="correct", replaces=document.id)
    publisher.publish(draft)

    (after,) = live_documents(room)
    assert (after.id, after.area, after.title, after.sha256) == (document.id, "pan", "Chronologies for all", document.sha256)


def test_an_editor_needs_a_publisher(room: Room) -> None:
    """An editor's request waits; nothing is live until a publisher approves it."""
    editor, publisher = room.browser("editor"), room.browser("publisher")
    job = editor.publish(editor.add("chronologies.md", BRIEFING))
    assert "waits for approval" in words(editor.get(f"/desk/publications/{job}"))
    assert not (room.data_dir / "CURRENT").exists()

    assert publisher.post(f"/desk/publications/{job}/approve").status_code == 303
    publisher.desk.runner.run_due()

    assert len(live_documents(room)) == 1
    assert "approved by publisher" in words(editor.get(f"/desk/publications/{job}"))


def test_with_approval_nobody_approves_their_own(room: Room) -> None:
    """The setting asks for a second person even of publishers."""
    desk = room.desk(approval=True)
    one, two = room.browser("publisher", desk), room.browser("publisher2", desk)
    job = one.publish(one.add("chronologies.md", BRIEFING))
    assert f"{job}/approve" not in one.get(f"/desk/publications/{job}").text
    assert f"{job}/approve" in two.get(f"/desk/publications/{job}").text
    assert one.post(f"/desk/publications/{job}/approve").status_code == 403
    assert not (room.data_dir / "CURRENT").exists()

    assert two.post(f"/desk/publications/{job}/approve").status_code == 303
    desk.runner.run_due()

    assert len(live_documents(room)) == 1
    assert two.post(f"/desk/publications/{job}/approve").status_code == 409


def test_a_publication_waits_for_its_day(room: Room) -> None:
    """Nothing happens before midnight of the day; cancelled, it never happens and the draft is free."""
    publisher = room.browser("publisher")
    draft, other = publisher.add("chronologies.md", BRIEFING), publisher.add("escalation.md", POLICY)
    publisher.publish(draft, on="2026-11-24")
    cancelled = publisher.publish(other, on="2026-11-24")
    assert publisher.correct(draft, title="Sneaked in").status_code == 409
    assert publisher.post(f"/desk/publications/{cancelled}/cancel").status_code == 303

    room.clock.go_on(hours=37)
    assert publisher.desk.runner.run_due() == 0
    room.clock.go_on(hours=2)
    assert publisher.desk.runner.run_due() == 1

    assert [d.title for d in live_documents(room)] == ["Seven-minute briefing: Chronologies"]
    assert publisher.desk.drafts.get(other).state == "draft"


def test_questions_are_tried_on_both_libraries(room: Room, answer: Callable[[str], str]) -> None:
    """The draft library answers with the new sentence, the live one with the old; readers see nothing of it."""
    publisher = room.browser("publisher")
    publisher.publish(publisher.add("chronologies.md", BRIEFING), publisher.add("escalation.md", POLICY))
    document = next(d.id for d in live_documents(room) if "chronolog" in d.id)
    draft = publisher.add("fresh.md", BRIEFING.replace(OLD, NEW), how="correct", replaces=document)
    publisher.post("/desk/try/build", {"draft": draft})
    publisher.desk.runner.run_due()

    page = words(publisher.post("/desk/try", {"question": "When do I write a chronology of worries?"}))
    assert "This answer would change." in page
    assert OLD in page
    assert NEW in page
    assert answer("When do I write a chronology of worries?") == OLD

    for question in ("When do I write a chronology of worries?", "What if professionals disagree?"):
        publisher.post("/desk/try/keep", {"question": question})
    assert "1 of 2 answers would change." in words(publisher.post("/desk/try/all"))
    publisher.correct(draft, how="correct", replaces=document, title="Other")
    assert "build it again" in words(publisher.get("/desk/try"))


def live_documents(room: Room) -> list:  # type: ignore[type-arg]
    """The documents of the live generation."""
    from ingest.job import live

    now = live(room.data_dir)
    return list(now.documents.values()) if now else []


def test_the_served_desk_does_its_jobs_by_itself(room: Room) -> None:
    """While the application runs its thread publishes; beside the assistant's server only /desk is the desk's."""
    import time

    from fastapi import FastAPI
    from fastapi.testclient import TestClient

    from ingest.desk.pages import beside, desk_app

    publisher = room.browser("publisher")
    job = publisher.publish(publisher.add("chronologies.md", BRIEFING), run=False)
    with TestClient(desk_app(publisher.desk)):
        until = time.monotonic() + 30
        while publisher.desk.jobs.get(job).open and time.monotonic() < until:
            time.sleep(0.05)
    assert publisher.desk.jobs.get(job).state == "done"

    main = FastAPI()
    main.get("/desktop")(lambda: "main")
    client = TestClient(beside(main, desk_app(publisher.desk)))  # type: ignore[arg-type]
    assert client.get("/desktop").json() == "main"
    assert "Sign in" in words(client.get("/desk"))
