"""Query to ranked passages: dense and lexical scores of three grains, topics and priors, summed as z-scores.

Units carry the answer, windows and passages the topic (docs/adr/0005). Scores of every unit are computed, so the z-scores are exact
and every stage's share can be shown for each hit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from assistant.domain import Area, Document, Hit, Unit
from assistant.embedding import Embedder, Vectors
from assistant.errors import ModelMismatch
from assistant.library import PASSAGES, UNITS, WINDOWS, Generation, View
from assistant.timing import timed
from assistant.topics import TopicBridge
from assistant.understand import Query

Scores = NDArray[np.float32]
_LONGEST_WARM = 96


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
    vector: Vectors
    """The question's own vector, shape (dimension,)."""

    def order(self, most: int) -> list[int]:
        """Rows of the best allowed units, best first."""
        masked = np.where(self.allowed, self.total, -np.inf)
        count = min(most, int(self.allowed.sum()))
        if count == 0:
            return []
        best = np.argpartition(-masked, count - 1)[:count]
        return [int(row) for row in best[np.argsort(-masked[best], kind="stable")]]


@dataclass(frozen=True, slots=True)
class Shortlist:
    """Rows in reading order; ``scores`` and ``features`` are those of the reranked head (features in order of first-stage rank)."""

    ranking: Ranking
    rows: tuple[int, ...]
    scores: dict[int, float]
    features: NDArray[np.float32] | None
    sides: frozenset[int] = frozenset()
    """Best row of each side of a comparison: shown however far below the other side it scores."""
    read: dict[int, float] = field(default_factory=dict)
    """The reader's figure of each unit that it read (``reading``); empty without a reader."""
    also: frozenset[int] = frozenset()
    """Rows that answer a further part of the question: shown as well."""
    alike: Scores | None = None
    """For each unit how like a question is that was written for it (``asked``); ``None`` without such questions."""


class Retriever:
    """Ranks the units of the live library for a query. Holds no state of any question."""

    def __init__(self, embedder: Embedder, topics: TopicBridge, weights: Weights | None = None) -> None:
        self._embedder = embedder
        self._topics = topics
        self.weights = weights or Weights()

    def warm_up(self) -> None:
        """Load the model, and embed a text of each length that questions have: the first of a length takes three times as long as the next."""
        for words in range(1, _LONGEST_WARM, 6):
            self._embedder.encode(["warm " * words])

    @timed("retrieve")
    def rank(self, query: Query, view: View) -> Ranking:
        """Score every unit of the generation for the query."""
        generation = view.generation
        count = len(generation.units)
        if count == 0:
            return Ranking(np.zeros(0, np.float32), {}, np.zeros(0, bool), (), {}, np.zeros(0, np.float32))
        if generation.manifest.embedder_digest != self._embedder.digest:
            # Vectors of two models cannot be compared: any ranking would look plausible and be nonsense.
            raise ModelMismatch(
                f"The library was built with the embedding model {generation.manifest.embedder}; in use is {self._embedder.name}. "
                "Run `safeguarding ingest --rebuild`, or set SAFEGUARDING_EMBEDDER back."
            )
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
        total = np.asarray(np.sum(list(stages.values()), axis=0), dtype=np.float32)
        return Ranking(total, stages, _allowed(query, view), topics, cosines, vector)

    @timed("embed")
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
            score += weights.period if any(covers(document, period) for period in query.periods) else 0.0
        elif document.published is not None:
            score += weights.recent * max(-1.0, (document.published.year - 2025) / 5) * (2.0 if query.latest else 1.0)
        return score


def covers(document: Document, period: str) -> bool:
    """Whether a document is of a period: "2021-22" by its period, "2017" also by its year of publication."""
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
WHOLE_WORDS = 70
NEIGHBOURS_AFTER = 300


def passages(found: Shortlist, generation: Generation, *, limit: int = 40) -> list[Hit]:
    """The best units as whole blocks, best first, none shown twice."""
    ranking = found.ranking
    taken = np.zeros(len(generation.units), dtype=bool)
    hits: list[Hit] = []
    shown = 0
    for row in found.rows:
        if taken[row]:
            continue
        rows = [other for other in _block(row, generation.units, shown) if not taken[other]]
        taken[rows] = True
        units = tuple(generation.units[other] for other in rows)
        shown += sum(len(unit.text.split()) for unit in units)
        scores = {name: round(float(stage[row]), 3) for name, stage in ranking.stages.items()}
        scores["rerank"] = round(found.scores.get(row, 0.0), 3)
        if found.alike is not None:
            scores["asked"] = round(float(found.alike[row]), 3)
        document = generation.documents[units[0].document_id]
        score = found.scores.get(row, float(ranking.total[row]) - 100.0)
        hits.append(Hit(document=document, units=units, score=score, scores=scores, why=tuple(topic for topic, _ in ranking.topics)))
        if len(hits) >= limit:
            break
    return hits


def _block(row: int, units: Sequence[Unit], shown: int) -> list[int]:
    """The rows shown for a unit.

    A short list or table comes whole, a list with its lead-in; another short unit brings the next two of its section, and further
    down the page of results every unit a neighbour each side.
    """
    unit = units[row]
    if unit.kind in ("item", "row"):
        whole = _whole(row, units)
        if sum(len(units[other].text.split()) for other in whole) <= WHOLE_WORDS:
            return whole
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


def _whole(row: int, units: Sequence[Unit]) -> list[int]:
    """All rows of the list (with its lead-in) or table that holds a unit."""
    unit = units[row]

    def same(other: Unit) -> bool:
        return other.document_id == unit.document_id and other.group == unit.group and other.kind == unit.kind

    low = high = row
    while low > 0 and same(units[low - 1]):
        low -= 1
    while high + 1 < len(units) and same(units[high + 1]):
        high += 1
    leads = unit.kind == "item" and low > 0 and units[low - 1].document_id == unit.document_id and units[low - 1].text == unit.lead_in != ""
    return list(range(low - 1 if leads else low, high + 1))


def _together(one: Unit, other: Unit) -> bool:
    return one.document_id == other.document_id and one.headings == other.headings


def areas_of(hits: Sequence[Hit]) -> tuple[Area, ...]:
    """The areas of the hits' documents, in order."""
    return tuple(dict.fromkeys(hit.document.area for hit in hits))
