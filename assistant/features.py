"""What is known of a candidate unit for a question, as numbers: the input of the reranker (``rerank``) and of the evidence (``evidence``).

Every feature is independent of the documents at hand (no ids, no words), so that weights learnt on one library hold for another.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.domain import Unit
from assistant.lexical import terms
from assistant.library import UNITS, WINDOWS, Generation
from assistant.retrieve import Ranking
from assistant.statements import is_orphan
from assistant.understand import Query

Matrix = NDArray[np.float32]

_STAGES = ("unit_dense", "unit_words", "window_dense", "window_words", "passage_dense", "passage_words", "topic", "prior")
_PHONE_OR_MAIL = re.compile(r"\b0\d{2,4}[\s)]*\d{3}\s?\d{3,4}\b|[\w.]+@[\w.]+")
_FIGURE = re.compile(r"£\s?\d|\d+(?:[.,]\d+)*\s?%|\b\d{1,3}(?:,\d{3})+\b|\b\d{1,3}\b")
_DATE = re.compile(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december|20\d\d|weekly|monthly|quarterly)\b", re.I
)
_DEFINES = re.compile(r"\([A-Z][A-Za-z0-9]{1,7}\)|^[A-Z][A-Z0-9&]{1,7}\s[–-]|\b(?:is|are) (?:a|an|the|designed|aimed)\b|\baims? to\b|\bknown as\b")
_ADVISES = re.compile(r"\b(?:should|must|need(?:s|ed)? to|recommend\w*|ensure|learning|finding|required?|expected|will)\b", re.I)
_CHANGED = re.compile(
    r"\b(?:now|no longer|since|introduced|launched|new|updated|disbanded|replaced|increase\w*|decrease\w*|compared|previous|"
    r"improved?|progress)\b",
    re.I,
)
_ACTS = re.compile(r"\b(?:contact|refer|complete|send|attend|share|submit|report|notify|discuss|record|use[ds]?|call)\b", re.I)
_PERSON = re.compile(r"\b[A-Z][a-z]+ [A-Z][a-z]+\b")

NAMES: tuple[str, ...] = (
    *_STAGES,
    "total", "behind_best", "log_rank", "near_best", "unit_cosine", "window_cosine",
    "covers_unit", "covers_window", "covers_expansion", "rarest_covered", "rarest_missing",
    "is_item", "is_row", "log_words", "is_short", "is_orphan", "ends_with_colon", "under_matching_heading",
    "figure", "figure_wanted", "figure_missing", "number_to_ring", "contact_wanted", "date_wanted", "defines", "definition_wanted",
    "advises", "learning_wanted", "how_wanted", "change_wanted", "who_wanted", "list_wanted",
    "area_named", "area_matches", "period_matches", "is_digest", "is_briefing",
)  # fmt: skip


class Describer:
    """Describes candidate units of one generation; keeps each unit's terms once computed."""

    def __init__(self, generation: Generation) -> None:
        self.generation = generation
        self._terms: dict[int, frozenset[str]] = {}

    def unit_terms(self, row: int) -> frozenset[str]:
        """Terms of a unit with its nearest headings and row headers."""
        if row not in self._terms:
            unit = self.generation.units[row]
            self._terms[row] = frozenset(terms(" ".join((unit.text, *unit.headings[-2:], *unit.header, unit.lead_in))))
        return self._terms[row]

    def window_terms(self, row: int) -> frozenset[str]:
        """Terms of a unit, of its neighbours in the section, and of its document's title."""
        units = self.generation.units
        near = [r for r in range(max(0, row - 1), min(len(units), row + 2)) if units[r].document_id == units[row].document_id]
        title = self.generation.documents[units[row].document_id].title
        return frozenset(terms(title)).union(*(self.unit_terms(r) for r in near))

    def describe(self, query: Query, ranking: Ranking, rows: Sequence[int]) -> Matrix:
        """Features of the candidates, shape (len(rows), len(NAMES)); ``rows`` are best first."""
        lexical = self.generation.lexical[UNITS]
        rarity = {term: lexical.rarity(term) for term in query.focus}
        expansion = frozenset(query.lexical) - frozenset(query.focus)
        best = float(ranking.total[rows[0]])
        return np.asarray([self._one(query, ranking, row, position, best, rarity, expansion) for position, row in enumerate(rows)], dtype=np.float32)

    def _one(
        self, query: Query, ranking: Ranking, row: int, position: int, best: float, rarity: dict[str, float], expansion: frozenset[str]
    ) -> list[float]:
        total = float(ranking.total[row])
        near = ranking.total[max(0, row - 2) : row + 3]
        return [
            *(float(ranking.stages[name][row]) for name in _STAGES),
            total,
            total - best,
            float(np.log1p(position)),
            float(near.max()) - total,
            float(ranking.cosines[UNITS][row]),
            float(ranking.cosines[WINDOWS][row]),
            *self._coverage(row, rarity, expansion),
            *self._shape(row, query),
            *_wanted(self.generation.units[row], query),
            *self._document(row, query),
        ]

    def _coverage(self, row: int, rarity: dict[str, float], expansion: frozenset[str]) -> list[float]:
        mine, window = self.unit_terms(row), self.window_terms(row)
        whole = sum(rarity.values()) or 1.0
        missing = [weight for term, weight in rarity.items() if term not in window]
        covered = [weight for term, weight in rarity.items() if term in mine]
        return [
            sum(covered) / whole,
            sum(weight for term, weight in rarity.items() if term in window) / whole,
            len(expansion & window) / len(expansion) if expansion else 0.0,
            max(covered, default=0.0) / 10,
            max(missing, default=0.0) / 10,
        ]

    def _shape(self, row: int, query: Query) -> list[float]:
        unit = self.generation.units[row]
        length = len(unit.text.split())
        headings = frozenset(terms(" ".join(unit.headings[-2:])))
        return [
            float(unit.kind == "item"),
            float(unit.kind == "row"),
            float(np.log1p(length)),
            float(length < 6),
            float(is_orphan(unit.text)),
            float(unit.text.rstrip().endswith(":")),
            float(bool(headings & frozenset(query.lexical))),
        ]

    def _document(self, row: int, query: Query) -> list[float]:
        document = self.generation.documents[self.generation.units[row].document_id]
        when = str(document.published.year) if document.published else ""
        return [
            float(bool(query.areas)),
            float(document.area in query.areas),
            float(any(period in (document.period, when) for period in query.periods)),
            float(document.authority == "digest"),
            float(document.kind == "briefing"),
        ]


def _wanted(unit: Unit, query: Query) -> list[float]:
    text = unit.text
    figure = bool(_FIGURE.search(text))
    ring = bool(_PHONE_OR_MAIL.search(text))
    defines = bool(_DEFINES.search(text))
    advises = bool(_ADVISES.search(text))
    wants = frozenset(query.wanted)
    return [
        float(figure),
        float(figure and "figure" in wants),
        float(not figure and "figure" in wants),
        float(ring),
        float(ring and "contact" in wants),
        float("when" in wants and bool(_DATE.search(text))),
        float(defines),
        float(defines and "definition" in wants),
        float(advises),
        float(advises and "learning" in wants),
        float("how" in wants and bool(_ACTS.search(text))),
        float("change" in wants and bool(_CHANGED.search(text))),
        float("who" in wants and bool(_PERSON.search(text))),
        float("list" in wants and unit.kind == "item"),
    ]
