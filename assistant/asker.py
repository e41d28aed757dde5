"""Who asks, as a code without a name: a question may carry one, so that each person has a share of the language model's day."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass, fields

from assistant.domain import Question

_SALT = secrets.token_bytes(16)
"""New in each process, so that a code in memory can never be traced back to a person or an address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedQuestion(Question):
    """A question with the code of its asker; ``dataclasses.replace`` keeps it."""

    asker: str = ""


def asked_by(question: Question, identity: str) -> Question:
    """The question with a code for whoever asks; ``identity`` is a session, key or user of the channel, empty when it has none."""
    if not identity:
        return question
    code = hashlib.sha256(_SALT + identity.encode()).hexdigest()[:16]
    return AskedQuestion(**{field.name: getattr(question, field.name) for field in fields(Question)}, asker=code)


def asker_of(question: Question) -> str:
    """The code, empty where the channel knows no asker."""
    return question.asker if isinstance(question, AskedQuestion) else ""
