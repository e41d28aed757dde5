"""Places become areas; where the child lives and where the adult works are told apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.areas import adult_work_area, areas_in, child_area, places


@pytest.mark.parametrize(
    ("text", "areas"),
    [
        ("front door in Kempston", ("bedford",)),
        ("central beds lado", ("central",)),
        ("in central?", ("central",)),
        ("central to the plan", ()),
        ("and Luton?", ("luton",)),
        ("luton's MASH", ("luton",)),
        ("Bedford and Luton", ("bedford", "luton")),
        ("dunstabel family", ("central",)),
        ("pan beds procedures", ("pan",)),
        ("all three areas", ("pan",)),
        ("Bedfordshire Police figures", ()),
        ("luton and dunstable hospital medical", ()),
        ("how many beds in the refuge", ()),
        ("BBC threshold guide", ("bedford",)),
        ("bbc news story", ()),
        ("CBC front door", ("central",)),
        ("Sandy is 9", ()),
        ("lives in Sandy", ("central",)),
    ],
)
def test_areas_in(text: str, areas: tuple[str, ...]) -> None:
    """Areas come in order of mention; bodies and common words are not places."""
    assert areas_in(text) == areas


@pytest.mark.parametrize(
    ("question", "history", "chosen", "area", "elsewhere"),
    [
        ("I work in Luton but the child lives in Dunstable", (), None, "central", None),
        ("child goes to school in Bedford, lives in Milton Keynes", (), "bedford", None, "Milton Keynes"),
        ("nursery in Bedford, boy not picked up", (), None, "bedford", None),
        ("no, the Luton one", ("bedford front door number",), "bedford", "luton", None),
        ("what about out of hours", ("kid in Flitwick",), "luton", "central", None),
        ("who do i ring", (), "luton", "luton", None),
        ("who do i ring", (), "pan", None, None),
        ("stepdad works in London, child hurt", (), "central", "central", None),
        ("they moved from London to Luton last week", (), None, "luton", None),
        ("Bedford or Luton?", (), "central", None, None),
        ("Cambridgeshire Community Services nurse asks", (), "luton", "luton", None),
    ],
)
def test_child_area(question: str, history: tuple[str, ...], chosen: str | None, area: str | None, elsewhere: str | None) -> None:
    """The message beats the history, which beats the channel; where the child lives beats where anybody works."""
    found = child_area(question, history, chosen)  # type: ignore[arg-type]
    assert (found.area, found.elsewhere) == (area, elsewhere)


@pytest.mark.parametrize(
    ("question", "chosen", "area"),
    [
        ("coach lives in Luton but works at a club in Bedford", "luton", "bedford"),
        ("TA at a Luton primary slapped a child who lives in Bedford", "central", "luton"),
        ("teacher in Biggleswade", "luton", "central"),
        ("foster carer allegation", "luton", "luton"),
    ],
)
def test_adult_work_area(question: str, chosen: str, area: str) -> None:
    """The LADO follows where the adult works."""
    assert adult_work_area(question, (), chosen).area == area  # type: ignore[arg-type]


def test_a_missing_file_keeps_the_three_names(tmp_path: Path) -> None:
    """Without places.yaml the partnerships are still known."""
    spare = places(tmp_path / "none.yaml")
    assert spare.names.search("luton")
    assert spare.owner["luton"] == "luton"
