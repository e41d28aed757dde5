"""The command: figures, a kept run, comparison, gate and report, on the small library."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from assistant.domain import Hit, Question
from assistant.retrieve import Weights
from assistant.settings import Settings
from assistant.state import Records, open_database
from eval.ablation import ablate, ablation_text, variants
from eval.cases import Case, Evidence, load_cases
from eval.cli import GATE_CLOSED, RUNS, WRONG_USE, register
from eval.results import Score
from eval.runs_file import read_run
from eval.seam import Evaluated
from tests.eval.small_library import SmallAssistant, TracedAssistant, quote_of, write_contacts

CASES = [
    {"id": "tool", "question": "neglect tool", "area": "luton", "key_facts": [{"fact": "neglect", "any": ["neglect is suspected"]}],
     "evidence": [{"doc": "luton-neglect.md", "quote": "Use the neglect tool when neglect is suspected or known."}]},
    {"id": "none", "question": "weather tomorrow", "expected": "not_found"},
]  # fmt: skip

Run = Callable[..., Result]


class _Command:
    """The command over a small assistant whose table of answers a test may change."""

    def __init__(self, folder: Path, generation: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        (folder / "knowledge").mkdir()
        write_contacts(folder / "knowledge")
        self.suite = folder / "mine.jsonl"
        self.suite.write_text("".join(json.dumps(case) + "\n" for case in CASES))
        self.data = generation.parents[1]
        self.answers: dict[str, object] = {"neglect tool": quote_of(0)}
        self.clocks: list[datetime] = []
        self._generation = generation
        # The gate limits the memory of an evaluation; here it would measure the whole test run, with every model that a test has loaded.
        monkeypatch.setattr("eval.cli.peak_memory_mb", lambda: 100.0)
        monkeypatch.setattr("eval.cli.load_settings", lambda: Settings(knowledge_dir=folder / "knowledge", prompts_dir=folder))
        self.app = typer.Typer()
        self.app.callback()(lambda: None)
        register(self.app, self._build)

    def _build(self, settings: Settings, clock: Callable[[], datetime]) -> Evaluated:
        self.clocks.append(clock())
        return TracedAssistant(self._generation, self.answers)  # type: ignore[arg-type]

    def __call__(self, *words: object) -> Result:
        return CliRunner().invoke(self.app, ["eval", *map(str, words), "--data-dir", str(self.data)])


@pytest.fixture
def command(tmp_path: Path, generation: Path, monkeypatch: pytest.MonkeyPatch) -> _Command:
    """The command on the small library."""
    return _Command(tmp_path, generation, monkeypatch)


def test_figures_are_printed_and_the_run_is_kept(command: _Command) -> None:
    """Tables by category, latency, memory; the run's file holds documents and questions; proof was checked."""
    result = command(command.suite, "--at", "2026-11-18T09:00")
    assert result.exit_code == 0, result.output
    for words in ("parsing: parsing", "mine: retrieval", "mine: answers", "mine: declines", "latency", "memory at most", "p95"):
        assert words in result.output
    kept = list((command.data / RUNS).glob("*.jsonl"))
    run = read_run(kept[0])
    assert [(r.suite, r.case.id) for r in run.results] == [
        ("parsing", "luton-neglect"),
        ("parsing", "bedford-escalation"),
        ("mine", "tool"),
        ("mine", "none"),
    ]
    assert run.results[0].scores == {"rows": Score(2, 2), "shingles": Score(22, 22)}
    assert run.results[2].scores["proof"].value == 1
    assert run.header.generation == "g1"
    assert command.clocks[0].isoformat() == "2026-11-18T09:00:00+00:00"


def test_two_runs_give_the_same_figures(command: _Command) -> None:
    """Twice the same command, the same JSON but for the run's own name."""
    first, second = (json.loads(command(command.suite, "--json").stdout) for _ in range(2))
    assert first["suites"] == second["suites"]
    assert first["suites"]["mine"]["all"]["full"]["value"] == 1
    assert first["suites"]["mine"]["categories"]


def test_a_regression_closes_the_gate_and_is_named(command: _Command, tmp_path: Path) -> None:
    """A wrong answer after a right one: exit 1, the question named, told in the report."""
    limits = tmp_path / "t.yaml"
    limits.write_text("drops: [{metric: full, worse_by_at_most: 0.1}]")
    old = tmp_path / "old.jsonl"
    assert command(command.suite, "--out", old).exit_code == 0
    gate = ("--compare", old, "--gate", "--thresholds", limits, "--report", tmp_path / "out.html")
    assert command(command.suite, *gate).exit_code == 0
    command.answers["weather tomorrow"] = quote_of(4)
    result = command(command.suite, *gate)
    assert result.exit_code == GATE_CLOSED
    assert "GATE: mine: fully correct went from 1.000 to 0.500" in result.output
    assert "\n  none" in result.output
    assert "The gate is closed" in (tmp_path / "out.html").read_text(encoding="utf-8")


def test_a_reading_that_lost_something_closes_the_gate(command: _Command, tmp_path: Path) -> None:
    """``parsing`` alone measures documents; against a delivery that the library does not hold it is a failed run, kept and named."""
    assert command("parsing", "--gate").exit_code == 0
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "new.md").write_text("Words that nobody has published so far, in a file that somebody delivered.")
    result = command("parsing", "--originals", tmp_path / "in", "--gate", "--out", tmp_path / "run.jsonl")

    assert result.exit_code == GATE_CLOSED
    assert "GATE: 1 of 1 questions and documents could not be measured\n  parsing/in/new.md" in result.output
    assert "the library does not hold this file" in result.output
    assert "suite parsing/in" in read_run(tmp_path / "run.jsonl").header.digests
    assert command(command.suite, "--originals", tmp_path / "none").exit_code == WRONG_USE


def test_last_compares_with_the_newest_run(command: _Command) -> None:
    """``--compare last`` needs an earlier run, and then uses it."""
    assert command(command.suite, "--compare", "last").exit_code == WRONG_USE
    command(command.suite)
    assert "against run" in command(command.suite, "--compare", "last").output


def test_a_failed_run_is_never_a_success(command: _Command) -> None:
    """An exception in the product: exit 1 without any gate, the question and its error named."""
    command.answers["neglect tool"] = RuntimeError("index lost")
    result = command(command.suite)
    assert result.exit_code == GATE_CLOSED
    assert "mine/tool: RuntimeError: index lost" in result.output
    assert "1 miss" in result.output


def test_wrong_use_is_told_before_anything_runs(command: _Command, tmp_path: Path) -> None:
    """Unknown set, bad time, bad thresholds, missing run: exit 2 and a sentence, and no assistant was built."""
    (tmp_path / "bad.yaml").write_text("surprise: 1")
    for words in (
        ["nowhere"],
        [command.suite, "--at", "noon"],
        [command.suite, "--gate", "--thresholds", tmp_path / "bad.yaml"],
        [command.suite, "--compare", tmp_path / "no"],
    ):
        result = command(*words)
        assert result.exit_code == WRONG_USE, result.output
        assert "Traceback" not in result.output
    assert command.clocks == []


def test_candidates_and_outside_sets(command: _Command, tmp_path: Path) -> None:
    """The two other uses of the command need no library."""
    assert "No questions from the field yet." in command("candidates").output
    (tmp_path / "s.json").write_text(json.dumps({"data": [{"title": "T", "paragraphs": [{"context": "A b.", "qas": []}]}]}))
    result = command("outside", "squad", tmp_path / "s.json", tmp_path / "made")
    assert "safeguarding ingest" in result.output
    assert (tmp_path / "made" / "questions.jsonl").exists()
    assert command("outside", "squad").exit_code == WRONG_USE


def test_a_question_from_the_field_becomes_a_case(command: _Command, tmp_path: Path) -> None:
    """Listed, refused without its set, and promoted as one to be declined; then it is listed no more."""
    database = open_database(command.data)
    Records(database).count_gap("who pays for taxis", area="luton")
    database.close()
    into = tmp_path / "field.jsonl"

    assert "gap-1 " in command("candidates").output
    assert command("promote", "gap-1").exit_code == WRONG_USE
    assert "no candidate gap-7" in command("promote", "gap-7", "--into", into).output
    assert command("promote", "gap-1", "--into", into, "--expected", "not_found", "--owner", "A. Owner").exit_code == 0
    assert [(case.question, case.expected) for case in load_cases(into)] == [("who pays for taxis", "not_found")]
    assert "gap-1 " not in command("candidates").output


# --- ablation -------------------------------------------------------------------------------------------------------


class _Weighted(SmallAssistant):
    """Finds nothing once the topic weight is off."""

    def __init__(self, generation: Path) -> None:
        super().__init__(generation)
        self.retriever = type("R", (), {"weights": Weights()})()

    def search(self, question: Question, limit: int) -> list[Hit]:
        return super().search(question, limit) if self.retriever.weights.topic else []


def test_ablation_shows_what_a_stage_is_worth(generation: Path) -> None:
    """The stage that matters comes first with its loss; the others lose nothing; the weights are as before afterwards."""
    assistant = _Weighted(generation)
    case = Case(
        id="a",
        question="neglect tool",
        evidence=(Evidence(doc="luton-neglect.md", quote="Use the neglect tool when neglect is suspected or known."),),
    )
    rows = ablate(assistant, [case])
    assert rows[0].name == "without topic"
    assert rows[0].differences["recall_600"].value == -1
    assert {row.differences["recall_600"].value for row in rows[1:]} == {0}
    assert len(rows) == len(variants())
    assert assistant.retriever.weights == Weights()
    assert "full pipeline" in ablation_text(rows)
    assert ablation_text(ablate(assistant, [case], only=["nothing"])) == "No stage was switched off."


def test_ablation_needs_weights_and_gold(command: _Command, generation: Path) -> None:
    """A set without quotations, or an assistant without a retriever to show, is refused with a sentence."""
    result = command("ablation", command.suite)
    assert result.exit_code == WRONG_USE
    assert "retriever" in result.output
    command.suite.write_text('{"id": "a", "question": "q"}\n')
    assert "gold quotations" in command("ablation", command.suite).output
