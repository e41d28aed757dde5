"""Word and PowerPoint files become blocks."""

from __future__ import annotations

from pathlib import Path

from docx import Document
from docx.oxml import OxmlElement
from docx.shared import Pt
from pptx import Presentation
from pptx.util import Inches

from ingest.parse import parse_file


def test_word_headings_items_and_paragraphs(tmp_path: Path) -> None:
    """Styles give levels and items; bookmark residue goes."""
    document = Document()
    document.core_properties.title = "Escalation"
    document.add_heading("Escalation", 1)
    document.add_paragraph("Talk to the other worker first.[bookmark: _Toc1] Then to the manager.")
    document.add_paragraph("Write it down", style="List Bullet")
    document.save(str(tmp_path / "a.docx"))
    parsed = parse_file(tmp_path / "a.docx")

    assert [(block.kind, block.level, block.text) for block in parsed.blocks] == [
        ("heading", 1, "Escalation"),
        ("paragraph", 0, "Talk to the other worker first. Then to the manager."),
        ("item", 0, "Write it down"),
    ]
    assert parsed.properties["title"] == "Escalation"


def test_word_tables_with_merged_and_nested_cells(tmp_path: Path) -> None:
    """Merged cells speak once, a nested table's words stay in its cell, and the bold first row is the header."""
    document = Document()
    document.add_heading("Funding", 2)
    table = document.add_table(rows=3, cols=3)
    for cell, word in zip(table.rows[0].cells, ("Agency", "2023", "2024"), strict=True):
        cell.paragraphs[0].add_run(word).bold = True
    table.cell(1, 0).text = "Police"
    table.cell(1, 1).merge(table.cell(1, 2)).text = "100"
    table.cell(2, 0).text = "Health"
    inner = table.cell(2, 1).add_table(rows=1, cols=2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "inner", "words"
    document.save(str(tmp_path / "a.docx"))
    rows = [block for block in parse_file(tmp_path / "a.docx").blocks if block.kind == "row"]

    assert [row.text for row in rows] == ["Police\t100\t", "Health\tinner words\t"]
    assert rows[0].header == ("Agency", "2023", "2024")
    assert rows[0].caption == "Funding"


def test_word_hidden_runs_are_reported(tmp_path: Path) -> None:
    """Vanished and one-point runs are dropped and noted."""
    document = Document()
    paragraph = document.add_paragraph("Seen. ")
    vanished = paragraph.add_run("Never seen. ")
    vanished._r.get_or_add_rPr().append(OxmlElement("w:vanish"))
    paragraph.add_run("Too small.").font.size = Pt(1)
    document.save(str(tmp_path / "a.docx"))
    parsed = parse_file(tmp_path / "a.docx")

    assert [block.text for block in parsed.blocks] == ["Seen."]
    assert [note.kind for note in parsed.notes] == ["hidden_text"]


def test_slides_are_read_as_the_eye_goes(tmp_path: Path) -> None:
    """Boxes that begin level are read left to right, whatever order they were drawn in; notes come last."""
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    slide.shapes.title.text = "Neglect"
    for name, left, top in (("four", 5, 4), ("two", 5, 2), ("three", 1, 4), ("one", 1, 2)):
        slide.shapes.add_textbox(Inches(left), Inches(top), Inches(3), Inches(1)).text_frame.text = f"Box {name}"
    slide.notes_slide.notes_text_frame.text = "Remember the chronology."
    deck.save(str(tmp_path / "a.pptx"))
    parsed = parse_file(tmp_path / "a.pptx")

    assert [block.text for block in parsed.blocks] == [
        "Neglect", "Box one", "Box two", "Box three", "Box four", "Speaker notes", "Remember the chronology.",
    ]  # fmt: skip
    assert parsed.blocks[0].level == 1
    assert len(parsed.page_sizes) == 1


def test_slide_tables_become_rows(tmp_path: Path) -> None:
    """A table on a slide gives rows under its first row as header."""
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    table = slide.shapes.add_table(2, 2, Inches(1), Inches(1), Inches(6), Inches(2)).table
    for row, column, word in ((0, 0, "Level"), (0, 1, "Meaning"), (1, 0, "2"), (1, 1, "Early help")):
        table.cell(row, column).text = word
    deck.save(str(tmp_path / "a.pptx"))
    blocks = parse_file(tmp_path / "a.pptx").blocks

    assert [(block.kind, block.text, block.header) for block in blocks] == [("row", "2\tEarly help", ("Level", "Meaning"))]
