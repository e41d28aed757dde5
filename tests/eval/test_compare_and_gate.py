"""Comparison of two runs and the gate: regressions are caught and named."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.errors import SettingsError
from eval.compare import compare, describe
from eval.gate import SHIPPED, Bound, Drop, Thresholds, breaches, load_thresholds
from eval.summary import by_category, figure, latencies, tables
from eval.tables_text import names_text, run_text
from tests.eval.made_runs import column, result, run


def test_wins_and_losses_are_named() -> None:
    """Question by question, with the direction of the metric: fewer false answers is a win."""
    old = run("old", [result("a", {"full": 1, "false_answer": 1}), result("b", {"full": 0}), result("c", {"full": 1})])
    new = run("new", [result("a", {"full": 0, "false_answer": 0}), result("b", {"full": 1}), result("c", {"full": 1})])
    changes = {c.metric: c for c in compare(old, new, categories=False).changes}
    assert (changes["full"].wins, changes["full"].losses) == (("b",), ("a",))
    assert changes["false_answer"].wins == ("a",)
    assert changes["false_answer"].better == 1
    assert "1 won, 1 lost" in describe(changes["full"])


def test_what_was_not_measured_twice_is_not_compared() -> None:
    """Questions of one run only, or failed in one, are listed instead of counted."""
    old = run("old", [result("a", {"full": 1}), result("b", {"full": 1}), result("gone", {"full": 1})])
    new = run("new", [result("a", {"full": 1}), result("b", {}, error="broke")])
    found = compare(old, new)
    assert found.uncompared == ("starter/b", "starter/gone")
    assert {c.difference.count for c in found.changes} == {1}


def test_a_changed_measure_is_told() -> None:
    """Question sets and the evaluation's own code, not prompts: those are what is measured."""
    old, new = run("old", column("full", [1])), run("new", column("full", [1]))
    before = {"suite starter": "1", "evaluation": "1", "prompts": "1"}
    old = replace(old, header=replace(old.header, digests=before))
    new = replace(new, header=replace(new.header, digests={name: "2" for name in before}))
    assert compare(old, new).changed_measures == ("suite starter", "evaluation")
    assert compare(old, old).changed_measures == ()


def test_a_clear_regression_is_called_worse() -> None:
    """Significant, and in the right direction; a single loss is no clear change."""
    change = compare(run("old", column("full", [1] * 30)), run("new", column("full", [0] * 10 + [1] * 20)), categories=False).changes[0]
    assert change.verdict == "worse"
    change = compare(run("old", column("full", [1] * 30)), run("new", column("full", [0] + [1] * 29)), categories=False).changes[0]
    assert change.verdict == "no clear change"


def test_the_gate_names_bound_and_questions() -> None:
    """Too low, too high, in a category, by a pattern of set names."""
    results = [
        result("a", {"full": 1, "false_answer": 1}),
        result("b", {"full": 0, "false_answer": 0}, category="table"),
        result("c", {"full": 0}, suite="other"),
    ]
    limits = Thresholds(
        bounds=(
            Bound(suite="starter", metric="full", at_least=0.6),
            Bound(suite="st*", metric="full", category="table", at_least=0.1),
            Bound(suite="starter", metric="false_answer", at_most=0.4),
            Bound(suite="starter", metric="recall_600", at_least=0.9),
        )
    )
    found = breaches(results, limits)
    assert [breach.questions for breach in found] == [("starter/b",), ("starter/b",), ("starter/a",)]
    assert "0.500, at least 0.6" in found[0].text
    assert "table" in found[1].text


def test_a_question_without_its_score_closes_the_gate() -> None:
    """Neither a nought nor a pass: a failed run, even with no threshold at all."""
    found = breaches([result("a", {"full": 1}), result("b", {}, error="broke"), result("c", {"full": 1}, missing=("proof",))], Thresholds())
    assert [breach.questions for breach in found] == [("starter/b", "starter/c")]
    assert breaches([], Thresholds())


def test_a_regression_in_one_category_is_caught() -> None:
    """One table parser broken hardly shows in the whole; its category names it."""
    whole = column("recall_600", [1] * 90)
    tables_before = [result(f"t{n}", {"recall_600": 1}, category="table") for n in range(5)]
    tables_after = [result(f"t{n}", {"recall_600": n > 1}, category="table") for n in range(5)]
    comparison = compare(run("old", [*whole, *tables_before]), run("new", [*whole, *tables_after]))
    drops = (Drop(metric="recall_600", worse_by_at_most=0.05), Drop(metric="recall_600", worse_by_at_most=0.1, categories=True))
    found = breaches([*whole, *tables_after], Thresholds(drops=drops), comparison=comparison)
    assert [breach.questions for breach in found] == [("t0", "t1")]
    assert "starter / table" in found[0].text


def test_a_moved_threshold_is_caught_by_false_answers() -> None:
    """More unanswerable questions answered than before closes the gate, though the figure went up."""
    old, new = column("false_answer", [0, 0, 0, 1]), column("false_answer", [1, 0, 1, 1])
    found = breaches(new, Thresholds(drops=(Drop(metric="false_answer", worse_by_at_most=0.1),)), comparison=compare(run("o", old), run("n", new)))
    assert [breach.questions for breach in found] == [("q0", "q2")]


def test_time_and_memory_have_limits() -> None:
    """Slow stages and much memory close the gate."""
    slow = [result("a", {"full": 1}, stages_ms={"answer": 900.0}), result("b", {"full": 1}, stages_ms={"answer": 1100.0})]
    assert [one.stage for one in latencies(slow)] == ["answer"]
    assert len(breaches(slow, Thresholds(latency_p95_ms={"answer": 1000}, memory_mb=100), memory_mb=200)) == 2
    assert breaches(slow, Thresholds(latency_p95_ms={"answer": 2000}, memory_mb=300), memory_mb=200) == []


def test_the_shipped_thresholds_are_readable(tmp_path: Path) -> None:
    """The shipped file fits; unknown metrics, unknown keys and a bound without a side do not."""
    assert load_thresholds(SHIPPED).bounds
    for text in ("bounds: [{metric: sparkle, at_least: 1}]", "surprise: 1", "bounds: [{metric: full}]", "bounds: ["):
        (tmp_path / "t.yaml").write_text(text)
        with pytest.raises(SettingsError, match="cannot be used"):
            load_thresholds(tmp_path / "t.yaml")


def test_a_figure_with_an_unmeasured_question_is_empty() -> None:
    """It names the question instead of averaging over the rest."""
    found = figure([result("a", {"full": 1}), result("b", {}, error="broke")], "full")
    assert (found.interval, found.unscored) == (None, ("b",))


def test_tables_have_a_row_for_each_category() -> None:
    """All questions first; the printed table shows figures and what is missing."""
    results = [result("a", {"full": 1, "words": 80}, category="table", stages_ms={"answer": 5.0}), result("b", {"full": 0, "words": 90})]
    found = tables(results, by_category)
    assert [name for name, _ in found[0].rows] == ["all", "table", "how-to"]
    text = run_text([*results, result("x", {}, suite="other", missing=("full",))], 512)
    assert "0.500" in text
    assert "85.0" in text
    assert "1 miss" in text
    assert "512 MB" in text
    assert names_text("wrong", ["a", "b", "c"], most=2).endswith("... and 1 more")
