"""Running cases: order, errors kept as failed runs, missing scores, and the run's file."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from assistant.domain import Status
from assistant.errors import SettingsError
from assistant.settings import Settings
from eval.cases import Case, Evidence, KeyFact, case_schema, load_cases
from eval.proof import Ground
from eval.results import Score
from eval.run import SHIPPED, Suite, load_suite, prover, run_suites, suite_name, unmeasured
from eval.runs_file import Run, describe, folder_digest, latest_run, read_run, write_run
from eval.seam import LONDON, evidence_score, question_of, working_time
from eval.write_schema import SCHEMA, schema_text
from tests.eval.small_library import SmallAssistant, TracedAssistant, plain, quote_of

CASES = (
    Case(id="b", question="neglect", key_facts=(KeyFact(fact="neglect", any=("neglect",)),),
         evidence=(Evidence(doc="luton-neglect.md", quote="Use the neglect tool when neglect is suspected or known."),)),
    Case(id="a", question="breaks"),
    Case(id="c", question="unknown", expected="not_found"),
    Case(id="d", question="fault"),
)  # fmt: skip


def _suite(tmp_path: Path, cases: tuple[Case, ...] = CASES) -> Suite:
    path = tmp_path / "mine.jsonl"
    path.write_text("".join(case.model_dump_json(exclude_defaults=True) + "\n" for case in cases))
    return Suite(name="mine", path=path, cases=tuple(load_cases(path)))


def _assistant(generation: Path) -> TracedAssistant:
    answers = {"neglect": quote_of(0), "breaks": RuntimeError("index lost"), "fault": plain(Status.FAULT, "Something is broken.")}
    return TracedAssistant(generation, answers)


def test_results_stand_in_input_order_with_errors_kept(generation: Path, ground: Ground, tmp_path: Path) -> None:
    """An exception and a fault are failed runs without scores; the others are measured."""
    results = run_suites(_assistant(generation), [_suite(tmp_path)], proof=prover(ground))
    assert [r.case.id for r in results] == ["b", "a", "c", "d"]
    good, broken, declined, fault = results
    assert good.scores["full"] == good.scores["proof"] == Score(1.0)
    assert good.scores["recall_150"] == Score(1, 1)
    assert (good.evidence, declined.evidence) == (0.9, 0.1)
    assert {"answer", "search", "retrieve"} == set(good.stages_ms)
    assert "index lost" in (broken.error or "")
    assert "fault" in (fault.error or "")
    assert broken.failed_run
    assert not broken.scores
    assert not fault.scores
    assert declined.scores["right_decline"].value == 1


def test_a_forged_answer_fails_its_question(generation: Path, ground: Ground, tmp_path: Path) -> None:
    """What the proof checker finds is a score of nought and a reason."""
    forged = quote_of(0)
    forged = SmallAssistant(generation, {"neglect": type(forged)(**{**_fields(forged), "text": "Neglect. Ring 01582 999888."})})
    result = run_suites(forged, [_suite(tmp_path, CASES[:1])], proof=prover(ground))[0]
    assert result.scores["proof"].value == 0
    assert any("01582 999888" in failure for failure in result.failures)


def _fields(answer: object) -> dict[str, object]:
    return {name: getattr(answer, name) for name in answer.__dataclass_fields__}  # type: ignore[attr-defined]


def test_a_limit_takes_the_first_of_each_set(generation: Path, tmp_path: Path) -> None:
    """``limit`` counts for each set by itself."""
    suite = _suite(tmp_path)
    assert [r.case.id for r in run_suites(_assistant(generation), [suite, suite], limit=1)] == ["b", "b"]


def test_missing_and_broken_scores_are_named() -> None:
    """A score that is not there, is no number, or has no weight is missing; it is never taken for nought."""
    scores = {"state": Score(1), "full": Score(float("nan")), "proof": Score(0, 0)}
    assert unmeasured(scores, {"state", "words"}) == ("full", "proof", "words")


def test_a_run_is_read_as_it_was_written(generation: Path, tmp_path: Path) -> None:
    """Header and results survive the file; the settings hold no secret."""
    suite = _suite(tmp_path)
    results = tuple(run_suites(_assistant(generation), [suite]))
    settings = Settings(slack_bot_token="xoxb-secret", database_url="postgresql://u:hidden@h/d", prompts_dir=tmp_path)  # type: ignore[arg-type]
    now = datetime(2026, 11, 20, 10, tzinfo=UTC)
    run = Run(header=describe(settings, [suite], "g1", now=now, clock=now), results=results)
    path = tmp_path / "runs" / "one.jsonl"
    write_run(path, run)
    again = read_run(path)
    assert [(r.key, r.scores, r.error, r.failures) for r in again.results] == [(r.key, dict(r.scores), r.error, r.failures) for r in results]
    assert again.header == run.header
    assert {"prompts", "knowledge", "evaluation", "suite mine"} == set(run.header.digests)
    assert "secret" not in path.read_text()
    assert "hidden" not in path.read_text()
    assert latest_run(path.parent) == path


def test_a_file_that_is_no_run_is_refused(tmp_path: Path) -> None:
    """With a sentence that names it."""
    path = tmp_path / "x.jsonl"
    path.write_text('{"id": "a case"}\n')
    with pytest.raises(SettingsError, match=r"x\.jsonl is not a run"):
        read_run(path)
    with pytest.raises(SettingsError, match="cannot be read"):
        read_run(tmp_path / "none.jsonl")
    with pytest.raises(SettingsError, match="no earlier run"):
        latest_run(tmp_path / "empty")


def test_a_digest_follows_names_and_bytes(tmp_path: Path) -> None:
    """Changing a prompt or its name changes the digest; a folder that is missing has none."""
    (tmp_path / "p").mkdir()
    (tmp_path / "p" / "a.yaml").write_text("x")
    first = folder_digest(tmp_path / "p")
    (tmp_path / "p" / "a.yaml").rename(tmp_path / "p" / "b.yaml")
    assert first != folder_digest(tmp_path / "p")
    assert folder_digest(tmp_path / "none") == ""


def test_questions_carry_area_turns_and_time() -> None:
    """``pan`` is no area; a time without a zone is British."""
    case = Case(id="x", question="and luton?", turns=("first",), area="pan", asked_at="2026-07-01T22:15")
    question = question_of(case)
    assert (question.area, question.history) == (None, ("first",))
    assert question.asked_at == datetime(2026, 7, 1, 21, 15, tzinfo=UTC)
    with pytest.raises(SettingsError, match="case x"):
        question_of(Case(id="x", question="q", asked_at="tonight"))


def test_the_default_clock_is_a_working_morning() -> None:
    """A Sunday evening asks as of Friday at ten."""
    assert working_time(datetime(2026, 11, 22, 20, tzinfo=UTC)) == datetime(2026, 11, 20, 10, tzinfo=LONDON)


def test_evidence_in_a_trace() -> None:
    """A number or a mapping with a score; anything else is no evidence."""
    assert evidence_score({"evidence": 0.4}) == evidence_score({"evidence": {"score": 0.4}}) == evidence_score({"evidence_score": 0.4}) == 0.4
    assert evidence_score({"evidence": True}) is evidence_score({}) is evidence_score(None) is None


# --- question sets --------------------------------------------------------------------------------------------------


def test_the_kept_schema_is_that_of_the_model() -> None:
    """``case.schema.json`` agrees with the model, and refuses unknown keys."""
    assert SCHEMA.read_text(encoding="utf-8") == schema_text()
    assert case_schema()["additionalProperties"] is False


def _open_sets() -> list[Path]:
    """Sets that may be looked at while working: not the locked and held-back ones, nor sets of another shape (model statements)."""
    return sorted(p for p in SHIPPED.rglob("*.jsonl") if not any(word in p.name for word in ("locked", "held", "model_statements")))


@pytest.mark.parametrize("path", _open_sets(), ids=suite_name)
def test_shipped_sets_are_readable(path: Path) -> None:
    """Every shipped set has valid cases with unique ids and compiling patterns."""
    assert len(load_cases(path)) >= 10


def test_sets_are_found_by_name_or_path(tmp_path: Path) -> None:
    """A shipped set by its name, any other by its path; an unknown one is refused with its name."""
    assert load_suite("starter").name == "starter"
    assert load_suite("safety/urgent").name == "safety/urgent"
    assert load_suite(str(_suite(tmp_path).path)).name == "mine"
    with pytest.raises(SettingsError, match="nowhere"):
        load_suite("nowhere")


@pytest.mark.parametrize("text", ["{broken", '{"id": "a", "question": "q", "surprise": 1}', '{"id": "a", "question": "q", "must": ["("]}'])
def test_bad_sets_are_refused(tmp_path: Path, text: str) -> None:
    """Unreadable lines, unknown keys and patterns that do not compile name the file."""
    path = tmp_path / "bad.jsonl"
    path.write_text(text)
    with pytest.raises(SettingsError, match="bad"):
        load_cases(path)


def test_yaml_sets_are_read(tmp_path: Path) -> None:
    """The same shape in YAML; ids that stand twice are refused."""
    path = tmp_path / "set.yaml"
    path.write_text("- {id: a, question: one}\n- {id: b, question: two}\n")
    assert [case.id for case in load_cases(path)] == ["a", "b"]
    path.write_text("- {id: a, question: one}\n- {id: a, question: two}\n")
    with pytest.raises(SettingsError, match="more than once"):
        load_cases(path)
