"""Query to shortlist: rank every unit, then look again at the best with the reranker and, where one is set, a cross-encoder."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from assistant.asked import ALIKE, Asked, Bound
from assistant.domain import PARTNERSHIPS
from assistant.features import Describer
from assistant.library import Generation, View
from assistant.list_ranker import ListRanker
from assistant.meanings import in_glossary
from assistant.reading import MOST, Reading
from assistant.rerank import CANDIDATES, Reranker, reorder
from assistant.retrieve import Ranking, Retriever, Shortlist
from assistant.timing import timed
from assistant.understand import Query, periods_in

REST = 400


class Searcher:
    """Retriever and reranker together. Safe for threads; keeps one describer for the generation at hand."""

    def __init__(
        self,
        retriever: Retriever,
        reranker: Reranker,
        reading: Reading | None = None,
        list_ranker: ListRanker | None = None,
        asked: Asked | None = None,
    ) -> None:
        self._retriever = retriever
        self._reranker = reranker
        self.reading = reading
        self._list_ranker = list_ranker
        self._asked = asked
        self._known: _Known | None = None
        self._lock = threading.Lock()

    @property
    def retriever(self) -> Retriever:
        """The first stage, whose weights an ablation varies."""
        return self._retriever

    def asking(self, asked: Asked | None) -> Searcher:
        """The same search with other questions written beforehand, or none, for those who measure what they bring."""
        return Searcher(self._retriever, self._reranker, self.reading, self._list_ranker, asked)

    @timed("rerank")
    def shortlist(self, query: Query, view: View, only: Callable[[int], bool] | None = None) -> Shortlist:
        """The best units in the order in which they should be read; of those rows ``only`` for which that is true."""
        ranking = self._retriever.rank(query, view)
        order = ranking.order(REST) if only is None else list(islice(filter(only, ranking.order(len(ranking.total))), CANDIDATES))
        if not order:
            return Shortlist(ranking, (), {}, None)
        alike = self._alike(query, ranking, view.generation)
        best = order[:CANDIDATES] if alike is None else _with_alike(order, alike, ranking.allowed, only)
        candidates = frozenset(best)
        rest = [row for row in order if row not in candidates]
        features = self.describer(view.generation).describe(query, ranking, best)
        scores = self._reranker.scores(features)
        scores = scores + DEFINES * spells_out(query, view.generation, best)
        scores = scores + _headed(query, view.generation, best) + _of_year(query, view.generation, best)
        by_row = {row: float(score) for row, score in zip(best, scores, strict=True)}
        ordered = (*reorder(best, scores), *rest)
        return Shortlist(ranking, ordered, by_row, features, alike=alike)

    @timed("reread")
    def reread(self, found: Shortlist, query: Query, view: View, most: int = MOST) -> Shortlist:
        """The shortlist in the order of the reader, with its figures of the first ``most``; unchanged where there is no reader."""
        if self.reading is None or not found.scores:
            return found
        before = self._as_list(found)
        head = sorted((row for row in found.rows if row in before), key=lambda row: -before[row])
        reading = self.reading.of(query)
        read = reading.values(query, view.generation, head, most)
        spelled = dict(zip(head, spells_out(query, view.generation, head), strict=True))
        known = reading.reordered(before, read, found.alike)
        scores = _at_home(known, query, view.generation, frozenset(row for row, more in spelled.items() if more))
        scores = {row: scores[row] + DEFINES_READ * float(spelled[row]) for row in head}
        order = (*sorted(head, key=lambda row: -scores[row]), *(row for row in found.rows if row not in scores))
        return replace(found, rows=order, scores=scores, read=read)

    def _as_list(self, found: Shortlist) -> Mapping[int, float]:
        """Log-odds of the head, each row weighed beside all others where there is a list ranker."""
        if self._list_ranker is None or found.features is None:
            return found.scores
        # Scores stand in the order of the features: that of the first ranking.
        return self._list_ranker.weighed(found.features, found.scores, found.alike)

    def _alike(self, query: Query, ranking: Ranking, generation: Generation) -> NDArray[np.float32] | None:
        """For each unit how like a question is that was written for it."""
        if self._asked is None:
            return None
        bound = self._of(generation).bound
        return self._asked.of_units(ranking.vector, f"{query.earlier} {query.text}".strip(), bound) if bound else None

    @timed("reread")
    def with_each_part(self, found: Shortlist, parts: Sequence[Query], view: View) -> Shortlist:
        """A shortlist in which what answers each part of a question best stands behind the best of all, which answers the whole."""
        if self.reading is None or not found.read:
            return found
        head = [row for row in found.rows if row in found.scores]
        also: list[int] = []
        for part in parts:
            read = self.reading.of(part).values(part, view.generation, head, EACH_PART_READ)
            best = max(read, key=read.__getitem__)
            if best not in (head[0], *also) and read[best] >= max(read[head[0]] + PART_BETTER, PART_SURE):
                also.append(best)
        rest = [row for row in found.rows[1:] if row not in also]
        return replace(found, rows=(found.rows[0], *also, *rest), also=frozenset(also))

    def warm_up(self) -> None:
        """Load the models, so that no question waits for them."""
        self._retriever.warm_up()
        if self.reading is not None:
            self.reading.warm_up()

    def describer(self, generation: Generation) -> Describer:
        """The describer of a generation, kept until another generation is asked for."""
        return self._of(generation).describer

    def _of(self, generation: Generation) -> _Known:
        with self._lock:
            if self._known is None or self._known.describer.generation is not generation:
                self._known = _Known(Describer(generation), self._asked.bound(generation.units) if self._asked else None)
            return self._known


@dataclass(frozen=True, slots=True)
class _Known:
    """What is worked out once for a generation: its units' nature, and which of them the questions written beforehand lead to."""

    describer: Describer
    bound: Bound | None


ALSO_ALIKE = 12
"""Units that questions most like the asker's were written for, weighed besides those that the first ranking puts first."""
EACH_PART_READ = 4
"""Units read again for each part of a question that asks several things; with six no more of 521 answers are right, with three one less."""
PART_BETTER, PART_SURE = -0.5, 0.0
"""By how much (log-odds) another unit must answer a part better than the first of all does, and what it must reach itself, to stand beside it.

Below 0: what answers the whole is named in the part, so it has the better of a part that it does not answer."""
DEFINES = 2.5
"""Added (log-odds) to a unit that spells out an acronym of the question, when its meaning is asked for."""
DEFINES_READ = 5.0
"""The same after the reader, to whom a unit that uses an acronym answers as well as the one that spells it out."""
IN_GLOSSARY = 1.3
"""Times as much for an entry of a glossary, which says nothing else."""
HEADED = 1.0
"""Added (log-odds) to a unit whose section is headed with the asker's own question word."""
OTHER_AREA = -4.0
"""Added (log-odds) to what the reader makes of another partnership's unit: the area chosen in a channel is not in the words that it reads."""
OTHER_YEAR = -3.0
"""Added (log-odds) to a unit whose section is headed with a year that was not asked for, when a year was."""
LONGEST_DEFINITION = 9
"""Content words up to which a question that mentions an acronym is taken to ask for its meaning."""


def _with_alike(
    order: Sequence[int], alike: NDArray[np.float32], allowed: NDArray[np.bool_], only: Callable[[int], bool] | None
) -> list[int]:
    """The candidates: the first of the ranking, the last of which give way to units whose own questions are like the asker's."""
    first = order[:CANDIDATES]
    known = frozenset(first)
    leading = np.argsort(-np.where(allowed, alike, 0.0), kind="stable")[:ALSO_ALIKE].tolist()
    also = [row for row in leading if alike[row] > ALIKE and row not in known and (only is None or only(row))]
    return [*first[: CANDIDATES - len(also)], *also]


def spells_out(query: Query, generation: Generation, rows: Sequence[int]) -> NDArray[np.float32]:
    """1 for each row that spells out an acronym whose meaning is asked for, more for an entry of a glossary, else 0."""
    found = np.zeros(len(rows), dtype=np.float32)
    # "BAVEX / VERU - same thing?" asks for meanings too; a long comparison that mentions Ofsted does not.
    asks = "definition" in query.wanted or ("comparison" in query.wanted and len(query.acronyms) > 1)
    if not asks or len(query.focus) > LONGEST_DEFINITION:
        return found
    for short, meanings in query.acronyms:
        for position, row in enumerate(rows):
            text = generation.units[row].text
            low = text.lower()
            if short in text and any(meaning.lower() in low for meaning in meanings):
                found[position] = IN_GLOSSARY if in_glossary(generation.units[row]) else 1.0
    return found


def _headed(query: Query, generation: Generation, rows: Sequence[int]) -> NDArray[np.float32]:
    """A section headed "When ..." or "How ..." answers a question of that kind."""
    asked = frozenset(query.wanted) & {"when", "how", "who"}
    bonus = np.zeros(len(rows), dtype=np.float32)
    for position, row in enumerate(rows):
        headings = generation.units[row].headings
        if headings and headings[-1].split()[:1] and headings[-1].split()[0].lower() in asked:
            bonus[position] = HEADED
    return bonus


def _at_home(scores: Mapping[int, float], query: Query, generation: Generation, anywhere: frozenset[int]) -> dict[int, float]:
    """The scores with those of partnerships that were not asked about set back, but for rows that hold ``anywhere``: what a name means."""
    asked = frozenset(query.areas) & frozenset(PARTNERSHIPS)
    away = frozenset(PARTNERSHIPS) - asked if asked else frozenset()
    documents, units = generation.documents, generation.units
    return {row: score + OTHER_AREA * (row not in anywhere and documents[units[row].document_id].area in away) for row, score in scores.items()}


def _of_year(query: Query, generation: Generation, rows: Sequence[int]) -> NDArray[np.float32]:
    """ "2024/25 priorities" does not answer what is meant for 2025/26."""
    penalty = np.zeros(len(rows), dtype=np.float32)
    asked = frozenset(query.periods)
    for position, row in enumerate(rows if asked else ()):
        headings = generation.units[row].headings
        named = frozenset(periods_in(headings[-1])) if headings else frozenset()
        if named and not named & asked and not any(_within(one, other) for one in named for other in asked):
            penalty[position] = OTHER_YEAR
    return penalty


def _within(one: str, other: str) -> bool:
    """Whether one of two periods holds the other: "2016" is in "2015-16"."""
    return any(year in {pair[:4], f"20{pair[5:]}"} for year, pair in ((one, other), (other, one)) if len(year) == 4)
