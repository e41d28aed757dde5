"""What is known of a candidate unit for a question, as numbers: the input of the reranker (``rerank``) and of the evidence (``evidence``).

Every feature is independent of the documents at hand (no ids, no words), so that weights learnt on one library hold for another.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Nature:
    """What is known of a unit whatever was asked; worked out once."""

    shape: tuple[float, ...]
    heading_terms: frozenset[str]
    figure: bool
    ring: bool
    date: bool
    defines: bool
    advises: bool
    acts: bool
    changed: bool
    person: bool
    item: bool


class Describer:
    """Describes candidate units of one generation; keeps each unit's terms and nature once computed. Safe for threads."""

    def __init__(self, generation: Generation) -> None:
        self.generation = generation
        self._terms: dict[int, frozenset[str]] = {}
        self._natures: dict[int, _Nature] = {}
        self._of_words: dict[tuple[str, ...], frozenset[str]] = {}

    def unit_terms(self, row: int) -> frozenset[str]:
        """Terms of a unit with its nearest headings and row headers."""
        if row not in self._terms:
            unit = self.generation.units[row]
            around = self._terms_of((*unit.headings[-2:], *unit.header, unit.lead_in))
            self._terms[row] = frozenset(terms(unit.text)) | around
        return self._terms[row]

    def window_terms(self, row: int) -> frozenset[str]:
        """Terms of a unit, of its neighbours in the section, and of its document's title."""
        return frozenset().union(*self._window(row))

    def prepare(self) -> None:
        """Work out the nature of every unit, so that no question waits for it."""
        for row in range(len(self.generation.units)):
            self.unit_terms(row)
            self._nature(row)

    def describe(self, query: Query, ranking: Ranking, rows: Sequence[int]) -> Matrix:
        """Features of the candidates, shape (len(rows), len(NAMES)); ``rows`` are best first."""
        lexical = self.generation.lexical[UNITS]
        rarity = {term: lexical.rarity(term) for term in query.focus}
        asked = _Asked(rarity, frozenset(query.lexical) - frozenset(query.focus), frozenset(query.lexical), frozenset(query.wanted))
        place = np.asarray(rows, dtype=np.intp)
        stages = [ranking.stages[name][place] for name in _STAGES]
        total = ranking.total[place]
        near = np.asarray([ranking.total[max(0, row - 2) : row + 3].max() for row in rows], dtype=np.float32)
        columns = [*stages, total, total - total[0], np.log1p(np.arange(len(rows))), near - total]
        columns += [ranking.cosines[UNITS][place], ranking.cosines[WINDOWS][place]]
        ranked = np.stack(columns, axis=1).astype(np.float32)
        known = [[*self._coverage(row, asked), *self._wanted(self._nature(row), asked), *self._document(row, query)] for row in rows]
        return np.concatenate([ranked, np.asarray(known, dtype=np.float32)], axis=1)

    def _terms_of(self, texts: tuple[str, ...]) -> frozenset[str]:
        """Terms of headings and titles, which many units share."""
        if texts not in self._of_words:
            self._of_words[texts] = frozenset(terms(" ".join(texts)))
        return self._of_words[texts]

    def _window(self, row: int) -> list[frozenset[str]]:
        units = self.generation.units
        document = units[row].document_id
        near = [r for r in range(max(0, row - 1), min(len(units), row + 2)) if units[r].document_id == document]
        return [self._terms_of((self.generation.documents[document].title,)), *(self.unit_terms(r) for r in near)]

    def _coverage(self, row: int, asked: _Asked) -> list[float]:
        mine, window = self.unit_terms(row), self._window(row)
        whole = sum(asked.rarity.values()) or 1.0
        here = {term: weight for term, weight in asked.rarity.items() if any(term in part for part in window)}
        covered = [weight for term, weight in asked.rarity.items() if term in mine]
        expanded = sum(any(term in part for part in window) for term in asked.expansion)
        return [
            sum(covered) / whole,
            sum(here.values()) / whole,
            expanded / len(asked.expansion) if asked.expansion else 0.0,
            max(covered, default=0.0) / 10,
            max((weight for term, weight in asked.rarity.items() if term not in here), default=0.0) / 10,
        ]

    def _nature(self, row: int) -> _Nature:
        if row not in self._natures:
            unit = self.generation.units[row]
            self._natures[row] = _nature(unit, self._terms_of(unit.headings[-2:]))
        return self._natures[row]

    @staticmethod
    def _wanted(nature: _Nature, asked: _Asked) -> list[float]:
        wants, figure = asked.wants, nature.figure
        return [
            *nature.shape,
            float(bool(nature.heading_terms & asked.lexical)),
            float(figure),
            float(figure and "figure" in wants),
            float(not figure and "figure" in wants),
            float(nature.ring),
            float(nature.ring and "contact" in wants),
            float("when" in wants and nature.date),
            float(nature.defines),
            float(nature.defines and "definition" in wants),
            float(nature.advises),
            float(nature.advises and "learning" in wants),
            float("how" in wants and nature.acts),
            float("change" in wants and nature.changed),
            float("who" in wants and nature.person),
            float("list" in wants and nature.item),
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


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question as the describer needs it: rarity of its own terms, terms that were added, all of both, kinds wanted."""

    rarity: Mapping[str, float]
    expansion: frozenset[str]
    lexical: frozenset[str]
    wants: frozenset[str]


def _nature(unit: Unit, heading_terms: frozenset[str]) -> _Nature:
    text = unit.text
    length = len(text.split())
    item = unit.kind == "item"
    shape = (item, unit.kind == "row", np.log1p(length), length < 6, is_orphan(text), text.rstrip().endswith(":"))
    return _Nature(
        shape=tuple(float(value) for value in shape),
        heading_terms=heading_terms,
        figure=bool(_FIGURE.search(text)),
        ring=bool(_PHONE_OR_MAIL.search(text)),
        date=bool(_DATE.search(text)),
        defines=bool(_DEFINES.search(text)),
        advises=bool(_ADVISES.search(text)),
        acts=bool(_ACTS.search(text)),
        changed=bool(_CHANGED.search(text)),
        person=bool(_PERSON.search(text)),
        item=item,
    )
