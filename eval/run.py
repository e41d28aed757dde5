"""Cases through the product, one after another in their order; an error is kept as a failed run of that question, never as a zero."""

from __future__ import annotations

import logging
import math
import resource
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter
from traceback import extract_tb

from assistant.channels.web_json import answer_json
from assistant.domain import Answer, Question, Status
from assistant.errors import SettingsError
from eval.answers import answer_scores, expected_answer_scores
from eval.cases import Case, load_cases
from eval.proof import Finding, Ground, check_answer
from eval.results import CaseResult, Json, Score
from eval.retrieval import Found, expected_retrieval, file_areas, retrieval_scores
from eval.safety import expected_safety, is_safety, safety_scores
from eval.seam import SEARCH_LIMIT, Evaluated, Tracing, evidence_score, question_of
from eval.summary import READING

_LOG = logging.getLogger(__name__)
SHIPPED = Path(__file__).resolve().parent / "cases"
SEEN_HITS = 5
Proof = Callable[[Json, Case], Sequence[Finding]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Suite:
    """A question set under a name."""

    name: str
    path: Path
    cases: tuple[Case, ...]


def load_suite(name: str) -> Suite:
    """A path, or the name of a shipped set (``starter``, ``safety/urgent``). Raises ``SettingsError`` for an unreadable one."""
    path = Path(name)
    if path.stem == READING:
        raise SettingsError(f"A question set cannot be named {READING}: that is how the reading of documents is called. Rename {name}.")
    if not path.is_file():
        shipped = [SHIPPED / f"{name}{ending}" for ending in (".jsonl", ".yaml")]
        path = next((candidate for candidate in shipped if candidate.is_file()), path)
    return Suite(name=suite_name(path), path=path, cases=tuple(load_cases(path)))


def suite_name(path: Path) -> str:
    """Short name of a set: below the shipped folder its relative path, elsewhere the file's stem."""
    path = path.resolve()
    inside = path.relative_to(SHIPPED) if path.is_relative_to(SHIPPED) else Path(path.name)
    return inside.with_suffix("").as_posix()


def run_suites(
    assistant: Evaluated,
    suites: Sequence[Suite],
    *,
    proof: Proof | None = None,
    limit: int | None = None,
    on_result: Callable[[CaseResult], None] | None = None,
) -> list[CaseResult]:
    """Results in input order. ``limit`` takes the first so many of each suite."""
    areas = file_areas(assistant.view().documents())
    results: list[CaseResult] = []
    for suite in suites:
        for case in suite.cases[:limit]:
            result = run_case(assistant, suite.name, case, areas=areas, proof=proof)
            results.append(result)
            if on_result:
                on_result(result)
    return results


def run_case(
    assistant: Evaluated, suite: str, case: Case, *, areas: Mapping[str, str] | None = None, proof: Proof | None = None
) -> CaseResult:
    """One case, measured; whatever breaks is named in ``error``."""
    try:
        return _measured(assistant, suite, case, areas or {}, proof)
    except Exception as error:  # noqa: BLE001 - any fault of the product is this question's failed run, and the run goes on
        _LOG.debug("case %s/%s failed", suite, case.id, exc_info=True)
        return CaseResult(suite=suite, case=case, error=named(error))


def _measured(assistant: Evaluated, suite: str, case: Case, areas: Mapping[str, str], proof: Proof | None) -> CaseResult:
    question = question_of(case)
    started = perf_counter()
    answer = assistant.answer(question)
    answered = perf_counter()
    stages = {"answer": (answered - started) * 1000}
    found: list[Found] = []
    if case.evidence:
        found = [Found.of(hit) for hit in assistant.search(question, SEARCH_LIMIT)]
        stages["search"] = (perf_counter() - answered) * 1000
    trace = _trace(assistant, question)
    told = trace.get("stages_ms")
    if isinstance(told, Mapping):
        stages |= {str(name): float(value) for name, value in told.items()}
    result = CaseResult(
        suite=suite,
        case=case,
        answer=answer_json(answer),
        hits=tuple(passage.summary() for passage in found[:SEEN_HITS]),
        trace=trace or None,
        evidence=evidence_score(trace),
        stages_ms=stages,
    )
    if answer.status is Status.FAULT:
        return replace(result, error="the product answered with status fault")
    return _scored(result, answer, found, areas, proof)


def _scored(result: CaseResult, answer: Answer, found: Sequence[Found], areas: Mapping[str, str], proof: Proof | None) -> CaseResult:
    case = result.case
    if is_safety(case):
        scores, failures = safety_scores(case, answer, tier=(result.trace or {}).get("tier"))
        wanted = expected_safety(case)
    else:
        scores, failures = answer_scores(case, answer)
        wanted = expected_answer_scores(case) | expected_retrieval(case)
    scores = {**scores, **retrieval_scores(case, found, areas)}
    if proof is None:
        wanted.discard("proof")
    else:
        findings = proof(result.answer or {}, case)
        scores["proof"] = Score(not findings)
        failures += [f"not proven ({finding.kind}): {finding.text}" for finding in findings]
    return replace(result, scores=scores, failures=tuple(failures), missing=unmeasured(scores, wanted))


def _trace(assistant: Evaluated, question: Question) -> Json:
    """How the product decided. It explains a result and is no part of it, so a fault here is noted in its place."""
    if not isinstance(assistant, Tracing):
        return {}
    try:
        return dict(assistant.trace(question))
    except Exception as error:  # noqa: BLE001 - see above
        return {"error": named(error)}


def unmeasured(scores: Mapping[str, Score], wanted: set[str]) -> tuple[str, ...]:
    """Scores that a question should have and has not, or that are no number."""
    broken = {name for name, score in scores.items() if not (math.isfinite(score.value) and math.isfinite(score.weight) and score.weight > 0)}
    return tuple(sorted((wanted - set(scores)) | broken))


def named(error: Exception) -> str:
    """An error with the place that raised it."""
    frames = extract_tb(error.__traceback__)
    place = f" ({Path(frames[-1].filename).name}:{frames[-1].lineno})" if frames else ""
    return f"{type(error).__name__}: {error}{place}"


def prover(ground: Ground) -> Proof:
    """The independent checker as ``run_suites`` takes it; a case tagged ``superseded`` may cite an old edition."""
    return lambda answer, case: check_answer(answer, ground, superseded_asked="superseded" in case.tags)


def peak_memory_mb() -> float:
    """Most memory that this process has held, in MB."""
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)
