"""Units with whatever they need to be understood alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.domain import BlockKind, Unit
from assistant.statements import grown as grown_by
from assistant.statements import is_orphan, leans_back, pieces_for, refers_back, says_something


def _unit(ordinal: int, text: str, kind: str = "paragraph", *, group: int = 0, block: int = 0, lead_in: str = "") -> Unit:
    return Unit(
        id=f"d#{ordinal}",
        document_id="d",
        ordinal=ordinal,
        text=text,
        kind=kind,
        page=1,
        start=0,
        end=len(text),
        group=group,
        block=block,
        lead_in=lead_in,
    )  # type: ignore[arg-type]


def test_a_sentence_that_leans_brings_the_one_before() -> None:
    """ "This must ..." without its antecedent would say nothing."""
    units = [_unit(0, "The panel meets weekly."), _unit(1, "This must not delay a referral.")]

    assert [(piece.low, piece.high, piece.core) for piece in pieces_for(1, units, 1.0)] == [(0, 1, 1)]


def test_a_sentence_under_another_heading_is_not_taken_along() -> None:
    """A section does not lean on the section before."""
    units = [_unit(0, "The panel meets weekly."), replace(_unit(1, "This must not delay a referral.", block=1), headings=("Referrals",))]

    assert [(piece.low, piece.high) for piece in pieces_for(1, units, 1.0)] == [(1, 1)]


def test_a_list_item_brings_lead_in_and_list() -> None:
    """A short list is shown whole, in its order."""
    lead = _unit(0, "A record holds:")
    items = [_unit(n, f"part {n}", "item", group=1, block=n, lead_in="A record holds:") for n in (1, 2, 3)]

    assert [piece.core for piece in pieces_for(2, [lead, *items], 1.0)] == [0, 1, 2, 3]


def test_a_long_list_gives_only_the_item_found() -> None:
    """Thirty items would bury the one that answers."""
    lead = _unit(0, "A record holds:")
    items = [_unit(n, f"part {n} " + "word " * 10, "item", group=1, block=n, lead_in="A record holds:") for n in range(1, 30)]

    assert [piece.core for piece in pieces_for(7, [lead, *items], 1.0)] == [0, 7]


@pytest.mark.parametrize(
    ("text", "orphan"), [("They meet weekly.", True), ("However, it closed.", True), ("which is kept", True), ("Schools meet weekly.", False)]
)
def test_what_leans_on_the_sentence_before(text: str, orphan: bool) -> None:
    """Pronouns and connectives do, nouns do not."""
    assert is_orphan(text) is orphan


@pytest.mark.parametrize(
    ("text", "leans"),
    [
        ("Of those that were referred, 34% came.", True),
        ("In response to this, a leaflet was made.", True),
        ("The council is addressing this by issuing passports.", True),
        ("Audits showed that this has improved.", True),
        ("The board met in this hall.", False),
        ("Of all referrals 34% came from schools.", False),
        ("For those families who move often a passport helps.", False),
    ],
)
def test_what_is_meant_may_stand_in_the_sentence_before(text: str, leans: bool) -> None:
    assert leans_back(text) is leans


def test_the_best_sentence_grows_within_its_paragraph() -> None:
    """By what follows, up to the words allowed, never past the paragraph; it stays the first."""
    units = [_unit(0, "One two three four."), _unit(1, "Four five six."), _unit(2, "Seven eight nine."), _unit(3, "Ten.", block=1)]
    (piece,) = pieces_for(1, units, 1.0)

    assert [grown_by(piece, units, words, lambda _: True).high for words in (2, 3, 99)] == [1, 2, 2]
    assert grown_by(piece, units, 99, lambda _: True).low == 1
    assert grown_by(piece, units, 99, lambda row: row != 2).high == 1


def test_the_antecedent_may_stand_in_the_paragraph_before() -> None:
    """Under the same heading; the bare number of a paragraph is none."""
    units = [_unit(0, "The panel meets every week."), _unit(1, "This must not delay a referral.", block=1)]
    numbered = [_unit(0, "82."), _unit(1, "This must not delay a referral.", block=1)]

    assert [(piece.low, piece.high) for piece in pieces_for(1, units, 1.0)] == [(0, 1)]
    assert [(piece.low, piece.high) for piece in pieces_for(1, numbered, 1.0)] == [(1, 1)]


def test_a_lead_in_with_nothing_behind_it_is_left_out() -> None:
    """ "The link is below:" answers nobody; followed by its sentence it may."""
    alone = [_unit(0, "The link to the form is below:"), _unit(1, "Another paragraph entirely.", block=1)]
    followed = [_unit(0, "The rule of the board is this:"), _unit(1, "Ring before you write.")]

    assert pieces_for(0, alone, 1.0) == []
    assert [(piece.low, piece.high) for piece in pieces_for(0, followed, 1.0)] == [(0, 1)]


def test_a_bare_number_says_nothing() -> None:
    """Neither as a paragraph nor as what a reader took for a list item."""
    assert [says_something(unit) for unit in (_unit(0, "82."), _unit(1, "59.", "item"), _unit(2, "drugs", "item"), _unit(3, "12\t4", "row"))] == [
        False,
        False,
        True,
        True,
    ]


@pytest.mark.parametrize(
    ("text", "kind", "shown"),
    [
        ("by email: board@example.org", "paragraph", True),
        ("It was brought to the attention of the", "paragraph", False),
        ("Beside the process of referring in, the council has (and is): 1.", "paragraph", False),
        ("For more information please access", "paragraph", False),
        ("The meeting begins at 10:30.", "paragraph", True),
        ("18,000\n16,000\n14,000", "note", False),
        ("Seen 9\nMissed 4\nClosed 2\nOpened 7", "note", True),
    ],
)
def test_remnants_are_not_shown(text: str, kind: BlockKind, shown: bool) -> None:
    """A line that breaks off and the scale of a chart tell nobody anything; an address does, however short its line."""
    assert says_something(_unit(0, text, kind)) is shown


@pytest.mark.parametrize("text", ["\u00b9 The office prints this report under its power.", "Sources: two departments and their estimates."])
def test_a_note_on_something_else_is_not_shown_alone(text: str) -> None:
    assert not says_something(_unit(0, text))


@pytest.mark.parametrize(
    ("text", "refers"),
    [
        ("However, it was noted that not all agencies added to it.", False),
        ("It was agreed that written agreements should no longer be used.", False),
        ("It was late.", True),
        ("Also, schools ring the hub.", False),
        ("This was noted.", True),
    ],
)
def test_an_it_that_means_nothing_refers_to_nothing(text: str, refers: bool) -> None:
    assert refers_back(text) is refers
