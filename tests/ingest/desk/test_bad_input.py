"""What must be refused or resumed with a sentence, while the live library never changes by accident."""

from __future__ import annotations

import io
import threading
import zipfile
from pathlib import Path

import pytest

from ingest.desk.desk import Desk
from ingest.desk.uploads import UploadLimits
from ingest.publish import writer
from tests.ingest.broken_files import sound_docx
from tests.ingest.desk.conftest import BRIEFING, MEGABYTE, POLICY, Browser, Room, words
from tests.ingest.desk.test_publishing import NEW, OLD, live_documents


def _bomb() -> bytes:
    stream = io.BytesIO(sound_docx())
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/big.bin", b"\x00" * (40 * MEGABYTE))
    return stream.getvalue()


REFUSED = {
    "empty.pdf": (b"", "is empty"),
    "word.pdf": (sound_docx(), "an Office or zip file"),
    "program.pdf": (b"MZ\x90\x00" + b"\x00" * 300, "a program"),
    "picture.docx": (b"\x89PNG\r\n\x1a\n" + b"\x00" * 300, "a picture"),
    "report.exe": (b"MZ", "are not read"),
    "old.doc": (b"\xd0\xcf\x11\xe0", "are not read"),
    "zeros.txt": (b"\x00" * 400, "something else"),
    "hidden.html": (b"%PDF-1.7 here", "a PDF"),
    "bomb.docx": (_bomb(), "unpacks to far more"),
    "broken.docx": (sound_docx()[:900], "damaged"),
    "large.txt": (b"word " * (MEGABYTE // 2), "larger than 2 MB"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_bad_file_is_refused_with_a_sentence(room: Room, name: str) -> None:
    """The page names the file and the reason; nothing of it stays on the disk."""
    editor = room.browser("editor")
    raw, sentence = REFUSED[name]

    answer = editor.upload((name, raw))

    assert answer.status_code == 422
    assert name in words(answer)
    assert sentence in words(answer)
    assert list((room.data_dir / "desk" / "drafts").glob("*")) == []


def test_good_files_of_a_mixed_upload_are_kept(room: Room) -> None:
    """One bad file does not cost the others."""
    editor = room.browser("editor")
    answer = editor.upload(("word.pdf", sound_docx()), ("good.md", BRIEFING.encode()))
    assert "word.pdf was not kept" in words(answer)
    assert [draft.file_name for draft in editor.desk.drafts.all()] == ["good.md"]
    assert "already among the drafts" in words(editor.upload(("again.md", BRIEFING.encode())))


def test_half_a_gigabyte_is_refused_before_it_is_read(room: Room) -> None:
    """A declared size alone is enough; an undeclared one is stopped on the way."""
    editor = room.browser("editor")
    declared = editor.client.post("/desk/drafts", content=b"x", headers={"content-length": str(500 * MEGABYTE)})
    assert declared.status_code == 413
    assert "too much at once" in words(declared)

    sent = 0

    def endless() -> object:
        nonlocal sent
        yield b'--b\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\n'
        while sent < 500:
            sent += 1
            yield b"x" * MEGABYTE

    stopped = editor.client.post("/desk/drafts", content=endless(), headers={"content-type": "multipart/form-data; boundary=b"})  # type: ignore[arg-type]
    assert stopped.status_code == 413


def test_a_stranger_s_upload_is_not_even_read(room: Room) -> None:
    """Who is not signed in is refused before the body is parsed."""
    stranger = Browser(room.desk())
    answer = stranger.client.post("/desk/drafts", content=b"not a form", headers={"content-type": "multipart/form-data; boundary=b"})
    assert answer.status_code == 401


@pytest.mark.parametrize("name", ["../../climb.md", "/etc/climb.md", "C:\\temp\\climb.md", "..\\climb.md", ".climb.md"])
def test_names_do_not_lead_out_of_the_folder(room: Room, name: str) -> None:
    """Only the last part of a name counts."""
    editor = room.browser("editor")
    draft = editor.desk.drafts.get(editor.add(name, BRIEFING))
    assert draft.file_name == "climb.md"
    assert editor.desk.drafts.path(draft).is_file()


@pytest.mark.parametrize("address", ["drafts/..%2f..%2fstate", "drafts/20261122-ffffffffff", "library/..%2f..", "publications/x"])
def test_unknown_addresses_say_so(room: Room, address: str) -> None:
    """Ids that are not ours are a page with a sentence, never a trace."""
    answer = room.browser("publisher").get(f"/desk/{address}")
    assert answer.status_code in (303, 404)
    assert "Traceback" not in answer.text


@pytest.mark.parametrize(("code", "sentence"), [(1, "found something"), (2, "scanner failed"), (0, "")])
def test_the_virus_scanner_has_the_last_word(room: Room, tmp_path: Path, code: int, sentence: str) -> None:
    """Only its clean bill lets a file in; a missing scanner refuses too."""
    scanner = tmp_path / "scan"
    scanner.write_text(f"#!/bin/sh\ntest -s \"$1\" || exit 9\nexit {code}\n")
    scanner.chmod(0o755)
    editor = room.browser("editor", limits=UploadLimits(file=MEGABYTE, scanner=(str(scanner),)))
    answer = editor.upload(("a.md", BRIEFING.encode()))
    assert sentence in words(answer)
    assert len(editor.desk.drafts.all()) == (1 if code == 0 else 0)
    missing = room.browser("editor", limits=UploadLimits(scanner=("/no/such/scanner",)))
    assert "did not answer" in words(missing.upload(("b.md", POLICY.encode())))


def test_a_full_disk_is_said(room: Room) -> None:
    """Uploads stop before the disk is full."""
    editor = room.browser("editor", limits=UploadLimits(file=2**60, upload=2**60))
    answer = editor.upload(("a.md", BRIEFING.encode()))
    assert "nearly full" in words(answer)
    assert editor.desk.drafts.all() == []


def test_two_people_publish_at_once_and_both_arrive(room: Room) -> None:
    """Two processes, two threads: one after the other, nothing lost."""
    desks = [room.desk(), room.desk()]
    browsers = [room.browser("publisher", desks[0]), room.browser("publisher2", desks[1])]
    jobs = [browsers[0].publish(browsers[0].add("a.md", BRIEFING), run=False), browsers[1].publish(browsers[1].add("b.md", POLICY), run=False)]

    def work(desk: Desk) -> None:
        for _ in range(100):
            desk.runner.run_due()
            if all(desk.jobs.get(job).state == "done" for job in jobs):
                return
            room.clock.go_on(seconds=0.5)
            threading.Event().wait(0.1)

    threads = [threading.Thread(target=work, args=(desk,)) for desk in desks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [desks[0].jobs.get(job).state for job in jobs] == ["done", "done"]
    assert len(live_documents(room)) == 2


def test_the_same_draft_is_published_once(room: Room) -> None:
    """A second click, or a colleague's, finds the draft taken."""
    publisher = room.browser("publisher")
    draft = publisher.add("a.md", BRIEFING)
    publisher.publish(draft, run=False)
    mark = publisher.desk.drafts.get(draft).mark
    again = publisher.post("/desk/publish", {"draft": draft, f"mark-{draft}": mark, "looked": "yes"})
    assert again.status_code == 409
    assert publisher.desk.runner.run_due() == 1


def test_what_changed_after_the_look_is_not_published(room: Room) -> None:
    """The page's mark of the draft must still fit, and warnings must have been looked at."""
    publisher, editor = room.browser("publisher"), room.browser("editor")
    draft = publisher.add("a.md", BRIEFING.replace("Published: 1 March 2025", ""))
    mark = publisher.desk.drafts.get(draft).mark
    unseen = publisher.post("/desk/publish", {"draft": draft, f"mark-{draft}": mark})
    assert "tick the box" in words(unseen)
    editor.correct(draft, area="pan")
    late = publisher.post("/desk/publish", {"draft": draft, f"mark-{draft}": mark, "looked": "yes"})
    assert late.status_code == 409
    assert not (room.data_dir / "CURRENT").exists()


def test_two_editors_do_not_overwrite_each_other(room: Room) -> None:
    """The second of two corrections from the same page is refused with the first one's name."""
    one, two = room.browser("editor"), room.browser("editor2")
    draft = one.add("a.md", BRIEFING)
    one.post(f"/desk/drafts/{draft}", {"revision": "1", "how": "new", "title": "First title"})
    late = two.post(f"/desk/drafts/{draft}", {"revision": "1", "how": "new", "title": "Second title"})
    assert late.status_code == 409
    assert "editor changed this draft" in words(late)
    assert one.desk.drafts.get(draft).title == "First title"


def test_a_publication_waits_for_one_from_the_command_line(room: Room) -> None:
    """While another run holds the writer's lock the job stays in turn, and is done afterwards."""
    publisher = room.browser("publisher")
    with writer(room.data_dir):
        job = publisher.publish(publisher.add("a.md", BRIEFING))
        assert publisher.desk.jobs.get(job).state == "queued"
        assert "Another publication is running" in words(publisher.get(f"/desk/publications/{job}"))
    room.clock.go_on(seconds=5)
    publisher.desk.runner.run_due()
    assert publisher.desk.jobs.get(job).state == "done"


@pytest.mark.parametrize("dies", ["before", "after"])
def test_a_restart_in_the_middle_is_resumed(room: Room, dies: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that dies before or after the switch leaves the job to the next, which ends with the same library and no second copy."""
    first = room.browser("publisher")
    first.publish(first.add("old.md", BRIEFING))
    document = live_documents(room)[0].id
    draft = first.add("new.md", BRIEFING.replace(OLD, NEW), how="correct", replaces=document)
    job = first.publish(draft, run=False)

    class Killed(BaseException):
        pass

    def die(*_: object) -> None:
        raise Killed

    # Not a stand-in for our code: the power cut itself, at a chosen moment.
    if dies == "before":
        monkeypatch.setattr("ingest.job.switch", die)
    else:
        monkeypatch.setattr(type(first.desk.jobs), "finish", die)
    with pytest.raises(Killed):
        first.desk.runner.run_due()
    monkeypatch.undo()

    second = room.browser("publisher")
    assert second.desk.runner.run_due() == 0
    assert "going on" in words(second.get(f"/desk/publications/{job}"))
    room.clock.go_on(minutes=2)
    assert second.desk.runner.run_due() == 1

    assert second.desk.jobs.get(job).state == "done"
    assert [d.id for d in live_documents(room)] == [document]
    assert second.desk.drafts.get(draft).state == "published"


def test_work_that_dies_three_times_is_given_up(room: Room) -> None:
    """A job whose server dies each time ends with a sentence, and the draft is free."""
    publisher = room.browser("publisher")
    draft = publisher.add("a.md", BRIEFING)
    job = publisher.publish(draft, run=False)
    for _ in range(3):
        assert room.desk().jobs.take()
        room.clock.go_on(minutes=2)
    publisher.desk.runner.run_due()
    assert "given up" in words(publisher.get(f"/desk/publications/{job}"))
    assert publisher.desk.drafts.get(draft).state == "draft"
    assert not (room.data_dir / "CURRENT").exists()


def test_a_document_withdrawn_meanwhile_is_not_published(room: Room) -> None:
    """Between asking and publishing the document to replace disappears: the job fails with a sentence and nothing changes."""
    publisher = room.browser("publisher")
    publisher.publish(publisher.add("old.md", BRIEFING), publisher.add("b.md", POLICY))
    document = next(d.id for d in live_documents(room) if "chronolog" in d.id)
    draft = publisher.add("new.md", BRIEFING.replace(OLD, NEW), how="correct", replaces=document)
    job = publisher.publish(draft, on="2026-11-24")
    publisher.post(f"/desk/library/{document}/withdraw", {"reason": "Wrong in the main"})
    publisher.publish(publisher.add("c.md", POLICY.replace("Escalation", "Transfer").replace("disagree", "hand over")))
    room.clock.go_on(days=3)
    publisher = room.browser("publisher")
    publisher.desk.runner.run_due()
    assert "not in the library any more" in words(publisher.get(f"/desk/publications/{job}"))
    assert publisher.desk.drafts.get(draft).state == "draft"


def test_a_file_withdrawn_before_is_not_uploaded_back(room: Room) -> None:
    """The very file of a withdrawn document is recognised by its bytes, under another name too."""
    publisher = room.browser("publisher")
    publisher.publish(publisher.add("old.md", BRIEFING), publisher.add("b.md", POLICY))
    document = next(d.id for d in live_documents(room) if "chronolog" in d.id)
    publisher.post(f"/desk/library/{document}/withdraw", {"reason": "Wrong in the main"})
    publisher.publish(publisher.add("c.md", POLICY.replace("Escalation", "Transfer").replace("disagree", "hand over")))
    draft = publisher.add("renamed.md", BRIEFING)
    assert "This very file was withdrawn on" in words(publisher.get(f"/desk/drafts/{draft}"))
    assert "cannot be published" in words(publisher.get(f"/desk/publish?draft={draft}"))
