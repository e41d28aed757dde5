"""Query to ranked passages: dense and lexical scores of three grains, topics and priors, summed as z-scores.

Units carry the answer, windows and passages the topic (docs/adr/0005). Scores of every unit are computed, so the z-scores are exact
and every stage's share can be shown for each hit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.domain import Area, Document, Hit, Unit
from assistant.embedding import Embedder, Vectors
from assistant.library import PASSAGES, UNITS, WINDOWS, Generation, View
from assistant.topics import TopicBridge
from assistant.understand import Query

Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """Weight of each stage in the sum of z-scores; the ablation command varies them."""

    unit_dense: float = 1.0
    unit_words: float = 1.0
    window_dense: float = 1.0
    window_words: float = 0.5
    passage_dense: float = 0.5
    passage_words: float = 0.5
    topic: float = 1.75
    area: float = 1.0
    other_area: float = -1.0
    period: float = 1.0
    recent: float = 0.3


def zscore(scores: Scores) -> Scores:
    """Scores less their mean, by their standard deviation; all zero when they do not differ."""
    deviation = float(scores.std())
    return np.asarray((scores - scores.mean()) / deviation, dtype=np.float32) if deviation > 1e-9 else np.zeros_like(scores)


@dataclass(frozen=True, slots=True)
class Ranking:
    """Scores of all units, by stage and in sum; ``allowed`` masks what may be shown."""

    total: Scores
    stages: dict[str, Scores]
    allowed: NDArray[np.bool_]
    topics: tuple[tuple[str, float], ...]
    cosines: dict[str, Scores]
    """Plain cosines of units and windows, comparable between questions (z-scores are not)."""

    def order(self, most: int) -> list[int]:
        """Rows of the best allowed units, best first."""
        masked = np.where(self.allowed, self.total, -np.inf)
        count = min(most, int(self.allowed.sum()))
        if count == 0:
            return []
        best = np.argpartition(-masked, count - 1)[:count]
        return [int(row) for row in best[np.argsort(-masked[best], kind="stable")]]


class Retriever:
    """Ranks the units of the live library for a query. Holds no state of any question."""

    def __init__(self, embedder: Embedder, topics: TopicBridge, weights: Weights | None = None) -> None:
        self._embedder = embedder
        self._topics = topics
        self.weights = weights or Weights()

    def rank(self, query: Query, view: View) -> Ranking:
        """Score every unit of the generation for the query."""
        generation = view.generation
        count = len(generation.units)
        if count == 0:
            return Ranking(np.zeros(0, np.float32), {}, np.zeros(0, bool), (), {})
        vector = self._vector(query)
        weights = self.weights
        spread = generation.passage_of_unit
        cosines = {grain: generation.vectors[grain].scores(vector) for grain in (UNITS, WINDOWS)}
        stages = {
            "unit_dense": weights.unit_dense * zscore(cosines[UNITS]),
            "unit_words": weights.unit_words * zscore(generation.lexical[UNITS].scores(query.lexical)),
            "window_dense": weights.window_dense * zscore(cosines[WINDOWS]),
            "window_words": weights.window_words * zscore(generation.lexical[WINDOWS].scores(query.lexical)),
            "passage_dense": weights.passage_dense * zscore(generation.vectors[PASSAGES].scores(vector))[spread],
            "passage_words": weights.passage_words * zscore(generation.lexical[PASSAGES].scores(query.lexical))[spread],
        }
        affinity, topics = self._topics.affinity(vector, query.areas, generation)
        stages["topic"] = weights.topic * zscore(affinity)
        stages["prior"] = self._prior(query, generation)
        total = np.sum(list(stages.values()), axis=0, dtype=np.float32)
        return Ranking(total, stages, _allowed(query, view), topics, cosines)

    def _vector(self, query: Query) -> Vectors:
        vectors = [weight * self._embedder.encode([text])[0] for text, weight in query.dense]
        total = np.sum(vectors, axis=0)
        return np.asarray(total / max(float(np.linalg.norm(total)), 1e-9), dtype=np.float32)

    def _prior(self, query: Query, generation: Generation) -> Scores:
        by_document = np.asarray([self._document_prior(query, document) for document in generation.document_rows], dtype=np.float32)
        prior = by_document[generation.document_of_unit]
        return prior

    def _document_prior(self, query: Query, document: Document) -> float:
        weights = self.weights
        score = 0.0
        partnerships = [area for area in query.areas if area in ("bedford", "central", "luton")]
        if partnerships and document.area in ("bedford", "central", "luton"):
            score += weights.area if document.area in partnerships else weights.other_area
        if query.periods:
            score += weights.period if any(_covers(document, period) for period in query.periods) else 0.0
        elif document.published is not None:
            score += weights.recent * max(-1.0, (document.published.year - 2025) / 5) * (2.0 if query.latest else 1.0)
        return score


def _covers(document: Document, period: str) -> bool:
    if document.period == period:
        return True
    year = period[:4]
    return "-" not in period and (document.period.startswith(year) or (document.published is not None and str(document.published.year) == year))


def _allowed(query: Query, view: View) -> NDArray[np.bool_]:
    """Current, not withdrawn, and not a copy; superseded editions only when they are asked about."""
    readable = np.asarray(
        [
            document.id not in view.withdrawn and document.duplicate_of is None and (document.edition == "current" or query.superseded)
            for document in view.generation.document_rows
        ],
        dtype=bool,
    )
    return readable[view.generation.document_of_unit]


# --- from units to passages -----------------------------------------------------------------------------------------

SHORT_UNIT = 12
NEIGHBOURS_AFTER = 150


def passages(ranking: Ranking, generation: Generation, *, limit: int = 40, candidates: int = 400) -> list[Hit]:
    """The best units as whole blocks, best first, none shown twice."""
    taken = np.zeros(len(generation.units), dtype=bool)
    hits: list[Hit] = []
    shown = 0
    for row in ranking.order(candidates):
        if taken[row]:
            continue
        rows = [other for other in _block(row, generation.units, shown) if not taken[other]]
        taken[rows] = True
        units = tuple(generation.units[other] for other in rows)
        shown += sum(len(unit.text.split()) for unit in units)
        scores = {name: round(float(stage[row]), 3) for name, stage in ranking.stages.items()}
        document = generation.documents[units[0].document_id]
        hits.append(Hit(document=document, units=units, score=float(ranking.total[row]), scores=scores, why=tuple(t for t, _ in ranking.topics)))
        if len(hits) >= limit:
            break
    return hits


def _block(row: int, units: Sequence[Unit], shown: int) -> list[int]:
    """The rows shown for a unit: a short one brings the next two of its section; later ones a neighbour each side."""
    unit = units[row]
    before, after = (1, 1) if shown >= NEIGHBOURS_AFTER else (0, 0)
    if len(unit.text.split()) < SHORT_UNIT:
        after = max(after, 2)
    low = row
    while low > 0 and row - low < before and _together(units[low - 1], unit):
        low -= 1
    high = row
    while high + 1 < len(units) and high - row < after and _together(units[high + 1], unit):
        high += 1
    return list(range(low, high + 1))


def _together(one: Unit, other: Unit) -> bool:
    return one.document_id == other.document_id and one.headings == other.headings


def areas_of(hits: Sequence[Hit]) -> tuple[Area, ...]:
    """The areas of the hits' documents, in order."""
    return tuple(dict.fromkeys(hit.document.area for hit in hits))
