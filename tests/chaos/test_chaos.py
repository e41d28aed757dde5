"""What breaks in earnest: processes killed while people ask, publications under load, full disks, damaged files, clocks that jump.

The rule for every answer on the way: right, or a fault sentence with the emergency numbers, or no connection; never wrong, never mixed.
"""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from assistant.domain import Question, Status
from assistant.fakes import WordEmbedder
from assistant.library import Library
from assistant.state import Records, open_database
from ingest.job import Options, ingest
from ingest.operations import list_generations, rollback
from ingest.publish import Place
from tests.conftest import ROOT, SUNDAY_NOON, MakeAssistant
from tests.small_corpus import write_corpus

pytestmark = pytest.mark.slow  # servers and publishers of their own need a machine with a free core

ASKED = {"question": "When should I use GCP2?", "area": "luton"}
DANGER = {"question": "A 6 year old has just told me his dad is going to hurt him when he gets home in ten minutes"}


class Server:
    """A server process that can be killed and started again on the same port."""

    def __init__(self, data_dir: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        self.data_dir = data_dir
        self.url = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start and wait until it answers."""
        command = [sys.executable, "-W", "ignore", "-m", "tests.chaos.server", str(self.data_dir), str(self.port)]
        self.process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        until = time.monotonic() + 200
        while time.monotonic() < until:
            with contextlib.suppress(httpx.HTTPError):
                if httpx.get(f"{self.url}/readyz", timeout=5).status_code == 200:
                    return
            time.sleep(0.1)
        raise AssertionError("the server did not come up")

    def kill(self) -> None:
        """End it without a warning."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.process.pid, signal.SIGKILL)
            self.process.wait(20)


@pytest.fixture
def server(own_library: Path, socket_enabled: None) -> Iterator[Server]:
    """A running server over a library of its own."""
    running = Server(own_library)
    try:
        running.start()
        yield running
    finally:
        running.kill()


class Askers:
    """Threads that ask until they are stopped and keep what they were told."""

    def __init__(self, url: str, count: int = 2) -> None:
        self._url = url
        self._stop = threading.Event()
        self.answers: list[dict[str, object]] = []
        self.lost = 0
        self.feedback: list[str] = []
        self._threads = [threading.Thread(target=self._ask, args=(number,)) for number in range(count)]

    def __enter__(self) -> Askers:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join(60)

    def wait_for(self, more: int, seconds: float = 30.0) -> None:
        """Until so many more answers were given."""
        wanted, until = len(self.answers) + more, time.monotonic() + seconds
        while len(self.answers) < wanted and time.monotonic() < until:
            time.sleep(0.05)

    def _ask(self, number: int) -> None:
        turn = 0
        while not self._stop.is_set():
            turn += 1
            try:
                with httpx.Client(base_url=self._url, timeout=30) as client:
                    response = client.post("/api/ask", json=DANGER if turn % 4 == 0 else ASKED)
                    response.raise_for_status()
                    self.answers.append(response.json())
                    name = f"kept-{number}-{turn}"
                    if client.post("/api/feedback", json={"answer_id": name, "helpful": True}).status_code == 204:
                        self.feedback.append(name)
            except httpx.HTTPError:
                self.lost += 1
                time.sleep(0.05)


def _kills(server: Server, rounds: int) -> None:
    """Kill the server at random moments while two people ask; nothing wrong is said, nothing acknowledged is lost."""
    right = httpx.post(f"{server.url}/api/ask", json=ASKED, timeout=60).json()
    chance = random.Random(20261122)
    with Askers(server.url) as askers:
        for _ in range(rounds):
            time.sleep(chance.uniform(0.3, 1.5))
            server.kill()
            server.start()
        askers.wait_for(8)

    texts = {(answer["status"], answer["text"]) for answer in askers.answers if answer["status"] != "urgent"}
    assert texts == {(right["status"], right["text"])}
    assert any(answer["status"] == "urgent" for answer in askers.answers)
    assert askers.lost > 0
    database = open_database(server.data_dir)
    kept = {feedback.answer_id for feedback in Records(database).feedback()}
    database.close()
    assert set(askers.feedback) <= kept
    assert askers.feedback


@pytest.mark.timeout(300)
def test_a_server_killed_while_people_ask(server: Server) -> None:
    """Two kills: right answers before and after, and feedback that was acknowledged is there."""
    _kills(server, 2)


@pytest.mark.timeout(3600)
def test_a_server_killed_many_times(server: Server) -> None:
    """Thirty kills."""
    _kills(server, 30)


def _edition(folder: Path, number: int) -> Path:
    """The small library in which the tool for neglect names its edition in both sentences of its answer."""
    write_corpus(folder)
    path = folder / "neglect.md"
    text = path.read_text(encoding="utf-8").replace("is suspected or known.", f"is suspected or known, edition{number}.")
    path.write_text(text.replace("in the child's own words.", f"in the child's own words, edition{number}."), encoding="utf-8")
    return folder


def _published_under_load(server: Server, tmp_path: Path, rounds: int) -> None:
    """Publish edition after edition while two people ask: each answer is of one edition, none is a fault."""
    place = Place(data_dir=server.data_dir, embedder=WordEmbedder(), keep=3)
    ingest([_edition(tmp_path / "in", 0)], place, options=Options(yes=True))
    # The first question waits for the models: without it three publications are over before anybody was answered.
    httpx.post(f"{server.url}/api/ask", json=ASKED, timeout=60).raise_for_status()
    with Askers(server.url) as askers:
        for number in range(1, rounds + 1):
            ingest([_edition(tmp_path / "in", number)], place, options=Options(yes=True))
            askers.wait_for(3)
    last = httpx.post(f"{server.url}/api/ask", json=ASKED, timeout=60).json()

    named = [{word.strip(".,") for word in str(answer["text"]).split() if word.startswith("edition")} for answer in askers.answers]
    quoted = [names for names, answer in zip(named, askers.answers, strict=True) if answer["status"] != "urgent"]
    assert {answer["status"] for answer in askers.answers} <= {"answered", "urgent"}
    assert all(len(names) == 1 for names in quoted)
    assert len({next(iter(names)) for names in quoted}) >= 2
    assert askers.lost == 0
    assert f"edition{rounds}" in last["text"]


@pytest.mark.timeout(300)
def test_publications_while_people_ask(server: Server, tmp_path: Path) -> None:
    """Three publications: never a mixture, never a fault, the last one is live."""
    _published_under_load(server, tmp_path, 3)


@pytest.mark.timeout(3600)
def test_many_publications_while_people_ask(server: Server, tmp_path: Path) -> None:
    """Twenty publications, with old generations dropped behind the readers."""
    _published_under_load(server, tmp_path, 20)


def _on_a_full_disk(data_dir: Path, folder: Path, most: int, act: str) -> str:
    command = [sys.executable, "-W", "ignore", "-m", "tests.chaos.disk_child", str(data_dir), str(folder), str(most), act]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=240, check=False)
    assert "Traceback" not in ended.stderr, ended.stderr[-2000:]
    return ended.stdout.strip().splitlines()[-1]


@pytest.mark.timeout(300)
@pytest.mark.parametrize("most", [300, 6_000, 60_000])
def test_a_disk_that_fills_up_during_a_publication(most: int, own_library: Path, tmp_path: Path, make_assistant: MakeAssistant) -> None:
    """Early or late: one sentence, the library of before, no rubbish; with space again it works."""
    before = make_assistant(own_library).answer(Question(text=str(ASKED["question"]), area="luton"))
    live = Library(own_library).current_id()
    folder = _edition(tmp_path / "in", 7)

    said = _on_a_full_disk(own_library, folder, most, "publish")

    assert said.startswith("refused: PublishError")
    assert Library(own_library).current_id() == live
    assert [line.problem for line in list_generations(own_library)] == [""]
    after = make_assistant(own_library).answer(Question(text=str(ASKED["question"]), area="luton"))
    assert (after.status, after.text) == (before.status, before.text)
    assert ingest([folder], Place(data_dir=own_library, embedder=WordEmbedder()), options=Options(yes=True)).published
    assert not list((own_library / "generations").glob(".*"))


@pytest.mark.timeout(300)
def test_a_disk_that_is_full_for_everything_else(own_library: Path, tmp_path: Path, make_assistant: MakeAssistant) -> None:
    """A back-up leaves nothing half; the database refuses and stays whole; questions are answered all the same."""
    (tmp_path / "out").mkdir()

    assert _on_a_full_disk(own_library, tmp_path / "out", 20_000, "backup").startswith("refused: BackupRefused")
    assert list((tmp_path / "out").iterdir()) == []
    assert "refused" in _on_a_full_disk(own_library, tmp_path, 1_000_000, "feedback")
    database = open_database(own_library)
    assert 0 < len(Records(database).feedback()) < 2_000
    database.close()
    assert make_assistant(own_library).answer(Question(text="When should I use GCP2?", area="luton")).status is Status.ANSWERED


@pytest.mark.timeout(300)
def test_damaged_files_never_make_a_wrong_answer(own_library: Path, tmp_path: Path, make_assistant: MakeAssistant) -> None:
    """A byte changed anywhere in the live generation: the right answer or a fault; danger goes on; rollback brings answers back."""
    question = Question(text="When should I use GCP2?", area="luton")
    ingest([_edition(tmp_path / "in", 7)], Place(data_dir=own_library, embedder=WordEmbedder()), options=Options(yes=True))
    right = make_assistant(own_library).answer(question)
    assert "edition7" in right.text
    chance = random.Random(7)
    live = own_library / "generations" / Library(own_library).current_id()
    spare = Path(shutil.copytree(live, tmp_path / "spare"))
    files = [path for path in sorted(live.rglob("*")) if path.is_file() and path.stat().st_size and "chroma" not in path.parts]
    for path in chance.sample(files, 6):
        body = bytearray(path.read_bytes())
        body[chance.randrange(len(body))] ^= 0x5A
        path.write_bytes(body)
        answer = make_assistant(own_library).answer(question)
        assert answer.status is Status.FAULT or answer.text == right.text, path.name
        assert make_assistant(own_library).answer(Question(text=DANGER["question"])).status is Status.URGENT
        shutil.copy(spare / path.relative_to(live), path)
    (live / "units.json").write_text("[]")

    rollback(own_library)

    assert make_assistant(own_library).answer(question).status is Status.ANSWERED


@pytest.mark.parametrize("jump", [timedelta(days=3650), timedelta(days=-3650), timedelta(hours=1)])
def test_a_clock_that_jumps(jump: timedelta, library: Path, make_assistant: MakeAssistant) -> None:
    """The same sentences are quoted, danger has its numbers, and health goes on."""
    right = make_assistant(library).answer(Question(text="When should I use GCP2?", area="luton"))
    later = make_assistant(library, clock=lambda: SUNDAY_NOON + jump)

    answer = later.answer(Question(text="When should I use GCP2?", area="luton"))

    assert [s.text for s in answer.statements if s.kind == "quote"] == [s.text for s in right.statements if s.kind == "quote"] != []
    assert "0300 300 8123" in later.answer(Question(text=DANGER["question"])).text
    assert later.health()["generation"]
