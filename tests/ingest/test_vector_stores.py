"""The library over a Chroma directory and over a Chroma server: the same tests on both."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import chromadb
import numpy as np
import pytest
from chromadb.config import Settings as ChromaSettings

from assistant.domain import Question
from assistant.errors import CorruptGeneration
from assistant.index import vectors_present
from assistant.library import GRAINS, Library, vector_counts
from ingest.job import ingest
from ingest.operations import rollback
from ingest.publish import Place, generations
from tests.conftest import MakeAssistant
from tests.deploy.processes import Server, chroma_server, free_port
from tests.ingest.library_kit import BRUISING, LIBRARY, NEGLECT, place_in, searched, write
from tests.small_corpus import write_corpus

QUESTIONS = (
    "When should I use GCP2?",
    "How many GCP2 did schools complete in Central Bedfordshire in 2024-25?",
    "What is stage one of escalation in Bedford?",
    "Who looks at a bruise on a baby?",
)


@pytest.fixture(scope="module")
def idle_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Server]]:
    """Holds the Chroma server of this module once a test has started it."""
    started: list[Server] = []
    yield started
    for server in started:
        server.stop()


@pytest.fixture(params=["directory", pytest.param("server", marks=pytest.mark.chroma)])
def chroma(request: pytest.FixtureRequest, idle_server: list[Server], tmp_path_factory: pytest.TempPathFactory) -> str:
    """Address of a Chroma server; empty for a directory in each generation."""
    if request.param == "directory":
        return ""
    request.getfixturevalue("socket_enabled")
    if not idle_server:
        idle_server.append(chroma_server(tmp_path_factory.mktemp("chroma-server") / "data", free_port()))
        idle_server[0].start()
    idle_server[0].wait_until_up()
    return idle_server[0].url


@pytest.fixture
def place(tmp_path: Path, chroma: str) -> Place:
    """A published library of three documents."""
    made = place_in(tmp_path, chroma=chroma)
    ingest([write(tmp_path / "in", LIBRARY)], made)
    return made


def _reader(place: Place) -> Library:
    return Library(place.data_dir, chroma=place.chroma)


def _publish_again(place: Place, tmp_path: Path, word: str) -> str:
    write(tmp_path / "in", {"neglect.md": NEGLECT.replace("second Tuesday", f"{word} Friday")})
    return ingest([tmp_path / "in"], place).generation


@contextmanager
def _chroma(place: Place, generation: str) -> Iterator[chromadb.ClientAPI]:
    """Chroma's own client for the store of a generation."""
    if not place.chroma:
        with closing(chromadb.PersistentClient(path=str(place.data_dir / "generations" / generation / "chroma"))) as client:
            yield client
        return
    settings = ChromaSettings(anonymized_telemetry=False, chroma_http_max_keepalive_connections=0)
    with closing(chromadb.HttpClient(host="127.0.0.1", port=int(place.chroma.rpartition(":")[2]), settings=settings)) as client:
        yield client


def _names(place: Place, generation: str) -> set[str]:
    with _chroma(place, generation) as client:
        return {collection.name for collection in client.list_collections()}


def test_a_second_run_writes_nothing(place: Place, tmp_path: Path) -> None:
    """The vectors are where they should be, so there is nothing to do."""
    before = generations(place.data_dir)

    report = ingest([tmp_path / "in"], place)

    assert not report.published
    assert generations(place.data_dir) == before
    assert (place.data_dir / "generations" / before[0] / "chroma").is_dir() == (not place.chroma)


def test_the_same_passages_are_found(chroma: str, library: Path, make_assistant: MakeAssistant, tmp_path: Path) -> None:
    """Same passages in the same order with the same scores as from the library with a directory."""
    own = place_in(tmp_path, chroma=chroma)
    ingest([write_corpus(tmp_path / "in")], own)
    here, there = make_assistant(own.data_dir, library=_reader(own)), make_assistant(library)

    for text in QUESTIONS:
        mine, theirs = here.search(Question(text=text)), there.search(Question(text=text))
        assert [hit.text for hit in mine] == [hit.text for hit in theirs]
        np.testing.assert_allclose([hit.score for hit in mine], [hit.score for hit in theirs], atol=1e-4)
        assert here.answer(Question(text=text)).text == there.answer(Question(text=text)).text


def test_a_publication_switches_readers_without_a_failed_question(place: Place, tmp_path: Path, make_assistant: MakeAssistant) -> None:
    """Asked all the while by three threads, through two publications that delete the first generation: no fault, and the new text at the end."""
    place = replace(place, keep=2)
    assistant = make_assistant(place.data_dir, library=_reader(place))
    assistant.answer(Question(text="When does the neglect lead meet workers?", area="luton"))
    states: set[str] = set()
    over = threading.Event()

    def ask() -> None:
        while not over.is_set():
            states.add(assistant.answer(Question(text="When does the neglect lead meet workers?", area="luton")).status.value)

    threads = [threading.Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
    try:
        for word in ("third", "fourth"):
            _publish_again(place, tmp_path, word)
    finally:
        over.set()
        for thread in threads:
            thread.join()

    assert states == {"answered"}
    assert "fourth Friday" in assistant.answer(Question(text="When does the neglect lead meet workers?", area="luton")).text


def test_old_generations_leave_no_vectors_behind(place: Place, tmp_path: Path) -> None:
    """What is kept for rollback has its vectors, what is pruned has none, and a rollback is read."""
    place = replace(place, keep=2)
    first = generations(place.data_dir)[0]
    second, third = (_publish_again(place, tmp_path, word) for word in ("third", "fourth"))

    assert generations(place.data_dir) == [second, third]
    if place.chroma:
        names = _names(place, third)
        assert {f"{kept}-{grain}" for kept in (second, third) for grain in GRAINS} <= names
        assert not {name for name in names if name.startswith(first)}
    assert rollback(place.data_dir, chroma=place.chroma) == second
    assert _reader(place).view().generation.id == second


def test_a_changed_vector_is_noticed(place: Place) -> None:
    """The checksum is of the vectors themselves, wherever they lie."""
    generation = generations(place.data_dir)[0]
    with _chroma(place, generation) as client:
        collection = client.get_collection(f"{generation}-units", embedding_function=None)
        collection.update(ids=["0"], embeddings=[np.full(64, 0.125, dtype=np.float32)])

    with pytest.raises(CorruptGeneration, match="vectors"):
        _reader(place).view()


def test_a_stopped_publication_leaves_no_vectors_behind(place: Place, tmp_path: Path) -> None:
    """Its vectors may be there for a while; the next publication removes them."""
    built: list[str] = []

    def stop(folder: Path) -> None:
        built.append(folder.name.removeprefix(".building-"))
        raise KeyboardInterrupt

    write(tmp_path / "in", {"bruising.md": BRUISING.replace("same day", "same morning")})
    with pytest.raises(KeyboardInterrupt):
        ingest([tmp_path / "in"], place, before_switch=stop)
    live = _publish_again(place, tmp_path, "third")

    assert generations(place.data_dir)[-1] == live
    if place.chroma:
        assert not {name for name in _names(place, live) if name.startswith(built[0])}
    assert not (place.data_dir / "unused-vectors.json").exists()


def test_a_library_moves_to_where_the_settings_say(place: Place, tmp_path: Path, chroma: str) -> None:
    """A library from before the setting is read as it is; the next run builds it in the other place, though no document changed."""
    other = replace(place, chroma="" if chroma else "http://127.0.0.1:9")
    if not chroma:
        assert len(_reader(other).view().documents()) == len(LIBRARY)  # a directory is read without asking the server
        return

    report = ingest([tmp_path / "in"], other)

    assert report.published
    assert searched(other) == {unit.document_id for unit in _reader(place).view().generation.units}
    assert ingest([tmp_path / "in"], place).published


def test_every_collection_is_counted(place: Place) -> None:
    """What `ingest` and `rollback` ask before they rely on vectors."""
    generation = _reader(place).view().generation
    location = place.chroma or generation.folder / "chroma"
    counts = vector_counts(generation.manifest)

    assert vectors_present(location, generation.id, counts)
    assert not vectors_present(location, generation.id, {**counts, "units": counts["units"] + 1})
    assert not vectors_present(location, "20200101T000000000-aaaaaa", counts)
