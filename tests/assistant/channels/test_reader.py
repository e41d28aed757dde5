"""The reader shows a document's structure, marks exactly the cited characters, and lets nothing in a document run."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date
from html import unescape

import pypdfium2 as pdfium
import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from web_fake import BLOCKS, END, NOW, OLD, REVIEW, SENTENCE, START, FakeAssistant, page_texts

from assistant.channels.api import create_app
from assistant.channels.reader import Passage, boxes_of, excerpt_html, outline, page_html, passage_of, place
from assistant.domain import Block, Box
from assistant.settings import Settings


def marked(html):
    """The text inside the marks, joined as the canonical text joins blocks and cells."""
    return [unescape(part) for part in re.findall(r"<mark[^>]*>(.*?)</mark>", str(html), re.S)]


@pytest.fixture
def folder(tmp_path):
    """A generation's folder with a two-page PDF as an original."""
    (tmp_path / "originals").mkdir()
    document = pdfium.PdfDocument.new()
    document.new_page(595, 842)
    document.new_page(842, 595)
    for name in ("luton-neglect", "pan-digest", "bedford-review"):
        document.save(str(tmp_path / "originals" / f"{name}.pdf"))
    return tmp_path


def client_for(folder, public=False):
    """A client of an application whose library lies in ``folder``."""
    fake = FakeAssistant(folder)
    return fake, TestClient(create_app(fake, Settings(_env_file=None, rate_limit=1000), public=public, clock=lambda: NOW))


def test_offsets_are_those_of_the_canonical_text():
    """A block's place is where the page's canonical text holds it."""
    for page, text in enumerate(page_texts(BLOCKS), start=1):
        for one in place(BLOCKS, page):
            assert text[one.start : one.end] == one.block.text


def test_exactly_the_passage_is_marked():
    """The cited sentence and nothing else is in the mark with the id that the address points to."""
    placed = place(BLOCKS, 1)
    html = page_html(placed, passage_of(placed, START, END))

    assert marked(html) == [SENTENCE]
    assert str(html).count('id="cited"') == 1


@given(st.integers(0, 200), st.integers(1, 200))
def test_any_passage_is_marked_verbatim(start, length):
    """Whatever stretch is asked for, the marks hold its characters in order and the id appears once."""
    text = page_texts(BLOCKS)[1]
    placed = place(BLOCKS, 2)
    passage = passage_of(placed, start, start + length)
    html = str(page_html(placed, passage))

    if passage is None:
        assert start + length > len(text)
        assert "<mark" not in html
        return
    expected = re.sub(r"[\t\n]", "", text[start : start + length])
    assert "".join(marked(html)) == expected
    assert html.count('id="cited"') == (1 if expected else 0)


def test_structure_is_kept():
    """Headings step down without gaps, items are a list, rows a table with column headers."""
    first, second = str(page_html(place(BLOCKS, 1), None)), str(page_html(place(BLOCKS, 2), None))

    assert re.findall(r"<h(\d)>", first) == ["2", "3"]
    assert "<ul><li>Talk to your lead first.</li><li>Keep a chronology.</li></ul>" in first
    assert '<th scope="col">Level</th><th scope="col">Response</th>' in second
    assert second.count("<tr>") == 3
    assert "<caption>Levels of need</caption>" in second


def test_uneven_rows_fill_up():
    """A row with fewer cells than its header still has a cell in each column."""
    html = str(page_html(place((Block(kind="row", text="one", header=("A", "", "C")),), 1), None))

    assert html.count("<td>") == 4
    assert html.count("<th ") == 2


def test_text_of_documents_is_escaped():
    """Markup inside a document is shown, not run, also inside a mark."""
    placed = place(BLOCKS, 2)
    note = placed[-1]

    assert "<script" not in page_html(placed, None)
    assert "&lt;script&gt;" in page_html(placed, Passage(start=note.start, end=note.end))


def test_an_excerpt_is_only_the_cited_block():
    """Of a document that may merely be linked to, only the block with the passage is shown, and nothing without one."""
    placed = place(BLOCKS, 1)

    assert "chronology" not in excerpt_html(placed, passage_of(placed, START, END))
    assert SENTENCE in excerpt_html(placed, passage_of(placed, START, END))
    assert excerpt_html(placed, None) == ""


def test_outline_keeps_what_fits():
    """A long outline drops its deepest level first."""
    blocks = [Block(kind="heading", text=f"h{n}", level=1 + n % 2, page=1) for n in range(20)]

    assert len(outline(blocks, most=20)) == 20
    assert {entry.level for entry in outline(blocks, most=10)} == {1}


def test_reader_page_says_what_the_document_is(folder):
    """Area, kind, authority, date, edition and an overdue review stand above the text; the mark is in it."""
    _, client = client_for(folder)
    page = client.get("/library/luton-neglect", params={"page": 1, "start": START, "end": END}).text

    for words in (
        "Luton",
        "Procedure",
        "official document",
        "published 1 September 2024",
        "current edition",
        "past its review date",
    ):
        assert words in page
    assert f'<mark id="cited">{SENTENCE}</mark>' in page
    assert f"/library/luton-neglect/pages/1.png?start={START}&amp;end={END}" in page
    assert "<img src=x" not in page
    assert "/library/luton-neglect-2019" in page


def test_replaced_edition_leads_to_the_current_one(folder):
    """An old edition says so and names the one to follow."""
    page = client_for(folder)[1].get("/library/luton-neglect-2019").text

    assert "This edition has been replaced." in page
    assert 'href="/library/luton-neglect"' in page


def test_a_passage_that_is_gone_is_said(folder):
    """Offsets that do not lie on the page give the page with a remark, without a mark."""
    page = client_for(folder)[1].get("/library/luton-neglect", params={"page": 1, "start": 5, "end": 99999}).text

    assert "no longer at this place" in page
    assert "<mark" not in page


def test_a_digest_and_a_machine_read_page_say_so(folder):
    """Unchecked summaries and recognised text carry their remark."""
    _, client = client_for(folder)

    assert "Our summary, not yet checked by the partnership: open the official document" in client.get("/library/pan-digest").text
    assert "read by a machine" in client.get("/library/bedford-review?page=2").text
    assert "read by a machine" not in client.get("/library/bedford-review?page=1").text


def test_link_only_documents_show_the_excerpt_alone(folder):
    """No picture, no original, no contents, no further page text; a dangerous publisher's address is no link."""
    _, client = client_for(folder)
    page = client.get("/library/pan-digest", params={"page": 1, "start": START, "end": END}).text

    assert SENTENCE in page
    assert "chronology" not in page
    assert ".png" not in page
    assert "javascript:" not in page
    assert client.get("/library/pan-digest/pages/1.png").status_code == 404
    assert client.get("/library/pan-digest/original").status_code == 404


def test_original_only_where_it_may_be_republished(folder):
    """The file is offered as a download for ``full``, and refused for ``excerpt``."""
    _, client = client_for(folder)
    got = client.get("/library/luton-neglect/original")

    assert got.status_code == 200
    assert got.content.startswith(b"%PDF")
    assert "attachment" in got.headers["content-disposition"]
    assert client.get("/library/bedford-review/original").status_code == 404


def test_picture_highlights_the_lines_of_the_passage(folder):
    """The line with the cited sentence turns yellow; the block's next line and the rest of the page stay white."""
    _, client = client_for(folder)
    plain = Image.open(io.BytesIO(client.get("/library/luton-neglect/pages/1.png").content)).convert("RGB")
    got = client.get("/library/luton-neglect/pages/1.png", params={"start": START, "end": END})
    picture = Image.open(io.BytesIO(got.content)).convert("RGB")
    scale = picture.width / 595

    def colour(image, x, y):
        return image.getpixel((round(x * scale), round(y * scale)))

    assert got.headers["content-type"] == "image/png"
    assert colour(picture, 200, 127)[2] < 180
    assert min(colour(picture, 200, 143)) > 240
    assert min(colour(picture, 200, 98)) > 240
    assert min(colour(plain, 200, 127)) > 240


def test_lines_are_told_apart_by_their_widths():
    """A passage in the middle of a long paragraph takes its lines only; a table row is taken whole."""
    lines = tuple(Box(left=0, top=10 * n, right=100, bottom=10 * n + 9) for n in range(10))
    text = "x" * 1000

    def tops(kind, start, end):
        placed = place((Block(kind=kind, text=text, boxes=lines),), 1)
        return [box.top for box in boxes_of(placed, passage_of(placed, start, end))]

    assert tops("paragraph", 310, 390) == [30]
    assert tops("paragraph", 310, 450) == [30, 40]
    assert tops("paragraph", 0, 1000) == [10 * n for n in range(10)]
    assert len(tops("row", 310, 390)) == 10
    assert boxes_of(place((Block(kind="paragraph", text=text, boxes=lines),), 1), None) == []


@pytest.mark.parametrize(
    "address",
    [
        "/library/luton-neglect/pages/3.png",
        "/library/luton-neglect/pages/0.png",
        "/library/none/pages/1.png",
        "/library/luton-neglect?page=9",
        "/library/none",
        "/library/..%2f..%2fetc%2fpasswd",
    ],
)
def test_what_is_not_there_is_404(folder, address):
    """Unknown pages and documents are problems, never a crash or a file from elsewhere."""
    assert client_for(folder)[1].get(address).status_code == 404


def test_a_damaged_original_is_404(folder):
    """A file that PDFium cannot open gives the sentence to read the text instead."""
    (folder / "originals" / "luton-neglect.pdf").write_bytes(b"%PDF-1.7 broken")

    response = client_for(folder)[1].get("/library/luton-neglect/pages/1.png")

    assert response.status_code == 404
    assert "Read its text" in response.json()["detail"]


def test_withdrawal_and_audience_reach_every_address(folder):
    """A withdrawn document and, on a public site, a practitioners' document are gone from page, picture, original and list."""
    fake, client = client_for(folder)
    _, public = client_for(folder, public=True)
    fake.withdrawn = frozenset({"luton-neglect"})

    for address in ("/library/luton-neglect", "/library/luton-neglect/pages/1.png", "/library/luton-neglect/original"):
        assert client.get(address).status_code == 404
    for address in ("/library/bedford-review", "/library/bedford-review/pages/1.png"):
        assert public.get(address).status_code == 404
    assert "Review of Child A" not in public.get("/library").text
    assert 'href="/library/luton-neglect"' not in client.get("/library").text


def test_browsing_filters(folder):
    """Area, kind, edition and year narrow the list; the choice stays selected."""
    _, client = client_for(folder)
    page = client.get("/library", params={"area": "luton", "edition": "superseded", "kind": "procedure", "since": "2010"}).text

    assert "1 of 4 documents" in page
    assert "Neglect guidance 2019" in page
    assert '<option value="superseded" selected>' in page
    assert "0 of 4" in client.get("/library", params={"kind": "<b>"}).text


def test_what_is_new_and_what_is_past_review_is_marked_and_found(folder):
    """Both are counted with a link, marked at the document, and can be chosen alone; a replaced edition is neither."""
    fake, client = client_for(folder)
    fresh = replace(REVIEW, id="fresh", title="Fresh review", published=date(2026, 11, 2))
    fake.generation.documents["fresh"] = fresh
    fake.generation.documents[OLD.id] = replace(OLD, review_by=date(2020, 1, 1))
    page = client.get("/library").text
    assert "1 new in the last 90 days" in page
    assert "1 past the review date" in page
    assert "<strong>New</strong> since 2 November 2026." in page

    new, late = (client.get("/library", params={"show": show}).text for show in ("new", "overdue"))
    assert "1 of 5 documents" in new
    assert "Fresh review" in new
    assert '<option value="new" selected>' in new
    assert "1 of 5 documents" in late
    assert "Past its review date (1 September 2025)." in late
    assert "5 of 5 documents" in client.get("/library", params={"show": "nonsense"}).text
