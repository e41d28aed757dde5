"""What a comparison compares: its sides, each with a question of its own.

"Looked after: Bedford 2022 against Luton 2021" is two questions. Searched and read as one, each side's words drown the other's; asked
one by one, each finds its own figure in its own documents.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

from assistant.areas import mentions_in
from assistant.compose import area_name, short_name
from assistant.domain import PARTNERSHIPS, Area
from assistant.lexical import terms
from assistant.library import Generation
from assistant.retrieve import Shortlist, covers
from assistant.understand import Query, now_spans, period_spans

LATELY = timedelta(days=550)
"""How far behind the newest document of an area others still tell its present state."""
EACH = 3
"""Rows of every side that stand before the rest."""

_NAMED: dict[Area, re.Pattern[str]] = {
    "bedford": re.compile(r"\bBedford\b"),
    "central": re.compile(r"\bCentral Bed"),
    "luton": re.compile(r"\bLuton\b"),
}
"""How documents of all partnerships name each."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side: its ``name`` for the reader, the question ``text`` without the other sides, its areas, and which unit rows it ``holds``."""

    name: str
    text: str
    areas: tuple[Area, ...]
    holds: Callable[[int], bool]


def sides_of(query: Query, generation: Generation) -> tuple[Side, ...]:
    """The reviews, areas or periods that a question compares; empty where it names fewer than two."""
    areas = [area for area in query.areas if area in PARTNERSHIPS]
    if len(query.cases) > 1:
        return _of_cases(query, generation)
    if len(areas) > 1:
        return _of_areas(areas, query, generation)
    if len(query.periods) > 1:
        return _of_periods(query, generation)
    return _then_and_now(query, generation)


def _of_cases(query: Query, generation: Generation) -> tuple[Side, ...]:
    units, documents = generation.units, generation.documents

    def holds(case: str) -> Callable[[int], bool]:
        return lambda row: case in " ".join((*units[row].headings, documents[units[row].document_id].title, units[row].text)).lower()

    spans = [[match.span() for match in re.finditer(rf"\b{re.escape(case)}\b(?:'s|s)?", query.text, re.I)] for case in query.cases]
    texts = own_questions(query.text, spans)
    return tuple(Side(name=case.title(), text=text, areas=query.areas, holds=holds(case)) for case, text in zip(query.cases, texts, strict=True))


def _of_areas(areas: Sequence[Area], query: Query, generation: Generation) -> tuple[Side, ...]:
    units, documents = generation.units, generation.documents
    mentions = mentions_in(query.text)

    def holds(area: Area) -> Callable[[int], bool]:
        def held(row: int) -> bool:
            unit = units[row]
            owner = documents[unit.document_id].area
            # A table of all three partnerships has a column, a row or a sentence for each.
            shared = owner not in PARTNERSHIPS
            return owner == area or (shared and bool(_NAMED[area].search(" ".join((*unit.headings[-1:], unit.caption, *unit.header, unit.text)))))

        return held

    texts = own_questions(query.text, [[(start, end) for owner, start, end in mentions if owner == area] for area in areas])
    return tuple(Side(name=area_name(area), text=text, areas=(area,), holds=holds(area)) for area, text in zip(areas, texts, strict=True))


def _of_periods(query: Query, generation: Generation) -> tuple[Side, ...]:
    named = period_spans(query.text)
    texts = own_questions(query.text, [[span for span, periods in named if period in periods] for period in query.periods])
    return tuple(
        Side(name=period, text=text, areas=query.areas, holds=_of_period(period, generation))
        for period, text in zip(query.periods, texts, strict=True)
    )


def _of_period(period: str, generation: Generation) -> Callable[[int], bool]:
    """Of a document of that period, or headed with it: "Priorities for 2025/26" stand in the report of the year before."""
    units, documents = generation.units, generation.documents
    pair = period.split("-")
    written = [f"{pair[0]}{sign}{pair[1]}" for sign in ("/", "-", "–", " - ", "/20")] if len(pair) == 2 else [period]

    def holds(row: int) -> bool:
        unit = units[row]
        near = " ".join((*unit.headings[-1:], unit.caption, *unit.header))
        return covers(documents[unit.document_id], period) or any(form in near for form in written)

    return holds


def _then_and_now(query: Query, generation: Generation) -> tuple[Side, ...]:
    """One area's newest documents against the year named, or against all its older ones, where past and present are compared."""
    if not (query.then_and_now and query.areas):
        return ()
    units = generation.units
    dates = {
        document.id: document.published
        for document in generation.documents.values()
        if document.area == query.areas[0] and document.published and document.edition == "current"
    }
    if len(dates) < 2:
        return ()
    newest = max(dates.values()) - LATELY
    now = frozenset(identifier for identifier, day in dates.items() if day >= newest)
    earlier = frozenset(dates) - now
    then = _of_period(query.periods[0], generation) if query.periods else (lambda row: units[row].document_id in earlier)
    past = [span for span, _ in period_spans(query.text)] if query.periods else []
    present_text, past_text = own_questions(query.text, [now_spans(query.text), past])
    latest = short_name(generation.documents[max(dates, key=lambda identifier: dates[identifier])])
    return (
        Side(name=latest, text=present_text, areas=query.areas, holds=lambda row: units[row].document_id in now),
        Side(name=query.periods[0] if query.periods else "earlier reports", text=past_text, areas=query.areas, holds=then),
    )


def unshown(missing: Sequence[str], rows: Sequence[str]) -> tuple[str, ...]:
    """The sides, by name, that no table row among those shown is of: a table of one partnership may hold the other's row too."""
    short = {area_name(area): pattern for area, pattern in _NAMED.items()}
    return tuple(name for name in missing if not any(short.get(name, re.compile(re.escape(name))).search(row) for row in rows))


# --- the question of one side ---------------------------------------------------------------------------------------

_AGAINST = re.compile(
    r"\s*(?:\bv\b\.?|\bvs\b\.?|\bversus\b|\bagainst\b|\bcompared? (?:to|with|w)\b|\bnext to\b|\b(?:up|down|moved) (?:from|to)\b|\bthan\b|"
    r"\band\b|\bn\b|[&+]|\bor\b|[;?])\s*",
    re.I,
)
BARE = 3
"""Content words up to which a side's own part is no more than its name and year."""
_LIGHT = re.compile(r"\s*(?:,|\bto\b|\bwith\b|\s[-–]\s|(?<!\d)/)\s*", re.I)
_COLON = re.compile(r"[:,?]\s|\s[-–]\s")
FEWEST_SHARED = 1
"""Content words in front of the first side from which they are taken to be what is asked of every side."""


def own_questions(text: str, mentions: Sequence[Sequence[Span]]) -> list[str]:
    """What is asked of each side; ``mentions`` are the places of each side's names.

    "Kids on plans, Bedford 2022 against Luton 2021" gives "Kids on plans, Bedford 2022" and "Kids on plans, Luton 2021": what stands
    before the first side is asked of all, and each keeps its own part. Where no such parts show, the other sides' names are left out.
    """
    firsts = sorted((min(spans), side) for side, spans in enumerate(mentions) if spans)
    cuts = [_cut(text, one[0][1], other[0][0]) for one, other in pairwise(firsts)]
    if len(firsts) < len(mentions) or None in cuts:
        return [_without(text, [span for other, spans in enumerate(mentions) if other != side for span in spans]) for side in range(len(mentions))]
    bounds = [(0, 0), *(cut for cut in cuts if cut), (len(text), len(text))]
    parts = [text[one[1] : other[0]].strip() for one, other in pairwise(bounds)]
    before, after = _shared(text, firsts[0][0][0], firsts[-1][0][1], parts[0])
    result = [""] * len(mentions)
    for place, ((_, side), part) in enumerate(zip(firsts, parts, strict=True)):
        pieces = (before if place else "", part, after if place < len(parts) - 1 else "")
        result[side] = " ".join(" ".join(pieces).split())
    return result


def _cut(text: str, start: int, end: int) -> Span | None:
    """Where the words between two sides part them: at the last "against", "and" or the like."""
    for pattern in (_AGAINST, _LIGHT):
        found = list(pattern.finditer(text, start, end))
        if found:
            return found[-1].span()
    return None


def _shared(text: str, first: int, last: int, part: str) -> tuple[str, str]:
    """What stands before the first side, and after the last, and is asked of all; ``part`` is the first side's own."""
    before = text[:first]
    head = [match.end() for match in _COLON.finditer(before) if len(terms(before[: match.end()])) > FEWEST_SHARED]
    lead = before[: head[-1]] if head else before
    tail = _COLON.search(text, last)
    # "Bedford or Luton - contacts at the front door": nothing before, so what follows is asked of both.
    bare = len(terms(lead)) < FEWEST_SHARED and len(terms(part)) <= BARE
    rest = text[tail.end() :] if tail else text[last:] if bare else ""
    return lead.strip(), rest.strip() if len(terms(rest)) > 1 or bare else ""


def _without(text: str, spans: Sequence[Span]) -> str:
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start]} {text[end:]}"
    return " ".join(text.split())


def together(plain: Shortlist, found: Sequence[Shortlist]) -> Shortlist:
    """One shortlist of what each side's own search found: the best few of every side in turn, before the rest of the ``plain`` search.

    Figures of two questions are not comparable, so each side's best counts as the best of all.
    """
    best = max((max(side.scores.values()) for side in found if side.scores), default=0.0)
    scores: dict[int, float] = {}
    for side in found:
        raised = best - max(side.scores.values(), default=best)
        scores |= {row: score + raised for row, score in side.scores.items() if row not in scores}
    first = _in_turn([[row for row in side.rows if row in side.scores][:EACH] for side in found])
    taken = set(first)
    rest = sorted((row for row in scores if row not in taken), key=lambda row: -scores[row])
    taken |= set(rest)
    rows = (*first, *rest, *(row for row in plain.rows if row not in taken))
    leading = frozenset(side.rows[0] for side in found if side.rows and side.rows[0] in side.scores)
    read = {row: value for side in found for row, value in side.read.items()}
    return Shortlist(plain.ranking, rows, scores, plain.features, leading, read)


def _in_turn(queues: Sequence[Sequence[int]]) -> list[int]:
    """First of each, second of each, ... without doubles."""
    turns = [queue[place] for place in range(max(map(len, queues), default=0)) for queue in queues if len(queue) > place]
    return list(dict.fromkeys(turns))
