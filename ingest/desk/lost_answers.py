"""After a withdrawal or a correction of contacts: which must-answer questions lost their answer. Neither is ever stopped or delayed by it."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

from assistant.errors import SafeguardingError
from assistant.must_answer import MustAnswer, Unanswered
from ingest.desk import audit
from ingest.desk.desk import Desk
from ingest.must_answer import AS_BEFORE

NONE, UNKNOWN = "none", "unknown"
MOST_SHOWN = 20


def lost_since(desk: Desk, by: str, ask: Callable[[MustAnswer], tuple[Unanswered, ...]]) -> str:
    """What the next page's address says of it, beginning with ``&``; ids go into the audit log."""
    questions = desk.options.must_answer
    if questions is None:
        return ""
    try:
        found = [item.id for item in ask(questions)]
    except (SafeguardingError, OSError):
        return f"&lost={UNKNOWN}"
    if found:
        audit.record(desk.data_dir, "unanswered", by=by, questions=found)
    return f"&lost={quote(','.join(found[:MOST_SHOWN])) or NONE}"


def lost_words(desk: Desk, told: str) -> tuple[str, list[str]] | None:
    """A sentence and the questions for the page that was told so; ``None`` where nothing was. Unknown ids are left out."""
    if not told or desk.options.must_answer is None:
        return None
    if told == NONE:
        return AS_BEFORE, []
    known = {} if told == UNKNOWN else desk.options.must_answer.questions()
    named = [known[name] for name in told.split(",")[:MOST_SHOWN] if name in known]
    if not named:
        return "The questions that must be answered could not be asked just now. Ask them under Try.", []
    return "These questions must be answered and no longer are:", named
