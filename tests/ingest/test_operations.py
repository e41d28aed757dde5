"""Going back, withdrawing at once, taking it back, and purging with proof."""

from __future__ import annotations

import gzip
import io
import json
import shutil
import sqlite3
import tarfile
import threading
import time
import zipfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import docx
import filelock
import pytest
from sqlalchemy import select

from assistant.errors import CorruptGeneration, PublishError, WriterBusy
from assistant.library import Library
from assistant.state import open_database
from assistant.state.desk import DeskJobRow
from ingest.desk.drafts import Drafts
from ingest.desk.uploads import UploadLimits
from ingest.job import Options, ingest
from ingest.operations import list_generations, purge, restore_withdrawn, rollback, withdraw
from ingest.publish import Place
from tests.ingest.library_kit import BRUISING, LIBRARY, NEGLECT, place_in, visible, write

SECRET = "repeats over several weeks"


def _id(texts: dict[str, str], words: str) -> str:
    return next(identifier for identifier, text in texts.items() if words in text)


def test_generations_are_listed_newest_first(tmp_path: Path) -> None:
    """The live one is marked, and a damaged one says so."""
    place = place_in(tmp_path)
    folder = write(tmp_path / "in", LIBRARY)
    first = ingest([folder], place).generation
    second = ingest([folder], place, options=Options(force=True)).generation
    (place.data_dir / "generations" / first / "units.json").write_text("[]", encoding="utf-8")

    lines = list_generations(place.data_dir)

    assert [(line.id, line.live) for line in lines] == [(second, True), (first, False)]
    assert lines[0].documents == 3
    assert "units.json" in lines[1].problem


def test_rollback_brings_the_older_library_back(tmp_path: Path) -> None:
    """Without a name it goes to the one before; with a name to that one, forwards as well."""
    place = place_in(tmp_path)
    folder = write(tmp_path / "in", LIBRARY)
    first = ingest([folder], place).generation
    before = visible(place)
    write(folder, {"neglect.md": NEGLECT.replace("several weeks", "some months")})
    second = ingest([folder], place).generation

    assert rollback(place.data_dir) == first
    assert visible(place) == before
    assert rollback(place.data_dir, second) == second
    assert "some months" in "\n".join(visible(place).values())


def test_rollback_refuses_what_it_cannot_do(tmp_path: Path) -> None:
    """No older generation, an unknown one and a damaged one are sentences; nothing changes."""
    place = place_in(tmp_path)
    folder = write(tmp_path / "in", LIBRARY)
    first = ingest([folder], place).generation

    with pytest.raises(PublishError, match="no older generation"):
        rollback(place.data_dir)
    with pytest.raises(PublishError, match="There is no generation nonsense"):
        rollback(place.data_dir, "nonsense")

    second = ingest([folder], place, options=Options(force=True)).generation
    (place.data_dir / "generations" / first / "documents.json").unlink()
    with pytest.raises(CorruptGeneration, match=r"documents\.json"):
        rollback(place.data_dir)
    assert Library(place.data_dir).current_id() == second


def test_an_open_reader_sees_a_withdrawal_at_once(tmp_path: Path) -> None:
    """A library that was open before shows the document no longer, within two seconds, while a publication holds the writer's lock."""
    place = place_in(tmp_path)
    ingest([write(tmp_path / "in", LIBRARY)], place)
    library = Library(place.data_dir)
    document_id = _id(visible(place), SECRET)
    assert library.view().document(document_id) is not None
    started = time.monotonic()

    with filelock.FileLock(place.data_dir / "publish.lock"):
        withdraw(place.data_dir, document_id, "wrong number", "A. Lead")
        assert library.view().document(document_id) is None

    assert time.monotonic() - started < 2


def test_a_withdrawal_beats_rollback_and_publication(tmp_path: Path) -> None:
    """Neither an older edition nor the same file published again shows it; the next publication leaves it out."""
    place = place_in(tmp_path)
    folder = write(tmp_path / "in", LIBRARY)
    first = ingest([folder], place).generation
    document_id = _id(visible(place), SECRET)
    write(folder, {"neglect.md": NEGLECT.replace("second Tuesday", "third Tuesday")})
    ingest([folder], place)
    withdraw(place.data_dir, document_id, "", "A. Lead")

    rollback(place.data_dir, first)
    assert document_id not in visible(place)
    report = ingest([folder], place, yes=True)
    assert report.left_out
    assert document_id not in visible(place)
    assert SECRET not in (place.data_dir / "generations" / report.generation / "units.json").read_text(encoding="utf-8")
    assert not ingest([folder], place).published


def test_a_new_edition_is_shown_after_a_withdrawal(tmp_path: Path) -> None:
    """Withdrawing concerns the editions of that day; a corrected one published later is read again, the old one stays hidden."""
    place = place_in(tmp_path)
    folder = write(tmp_path / "in", LIBRARY)
    ingest([folder], place)
    document_id = _id(visible(place), SECRET)
    withdraw(place.data_dir, document_id, "", "A. Lead")
    write(folder, {"neglect-2.md": NEGLECT.replace("2025-03-01", "2026-01-01").replace("several weeks", "some months")})

    ingest([folder], place, yes=True)

    text = "\n".join(visible(place).values())
    assert "some months" in text
    assert SECRET not in text


def test_a_withdrawal_during_a_build_holds(tmp_path: Path) -> None:
    """A document withdrawn while a generation with it is being built is not seen when that goes live."""
    place = place_in(tmp_path)
    folder = write(tmp_path / "in", LIBRARY)
    ingest([folder], place)
    document_id = _id(visible(place), SECRET)
    write(folder, {"more.md": BRUISING.replace("Bruising in babies", "Burns of babies"), "neglect-2.md": NEGLECT.replace("2025", "2026")})

    def meanwhile(_: Path) -> None:
        thread = threading.Thread(target=withdraw, args=(place.data_dir, document_id, "", "A. Lead"))
        thread.start()
        thread.join()

    ingest([folder], place, before_switch=meanwhile)

    # The withdrawn bytes now go by the id of a superseded edition.
    assert f"{document_id}-edition-2025-03-01" not in visible(place)


def test_a_withdrawal_can_be_taken_back(tmp_path: Path) -> None:
    """At once while the generation still holds it, by the next publication otherwise."""
    place = place_in(tmp_path)
    folder = write(tmp_path / "in", LIBRARY)
    ingest([folder], place)
    document_id = _id(visible(place), SECRET)

    withdraw(place.data_dir, document_id, "", "A. Lead")
    assert restore_withdrawn(place.data_dir, document_id, "A. Lead")
    assert document_id in visible(place)

    withdraw(place.data_dir, document_id, "", "A. Lead")
    ingest([folder], place, yes=True)
    assert not restore_withdrawn(place.data_dir, document_id, "A. Lead")
    ingest([folder], place)
    assert document_id in visible(place)
    with pytest.raises(PublishError, match="not withdrawn"):
        restore_withdrawn(place.data_dir, document_id, "A. Lead")


def test_an_unknown_document_cannot_be_withdrawn(tmp_path: Path) -> None:
    """A mistyped id is said so."""
    place = place_in(tmp_path)
    ingest([write(tmp_path / "in", LIBRARY)], place)

    with pytest.raises(PublishError, match="No document luton-nonsense"):
        withdraw(place.data_dir, "luton-nonsense", "", "A. Lead")


def _everything(folder: Path) -> bytes:
    return b"\n".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def test_a_purge_leaves_no_trace(tmp_path: Path) -> None:
    """No sentence of the document stands in any file, in UTF-8 or UTF-16, over all generations; other documents stay."""
    place = place_in(tmp_path)
    folder = write(tmp_path / "in", LIBRARY)
    first = ingest([folder], place).generation
    document_id = _id(visible(place), SECRET)
    kept = {identifier: text for identifier, text in visible(place).items() if identifier != document_id}
    write(folder, {"neglect.md": NEGLECT.replace("second Tuesday", "third Tuesday")})
    ingest([folder], place)
    (place.data_dir / "backups").mkdir()
    with tarfile.open(place.data_dir / "backups" / "night.tar.gz", "w:gz") as archive:
        archive.add(place.data_dir / "generations" / first, arcname=f"generations/{first}")
    (place.data_dir / "pages").mkdir()
    (place.data_dir / "pages" / f"{document_id}.1.png").write_bytes(b"picture")
    withdraw(place.data_dir, document_id, "asked for by the family", "A. Lead")

    report = purge(place.data_dir, document_id, place=place, by="A. Lead", reason="asked for by the family")

    everything = _everything(place.data_dir).lower()
    for words in (SECRET, "in the child's own words", "tuesday of the month"):
        assert words.encode() not in everything
        assert words.encode("utf-16-le") not in everything
    assert report.left == ()
    assert report.proven
    assert report.stretches > 20
    assert report.beyond_reach
    assert visible(place) == kept
    assert not (place.data_dir / "backups" / "night.tar.gz").exists()
    assert not (place.data_dir / "pages" / f"{document_id}.1.png").exists()
    lines = [json.loads(line) for line in (place.data_dir / "audit.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [line["what"] for line in lines] == ["withdraw", "purge"]
    assert lines[1]["sha256"] == list(report.sha256)


def test_a_purged_file_is_not_taken_in_again(tmp_path: Path) -> None:
    """The file still lies in the folder: it is left out and named, its text stays away, and the purge cannot be undone."""
    place = place_in(tmp_path)
    folder = write(tmp_path / "in", LIBRARY)
    ingest([folder], place)
    document_id = _id(visible(place), SECRET)
    withdraw(place.data_dir, document_id, "", "A. Lead")
    purge(place.data_dir, document_id, place=place, by="A. Lead")

    report = ingest([folder], place, options=Options(force=True))

    assert "delete the file here too" in report.left_out[0]
    assert SECRET.encode() not in _everything(place.data_dir)
    assert not ingest([folder], place).published
    with pytest.raises(PublishError, match="purged"):
        restore_withdrawn(place.data_dir, document_id, "A. Lead")


def test_an_older_edition_does_not_become_current_by_a_purge(tmp_path: Path) -> None:
    """After the newest edition is purged, the one that it had replaced stays superseded."""
    place = place_in(tmp_path)
    old = NEGLECT.replace("2025-03-01", "2020-03-01").replace("several weeks", "many a week in a row")
    folder = write(tmp_path / "in", {**LIBRARY, "old.md": old})
    ingest([folder], place)
    document_id = _id(visible(place), SECRET)
    withdraw(place.data_dir, document_id, "", "A. Lead")
    purge(place.data_dir, document_id, place=place, by="A. Lead")

    ingest([folder], place, options=Options(force=True, yes=True))

    editions = {document.edition for document in Library(place.data_dir).view().documents() if document.title.startswith("Neglect")}
    assert editions == {"superseded"}


SENTENCE = "Use the neglect tool when a worry about daily care repeats over several weeks."


def _desk_with(place: Place, name: str, text: str) -> Drafts:
    """A desk that keeps one upload."""
    drafts = Drafts(place.data_dir, UploadLimits(), lambda: datetime(2026, 11, 22, 9, tzinfo=UTC))
    drafts.add(name, io.BytesIO(text.encode()), "editor")
    return drafts


def test_a_purge_reaches_the_desk_its_reports_and_packed_copies(tmp_path: Path) -> None:
    """Draft, trial library, what a report in the database quoted, and back-ups however packed: all gone, and only those."""
    place = place_in(tmp_path)
    ingest([write(tmp_path / "in", LIBRARY)], place)
    document_id = _id(visible(place), SECRET)
    drafts = _desk_with(place, "neglect.md", NEGLECT)
    kept = drafts.add("bruising.md", io.BytesIO(BRUISING.encode()), "editor")
    shutil.copytree(place.data_dir / "generations", place.data_dir / "desk" / "trials" / "one" / "generations")
    database = open_database(place.data_dir)
    with database.session() as session:
        for number, quoted in enumerate((SENTENCE, "Any bruise on a baby who cannot roll over is looked at by a paediatrician on the same day.")):
            report = {"generation": "g", "added": ["Title"], "differences": {"Title": f"1 sentences new; first new: {quoted}"}}
            session.add(DeskJobRow(id=str(number), kind="publish", state="done", asked_by="editor", asked_at=0.0, report=report))
    database.close()
    (place.data_dir / "backups").mkdir()
    with zipfile.ZipFile(place.data_dir / "backups" / "night.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(tmp_path / "in" / "neglect.md", f"generations/{document_id}.md")
    withdraw(place.data_dir, document_id, "", "A. Lead")

    report = purge(place.data_dir, document_id, place=place, by="A. Lead")

    assert report.left == ()
    assert [draft.id for draft in drafts.all()] == [kept.id]
    assert not (place.data_dir / "desk" / "trials" / "one").exists()
    assert not (place.data_dir / "backups" / "night.zip").exists()
    database = open_database(place.data_dir)
    with database.session() as session:
        differences = [row.report.get("differences") for row in session.scalars(select(DeskJobRow).order_by(DeskJobRow.id))]
    database.close()
    assert differences[0] is None
    assert "paediatrician" in differences[1]["Title"]
    assert SECRET.encode() not in _everything(place.data_dir)


def test_packed_copies_are_found_by_the_scan(tmp_path: Path) -> None:
    """A sentence or the very file inside zip, tar, gzip or Office files is named, and so is an archive that cannot be opened."""
    place = place_in(tmp_path)
    ingest([write(tmp_path / "in", LIBRARY)], place)
    document_id = _id(visible(place), SECRET)
    spare = place.data_dir / "spare"
    spare.mkdir()
    (spare / "note.gz").write_bytes(gzip.compress(SENTENCE.encode()))
    with tarfile.open(spare / "night.tar.xz", "w:xz") as archive:
        archive.add(tmp_path / "in" / "neglect.md")
    document = docx.Document()
    document.add_paragraph(SENTENCE)
    document.save(str(spare / "letter.docx"))
    (spare / "harmless.gz").write_bytes(gzip.compress(BRUISING.encode()))
    (spare / "broken.zip").write_bytes(b"PK\x03\x04 nothing that opens")
    withdraw(place.data_dir, document_id, "", "A. Lead")

    report = purge(place.data_dir, document_id, place=place, by="A. Lead")

    assert report.left == ("spare/letter.docx", "spare/night.tar.xz", "spare/note.gz", "spare/broken.zip (cannot be looked into)")


def test_what_cannot_be_removed_is_named(tmp_path: Path) -> None:
    """Text that another program of ours keeps in the data directory is found by the scan, in plain, UTF-16 and SQLite files."""
    place = place_in(tmp_path)
    ingest([write(tmp_path / "in", LIBRARY)], place)
    document_id = _id(visible(place), SECRET)
    sentence = SENTENCE
    (place.data_dir / "note.json").write_text(json.dumps({"said": f"“{sentence}”"}), encoding="utf-8")
    (place.data_dir / "wide.txt").write_bytes(sentence.encode("utf-16"))
    with closing(sqlite3.connect(place.data_dir / "traces.sqlite")) as database, database:
        database.execute("CREATE TABLE t (reply TEXT)")
        database.executemany("INSERT INTO t VALUES (?)", [(sentence,), ("something else",)])
    with closing(sqlite3.connect(place.data_dir / "deleted.sqlite")) as database, database:
        database.execute("CREATE TABLE t (reply TEXT)")
        database.execute("INSERT INTO t VALUES (?)", (sentence,))
        database.execute("DELETE FROM t")
    withdraw(place.data_dir, document_id, "", "A. Lead")

    report = purge(place.data_dir, document_id, place=place, by="A. Lead")

    assert report.left == ("note.json", "traces.sqlite", "wide.txt")
    assert not report.proven


def test_purging_needs_a_withdrawal_and_the_lock(tmp_path: Path) -> None:
    """A document in use cannot be purged by a slip, nor during a publication."""
    place = place_in(tmp_path)
    ingest([write(tmp_path / "in", LIBRARY)], place)
    document_id = _id(visible(place), SECRET)

    with pytest.raises(PublishError, match="Run `safeguarding withdraw"):
        purge(place.data_dir, document_id, place=place, by="A. Lead")
    withdraw(place.data_dir, document_id, "", "A. Lead")
    with filelock.FileLock(place.data_dir / "publish.lock"), pytest.raises(WriterBusy):
        purge(place.data_dir, document_id, place=place, by="A. Lead")


def test_the_last_document_can_be_purged(tmp_path: Path) -> None:
    """A library of one document is empty afterwards, and can be published again."""
    place = place_in(tmp_path)
    ingest([write(tmp_path / "in", {"neglect.md": NEGLECT})], place)
    document_id = _id(visible(place), SECRET)
    withdraw(place.data_dir, document_id, "", "A. Lead")

    assert purge(place.data_dir, document_id, place=place, by="A. Lead").left == ()
    assert not (place.data_dir / "CURRENT").exists()
    shutil.rmtree(tmp_path / "in")
    assert ingest([write(tmp_path / "in", {"bruising.md": BRUISING})], place).published
