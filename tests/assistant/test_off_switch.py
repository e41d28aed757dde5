"""Off means off for the library, never for danger or telephone numbers, and needs no restart."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answering import Assistant
from assistant.domain import Question, Status
from assistant.errors import SettingsError
from assistant.off_switch import OffSwitch
from tests.conftest import MakeAssistant

DANGER = "A 6 year old has just told me his dad is going to hurt him when he gets home in ten minutes"


@pytest.fixture
def switched(library: Path, make_assistant: MakeAssistant, tmp_path: Path) -> tuple[Assistant, OffSwitch]:
    """An assistant with its switch, which is on."""
    switch = OffSwitch(tmp_path)
    return make_assistant(library, switched_off=switch.is_off), switch


def test_a_running_assistant_follows_the_switch(switched: tuple[Assistant, OffSwitch]) -> None:
    """Off at the next question, and back again."""
    assistant, switch = switched
    question = Question(text="When should I use GCP2?", area="luton")
    before = assistant.answer(question)

    switch.turn_off("a.b", "wrong answers about thresholds")
    off = assistant.answer(question)
    says = switch.says()
    switch.turn_on()

    assert (before.status, off.status, off.reply, off.sources) == (Status.ANSWERED, Status.FAULT, "switched_off", ())
    assert "wrong answers about thresholds" in says
    assert "999" in off.text
    assert assistant.answer(question).text == before.text


def test_danger_and_contacts_stay_up(switched: tuple[Assistant, OffSwitch]) -> None:
    """The danger route and the contact book need no library, so they go on."""
    assistant, switch = switched
    switch.turn_off("a.b", "drill")

    assert assistant.answer(Question(text=DANGER)).status is Status.URGENT
    number = assistant.answer(Question(text="whats the luton front door number"))
    assert number.status is Status.ANSWERED
    assert "01582 547653" in number.text
    assert assistant.health()["switched_off"] is True


def test_the_setting_is_stronger_than_the_file(tmp_path: Path) -> None:
    """Whoever turns it on again is told that the setting keeps it off."""
    switch = OffSwitch(tmp_path, setting=True)

    with pytest.raises(SettingsError, match="SAFEGUARDING_SWITCHED_OFF"):
        switch.turn_on()
    assert switch.is_off()
