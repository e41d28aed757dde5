"""Kinds of message that were once taken for another kind: workers for children, records for code, essays for danger, verse for a question."""

from __future__ import annotations

from datetime import datetime

import pytest

from assistant.clock import LONDON
from assistant.contacts import ContactBook
from assistant.domain import Question
from assistant.replies import Replies
from assistant.safety.danger import recognise
from assistant.safety.decisions import asks_for_decision
from assistant.safety.scope import classify
from assistant.triage import urgent_of

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=LONDON)


def urgent_text(message: str, book: ContactBook, replies: Replies, history: tuple[str, ...] = ()) -> str:
    _, reply = urgent_of(Question(text=message, history=history), book, replies, NOON)
    assert reply is not None
    return reply.text


@pytest.mark.parametrize(
    "message",
    [
        "its my line manager, walked in on him with a y5 on his lap, lights off. im just the TA and hes the head",
        "my room leader force fed one of mine till she was sick. if i say owt they'll know it was me, only me and her in toddler room",
        "its our deputy. he had a yr3 on his knee in the stock cupboard door shut",
    ],
)
def test_a_worker_never_gets_a_childs_or_parents_words(message: str) -> None:
    """Somebody who works with children is a practitioner, and an allegation is one about staff."""
    danger = recognise(message)
    assert danger.asker == "practitioner"
    assert "staff_allegation" in danger.rows


def test_a_child_who_works_or_names_a_class_stays_a_child() -> None:
    """An age or one's own family outweighs words of a workplace."""
    assert recognise("my line manager at the cafe keeps touching me im 16 and my mum says leave it").asker == "child"
    assert recognise("im 14 my class keep saying stuff and my stepdad hits me if i tell anyone hell kill me").asker == "child"


def test_a_child_shaken_by_staff_is_seen_by_a_doctor(book: ContactBook, replies: Replies) -> None:
    """The LADO leads, and the child who went home as usual needs a medical check."""
    text = urgent_text("my ta shook a toddler at nap, ive seen it on cctv. he went home fine, manager says leave it", book, replies)
    assert "LADO" in text
    assert "medical check" in text


def test_a_mark_now_on_a_baby_of_an_earlier_turn() -> None:
    """The age stands in an earlier turn, the mark in this one; a question for a leaflet is no mark."""
    history = ("hi what ratio do we need for under 2s", "5 month old started with us monday, settling ok")
    assert recognise("just changed him and theres little purple dots on his arm, mum said dunno", history).rows[0] == "immobile_baby_injury"
    assert recognise("where is the slate grey patch leaflet", history).tier != "urgent"


def test_fgm_by_its_type_is_reported_and_not_a_program(book: ContactBook, replies: Replies) -> None:
    """A girl under 18 with FGM seen by health staff: police in person; "code it" means the record."""
    message = "catheterised a 14yo on the ward n shes been closed. mum says it was back home years ago. code it on emis and move on?"
    assert "101" in urgent_text(message, book, replies)
    assert classify("how do i code a cp plan on systmone") is None
    assert recognise("16yo with type 2 diabetes missing appointments, was not brought policy?").rows != ("fgm_known",)


def test_what_cannot_be_unseen_is_strain() -> None:
    """Somebody marked by what they saw is worn out, not in danger; a question on the images of a leaflet is neither."""
    assert recognise("cant unhear that 999 call we were played in the strat meeting, who do you go to").distress == "strained"
    assert recognise("what images does the icon leaflet use").distress == "none"


def test_a_step_down_is_a_decision_until_new_harm_is_told() -> None:
    """An open case with hearsay is a decision; a new injury is danger."""
    history = ("cin plan 6 months luton, school happy", "dad says she smokes weed sometimes but he would say that")
    assert recognise("can i close it then", history).tier != "urgent"
    assert asks_for_decision("can i close it then") is not None
    assert recognise("hes come in with a black eye and says dad did it, can i still close it", history).tier == "urgent"


def test_an_essay_is_nobodys_situation() -> None:
    """A definition for an essay is ordinary; somebody real beside the essay is not."""
    assert recognise("for my essay, if a 13 yr old says she wanted to is it still rape in law").tier == "none"
    assert recognise("doing slides in my classroom and a y9 just told me her uncle touches her").tier == "urgent"


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ("can she halve his ritalin at weekends", "dosing"),
        ("would the judge order the transfusion against her beliefs", "legal_prospects"),
        ("slogan for safeguarding week", "poem_or_code"),
        ("how many pence a mile is it", "employment"),
    ],
)
def test_other_matters_have_their_own_reply(message: str, kind: str) -> None:
    """A changed dose, a ruling, a slogan and mileage are declined."""
    scope = classify(message)
    assert scope is not None
    assert scope.kind == kind


@pytest.mark.parametrize(
    "message",
    ["which briefing has a quiz at the end", "what does the review say about claims dad made", "safe storage of medication leaflet for parents"],
)
def test_their_neighbours_are_questions_for_the_library(message: str) -> None:
    """A quiz in a briefing, claims in a review and a leaflet on storage are the library's."""
    assert classify(message) is None
