"""An optional third look: a cross-encoder, named by ``SAFEGUARDING_RERANKER``, puts the first of a shortlist in its own order.

The first stage and the linear reranker choose what it reads. It decides the order alone: places keep their scores, because what
declines and composes answers was calibrated on those.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.domain import Unit
from assistant.library import Generation, View
from assistant.rerank import Reranker
from assistant.retrieve import Retriever, Shortlist
from assistant.search import Searcher
from assistant.timing import timed
from assistant.understand import Query

FIRST = 40
"""Passages that the cross-encoder reads for one question: about as many as a small model reads in half a second on two cores."""
STAGE = "cross_encoder"


class Pairs(Protocol):
    """Scores question and passage together; ``embedding.PairScorer`` is the real one."""

    def scores(self, question: str, texts: Sequence[str]) -> NDArray[np.float32]:
        """One number a text, the higher the better."""
        ...


class CrossEncodedSearcher(Searcher):
    """The search with its first ``most`` passages put in order by a cross-encoder."""

    def __init__(self, retriever: Retriever, reranker: Reranker, pairs: Pairs, most: int = FIRST) -> None:
        super().__init__(retriever, reranker)
        self._pairs = pairs
        self._most = most

    def shortlist(self, query: Query, view: View, only: Callable[[int], bool] | None = None) -> Shortlist:
        """The best units in the order in which they should be read."""
        return self._reordered(super().shortlist(query, view, only), query, view.generation)

    @timed(STAGE)
    def _reordered(self, found: Shortlist, query: Query, generation: Generation) -> Shortlist:
        head = [row for row in found.rows[: self._most] if row in found.scores]
        if len(head) < 2:
            return found
        values = self._pairs.scores(query.dense[0][0], [text_of(row, generation) for row in head])
        ordered = [head[place] for place in np.argsort(-values, kind="stable")]
        shares = np.zeros(len(generation.units), dtype=np.float32)
        shares[head] = values
        ranking = replace(found.ranking, stages=found.ranking.stages | {STAGE: shares})
        scores = found.scores | dict(zip(ordered, sorted((found.scores[row] for row in head), reverse=True), strict=True))
        rest = (row for row in found.rows if row not in set(head))
        return replace(found, ranking=ranking, rows=(*ordered, *rest), scores=scores)


def text_of(row: int, generation: Generation) -> str:
    """What the cross-encoder reads for a unit: title, nearest headings, and the unit between its neighbours of the section."""
    units = generation.units
    unit = units[row]
    near = [
        other
        for other in units[max(0, row - 1) : row + 2]
        if other is unit or (other.document_id == unit.document_id and other.headings == unit.headings)
    ]
    title = generation.documents[unit.document_id].title
    return ". ".join([title, *unit.headings[-2:], *(_labelled(other) for other in near)])


def _labelled(unit: Unit) -> str:
    """A row with its headers, since figures alone say nothing; other units as they are."""
    cells = unit.text.split("\t")
    if unit.kind != "row" or len(cells) != len(unit.header):
        return unit.text.replace("\t", "; ")
    return "; ".join(f"{head}: {cell}" if head else cell for head, cell in zip(unit.header, cells, strict=True))
