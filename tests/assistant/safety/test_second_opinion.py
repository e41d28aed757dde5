"""The learnt second opinion hears what no table names, stays calm on ordinary questions, and its absence leaves the tables standing."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from assistant.safety import second_opinion as module
from assistant.safety.danger import recognise, signs_of
from assistant.safety.second_opinion import WEIGHTS, places, second_opinion, tokens_of
from assistant.safety.wording import normal

OBLIQUE = (
    "she handed me her cardigan and said its mine now, wont need it where shes going",
    "a lad has wiped his phone and thanked all the dinner ladies one by one, says monday is sorted",
    "there is a bolt on the outside of the box room and a mattress in it with a small child on",
    "hes been hiding in our bike shed since lunch and wont go out while that car is there",
)
CALM = (
    "what did the review recommend about suicide and knife crime",
    "her attendance is 81 percent, which meeting comes next",
    "our inset day covers strangulation, rape and murder cases, any slides",
)


@pytest.mark.parametrize("message", OBLIQUE)
def test_oblique_messages_are_heard(message: str) -> None:
    """Messages without a word of harm reach urgent."""
    assert recognise(message).tier == "urgent"


@pytest.mark.parametrize("message", CALM)
def test_ordinary_messages_are_not_alarmed(message: str) -> None:
    """Words of harm in a question about a topic stay below urgent."""
    assert recognise(message).tier != "urgent"


def test_the_file_is_small_and_ordered() -> None:
    """The weights stay below 400 kB and the levels stand in order."""
    opinion = second_opinion()
    assert opinion is not None
    assert WEIGHTS.stat().st_size < 400_000
    assert opinion.levels.urgent > opinion.levels.possible > opinion.levels.calm > opinion.levels.none


def test_without_the_file_the_tables_still_stand(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A missing weights file takes nothing from the tables."""
    monkeypatch.setattr(module, "WEIGHTS", tmp_path / "none.json")
    second_opinion.cache_clear()
    try:
        assert second_opinion() is None
        assert recognise("he has a knife and hes in the kitchen with the kids").tier == "urgent"
    finally:
        second_opinion.cache_clear()


def test_danger_in_the_middle_of_a_long_text_is_heard() -> None:
    """A long calm record does not dilute an alarming stretch."""
    opinion = second_opinion()
    assert opinion is not None
    calm = "attendance was discussed and the next review was agreed for all parties . " * 8
    plain = normal(calm + OBLIQUE[2] + " . " + calm)
    alone = opinion.score(normal(calm + calm), signs_of(normal(calm + calm)))
    assert opinion.score(plain, ()) > alone


def test_numbers_become_classes() -> None:
    """Ages and clock times are read as classes, emergency numbers as themselves."""
    assert tokens_of("he is 14 and rang 999 at 3.15") == ["he", "is", "#teen", "and", "rang", "999", "at", "#clock"]


def test_places_do_not_depend_on_the_process() -> None:
    """The places of a text are the same in every process, so that stored weights fit."""
    words, letters = places(["help"])
    assert words == {89260}
    assert len(letters) == len({" he", "hel", "elp", "lp ", " hel", "help", "elp ", " help", "help "})


def test_it_takes_milliseconds() -> None:
    """Scoring stays far below the time a reader notices."""
    opinion = second_opinion()
    assert opinion is not None
    plain = normal(OBLIQUE[0])
    start = time.perf_counter()
    for _ in range(50):
        opinion.score(plain, ())
    assert (time.perf_counter() - start) / 50 < 0.005
