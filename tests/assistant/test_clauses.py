"""The asking part of a message."""

import pytest

from assistant.clauses import asked_parts, asking_clause


@pytest.mark.parametrize(
    ("message", "asked"),
    [
        ("Year 9, caught with a blade. what courses did Luton run on gangs", "what courses did Luton run on gangs"),
        ("his mum asks what training event Central Beds held in 2016", "what training event Central Beds held in 2016"),
        ("who chairs the exploitation panel in Luton? the meeting is tomorrow and nobody here knows", "who chairs the exploitation panel in Luton?"),
    ],
)
def test_the_question_is_found_in_the_story(message: str, asked: str) -> None:
    """What is told before or after the question falls away."""
    assert asking_clause(message) == asked


@pytest.mark.parametrize(
    "message",
    [
        "new booking system, what did it cost and who supplies it",
        "when should I use GCP2?",
        "bruise on a baby, who do i tell",
        "no question here. just a story about a boy in year nine",
    ],
)
def test_a_question_that_cannot_stand_alone_is_left_whole(message: str) -> None:
    """A clause that leans on the story, is too short, or is all there is gives nothing."""
    assert asking_clause(message) is None


@pytest.mark.parametrize(
    ("message", "parts"),
    [
        (
            "neglect course 24/25: how many came and did they feel any wiser",
            ("neglect course 24/25: how many came", "neglect course 24/25: came - did they feel any wiser"),
        ),
        (
            "in central how many kids on SEN support and how many with a plan?",
            ("in central how many kids on SEN support", "in central kids on SEN support - how many with a plan"),
        ),
        ("who chaired it, what did it cost & when was it", ("who chaired it", "chaired it - what did it cost", "chaired it - when was it")),
    ],
)
def test_questions_one_after_the_other(message: str, parts: tuple[str, ...]) -> None:
    """The later ones keep what the first is about, not what it asks."""
    assert tuple(" ".join(part.split()) for part in asked_parts(message)) == parts


@pytest.mark.parametrize("message", ["when should I use GCP2?", "who do i tell and why", "private fostering and who it covers", "bruise on a baby"])
def test_one_question_has_no_parts(message: str) -> None:
    assert asked_parts(message) == ()
