"""The search half of an answer: question to what was found and how surely it answers. A comparison is searched side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.areas import areas_in
from assistant.clauses import asked_parts
from assistant.dialect import in_plain_words
from assistant.domain import PARTNERSHIPS, Area, Question
from assistant.evidence import describe as describe_evidence
from assistant.evidence import table_fits
from assistant.meanings import only_meaning_asked, says
from assistant.parts import Found, Parts
from assistant.retrieve import Shortlist
from assistant.search import Searcher, spells_out
from assistant.sides import Side, sides_of, together
from assistant.timing import timed
from assistant.understand import Acronyms, Names, understand

TABLE_PROBABILITY = 0.7
SIDE_MISSING = 0.5
"""How much of the level for declining a side of a comparison must reach, or the answer says that nothing was found for it."""
EACH_SIDE_READ = 6
SPELLED_OUT = 0.9
"""Probability of an answer where a name's meaning is asked for and a unit spells it out."""


class Finder:
    """Finds for questions. Holds no state of any of them; safe for threads."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    @timed("evidence")
    def find(self, clean: Question, original: Question, *, read: bool = True) -> Found:
        """What the live library holds for the ``clean`` question; areas are read from the ``original``.

        Without ``read`` it is the plain ranking that the reader and the evidence are trained on.
        """
        view = self._parts.library.view().for_audience(original.audience)
        names = Names(Acronyms(view.generation.acronyms), view.generation.cases)
        text, history = in_plain_words(clean.text), tuple(map(in_plain_words, clean.history))
        query = understand(text, history, areas_of_question(original), self._parts.vocabulary, names)
        searcher = self._parts.searcher()
        shortlist = searcher.shortlist(query, view)
        describer = searcher.describer(view.generation)
        features = describe_evidence(query, shortlist, describer)
        probability = self._parts.evidence.probability(features)
        if table_fits(query, shortlist, describer):
            # A row under the very headers that were asked for says it outright; the model, learnt on sentences, undervalues it.
            probability = max(probability, TABLE_PROBABILITY)
        found = Found(query=query, view=view, shortlist=shortlist, probability=probability, evidence=features)
        if not read:
            return found
        sides = sides_of(query, view.generation)
        return self._side_by_side(found, sides, history, names) if len(sides) > 1 else self._read(found, searcher)

    def _read(self, found: Found, searcher: Searcher) -> Found:
        if searcher.reading is None:
            return _naming(found)
        shortlist = searcher.reread(found.shortlist, found.query, found.view)
        probability = searcher.reading.of(found.query).mixture.probability(found.probability, shortlist.read)
        parts = tuple(replace(found.query, text=part) for part in asked_parts(found.query.text))
        # What will be declined needs no parts; half the level, since a decision is answered on weaker evidence.
        if parts and probability >= self._parts.decline_below / 2:
            shortlist = searcher.with_each_part(shortlist, parts, found.view)
        return _naming(replace(found, shortlist=shortlist, probability=probability))

    def _side_by_side(self, found: Found, sides: Sequence[Side], history: Sequence[str], names: Names) -> Found:
        searcher = self._parts.searcher()
        parts: list[Shortlist] = []
        chances: list[float] = []
        for side in sides:
            query = understand(side.text, history, side.areas, self._parts.vocabulary, names)
            part = searcher.shortlist(query, found.view, only=side.holds)
            chance = found.probability if part.scores else 0.0
            if searcher.reading is not None and part.scores:
                part = searcher.reread(part, query, found.view, EACH_SIDE_READ)
                chance = searcher.reading.of(query).mixture.probability(found.probability, part.read)
            parts.append(part)
            chances.append(chance)
        level = SIDE_MISSING * self._parts.decline_below
        silent = [chance < level <= max(chances) for chance in chances]
        heard = [part for part, nothing in zip(parts, silent, strict=True) if not nothing]
        missing = tuple(side.name for side, nothing in zip(sides, silent, strict=True) if nothing)
        return replace(found, shortlist=together(found.shortlist, heard), probability=max(chances), missing=missing)


def _naming(found: Found) -> Found:
    """Only what holds the short name whose meaning is asked for; nothing at all is found where nothing holds it."""
    asked = only_meaning_asked(found.query.text, found.view.generation.acronyms)
    if asked is None:
        return found
    names = (asked.name, *(meaning for short, meanings in found.query.acronyms if short.lower() == asked.name.lower() for meaning in meanings))
    units = found.view.generation.units
    rows = tuple(row for row in found.shortlist.rows if row in found.shortlist.scores and says(units[row], names))
    kept = frozenset(rows)
    shortlist = replace(
        found.shortlist,
        rows=rows,
        scores={row: score for row, score in found.shortlist.scores.items() if row in kept},
        read={row: value for row, value in found.shortlist.read.items() if row in kept},
    )
    if not rows:
        return replace(found, shortlist=shortlist, probability=0.0)
    spelled = bool(spells_out(found.query, found.view.generation, rows).any())
    return replace(found, shortlist=shortlist, probability=max(found.probability, SPELLED_OUT * spelled))


def areas_of_question(question: Question) -> tuple[Area, ...]:
    """Areas in the message, else in the thread, else the one chosen in the channel."""
    for text in (question.text, *reversed(question.history)):
        named = tuple(area for area in areas_in(text) if area in PARTNERSHIPS)
        if named:
            return named
    return (question.area,) if question.area in PARTNERSHIPS else ()
