"""Broken, hostile and mislabelled files end in a document or in a sentence, never in a crash."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from assistant.domain import ParsedDocument
from ingest.errors import ParseError
from ingest.sandbox import Limits, ParsePool
from tests.ingest.broken_files import write_broken_files


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The broken files, written once."""
    return write_broken_files(tmp_path_factory.mktemp("broken"))


@pytest.mark.timeout(120)
def test_every_broken_file_ends_in_a_document_or_a_sentence(broken: list[Path]) -> None:
    """Sixty and more broken files are read within the limits, and each failure says what to do."""
    started = time.monotonic()
    with ParsePool(workers=2, limits=Limits(wall=10, cpu=10, memory=2 * 1024**3)) as pool:
        outcomes = list(pool.parse_all(broken))
    took = time.monotonic() - started

    assert len(outcomes) >= 60
    assert took < 40
    for path, outcome in outcomes:
        assert isinstance(outcome, ParsedDocument | ParseError), path.name
        if isinstance(outcome, ParseError):
            assert str(outcome)[0].isupper(), path.name
            assert ":" in str(outcome) or "must" in str(outcome), f"{path.name}: {outcome}"
            assert "Traceback" not in str(outcome), path.name


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("password.pdf", "password"),
        ("empty.pdf", "empty"),
        ("web-page.pdf", "not a PDF"),
        ("text.docx", "not the Office file"),
        ("old-office.docx", "old Office file"),
        ("bomb.docx", "unpacks to far more"),
        ("no-text.html", "no text"),
        ("bad-front-matter.md", "valid YAML"),
        ("program.exe", "not text that can be read"),
    ],
)
def test_the_sentence_names_the_trouble(broken: list[Path], name: str, words: str) -> None:
    """Common troubles have a sentence of their own."""
    with ParsePool(workers=1) as pool, pytest.raises(ParseError, match=words):
        pool.parse(broken[0].parent / name)


def test_an_outside_entity_is_never_read(broken: list[Path]) -> None:
    """An XML entity that points at a local file brings none of its text into the document."""
    with ParsePool(workers=1) as pool:
        for path, outcome in pool.parse_all([path for path in broken if path.stem == "outside-entity"]):
            if isinstance(outcome, ParsedDocument):
                assert "root:" not in " ".join(block.text for block in outcome.blocks), path.name


def test_a_file_behind_an_owner_password_is_still_read(broken: list[Path]) -> None:
    """A PDF that opens without a password is read, whatever its owner's password forbids."""
    with ParsePool(workers=1) as pool:
        parsed = pool.parse(broken[0].parent / "owner-password.pdf")

    assert "share concerns early" in " ".join(block.text for block in parsed.blocks)
