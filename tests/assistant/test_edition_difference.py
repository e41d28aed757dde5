"""Two editions, block by block."""

from __future__ import annotations

from assistant.domain import Block
from assistant.edition_difference import NUMBER_GONE, difference

OLD = (
    Block(kind="heading", text="Whom to ring", level=2),
    Block(kind="paragraph", text="Ring the front door on 01582 000000 within two days of the worry."),
    Block(kind="paragraph", text="Keep a log book in the drawer."),
    Block(kind="row", text="Level 3\tTargeted help"),
    Block(kind="paragraph", text="Last reviewed in 2019 by the board."),
)
NEW = (
    Block(kind="heading", text="Whom to ring", level=2),
    Block(kind="paragraph", text="Ring the front door on 01582 547653 within one day of the worry.", page=2),
    Block(kind="row", text="Level 3\tTargeted help", page=2),
    Block(kind="paragraph", text="Last reviewed in 2025 by the board.", page=2),
    Block(kind="paragraph", text="Ask the child what they want to happen.", page=3),
)


def test_new_gone_and_reworded_are_told_apart():
    """A moved block is the same; a reworded one shows which words; each stands under its heading with its page."""
    found = difference(OLD, NEW)

    assert [(change.kind, change.page) for change in found.changes] == [("gone", 1), ("reworded", 2), ("reworded", 2), ("new", 3)]
    assert (found.count("new"), found.count("gone"), found.count("reworded")) == (1, 1, 2)
    assert {change.heading for change in found.changes} == {"Whom to ring"}
    year = next(change for change in found.changes if any("2025" in piece.text for piece in change.pieces))
    assert [(piece.kind, piece.text) for piece in year.pieces] == [
        ("same", "Last reviewed in"), ("gone", "2019"), ("new", "2025"), ("same", "by the board."),
    ]  # fmt: skip


def test_a_number_that_was_replaced_is_not_shown():
    """Neither whole nor in part: somebody might ring it."""
    shown = " ".join(piece.text for change in difference(OLD, NEW).changes for piece in change.pieces)

    assert "000000" not in shown
    assert NUMBER_GONE in shown
    assert "547653" in shown
    gone = difference((Block(kind="paragraph", text="Ring 01582 000000 now."),), ())
    assert "000000" not in gone.changes[0].pieces[0].text


def test_equal_editions_have_no_changes():
    """White space does not count."""
    assert difference(OLD, tuple(Block(kind=b.kind, text=f" {b.text} ", page=9) for b in OLD)).changes == ()
