"""What people ask, from traces, gaps and feedback: counts by topic, area and outcome. No wording but what was masked or sent by choice."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.exc import SQLAlchemyError

from assistant.domain import AREA_NAMES
from assistant.state import Database, Feedback, Records, Trace
from assistant.state.records import Gap
from ingest.desk.errors import DeskError

WEEK = 7 * 86_400.0
MOST = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """Some days of questions. The counts are sorted, most first."""

    days: int
    questions: int
    before: int
    topics: tuple[tuple[str, int], ...]
    areas: tuple[tuple[str, int], ...]
    outcomes: tuple[tuple[str, int], ...]
    unhelpful: tuple[tuple[str, int], ...]
    wordings: tuple[str, ...]
    helpful: int
    gaps: tuple[Gap, ...]


class Asked:
    """Reads the state database. Raises ``DeskError`` when it cannot."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._records = Records(database)
        self._clock = clock

    def digest(self, days: int) -> Digest:
        """The last days, with the number of questions in as many days before."""
        now = self._clock().timestamp()
        since, earlier = now - days * 86_400.0, now - 2 * days * 86_400.0
        try:
            traces = self._records.traces(earlier, MOST)
            feedback = [each for each in self._records.feedback() if each.at >= since]
            gaps = self._records.gaps(100)
        except SQLAlchemyError as error:
            raise DeskError("The record of questions cannot be read just now. Try again later.", 503) from error
        recent = [trace for trace in traces if trace.at >= since]
        return Digest(
            days=days,
            questions=len(recent),
            before=len(traces) - len(recent),
            topics=_counted(topic for trace in recent for topic in topics_of(trace)),
            areas=_counted(AREA_NAMES.get(trace.area, "not said") for trace in recent),
            outcomes=_counted(trace.status.replace("_", " ") for trace in recent),
            unhelpful=_unhelpful(feedback, traces),
            wordings=tuple(each.wording for each in feedback if each.wording and not each.helpful)[:30],
            helpful=sum(each.helpful for each in feedback),
            gaps=tuple(gaps),
        )

    def affected(self, document_id: str, days: int = 30) -> tuple[tuple[str, int], ...]:
        """Recent answers that cited a document, counted by topic."""
        try:
            traces = self._records.traces(self._clock().timestamp() - days * 86_400.0, MOST)
        except SQLAlchemyError:
            return ()
        return _counted(topic for trace in traces if _cites(trace, document_id) for topic in (topics_of(trace) or ["no topic"]))

    def close_gap(self, gap_id: int) -> None:
        """Mark a gap as filled."""
        self._records.close_gap(gap_id)


def topics_of(trace: Trace) -> list[str]:
    """The names of topics that a trace notes, as names or as (name, weight) pairs."""
    noted = trace.details.get("topics") or ([trace.details["topic"]] if trace.details.get("topic") else [])
    return [str(each[0] if isinstance(each, (list, tuple)) and each else each) for each in noted][:3] if isinstance(noted, list) else []


def _cites(trace: Trace, document_id: str) -> bool:
    noted = trace.details.get("documents") or trace.details.get("sources") or []
    return any(each == document_id or (isinstance(each, dict) and each.get("document_id") == document_id) for each in noted)


def _counted(values: Iterable[str]) -> tuple[tuple[str, int], ...]:
    return tuple(Counter(values).most_common(40))


def _unhelpful(feedback: Sequence[Feedback], traces: Sequence[Trace]) -> tuple[tuple[str, int], ...]:
    by_answer = {trace.answer_id: topics_of(trace) for trace in traces}
    return _counted(topic for each in feedback if not each.helpful for topic in (by_answer.get(each.answer_id) or [each.reason or "no topic"]))


def as_csv(digest: Digest) -> str:
    """The figures as a table for a spreadsheet."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(["what", "name", "times"])
    parts = (("topic", digest.topics), ("area", digest.areas), ("outcome", digest.outcomes), ("not helpful", digest.unhelpful))
    for what, counts in parts:
        writer.writerows([what, _plain(name), times] for name, times in counts)
    writer.writerows(["gap", _plain(gap.wording), gap.times] for gap in digest.gaps)
    return stream.getvalue()


def _plain(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
