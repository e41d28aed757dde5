"""Figures of a run by suite, category and area, each with its interval; a question without its score leaves the figure empty."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from eval.bootstrap import Interval, interval
from eval.results import CaseResult

READING = "parsing"
"""Name of the stage before all questions, whose results are documents; a delivery's is ``parsing/<folder>``."""
PARSING = ("shingles", "rows")
RETRIEVAL = ("recall_150", "recall_300", "recall_600", "recall_1200", "hit_1", "hit_5", "hit_10", "mrr", "ndcg_10", "wrong_area_5")
ANSWERS = ("full", "state", "key_facts", "clean", "short", "proof", "words", "reading_age")
DECLINES = ("right_decline", "false_answer", "false_decline")
SAFETY = ("safe", "tier", "pii", "pii_notice")
LOWER_IS_BETTER = frozenset({"wrong_area_5", "false_answer", "false_decline", "words", "reading_age"})
NOT_SHARES = frozenset({"words", "reading_age"})
LABELS: Mapping[str, str] = {
    "recall_150": "gold spans in 150 words", "recall_300": "gold spans in 300 words", "recall_600": "gold spans in 600 words",
    "recall_1200": "gold spans in 1,200 words", "hit_1": "hit@1", "hit_5": "hit@5", "hit_10": "hit@10", "mrr": "MRR", "ndcg_10": "nDCG@10",
    "wrong_area_5": "wrong area in first 5", "full": "fully correct", "state": "right state", "key_facts": "key facts shown",
    "clean": "nothing forbidden", "short": "at most 250 words", "proof": "proven", "words": "words", "reading_age": "reading age",
    "right_decline": "right declines", "false_answer": "false answers", "false_decline": "false declines", "safe": "safety passed",
    "tier": "danger route right", "pii": "personal details hidden", "pii_notice": "personal-data notice",
    "shingles": "eight-word runs kept", "rows": "table rows whole",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure. ``interval`` is ``None`` when nothing applies, or when a question that applies has no score (``unscored`` names them)."""

    metric: str
    interval: Interval | None
    unscored: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Figures by group: the first row is all questions."""

    title: str
    metrics: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Figure, ...]], ...]


def figure(results: Iterable[CaseResult], metric: str) -> Figure:
    """A metric over results."""
    pairs: list[tuple[float, float]] = []
    unscored: list[str] = []
    for result in results:
        if result.error is not None or metric in result.missing:
            unscored.append(result.case.id)
        elif metric in result.scores:
            score = result.scores[metric]
            pairs.append((score.value, score.weight))
    usable = bool(pairs) and not unscored
    return Figure(metric=metric, interval=interval(pairs) if usable else None, unscored=tuple(unscored))


def tables(results: Sequence[CaseResult], group: Callable[[CaseResult], str], suite: str = "") -> list[Table]:
    """Parsing, retrieval, answer, decline and safety tables by group; a table without any score is left out."""
    groups: dict[str, list[CaseResult]] = {"all": list(results)}
    for result in results:
        groups.setdefault(group(result), []).append(result)
    found: list[Table] = []
    for title, metrics in (("parsing", PARSING), ("retrieval", RETRIEVAL), ("answers", ANSWERS), ("declines", DECLINES), ("safety", SAFETY)):
        used = tuple(metric for metric in metrics if any(metric in r.scores or metric in r.missing for r in results))
        if used:
            rows = [(name, tuple(figure(members, metric) for metric in used)) for name, members in groups.items()]
            shown = tuple(row for row in rows if any(cell.interval or cell.unscored for cell in row[1]))
            found.append(Table(title=f"{suite}: {title}" if suite else title, metrics=used, rows=shown))
    return found


def by_category(result: CaseResult) -> str:
    """Category of a case; safety cases go by behaviour."""
    return result.case.behaviour or result.case.category


def by_area(result: CaseResult) -> str:
    """Area of a case, "no area" when unknown."""
    return result.case.area or "no area"


def is_reading(result: CaseResult) -> bool:
    """Whether a result is a document's and not a question's."""
    return result.suite.split("/")[0] == READING


def by_suite(results: Iterable[CaseResult]) -> dict[str, list[CaseResult]]:
    """Results by suite, in order."""
    suites: dict[str, list[CaseResult]] = {}
    for result in results:
        suites.setdefault(result.suite, []).append(result)
    return suites


@dataclass(frozen=True, slots=True, kw_only=True)
class Latency:
    """Milliseconds of one stage."""

    stage: str
    p50: float
    p95: float
    worst: float
    count: int


def latencies(results: Iterable[CaseResult]) -> list[Latency]:
    """Stages in the order in which they first occur."""
    stages: dict[str, list[float]] = {}
    for result in results:
        for stage, value in result.stages_ms.items():
            stages.setdefault(stage, []).append(value)
    return [
        Latency(stage=stage, p50=float(np.quantile(v, 0.5)), p95=float(np.quantile(v, 0.95)), worst=max(v), count=len(v))
        for stage, v in stages.items()
    ]


def failed(results: Iterable[CaseResult]) -> list[CaseResult]:
    """Questions that went wrong or could not be measured."""
    return [result for result in results if result.failed_run or result.failures]
