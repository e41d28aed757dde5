"""The reading child keeps its limits and its parent's good health."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from ingest.errors import ParseError
from ingest.parse import parse_file
from ingest.sandbox import Limits, ParsePool, parse_in_child
from tests.ingest.pdf_maker import lines, pdf_bytes, write_pdf


def test_a_child_returns_what_the_reader_returns(tmp_path: Path) -> None:
    """Blocks, boxes and properties survive the way through the pipe."""
    path = write_pdf(tmp_path, lines(50, 80, ["One sentence about neglect stands here."]), title="Neglect")

    assert parse_in_child(path) == parse_file(path)


def test_a_slow_file_is_stopped(tmp_path: Path) -> None:
    """A wall-clock limit ends the child and says so."""
    path = write_pdf(tmp_path, lines(50, 80, ["Some text."]))
    started = time.monotonic()

    with pytest.raises(ParseError, match="took longer"):
        parse_in_child(path, limits=Limits(wall=0.01))

    assert time.monotonic() - started < 5


def test_memory_is_limited(tmp_path: Path) -> None:
    """A child that may hardly use memory fails with a sentence, not with a crash of the parent."""
    path = write_pdf(tmp_path, lines(50, 80, ["Some text."]))

    with pytest.raises(ParseError, match="memory"):
        parse_in_child(path, limits=Limits(memory=30 * 1024**2, wall=20))


def test_too_much_text_is_refused(tmp_path: Path) -> None:
    """An answer longer than allowed becomes a sentence."""
    path = tmp_path / "long.txt"
    path.write_text("A sentence. " * 20_000, encoding="utf-8")

    with pytest.raises(ParseError, match="far more text"):
        parse_in_child(path, limits=Limits(output=10_000))


def test_the_pool_goes_on_after_a_failure(tmp_path: Path) -> None:
    """A dead child is replaced, and the files after it are read in the order given."""
    good = tmp_path / "good.txt"
    good.write_text("Ring the front door.", encoding="utf-8")
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(pdf_bytes(["x"])[:40])

    with ParsePool(workers=1) as pool:
        outcomes = list(pool.parse_all([good, bad, good]))

    assert [path.name for path, _ in outcomes] == ["good.txt", "bad.pdf", "good.txt"]
    assert isinstance(outcomes[1][1], ParseError)
    assert not isinstance(outcomes[2][1], ParseError)


def test_the_child_is_cheap_to_start(tmp_path: Path) -> None:
    """A child starts within seconds and in less address space than any model library maps."""
    path = tmp_path / "short.txt"
    path.write_text("Ring the front door.", encoding="utf-8")
    started = time.monotonic()

    parse_in_child(path, limits=Limits(memory=900 * 1024**2))

    assert time.monotonic() - started < 8
