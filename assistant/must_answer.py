"""Questions that must go on being answered: what asking them tells whoever publishes, withdraws or corrects a contact.

The seam between publishing and evaluation, which do not know each other: ``ingest`` asks, ``eval`` answers, joined by an entry point.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import Protocol

from assistant.contacts import ContactBook
from assistant.embedding import Embedder
from assistant.settings import Settings

GROUP = "safeguarding.must_answer"
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unanswered:
    """A must-answer question that is not answered rightly. ``id`` names it in logs, which never hold its words.

    ``why`` is what is wrong with the reply. ``documents`` are titles of what the question rests on. ``lost``: it was answered rightly
    before. ``removed``: no document that it rests on is in the library any more.
    """

    id: str
    question: str
    why: str
    documents: tuple[str, ...] = ()
    lost: bool = False
    removed: bool = False

    @property
    def line(self) -> str:
        """For a person who publishes."""
        rests = f" Its documents: {', '.join(self.documents)}." if self.documents else ""
        gone = " None of them is in the library any more." if self.removed else ""
        return f'{self.id} "{self.question}": {self.why}.{rests}{gone}'


class MustAnswer(Protocol):
    """The questions of an installation. Only those count whose documents are, or were, in the library."""

    def questions(self) -> Mapping[str, str]:
        """Id -> wording."""
        ...

    def before_switch(self, built: Path, live: Path | None, say: Progress | None = None) -> tuple[Unanswered, ...]:
        """What a finished generation, not yet live, does not answer rightly; ``live`` is the folder that readers see now, if any."""
        ...

    def after_withdrawal(self, document_ids: Collection[str]) -> tuple[Unanswered, ...]:
        """What the live library does not answer since these documents were withdrawn."""
        ...

    def after_correction(self, before: ContactBook) -> tuple[Unanswered, ...]:
        """What the live library does not answer with the contacts as they are now, and did with those of before."""
        ...


class _Installed:
    """The questions behind the entry point, loaded when they are first asked for: that takes as long as starting the assistant."""

    def __init__(self, load: Callable[[], MustAnswer]) -> None:
        self._load = cache(load)

    def questions(self) -> Mapping[str, str]:
        return self._load().questions()

    def before_switch(self, built: Path, live: Path | None, say: Progress | None = None) -> tuple[Unanswered, ...]:
        return self._load().before_switch(built, live, say)

    def after_withdrawal(self, document_ids: Collection[str]) -> tuple[Unanswered, ...]:
        return self._load().after_withdrawal(document_ids)

    def after_correction(self, before: ContactBook) -> tuple[Unanswered, ...]:
        return self._load().after_correction(before)


def must_answer_of(settings: Settings, embedder: Embedder) -> MustAnswer | None:
    """The questions of an installation, ``None`` where no evaluation is installed."""
    for entry in entry_points(group=GROUP):

        def load(entry: EntryPoint = entry) -> MustAnswer:
            made: MustAnswer = entry.load()(settings, embedder)
            return made

        return _Installed(load)
    return None
