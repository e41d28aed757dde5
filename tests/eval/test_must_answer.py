"""Must-answer questions over real generations: what counts, what is lost, what a withdrawal or a correction of contacts costs."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.contacts import ContactBook
from assistant.domain import Answer, Question
from assistant.errors import SettingsError
from assistant.fakes import WordEmbedder
from assistant.library import Library
from assistant.must_answer import must_answer_of
from assistant.settings import Settings
from eval.cases import Case, load_cases
from eval.must_answer import SHIPPED, Answering, MustAnswerQuestions, Pinned, cases_of, of_settings
from ingest.job import ingest, live
from ingest.operations import withdraw
from ingest.publish import Place
from tests.conftest import KNOWLEDGE, MakeAssistant
from tests.small_corpus import FILES, write_corpus


def _case(name: str, question: str, fact: str, doc: str, quote: str, **more: object) -> Case:
    facts = [{"fact": fact, "any": [fact]}]
    return Case.model_validate({"id": name, "question": question, "key_facts": facts, "evidence": [{"doc": doc, "quote": quote}], **more})


USE = "Use the Graded Care Profile 2 (GCP2) when neglect is suspected"
TOOL = _case("tool", "When is the Graded Care Profile 2 used?", "suspected or known", "neglect.md", USE)
BRUISE = _case("bruise", "Who looks at a bruise on a baby?", "paediatrician", "elsewhere.md", "is looked at by a paediatrician on the same day")
BEFORE = "must be told six weeks before the arrangement begins"
NEVER = _case("never", "When is private fostering told to the council?", "twelve weeks", "fostering.md", BEFORE)
FOREIGN = _case("foreign", "How deep is the harbour?", "metres", "harbour.md", "The harbour is twelve metres deep at low tide.")
LUTON = r"01582\s?547\s?653"
DOOR = _case("door", "What is the front door number in Luton?", LUTON, "harbour.md", "The harbour master", category="contact", area="luton")


class _Counted:
    """An assistant that notes what it was asked, and of which generation."""

    def __init__(self, inner: Answering, generation: str, asked: list[tuple[str, str]]) -> None:
        self._inner, self._generation, self._asked = inner, generation, asked

    def answer(self, question: Question) -> Answer:
        self._asked.append((self._generation, question.text))
        return self._inner.answer(question)


class _Questions:
    """Questions over a data directory, with a record of what was asked."""

    def __init__(self, data_dir: Path, make_assistant: MakeAssistant, cases: Sequence[Case]) -> None:
        self.asked: list[tuple[str, str]] = []

        def over(library: Library, book: ContactBook | None) -> Answering:
            own = {"book": book} if book else {}
            return _Counted(make_assistant(data_dir, library=library, **own), library.current_id(), self.asked)

        self.check = MustAnswerQuestions(data_dir, lambda: cases, over)


def _folder(data_dir: Path) -> Path:
    now = live(data_dir)
    assert now is not None
    return now.folder


def _next(tmp_path: Path, data_dir: Path, files: dict[str, str]) -> Path:
    """Publish these files instead; the folder of the generation before is returned."""
    before = _folder(data_dir)
    source = tmp_path / "next"
    source.mkdir()
    for name, text in files.items():
        (source / name).write_text(text, encoding="utf-8")
    ingest([source], Place(data_dir=data_dir, embedder=WordEmbedder()), yes=True)
    return before


def test_a_sentence_that_went_is_named_with_its_document(tmp_path: Path, own_library: Path, make_assistant: MakeAssistant) -> None:
    """The document is there and no longer says it: lost, with why, and the others are not mentioned."""
    changed = FILES | {"neglect.md": FILES["neglect.md"].replace("when neglect is suspected or known", "as the manual of the tool says")}
    before = _next(tmp_path, own_library, changed)
    found = _Questions(own_library, make_assistant, [TOOL, BRUISE]).check.before_switch(_folder(own_library), before)

    assert [(item.id, item.lost, item.removed) for item in found] == [("tool", True, False)]
    assert found[0].documents == ("Neglect practice guidance",)
    assert "key fact not shown: suspected or known" in found[0].line


def test_nothing_lost_asks_the_new_library_only(own_library: Path, make_assistant: MakeAssistant) -> None:
    """One round of questions for a publication that changes nothing for them; a quotation finds its document under another file name."""
    questions = _Questions(own_library, make_assistant, [TOOL, BRUISE])
    seen: list[tuple[int, int]] = []

    assert questions.check.before_switch(_folder(own_library), _folder(own_library), lambda _, done, total: seen.append((done, total))) == ()
    assert [text for _, text in questions.asked] == [TOOL.question, BRUISE.question]
    assert seen == [(1, 2), (2, 2)]


def test_a_document_that_went_is_lost_although_another_answer_fits(tmp_path: Path, own_library: Path, make_assistant: MakeAssistant) -> None:
    """A pattern may fit a poor answer by chance; with its document the question is lost all the same, and marked as removed."""
    loose = TOOL.model_copy(update={"key_facts": ()})
    before = _next(tmp_path, own_library, {name: text for name, text in FILES.items() if name != "neglect.md"})
    found = _Questions(own_library, make_assistant, [loose]).check.before_switch(_folder(own_library), before)

    assert [(item.id, item.lost, item.removed) for item in found] == [("tool", True, True)]
    assert "None of them is in the library any more" in found[0].line


def test_what_never_was_answered_is_told_and_what_is_foreign_is_not_asked(own_library: Path, make_assistant: MakeAssistant) -> None:
    """Wrong on both sides: reported, not lost. No document on either side: it does not count."""
    questions = _Questions(own_library, make_assistant, [NEVER, FOREIGN])
    found = questions.check.before_switch(_folder(own_library), _folder(own_library))

    assert [(item.id, item.lost) for item in found] == [("never", False)]
    assert FOREIGN.question not in {text for _, text in questions.asked}


def test_a_first_publication_and_an_unreadable_library_lose_nothing(tmp_path: Path, own_library: Path, make_assistant: MakeAssistant) -> None:
    """There is nothing to compare with; what fails is reported."""
    broken = Path(shutil.copytree(_folder(own_library), tmp_path / "broken"))
    (broken / "units.json").write_text("{", encoding="utf-8")
    check = _Questions(own_library, make_assistant, [TOOL, NEVER]).check

    for before in (None, broken):
        assert [(item.id, item.lost) for item in check.before_switch(_folder(own_library), before)] == [("never", False)]


def test_a_withdrawal_tells_what_it_costs(own_library: Path, make_assistant: MakeAssistant) -> None:
    """Only what was answered with the document; earlier withdrawals count as they are."""
    check = _Questions(own_library, make_assistant, [TOOL, BRUISE, NEVER]).check
    titles = {document.id: document.title for document in Library(own_library).view().documents()}
    neglect, report = (next(name for name, title in titles.items() if title.startswith(start)) for start in ("Neglect", "Annual"))

    withdraw(own_library, report, "old", "A. Lead")
    assert check.after_withdrawal({report}) == ()
    withdraw(own_library, neglect, "wrong", "A. Lead")
    assert [(item.id, item.removed) for item in check.after_withdrawal({neglect})] == [("tool", True)]
    assert check.after_withdrawal({report}) == ()


def test_a_corrected_contact_tells_what_it_costs(own_library: Path, make_assistant: MakeAssistant) -> None:
    """A number that is right for its owners is no longer shown: named. The other way round nothing is lost."""
    right = ContactBook.load(KNOWLEDGE / "contacts.yaml")
    wrong = replace(right, contacts=tuple(replace(c, phone="01582 000000") if c.phone == "01582 547653" else c for c in right.contacts))

    def lost(now: ContactBook, before: ContactBook) -> list[str]:
        def over(library: Library, book: ContactBook | None) -> Answering:
            return make_assistant(own_library, library=library, book=book or now)

        return [item.id for item in MustAnswerQuestions(own_library, lambda: [DOOR, TOOL], over).after_correction(before)]

    assert lost(wrong, right) == ["door"]
    assert lost(right, wrong) == []


def test_a_pinned_library_stays_where_it_is(tmp_path: Path, own_library: Path) -> None:
    """Another publication does not change what is asked."""
    view = Library(own_library).view()
    pinned = Pinned(view.generation, frozenset(), own_library)
    _next(tmp_path, own_library, dict(list(FILES.items())[:3]))

    assert pinned.view().generation.id == pinned.current_id() == view.generation.id != Library(own_library).current_id()


# --- which questions ------------------------------------------------------------------------------------------------


def test_an_installation_adds_its_own_questions(tmp_path: Path) -> None:
    """Shipped first, then a question set with gold, then what the desk keeps; of one id the first counts."""
    folder = tmp_path / "knowledge"
    folder.mkdir()
    shipped = load_cases(SHIPPED)
    rows = [{"id": shipped[0].id, "question": "another wording"}, {"id": "own-1", "question": "Who pays for taxis?"}]
    (folder / "must_answer.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    (folder / "must_answer.yaml").write_text('- {question: "Who chairs the panel?", area: luton}\n', encoding="utf-8")
    cases = cases_of(tmp_path)

    assert cases[: len(shipped)] == tuple(shipped)
    assert [case.question for case in cases[len(shipped) :]] == ["Who pays for taxis?", "Who chairs the panel?"]
    assert cases[-1].id.startswith("desk-")
    (folder / "must_answer.yaml").write_text("- just words\n", encoding="utf-8")
    with pytest.raises(SettingsError, match=r"must_answer\.yaml"):
        cases_of(tmp_path)


def test_publishing_finds_the_shipped_questions_through_the_entry_point(tmp_path: Path) -> None:
    """What `safeguarding ingest` and the desk hand on is this module's check; reading its questions loads no model."""
    settings = Settings(data_dir=tmp_path, knowledge_dir=KNOWLEDGE)
    found = must_answer_of(settings, WordEmbedder())

    assert found is not None, "install the package again: its entry point safeguarding.must_answer is missing"
    assert found.questions() == of_settings(settings, WordEmbedder()).questions() == {case.id: case.question for case in load_cases(SHIPPED)}


def test_the_small_library_is_as_these_tests_need_it(tmp_path: Path) -> None:
    """The gold quotations stand in the files that they name."""
    texts = " ".join(" ".join(path.read_text(encoding="utf-8").split()) for path in write_corpus(tmp_path / "in").iterdir())
    assert all(piece.quote in texts for case in (TOOL, BRUISE, NEVER) for piece in case.evidence)
