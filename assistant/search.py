"""Query to shortlist: rank every unit, then look again at the best with the reranker and, where one is set, a cross-encoder."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

import numpy as np
from numpy.typing import NDArray

from assistant.domain import PARTNERSHIPS
from assistant.features import Describer
from assistant.library import Generation, View
from assistant.reading import MOST, Reading
from assistant.rerank import CANDIDATES, Reranker, reorder
from assistant.retrieve import Retriever, Shortlist, covers
from assistant.timing import timed
from assistant.understand import Query, periods_in

REST = 400


class Searcher:
    """Retriever and reranker together. Safe for threads; keeps one describer for the generation at hand."""

    def __init__(self, retriever: Retriever, reranker: Reranker, reading: Reading | None = None) -> None:
        self._retriever = retriever
        self._reranker = reranker
        self.reading = reading
        self._describer: Describer | None = None
        self._lock = threading.Lock()

    @property
    def retriever(self) -> Retriever:
        """The first stage, whose weights an ablation varies."""
        return self._retriever

    @timed("rerank")
    def shortlist(self, query: Query, view: View) -> Shortlist:
        """The best units in the order in which they should be read."""
        ranking = self._retriever.rank(query, view)
        order = ranking.order(REST)
        if not order:
            return Shortlist(ranking, (), {}, None)
        best, rest = order[:CANDIDATES], order[CANDIDATES:]
        features = self.describer(view.generation).describe(query, ranking, best)
        scores = self._reranker.scores(features)
        scores = scores + _defines(query, view.generation, best) + _headed(query, view.generation, best) + _of_year(query, view.generation, best)
        by_row = {row: float(score) for row, score in zip(best, scores, strict=True)}
        ordered = (*reorder(best, scores), *rest)
        return _with_sides(Shortlist(ranking, ordered, by_row, features), query, view, EACH_SIDE_READ)

    @timed("reread")
    def reread(self, found: Shortlist, query: Query, view: View) -> Shortlist:
        """The shortlist in the order of the reader, with its figures; unchanged where there is no reader."""
        if self.reading is None or not found.scores:
            return found
        head = [row for row in found.rows if row in found.scores]
        read = self.reading.values(query, view.generation, head, MOST_OF_SIDES if found.sides else MOST)
        scores = _at_home(self.reading.reordered(found.scores, read), query, view.generation)
        order = (*sorted(head, key=lambda row: -scores[row]), *(row for row in found.rows if row not in scores))
        return _with_sides(replace(found, rows=order, scores=scores, read=read), query, view, EACH_SIDE)

    def describer(self, generation: Generation) -> Describer:
        """The describer of a generation, kept until another generation is asked for."""
        with self._lock:
            if self._describer is None or self._describer.generation is not generation:
                self._describer = Describer(generation)
            return self._describer


def _with_sides(found: Shortlist, query: Query, view: View, each: int) -> Shortlist:
    """The shortlist with the best ``each`` rows of every side of a comparison before the rest."""
    queues = _queues(found.rows, sides_of(query, view.generation), each)
    firsts = frozenset(queue[0] for queue in queues if queue)
    # A side may stand below the reranked head; it still needs a score to be shown.
    lowest = min(found.scores.values(), default=0.0)
    scores = found.scores | {row: lowest for row in firsts if row not in found.scores}
    return replace(found, rows=_interleaved(found.rows, queues), scores=scores, sides=firsts)


DEFINES = 2.5
"""Added (log-odds) to a unit that spells out an acronym of the question, when its meaning is asked for."""
HEADED = 1.0
"""Added (log-odds) to a unit whose section is headed with the asker's own question word."""
OTHER_AREA = -4.0
"""Added (log-odds) to what the reader makes of another partnership's unit: the area chosen in a channel is not in the words that it reads."""
OTHER_YEAR = -3.0
"""Added (log-odds) to a unit whose section is headed with a year that was not asked for, when a year was."""
LONGEST_DEFINITION = 9
"""Content words up to which a question that mentions an acronym is taken to ask for its meaning."""
EACH_SIDE = 3
EACH_SIDE_READ = 6
MOST_OF_SIDES = 12
"""Units read for a comparison: what answers one side is often far down the list of all."""
REACH = 200
LATELY = timedelta(days=550)
"""How far behind the newest document of an area others still tell its present state."""


def _defines(query: Query, generation: Generation, rows: Sequence[int]) -> NDArray[np.float32]:
    bonus = np.zeros(len(rows), dtype=np.float32)
    # "BAVEX / VERU - same thing?" asks for meanings too; a long comparison that mentions Ofsted does not.
    asks = "definition" in query.wanted or ("comparison" in query.wanted and len(query.acronyms) > 1)
    if not asks or len(query.focus) > LONGEST_DEFINITION:
        return bonus
    for short, meanings in query.acronyms:
        for position, row in enumerate(rows):
            text = generation.units[row].text
            low = text.lower()
            if short in text and any(meaning.lower() in low for meaning in meanings):
                bonus[position] = DEFINES
    return bonus


def _headed(query: Query, generation: Generation, rows: Sequence[int]) -> NDArray[np.float32]:
    """A section headed "When ..." or "How ..." answers a question of that kind."""
    asked = frozenset(query.wanted) & {"when", "how", "who"}
    bonus = np.zeros(len(rows), dtype=np.float32)
    for position, row in enumerate(rows):
        headings = generation.units[row].headings
        if headings and headings[-1].split()[:1] and headings[-1].split()[0].lower() in asked:
            bonus[position] = HEADED
    return bonus


def _at_home(scores: Mapping[int, float], query: Query, generation: Generation) -> dict[int, float]:
    """The scores with those of partnerships that were not asked about set back."""
    asked = frozenset(query.areas) & frozenset(PARTNERSHIPS)
    away = frozenset(PARTNERSHIPS) - asked if asked else frozenset()
    documents, units = generation.documents, generation.units
    return {row: score + OTHER_AREA * (documents[units[row].document_id].area in away) for row, score in scores.items()}


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


def sides_of(query: Query, generation: Generation) -> list[Callable[[int], bool]]:
    """What a comparison compares, as tests on unit rows: the reviews, areas or periods that the question names."""
    units, documents = generation.units, generation.documents

    def named(case: str) -> Callable[[int], bool]:
        return lambda row: case in " ".join((*units[row].headings, documents[units[row].document_id].title, units[row].text)).lower()

    def of_area(area: str) -> Callable[[int], bool]:
        return lambda row: documents[units[row].document_id].area == area

    def of_period(period: str) -> Callable[[int], bool]:
        return lambda row: covers(documents[units[row].document_id], period)

    areas = [area for area in query.areas if area in PARTNERSHIPS]
    if len(query.cases) > 1:
        return [named(case) for case in query.cases]
    if len(areas) > 1:
        return [of_area(area) for area in areas]
    if len(query.periods) > 1:
        return [of_period(period) for period in query.periods]
    return _then_and_now(query, generation, of_period)


def _then_and_now(query: Query, generation: Generation, of_period: Callable[[str], Callable[[int], bool]]) -> list[Callable[[int], bool]]:
    """One area's newest documents against the year named, or against all its older ones, where past and present are compared."""
    if not (query.then_and_now and query.areas):
        return []
    dates = {
        document.id: document.published
        for document in generation.documents.values()
        if document.area == query.areas[0] and document.published and document.edition == "current"
    }
    if len(dates) < 2:
        return []
    newest = max(dates.values()) - LATELY
    now = frozenset(identifier for identifier, day in dates.items() if day >= newest)
    earlier = frozenset(dates) - now
    units = generation.units
    then = of_period(query.periods[0]) if query.periods else (lambda row: units[row].document_id in earlier)
    return [lambda row: units[row].document_id in now, then]


def _queues(rows: tuple[int, ...], sides: list[Callable[[int], bool]], each: int) -> list[list[int]]:
    """The best ``each`` rows of each side of a comparison; none where fewer than two sides are named."""
    return [[row for row in rows[:REACH] if side(row)][:each] for side in sides] if len(sides) > 1 else []


def _interleaved(rows: tuple[int, ...], queues: list[list[int]]) -> tuple[int, ...]:
    """Best first, but the best few of every side before the rest, so that no side of a comparison is crowded out."""
    first: list[int] = []
    for place in range(max(map(len, queues), default=0)):
        first.extend(row for row in sorted({queue[place] for queue in queues if len(queue) > place}, key=rows.index) if row not in first)
    return (*first, *(row for row in rows if row not in set(first)))
