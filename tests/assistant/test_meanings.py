"""What a short name means: which messages ask it, and what answers them."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.acronyms import harvest
from assistant.domain import Question, Status, Unit
from assistant.meanings import Meaning, asks_more, meaning_asked, only_meaning_asked, says
from tests.conftest import MakeAssistant

KNOWN = ("NRM", "EHA", "MARAC", "ART")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("what does NRM stand for, its on the form", "NRM"),
        ("ex must not find out. and whats marac short for", "marac"),
        ("whats the nrm", "nrm"),
        ("right, what is a TAC in central", "TAC"),
        ("tell me what ICON is and stop", "ICON"),
        ("told me to code it WNB, whats that stand for", "WNB"),
        ("i know its EHE but what do the letters mean", "EHE"),
        ("the EHA came back. what does that mean for us", None),
        ("co to jest EHA i co potem", "EHA"),
        ("ce este MARAC?", "MARAC"),
        ("whats the plan", None),
        ("whats the art", None),
        ("what is MASH doing about neglect", None),
        ("what does that mean", None),
        ("what does it stand for", None),
        ("shes been told shell go to nrm. what does it stand for", "nrm"),
        ("he came in a van. what does it stand for", None),
        ("asked if hes known to it, nrm = ?", "nrm"),
        ("co to jest przemoc", None),
    ],
)
def test_the_name_that_is_asked_about(text: str, name: str | None) -> None:
    asked = meaning_asked(text, KNOWN)
    assert (asked.name if asked else None) == name


@pytest.mark.parametrize(
    "text", ["whats the DIML tool called in full", "sgt wants diml spelt out in full for the log", "what is the full name of the DIML panel"]
)
def test_a_known_name_in_full(text: str) -> None:
    found = only_meaning_asked(text, {"DIML"})
    assert found is not None
    assert found.name.upper() == "DIML"
    assert only_meaning_asked(text, ()) is None


@pytest.mark.parametrize("text", ["full version of the report please", "children called out in full view", "what was he called in full"])
def test_words_in_full_are_no_names(text: str) -> None:
    assert meaning_asked(text, {"DIML"}) is None


def test_a_message_may_ask_more_than_the_meaning() -> None:
    both, one = "whats CPIS, and who uses it", "whats CPIS, seen it on the form"
    for text, more in ((both, True), (one, False)):
        asked = meaning_asked(text)
        assert asked == Meaning("CPIS", "whats CPIS")
        assert asks_more(text, asked) is more


def _unit(text: str) -> Unit:
    return Unit(id="d#0", document_id="d", ordinal=0, text=text, kind="paragraph", page=1, start=0, end=len(text))


def test_only_the_word_itself_counts() -> None:
    assert says(_unit("The ART works with schools."), ["art"])
    assert not says(_unit("Children made art with partners."), ["art"])
    assert says(_unit("A Marac was held."), ["MARAC"])
    assert not says(_unit("An icontent page."), ["ICON"])


def test_a_phrase_whose_initials_do_not_fit_is_no_meaning_where_another_fits() -> None:
    audit = "A Multi-Agency Domestic Abuse (MARAC) audit was held."
    units = [_unit(audit), _unit("The Multi Agency Risk Assessment Conference (MARAC) meets monthly.")]
    assert harvest(units)["MARAC"] == ("Multi Agency Risk Assessment Conference",)
    assert "MARAC" in harvest(units[:1])


def test_a_name_that_stands_nowhere_is_not_answered_with_other_names(library: Path, make_assistant: MakeAssistant) -> None:
    assistant = make_assistant(library)
    answer = assistant.answer(Question(text="what does QXZ stand for"))
    assert answer.status is Status.NOT_FOUND
    assert answer.sources == ()


def test_a_known_name_is_explained_whatever_stands_around_the_question(library: Path, make_assistant: MakeAssistant) -> None:
    """Also where the message tells of a child by name, which is taken out."""
    assistant = make_assistant(library)
    text = "Ilvo, dob 01/01/2012, passport 999000111, came with his auntie. what does GCP2 stand for"
    shown = assistant.answer(Question(text=text)).text
    assert "Graded Care Profile" in shown
    assert "01/01/2012" not in shown
