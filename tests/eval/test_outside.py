"""Public layouts on tiny files of the same shape, and the peer baseline's arithmetic."""

from __future__ import annotations

import json
import sys
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from assistant.errors import SettingsError
from eval.baselines import TutorialPipeline, baseline_figures, baseline_results, words_as_answer
from eval.cases import Case, Evidence, KeyFact, load_cases
from eval.external import LAYOUTS, OutsideSet, read_outside, write_outside
from eval.results import CaseResult, Score
from eval.retrieval import Found, retrieval_scores
from eval.run import Suite
from tests.eval.small_library import SmallAssistant


def _lines(path: Path, *entries: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(entry) + "\n" for entry in entries))


def _beir(folder: Path) -> Path:
    _lines(folder / "corpus.jsonl", {"_id": "d1", "title": "Tides", "text": "The moon pulls the sea."}, {"_id": "d/2", "title": "", "text": "Other."})
    _lines(folder / "queries.jsonl", {"_id": "q1", "text": "what moves the sea"}, {"_id": "q2", "text": "never judged"})
    (folder / "qrels").mkdir()
    (folder / "qrels" / "test.tsv").write_text("query-id\tcorpus-id\tscore\nq1\td1\t1\nq1\td/2\t0\n")
    return folder


def _squad(folder: Path) -> Path:
    context = "Rivers run down. The Ouse runs through Bedford, slowly. Then on."
    asked = {"id": 1, "question": "Where does the Ouse run?", "answers": [{"text": "through  Bedford".replace("  ", " "), "answer_start": 31}]}
    none = {"id": 2, "question": "How deep is it?", "answers": [], "is_impossible": True}
    path = folder / "squad.json"
    path.write_text(json.dumps({"data": [{"title": "Rivers", "paragraphs": [{"context": context, "qas": [asked, none]}]}]}))
    return path


def _conditional(folder: Path) -> Path:
    (folder / "documents.json").write_text(
        json.dumps([{"title": "Leave", "url": "https://x/leave", "contents": ["<h1>Leave</h1>", "<p>You get <b>two</b> weeks.</p>"]}])
    )
    questions = [
        {"id": "c1", "url": "https://x/leave", "scenario": "I had a child.", "question": "How long?", "not_answerable": False,
         "answers": [["two weeks", []], ["yes", []]], "evidences": ["<p>You get <b>two</b> weeks.</p>"]},
        {"id": "c2", "url": "https://x/leave", "scenario": "", "question": "How much?", "not_answerable": True, "answers": [], "evidences": []},
    ]  # fmt: skip
    (folder / "dev.json").write_text(json.dumps(questions))
    return folder


def _multihop(folder: Path) -> Path:
    (folder / "corpus.json").write_text(
        json.dumps([{"title": "A", "url": "u1", "body": "First fact here. More."}, {"title": "B", "url": "u2", "body": "Second."}])
    )
    questions = [
        {"query": "Which?", "answer": "Acme", "question_type": "inference_query", 
         "evidence_list": [{"url": "u1", "fact": "First fact here."}, {"url": "u2", "fact": "Second."}]},
        {"query": "Nothing?", "answer": "Insufficient information.", "question_type": "null_query", "evidence_list": []},
        {"query": "Same?", "answer": "Yes", "question_type": "comparison_query", "evidence_list": [{"url": "u1", "fact": "First fact here."}]},
    ]  # fmt: skip
    (folder / "MultiHopRAG.json").write_text(json.dumps(questions))
    return folder


def _named(found: OutsideSet, title: str) -> str:
    return next(document.file_name for document in found.documents if document.title == title)


def test_beir(tmp_path: Path) -> None:
    """Judged questions only; a judged document is the evidence as a whole, and scores hits by document."""
    found = read_outside("beir", _beir(tmp_path))
    assert [case.id for case in found.cases] == ["q1"]
    name = _named(found, "Tides")
    assert found.cases[0].evidence == (Evidence(doc=name, quote=""),)
    assert retrieval_scores(found.cases[0], [Found(text="The moon", doc=f"in/{name}")])["hit_1"].value == 1
    assert len({document.file_name for document in found.documents}) == 2


def test_squad(tmp_path: Path) -> None:
    """The sentence around the answer is the quotation; an impossible question expects a decline."""
    asked, none = read_outside("squad", _squad(tmp_path)).cases
    assert asked.evidence[0].quote == "The Ouse runs through Bedford, slowly."
    assert asked.key_facts[0].any == (r"through\s+Bedford",)
    assert (none.expected, none.evidence) == ("not_found", ())


def test_conditional_qa(tmp_path: Path) -> None:
    """Mark-up goes, scenario and question are one, yes and no are no facts, unanswerable ones expect a decline."""
    answerable, unanswerable = read_outside("conditionalqa", _conditional(tmp_path)).cases
    assert answerable.question == "I had a child. How long?"
    assert answerable.evidence[0].quote == "You get two weeks."
    assert [fact.fact for fact in answerable.key_facts] == ["two weeks"]
    assert unanswerable.expected == "not_found"


def test_multihop(tmp_path: Path) -> None:
    """Each fact is a quotation from its article; a question without one expects a decline."""
    one, none, same = read_outside("multihop-rag", _multihop(tmp_path)).cases
    assert [evidence.quote for evidence in one.evidence] == ["First fact here.", "Second."]
    assert (none.expected, none.key_facts) == ("not_found", ())
    assert (same.expected, same.key_facts) == ("answer", ())


@pytest.mark.parametrize(("layout", "make"), [("beir", _beir), ("squad", _squad), ("conditionalqa", _conditional), ("multihop-rag", _multihop)])
def test_every_layout_can_be_written_and_asked(tmp_path: Path, layout: str, make: object) -> None:
    """Documents as files for ingestion, questions as a set that loads; each evidence names a written file."""
    (tmp_path / "in").mkdir()
    found = read_outside(layout, make(tmp_path / "in"))  # type: ignore[operator]
    cases = load_cases(write_outside(found, tmp_path / "out"))
    written = {path.name for path in (tmp_path / "out" / "documents").iterdir()}
    assert cases == list(found.cases)
    assert {evidence.doc for case in cases for evidence in case.evidence} <= written
    assert set(LAYOUTS) == {"beir", "squad", "conditionalqa", "multihop-rag"}


def test_other_files_are_refused(tmp_path: Path) -> None:
    """A missing file, another shape and an unknown layout each say what is wrong."""
    with pytest.raises(SettingsError, match="No layout 'trec'"):
        read_outside("trec", tmp_path)
    with pytest.raises(SettingsError, match="not laid out as beir"):
        read_outside("beir", tmp_path)
    (tmp_path / "x.json").write_text("[]")
    with pytest.raises(SettingsError, match="not laid out as squad"):
        read_outside("squad", tmp_path / "x.json")


# --- the peer -------------------------------------------------------------------------------------------------------


def test_the_peers_words_are_its_answer() -> None:
    """Facts after word 250 are not read; it never declines."""
    case = Case(id="a", question="q", key_facts=(KeyFact(fact="f", any=("needle",)),))
    assert words_as_answer(case, [Found(text="a needle here")])["full"].value == 1
    assert words_as_answer(case, [Found(text="hay " * 250), Found(text="needle")])["key_facts"].value == 0
    assert words_as_answer(Case(id="b", question="q", expected="not_found"), [])["false_answer"].value == 1


def test_the_peers_figures_stand_by_suite() -> None:
    """Only figures that exist."""
    results = [CaseResult(suite="s", case=Case(id="a", question="q"), scores={"full": Score(1)})]
    figures = baseline_figures(results)
    assert list(figures["s"]) == ["full"]


class _Letters:
    """A tiny embedder: counts of letters."""

    name = digest = "letters"

    def encode(self, texts: list[str]) -> np.ndarray:  # type: ignore[type-arg]
        counts = np.asarray([[text.lower().count(letter) + 0.01 for letter in "abcdefghijklmnopqrstuvwxyz"] for text in texts], dtype=np.float32)
        return counts / np.linalg.norm(counts, axis=1, keepdims=True)


def test_the_baseline_without_its_extra_says_how_to_get_it(generation: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A sentence with the command instead of an import error."""
    monkeypatch.setitem(sys.modules, "langchain_chroma", None)
    with pytest.raises(SettingsError, match="pip install"):
        TutorialPipeline(SmallAssistant(generation).view(), _Letters())


@pytest.mark.skipif(find_spec("langchain_text_splitters") is None, reason="needs the extra baseline: pip install -r requirements-dev.lock")
def test_the_baseline_runs(generation: Path, tmp_path: Path) -> None:
    """The tutorial pipeline over the small library finds its text and is scored by the same metrics."""
    case = Case(
        id="a",
        question="neglect tool",
        evidence=(Evidence(doc="luton-neglect.md", quote="Use the neglect tool when neglect is suspected or known."),),
    )
    suite = Suite(name="s", path=tmp_path, cases=(case,))
    results = baseline_results(SmallAssistant(generation).view(), [suite], _Letters())
    assert results[0].scores["recall_1200"].value == 1
