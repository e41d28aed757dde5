"""The asking part of a message."""

import pytest

from assistant.clauses import asking_clause


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
