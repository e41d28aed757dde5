"""Runs made by hand: each question with its scores."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from eval.cases import Case
from eval.results import CaseResult, Score
from eval.runs_file import Run, RunHeader


def result(name: str, scores: Mapping[str, float], *, suite: str = "starter", category: str = "how-to", **values: Any) -> CaseResult:
    """A measured question; scores have weight one."""
    case = Case(id=name, question=f"Question <{name}> & more?", category=category, area=values.pop("area", None))
    return CaseResult(suite=suite, case=case, scores={key: Score(value) for key, value in scores.items()}, **values)


def run(name: str, results: Sequence[CaseResult]) -> Run:
    """A run under an id."""
    return Run(
        header=RunHeader(id=name, created="2026-11-22", clock="2026-11-20T10:00", generation="g1", suites=("starter",)), results=tuple(results)
    )


def column(metric: str, values: Sequence[float], **more: Any) -> list[CaseResult]:
    """Questions q0, q1 ... with one score each."""
    return [result(f"q{n}", {metric: value}, **more) for n, value in enumerate(values)]
