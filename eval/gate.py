"""Thresholds that a run must keep, absolute or against an earlier run; what breaks them is named with its questions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from assistant.errors import SettingsError
from eval.compare import Comparison
from eval.results import CaseResult
from eval.summary import LABELS, LOWER_IS_BETTER, by_category, by_suite, figure, is_reading, latencies

SHIPPED = Path(__file__).resolve().parent / "thresholds.yaml"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Bound(_Strict):
    """A figure that must be reached in every suite that the pattern fits; ``category`` empty means all questions."""

    suite: str = "*"
    metric: str
    category: str = ""
    at_least: float | None = None
    at_most: float | None = None

    @model_validator(mode="after")
    def _one_side(self) -> Bound:
        if (self.at_least is None) == (self.at_most is None):
            raise ValueError(f"{self.metric}: give at_least or at_most")
        if self.metric not in LABELS:
            raise ValueError(f"no metric {self.metric!r}; known are {', '.join(LABELS)}")
        return self


class Drop(_Strict):
    """How much worse a figure may get against the compared run, over all questions or, with ``categories``, in each category."""

    suite: str = "*"
    metric: str
    worse_by_at_most: float = Field(ge=0)
    categories: bool = False


class Thresholds(_Strict):
    """The whole file. ``latency_p95_ms`` maps a stage to its limit."""

    bounds: tuple[Bound, ...] = ()
    drops: tuple[Drop, ...] = ()
    latency_p95_ms: dict[str, float] = {}
    memory_mb: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """One threshold that is not kept, in a sentence, with the questions behind it."""

    text: str
    questions: tuple[str, ...] = ()


def load_thresholds(path: Path = SHIPPED) -> Thresholds:
    """Read a thresholds file. Raises ``SettingsError`` when it does not fit."""
    try:
        return Thresholds.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")) or {})
    except (OSError, yaml.YAMLError, ValidationError) as error:
        raise SettingsError(f"The thresholds in {path} cannot be used: {error}") from error


def breaches(
    results: Sequence[CaseResult], thresholds: Thresholds, *, comparison: Comparison | None = None, memory_mb: float = 0.0
) -> list[Breach]:
    """What the run does not keep; empty means the gate is open. A question without its score always closes it."""
    found = _unmeasured(results)
    for suite, members in by_suite(results).items():
        for bound in thresholds.bounds:
            if fnmatch(suite, bound.suite):
                found += _bound(suite, members, bound)
    if comparison is not None:
        found += _drops(comparison, thresholds.drops)
    for latency in latencies(results):
        most = thresholds.latency_p95_ms.get(latency.stage)
        if most is not None and latency.p95 > most:
            found.append(Breach(text=f"{latency.stage} takes {latency.p95:.0f} ms at the 95th percentile, most {most:.0f}"))
    if thresholds.memory_mb is not None and memory_mb > thresholds.memory_mb:
        found.append(Breach(text=f"memory reached {memory_mb:.0f} MB, most {thresholds.memory_mb:.0f}"))
    return found


def _unmeasured(results: Sequence[CaseResult]) -> list[Breach]:
    if not results:
        return [Breach(text="no question was run")]
    things = "questions and documents" if any(map(is_reading, results)) else "questions"
    broken = [r for r in results if r.failed_run]
    if not broken:
        return []
    return [Breach(text=f"{len(broken)} of {len(results)} {things} could not be measured", questions=_names(broken))]


def _bound(suite: str, results: Sequence[CaseResult], bound: Bound) -> list[Breach]:
    members = [r for r in results if not bound.category or by_category(r) == bound.category]
    value = figure(members, bound.metric)
    if value.interval is None:
        return []  # nothing applies; what could not be measured is a breach of its own
    label = f"{suite}{' / ' + bound.category if bound.category else ''}: {LABELS[bound.metric]}"
    reached = value.interval.value
    if bound.at_least is not None and reached < bound.at_least - 1e-9:
        return [Breach(text=f"{label} is {reached:.3f}, at least {bound.at_least} is needed", questions=_worst(members, bound.metric))]
    if bound.at_most is not None and reached > bound.at_most + 1e-9:
        return [Breach(text=f"{label} is {reached:.3f}, at most {bound.at_most} is allowed", questions=_worst(members, bound.metric))]
    return []


def _drops(comparison: Comparison, drops: Iterable[Drop]) -> list[Breach]:
    found: list[Breach] = []
    for drop in drops:
        for change in comparison.changes:
            fits = fnmatch(change.suite, drop.suite) and change.metric == drop.metric and bool(change.category) == drop.categories
            if fits and -change.better > drop.worse_by_at_most + 1e-9:
                where = f"{change.suite}{' / ' + change.category if change.category else ''}"
                d = change.difference
                text = f"{where}: {LABELS[change.metric]} went from {d.old:.3f} to {d.new:.3f}, worse by more than {drop.worse_by_at_most}"
                found.append(Breach(text=text, questions=change.losses))
    return found


def _worst(results: Sequence[CaseResult], metric: str) -> tuple[str, ...]:
    """Questions that pull a figure down."""
    scored = [(r, r.scores[metric]) for r in results if metric in r.scores]
    if metric in LOWER_IS_BETTER:
        return _names([r for r, score in scored if score.value > 0])
    return _names([r for r, score in scored if score.value < score.weight])


def _names(results: Iterable[CaseResult]) -> tuple[str, ...]:
    return tuple(f"{result.suite}/{result.case.id}" for result in results)
