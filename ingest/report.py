"""What a publication did, in plain English and as data, read back from the published generation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from assistant.domain import AREA_NAMES, Document, ParseNote


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestReport:
    """Outcome by document; ``published`` is False when nothing needed writing (or it was a dry run)."""

    generation: str
    published: bool
    seconds: float
    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    superseded: tuple[str, ...] = ()
    duplicates: tuple[str, ...] = ()
    failed: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    to_confirm: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    unanswered: tuple[str, ...] = ()
    embedded: int = 0
    units: int = 0
    differences: Mapping[str, str] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """The same as plain data for ``--json`` and the desk."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> IngestReport:
        """The report that :meth:`as_dict` made, also after a way through JSON; unknown fields are dropped, missing ones are empty."""
        known: dict[str, Any] = {"generation": "", "published": False, "seconds": 0.0}
        known |= {name: value for name, value in data.items() if name in cls.__dataclass_fields__}
        lists = {name: value for name, value in known.items() if isinstance(value, (list, tuple))}
        return cls(**(known | {name: tuple(tuple(i) if isinstance(i, list) else i for i in value) for name, value in lists.items()}))

    def lines(self) -> list[str]:
        """The report as a person reads it."""
        head = (
            f"Published generation {self.generation}: {self.units} passages, {self.embedded} newly embedded, in {self.seconds:.1f} s."
            if self.published
            else f"Nothing was published. Live generation: {self.generation or 'none'}."
        )
        sections: list[tuple[str, Sequence[str]]] = [
            ("Added", self.added),
            ("Changed", [f"{name}: {self.differences[name]}" if name in self.differences else name for name in self.changed]),
            ("Unchanged", self.unchanged),
            ("Removed", self.removed),
            ("Superseded (kept for 'what did it say before?', not answered from)", self.superseded),
            ("Copy or extract of another document (readable, not searched twice)", self.duplicates),
            ("Withdrawn or purged, left out", self.left_out),
            ("NOT answered, though it must be", self.unanswered),
            ("NOT read", [f"{name}: {reason}" for name, reason in self.failed]),
            ("Please look at", self.notes),
            ("Guessed, please confirm", self.to_confirm),
        ]
        return [head, *(line for title, rows in sections if rows for line in [f"{title} ({len(rows)}):", *(f"  - {row}" for row in rows)])]


def describe(document: Document) -> str:
    """A document in one line: title, area, kind, date."""
    date = document.published.isoformat() if document.published else "no date"
    return f"{document.title} [{AREA_NAMES[document.area]}, {document.kind.replace('_', ' ')}, {date}]"


def describe_note(name: str, note: ParseNote) -> str:
    """A reading note in one line."""
    return f"{name}{f', page {note.page}' if note.page else ''}: {note.text}"
