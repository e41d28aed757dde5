"""What the assistant is built of, and what its search half hands to the half that answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from assistant.alarm import Listen
from assistant.companions import Companion
from assistant.contacts import ContactBook
from assistant.evidence import EvidenceModel
from assistant.knowledge import Vocabulary
from assistant.library import Library, View
from assistant.model_mode import Writer
from assistant.national import Guidance
from assistant.replies import Replies
from assistant.retrieve import Shortlist
from assistant.search import Searcher
from assistant.signed_answers import SignedAnswers
from assistant.understand import Query


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What ``wiring`` builds. ``searcher`` is made at first use, so that danger is answered while models load."""

    library: Library
    searcher: Callable[[], Searcher]
    evidence: EvidenceModel
    vocabulary: Vocabulary
    companions: tuple[Companion, ...]
    book: ContactBook
    replies: Replies
    clock: Callable[[], datetime]
    decline_below: float
    switched_off: Callable[[], bool] = lambda: False
    """Asked at each question, so that it works without a restart."""
    feedback: Callable[[str, bool, str, str | None], None] | None = None
    national: tuple[Guidance, ...] = ()
    live_book: Callable[[], ContactBook] | None = None
    """The contacts as corrected at the desk; without it ``book`` stands."""
    signed: SignedAnswers | None = None
    """Answers that a named owner has signed; they come before the library."""
    listen: Listen | None = None
    """Hears danger that the words of the tables do not name; asked only where they name none."""
    writer: Writer | None = None
    """Puts the answer into a language model's words, where one is set; what it cannot prove is left to quoting."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A query with its shortlist and the probability that it answers the question; ``missing`` names sides of a comparison without an answer."""

    query: Query
    view: View
    shortlist: Shortlist
    probability: float
    evidence: NDArray[np.float32]
    missing: tuple[str, ...] = ()
