"""Slides as pictures: made once, in the background, by the program that is set; nothing breaks without it."""

from __future__ import annotations

import time
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from assistant.page_images import page_count
from assistant.slide_pictures import SlidePictures


@pytest.fixture
def original(tmp_path: Path) -> Path:
    """A presentation of a generation."""
    folder = tmp_path / "generation" / "originals"
    folder.mkdir(parents=True)
    (folder / "briefing.pptx").write_bytes(b"PK slides")
    return folder / "briefing.pptx"


@pytest.fixture
def converter(tmp_path: Path) -> str:
    """A program that does as an office program does: reads the file named last, writes a PDF of two pages into the folder named before."""
    deck = pdfium.PdfDocument.new()
    for _ in range(2):
        deck.new_page(720, 405)
    deck.save(tmp_path / "two.pdf")
    program = tmp_path / "convert.sh"
    program.write_text(f'#!/bin/sh\necho called >> {tmp_path}/calls\ntest -f "$3" || exit 1\ncp {tmp_path}/two.pdf "$2/slides.pdf"\n')
    program.chmod(0o755)
    return str(program)


def until_ready(pictures: SlidePictures, original: Path) -> Path | None:
    """What is there after a while."""
    for _ in range(600):
        if made := pictures.ready(original):
            return made
        time.sleep(0.05)
    return None


def test_a_presentation_becomes_a_pdf_once(tmp_path: Path, original: Path, converter: str) -> None:
    """The first look begins it and shows text; later ones have the pictures, beside the original, also in another process."""
    pictures = SlidePictures(converter)
    assert pictures.ready(original) is None
    made = until_ready(pictures, original)
    assert made == tmp_path / "generation" / "slides" / "briefing.pdf"
    assert page_count(made) == 2
    assert SlidePictures(converter).ready(original) == made
    assert (tmp_path / "calls").read_text() == "called\n"
    assert [path.name for path in made.parent.iterdir()] == ["briefing.pdf"]


@pytest.mark.parametrize("command", ["", "/bin/false", "/no/such/program"])
def test_without_a_program_that_works_there_are_none(original: Path, command: str) -> None:
    """The text stands alone, and nothing is tried twice."""
    pictures = SlidePictures(command)
    for _ in range(3):
        assert pictures.ready(original) is None
        time.sleep(0.05)


def test_what_is_no_pdf_has_no_pages(tmp_path: Path) -> None:
    """A damaged file is not shown."""
    (tmp_path / "x.pdf").write_bytes(b"nothing")
    assert page_count(tmp_path / "x.pdf") == 0
    assert page_count(tmp_path / "missing.pdf") == 0
