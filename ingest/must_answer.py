"""What must-answer questions decide over a publication: which failures stop it, who may go on all the same, what the report says.

A question that the live library answers rightly and the new one does not stops the switch. One that neither answers is reported. Where
the removal of documents was agreed to, questions that rest on nothing else are reported too: they no longer count.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.errors import PublishError
from assistant.must_answer import MustAnswer, Progress, Unanswered
from ingest.tombstones import audit

MOST_NAMED = 8
AS_BEFORE = "Every question that must be answered is answered as before."


@dataclass(frozen=True, slots=True, kw_only=True)
class Overrule:
    """Somebody's word that a publication goes on although questions fail; both stand in the audit log.

    ``questions`` are the ids that were seen; another one that fails still stops it. ``None``: whichever they are.
    """

    by: str
    reason: str
    questions: frozenset[str] | None = None

    @classmethod
    def of(cls, word: Mapping[str, Any]) -> Overrule:
        """From the desk's record of a job."""
        return cls(by=word["by"], reason=word["reason"], questions=frozenset(word["questions"]))

    def covers(self, item: Unanswered) -> bool:
        """Whether this question may be lost."""
        return self.questions is None or item.id in self.questions


class QuestionsLost(PublishError):
    """The new library no longer answers must-answer questions; nothing was changed. ``lost`` are those questions."""

    def __init__(self, lost: Sequence[Unanswered]) -> None:
        self.lost = tuple(lost)
        named = " ".join(item.line for item in self.lost[:MOST_NAMED]) + (" And more." if len(self.lost) > MOST_NAMED else "")
        count = "a question that must be answered" if len(self.lost) == 1 else f"{len(self.lost)} questions that must be answered"
        super().__init__(f"The new library would no longer rightly answer {count}, so nothing was published: {named}")


def ask_before_switch(
    questions: MustAnswer, built: Path, live: Path | None, *, removal_agreed: bool, overrule: Overrule | None, say: Progress
) -> tuple[str, ...]:
    """Lines for the report about what the new library does not answer. Raises :class:`QuestionsLost` unless it is overruled, which is logged."""
    found = questions.before_switch(built, live, say)
    lost = [item for item in found if item.lost and not (item.removed and removal_agreed)]
    if any(overrule is None or not overrule.covers(item) for item in lost):
        raise QuestionsLost(lost)
    if lost and overrule is not None:
        generation = built.name.removeprefix(".building-")
        audit(
            built.parents[1], "overrule", by=overrule.by, reason=overrule.reason, generation=generation, questions=[item.id for item in lost]
        )
    return tuple(_remark(item, overrule if item in lost else None) for item in found)


def _remark(item: Unanswered, overrule: Overrule | None) -> str:
    if overrule is not None:
        return f"{item.line} It was answered before; published all the same by {overrule.by}: {overrule.reason}"
    return f"{item.line} It was answered before." if item.lost else item.line


def lost_lines(found: Sequence[Unanswered]) -> list[str]:
    """What a withdrawal or a correction costs, for a terminal; it is never stopped by it."""
    if not found:
        return [AS_BEFORE]
    return ["Questions that must be answered and no longer are:", *(f"  - {item.line}" for item in found)]
