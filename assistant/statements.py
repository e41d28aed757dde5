"""Units to statements: a retrieved unit with whatever it needs to be understood alone, still verbatim at known offsets.

A sentence that opens with "This" or "They" brings its antecedent, a list item its lead-in, a lead-in its list, a row its headers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.domain import Unit

WHOLE_LIST = 120
"""Words up to which a list is shown whole; beyond it only the items that were found, under their lead-in."""

_ORPHAN = re.compile(
    r"^\W*(this|these|those|they|it|its|he|she|his|her|their|them|such|that|the latter|however|therefore|thus|as a result|in addition|"
    r"additionally|furthermore|moreover|consequently|also|both|another|others?|but|and|so|hence|here|there (is|are|was|were) (also|no|only)|"
    r"as such|for example|for instance|in this|at this|following this|once|then|similarly|conversely|instead|nevertheless)\b",
    re.IGNORECASE,
)
_FARTHEST_BACK = 2
BESIDE = 0.001
"""Log-odds by which the rest of a list stands behind the item that was found, so that this one is known."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Consecutive units (rows ``low``..``high`` inclusive) shown as one statement; ``core`` is the row that was found."""

    low: int
    high: int
    core: int
    score: float
    listed: bool = False

    @property
    def rows(self) -> range:
        """The rows of the piece."""
        return range(self.low, self.high + 1)


def words_in(units: Sequence[Unit], rows: Sequence[int]) -> int:
    """Words of some units together."""
    return sum(len(units[row].text.split()) for row in rows)


FEWEST_WORDS = 4
"""Below this a line of running text is a remnant, such as the number of a paragraph."""

_WORD = re.compile(r"[^\W\d_]{2,}")
_ADDRESS = re.compile(r"\S@\S|\bwww\.|https?://")
BREAKS_OFF = r"the|an?|of|at|by|call|phone"
"""Words that no sentence ends with, whatever stands before them."""
_TORN = re.compile(rf"[a-z] (?:{BREAKS_OFF}|and|or|from|please access|please visit)$|:\s+(?:\(?(?:\d{{1,2}}|[a-z]|i{{1,3}})[.)])$")
"""Also a lead-in that ends with the first number of its list, which stands elsewhere."""


_FOOTNOTE = re.compile(r"[\u00b9\u00b2\u00b3\u2070-\u2079]|sources?:\s", re.IGNORECASE)
"""How a footnote, or where a table is from, begins: it belongs to what it is a note on."""


def says_something(unit: Unit) -> bool:
    """Whether a unit can be shown: rows but for a lone label, list items that hold a word, running text of a few words that does not break off.

    The scraps of a chart need words too: without them their figures belong to nothing that a reader could see.
    """
    if _FOOTNOTE.match(unit.text):
        return False
    if unit.kind == "row":
        return "\t" in unit.text or len(_WORD.findall(unit.text)) >= FEWEST_WORDS
    if unit.kind == "item":
        return bool(_WORD.search(unit.text))
    if unit.kind == "note":
        return len(_WORD.findall(unit.text)) >= FEWEST_WORDS
    return bool(_ADDRESS.search(unit.text)) or (len(unit.text.split()) >= FEWEST_WORDS and not _TORN.search(unit.text))


def is_orphan(text: str) -> bool:
    """Whether a sentence is read together with the one before it (``reading``)."""
    return bool(_ORPHAN.match(text)) or text[:1].islower()


_OF_NOTHING = (
    r"it (?:is|was|has been|had been|will be|should be)(?: also| therefore| then| again)? (?:noted|recogni\w+|agreed|acknowledged|important|clear|"
    r"likely|felt|hoped|identified|found|evident|recommended|essential|vital|suggested|decided|expected|reported)\b"
)
_JOINS_ON = re.compile(
    r"\W*(?:however|in addition|additionally|furthermore|moreover|also|nevertheless|similarly)\b\W*(?!\W)"
    rf"(?:{_OF_NOTHING}|(?!(?:\w+ ){{0,2}}(?:this|these|those|they|it|its|he|she|his|her|their|them|such)\b))|\W*{_OF_NOTHING}",
    re.IGNORECASE,
)
"""A sentence that adds to the one before it and can be understood without; or whose "it" means nothing."""


def refers_back(text: str) -> bool:
    """Whether a sentence opens with a word that means something said before it."""
    return bool(_ORPHAN.match(text)) and not _JOINS_ON.match(text)


_MEANS_BEFORE = re.compile(
    r"\W*(?:in )?(?:some |many |most |all |both |one |two |none |each |several |half )?(?:of|among|amongst) (?:this|these|those|them|which)\b|"
    r"\W*in regards? to (?:\w+ ){0,3}(?:this|these)\b|"
    r"\W*(?:for|from|in|at|to|by|with|within|during|since|after|before|despite|because of|as part of|in light of|in response to|alongside|based on|"
    r"as well as) (?:this|these|them|which)\b|"
    r"\W*(?:\w+\W+){1,9}?(?:(?:this|these) (?:by|through|with|via|has|had|have|will|would|can|could|should|may|is|are|was|were|and|but|includes?|led|"
    r"means?)\b|this[.,;])",
    re.IGNORECASE,
)
""" "Of those referred, 34 % came", "the council is addressing this by ...": what is meant stands in the sentence before; "for those families who"
says itself which are meant."""


def leans_back(text: str) -> bool:
    """Whether a sentence is shown with the one before it: it refers to it, or goes on with it."""
    return refers_back(text) or text[:1].islower() or bool(_MEANS_BEFORE.match(text))


_UNKNOWN = re.compile(
    r"\b(?:is|are|was|were|stays?|remains?)(?: still| here| today| locally| also)* "
    r"(?:unverified|not (?:verified|confirmed|known|stated|given|published|recorded)|unknown|unclear)\b",
    re.IGNORECASE,
)


_POINTS_ON = re.compile(r"[:;]\s*$|\b(?:below|overleaf|as follows)\b\W*$", re.IGNORECASE)
LONGEST_POINTER = 24


def points_on(unit: Unit) -> bool:
    """Whether a sentence does no more than announce what stands after it: alone it says nothing."""
    return unit.kind not in ("row", "item") and bool(_POINTS_ON.search(unit.text)) and len(unit.text.split()) <= LONGEST_POINTER


def says_unknown(unit: Unit) -> bool:
    """Whether a sentence says of its own matter that it is not known: the library's word that it has no answer."""
    return bool(_UNKNOWN.search(unit.text))


_OF_THE_WRITER = re.compile(r"\b(?:I|[Mm]y|[Mm]e|I'(?:m|ve|d|ll)|I’(?:m|ve|d|ll))\b")
_UNNAMED = re.compile(
    r"\b(?:these|those|such|this|the above|the latter) (?!who\b|that\b|which\b|in\b|with\b|is\b|was\b|are\b|were\b|has\b|have\b|will\b|as\b|year\b|"
    r"report\b|period\b|partnership\b|time\b|children\b|young\b|famil\w+|area\b|an?\b)\w+",
    re.IGNORECASE,
)
"""Something that the sentence takes for named: "these needs", "this event"."""
OPENING = 9
"""Words at the head of a sentence in which it is looked for: further on, what is meant stands mostly in the sentence itself."""
_ENDS = re.compile(r"[.!?:;)\]”\"’'\d%]\s*$")
LONGEST_TITLE = 14


def stands_alone(piece: Piece, units: Sequence[Unit]) -> bool:
    """Whether a piece says something to one who sees nothing else of its page: no writer's "I", no "these needs", no bare title.

    Asked of what stands below an answer: it is offered, so it may as well be left out.
    """
    if piece.listed or units[piece.core].kind == "row":
        return True
    text = " ".join(units[row].text for row in piece.rows)
    opening = " ".join(units[piece.low].text.split()[:OPENING])
    unnamed = _UNNAMED.search(opening)
    if text.count("“") != text.count("”") or _OF_THE_WRITER.search(text) or (unnamed and "–" not in opening[: unnamed.start()]):
        return False
    return bool(_ENDS.search(text)) or not _is_title(text)


def _is_title(text: str) -> bool:
    long = [word for word in _WORD.findall(text) if len(word) > 3]
    return len(text.split()) <= LONGEST_TITLE and sum(word[0].isupper() for word in long) >= 0.6 * len(long)


SMALL_TABLE_ROWS, SMALL_TABLE_WORDS = 8, 40
MIDDLING_TABLE_ROWS, MIDDLING_TABLE_WORDS = 12, 110


def pieces_for(row: int, units: Sequence[Unit], score: float, *, whole: bool = False) -> list[Piece]:
    """The pieces that show a unit: usually one, two when a list item needs its lead-in, several for a whole list.

    A sentence that a page break has torn apart comes in both its parts; of a row asked for with the others of its table (``whole``) a table of
    middling size comes whole.
    """
    pieces = _pieces_on_the_page(row, units, score, whole=whole)
    first, last = min((piece.low for piece in pieces), default=row), max((piece.high for piece in pieces), default=row)
    head = [Piece(first - 1, first - 1, first - 1, score - BESIDE)] if pieces and torn_before(first, units) else []
    rest = [Piece(last + 1, last + 1, last + 1, score - BESIDE)] if pieces and torn_before(last + 1, units) else []
    return [*head, *pieces, *rest]


_GOES_ON = re.compile(r"\b(?:from|to|of|the|and|by|in|with|for|at|an?|was|were|is|are|over|than|or|that)$")


def torn_before(row: int, units: Sequence[Unit]) -> bool:
    """Whether a unit is the end of a sentence that began on the page before."""
    if not 0 < row < len(units):
        return False
    one, other = units[row - 1], units[row]
    running = one.kind in ("paragraph", "item") and other.kind in ("paragraph", "item")
    return running and one.document_id == other.document_id and other.page == one.page + 1 and bool(_GOES_ON.search(one.text))


def torn_apart(one: Piece, other: Piece, units: Sequence[Unit]) -> bool:
    """Whether two pieces are one sentence, with a page break between them."""
    return one.high + 1 == other.low and torn_before(other.low, units)


def _pieces_on_the_page(row: int, units: Sequence[Unit], score: float, *, whole: bool) -> list[Piece]:
    unit = units[row]
    if unit.kind == "item":
        return _item(row, units, score)
    if unit.kind == "row" and "\t" in unit.text:
        return [Piece(other, other, other, score if other == row else score - BESIDE) for other in _rows_with(row, units, whole=whole)]
    if unit.kind == "row":
        return [Piece(antecedent_of(row, units), row, row, score)]
    low = antecedent_of(row, units)
    if not unit.text.rstrip().endswith(":"):
        return [Piece(low, row, row, score)]
    items = _items_after(row, units)
    if items and words_in(units, items) <= WHOLE_LIST:
        return [Piece(low, row, row, score), *(Piece(item, item, item, score, listed=True) for item in items)]
    # A lead-in with nothing behind it says nothing: the sentence that follows comes along, or it is left out.
    follows = not items and row + 1 < len(units) and _same_paragraph(unit, units[row + 1])
    return [Piece(low, row + 1, row, score)] if follows else []


def _rows_with(row: int, units: Sequence[Unit], *, whole: bool) -> list[int]:
    """A row without headers says of what it is a part only beside the others, so a small table of such rows comes whole; else the row alone, unless
    all were asked for."""
    unit = units[row]
    if any(unit.header) and not whole:
        return [row]
    low = high = row
    while low > 0 and of_one_table(units[low - 1], unit):
        low -= 1
    while high + 1 < len(units) and of_one_table(units[high + 1], unit):
        high += 1
    table = list(range(low, high + 1))
    small = (SMALL_TABLE_ROWS, SMALL_TABLE_WORDS) if not whole else (MIDDLING_TABLE_ROWS, MIDDLING_TABLE_WORDS)
    return table if len(table) <= small[0] and words_in(units, table) <= small[1] else [row]


def of_one_table(one: Unit, other: Unit) -> bool:
    """Whether two units are rows of the same table."""
    return one.kind == other.kind == "row" and (one.document_id, one.page, one.group) == (other.document_id, other.page, other.group)


def grown(piece: Piece, units: Sequence[Unit], words: int, allowed: Callable[[int], bool]) -> Piece:
    """A sentence with those that follow it in its paragraph, by at most so many words; it stays the first, because the first should answer."""
    high, left = piece.high, words
    if units[piece.core].kind in ("item", "row"):
        return piece
    while high + 1 < len(units):
        length = len(units[high + 1].text.split())
        if length > left or not _same_paragraph(units[high], units[high + 1]) or not allowed(high + 1):
            break
        high, left = high + 1, left - length
    while high > piece.high and points_on(units[high]):
        high -= 1
    return Piece(piece.low, high, piece.core, piece.score, piece.listed)


def _same_paragraph(one: Unit, other: Unit) -> bool:
    return _same_block(one, other) and other.kind not in ("item", "row")


def antecedent_of(row: int, units: Sequence[Unit]) -> int:
    """The first row of those that a sentence needs in front of it: itself, or what "This" and "They" refer to."""
    low = row
    while row - low < _FARTHEST_BACK and low > 0 and leans_back(units[low].text) and _follows(units[low - 1], units[low]):
        low -= 1
    return low


def _follows(one: Unit, other: Unit) -> bool:
    """Whether a sentence can be the antecedent of the next: of the same block, or what stands before it under the same heading."""
    near = one.document_id == other.document_id and one.page == other.page and one.headings == other.headings
    return says_something(one) and (_same_block(one, other) or (near and one.kind != "row" and other.kind == "paragraph"))


def _same_block(one: Unit, other: Unit) -> bool:
    return one.document_id == other.document_id and one.block == other.block and one.page == other.page


def _item(row: int, units: Sequence[Unit], score: float) -> list[Piece]:
    """A list item under its lead-in: with the whole list where that is short, else with what it leans on and what leans on it."""
    items = _list_of(row, units)
    lead = _lead_in_row(items[0], units)
    chosen = items if _is_read_whole(items, units) else _entry(row, items, units)
    pieces = [Piece(item, item, item, score if item == row else score - BESIDE, listed=True) for item in chosen]
    if lead is not None:
        pieces.insert(0, Piece(antecedent_of(lead, units), lead, lead, score - BESIDE))
    return pieces


def _is_read_whole(items: Sequence[int], units: Sequence[Unit]) -> bool:
    """Whether a list is one thing, as steps or criteria are: short, of terse entries. Numbered paragraphs and figures stand each for itself."""
    entries = len({units[item].block for item in items})
    words = words_in(units, items)
    tally = sum(bool(_TALLIED.search(units[item].text)) for item in items) >= max(FEWEST_FIGURES, len(items) / 2)
    return words <= WHOLE_LIST and len(items) <= MOST_ITEMS and words <= TERSE * entries and not tally


def _entry(row: int, items: Sequence[int], units: Sequence[Unit]) -> list[int]:
    """The item with those before it that it leans on, and those after it that lean on it."""
    low = high = row
    while low > items[0] and row - low < _FARTHEST_BACK and _leans_on(units[low - 1], units[low]):
        low -= 1
    while high < items[-1] and high - row < _FARTHEST_BACK and refers_back(units[high + 1].text):
        high += 1
    return list(range(low, high + 1))


def _leans_on(one: Unit, other: Unit) -> bool:
    """Whether an item says something only after the one before it; a small letter alone tells that only within one entry."""
    return refers_back(other.text) or (one.block == other.block and leans_back(other.text))


MOST_ITEMS = 12
TERSE = 24
"""Words an entry up to which a list is of terse entries."""
FEWEST_FIGURES = 3
_TALLIED = re.compile(r"(?<![\w.])\d[\d,.]*\s?%?\s(?!\w?[.)])")
"""A figure that is said of something, not the number of the item."""


def _list_of(row: int, units: Sequence[Unit]) -> list[int]:
    group, document = units[row].group, units[row].document_id
    low = row
    while low > 0 and units[low - 1].group == group and units[low - 1].document_id == document and units[low - 1].kind == "item":
        low -= 1
    high = row
    while high + 1 < len(units) and units[high + 1].group == group and units[high + 1].document_id == document and units[high + 1].kind == "item":
        high += 1
    return list(range(low, high + 1))


def _lead_in_row(first: int, units: Sequence[Unit]) -> int | None:
    """The row of the sentence that introduces a list, when it stands just before it."""
    if first == 0 or not units[first].lead_in:
        return None
    before = units[first - 1]
    return first - 1 if before.document_id == units[first].document_id and before.text == units[first].lead_in else None


def _items_after(row: int, units: Sequence[Unit]) -> list[int]:
    result: list[int] = []
    for other in range(row + 1, min(len(units), row + 40)):
        if units[other].kind != "item" or units[other].document_id != units[row].document_id or units[other].group != units[row].group + (
            0 if units[other].group == units[row].group else 1
        ):
            break
        result.append(other)
    return result
