"""What changed between two editions of a document: its new sentences beside those that they took the place of, all verbatim."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.compose import Draft, Rules, may_quote
from assistant.domain import Unit
from assistant.edition_difference import matched
from assistant.lexical import terms
from assistant.library import View
from assistant.retrieve import Shortlist
from assistant.statements import Piece
from assistant.understand import Query

MOST_PAIRS = 3
ALIKE = 0.35
"""Similarity of two sentences (0 to 1) from which the newer one is taken to replace the older one."""
NEAR_TOP = 12

_ASKS = re.compile(
    r"\bwhat(?:'?s| has| have|s)? (?:been )?(?:changed|different|new|updated)\b.*"
    r"\b(?:briefing|version|edition|guide|guidance|procedure|policy|report)\b"
    r"|\bdiffer\w* (?:from|between)\b.*\b(?:version|edition)s?\b|\b(?:version|edition)s?\b.*\b(?:differ|chang)\w*",
    re.IGNORECASE,
)


def asks_what_changed(text: str) -> bool:
    """Whether a question is about an edition's changes."""
    return bool(_ASKS.search(text))


def changes_for(query: Query, found: Shortlist, view: View, rules: Rules) -> Draft | None:
    """What differs in the best document that has an earlier edition, the current one first; ``None`` where none was asked for or none exists.

    A telephone number of the earlier edition is never shown, whatever changed: somebody might ring it.
    """
    if not asks_what_changed(query.text):
        return None
    generation = view.generation
    older = {
        document.superseded_by: document
        for document in generation.documents.values()
        if document.edition == "superseded" and document.superseded_by and document.id not in view.withdrawn
    }
    newer = {document.id: new for new, document in older.items()}
    for row in found.rows[:NEAR_TOP]:
        found_id = generation.units[row].document_id
        new = found_id if found_id in older else newer.get(found_id)
        if new is None or new in view.withdrawn or new not in generation.documents:
            continue
        pairs = _pairs(query, generation.units, new, older[new].id)
        printed = replace(rules, numbers_wanted=True)
        groups = (
            (generation.documents[new], "", _pieces([row for row, _ in pairs if row is not None and may_quote(generation.units[row], printed)])),
            (older[new], "", _pieces([row for _, row in pairs if row is not None and may_quote(generation.units[row], rules)])),
        )
        if any(group[2] for group in groups):
            return Draft(groups=tuple(group for group in groups if group[2]), score=0.0)
    return None


def _pieces(rows: Sequence[int]) -> tuple[Piece, ...]:
    return tuple(Piece(row, row, row, 0.0) for row in sorted(rows))


def _pairs(query: Query, units: Sequence[Unit], new: str, old: str) -> list[tuple[int | None, int | None]]:
    """(row now, row before) of sentences that differ, those nearest to the question first; ``None`` where one side has none."""
    now = {row: _plain(unit.text) for row, unit in enumerate(units) if unit.document_id == new}
    before = {row: _plain(unit.text) for row, unit in enumerate(units) if unit.document_id == old}
    same = set(now.values()) & set(before.values())
    fresh = {row: text for row, text in now.items() if text not in same}
    gone = {row: text for row, text in before.items() if text not in same}
    earlier = list(gone)
    places = matched(list(gone.values()), list(fresh.values()), ALIKE)
    pairs: list[tuple[int | None, int | None]] = [
        (row, None if place is None else earlier[place]) for row, place in zip(fresh, places, strict=True)
    ]
    pairs += [(None, row) for place, row in enumerate(earlier) if place not in places]
    asked = frozenset(query.lexical)

    def nearness(pair: tuple[int | None, int | None]) -> tuple[int, bool]:
        own = frozenset().union(*(terms(units[row].text) for row in pair if row is not None))
        return len(asked & own), None not in pair

    return sorted(pairs, key=nearness, reverse=True)[:MOST_PAIRS]


def _plain(text: str) -> str:
    return " ".join(text.lower().split())
