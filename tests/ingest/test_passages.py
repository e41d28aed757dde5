"""Units stand where they say, lose no text, and stay within what the model reads."""

from __future__ import annotations

import re
from itertools import pairwise

import hypothesis.strategies as st
import pytest
from hypothesis import example, given, settings

from assistant.domain import Block, BlockKind, Document, Unit
from ingest.passages import (
    LONGEST_ROW,
    LONGEST_UNIT,
    canonical_pages,
    passage_text,
    passages_of,
    row_labels,
    sentences,
    unit_text,
    units_of,
)

_WORD = st.sampled_from(
    [*"aBc", "child", "e.g.", "No.", "GCP2", "0300", "review,", "when:", "done.", "Why?", "(see", "2021–22;", "–", "“Yes.”", "é", "£1,200"]
)
_TEXT = st.lists(_WORD, min_size=1, max_size=260).map(" ".join)
_KINDS: tuple[BlockKind, ...] = ("heading", "paragraph", "item", "row", "note")


@st.composite
def _blocks(draw: st.DrawFn) -> list[Block]:
    """A document's blocks with pages in order; rows have a header as long as their cells."""
    blocks: list[Block] = []
    page = 1
    for kind in draw(st.lists(st.sampled_from(_KINDS), min_size=1, max_size=12)):
        page += draw(st.integers(0, 1))
        if kind == "row":
            cells = draw(st.lists(_TEXT, min_size=1, max_size=4))
            header = tuple(draw(st.sampled_from(["", "Year", "Agency"])) for _ in cells)
            blocks.append(Block(kind=kind, text="\t".join(cells), page=page, header=header))
        else:
            blocks.append(Block(kind=kind, text=draw(_TEXT), page=page, level=2 if kind == "heading" else 0))
    return blocks


_LONG = [Block(kind="paragraph", text=" ".join(f"w{n}" for n in range(700)))]
_CHART = [Block(kind="paragraph", text=f"Luton {n}") for n in range(9)]


@settings(max_examples=150, deadline=None)
@given(_blocks())
@example(_LONG)
@example(_CHART)
def test_every_unit_stands_at_its_offsets(blocks: list[Block]) -> None:
    """The page's text between start and end is the unit's text, and units follow one another."""
    canonical = canonical_pages(blocks, 0)
    units = units_of("d", blocks, canonical)

    for unit in units:
        assert canonical.pages[unit.page - 1][unit.start : unit.end] == unit.text
        assert unit.text == unit.text.strip() != ""
    places = [(unit.page, unit.start, unit.end) for unit in units]
    assert places == sorted(places)
    assert all(a[0] < b[0] or a[2] <= b[1] for a, b in pairwise(places))
    assert [unit.ordinal for unit in units] == list(range(len(units)))


@settings(max_examples=150, deadline=None)
@given(_blocks())
@example(_LONG)
@example(_CHART)
def test_units_cover_all_text_but_headings(blocks: list[Block]) -> None:
    """Every letter outside headings is in exactly one unit."""
    units = units_of("d", blocks, canonical_pages(blocks, 0))

    whole = "".join(block.text for block in blocks if block.kind != "heading")
    assert re.sub(r"\s", "", "".join(unit.text for unit in units)) == re.sub(r"\s", "", whole)


@settings(max_examples=150, deadline=None)
@given(_blocks())
@example(_LONG)
@example(_CHART)
def test_no_unit_is_longer_than_the_limit(blocks: list[Block]) -> None:
    """Neither a sentence without an end nor a table row goes beyond the words that the model reads."""
    for unit in units_of("d", blocks, canonical_pages(blocks, 0)):
        assert len(unit.text.split()) <= LONGEST_UNIT
        if unit.kind == "row" and "\t" in unit.text:
            assert len(unit.text.split()) <= LONGEST_ROW


@settings(max_examples=100, deadline=None)
@given(_blocks())
def test_passages_hold_every_unit_once(blocks: list[Block]) -> None:
    """Runs follow one another without gap, and none crosses a section."""
    units = units_of("d", blocks, canonical_pages(blocks, 0))

    runs = passages_of(units)

    assert [n for low, high in runs for n in range(low, high)] == list(range(len(units)))
    assert all(len({unit.headings for unit in units[low:high]}) == 1 for low, high in runs)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("See e.g. Section 47. Then ring.", ["See e.g. Section 47.", "Then ring."]),
        ("Dr. Smith came. She saw him.", ["Dr. Smith came.", "She saw him."]),
        ("Is it safe? “Yes.” Ring 999.", ["Is it safe?", "“Yes.”", "Ring 999."]),
        ("No. 5 High Street is the hub. It opens at nine.", ["No. 5 High Street is the hub.", "It opens at nine."]),
        ("48. Planning starts early. It works.", ["Planning starts early.", "It works."]),
        ("The council has: 1. Met families. 2. Asked staff.", ["The council has:", "Met families.", "Asked staff."]),
        ("The score is: 4. It rose.", ["The score is: 4.", "It rose."]),
        ("  ", []),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, expected: list[str]) -> None:
    """Abbreviations do not end a sentence, quotation marks belong to theirs."""
    assert [text[low:high] for low, high in sentences(text)] == expected


@pytest.mark.parametrize(
    ("kind", "texts", "expected"),
    [
        ("paragraph", ["In danger now, call", "the police on 999 or", "the helpline."], ["In danger now, call\nthe police on 999 or\nthe helpline."]),
        ("item", ["Complaints fell from 104 to", "92. Most were about delay."], ["Complaints fell from 104 to\n92.", "Most were about delay."]),
        ("item", ["listen to the child; and", "write it down"], ["listen to the child; and", "write it down"]),
        ("item", ["Cannot say where it comes from", "No papers"], ["Cannot say where it comes from", "No papers"]),
        ("paragraph", ["Copies are at the", "Desk"], ["Copies are at the\nDesk"]),
    ],
)
def test_a_sentence_torn_by_the_layout_is_read_as_one(kind: BlockKind, texts: list[str], expected: list[str]) -> None:
    """A block that breaks off at "and" or "from" goes on in the next; the last item but one of a list does not."""
    blocks = [Block(kind=kind, text=text) for text in texts]

    assert [unit.text for unit in units_of("d", blocks, canonical_pages(blocks, 0))] == expected


def test_a_scrap_belongs_to_the_item_below_it() -> None:
    """A beginning of a word or two was torn from its item; a longer line in front of a list introduces it."""
    torn = [Block(kind="paragraph", text="At the"), Block(kind="item", text="end of 2012 there were 20")]
    lead = [Block(kind="paragraph", text="The worker asks each member of the"), Block(kind="item", text="family")]

    assert len(units_of("d", torn, canonical_pages(torn, 0))) == 1
    assert len(units_of("d", lead, canonical_pages(lead, 0))) == 2


def test_a_sentence_is_not_read_across_a_page() -> None:
    """A unit stands on one page, where it can be shown."""
    blocks = [Block(kind="paragraph", text="It rose from 10 to", page=1), Block(kind="paragraph", text="20.", page=2)]

    assert [unit.page for unit in units_of("d", blocks, canonical_pages(blocks, 0))] == [1, 2]


def _unit(blocks: list[Block], words: str) -> Unit:
    return next(unit for unit in units_of("d", blocks, canonical_pages(blocks, 0)) if words in unit.text)


def test_a_row_is_indexed_with_its_headers() -> None:
    """Each cell stands behind its column's header, so that the row answers alone."""
    blocks = [Block(kind="row", text="Community Services\t12\t15", header=("Agency", "2020-21", "2021-22"), caption="GCP2 completions")]
    unit = _unit(blocks, "Community")

    assert row_labels(unit) == "Agency: Community Services ; 2020-21: 12 ; 2021-22: 15"
    document = Document(id="d", title="Report", kind="annual_report", area="luton")
    assert unit_text(unit).startswith("GCP2 completions. Agency")
    assert "Report" in passage_text(document, [unit])


def test_an_item_is_indexed_under_its_lead_in() -> None:
    """A bullet that says nothing alone carries the sentence above the list."""
    blocks = [
        Block(kind="heading", text="Referrals", level=1),
        Block(kind="paragraph", text="Some words. Ring the front door when:"),
        Block(kind="item", text="a child has a bruise"),
        Block(kind="item", text="a child is missing"),
    ]

    unit = _unit(blocks, "missing")

    assert (unit.lead_in, unit.headings) == ("Ring the front door when:", ("Referrals",))
    assert unit.group == _unit(blocks, "bruise").group


def test_a_table_of_contents_is_read_but_not_searched() -> None:
    """Its lines name every topic and say nothing about any; lines below a real heading stay, whatever they end with."""
    listed = ["Early help 5", "Neglect 12", "1. Child exploitation 33", "Appendix B – Glossary ........ 70"]
    blocks = [
        Block(kind="heading", text="Contents", level=1),
        *(Block(kind="item", text=text) for text in listed),
        Block(kind="heading", text="Early help", level=1),
        *(Block(kind="item", text=text) for text in ("Children open to early help 45", "Plans closed 12", "Plans reviewed 31")),
        Block(kind="paragraph", text="Further reading . . . . . . . . 71"),
    ]
    canonical = canonical_pages(blocks, 0)

    assert [unit.text for unit in units_of("d", blocks, canonical)] == [block.text for block in blocks[6:9]]
    assert all(text in canonical.pages[0] for text in listed)


def test_a_page_headed_contents_that_is_no_list_is_searched() -> None:
    """Fewer than three such lines may be anything."""
    blocks = [
        Block(kind="heading", text="Contents", level=1),
        Block(kind="paragraph", text="The first aid box holds plasters."),
        Block(kind="item", text="Plasters 12"),
        Block(kind="item", text="Scissors 2"),
    ]

    assert len(units_of("d", blocks, canonical_pages(blocks, 0))) == 3
