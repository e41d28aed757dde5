"""Question and thread to a query."""

from __future__ import annotations

import pytest

from assistant.knowledge import Vocabulary, VocabularyLine
from assistant.lexical import terms
from assistant.understand import Acronyms, Names, carried, leans_back, periods_in, understand, wanted_in, without_periods

VOCABULARY = Vocabulary(
    [
        VocabularyLine(say=("kicking off",), means=("domestic abuse",)),
        VocabularyLine(say=("the hub",), means=("Access and Referral Hub",), areas=("central",)),
        VocabularyLine(say=("the hub",), means=("Multi-Agency Safeguarding Hub",), areas=("luton",)),
    ]
)
NAMES = Names(Acronyms({"ART": ("Adolescent Response Team",), "GCP2": ("Graded Care Profile 2",)}), frozenset({"baby rowan"}))


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("figures for 21/22", ("2021-22",)),
        ("in 2017", ("2017",)),
        ("2021-2022", ("2021-22",)),
        ("aged 10-12", ()),
        ("2024-25 against 2023-24", ("2024-25", "2023-24")),
        ("mar 16 against end of March 17", ("2016", "2017")),
        ("seen on 12 March, 16 days ago", ()),
        ("the first covid yr", ("2020-21",)),
    ],
)
def test_years_are_read_in_every_spelling(text: str, periods: tuple[str, ...]) -> None:
    """A pair is a reporting year only when the second follows the first."""
    assert periods_in(text) == periods


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("how many were completed", "figure"), ("when do I use it", "when"), ("what does LADO stand for", "definition"), ("neglect", "general")],
)
def test_the_kind_of_answer_is_recognised(text: str, wanted: str) -> None:
    """It decides what a good passage looks like."""
    assert wanted in wanted_in(text)


def test_slang_brings_the_documents_terms_at_less_weight() -> None:
    """The asker's own words count in full, the vocabulary's for less."""
    query = understand("dad keeps kicking off", (), (), VOCABULARY, NAMES)

    assert "domestic abuse" in query.expansions
    assert 0 < query.lexical[terms("abuse")[0]] < query.lexical[terms("kicking")[0]] == 1.0


def test_a_local_word_means_what_it_means_in_its_area() -> None:
    """ "The hub" is one team in Luton and another in Central Bedfordshire."""
    luton = understand("ring the hub", (), ("luton",), VOCABULARY, NAMES)
    central = understand("ring the hub", (), ("central",), VOCABULARY, NAMES)

    assert luton.expansions == ("Multi-Agency Safeguarding Hub",)
    assert central.expansions == ("Access and Referral Hub",)


def test_an_acronym_is_not_a_common_word() -> None:
    """ART is a team, art is a lesson; GCP2 is meant in lower case too."""
    found = NAMES.acronyms

    assert [key for key, _ in found.find("is ART involved")] == ["ART"]
    assert found.find("he likes art") == []
    assert [key for key, _ in found.find("when gcp2")] == ["GCP2"]


def test_a_follow_up_takes_year_and_case_from_the_thread() -> None:
    """What the new message does not say is read in the old one, and only then."""
    history = ("What did the review of Baby Rowan of 2024 find?",)

    back = understand("and what changed since?", history, (), VOCABULARY, NAMES)
    alone = understand("How are allegations about childminders reported to the council each quarter?", history, (), VOCABULARY, NAMES)

    assert (back.follow_up, back.periods, back.cases) == (True, ("2024",), ("baby rowan",))
    assert (alone.follow_up, alone.periods, alone.cases) == (False, (), ())


def test_a_follow_up_goes_back_to_the_last_message_that_stands_by_itself() -> None:
    """And no further: an older subject is not searched with."""
    whole = "How are allegations about childminders reported to the council each quarter?"
    history = ("When should I use GCP2 with a family whose home is cold and dirty?", whole, "and under fives?")
    assert carried(history) == history[1:]
    assert carried((whole,)) == (whole,)
    assert carried(("a?", "b?", "c?", "d?", "e?")) == ("c?", "d?", "e?")
    query = understand("and luton?", history, (), VOCABULARY, NAMES)
    assert query.earlier == f"{whole} and under fives?"
    assert understand(whole, history[:1], (), VOCABULARY, NAMES).earlier == ""


def test_without_a_thread_nothing_leans_back() -> None:
    """ "And that?" as a first message has nothing to lean on."""
    assert not leans_back("and that?", ())
    assert leans_back("and that?", ("When should I use GCP2?",))


def test_the_latest_drops_the_year_of_the_turn_before() -> None:
    """ "And Central, the most recent?" is not a question about 2020-21."""
    history = ("how many contacts did the Luton MASH get in 2020/21?",)

    assert understand("and Central, most recent year you've got?", history, ("central",), VOCABULARY, NAMES).periods == ()
    assert understand("and Central?", history, ("central",), VOCABULARY, NAMES).periods == ("2020-21",)


@pytest.mark.parametrize(
    ("text", "compared"),
    [
        ("are there more now than in 2016", True),
        ("was it weak in the old board report, and is it still", True),
        ("how many are there now", False),
        ("what did the 2016 report find", False),
    ],
)
def test_past_and_present_are_compared_only_when_both_are_named(text: str, compared: bool) -> None:
    """ "Now" alone asks for the newest, a year alone for that year."""
    assert understand(text, (), ("luton",), VOCABULARY, NAMES).then_and_now is compared


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("how many children was luton looking after in july 2021", "how many children was luton looking after"),
        ("what share of assessments 21/22 had neglect in them", "what share of assessments had neglect in them"),
        ("back in 15/16 who managed the post", "who managed the post"),
        ("who leads on neglect", "who leads on neglect"),
    ],
)
def test_a_question_without_its_years(text: str, left: str) -> None:
    assert without_periods(text) == left
