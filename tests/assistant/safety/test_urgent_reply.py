"""The reply to danger leads with the right number for row, area and hour, is short, and works with everything else broken."""

from __future__ import annotations

import re
from datetime import datetime

import pytest

from assistant.clock import LONDON
from assistant.contacts import ContactBook
from assistant.domain import Question
from assistant.replies import Replies
from assistant.safety.danger import recognise
from assistant.safety.urgent_reply import UrgentReply, compose_urgent, possible_tail, staff_allegation_text
from tests.assistant.safety.conftest import lines

TUESDAY = datetime(2026, 11, 24, 14, 0, tzinfo=LONDON)
EVENING = datetime(2026, 11, 24, 18, 30, tzinfo=LONDON)
SATURDAY = datetime(2026, 11, 28, 11, 0, tzinfo=LONDON)
CHRISTMAS = datetime(2026, 12, 25, 11, 0, tzinfo=LONDON)
DISCLOSURE = "y4 in a Bedford primary has just told me her uncle hurts her and hes collecting her in 20 mins. which form?"


def reply(
    text: str, book: ContactBook, replies: Replies, now: datetime = TUESDAY, area: str | None = None, history: tuple[str, ...] = ()
) -> UrgentReply:
    return compose_urgent(recognise(text, history), Question(text=text, area=area, history=history), book, replies, now)  # type: ignore[arg-type]


@pytest.mark.parametrize("message", [*lines("urgent.txt"), *lines("children_and_parents.txt")])
@pytest.mark.parametrize("now", [TUESDAY, CHRISTMAS])
def test_999_early_and_short(message: str, now: datetime, book: ContactBook, replies: Replies) -> None:
    """Every urgent reply names 999 in its first 200 characters and stays under 200 words, without a form and without waiting."""
    text = reply(message, book, replies, now).text
    assert "999" in text[:200]
    assert len(text.split()) < 200
    assert not re.search(r"(?i)wait and see|fill in the|monitor", text)


@pytest.mark.parametrize(
    ("now", "first"), [(TUESDAY, "01234 718700"), (EVENING, "0300 300 8123"), (SATURDAY, "0300 300 8123"), (CHRISTMAS, "0300 300 8123")]
)
def test_the_hour_orders_the_numbers(now: datetime, first: str, book: ContactBook, replies: Replies) -> None:
    """Both numbers are always there; the hour decides which comes first."""
    text = reply(DISCLOSURE, book, replies, now).text
    found = re.findall(r"01234 718700|0300 300 8123", text)
    assert set(found) == {"01234 718700", "0300 300 8123"}
    assert found[0] == first
    assert re.search(r"front door|Emergency Duty Team", text[:300])


def test_a_time_in_the_message_beats_the_clock(book: ContactBook, replies: Replies) -> None:
    """Half past six in the message puts the Emergency Duty Team first at two in the afternoon."""
    text = reply("nursery in Bedford, 6.30pm, boy still not picked up and noone answers", book, replies, TUESDAY).text
    assert "0300 300 8123" in text[:350]
    assert "01234 718700" not in text[:200]


def test_an_unknown_area_shows_all_three(book: ContactBook, replies: Replies) -> None:
    """Without an area all front doors stand in the reply."""
    text = reply("he has a knife and the kids are in the house", book, replies).text
    assert all(number in text for number in ("01234 718700", "0300 300 8585", "01582 547653", "0300 300 8123"))


def test_the_message_beats_the_channels_area(book: ContactBook, replies: Replies) -> None:
    """A child who lives in Dunstable goes to Central Bedfordshire, whatever the channel's area."""
    text = reply("im a Luton teacher, child lives in Dunstable and just told me dad beats her, shes going home now", book, replies, area="luton").text
    assert "0300 300 8585" in text
    assert "01582 547653" not in text


def test_a_child_from_elsewhere_is_never_just_declined(book: ContactBook, replies: Replies) -> None:
    """Another council is named, with 999 and the local numbers for a child who is here now."""
    text = reply("boy lives in Milton Keynes, just told me his dad is going to kill him, he is with me now", book, replies, area="luton").text
    assert "Milton Keynes" in text
    assert "999" in text
    assert "01582 547653" in text or "01234 718700" in text


def test_a_child_gets_short_kind_words(book: ContactBook, replies: Replies) -> None:
    """A child is told it is not their fault and whom to ring, with no jargon and no question."""
    text = reply("my dad hits me every night", book, replies).text
    assert "You've done nothing wrong" in text
    assert "0800 1111" in text
    assert "?" not in text
    assert not re.search(r"referral|front door|LADO|DSL|safeguarding", text)


def test_a_parent_at_the_end_of_their_tether(book: ContactBook, replies: Replies) -> None:
    """A parent hears what keeps the baby safe now."""
    text = reply("my baby wont stop crying and i feel like shaking him", book, replies).text
    assert "999" in text[:150]
    assert "step away" in text
    assert "111" in text


def test_distress_puts_the_person_first_then_answers(book: ContactBook, replies: Replies) -> None:
    """The person comes first; the ordinary answer may follow."""
    urgent = reply("everyone would be better off without me. whens the pilot from", book, replies)
    assert urgent.then_answer
    assert "116 123" in urgent.text
    assert urgent.contacts == ()


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("burn on his arm, he says mums partner did it. mums outside to take him home", True),
        ("10 week old baby with a bruise on her ear, dad wants to take her home now", True),
        ("burn on his arm, he says mums partner did it, he is with me in my office", False),
    ],
)
def test_a_child_who_is_about_to_be_taken_cannot_be_detained(message: str, said: bool, book: ContactBook, replies: Replies) -> None:
    """Said once, and only where somebody comes."""
    urgent = reply(message, book, replies)
    assert urgent.text.count("cannot detain") == int(said)


def test_suicide_is_worded_safely(book: ContactBook, replies: Replies) -> None:
    """No "commit", no method, asking is safe."""
    text = reply("y8 lad says hes going to jump off the car park", book, replies).text
    assert "commit" not in text
    assert "Asking directly" in text
    assert "Stay with" in text


def test_carried_urgency_is_brief_for_an_unrelated_question(book: ContactBook, replies: Replies) -> None:
    """An unrelated question after an urgent turn keeps the numbers on top and is then answered."""
    urgent = reply("what is the training offer on neglect", book, replies, history=(DISCLOSURE,))
    assert urgent.then_answer
    assert "999" in urgent.text[:80]
    assert "01234 718700" in urgent.text
    assert len(urgent.text.split()) < 50


def test_with_everything_broken_the_numbers_still_come() -> None:
    """No contacts and no wording: the built-in numbers and words answer."""
    urgent = compose_urgent(recognise("he has a knife"), Question(text="he has a knife"), None, None, TUESDAY)
    assert "999" in urgent.text[:60]
    assert "0300 300 8123" in urgent.text
    assert urgent.reply_key == "urgent_last_resort"


def test_statements_are_our_own_words(book: ContactBook, replies: Replies) -> None:
    """An urgent reply is made of templates and contacts only, and its statements are its text."""
    urgent = reply(DISCLOSURE, book, replies)
    assert {s.kind for s in urgent.statements} == {"template", "contact"}
    assert "\n".join(s.text for s in urgent.statements) == urgent.text
    assert urgent.notices[0].kind == "urgent"


def test_the_middle_tier_ends_with_numbers(book: ContactBook, replies: Replies) -> None:
    """The tail of an ordinary answer gives 999 and whom to ring."""
    tail = possible_tail(Question(text="bruises on mobile toddlers", area="luton"), book, replies, TUESDAY)
    assert tail.startswith("If a child is at risk now")
    assert "01582 547653" in tail
    assert "0300 300 8123" in tail


def test_the_lado_is_where_the_adult_works(book: ContactBook, replies: Replies) -> None:
    """The coach's club decides, not where he lives or the channel's area."""
    text, contacts = staff_allegation_text(Question(text="coach lives in Luton but works at a club in Bedford", area="luton"), book, replies)
    assert [c.area for c in contacts] == ["bedford"]
    assert "01234 276693" in text


def test_an_unknown_area_still_says_what_the_numbers_are(book: ContactBook, replies: Replies) -> None:
    """Somebody who has never rung them reads that these are the front door and the Emergency Duty Team, by day and by night."""
    for now in (TUESDAY, SATURDAY):
        text = reply("a child has just told me her stepdad touches her at night", book, replies, now).text
        assert "front door (children's social care)" in text
        assert "Emergency Duty Team" in text


@pytest.mark.parametrize(
    "message", ["A baby who cannot move has a bruise. What do I do?", "5 week old, small mark on her cheek, dad says car seat. ok to wait?"]
)
def test_a_mark_on_an_immobile_baby(message: str, book: ContactBook, replies: Replies) -> None:
    """Refer now and a paediatric opinion the same day, whatever the explanation."""
    text = reply(message, book, replies).text
    assert "refer now" in text
    assert "paediatric opinion the same day" in text
    assert "whatever the explanation" in text


def test_an_accused_adult_with_children_now_brings_the_lado(book: ContactBook, replies: Replies) -> None:
    """The child first, then the LADO of where the adult works with the time limit, and what if it is about the head."""
    text = reply("a nursery worker in Bedford slapped a toddler and she is still in the room with the kids", book, replies).text
    assert "999" in text[:200]
    assert "01234 276693" in text
    assert "within one working day" in text
    assert "chair of governors" in text
    assert "tell the adult" in text


def test_the_lado_stands_in_a_reply_that_another_row_leads(book: ContactBook, replies: Replies) -> None:
    """A disclosure about a coach keeps the LADO's number beside the front door's."""
    text = reply("she has just told me her coach in Luton touches her and he is driving her home tonight", book, replies).text
    assert "01582 548069" in text
    assert "do not interview anyone" in text.lower()


def test_every_row_ends_with_what_always_holds(book: ContactBook, replies: Replies) -> None:
    """No leading questions, no promise of secrecy, words and time written down, the DSL told but not waited for, anyone may ring."""
    for message in ("14 yr old missing from placement since last night", "he has a knife and the kids are in the house", DISCLOSURE):
        text = reply(message, book, replies).text
        assert all(part in text for part in ("No leading questions", "the time", "anyone may ring")) or "no leading questions" in text
        assert re.search(r"(?i)promise no secrecy", text)
