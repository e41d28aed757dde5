"""What one case gave: its scores, why it failed, and enough of the reply to understand it without running it again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from eval.cases import Case

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Score:
    """A question's share in a figure: ``value`` out of ``weight`` (2 of 3 key facts is ``Score(2, 3)``; a mean has weight 1)."""

    value: float
    weight: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseResult:
    """One line of a run. ``error`` is a failed run of this question; ``missing`` are scores that it should have and has not."""

    suite: str
    case: Case
    scores: Mapping[str, Score] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    failures: tuple[str, ...] = ()
    answer: Json | None = None
    hits: tuple[Json, ...] = ()
    trace: Json | None = None
    evidence: float | None = None
    stages_ms: Mapping[str, float] = field(default_factory=dict)
    error: str | None = None

    @property
    def key(self) -> tuple[str, str]:
        """Suite and case id."""
        return self.suite, self.case.id

    @property
    def failed_run(self) -> bool:
        """Whether this question was not measured as it should have been."""
        return self.error is not None or bool(self.missing)
