"""Which words lead an urgent reply: an ambulance without an if when harm is done, and the row that fits where only wider words name it."""

from __future__ import annotations

from datetime import datetime

import pytest

from assistant.clock import LONDON
from assistant.contacts import ContactBook
from assistant.domain import Question
from assistant.replies import Replies
from assistant.safety.danger import recognise
from assistant.safety.urgent_reply import UrgentReply, compose_urgent, staff_allegation_text

TUESDAY = datetime(2026, 11, 24, 14, 0, tzinfo=LONDON)


def reply(text: str, book: ContactBook, replies: Replies) -> UrgentReply:
    danger = recognise(text)
    assert danger.tier == "urgent"
    return compose_urgent(danger, Question(text=text), book, replies, TUESDAY)


@pytest.mark.parametrize(
    "message",
    [
        "shes took all her mums tablets",
        "toddler has drunk bleach from under the sink",
        "think my grandson swallowed one of them little button batteries",
        "found him hanging in his room, weve cut him down",
        "shes slit her wrists theres blood everywhere",
        "cant wake him up, lips blue",
        "y3 having a fit on the carpet, its been 6 mins",
        "he od'd last nite told me this morning in tutor",
    ],
)
def test_done_harm_brings_the_ambulance_without_an_if(message: str, book: ContactBook, replies: Replies) -> None:
    """An overdose, a poison, a hanging, a wound or a fit that has happened leads with 999 for an ambulance."""
    assert reply(message, book, replies).text.startswith("Ring 999 now for an ambulance")


def test_what_was_swallowed_is_kept_and_an_attempt_is_stayed_with(book: ContactBook, replies: Replies) -> None:
    """The steps fit what happened."""
    assert "packet" in reply("toddler has drunk bleach", book, replies).text
    assert "Move pills" in reply("girl tied a ligature round her neck and passed out, breathing now", book, replies).text


def test_an_intention_is_not_done_harm(book: ContactBook, replies: Replies) -> None:
    """Who says that they will take an overdose gets the words for a suicidal child."""
    urgent = reply("y10 says she wants to take an overdose tonight", book, replies)
    assert urgent.reply_key == "urgent_suicidal_child"


@pytest.mark.parametrize(
    ("message", "key"),
    [
        ("i took 20 of mums pills an hour ago and im scared", "urgent_child_medical"),
        ("i just shook my baby im so sorry what do i do", "urgent_parent_tether"),
    ],
)
def test_a_child_and_a_parent_hear_of_the_ambulance_too(message: str, key: str, book: ContactBook, replies: Replies) -> None:
    """In their own words, but first."""
    urgent = reply(message, book, replies)
    assert urgent.reply_key == key
    assert "ambulance" in urgent.text[:60]


@pytest.mark.parametrize(
    "message",
    [
        "14yo raped at wkend",
        "girl 14 came in today wearing same clothes, says two lads forced her in the park last night",
        "kid 13 spiked n assaulted 2 nights ago shes with the nurse",
        "boy forced to perform oral on older lads after footy practice tonite",
    ],
)
def test_a_recent_sexual_assault_has_its_row(message: str, book: ContactBook, replies: Replies) -> None:
    """Police, no washing or changing, then the front door."""
    urgent = reply(message, book, replies)
    assert urgent.reply_key == "urgent_recent_sexual_assault"
    assert "police" in urgent.text[:60]
    assert "wash" in urgent.text


@pytest.mark.parametrize(
    "message",
    [
        "what do reviews say about rape",
        "woman of 40 told me she was raped as a child, can she report it now",
        "is there training on responding to rape and sexual assault",
        "how many rapes of under 16s were recorded last year",
        "how should we store paracetamol in school",
        "what is the hospital process after a child has taken an overdose",
        "how do we record low level concerns about staff",
        "policy for pupils with epilepsy who have seizures",
    ],
)
def test_questions_about_it_stay_ordinary(message: str) -> None:
    """Reviews, training, figures, policy and survivors who are grown up set nothing off."""
    assert recognise(message).tier != "urgent"


@pytest.mark.parametrize(
    ("message", "row"),
    [
        ("y7 told me she had the cutting done when she was little in Gambia", "fgm_known"),
        ("6th former says tickets are booked for friday and shes been told shes meeting her husband out there", "forced_marriage_hba"),
        ("its twenty past six and still got one little lad here, tried mum dad nan no one picks up", "uncollected_child"),
        ("reception child is not in the building. we have looked everywhere", "missing_child"),
    ],
)
def test_wider_words_name_the_row(message: str, row: str) -> None:
    """Where the table's own words name no row, wider ones do."""
    assert recognise(message).rows[0] == row


def test_nobody_can_be_detained(book: ContactBook, replies: Replies) -> None:
    """The steps for a disclosure say what to do when somebody insists on taking the child."""
    text = reply("she has just told me her uncle hurts her and hes picking her up in 20 mins", book, replies).text
    assert "You cannot detain them: ring 999 if someone insists on taking them" in text
    assert text.count("insists") == 1


@pytest.mark.parametrize(
    "message",
    [
        "one of my staff has been arrested for indecent images, who do i ring",
        "ta grabbed a kid by the hair this morning",
        "coach kissed a player, hes with the kids now",
    ],
)
def test_an_allegation_says_each_number_once(message: str, book: ContactBook, replies: Replies) -> None:
    """999 stands once, the LADO before the front door, with its limit of time."""
    text = reply(message, book, replies).text
    assert text.count("999") == 1
    assert text.index("LADO of where") < text.index("01582 547653")
    assert "same day, at the latest within one working day" in text


def test_about_the_head_the_chair_of_governors_is_told(book: ContactBook, replies: Replies) -> None:
    """Nobody is sent to the one who is accused."""
    about, _ = staff_allegation_text(Question(text="allegation that our headteacher slapped a pupil"), book, replies)
    other, _ = staff_allegation_text(Question(text="ta slapped a pupil, ive told the headteacher"), book, replies)
    assert "do not go through them" in about
    assert "Tell the head or manager" in other
    assert "999" not in about


def test_a_low_level_concern_is_written_down(book: ContactBook, replies: Replies) -> None:
    """A bad feeling about a colleague gets short words about recording; a hand up a skirt is never low level."""
    text, _ = staff_allegation_text(Question(text="TA shouted and gives me a bad feeling, write it down?"), book, replies)
    assert "low-level concern is still written down" in text
    grave, _ = staff_allegation_text(Question(text="low level concern? teacher put hand up girls skirt"), book, replies)
    assert "within one working day" in grave


@pytest.mark.parametrize(
    "message", ["dad punched mum and now hes looking for me im under the bed", "they want me to take a package to norwich or theyll hurt my sister"]
)
def test_a_hunted_child_is_heard(message: str) -> None:
    """Who hides, or is pressed by threats against the family, is spoken to as a child."""
    assert recognise(message).asker == "child"


@pytest.mark.parametrize(
    "message", ["hes been screaming 4 hours i cant cope im scared what ill do to him", "i want to chuck her out the window she wont stop"]
)
def test_a_parent_who_fears_themselves_is_heard(message: str) -> None:
    """Fear of what one may do to the child in one's arms is a parent's."""
    assert recognise(message).rows[0] == "parent_tether"


def test_strain_is_no_emergency() -> None:
    """A worn-out worker gets people to talk to, not the reply for a child in danger."""
    danger = recognise("i cant do this job any more, a child on my caseload died and i keep seeing his face")
    assert danger.distress == "strained"
    assert danger.tier != "urgent"
