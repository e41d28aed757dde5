"""A back-up comes back as it was, on bare ground only, and never brings back what was withdrawn since."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import shutil
import sqlite3
import tarfile
from collections.abc import Callable
from pathlib import Path

import filelock
import pytest
import typer
from sqlalchemy import text
from typer.testing import CliRunner

from assistant.domain import Question
from assistant.errors import SafeguardingError, WriterBusy
from assistant.fakes import WordEmbedder
from assistant.library import Library
from assistant.state import Feedback, Records, Trace, open_database
from assistant.state.dump import DumpRefused, dump_lines, load_lines
from assistant.vector_cache import VectorCache
from ingest.backup import back_up
from ingest.backup_files import BackupRefused
from ingest.cli import register
from ingest.job import ingest
from ingest.operations import list_generations, purge, rollback, withdraw
from ingest.publish import Place
from ingest.restore import restore
from tests.conftest import MakeAssistant
from tests.small_corpus import write_corpus

QUESTIONS = (
    "When should I use GCP2?",
    "What is stage one of escalation in Bedford?",
    "How many GCP2 did health visitors complete in 2024-25?",
    "A bruise on a baby who cannot roll over",
    "whats the luton front door number",
    "What did the review of Baby Rowan find?",
)


@pytest.fixture(scope="module")
def filled(library: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory with two generations, a withdrawal, state and corrected contacts."""
    folder = tmp_path_factory.mktemp("filled")
    data_dir = Path(shutil.copytree(library, folder / "data"))
    more = write_corpus(folder / "more")
    (more / "new.md").write_text("---\ntitle: Supervision\nkind: procedure\narea: luton\npublished: 2026-01-01\n---\nSupervision is monthly.\n")
    assert ingest([more], Place(data_dir=data_dir, embedder=WordEmbedder()), yes=True).published
    withdraw(data_dir, next(d.id for d in Library(data_dir).view().documents() if "poster" in d.title), "wrong number", "a.b")
    database = open_database(data_dir)
    Records(database).keep_feedback(Feedback(answer_id="a1", helpful=False, reason="old", at=5.0))
    database.close()
    (data_dir / "knowledge").mkdir()
    (data_dir / "knowledge" / "contacts.yaml").write_text("corrected: true\n")
    return data_dir


@pytest.fixture
def full(filled: Path, tmp_path: Path) -> Path:
    """A copy of it that a test may change."""
    return Path(shutil.copytree(filled, tmp_path / "full"))


def _archive(path: Path, change: Callable[[list[tuple[tarfile.TarInfo, bytes]]], None]) -> Path:
    """The archive at ``path`` with its members changed."""
    with tarfile.open(path) as tar:
        members = [(entry, (body.read() if (body := tar.extractfile(entry)) else b"")) for entry in tar]
    change(members)
    changed = path.with_name("changed.tar.gz")
    with tarfile.open(changed, "w:gz") as tar:
        for entry, content in members:
            entry.size = len(content) if entry.isreg() else 0
            tar.addfile(entry, io.BytesIO(content))
    return changed


def test_a_bare_directory_gives_identical_answers(full: Path, tmp_path: Path, make_assistant: MakeAssistant) -> None:
    """Answers, withdrawals, rollback generations, originals, contacts, state and vectors are those of before."""
    before = [make_assistant(full).answer(Question(text=question)) for question in QUESTIONS]
    report = back_up(full, tmp_path / "b.tar.gz", by="a.b")

    restored = restore(tmp_path / "b.tar.gz", tmp_path / "new", sha256=report.sha256)

    after = [make_assistant(tmp_path / "new").answer(Question(text=question)) for question in QUESTIONS]
    assert [(a.status, a.text, a.sources) for a in after] == [(b.status, b.text, b.sources) for b in before]
    assert sum(answer.status.value == "answered" for answer in after) >= 4
    assert restored.generation == Library(full).current_id()
    assert [(line.id, line.problem) for line in list_generations(tmp_path / "new")] == [(line.id, "") for line in list_generations(full)]
    assert Library(tmp_path / "new").view().withdrawn == Library(full).view().withdrawn != frozenset()
    assert (tmp_path / "new" / "knowledge" / "contacts.yaml").read_text() == "corrected: true\n"
    database = open_database(tmp_path / "new")
    assert [f.reason for f in Records(database).feedback("a1")] == ["old"]
    database.close()
    cache = VectorCache(tmp_path / "new" / "vectors.sqlite", WordEmbedder())
    cache.encode(["Supervision is monthly."])
    rollback(tmp_path / "new")
    assert Library(tmp_path / "new").current_id() != restored.generation
    assert (tmp_path / "b.tar.gz").stat().st_mode & 0o077 == 0


def test_the_state_is_whole_while_others_write(full: Path, tmp_path: Path) -> None:
    """Rows that stand only in SQLite's journal of changes are in the back-up, too."""
    writer = sqlite3.connect(full / "state.sqlite3")
    writer.execute("PRAGMA wal_autocheckpoint=0")
    with writer:
        writer.execute("INSERT INTO slack_people VALUES ('T', 'U9', 'luton', 1.0)")
    assert (full / "state.sqlite3-wal").stat().st_size > 0

    back_up(full, tmp_path / "b.tar.gz")
    writer.close()
    restore(tmp_path / "b.tar.gz", tmp_path / "new")

    with sqlite3.connect(tmp_path / "new" / "state.sqlite3") as copy:
        assert copy.execute("SELECT area FROM slack_people WHERE person = 'U9'").fetchall() == [("luton",)]


def test_only_bare_ground_is_built_on(full: Path, tmp_path: Path) -> None:
    """A folder with anything in it is left as it is; nor is a back-up written over another file."""
    back_up(full, tmp_path / "b.tar.gz")
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "mine.txt").write_text("mine")

    with pytest.raises(BackupRefused, match="is not empty"):
        restore(tmp_path / "b.tar.gz", tmp_path / "new")
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["mine.txt"]
    with pytest.raises(BackupRefused, match="exists already"):
        back_up(full, tmp_path / "b.tar.gz")


def _flip(members: list[tuple[tarfile.TarInfo, bytes]]) -> None:
    at = next(n for n, (entry, _) in enumerate(members) if entry.name.endswith("units.json"))
    members[at] = (members[at][0], members[at][1].replace(b"neglect", b"notable"))


def _drop(members: list[tuple[tarfile.TarInfo, bytes]]) -> None:
    del members[next(n for n, (entry, _) in enumerate(members) if entry.name.endswith("documents.json"))]


def _add(members: list[tuple[tarfile.TarInfo, bytes]]) -> None:
    members.insert(0, (tarfile.TarInfo("more.txt"), b"more"))


def _climb(members: list[tuple[tarfile.TarInfo, bytes]]) -> None:
    members.insert(0, (tarfile.TarInfo("../escaped.txt"), b"out"))


def _absolute(members: list[tuple[tarfile.TarInfo, bytes]]) -> None:
    members.insert(0, (tarfile.TarInfo("/etc/escaped.txt"), b"out"))


def _link(members: list[tuple[tarfile.TarInfo, bytes]]) -> None:
    entry = tarfile.TarInfo("web")
    entry.type, entry.linkname = tarfile.SYMTYPE, "/etc"
    members.insert(0, (entry, b""))


def _double(members: list[tuple[tarfile.TarInfo, bytes]]) -> None:
    members.insert(0, members[0])


def _no_list(members: list[tuple[tarfile.TarInfo, bytes]]) -> None:
    members.pop()


def _other_format(members: list[tuple[tarfile.TarInfo, bytes]]) -> None:
    body = json.loads(members[-1][1])
    members[-1] = (members[-1][0], json.dumps(body | {"format": 99}).encode())


@pytest.mark.parametrize("change", [_flip, _drop, _add, _climb, _absolute, _link, _double, _no_list, _other_format])
def test_a_changed_archive_is_refused(change: Callable[[list[tuple[tarfile.TarInfo, bytes]]], None], own_library: Path, tmp_path: Path) -> None:
    """Changed, missing, added, doubled files, names that leave the folder, links: nothing is left behind."""
    back_up(own_library, tmp_path / "b.tar.gz")
    changed = _archive(tmp_path / "b.tar.gz", change)

    with pytest.raises(BackupRefused):
        restore(changed, tmp_path / "a" / "new")

    assert list((tmp_path / "a" / "new").iterdir()) == []
    assert not list(tmp_path.rglob("escaped.txt"))


@pytest.mark.parametrize("kind", ["cut", "not an archive", "wrong sum", "missing"])
def test_an_archive_that_is_none_is_refused(kind: str, own_library: Path, tmp_path: Path) -> None:
    """One sentence, whatever the file is."""
    back_up(own_library, tmp_path / "b.tar.gz")
    body = (tmp_path / "b.tar.gz").read_bytes()
    bad = tmp_path / "bad.tar.gz"
    if kind != "missing":
        bad.write_bytes({"cut": body[: len(body) // 2], "not an archive": b"hello" * 100, "wrong sum": body}[kind])

    with pytest.raises(BackupRefused, match="othing was restored"):
        restore(bad, tmp_path / "new", sha256="0" * 64 if kind == "wrong sum" else "")
    assert not (tmp_path / "new" / "CURRENT").exists()


@pytest.mark.parametrize("how", ["copied", "named"])
def test_a_withdrawal_beats_a_restore(how: str, own_library: Path, tmp_path: Path) -> None:
    """What was withdrawn after the back-up stays hidden in the restored library."""
    back_up(own_library, tmp_path / "b.tar.gz")
    gone = next(d.id for d in Library(own_library).view().documents() if d.title == "Information sharing")
    withdraw(own_library, gone, "replaced", "a.b")
    new = tmp_path / "new"
    if how == "copied":
        new.mkdir()
        shutil.copy(own_library / "tombstones.json", new)

    report = restore(tmp_path / "b.tar.gz", new, withdrawn_in=own_library if how == "named" else None)

    assert report.withdrawn == (gone,)
    assert Library(new).view().document(gone) is None
    assert gone in Library(new).view().generation.documents


def test_a_purged_document_stays_hidden_and_is_named(own_library: Path, tmp_path: Path) -> None:
    """Its text comes back with the file, so whoever restores is told to purge it again, and can."""
    back_up(own_library, tmp_path / "b.tar.gz")
    place = Place(data_dir=own_library, embedder=WordEmbedder())
    gone = next(d.id for d in Library(own_library).view().documents() if d.title == "Information sharing")
    withdraw(own_library, gone, "replaced", "a.b")
    assert purge(own_library, gone, place=place, by="a.b").left == ()

    report = restore(tmp_path / "b.tar.gz", tmp_path / "new", withdrawn_in=own_library)

    assert report.purged == (gone,)
    assert Library(tmp_path / "new").view().document(gone) is None
    assert purge(tmp_path / "new", gone, place=Place(data_dir=tmp_path / "new", embedder=WordEmbedder()), by="a.b").left == ()


def test_a_running_publication_is_waited_for(own_library: Path, tmp_path: Path) -> None:
    """Not longer than asked for; nothing is left of the attempt."""
    with filelock.FileLock(own_library / "publish.lock"), pytest.raises(WriterBusy):
        back_up(own_library, tmp_path / "out" / "b.tar.gz", patience=0.05)

    assert list((tmp_path / "out").iterdir()) == []


def test_a_damaged_library_is_not_backed_up(full: Path, tmp_path: Path) -> None:
    """A damaged old generation is left out and named; a damaged live one refuses the back-up."""
    old, live = sorted((full / "generations").iterdir())
    (old / "units.json").write_text("[]")
    report = back_up(full, tmp_path / "b.tar.gz")
    assert report.left_out == (old.name,)
    restore(tmp_path / "b.tar.gz", tmp_path / "new")
    assert [line.id for line in list_generations(tmp_path / "new")] == [live.name]

    (live / "units.json").write_text("[]")
    with pytest.raises(BackupRefused, match="damaged"):
        back_up(full, tmp_path / "c.tar.gz")


def test_any_database_comes_back_row_by_row(tmp_path: Path) -> None:
    """The way of PostgreSQL, tried on SQLite: all tables, all rows, into an empty database only."""
    first, second = open_database(tmp_path / "1"), open_database(tmp_path / "2")
    Records(first).keep_trace(Trace(answer_id="a", status="answered", details={"kept": ["d#1"]}, at=5.0))
    Records(first).keep_feedback(Feedback(answer_id="a", helpful=True, author=Records(first).author("T", "U1")))
    Records(first).count_gap("drones")
    lines = list(dump_lines(first))

    assert load_lines(second, iter(lines)) == len(lines) == 4
    assert list(dump_lines(second)) == lines
    assert Records(second).author("T", "U1") == Records(first).author("T", "U1")
    with pytest.raises(DumpRefused, match="not empty"):
        load_lines(second, iter(lines))
    first.close()
    second.close()


def test_a_dump_of_strange_rows_loads_nothing(tmp_path: Path) -> None:
    """A table that this version does not know ends it, and the rows before it are taken back."""
    database = open_database(tmp_path)
    good = json.dumps({"table": "slack_people", "row": {"team": "T", "person": "U", "area": "luton", "changed_at": 1.0}})

    with pytest.raises(DumpRefused, match="does not know"):
        load_lines(database, iter([good, '{"table": "sqlite_master", "row": {}}']))
    assert list(dump_lines(database)) == []
    database.close()


def test_a_database_of_a_newer_version_says_so(tmp_path: Path) -> None:
    """Going back to an older version is one sentence, not a crash."""
    database = open_database(tmp_path)
    with database.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'z9999'"))
    database.close()

    with pytest.raises(SafeguardingError, match="newer version"):
        open_database(tmp_path)


def test_the_archive_is_an_ordinary_one(own_library: Path, tmp_path: Path) -> None:
    """Anybody can open it with tar, and it names neither people nor machines."""
    back_up(own_library, tmp_path / "b.tar.gz")

    with tarfile.open(tmp_path / "b.tar.gz") as tar:
        entries = tar.getmembers()
    assert entries[-1].name == "backup.json"
    assert {(entry.uid, entry.uname, entry.isreg()) for entry in entries} == {(0, "", True)}
    assert not any(entry.name.endswith(".lock") for entry in entries)
    assert str(tmp_path).encode() not in gzip.decompress((tmp_path / "b.tar.gz").read_bytes())


def test_on_the_command_line(own_library: Path, tmp_path: Path) -> None:
    """Made, restored and refused in sentences; an id instead of a file still takes a withdrawal back."""
    app = typer.Typer()
    register(app)
    run = CliRunner()
    archive, new = str(tmp_path / "b.tar.gz"), str(tmp_path / "new")
    gone = next(d.id for d in Library(own_library).view().documents() if d.title == "Information sharing")

    made = run.invoke(app, ["backup", archive, "--data-dir", str(own_library)])
    back = run.invoke(app, ["restore", archive, "--data-dir", new])
    again = run.invoke(app, ["restore", archive, "--data-dir", new])

    assert (made.exit_code, back.exit_code, again.exit_code) == (0, 0, 1)
    assert f"SHA-256 {hashlib.sha256((tmp_path / 'b.tar.gz').read_bytes()).hexdigest()}" in made.output
    assert Library(Path(new)).current_id() in back.output
    assert "is not empty" in again.output
    run.invoke(app, ["withdraw", gone, "--data-dir", new])
    assert "readable again" in run.invoke(app, ["restore", gone, "--data-dir", new]).output
