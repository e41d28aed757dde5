"""A Chroma server that stops, hangs, comes back or has lost its data: readers keep what they have, and nobody is left without a sentence."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.domain import Question, Status
from assistant.errors import LibraryError, PublishError, SettingsError, StoreUnreachable
from assistant.index import CONNECT_SECONDS
from assistant.library import Library
from ingest.job import ingest
from ingest.operations import rollback
from ingest.publish import Place, generations
from ingest.server_collections import listed
from tests.conftest import MakeAssistant
from tests.deploy.processes import Server, chroma_server, free_port
from tests.ingest.library_kit import LIBRARY, NEGLECT, place_in, write

pytestmark = pytest.mark.chroma
MEETS = Question(text="When does the neglect lead meet workers?", area="luton")
DANGER = Question(text="A child has just told me that her dad will hurt her when she gets home in ten minutes")


@pytest.fixture
def server(tmp_path: Path, socket_enabled: None) -> Iterator[Server]:
    """A Chroma server of this test's own."""
    made = chroma_server(tmp_path / "chroma", free_port())
    made.start()
    made.wait_until_up()
    yield made
    made.stop()


@pytest.fixture
def place(tmp_path: Path, server: Server) -> Place:
    """A published library on the server."""
    made = place_in(tmp_path, chroma=server.url)
    ingest([write(tmp_path / "in", LIBRARY)], made)
    return made


def _publish_again(place: Place, tmp_path: Path) -> str:
    write(tmp_path / "in", {"neglect.md": NEGLECT.replace("second Tuesday", "third Friday")})
    return ingest([tmp_path / "in"], place).generation


def _restart(server: Server) -> None:
    server.start()
    server.wait_until_up()


def test_an_open_reader_keeps_its_generation_and_follows_when_the_server_is_back(
    place: Place, server: Server, tmp_path: Path, make_assistant: MakeAssistant
) -> None:
    """The pointer has moved, the server is gone: the old answer and a word to operators; then the new answer, without a hand."""
    library = Library(place.data_dir, chroma=place.chroma, retry=0.3)
    assistant = make_assistant(place.data_dir, library=library)
    assert "second Tuesday" in assistant.answer(MEETS).text
    newer = _publish_again(place, tmp_path)
    server.stop()

    assert "second Tuesday" in assistant.answer(MEETS).text
    assert "Chroma server" in library.problem
    assert assistant.health()["problems"] == [library.problem]

    _restart(server)
    time.sleep(0.4)
    assert "third Friday" in assistant.answer(MEETS).text
    assert (library.problem, library.view().generation.id) == ("", newer)


def test_a_new_reader_says_so_and_recovers(place: Place, server: Server, make_assistant: MakeAssistant) -> None:
    """Nothing is open yet: a sentence with whom to ring; danger is answered as ever; later the answer."""
    server.stop()
    library = Library(place.data_dir, chroma=place.chroma, retry=0.3)
    assistant = make_assistant(place.data_dir, library=library)

    assert assistant.answer(MEETS).status is Status.FAULT
    assert "999" in assistant.answer(DANGER).text
    with pytest.raises(StoreUnreachable, match="SAFEGUARDING_CHROMA_URL"):
        library.view()

    _restart(server)
    time.sleep(0.4)
    assert "second Tuesday" in assistant.answer(MEETS).text


def test_a_server_that_hangs_is_not_waited_for(place: Place, server: Server, tmp_path: Path) -> None:
    """It takes the call and says nothing: one short wait, then none until it is asked again."""
    library = Library(place.data_dir, chroma=place.chroma)
    older = library.view().generation.id
    _publish_again(place, tmp_path)
    server.hang()

    started = time.monotonic()
    assert library.view().generation.id == older
    assert time.monotonic() - started < 3 * CONNECT_SECONDS
    started = time.monotonic()
    assert library.view().generation.id == older
    assert time.monotonic() - started < 0.5


def test_publishing_without_the_server_changes_nothing(place: Place, server: Server, tmp_path: Path) -> None:
    """A sentence, the same live library, and no folder left over; the next run publishes."""
    before = generations(place.data_dir)
    server.stop()

    with pytest.raises(PublishError, match="Nothing was published"):
        _publish_again(place, tmp_path)
    assert generations(place.data_dir) == before
    assert list((place.data_dir / "generations").glob(".building-*")) == []

    _restart(server)
    assert ingest([tmp_path / "in"], place).generation == generations(place.data_dir)[-1]
    assert listed(place.data_dir) == []


def test_a_server_that_lost_its_data_is_filled_again(place: Place, server: Server, tmp_path: Path) -> None:
    """Readers and `rollback` say what to do, and doing it helps, although no document changed."""
    first, second = generations(place.data_dir)[0], _publish_again(place, tmp_path)
    server.stop()
    shutil.rmtree(tmp_path / "chroma")
    (tmp_path / "chroma").mkdir()
    _restart(server)

    with pytest.raises(LibraryError, match="safeguarding ingest"):
        Library(place.data_dir, chroma=place.chroma).view()
    with pytest.raises(PublishError, match="has lost the vectors"):
        rollback(place.data_dir, first, chroma=place.chroma)

    report = ingest([tmp_path / "in"], place)
    assert report.published
    assert report.generation > second
    assert len(Library(place.data_dir, chroma=place.chroma).view().documents()) == len(LIBRARY)


@pytest.mark.parametrize("address", ["chroma", "ftp://chroma:8000", "http://chroma:port", "http://chroma:8000/a/path"])
def test_a_wrong_address_is_a_sentence(address: str, place: Place) -> None:
    """The setting is named. A bare name is taken for a host, which here does not exist."""
    with pytest.raises((SettingsError, StoreUnreachable), match="SAFEGUARDING_CHROMA_URL"):
        Library(place.data_dir, chroma=address).view()
