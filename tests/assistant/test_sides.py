"""Comparisons as questions of their own for each side."""

import numpy as np
import pytest

from assistant.areas import mentions_in
from assistant.domain import PARTNERSHIPS
from assistant.retrieve import Ranking, Shortlist
from assistant.sides import own_questions, together, unshown
from assistant.understand import now_spans, period_spans


def by_area(text: str) -> list[str]:
    """The own question of each area, in order of mention."""
    mentions = [mention for mention in mentions_in(text) if mention[0] in PARTNERSHIPS]
    owners = list(dict.fromkeys(owner for owner, _, _ in mentions))
    return own_questions(text, [[(start, end) for owner, start, end in mentions if owner == one] for one in owners])


def by_period(text: str) -> list[str]:
    """The own question of each year, in order of mention."""
    named = period_spans(text)
    periods = list(dict.fromkeys(period for _, of in named for period in of))
    return own_questions(text, [[span for span, of in named if period in of] for period in periods])


@pytest.mark.parametrize(
    ("question", "own"),
    [
        ("Kids in care, Bedford 2022 against Luton 2021", ["Kids in care, Bedford 2022", "Kids in care, Luton 2021"]),
        (
            "under 18s as a share: luton v central beds v bedford?",
            ["under 18s as a share: luton", "under 18s as a share: central beds", "under 18s as a share: bedford?"],
        ),
        (
            "luton or bedford - who answers more calls at the front door?",
            ["luton who answers more calls at the front door?", "bedford - who answers more calls at the front door?"],
        ),
        (
            "who scrutinised luton in 20/21 and who did bedford the year after",
            ["who scrutinised luton in 20/21", "who scrutinised who did bedford the year after"],
        ),
        (
            "chronologies, who pays: guidance in bedford vs pilot in central beds",
            ["chronologies, who pays: guidance in bedford", "chronologies, who pays: pilot in central beds"],
        ),
    ],
)
def test_each_area_keeps_what_is_asked_of_all_and_its_own_part(question: str, own: list[str]) -> None:
    """The other side's place and year fall away; a common beginning or end stays."""
    assert by_area(question) == own


@pytest.mark.parametrize(
    ("question", "own"),
    [
        ("children on plans in 2016 vs 2025", ["children on plans in 2016", "children on plans in 2025"]),
        ("referrals in 15/16 and re-referrals in 24/25", ["referrals in 15/16", "referrals in re-referrals in 24/25"]),
        (
            "2016 or 2024: was crime better than in similar areas",
            ["2016 was crime better than in similar areas", "2024: was crime better than in similar areas"],
        ),
    ],
)
def test_each_year_keeps_its_own_part(question: str, own: list[str]) -> None:
    """A slash inside a year parts nothing."""
    assert by_period(question) == own


def test_where_nothing_parts_the_sides_only_their_names_are_left_out() -> None:
    """A question whose sides stand in one phrase keeps all its other words."""
    assert by_area("did luton childrens page beat bedford on hits") == [
        "did luton childrens page beat on hits",
        "did childrens page beat bedford on hits",
    ]


def test_words_of_the_present_are_found() -> None:
    """They are the present side's name."""
    assert [text for text in ("who leads now", "the latest figure") if now_spans(text)] == ["who leads now", "the latest figure"]


def test_sides_take_turns_and_the_best_of_each_counts_alike() -> None:
    """A side whose figures are all lower is not crowded out."""
    ranking = Ranking(np.zeros(6, np.float32), {}, np.ones(6, bool), (), {}, np.zeros(0, np.float32))
    strong = Shortlist(ranking, (0, 1), {0: 9.0, 1: 8.0}, None, read={0: 7.0})
    weak = Shortlist(ranking, (2, 3), {2: 1.0, 3: -4.0}, None)
    plain = Shortlist(ranking, (5, 0, 2), {5: 2.0}, None)

    found = together(plain, (strong, weak))

    assert found.rows == (0, 2, 1, 3, 5)
    assert found.scores == {0: 9.0, 1: 8.0, 2: 9.0, 3: 4.0}
    assert found.sides == {0, 2}
    assert found.read == {0: 7.0}


def test_a_side_that_stands_in_a_shown_row_is_not_missing() -> None:
    """A table of one partnership may hold the other's row; "not found" would then stand below the figure."""
    rows = ["LAs: Central Bedfordshire; 2023/24 rate: 15%", "LAs: Luton; 2023/24 rate: 43%"]
    assert unshown(("Luton",), rows) == ()
    assert unshown(("Bedford Borough", "Luton"), rows) == ("Bedford Borough",)
    assert unshown(("2015-16",), rows) == ("2015-16",)
