"""Questions from the field: listed by area and topic, counted without wording, promoted with a gold quotation."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import SettingsError
from assistant.state import Feedback, Records, Trace, open_database
from eval.candidates import Candidate, field_text, promote, read_field
from eval.cases import Evidence, load_cases

GOLD = Evidence(doc="luton-neglect.md", quote="Use the neglect tool.")


def _installation(folder: Path) -> Path:
    database = open_database(folder)
    records = Records(database)
    for _ in range(3):
        records.count_gap("who pays for taxis", area="luton")
    records.count_gap("bedford hours at easter", area="bedford")
    records.keep_trace(Trace(answer_id="a1", status="answered", area="luton"))
    records.keep_feedback(Feedback(answer_id="a1", helpful=False, reason="wrong", wording="is [name] at risk"))
    records.keep_feedback(Feedback(answer_id="a1", helpful=False, reason="too long"))
    records.keep_feedback(Feedback(answer_id="a2", helpful=True, wording="thanks"))
    database.close()
    return folder


def test_the_field_is_listed_by_area_and_topic(tmp_path: Path) -> None:
    """Gaps and unhelpful answers with wording, most asked first within a topic; the rest are counted; praise is left out."""
    found = read_field(_installation(tmp_path), topics=lambda wording: "transport" if "taxis" in wording else "general")
    assert [(c.area, c.topic, c.times, c.wording) for c in found.candidates] == [
        ("bedford", "general", 1, "bedford hours at easter"),
        ("luton", "general", 1, "is [name] at risk"),
        ("luton", "transport", 3, "who pays for taxis"),
    ]
    assert found.counted == (("luton", "too long", 1),)
    text = field_text(found)
    assert "Luton, transport" in text
    assert "too long: 1" in text


def test_an_installation_without_a_database_has_nothing(tmp_path: Path) -> None:
    """Looking makes no file."""
    assert field_text(read_field(tmp_path)) == "No questions from the field yet."
    assert list(tmp_path.iterdir()) == []


def test_promotion_asks_for_the_gold_quotation(tmp_path: Path) -> None:
    """Without one an answerable question is refused; with one it stands in the set, once."""
    candidate = Candidate(id="gap-1", kind="gap", wording="who pays", area="luton", topic="transport", reason="not_found", times=2)
    into = tmp_path / "field.jsonl"
    with pytest.raises(SettingsError, match="gold quotation"):
        promote(candidate, [], into=into)
    promote(candidate, [GOLD], into=into, owner="A. Owner")
    case = load_cases(into)[0]
    assert (case.id, case.area, case.evidence, case.tags) == ("gap-1", "luton", (GOLD,), ("field", "transport"))
    with pytest.raises(SettingsError, match="already"):
        promote(candidate, [GOLD], into=into)


def test_an_unanswerable_question_needs_no_quotation(tmp_path: Path) -> None:
    """It is kept as one that must be declined."""
    candidate = Candidate(id="gap-2", kind="gap", wording="best pizza", area="", topic="general", reason="not_found", times=1)
    assert promote(candidate, [], into=tmp_path / "f.jsonl", expected="not_found").area is None
