"""Ranked units to a draft: which sentences, rows and lists answer the question, in what order, under which labels.

Nothing is reworded. The draft names its evidence; whether it is enough is decided in ``evidence``, and every line is checked again at
its offsets in ``verify`` before it is shown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from assistant.domain import AREA_NAMES, Area, Document, Unit
from assistant.lexical import terms
from assistant.library import Generation
from assistant.meanings import in_glossary
from assistant.retrieve import Shortlist, covers
from assistant.statements import (
    BESIDE,
    Piece,
    antecedent_of,
    grown,
    leans_back,
    of_one_table,
    pieces_for,
    points_on,
    refers_back,
    says_something,
    says_unknown,
    stands_alone,
    torn_apart,
    words_in,
)

MOST_WORDS = 180
MOST_PIECES = 14
CANDIDATES = 60
GROWTH = 40
"""Words of its own paragraph by which the best sentence may grow."""
AMPLE = 150
"""Words of an answer from which it may grow; where less may be said, another sentence that was found says more than the next one."""

NEARLY = 1.5
"""Log-odds below the best unit up to which another answers about as well."""
CLOSE = 1.0
"""The same for another document to be part of the answer rather than something that may help."""
YEAR = timedelta(days=400)

_PHONE = re.compile(r"\b0\d{2,4}[\s)]*\d{3}[\s]?\d{3,4}\b|\b0\d{4}\s?\d{6}\b|\b999\b")
_STEPS = re.compile(r"\bsteps?\b|^\W*how\b(?! (?:fast|often|many|much|long|old|well)\b)|\bwhat (?:to|do i need to|should i) do\b", re.IGNORECASE)
_FIGURE = re.compile(r"\d")


Group = tuple[Document, str, tuple[Piece, ...]]
"""A document, the heading of a section, and what is shown of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Chosen pieces grouped by source, best group first; ``score`` is that of the best unit.

    ``further`` are those that may bear on the question, but are less likely to: they stand apart, below the answer.
    """

    groups: tuple[Group, ...]
    score: float
    further: tuple[Group, ...] = ()
    unknown: bool = False
    """Whether the best sentence says that the thing asked is not known, and no other answers about as well."""

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """All pieces in the order shown."""
        return tuple(piece for _, _, pieces in (*self.groups, *self.further) for piece in pieces)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What may not be quoted here; ``rejected`` tells whether a telephone number must never be shown."""

    rejected: Callable[[str], bool]
    numbers_wanted: bool = False
    most_words: int = MOST_WORDS
    within: float = 6.0
    """Log-odds below the best unit from which further pieces are left out."""
    areas_apart: bool = False
    """Whether what two partnerships say alike is shown for each: where none, or more than one, was asked about."""
    periods: tuple[str, ...] = ()
    """Years asked about: where the best answer is from a report on one of them, what reports on other years say is left out."""
    steps: bool = False
    """Whether it was asked what to do: then the steps of the document that answers best lead, however little they share with the words."""
    meanings: bool = True
    """Whether entries of a glossary may stand below the best sentence: where a meaning was asked for."""
    whole_tables: bool = False
    """Whether each row of a table was asked for, not one."""
    totals: bool = False
    """Whether a number was asked for: then the total of a table stands beside the row of it that answers best."""
    newest: bool = False
    """Whether the present state was asked for: then what a clearly older document says is left out."""


def compose(found: Shortlist, generation: Generation, rules: Rules) -> Draft | None:
    """The draft for a shortlist, ``None`` when nothing may be shown."""
    units = generation.units
    order, steps = _candidates(found, generation, rules)
    if not order:
        return None
    scores = {row: found.scores[row] for row in order}
    top = max(order, key=lambda row: scores[row])
    best = scores[top]
    total = _total_of(top, units) if rules.totals and steps is None else None
    if total is not None:
        order = [top, total, *(row for row in order if row not in (top, total))]
        scores[total] = best - BESIDE
    anyway = {top, total, steps, *found.sides, *found.also}
    chosen: list[Piece] = []
    further: list[Piece] = []
    taken: set[int] = set()
    seen: list[tuple[Area, frozenset[str]]] = []
    used = 0
    for row in order:
        if row in taken or (chosen and _stays_out(row, best - scores[row], row in anyway, units, rules)):
            continue
        pieces = _free_pieces(row, scores[row], taken, units, rules, whole=rules.whole_tables and not chosen)
        if (not chosen or row in found.also) and len(pieces) == 1:
            # The sentence beside the best one often holds the rest of the answer, and a whole paragraph reads better than its middle.
            room = GROWTH if rules.most_words >= AMPLE else 0
            pieces = [grown(pieces[0], units, room, lambda other: may_quote(units[other], rules) and says_something(units[other]))]
        length = words_in(units, [r for piece in pieces for r in piece.rows])
        aside = row not in anyway and not _to_the_point(units[row], units[top], best - scores[row])
        alone = not aside or all(stands_alone(piece, units) for piece in pieces)
        if not (pieces and alone) or (chosen and used + length > rules.most_words) or len(chosen) + len(pieces) > MOST_PIECES:
            continue
        area = generation.documents[units[row].document_id].area
        if _said_already(units[row], area, seen, rules):
            continue
        # A briefing and a report tell one case in the same sentences: each that is shown counts, not only the one that was found.
        seen += [(area, frozenset(terms(units[r].text))) for piece in pieces for r in piece.rows]
        chosen.extend(pieces)
        if aside:
            further.extend(pieces)
        taken.update(r for piece in pieces for r in piece.rows)
        used += length
        if used >= rules.most_words * 0.9:
            break
    unknown = all(says_unknown(units[row]) for row in order if scores[row] >= best - NEARLY)
    return _draft(chosen, further, found, generation, score=best, unknown=unknown)


def _draft(
    chosen: Sequence[Piece], further: Sequence[Piece], found: Shortlist, generation: Generation, *, score: float, unknown: bool
) -> Draft | None:
    """What was chosen, with what stands below it apart."""
    sides = [piece for piece in chosen if piece.core in found.sides]
    answer = [piece for piece in chosen if piece not in further and not _beaten(piece, sides, generation.units)]
    if not answer:
        return None
    return Draft(groups=_grouped(answer, generation), further=_grouped(further, generation), score=score, unknown=unknown)


def _said_already(unit: Unit, area: Area, seen: Sequence[tuple[Area, frozenset[str]]], rules: Rules) -> bool:
    """Whether what is shown says it too. Two partnerships may have the same rule but for its number of days: neither stands for the other then."""
    core = frozenset(terms(unit.text))
    return any((area == home or not rules.areas_apart) and len(core & other) > 0.75 * len(core) for home, other in seen if core)


def _stays_out(row: int, below: float, anyway: bool, units: Sequence[Unit], rules: Rules) -> bool:
    """Whether a unit so many log-odds below the best one has no place beside it; what answers a side or part of the question has (``anyway``)."""
    if not rules.meanings and in_glossary(units[row]):
        return True
    return not anyway and (below > rules.within or _hangs(row, units) or _goes_on_from_above(units[row]))


_TOTAL = re.compile(r"\W*(?:grand |overall )?totals?\b", re.IGNORECASE)


def _total_of(row: int, units: Sequence[Unit]) -> int | None:
    """The row of the same table, after this one, that adds up."""
    later = row + 1
    while later < len(units) and of_one_table(units[row], units[later]):
        if _TOTAL.match(units[later].text) and "\t" in units[later].text:
            return later
        later += 1
    return None


ROWS_WITHIN = 1.5
"""Log-odds below the row that answers a side of a comparison up to which another row of its table is shown."""


def _beaten(piece: Piece, sides: Sequence[Piece], units: Sequence[Unit]) -> bool:
    """Whether a row stands in the table of one that answers a side of a comparison clearly better."""
    return any(piece.score < side.score - ROWS_WITHIN and of_one_table(units[side.core], units[piece.core]) for side in sides)


def _goes_on_from_above(unit: Unit) -> bool:
    """Whether a row of a table has no name of its own: its first cell is that of the row above."""
    return unit.kind == "row" and "\t" in unit.text and bool(unit.header) and bool(unit.header[0].strip()) and not unit.text.split("\t")[0].strip()


def _free_pieces(row: int, score: float, taken: set[int], units: Sequence[Unit], rules: Rules, *, whole: bool) -> list[Piece]:
    """What shows a unit, without what may not be quoted or stands in the answer already."""
    pieces = pieces_for(row, units, score, whole=whole)
    return [piece for piece in pieces if not taken & set(piece.rows) and all(may_quote(units[r], rules) for r in piece.rows)]


def _to_the_point(unit: Unit, best: Unit, below: float) -> bool:
    """Whether a unit so many log-odds below the best one belongs to the answer.

    Of 1,451 pieces shown below the best one those of its own section and, in other documents, those that score nearly as high held what was
    asked most often (0.19 and 0.44; other sections of its document 0.15). Of its own section those stay that score nearly as high, stand beside it or
    are of its list or table.
    """
    if unit.document_id != best.document_id:
        return below <= CLOSE
    beside = abs(unit.ordinal - best.ordinal) <= 1 or (unit.kind == best.kind and unit.kind in ("row", "item") and unit.group == best.group)
    return unit.headings == best.headings and (below <= CLOSE or beside)


def _hangs(row: int, units: Sequence[Unit]) -> bool:
    """Whether a sentence leans on one that cannot be shown with it, before or behind it."""
    unit = units[row]
    announces = points_on(unit) and not unit.text.rstrip().endswith(":")
    return announces or (unit.kind not in ("row", "item") and refers_back(units[antecedent_of(row, units)].text))


def _steps(order: Sequence[int], found: Shortlist, generation: Generation) -> int | None:
    """The best of the steps that the best unit's document gives, unless the best one is a step itself."""
    units = generation.units
    if not order or _is_step(units[order[0]]):
        return None
    home = units[order[0]].document_id
    own = [row for row in order[1:] if units[row].document_id == home and _is_step(units[row])]
    return max(own, key=lambda row: found.scores[row], default=None)


def _is_step(unit: Unit) -> bool:
    return unit.kind == "item" and bool(unit.headings) and bool(_STEPS.search(unit.headings[-1]))


def _candidates(found: Shortlist, generation: Generation, rules: Rules) -> tuple[list[int], int | None]:
    """Units that may be shown, best first but for steps that lead; and these steps, where they were asked for."""
    units = generation.units
    order = [row for row in found.rows if row in found.scores and may_quote(units[row], rules) and says_something(units[row])][:CANDIDATES]
    if rules.newest:
        order = _newest(order, found, generation)
    order = _of_years(order, found, generation, rules.periods)
    steps = _steps(order, found, generation) if rules.steps else None
    return (order if steps is None else [steps, *(row for row in order if row != steps)]), steps


def _newest(order: Sequence[int], found: Shortlist, generation: Generation) -> list[int]:
    """The rows without those of documents more than a year older than the newest that answers about as well as the best."""
    dates = {row: generation.documents[generation.units[row].document_id].published for row in order}
    best = max((found.scores[row] for row in order), default=0.0)
    newest = max((day for row, day in dates.items() if day and found.scores[row] >= best - NEARLY), default=None)
    return [row for row in order if newest is None or (day := dates[row]) is None or newest - day <= YEAR]


def _of_years(order: Sequence[int], found: Shortlist, generation: Generation, periods: Sequence[str]) -> list[int]:
    """The rows without those of reports on other years, where the best row is from a report on a year that was asked about."""
    documents = {row: generation.documents[generation.units[row].document_id] for row in order}

    def of_year(row: int) -> bool:
        return any(covers(documents[row], period) for period in periods)

    best = max(order, key=lambda row: found.scores[row], default=None)
    if best is None or not of_year(best):
        return list(order)
    return [row for row in order if not documents[row].period or of_year(row)]


def may_quote(unit: Unit, rules: Rules) -> bool:
    """Whether a unit may stand in an answer: no rejected number, and no number to ring unless numbers were asked for."""
    found = _PHONE.findall(unit.text)
    if any(rules.rejected(number) for number in found):
        return False
    return rules.numbers_wanted or not found


def _grouped(chosen: Sequence[Piece], generation: Generation) -> tuple[Group, ...]:
    """Pieces by document and section, groups in the order of their best piece; within a group see ``_in_order``."""
    groups: dict[tuple[str, str], list[Piece]] = {}
    for piece in chosen:
        unit = generation.units[piece.core]
        groups.setdefault((unit.document_id, section_of(unit)), []).append(piece)
    return tuple(
        (generation.documents[document_id], section, _in_order(pieces, generation.units))
        for (document_id, section), pieces in groups.items()
    )


def _in_order(pieces: Sequence[Piece], units: Sequence[Unit]) -> tuple[Piece, ...]:
    """The best sentence first, because the first sentence should answer, then as in the document, rows of its table first; a list in one piece."""
    ordered = sorted(pieces, key=lambda piece: piece.low)
    best = max(pieces, key=lambda piece: piece.score)
    if all(units[piece.core].kind == "row" for piece in pieces):
        table = units[best.core].group
        return (best, *sorted((p for p in ordered if p is not best), key=lambda piece: (units[piece.core].group != table, piece.low)))
    runs = [run for run in _runs(ordered, units) if best in run or run[-1].listed or len(run[0].rows) > 1 or not points_on(units[run[0].core])]
    place = next(place for place, run in enumerate(runs) if best in run)
    first = place
    # What the best sentence goes on with stands before it, where it is shown.
    while first and not best.listed and leans_back(units[runs[first][0].low].text) and runs[first - 1][-1].high + 1 == runs[first][0].low:
        first -= 1
    before = [piece for run in runs[first:place] for piece in run]
    rest = [piece for run in (*runs[:first], *runs[place + 1 :]) for piece in run]
    return (*before, *_found_item_first(runs[place], best, units), *rest)


def _runs(ordered: Sequence[Piece], units: Sequence[Unit]) -> list[list[Piece]]:
    """Pieces in document order as what belongs together: a sentence with the items that it introduces, items of one list, anything else alone."""
    runs: list[list[Piece]] = []
    for piece in ordered:
        last = runs[-1][-1] if runs else None
        if last and (torn_apart(last, piece, units) or _of_one_list(last, piece, units)):
            runs[-1].append(piece)
        else:
            runs.append([piece])
    return runs


def _of_one_list(one: Piece, other: Piece, units: Sequence[Unit]) -> bool:
    """Whether an item belongs with the item, or the introducing sentence, shown before it."""
    first, second = units[one.core], units[other.core]
    if not other.listed or not one.listed:
        return other.listed and units[one.high].text == second.lead_in
    return first.group == second.group and first.lead_in == second.lead_in


_COUNTED = re.compile(
    r"\W*(?:\d{1,2}[.)](?!\d)|[a-z][.)]|[ivx]+[.)]|(?:priority|recommendation|standard|principle|objective|aim|goal|theme|part|tier) \d|"
    r"(?:stages?|steps?|level|phase|first|second|third|then|next|finally)\b)",
    re.I,
)


def _found_item_first(listed: Sequence[Piece], best: Piece, units: Sequence[Unit]) -> tuple[Piece, ...]:
    """A list whose found item comes first, after the sentence that introduces it; one that counts or tells steps keeps its order."""
    items = [piece for piece in listed if piece.listed]
    told = [units[piece.core] for piece in items]
    steps = any(_is_step(unit) or _COUNTED.match(unit.text) or leans_back(unit.text) for unit in told)
    apart = len({unit.lead_in for unit in told}) == 1 and not steps
    if not best.listed or not apart:
        return tuple(listed)
    return (*(piece for piece in listed if not piece.listed), best, *(piece for piece in items if piece is not best))


_FOOTNOTE = re.compile(r"[\u00b9\u00b2\u00b3\u2070-\u2079*]+(?=\W*$)")
_NO_HEADING = re.compile(r"www\.|https?:|\.(?:co|org|gov|ac|com)\b|[#@]|\d ?%|[A-Z]{4} [A-Z]{2}$")
"""What a layout sets large and is no heading: an address, a tag, a figure in per cent; or one that is torn at its end ("PARTNERSH IP")."""
_BOX = re.compile(r"^\d{1,2} (?=[A-Z])(?!Minute)")
"""The number of a box before its heading."""


def section_of(unit: Unit) -> str:
    """The nearest heading of a unit without the mark of a footnote, empty when it is too long, or something else than a heading."""
    heading = _BOX.sub("", _FOOTNOTE.sub("", unit.headings[-1])) if unit.headings else ""
    return heading if len(heading.split()) <= 10 and not _NO_HEADING.search(heading) else ""


def has_figure(text: str) -> bool:
    """Whether a text holds any digit."""
    return bool(_FIGURE.search(text))


def short_name(document: Document) -> str:
    """A document as a label: "Central Bedfordshire annual report 2024-25"; a title that is short already stays."""
    when = document.period or (str(document.published.year) if document.published else "")
    if document.kind in ("annual_report", "inspection"):
        kind = "annual report" if document.kind == "annual_report" else "Ofsted inspection"
        return f"{area_name(document.area)} {kind} {when}".strip()
    title = document.title if len(document.title.split()) <= 12 else " ".join(document.title.split()[:12]) + "…"
    return f"{title} ({area_name(document.area)}{', ' + when if when else ''})"


def area_name(area: Area) -> str:
    """The area as readers know it."""
    return AREA_NAMES[area]
