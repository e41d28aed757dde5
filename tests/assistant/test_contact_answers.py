"""Numbers come from the contact book; the time in the message decides which stands first."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answering import Assistant
from assistant.contact_answers import asks_for_contact, contact_answer
from assistant.contacts import ContactBook
from assistant.domain import Question, Status
from tests.conftest import KNOWLEDGE, MakeAssistant

MASH, EDT = "01582 547653", "0300 300 8123"


@pytest.mark.parametrize(
    ("when", "first"),
    [
        ("it's Tuesday 14:00", MASH),
        ("its Tuesday, 18:30", EDT),
        ("it is Saturday 11am", EDT),
        ("it is Christmas Day", EDT),
        ("it's 3am", EDT),
    ],
)
def test_the_time_in_the_message_sets_the_order(when: str, first: str, assistant: Assistant) -> None:
    """Both numbers always stand there; only the order changes, whatever the clock says."""
    answer = assistant.answer(Question(text=f"What is the number for Luton MASH, {when}?"))

    positions = {number: answer.text.index(number) for number in (MASH, EDT)}
    assert answer.status is Status.ANSWERED
    assert min(positions, key=lambda number: positions[number]) == first


def test_without_an_area_all_three_are_shown(assistant: Assistant) -> None:
    """Nobody is sent to the wrong door: the reply says that the area matters."""
    answer = assistant.answer(Question(text="What is the phone number for the front door?"))

    assert {contact.area for contact in answer.contacts} >= {"bedford", "central", "luton"}
    assert [notice.kind for notice in answer.notices] == ["area"]


def test_a_named_area_gets_its_own_door(assistant: Assistant) -> None:
    """The area in the message beats the one chosen in the channel."""
    answer = assistant.answer(Question(text="What is the front door number for Luton?", area="bedford"))

    assert MASH in answer.text
    assert "01234 718700" not in answer.text


def test_an_unchecked_number_is_said_to_be_unchecked(assistant: Assistant) -> None:
    """Until a named person rang it."""
    answer = assistant.answer(Question(text="What is the front door number for Luton?"))

    assert all(contact.checked is None for contact in answer.contacts)
    assert "not yet test-rung" in answer.text


def test_contacts_are_not_quotations(assistant: Assistant) -> None:
    """No source, no span: the book is not a document."""
    answer = assistant.answer(Question(text="What is the LADO number for Bedford?"))

    assert not answer.sources
    assert "contact" in {statement.kind for statement in answer.statements}


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("phone number for the LADO", True),
        ("who do I ring about a child in Luton", True),
        ("What is the number of the Luton front door?", True),
        ("how do I contact the luton mash", True),
        ("how many contacts did the MASH receive", False),
        ("number of referrals last year", False),
        ("When should I use GCP2?", False),
        ("in the case study of the boy made to run drugs, who did the school ring", False),
        ("hungry girl in year 5, who do I report it to", True),
    ],
)
def test_a_figure_is_not_a_telephone_number(text: str, asks: bool) -> None:
    """ "Number of contacts" asks for statistics."""
    assert asks_for_contact(text) is asks


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("whats the number for the SARC", "Sexual Assault Referral Centre"),
        ("cdop contact details", "Child death review coordinator"),
        ("who do i ring about private fostering in luton", "Luton MASH, private fostering"),
        ("What is Luton's front-door number?", "Luton Multi-Agency Safeguarding Hub"),
        ("phone number for the luton front door", "Luton Multi-Agency Safeguarding Hub"),
    ],
)
def test_the_role_that_was_asked_for_leads(text: str, name: str, assistant: Assistant) -> None:
    """A special role before the general front door."""
    answer = assistant.answer(Question(text=text))

    assert answer.contacts[0].name.startswith(name) or any(contact.name.startswith(name) for contact in answer.contacts[:2])


def test_whom_to_go_to_is_asked_of_the_library_too(library: Path, make_assistant: MakeAssistant) -> None:
    """The library's words lead and the numbers follow, where no number was asked for outright."""
    asked = "neglected kids at home, when should i use GCP2 with the family and who do i tell"
    answer = make_assistant(library).answer(Question(text=asked, area="luton"))
    assert answer.status is Status.ANSWERED
    assert answer.sources
    assert answer.statements[0].kind != "contact"
    assert any("01582 547653" in statement.text for statement in answer.statements)
    assert "01582 547653" in {contact.phone for contact in answer.contacts}
    assert "test-rung" in answer.text  # said below the library's words as it is where numbers stand alone


def test_where_the_library_is_silent_the_numbers_stay(library: Path, make_assistant: MakeAssistant) -> None:
    asked = "little one says the goalkeeper of his rugby league pays for his zorb lessons, who do i tell and why"
    answer = make_assistant(library, decline_below=1.0).answer(Question(text=asked, area="luton"))
    assert answer.status is Status.ANSWERED
    assert answer.statements[0].kind == "contact"


@pytest.mark.parametrize(
    ("text", "outright"),
    [
        ("social care rang 101 and gave the door no, nobody was sent. what does the new process say", False),
        ("not enough to ring the front door about. how do we log it here", False),
        ("i rang the mash and nobody answered, whats the out of hours number", True),
        ("not bad enough for 999, who do i ring at the mash", True),
    ],
)
def test_a_call_that_is_told_asks_for_no_number(text: str, outright: bool) -> None:
    """Then the library is asked too, and the numbers stand below; a number that is asked for comes at once."""
    found = contact_answer(Question(text=text), ContactBook.load(KNOWLEDGE / "contacts.yaml"))
    assert found is not None
    assert found.sure is outright


def test_the_askers_own_number_is_no_question() -> None:
    assert not asks_for_contact("i am mum to a boy of 6, my number is 07700 900123. what is an EHA")
