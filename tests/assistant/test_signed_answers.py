"""Signed answers: drafts never, signed ones in date and area, near wordings but no other question, proof that must still stand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import yaml

from assistant.errors import SettingsError
from assistant.fakes import WordEmbedder
from assistant.library import Library
from assistant.live_knowledge import Live, edited_file, live_companions, live_vocabulary
from assistant.signed_answers import SignedAnswer, SignedAnswers, SignedCitation, load_answers, signed_sources

KNOWLEDGE = Path(__file__).resolve().parents[2] / "knowledge"
TODAY = date(2026, 11, 22)
LUTON = SignedAnswer(
    id="luton-mash",
    questions=("What is the Luton MASH number?", "How do I make a referral in Luton?", "Do I need consent for level 2?"),
    areas=("luton",),
    text="Ring the Luton MASH in office hours; ring 999 when a child is in danger now.",
    citations=(SignedCitation(title="Chronologies", quote="It shows patterns that a single note cannot show."),),
    owner="A. Owner, partnership manager",
    signed=date(2026, 11, 1),
    expires=date(2027, 5, 1),
)
ALL = replace(LUTON, id="all", questions=("Who do I ring out of hours?",), areas=("bedford", "central", "luton"))


def found(text, area="luton", *, today=TODAY, answers=(LUTON, ALL), level=0.85):
    book = SignedAnswers(lambda: answers, WordEmbedder().encode, level=level)
    answer = book.signed_answer(text, area, today)
    return answer.id if answer else None


@pytest.mark.parametrize("text", ["What is the Luton MASH number?", "hi what is the luton mash number please", "Luton MASH: the number?"])
def test_a_variant_is_found_whatever_its_case_and_punctuation(text):
    """Greetings, capitals and marks do not matter; other order of the same words is near enough."""
    assert found(text) == "luton-mash"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("What is the Luton MASH number for adults?", "another word"),
        ("What is the Bedford MASH number?", "another place"),
        ("Do I need consent for level 3?", "another figure"),
        ("Do I not need consent for level 2?", "a negation"),
        ("When should I use GCP2?", "another question"),
        ("", "nothing"),
    ],
)
def test_another_question_is_not_taken_for_a_variant(text, why):
    """However near: another figure, negation, place or word of its own makes it another question."""
    assert found(text, level=0.3) is None, why


@pytest.mark.parametrize(
    "changes", [{"owner": ""}, {"signed": None}, {"expires": None}, {"expires": date(2026, 11, 21)}, {"signed": date(2026, 11, 23)}]
)
def test_what_is_not_signed_or_out_of_date_is_not_served(changes):
    """Each of owner, day of signing and last day is needed, and today must lie between them."""
    assert found("What is the Luton MASH number?", answers=(replace(LUTON, **changes),)) is None


def test_it_holds_on_its_first_and_last_day():
    """Both ends count."""
    for today in (LUTON.signed, LUTON.expires):
        assert found("What is the Luton MASH number?", today=today) == "luton-mash"


def test_areas_are_kept_apart():
    """One area's answer is not given for another, nor where the area is not known; one for all three is."""
    assert found("What is the Luton MASH number?", "bedford") is None
    assert found("How do I make a referral in Luton?", None) is None
    assert found("Who do I ring out of hours?", None) == "all"
    assert found("Who do I ring out of hours?", "central") == "all"


def test_the_drafts_that_come_with_the_product_are_not_served():
    """Nobody has signed them."""
    drafts = load_answers(KNOWLEDGE / "answers.yaml")
    assert len(drafts) == 10
    for draft in drafts:
        assert found(draft.questions[0], draft.areas[0], answers=drafts) is None
        signed = replace(draft, owner="A. Owner", signed=date(2026, 11, 1), expires=date(2027, 5, 1))
        assert found(draft.questions[0], draft.areas[0], answers=(signed,)) == draft.id


def test_the_copy_of_the_desk_holds_and_a_broken_one_changes_nothing(tmp_path):
    """An edited file is read at the next question; what cannot be read leaves what was read before in force."""
    live = Live(KNOWLEDGE / "answers.yaml", edited_file(tmp_path, "answers"), load_answers)
    before = live.current()
    path = edited_file(tmp_path, "answers")
    path.parent.mkdir()
    entry = yaml.safe_load((KNOWLEDGE / "answers.yaml").read_text(encoding="utf-8"))["answers"][0]
    path.write_text(yaml.safe_dump({"answers": [entry]}), encoding="utf-8")
    assert [answer.id for answer in live.current()] == [entry["id"]]
    path.write_text("answers: [", encoding="utf-8")
    assert [answer.id for answer in live.current()] == [entry["id"]]
    path.unlink()
    assert live.current() == before
    path.write_text("answers: [{}]", encoding="utf-8")
    with pytest.raises(SettingsError):
        load_answers(path)


def test_vocabulary_and_companions_change_without_a_restart(tmp_path):
    """What the assistant holds gives the entries of now."""
    vocabulary, companions = live_vocabulary(KNOWLEDGE, tmp_path), live_companions(KNOWLEDGE, tmp_path)
    assert vocabulary.find("a zorble", None) == []
    assert len(list(companions)) > 3
    edited_file(tmp_path, "vocabulary").parent.mkdir()
    edited_file(tmp_path, "vocabulary").write_text("- {say: [zorble], means: [chronology]}\n", encoding="utf-8")
    edited_file(tmp_path, "companions").write_text("companions: [{id: a, when_any: [x], add: A sentence.}]\n", encoding="utf-8")

    assert [line.means for _, line in vocabulary.find("a zorble", None)] == [("chronology",)]
    assert [companion.add for companion in companions] == ["A sentence."]


def test_proof_must_stand_in_what_may_be_read(library):
    """The citations become sources of the live library; a document that is withdrawn or a sentence that is gone stops the answer."""
    view = Library(library).view()
    document = next(d for d in view.generation.document_rows if d.edition == "current")
    sentence = next(unit.text for unit in view.generation.units if unit.document_id == document.id and unit.kind == "paragraph")
    answer = replace(LUTON, citations=(SignedCitation(title=document.title, quote=sentence), SignedCitation(title=document.title)))
    sources = signed_sources(answer, view)

    assert sources is not None
    assert [source.n for source in sources] == [1, 2]
    assert sources[0].quote == sentence
    assert sources[0].url.startswith(f"/library/{document.id}?page=")
    assert signed_sources(replace(answer, citations=(SignedCitation(title=document.title, quote="Not there."),)), view) is None
    assert signed_sources(answer, replace(view, withdrawn=frozenset({document.id}))) is None
