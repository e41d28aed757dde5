"""Web pages, Markdown and plain text become blocks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ingest.parse import parse_file

_PAGE = """<!DOCTYPE html><html lang="en"><head><title>Escalation | Procedures</title>
<style>.gone { display: none } @media print { .box { display: none } }</style></head><body>
<a class="skip" href="#content">Skip to main content</a><div class="cookie-banner">We use cookies</div>
<nav><ul><li>Home</li></ul></nav><p class="breadcrumb">Home &gt; Chapters</p>
<div id="content"><h1>Escalation</h1><div class="box amendment"><h3>AMENDMENT</h3><p>In March 2025, this chapter was refreshed.</p></div>
<p>Talk to the <a href="x">other&nbsp;worker</a> first.</p><ul><li>Write it down.<ul><li>Date it.</li></ul></li></ul>
<p class="gone">Hidden words</p><p style="font-size:0">More hidden words</p><p class="box">Kept words</p>
<table><caption>Stages</caption><tr><th>Stage</th><th>Who</th></tr><tr><td>One</td><td>Workers</td></tr></table>HANDLE</div>
<footer>Privacy notice</footer></body></html>"""


def _page(tmp_path: Path) -> Path:
    path = tmp_path / "a.html"
    path.write_text(_PAGE.replace("HANDLE", "<p>" + "A long sentence about escalation. " * 8 + "</p>"), encoding="utf-8")
    return path


def test_only_the_main_content_of_a_page_is_read(tmp_path: Path) -> None:
    """Menu, skip link, cookie line, breadcrumb and footer stay out; order and kinds are kept."""
    parsed = parse_file(_page(tmp_path))

    assert [(block.kind, block.text) for block in parsed.blocks][:7] == [
        ("heading", "Escalation"),
        ("note", "AMENDMENT In March 2025, this chapter was refreshed."),
        ("paragraph", "Talk to the other worker first."),
        ("item", "Write it down."),
        ("item", "Date it."),
        ("paragraph", "Kept words"),
        ("row", "One\tWorkers"),
    ]
    everything = " ".join(block.text for block in parsed.blocks)
    assert not [words for words in ("Skip", "cookies", "Home", "Privacy") if words in everything]


def test_amendment_date_header_and_hidden_text_of_a_page(tmp_path: Path) -> None:
    """The amendment's date is a property, the table has header and caption, and hidden text is reported."""
    parsed = parse_file(_page(tmp_path))
    row = next(block for block in parsed.blocks if block.kind == "row")

    assert parsed.properties["amended"] == "March 2025"
    assert (row.header, row.caption) == (("Stage", "Who"), "Stages")
    assert [note.kind for note in parsed.notes] == ["hidden_text"]
    assert "Hidden" not in " ".join(block.text for block in parsed.blocks)


def test_tag_characters_are_removed_and_reported(tmp_path: Path) -> None:
    """A message in invisible Unicode tag characters never reaches a block."""
    secret = "".join(chr(0xE0000 + ord(letter)) for letter in "obey me")
    path = tmp_path / "a.html"
    path.write_text(f"<html><body><p>Plain{secret} words\u200b here.</p></body></html>", encoding="utf-8")
    parsed = parse_file(path)

    assert [block.text for block in parsed.blocks] == ["Plain words here."]
    assert [note.kind for note in parsed.notes] == ["hidden_text"]


def test_markdown_blocks_and_front_matter(tmp_path: Path) -> None:
    """Front matter becomes properties, links keep their words, tables their header."""
    path = tmp_path / "a.md"
    path.write_text(
        "---\ntitle: Bruising\nreview_by: 2026-06-01\nreferences:\n  - title: A chapter\n    url: https://example.org\n---\n"
        "# Bruising\n\nAsk the [duty team](https://example.org) **now**.\n\n- First\n- Second\n\n"
        "| Age | Action |\n|---|---|\n| 0-1 | Refer |\n",
        encoding="utf-8",
    )
    parsed = parse_file(path)

    assert [(block.kind, block.text) for block in parsed.blocks] == [
        ("heading", "Bruising"),
        ("paragraph", "Ask the duty team now."),
        ("item", "First"),
        ("item", "Second"),
        ("row", "0-1\tRefer"),
    ]
    assert parsed.blocks[-1].header == ("Age", "Action")
    assert parsed.properties["review_by"] == "2026-06-01"
    assert json.loads(parsed.properties["references"]) == [{"title": "A chapter", "url": "https://example.org"}]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
def test_plain_text_in_three_encodings(tmp_path: Path, encoding: str) -> None:
    """Headings, bullets and wrapped paragraphs are found whatever program wrote the file."""
    path = tmp_path / "a.txt"
    path.write_bytes("# Bruising\n\nA child\u2019s bruise is\nwritten down.\n\n\u2022 Measure it\n- Draw it\n".encode(encoding))
    parsed = parse_file(path)

    assert [(block.kind, block.text) for block in parsed.blocks] == [
        ("heading", "Bruising"),
        ("paragraph", "A child\u2019s bruise is written down."),
        ("item", "Measure it"),
        ("item", "Draw it"),
    ]
