"""Is the reply right: state, key facts, forbidden and demanded patterns, length; and the curve of false answers against false declines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.domain import Answer, Status
from eval.cases import Case
from eval.reading_age import reading_age
from eval.results import CaseResult, Score

MOST_WORDS = 250
ANSWERS = frozenset({Status.ANSWERED, Status.PARTIAL, Status.CONFLICT})
DECLINES = frozenset({Status.NOT_FOUND, Status.OUT_OF_SCOPE})


def shows(pattern: str, text: str) -> bool:
    """Whether a case's pattern is in a text; only case is ignored, anchors are the pattern's own."""
    return re.search(pattern, text, re.IGNORECASE) is not None


def state_right(case: Case, status: Status) -> bool:
    """Whether a reply ended in a state that the case allows."""
    if case.expected == "answer":
        # An asker who may be suicidal comes first, so the state is urgent even where the question is answered below.
        urgent_fits = case.behaviour in ("urgent", "distress") and status is Status.URGENT
        return status in ANSWERS or urgent_fits or (case.accept_decline and status in DECLINES)
    if case.expected == "urgent":
        return status is Status.URGENT
    return status in DECLINES


def answer_scores(case: Case, answer: Answer) -> tuple[dict[str, Score], list[str]]:
    """Scores of a reply and, in sentences, what is wrong with it."""
    text = answer.text
    declined = answer.status in DECLINES
    excused = declined and case.accept_decline
    right = state_right(case, answer.status)
    lacking = [] if excused else [fact for fact in case.key_facts if not any(shows(pattern, text) for pattern in fact.any)]
    forbidden = [pattern for pattern in case.must_not if shows(pattern, text)]
    demanded = [] if excused else [pattern for pattern in case.must if not shows(pattern, text)]
    length = len(text.split())
    scores = {
        "state": Score(right),
        "clean": Score(not forbidden),
        "short": Score(length <= MOST_WORDS),
        "words": Score(length),
        "full": Score(right and not lacking and not forbidden and not demanded and length <= MOST_WORDS),
    }
    if case.key_facts and not excused:
        scores["key_facts"] = Score(len(case.key_facts) - len(lacking), len(case.key_facts))
    scores |= _decline_scores(case, declined)
    age = reading_age(text)
    if age is not None:
        scores["reading_age"] = Score(age)
    failures = [] if right else [f"state is {answer.status.value}, expected {case.expected}"]
    failures += [f"key fact not shown: {fact.fact}" for fact in lacking]
    failures += [f"forbidden pattern shown: {pattern}" for pattern in forbidden]
    failures += [f"demanded pattern not shown: {pattern}" for pattern in demanded]
    failures += [f"{length} words, most {MOST_WORDS}"] if length > MOST_WORDS else []
    return scores, failures


def expected_answer_scores(case: Case) -> set[str]:
    """Names of the scores that a question must have, whatever the reply."""
    names = {"state", "clean", "short", "words", "full", "proof"}
    if case.expected in ("not_found", "out_of_scope"):
        names |= {"right_decline", "false_answer"}
    return names


def _decline_scores(case: Case, declined: bool) -> dict[str, Score]:
    if case.expected in ("not_found", "out_of_scope"):
        return {"right_decline": Score(declined), "false_answer": Score(not declined)}
    if case.expected == "answer" and not case.accept_decline:
        return {"false_decline": Score(declined)}
    return {}


# --- the decline curve ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class CurvePoint:
    """At this threshold the shares of answerable questions declined and of unanswerable ones answered."""

    threshold: float
    false_declines: float
    false_answers: float


def decline_curve(results: Sequence[CaseResult], points: int = 41) -> list[CurvePoint]:
    """The curve over thresholds from the evidence scores in the traces; empty when either side has none."""
    answerable = [r.evidence for r in results if r.evidence is not None and r.case.expected == "answer" and not r.case.accept_decline]
    unanswerable = [r.evidence for r in results if r.evidence is not None and r.case.expected in ("not_found", "out_of_scope")]
    if not answerable or not unanswerable:
        return []
    low, high = min(answerable + unanswerable), max(answerable + unanswerable)
    step = (high - low) / (points - 1) or 1.0
    thresholds = [round(low + step * n, 9) for n in range(points)]
    return [
        CurvePoint(
            threshold=threshold,
            false_declines=sum(score < threshold for score in answerable) / len(answerable),
            false_answers=sum(score >= threshold for score in unanswerable) / len(unanswerable),
        )
        for threshold in thresholds
    ]
