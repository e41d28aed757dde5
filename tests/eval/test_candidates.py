"""Questions from the field: listed by area and topic, counted without wording, promoted with a gold quotation that stands in the library."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.errors import SettingsError
from assistant.fakes import WordEmbedder
from assistant.library import Library
from assistant.state import Feedback, Records, Trace, open_database
from eval.candidates import NO_TOPIC, Candidate, bridge_topics, field_text, promoted_file, read_field
from eval.cases import Evidence, load_cases
from eval.promote import Wanted, candidate_of, gold, promote
from tests.conftest import KNOWLEDGE

QUOTE = "Stage one of escalation is a talk between the two practitioners within one working day."


def _installation(folder: Path) -> Path:
    database = open_database(folder)
    records = Records(database)
    for _ in range(3):
        records.count_gap("who pays for taxis", area="luton")
    records.count_gap("bedford hours at easter", area="bedford")
    records.keep_trace(Trace(answer_id="a1", status="answered", area="luton", details={"topics": ["Neglect guidance"]}))
    records.keep_trace(Trace(answer_id="a3", status="not_found", area="luton"))
    records.keep_trace(Trace(answer_id="a4", status="not_found", area="luton"))
    records.keep_feedback(Feedback(answer_id="a1", helpful=False, reason="wrong", wording="is [name] at risk"))
    records.keep_feedback(Feedback(answer_id="a1", helpful=False, reason="too long"))
    records.keep_feedback(Feedback(answer_id="a2", helpful=True, wording="thanks"))
    records.keep_feedback(Feedback(answer_id="a4", helpful=False, reason="not found", wording="who pays for taxis"))
    database.close()
    return folder


def _transport(wording: str, area: str) -> str:
    return f"transport in {area}" if "taxis" in wording else "general"


def _candidate(**changes: object) -> Candidate:
    fields = {"id": "gap-1", "kind": "gap", "wording": "who talks first", "area": "bedford", "topic": "escalation", "reason": "not_found", "times": 2}
    return Candidate(**(fields | changes))  # type: ignore[arg-type]


def test_the_field_is_listed_by_area_and_topic(tmp_path: Path) -> None:
    """Gaps and unhelpful answers with wording, most asked first within a topic, each once; praise is left out."""
    found = read_field(_installation(tmp_path), topics=_transport)
    text = field_text(found)

    assert [(c.area, c.topic, c.times, c.wording) for c in found.candidates] == [
        ("bedford", "general", 1, "bedford hours at easter"),
        ("luton", "general", 1, "is [name] at risk"),
        ("luton", "transport in luton", 3, "who pays for taxis"),
    ]
    assert "Luton, transport in luton\n  gap-" in text


def test_the_rest_is_counted_by_topic(tmp_path: Path) -> None:
    """What came without wording: unhelpful answers by what they were taken from, unanswered ones where nobody said more."""
    found = read_field(_installation(tmp_path), topics=_transport)

    assert found.counted == (("luton", "Neglect guidance", "too long", 1), ("luton", NO_TOPIC, "not answered", 1))
    assert "  1 x  Luton, Neglect guidance: too long" in field_text(found)


def test_gaps_by_topic_for_content_owners(tmp_path: Path) -> None:
    """With and without wording together, most asked first."""
    found = read_field(_installation(tmp_path), topics=_transport)

    assert found.gaps[0] == ("luton", "transport in luton", 3)
    assert sum(times for _, _, times in found.gaps) == 3 + 1 + 1 + 1 + 1
    assert field_text(found).index("Gaps by topic") < field_text(found).index("  3 x  Luton, transport in luton")


def test_topics_are_those_of_the_search(tmp_path: Path) -> None:
    """A wording gets the topic whose scenes are nearest; without topics, or without anything near, it has none."""
    topics = tmp_path / "topics"
    topics.mkdir()
    scenes = '- {topic: taxis, terms: [taxi], scenes: [who pays for the taxi to school], areas: []}\n'
    (topics / "some.yaml").write_text(scenes, encoding="utf-8")
    topic = bridge_topics(tmp_path, topics, WordEmbedder())

    assert topic("who pays for the taxi", "luton") == "taxis"
    assert topic("escalation stages", "") == NO_TOPIC
    assert bridge_topics(tmp_path, tmp_path / "none", WordEmbedder())("who pays for the taxi", "") == NO_TOPIC
    assert (KNOWLEDGE / "topics").is_dir()


def test_an_installation_without_a_database_has_nothing(tmp_path: Path) -> None:
    """Looking makes no file."""
    assert field_text(read_field(tmp_path)) == "No questions from the field yet."
    assert list(tmp_path.iterdir()) == []


# --- promotion ------------------------------------------------------------------------------------------------------


def test_promotion_writes_a_case_and_marks_the_candidate(tmp_path: Path, own_library: Path) -> None:
    """The quotation is proven in the live library; the case can be read, stands once, and its candidate is no longer listed."""
    _installation(own_library)
    field = read_field(own_library, topics=_transport)
    candidate = candidate_of(field, next(c.id for c in field.candidates if c.area == "bedford"))
    into = tmp_path / "sets" / "field.jsonl"
    wanted = Wanted(into=into, quote=QUOTE.replace(" talk ", "\n talk  "), document="escalation.md", facts=("one working day",), owner="A. Owner")
    promote(candidate, wanted, own_library, Library(own_library).view, by="m")
    case = load_cases(into)[0]

    assert (case.id, case.question, case.area, case.owner) == (candidate.id, "bedford hours at easter", "bedford", "A. Owner")
    assert case.evidence == (Evidence(doc="escalation.md", quote=QUOTE),)
    assert (case.key_facts[0].any, case.tags) == (("one working day",), ("field", "general"))
    assert candidate.id not in {c.id for c in read_field(own_library).candidates}
    with pytest.raises(SettingsError, match="promoted already"):
        candidate_of(read_field(own_library), candidate.id)
    with pytest.raises(SettingsError, match="already"):
        promote(candidate, wanted, own_library, Library(own_library).view)
    assert set(json.loads(promoted_file(own_library).read_text(encoding="utf-8"))) == {"id", "into", "by", "when"}


def test_a_set_without_a_last_line_break_stays_readable(tmp_path: Path, own_library: Path) -> None:
    """The new case has a line of its own."""
    into = tmp_path / "field.jsonl"
    into.write_text('{"id": "old", "question": "q"}', encoding="utf-8")
    promote(_candidate(), Wanted(into=into, quote=QUOTE, document="escalation.md"), own_library, Library(own_library).view)

    assert [case.id for case in load_cases(into)] == ["old", "gap-1"]


@pytest.mark.parametrize(
    ("document", "quote", "why"),
    [
        ("escalation.md", "", "gold quotation"),
        ("", QUOTE, "gold quotation"),
        ("escalation.md", QUOTE.replace("one working day", "two working days"), "word for word"),
        ("escalation.md", QUOTE.lower(), "word for word"),
        ("escalation.md", "within one day", "at least 4 words"),
        ("harbour.md", QUOTE, "no document"),
        ("escalation-2019.md", "a talk between the two practitioners", "no current document"),
        ("sharing.md", QUOTE, "word for word"),
    ],
)
def test_what_is_not_proven_is_refused(tmp_path: Path, own_library: Path, document: str, quote: str, why: str) -> None:
    """No quotation, a changed one, one of an earlier edition or of another document: refused in a sentence, and nothing is written."""
    into = tmp_path / "field.jsonl"
    with pytest.raises(SettingsError, match=why):
        promote(_candidate(), Wanted(into=into, quote=quote, document=document), own_library, Library(own_library).view)
    assert not into.exists()
    assert not promoted_file(own_library).exists()


def test_a_document_is_found_by_id_title_or_file(own_library: Path) -> None:
    """As it is called in the library."""
    view = Library(own_library).view()
    document = next(d for d in view.documents() if d.file_name == "escalation.md")
    found = {gold(view, name, QUOTE) for name in (document.id, "ESCALATION.md")}

    assert found == {Evidence(doc="escalation.md", quote=QUOTE)}


def test_an_unanswerable_question_needs_no_quotation(tmp_path: Path, own_library: Path) -> None:
    """It is kept as one that must be declined; a state or a pattern that cannot be is refused, and so is a set in another form."""
    into = tmp_path / "f.jsonl"
    case = promote(_candidate(area=""), Wanted(into=into, expected="not_found"), own_library, Library(own_library).view)
    assert (case.area, case.expected) == (None, "not_found")
    for wrong in (
        Wanted(into=into, expected="perhaps"),
        Wanted(into=into, expected="not_found", facts=("(",)),
        Wanted(into=tmp_path / "f.yaml", expected="not_found"),
    ):
        with pytest.raises(SettingsError):
            promote(_candidate(id="gap-9"), wrong, own_library, Library(own_library).view)
    assert len(load_cases(into)) == 1
