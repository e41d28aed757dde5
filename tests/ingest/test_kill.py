"""A publication that dies at any moment leaves the library before or the library after, and the next run works."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.library import Library
from ingest.job import ingest
from tests.ingest.library_kit import LIBRARY, place_in, write

ROOT = Path(__file__).resolve().parents[2]
NUMBER = "number{}"


class _Publisher:
    """The warm child that publishes a folder in a fork."""

    def __init__(self, data_dir: Path) -> None:
        command = [sys.executable, "-W", "ignore", "-m", "tests.ingest.kill_child", str(data_dir)]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT)
        assert self._line() == "ready"

    def _line(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def publish(self, folder: Path, kill_after: float | None) -> str:
        """Publish once, killed after some seconds; "done" or "died"."""
        assert self.process.stdin is not None
        self.process.stdin.write(f"{folder}\n")
        self.process.stdin.flush()
        child = int(self._line())
        if kill_after is not None:
            time.sleep(kill_after)
            with contextlib.suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
        return self._line()

    def close(self) -> None:
        """End the child."""
        for stream in (self.process.stdin, self.process.stdout):
            assert stream is not None
            stream.close()
        self.process.wait(20)


@pytest.fixture
def publisher(tmp_path: Path) -> Iterator[_Publisher]:
    """A warm publishing process on a fresh data directory."""
    child = _Publisher(tmp_path / "data")
    yield child
    child.close()


def _edition(folder: Path, number: int) -> Path:
    """The same library in which every document names its edition."""
    return write(folder, {name: f"{text}\nThis is edition {NUMBER.format(number)} of the text.\n" for name, text in LIBRARY.items()})


def _read(data_dir: Path) -> int:
    """The edition that a fresh reader sees; fails when documents, units or texts mix two, or anything is damaged."""
    view = Library(data_dir).view()
    texts = ["\n".join(view.generation.pages(document.id)) for document in view.documents()]
    seen = {text.split("edition number")[1].split(" ")[0] for text in texts}
    in_units = {unit.text.split("edition number")[1].split(" ")[0] for unit in view.generation.units if "edition number" in unit.text}
    assert len(texts) == len(LIBRARY)
    assert len(seen) == 1
    assert seen == in_units
    return int(seen.pop())


def _rounds(publisher: _Publisher, tmp_path: Path, rounds: int) -> tuple[int, int]:
    """Kill publications at random moments. Returns how many died before and how many after the switch."""
    place = place_in(tmp_path)
    assert publisher.publish(_edition(tmp_path / "in", 0), None) == "done"
    started = time.monotonic()
    assert publisher.publish(_edition(tmp_path / "in", 1), None) == "done"
    length = time.monotonic() - started
    chance = random.Random(20261122)
    live, before, after = 1, 0, 0
    for number in range(2, rounds + 2):
        outcome = publisher.publish(_edition(tmp_path / "in", number), chance.uniform(0, length * 1.1))
        seen = _read(place.data_dir)
        assert seen in (live, number)
        before, after = before + (seen == live), after + (seen == number)
        assert outcome == "died" or seen == number
        live = seen
    _edition(tmp_path / "in", rounds + 2)
    assert ingest([tmp_path / "in"], place, yes=True).published
    assert _read(place.data_dir) == rounds + 2
    assert not list((place.data_dir / "generations").glob(".*"))
    assert len(list((place.data_dir / "generations").iterdir())) <= place.keep
    return before, after


def test_ten_kills(publisher: _Publisher, tmp_path: Path) -> None:
    """Ten publications killed at random moments: never a mix, and the next run is clean."""
    before, _ = _rounds(publisher, tmp_path, 10)

    assert before > 0


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_fifty_kills(publisher: _Publisher, tmp_path: Path) -> None:
    """Fifty publications killed at random moments."""
    before, after = _rounds(publisher, tmp_path, 50)

    assert before > 0
    assert after > 0
