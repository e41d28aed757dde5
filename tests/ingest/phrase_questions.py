"""Must-answer questions for tests: answered where a phrase stands in the texts of a generation."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from pathlib import Path

from assistant.contacts import ContactBook
from assistant.library import read_tombstones
from assistant.must_answer import Progress, Unanswered

PHRASES = {"tool": "worry about daily care", "bruise": "looked at by a paediatrician", "never": "no such words"}


class PhraseQuestions:
    """``rounds`` counts how often a generation was asked. ``number`` is what the contacts have to hold."""

    def __init__(self, phrases: Mapping[str, str] = PHRASES, *, data_dir: Path | None = None, number: str = "") -> None:
        self.rounds = 0
        self._phrases = phrases
        self._data_dir = data_dir
        self._number = number

    def questions(self) -> Mapping[str, str]:
        return {name: f"What about {phrase}?" for name, phrase in self._phrases.items()} | {"number": "Which number?"}

    def before_switch(self, built: Path, live: Path | None, say: Progress | None = None) -> tuple[Unanswered, ...]:
        self.rounds += 1
        now, before = _words(built), _words(live) if live else ""
        titles = (built / "documents.json").read_text(encoding="utf-8")
        return tuple(
            Unanswered(
                id=name, question=self.questions()[name], why="not said", documents=("Some guidance",), lost=phrase in before,
                removed=phrase in before and name == "tool" and "Neglect" not in titles,
            )
            for name, phrase in self._phrases.items()
            if phrase not in now
        )  # fmt: skip

    def after_withdrawal(self, document_ids: Collection[str]) -> tuple[Unanswered, ...]:
        assert self._data_dir is not None
        assert set(document_ids) <= {stone.document_id for stone in read_tombstones(self._data_dir)}, "it is asked after the withdrawal"
        folder = self._data_dir / "generations" / (self._data_dir / "CURRENT").read_text(encoding="utf-8").strip()
        gone = " ".join(u["text"] for u in json.loads(_words(folder)) if u["document_id"] in document_ids)
        return tuple(
            Unanswered(id=name, question=self.questions()[name], why="gone", lost=True) for name, phrase in self._phrases.items() if phrase in gone
        )

    def after_correction(self, before: ContactBook) -> tuple[Unanswered, ...]:
        assert self._data_dir is not None
        now = ContactBook.load(self._data_dir / "knowledge" / "contacts.yaml")
        held, holds = (any(contact.phone == self._number for contact in book.contacts) for book in (before, now))
        return (Unanswered(id="number", question="Which number?", why="gone", lost=True),) if held and not holds else ()


def _words(generation: Path) -> str:
    return (generation / "units.json").read_text(encoding="utf-8")
