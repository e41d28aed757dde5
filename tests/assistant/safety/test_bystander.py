"""A neighbour or relative gets words for somebody without a DSL; a colleague who mentions a neighbour does not."""

from __future__ import annotations

import pytest

from assistant.contacts import ContactBook
from assistant.replies import Replies
from assistant.safety.bystander import outside_work
from assistant.safety.wording import normal
from tests.assistant.safety.test_urgent_reply import reply


@pytest.mark.parametrize(
    "message",
    [
        "I can hear the little boy next door screaming and things being thrown, it's every night now",
        "theres a lad bout 3 on the balcony over the road, been there an hour and hes stopped crying",
        "my neighbour's toddler is in the garden in just a nappy again and nobody answers the door",
        "im her nan, she's got marks all up her back and she says her stepdad did it",
        "my mates kid told me his uncle touches him",
        "people in the flat above are battering each other and theres a baby up there",
        "saw a woman hit a girl round the head outside Aldi just now, she's putting her in a car",
    ],
)
def test_somebody_outside_work(message: str) -> None:
    assert outside_work(normal(message))


@pytest.mark.parametrize(
    "message",
    [
        "a neighbour rang us to say the little boy next door to her is left alone, he is in my class",
        "Year 4 girl says her neighbour hits her, mum is at the gate",
        "on a home visit and heard the children upstairs screaming through the wall",
        "my manager says the family over the road from the nursery have complained",
        "Pupil has just told me his dad hits him with a belt",
        "the baby in the toddler room has a bruise on her cheek",
    ],
)
def test_a_colleague_is_none(message: str) -> None:
    assert not outside_work(normal(message))


@pytest.mark.parametrize(
    ("message", "theirs", "not_theirs"),
    [
        ("my neighbour is hitting her little boy with a belt right now, i can hear it", "need not give your name", "DSL"),
        ("a pupil has just told me his dad hits him with a belt and he is due home at 3", "DSL", "need not give your name"),
    ],
)
def test_the_reply_fits_who_asks(message: str, theirs: str, not_theirs: str, book: ContactBook, replies: Replies) -> None:
    text = reply(message, book, replies).text
    assert theirs in text
    assert not_theirs not in text
