"""Notes how each answer came about, for "what people ask" at the desk: documents, area and outcome, never a word of the question.

Written by one thread of its own, so that a slow or broken database delays no answer. Wording is kept only where somebody sent it along
with a remark on an answer that was not found; it is masked once more.
"""

from __future__ import annotations

import logging
import queue
import threading
from collections import OrderedDict
from collections.abc import Callable

from sqlalchemy.exc import SQLAlchemyError

from assistant.areas import child_area
from assistant.channels.seam import Around, AssistantLike
from assistant.domain import Answer, Question, Status
from assistant.safety.personal import mask
from assistant.settings import Settings
from assistant.state import Records, Trace, open_database

log = logging.getLogger("safeguarding.traces")

_WAITING = 1_000
_REMEMBERED = 2_000


class Traced(Around):
    """An assistant whose answers are noted. Everything else passes through; the lost note of an answer is only counted in the log."""

    def __init__(self, assistant: AssistantLike, records: Callable[[], Records], *, channel: str) -> None:
        super().__init__(assistant)
        self._records, self._channel = records, channel
        self._waiting: queue.Queue[Callable[[Records], None]] = queue.Queue(_WAITING)
        self._unanswered: OrderedDict[str, str] = OrderedDict()
        threading.Thread(target=self._write, name="traces", daemon=True).start()

    def answer(self, question: Question, on_stage: Callable[[str], None] | None = None) -> Answer:
        """The core's answer, noted."""
        answer = super().answer(question, on_stage)
        trace = trace_of(answer, question, self._channel)
        if answer.status is Status.NOT_FOUND:
            self._unanswered[answer.id] = trace.area
            while len(self._unanswered) > _REMEMBERED:
                self._unanswered.popitem(last=False)
        self._later(lambda records: records.keep_trace(trace))
        return answer

    def feedback(self, answer_id: str, helpful: bool, reason: str, wording: str | None) -> None:
        """As the core's; wording that was sent along of a question not answered counts as a gap."""
        super().feedback(answer_id, helpful, reason, wording)
        area = self._unanswered.get(answer_id)
        if wording and area is not None:
            masked = mask(wording).text
            self._later(lambda records: records.count_gap(masked, area=area))

    def finish(self) -> None:
        """Wait until everything noted so far is written."""
        self._waiting.join()

    def _later(self, write: Callable[[Records], None]) -> None:
        try:
            self._waiting.put_nowait(write)
        except queue.Full:
            log.warning("a note of an answer was lost: too many are waiting")

    def _write(self) -> None:
        while True:
            write = self._waiting.get()
            try:
                write(self._records())
            except (SQLAlchemyError, OSError) as error:
                log.warning("a note of an answer was lost: %s", type(error).__name__)
            finally:
                self._waiting.task_done()


def traced(assistant: AssistantLike, settings: Settings, *, channel: str) -> Traced:
    """An assistant that notes its answers in the state database of the settings."""
    made: list[Records] = []

    def records() -> Records:
        if not made:
            made.append(Records(open_database(settings.data_dir, settings.database_url)))
        return made[0]

    return Traced(assistant, records, channel=channel)


def trace_of(answer: Answer, question: Question, channel: str) -> Trace:
    """What is kept of an answer. Its topic is the document that it is taken from."""
    documents = list(dict.fromkeys(source.document.id for source in answer.sources))
    topics = list(dict.fromkeys(source.document.title for source in answer.sources))[:1]
    return Trace(
        answer_id=answer.id, status=answer.status.value, reply=answer.reply or "", generation=answer.generation or "", model=answer.model or "",
        area=child_area(question.text, question.history, question.area).area or "", took_ms=answer.took_ms, channel=channel,
        details={"topics": topics, "documents": documents},
    )
