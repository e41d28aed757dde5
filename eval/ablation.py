"""What each stage of retrieval is worth: its weight set to nothing, one at a time, on the same questions, with the paired bootstrap."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from typing import Protocol

from assistant.errors import SettingsError
from assistant.retrieve import Weights
from eval.bootstrap import Difference, difference
from eval.cases import Case
from eval.results import Score
from eval.retrieval import Found, file_areas, retrieval_scores
from eval.seam import SEARCH_LIMIT, Evaluated, question_of

METRICS = ("recall_150", "recall_600", "hit_5", "mrr", "wrong_area_5")
Search = Callable[[Case], Sequence[Found]]


class Weighted(Protocol):
    """What carries the weights: ``assistant.retrieve.Retriever``."""

    weights: Weights


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A stage switched off: each metric without it (``new``) against the full pipeline (``old``)."""

    name: str
    differences: Mapping[str, Difference]


def variants(full: Weights | None = None) -> dict[str, Weights]:
    """A name for each weight with that weight at nothing; weights that are nothing already are left out."""
    full = full or Weights()
    return {f"without {field.name}": replace(full, **{field.name: 0.0}) for field in fields(full) if getattr(full, field.name)}


def ablate(assistant: Evaluated, cases: Sequence[Case], *, only: Sequence[str] = ()) -> list[Row]:
    """A row for each weight, the most harmful loss of gold spans first.

    Raises:
        SettingsError: no case has gold evidence, or the product does not show its retriever.
    """
    cases = [case for case in cases if case.evidence]
    if not cases:
        raise SettingsError("These question sets have no gold quotations; an ablation needs some.")
    retriever = retriever_of(assistant)
    areas = file_areas(assistant.view().documents())

    def measured() -> list[Mapping[str, Score]]:
        found = [[Found.of(hit) for hit in assistant.search(question_of(case), SEARCH_LIMIT)] for case in cases]
        return [retrieval_scores(case, passages, areas) for case, passages in zip(cases, found, strict=True)]

    full = measured()
    rows: list[Row] = []
    for name, weights in variants(retriever.weights).items():
        if only and not any(wanted in name for wanted in only):
            continue
        with _weights(retriever, weights):
            rows.append(Row(name=name, differences=_differences(full, measured())))
    return sorted(rows, key=lambda row: row.differences["recall_600"].value)


def retriever_of(assistant: object) -> Weighted:
    """The retriever of an assistant (its attribute ``retriever``)."""
    retriever = getattr(assistant, "retriever", None)
    if not isinstance(getattr(retriever, "weights", None), Weights):
        raise SettingsError("The assistant does not show its retriever with its weights; an ablation cannot switch stages off.")
    found: Weighted = retriever  # type: ignore[assignment]
    return found


@contextmanager
def _weights(retriever: Weighted, weights: Weights) -> Iterator[None]:
    before = retriever.weights
    retriever.weights = weights
    try:
        yield
    finally:
        retriever.weights = before


def _differences(full: Sequence[Mapping[str, Score]], less: Sequence[Mapping[str, Score]]) -> dict[str, Difference]:
    found: dict[str, Difference] = {}
    for metric in METRICS:
        both = [(one[metric], two[metric]) for one, two in zip(full, less, strict=True) if metric in one and metric in two]
        if both:
            found[metric] = difference([(a.value, a.weight) for a, _ in both], [(b.value, b.weight) for _, b in both])
    return found


def ablation_text(rows: Sequence[Row]) -> str:
    """A table for a terminal; a star marks p < 0.05."""
    if not rows:
        return "No stage was switched off."
    metrics = [metric for metric in METRICS if metric in rows[0].differences]
    names = max(len(row.name) for row in rows)
    lines = [f"{'':<{names}}" + "".join(f"{metric:>22}" for metric in metrics)]
    lines.append(f"{'full pipeline':<{names}}" + "".join(f"{rows[0].differences[m].old:>22.3f}" for m in metrics))
    for row in rows:
        cells = [_cell(row.differences[m]) if m in row.differences else "-" for m in metrics]
        lines.append(f"{row.name:<{names}}" + "".join(f"{cell:>22}" for cell in cells))
    return "\n".join(lines)


def _cell(one: Difference) -> str:
    return f"{one.new:.3f} ({one.value:+.3f}, p {one.p:.2f}){'*' if one.p < 0.05 else ' '}"
