"""What the evaluation needs of the product, and how a case becomes a question. The real assistant comes from ``assistant.wiring``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, Protocol, runtime_checkable
from zoneinfo import ZoneInfo

from assistant.domain import Answer, Hit, Question
from assistant.errors import SettingsError
from assistant.library import View
from assistant.settings import Settings
from eval.cases import Case

LONDON = ZoneInfo("Europe/London")
SEARCH_LIMIT = 40


class Evaluated(Protocol):
    """The product's core as the evaluation sees it."""

    def answer(self, question: Question) -> Answer:
        """The one reply to a question."""
        ...

    def search(self, question: Question, limit: int) -> list[Hit]:
        """Passages in ranking order."""
        ...

    def view(self) -> View:
        """What may be read at this moment."""
        ...


@runtime_checkable
class Tracing(Protocol):
    """A core that also tells how it decided. ``evidence`` is a number or a mapping with ``score``; ``stages_ms`` maps stage to time."""

    def trace(self, question: Question) -> Mapping[str, Any]:
        """Scores and decisions for a question."""
        ...


Build = Callable[[Settings, Callable[[], datetime]], Evaluated]


def build_assistant(settings: Settings, clock: Callable[[], datetime]) -> Evaluated:
    """The real assistant, warm as a server is before its first question. Imported here, so that tests and file commands need no model."""
    from assistant.wiring import build, warm_up  # noqa: PLC0415 - loads the embedding model

    assistant = build(settings, clock)
    warm_up(assistant)
    return assistant


def working_time(today: datetime) -> datetime:
    """Ten in the morning (Europe/London) of the last working day up to ``today``: the default clock, so that runs of one day agree."""
    found = today.astimezone(LONDON).replace(hour=10, minute=0, second=0, microsecond=0)
    while found.weekday() > 4:
        found -= timedelta(days=1)
    return found


def moment(text: str, what: str) -> datetime:
    """A date and time in ISO form; without a zone it is Europe/London. Raises ``SettingsError`` naming ``what`` is wrong."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise SettingsError(f"{what} must be like 2026-11-20T22:15, not {text!r}.") from error
    return found if found.tzinfo else found.replace(tzinfo=LONDON)


def question_of(case: Case) -> Question:
    """The question a channel would send: ``pan`` means no area; a time without a zone is local time.

    Raises:
        SettingsError: ``asked_at`` is no ISO date and time.
    """
    asked_at = moment(case.asked_at, f"asked_at of case {case.id}") if case.asked_at else None
    area = None if case.area == "pan" else case.area
    return Question(text=case.question, area=area, history=case.turns, asked_at=asked_at)


def evidence_score(trace: Mapping[str, Any] | None) -> float | None:
    """The evidence that the decline decision looked at, ``None`` when the trace has none."""
    value = (trace or {}).get("evidence", (trace or {}).get("evidence_score"))
    if isinstance(value, Mapping):
        value = value.get("score")
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
