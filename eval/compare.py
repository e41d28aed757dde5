"""Two runs question by question: paired differences with significance, wins and losses by name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from eval.bootstrap import Difference, difference
from eval.results import CaseResult, Score
from eval.runs_file import Run
from eval.summary import ANSWERS, DECLINES, LABELS, LOWER_IS_BETTER, PARSING, RETRIEVAL, SAFETY, by_category

SIGNIFICANT = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One metric in one suite (and category, empty for all), new against old. ``wins`` and ``losses`` are case ids."""

    suite: str
    metric: str
    category: str
    difference: Difference
    wins: tuple[str, ...]
    losses: tuple[str, ...]

    @property
    def better(self) -> float:
        """How much better the new run is: negative is worse, whichever way the metric counts."""
        return -self.difference.value if self.metric in LOWER_IS_BETTER else self.difference.value

    @property
    def verdict(self) -> str:
        """In a word or two."""
        if self.difference.p >= SIGNIFICANT or self.better == 0:
            return "no clear change"
        return "better" if self.better > 0 else "worse"


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """All changes, with what could not be compared: ids in one run only or not measured in one, and the measures
    (question sets, the evaluation's own code) that changed between the two."""

    old: str
    new: str
    changes: tuple[Change, ...]
    uncompared: tuple[str, ...] = ()
    changed_measures: tuple[str, ...] = ()


def compare(old: Run, new: Run, *, categories: bool = True) -> Comparison:
    """New against old over the questions that both measured."""
    before = {result.key: result for result in old.results}
    pairs = [(before[r.key], r) for r in new.results if r.key in before and not r.error and not before[r.key].error]
    compared = {pair[1].key for pair in pairs}
    everything = {result.key for result in (*old.results, *new.results)}
    return Comparison(
        old=old.header.id,
        new=new.header.id,
        changes=tuple(_changes(pairs, categories)),
        uncompared=tuple(sorted(f"{suite}/{name}" for suite, name in everything - compared)),
        changed_measures=tuple(
            name
            for name, digest in new.header.digests.items()
            if name.startswith(("suite ", "evaluation")) and old.header.digests.get(name, digest) != digest
        ),
    )


Pair = tuple[CaseResult, CaseResult]


def _changes(pairs: Sequence[Pair], categories: bool) -> list[Change]:
    groups: dict[tuple[str, str], list[Pair]] = {}
    for pair in pairs:
        groups.setdefault((pair[1].suite, ""), []).append(pair)
        if categories:
            groups.setdefault((pair[1].suite, by_category(pair[1])), []).append(pair)
    found = [_change(suite, category, metric, members) for (suite, category), members in groups.items() for metric in _METRICS]
    return [change for change in found if change is not None]


_METRICS = (*PARSING, *RETRIEVAL, *ANSWERS, *DECLINES, *SAFETY)


def _change(suite: str, category: str, metric: str, pairs: Sequence[Pair]) -> Change | None:
    both = [(old, new) for old, new in pairs if metric in old.scores and metric in new.scores]
    if not both:
        return None
    sign = -1 if metric in LOWER_IS_BETTER else 1
    gains = [(new.case.id, sign * (_share(new.scores[metric]) - _share(old.scores[metric]))) for old, new in both]
    return Change(
        suite=suite,
        metric=metric,
        category=category,
        difference=difference([_pair(old.scores[metric]) for old, _ in both], [_pair(new.scores[metric]) for _, new in both]),
        wins=tuple(name for name, gain in gains if gain > 1e-9),
        losses=tuple(name for name, gain in gains if gain < -1e-9),
    )


def _share(score: Score) -> float:
    return score.value / score.weight


def _pair(score: Score) -> tuple[float, float]:
    return score.value, score.weight


def describe(change: Change) -> str:
    """One line for a terminal or a log."""
    d = change.difference
    where = f"{change.suite}{' / ' + change.category if change.category else ''}"
    return (
        f"{where}: {LABELS.get(change.metric, change.metric)} {d.old:.3f} -> {d.new:.3f} "
        f"({d.value:+.3f}, 95 % {d.low:+.3f} to {d.high:+.3f}, p {d.p:.3f}), {len(change.wins)} won, {len(change.losses)} lost: {change.verdict}"
    )
