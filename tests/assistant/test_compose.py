"""Which years an answer is made of, how lists and tables are shown, and when the library says that it does not know."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from assistant.compose import Rules, compose, section_of
from assistant.domain import Document, Unit
from assistant.statements import says_unknown

TEXTS = ("At the year's end 177 children had a child protection plan.", "The rate of child protection plans rose by more than a third.")
GUIDE = "A child protection plan says who does what and by when for the child."


def _document(name: str, period: str) -> Document:
    return Document(
        id=name,
        title=f"Report {period}" if period else "Guide",
        kind="annual_report" if period else "procedure",
        area="central",
        published=date(int(period[:4]) + 1, 9, 1) if period else date(2020, 1, 1),
        period=period,
        sha256=name,
        file_name=f"{name}.md",
    )


def _unit(row: int, document: str, text: str) -> Unit:
    return Unit(id=str(row), document_id=document, ordinal=row, text=text, kind="paragraph", page=1, start=0, end=len(text), group=row, block=row)


@pytest.mark.parametrize(
    ("best", "periods", "shown"),
    [
        (0, ("2024-25",), ["new", "guide"]),
        (0, ("2024",), ["new", "guide"]),
        (0, (), ["new", "old", "guide"]),
        # The year that was asked about is not the one that answers best: then nothing is known of which report is meant.
        (1, ("2024-25",), ["old", "new", "guide"]),
    ],
)
def test_reports_on_other_years_do_not_stand_beside_the_year_asked_about(best: int, periods: tuple[str, ...], shown: list[str]) -> None:
    documents = {"new": _document("new", "2024-25"), "old": _document("old", "2015-16"), "guide": _document("guide", "")}
    units = (_unit(0, "new", TEXTS[0]), _unit(1, "old", TEXTS[1]), _unit(2, "guide", GUIDE))
    scores = {0: 2.0, 1: 1.0, 2: 0.5} if best == 0 else {1: 2.0, 0: 1.0, 2: 0.5}
    found: Any = SimpleNamespace(rows=tuple(scores), scores=scores, sides=frozenset(), also=frozenset())
    generation: Any = SimpleNamespace(units=units, documents=documents)
    draft = compose(found, generation, Rules(rejected=lambda number: False, periods=periods))
    assert draft is not None
    assert [document.id for document, _, _ in (*draft.groups, *draft.further)] == shown


def _shown(texts: list[str], kinds: list[str], lead_in: str, found: int) -> list[str]:
    """What is shown of one section for which a unit was found, in order."""
    units = tuple(
        Unit(
            id=str(row), document_id="new", ordinal=row, text=text, kind=kind, page=1, start=0, end=len(text), group=1, block=row,  # type: ignore[arg-type]
            lead_in=lead_in if kind == "item" else "",
        )
        for row, (text, kind) in enumerate(zip(texts, kinds, strict=True))
    )  # fmt: skip
    shortlist: Any = SimpleNamespace(rows=(found,), scores={found: 2.0}, sides=frozenset(), also=frozenset())
    generation: Any = SimpleNamespace(units=units, documents={"new": _document("new", "2024-25")})
    draft = compose(shortlist, generation, Rules(rejected=lambda number: False))
    assert draft is not None
    return [units[piece.core].text for piece in draft.pieces]


LEAD = "By the end of March:"
ITEMS = ["Events for carers", "Places for all who ask", "Evenings with supper"]
KINDS = ["paragraph", "item", "item", "item"]


def test_the_item_that_was_found_comes_first_in_its_list() -> None:
    """After the sentence that introduces the list; the rest keeps its order."""
    assert _shown([LEAD, *ITEMS], KINDS, LEAD, 3) == [LEAD, ITEMS[2], ITEMS[0], ITEMS[1]]
    assert _shown([LEAD, *ITEMS], KINDS, LEAD, 0) == [LEAD, *ITEMS]


@pytest.mark.parametrize(
    ("found", "shown"),
    [(1, [0]), (2, [1, 2]), (3, [1, 2]), (4, [3])],
)
def test_a_figure_stands_without_the_others_of_its_list(found: int, shown: list[int]) -> None:
    """But with what it leans on, and with what leans on it."""
    figures = ["74 events were held", "199 children had a plan", "This is a rise from 143", "26 were on their own"]
    assert _shown([LEAD, *figures], [*KINDS, "item"], LEAD, found) == [LEAD, *(figures[place] for place in shown)]


def test_numbered_paragraphs_are_no_list() -> None:
    """An inspector's numbered paragraphs stand each for itself."""
    paragraphs = [f"{place}. " + "The authority did what it was asked to do after the last visit. " * 3 for place in (1, 2)]
    assert _shown([LEAD, *paragraphs], KINDS[:3], LEAD, 2) == [LEAD, paragraphs[1]]


def test_what_leans_on_nothing_that_can_be_shown_stays_out() -> None:
    """A pronoun whose sentence stands on another page, and the announcement of a list that is not shown."""
    texts = ["Nurses see each child at home.", "This was praised by parents.", "The findings are set out below.", "Doctors see each child at school."]
    units = tuple(replace(_unit(row, "guide", text), page=row + 1) for row, text in enumerate(texts))
    shortlist: Any = SimpleNamespace(rows=(0, 1, 2, 3), scores={0: 4.0, 1: 3.9, 2: 3.8, 3: 3.7}, sides=frozenset(), also=frozenset())
    draft = compose(shortlist, _library(units), Rules(rejected=lambda number: False))
    assert draft is not None
    assert {piece.core for piece in draft.pieces} == {0, 3}


@pytest.mark.parametrize(
    ("second", "shown"),
    [
        ("In addition, schools ring the hub at once.", [1]),
        ("In addition, they ring the hub at once.", [0, 1]),
        ("They ring the hub at once.", [0, 1]),
    ],
)
def test_what_only_adds_to_the_sentence_before_leads_without_it(second: str, shown: list[int]) -> None:
    units = tuple(replace(_unit(row, "guide", text), block=1) for row, text in enumerate(["Schools keep a log.", second]))
    shortlist: Any = SimpleNamespace(rows=(1,), scores={1: 4.0}, sides=frozenset(), also=frozenset())
    draft = compose(shortlist, _library(units), Rules(rejected=lambda number: False))
    assert draft is not None
    assert [row for piece in draft.pieces for row in piece.rows] == shown


def test_a_sentence_torn_by_a_page_break_is_shown_in_both_its_parts() -> None:
    texts = ["Staff stay.", "Reliance on agency workers is down from", "52% three years ago to 17% now.", "Morale is high."]
    units = tuple(replace(_unit(row, "guide", text), page=1 + row // 2, group=row, headings=("Workforce",)) for row, text in enumerate(texts))
    shortlist: Any = SimpleNamespace(rows=(2,), scores={2: 4.0}, sides=frozenset(), also=frozenset())
    draft = compose(shortlist, _library(units), ANY)
    assert draft is not None
    assert [row for piece in draft.pieces for row in piece.rows] == [1, 2]


def _row(row: int, text: str) -> Unit:
    return replace(_unit(row, "guide", text), kind="row", header=("Who", "What"), group=1)


def test_a_row_without_a_name_of_its_own_stays_out() -> None:
    """Its first cell is that of the row above; and a side of a comparison is answered by its row, not by the table."""
    units = (_row(0, "Police\t18 pounds"), _row(1, "\t9 pounds"), _row(2, "Probation\t1 pound"))
    scores = {0: 4.0, 1: 3.9, 2: 2.0}
    alone: Any = SimpleNamespace(rows=(0, 1, 2), scores=scores, sides=frozenset(), also=frozenset())
    compared: Any = SimpleNamespace(rows=(0, 1, 2), scores=scores, sides=frozenset({0}), also=frozenset())
    shown = [[piece.core for piece in draft.pieces] for found in (alone, compared) if (draft := compose(found, _library(units), ANY))]
    assert shown == [[0, 2], [0]]


def test_a_table_is_whole_where_each_row_was_asked_for() -> None:
    units = tuple(_row(place, text) for place, text in enumerate(["Police\t18 pounds", "Probation\t1 pound", "Council\t90 pounds"]))
    found: Any = SimpleNamespace(rows=(1,), scores={1: 4.0}, sides=frozenset(), also=frozenset())
    each = replace(ANY, whole_tables=True)
    shown = [[piece.core for piece in draft.pieces] for rules in (ANY, each) if (draft := compose(found, _library(units), rules))]
    assert shown == [[1], [1, 0, 2]]


def test_the_total_of_a_table_stands_beside_its_row() -> None:
    """Where a number was asked for; a table that does not add up has none, nor one whose total stands in another table."""
    texts = ["Police\t18 pounds", "Probation\t1 pound", "Total\t19 pounds"]
    units = tuple(_row(place, text) for place, text in enumerate(texts))
    apart = (*units[:2], replace(units[2], group=2))
    found: Any = SimpleNamespace(rows=(0,), scores={0: 4.0}, sides=frozenset(), also=frozenset())
    number = replace(ANY, totals=True)
    drafts = [compose(found, _library(table), rules) for table, rules in ((units, number), (units, ANY), (apart, number))]
    assert [[piece.core for piece in draft.pieces] for draft in drafts if draft] == [[0, 2], [0], [0]]


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("Training was given to 40 people in spring.", True),
        ("However, these needs are met too late.", False),
        ("Nolan's story – This review began in May.", True),
        ("I am glad of the support that came.", False),
        ("Central Bedfordshire Safeguarding Children Partnership", False),
        ("Police were told at once.”", False),
    ],
)
def test_what_may_help_stands_alone_or_is_left_out(text: str, stands: bool) -> None:
    units = (_unit(0, "guide", "The plan says who does what."), replace(_unit(1, "guide", text), headings=("Elsewhere",)))
    found: Any = SimpleNamespace(rows=(0, 1), scores={0: 4.0, 1: 2.0}, sides=frozenset(), also=frozenset())
    draft = compose(found, _library(units), ANY)
    assert draft is not None
    assert [piece.core for _, _, pieces in draft.further for piece in pieces] == [1] * stands
    # Where it is the best that was found it is shown all the same.
    alone: Any = SimpleNamespace(rows=(1,), scores={1: 2.0}, sides=frozenset(), also=frozenset())
    assert compose(alone, _library(units), ANY) is not None


ANY = Rules(rejected=lambda number: False)


def _library(units: tuple[Unit, ...]) -> Any:
    return SimpleNamespace(units=units, documents={"guide": _document("guide", ""), "new": _document("new", "2024-25")})


def test_what_may_help_stands_apart_from_the_answer() -> None:
    """Of the best sentence's document another section; of another document what scores clearly lower."""
    texts = ["The plan says who does what.", "The plan is read to the child.", "The plan was late last year.", "Plans rose by a third."]
    sections, homes = ("Plans", "Plans", "Delays", "Figures"), ("guide", "guide", "guide", "new")
    units = tuple(replace(_unit(row, homes[row], text), headings=(sections[row],)) for row, text in enumerate(texts))
    shortlist: Any = SimpleNamespace(rows=(0, 1, 2, 3), scores={0: 4.0, 1: 1.0, 2: 3.9, 3: 2.0}, sides=frozenset(), also=frozenset())
    draft = compose(shortlist, _library(units), Rules(rejected=lambda number: False))
    assert draft is not None
    assert [piece.core for _, _, pieces in draft.groups for piece in pieces] == [0, 1]
    assert [piece.core for _, _, pieces in draft.further for piece in pieces] == [2, 3]


@pytest.mark.parametrize("items", [["1. Talk to each other", "2. Tell the managers"], ["Stage one is a talk", "Stage two is a meeting"]])
def test_steps_keep_their_order(items: list[str]) -> None:
    """Whoever reads "stage two" first takes it for the beginning."""
    assert _shown([LEAD, *items], ["paragraph", "item", "item"], LEAD, 2) == [LEAD, *items]


@pytest.mark.parametrize(
    ("heading", "label"),
    [("Health", "Health"), ("The Board\u00b9", "The Board"), ("bavex.co.uk #BAVEX", ""), ("word " * 11, ""),
     ("15% OF CHILDREN LIVE IN NEED", ""), ("LUTON WIDER PARTNERSH IP", ""),
     ("2 What is it?", "What is it?"), ("7 Minute Briefing", "7 Minute Briefing")],
)
def test_the_label_of_a_section_is_its_heading_if_it_is_one(heading: str, label: str) -> None:
    assert section_of(replace(_unit(0, "guide", GUIDE), headings=(heading,))) == label


def _unknown(texts: list[str], scores: list[float]) -> bool:
    generation: Any = SimpleNamespace(
        units=tuple(_unit(row, "guide", text) for row, text in enumerate(texts)), documents={"guide": _document("guide", "")}
    )
    shortlist: Any = SimpleNamespace(rows=tuple(range(len(texts))), scores=dict(enumerate(scores)), sides=frozenset(), also=frozenset())
    draft = compose(shortlist, generation, Rules(rejected=lambda number: False))
    assert draft is not None
    return draft.unknown


def test_a_sentence_that_says_nothing_is_known_is_no_answer() -> None:
    """Unless another answers about as well."""
    gap = "Who may call the meeting is not verified."

    assert _unknown([gap, "Parents do not take part in the meeting."], [5.0, 1.0])
    assert not _unknown([gap, "Any practitioner may call the meeting."], [5.0, 4.0])
    assert not _unknown(["Older guidance, unverified today, worries about bruises on the face.", gap], [5.0, 4.5])


@pytest.mark.parametrize(
    ("texts", "headers", "shown"),
    [
        # A row without headers says of what it is a part only beside the others.
        (["Advice\t37", "Dismissal\t11", "Resigned\t10"], (), ["Dismissal\t11", "Advice\t37", "Resigned\t10"]),
        (["Advice\t37", "Dismissal\t11", "Resigned\t10"], ("How it ended", "Number"), ["Dismissal\t11"]),
    ],
)
def test_a_small_table_without_headers_comes_whole(texts: list[str], headers: tuple[str, ...], shown: list[str]) -> None:
    units = tuple(replace(_unit(row, "new", text), kind="row", header=headers, group=1) for row, text in enumerate(texts))
    shortlist: Any = SimpleNamespace(rows=(1,), scores={1: 2.0}, sides=frozenset(), also=frozenset())
    generation: Any = SimpleNamespace(units=units, documents={"new": _document("new", "2024-25")})
    draft = compose(shortlist, generation, Rules(rejected=lambda number: False))
    assert draft is not None
    assert [units[piece.core].text for piece in draft.pieces] == shown


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("How often the groups meet is set locally; the Bedfordshire figure is unverified.", True),
        ("Whether the guide keeps four levels is unverified here: open the guide.", True),
        ("The cause is still not known.", True),
        ("Unverified claims were removed from the report.", False),
        ("The report was published in May.", False),
    ],
)
def test_what_says_that_it_is_not_known(text: str, unknown: bool) -> None:
    assert says_unknown(_unit(0, "guide", text)) is unknown


@pytest.mark.parametrize(
    ("asked", "heading", "first"), [(True, "How: two steps", "Ring"), (False, "How: two steps", "Refer"), (True, "How fast", "Refer")]
)
def test_steps_lead_where_it_was_asked_what_to_do(asked: bool, heading: str, first: str) -> None:
    """They keep their order, also when the second fits the words better."""
    texts = ["Refer when a child may be exploited.", "Ring the front door.", "Send the tool with the referral."]
    headings = ["When", heading, heading]
    units = tuple(replace(_unit(row, "guide", text), kind="item", headings=(headings[row],), group=min(row, 1)) for row, text in enumerate(texts))
    found: Any = SimpleNamespace(rows=(0, 2), scores={0: 5.0, 2: -1.0}, sides=frozenset(), also=frozenset())
    generation: Any = SimpleNamespace(units=units, documents={"guide": _document("guide", "")})
    draft = compose(found, generation, Rules(rejected=lambda number: False, steps=asked))
    assert draft is not None
    shown = [units[piece.core].text for piece in draft.pieces]
    assert shown[0].startswith(first)
    assert not asked or heading == "How fast" or shown[:2] == texts[1:]
