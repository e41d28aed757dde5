"""The service as it is deployed, as processes: PostgreSQL, a Chroma server, two web servers and publications from a third process."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest
import yaml
from sqlalchemy.engine import URL, make_url

from tests.deploy.forwarder import Forwarder
from tests.deploy.processes import Server, chroma_server, free_port
from tests.small_corpus import FILES, write_corpus

pytestmark = [pytest.mark.topology, pytest.mark.timeout(600)]
KNOWLEDGE = Path(__file__).resolve().parents[2] / "knowledge"
SAFEGUARDING = str(Path(sys.executable).with_name("safeguarding"))
MEETS = "When does the neglect lead meet every worker who holds a case?"
DANGER = "A 6 year old has just told me his dad is going to hurt him when he gets home in ten minutes"


class Topology:
    """A data directory, a database of its own, a Chroma server and two web servers over them."""

    def __init__(self, folder: Path, database: URL) -> None:
        self.folder = folder
        # The PostgreSQL server belongs to other tests too, so what is stopped is the way to it.
        self.database = Forwarder(free_port(), (database.host or "127.0.0.1", database.port or 5432))
        self.chroma = chroma_server(folder / "chroma", free_port())
        self.environment = {
            "SAFEGUARDING_DATA_DIR": str(folder / "data"),
            "SAFEGUARDING_KNOWLEDGE_DIR": str(_small_knowledge(folder / "knowledge")),
            "SAFEGUARDING_CHROMA_URL": self.chroma.url,
            "SAFEGUARDING_DATABASE_URL": database.set(host="127.0.0.1", port=self.database.port).render_as_string(hide_password=False),
            "SAFEGUARDING_RATE_LIMIT": "100000",
            # The evidence is calibrated on whole libraries; over nine documents every answer shall be shown.
            "SAFEGUARDING_DECLINE_BELOW": "0",
            "HF_HUB_OFFLINE": "1",
        }
        self.apis = [self._api(number) for number in (1, 2)]

    def _api(self, number: int) -> Server:
        port = free_port()
        return Server([SAFEGUARDING, "serve", "--port", str(port)], port, "/healthz", self.folder / f"api{number}.log", self.environment)

    def publish(self) -> None:
        """Run `safeguarding ingest` over the folder of documents, in a process of its own."""
        command = [SAFEGUARDING, "ingest", str(self.folder / "in")]
        done = subprocess.run(
            command, cwd=self.folder, env={**os.environ, **self.environment}, capture_output=True, text=True, timeout=400, check=False
        )
        assert done.returncode == 0, done.stderr

    def up(self) -> None:
        """Everything runs, also what an earlier test has ended."""
        self.database.mend()
        self.chroma.start()
        self.chroma.wait_until_up()
        if not (self.folder / "data" / "CURRENT").exists():
            write_corpus(self.folder / "in")
            self.publish()
        for api in self.apis:
            api.start()
        for api in self.apis:
            api.wait_until_up()

    def down(self) -> None:
        """End all processes."""
        for server in (*self.apis, self.chroma):
            server.stop()
        self.database.cut()


def _small_knowledge(folder: Path) -> Path:
    """The real knowledge with three topics of each file, so that few texts are embedded."""
    shutil.copytree(KNOWLEDGE, folder, ignore=shutil.ignore_patterns("starter"))
    for path in (folder / "topics").glob("*.yaml"):
        path.write_text(yaml.safe_dump(yaml.safe_load(path.read_text(encoding="utf-8"))[:3]), encoding="utf-8")
    return folder


def _ask(api: Server, question: str, area: str | None = None) -> dict[str, Any]:
    reply = httpx.post(f"{api.url}/api/ask", json={"question": question, "area": area}, timeout=30)
    assert reply.status_code == 200, reply.text
    return dict(reply.json())


def _plain(address: URL) -> str:
    """A SQLAlchemy address as psycopg itself takes it."""
    return address.set(drivername="postgresql").render_as_string(hide_password=False)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Topology]]:
    """Holds the topology once a test has started it; sockets are open only during tests."""
    holder: list[Topology] = []
    yield holder
    for topology in holder:
        topology.down()
        address = make_url(os.environ["SAFEGUARDING_TEST_DATABASE_URL"])
        name = make_url(topology.environment["SAFEGUARDING_DATABASE_URL"]).database
        with psycopg.connect(_plain(address), autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="module")
def database_name() -> str:
    """A database of this run's own."""
    return f"topology_{uuid.uuid4().hex[:10]}"


@pytest.fixture
def server_address() -> URL:
    """Where PostgreSQL listens; without it these tests are skipped and say why."""
    url = os.environ.get("SAFEGUARDING_TEST_DATABASE_URL", "")
    if not url:
        pytest.skip("SAFEGUARDING_TEST_DATABASE_URL is not set")
    return make_url(url)


@pytest.fixture
def topology(
    server_address: URL, socket_enabled: None, made: list[Topology], database_name: str, tmp_path_factory: pytest.TempPathFactory
) -> Topology:
    """Everything up, with a published library of nine documents."""
    if not made:
        with psycopg.connect(_plain(server_address), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {database_name}")
        made.append(Topology(tmp_path_factory.mktemp("topology"), server_address.set(database=database_name)))
    made[0].up()
    return made[0]


def _feedback(topology: Topology) -> list[tuple[Any, ...]]:
    with psycopg.connect(_plain(make_url(topology.environment["SAFEGUARDING_DATABASE_URL"]))) as connection:
        return connection.execute("SELECT answer_id, helpful FROM feedback").fetchall()


def test_two_servers_are_one_service(topology: Topology) -> None:
    """Same answers from the same generation; what is said to either is kept in the one database; a publication reaches both."""
    first, second = (_ask(api, MEETS, "luton") for api in topology.apis)
    assert first["text"] == second["text"]
    assert first["generation"] == second["generation"] != ""
    assert "neglect lead" in first["text"]
    assert not list((topology.folder / "data" / "generations").glob("*/chroma")), "the vectors are on the server"

    for api, answer in zip(topology.apis, (first, second), strict=True):
        reply = httpx.post(f"{api.url}/api/feedback", json={"answer_id": answer["id"], "helpful": api is topology.apis[0]}, timeout=30)
        assert reply.status_code == 204
    assert {(first["id"], True), (second["id"], False)} <= set(_feedback(topology))

    weekday = f"{uuid.uuid4().hex[:6]}day"
    (topology.folder / "in" / "neglect.md").write_text(FILES["neglect.md"].replace("second Tuesday", f"second {weekday}"), encoding="utf-8")
    topology.publish()
    for api in topology.apis:
        assert weekday in _ask(api, MEETS, "luton")["text"]


def test_the_service_outlives_its_parts(topology: Topology) -> None:
    """Asked all the while: Chroma is killed, then one server; no reply fails, danger is answered by whoever is left, and what comes back answers."""
    survivor, victim = topology.apis
    before = _ask(survivor, MEETS, "luton")
    assert _ask(victim, MEETS, "luton")["text"] == before["text"]
    states: list[str] = []
    over = threading.Event()

    def ask() -> None:
        while not over.is_set():
            states.append(_ask(survivor, MEETS, "luton")["status"])

    asking = threading.Thread(target=ask)
    asking.start()
    try:
        topology.chroma.stop()
        for api in topology.apis:
            assert _ask(api, MEETS, "luton")["text"] == before["text"]
            assert "999" in _ask(api, DANGER)["text"]
        victim.stop(signal.SIGKILL)
        assert "999" in _ask(survivor, DANGER)["text"]
        # A server that starts without Chroma has no library: danger is answered all the same, and the rest gets a sentence.
        victim.start()
        victim.wait_until_up()
        assert "999" in _ask(victim, DANGER)["text"]
        assert _ask(victim, MEETS, "luton")["status"] == "fault"
        topology.chroma.start()
        topology.chroma.wait_until_up()
        over.wait(5.5)
        assert _ask(victim, MEETS, "luton")["text"] == before["text"]
    finally:
        over.set()
        asking.join()

    assert states
    assert set(states) == {before["status"]}


def test_the_database_stops_while_people_ask(topology: Topology) -> None:
    """Answers and danger need no database; feedback is refused with a sentence, none that was taken is lost, and it works again without a hand."""
    first = topology.apis[0]
    before = _ask(first, MEETS, "luton")
    taken: set[str] = set()
    refused: list[httpx.Response] = []
    states: list[str] = []
    over = threading.Event()

    def ask() -> None:
        while not over.is_set():
            answer = _ask(first, MEETS, "luton")
            states.append(answer["status"])
            reply = httpx.post(f"{first.url}/api/feedback", json={"answer_id": answer["id"], "helpful": True}, timeout=30)
            taken.add(answer["id"]) if reply.status_code == 204 else refused.append(reply)

    asking = threading.Thread(target=ask)
    asking.start()
    try:
        over.wait(2)
        topology.database.cut()
        for api in topology.apis:
            assert _ask(api, MEETS, "luton")["text"] == before["text"]
            assert "999" in _ask(api, DANGER)["text"]
        over.wait(3)
        topology.database.mend()
        end = time.monotonic() + 30
        known = len(taken)
        while len(taken) < known + 3 and time.monotonic() < end:
            over.wait(0.2)
    finally:
        over.set()
        asking.join()

    assert set(states) == {before["status"]}
    assert refused, "some feedback met a database that was away"
    assert {reply.status_code for reply in refused} == {503}
    assert all(reply.json()["title"] for reply in refused)
    assert len(taken) >= known + 3
    assert taken <= {answer for answer, _ in _feedback(topology)}
