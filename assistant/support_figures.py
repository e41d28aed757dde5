"""Numbers, units, dates and limits of a statement: each must stand in the quotation, bound to the same thing."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.support_words import content, plain

_COUNTED = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty"
_ONES = _COUNTED.split()
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_WORD_VALUES: dict[str, float] = {word: float(n) for n, word in enumerate(_ONES)} | {word: float(n) for word, n in _TENS.items()}
_WORD_VALUES |= {"half": 0.5, "hundred": 100.0, "dozen": 12.0, "twice": 2.0, "single": 1.0, "double": 2.0, "third": 3.0, "quarter of": 0.25}
MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
)  # fmt: skip
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SEASONS = ("spring", "summer", "autumn", "winter", "easter", "christmas")
_UNITS = {
    "minute": r"minutes?", "hour": r"hours?", "workday": r"(?:working|business)[ -]days?", "schoolday": r"school days?", "day": r"days?|daily",
    "fortnight": r"fortnight(?:s|ly)?", "week": r"weeks?|weekly", "month": r"months?|monthly", "quarter": r"quarters?|quarterly",
    "term": r"terms?|termly", "year": r"years?|yearly|annual(?:ly)?", "percent": r"%|per cent|percent",
}  # fmt: skip
TIME_UNITS = frozenset(_UNITS) - {"percent"}
_UNIT = re.compile(r"\s*-?\s*(?:single |full |calendar )?(?:" + "|".join(f"(?P<{name}>{form})" for name, form in _UNITS.items()) + r")(?![\w])")
_PERIOD = re.compile(r"\b((?:19|20)\d\d)\s?[-/]\s?(?:(?:19|20))?(\d\d)\b")
_NUMBER = re.compile(
    r"(?P<clock>\b\d{1,2}(?:[.:]\d\d)? ?[ap]\.?m\b)|(?P<digits>£?\b\d[\d,]*(?:\.\d+)?)(?:st|nd|rd|th)?"
    r"|\b(?P<words>(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[- ](?:one|two|three|four|five|six|seven|eight|nine)"
    r"|" + "|".join(sorted((re.escape(w) for w in _WORD_VALUES), key=len, reverse=True)) + r")s?\b"
)
_ARTICLE = re.compile(r"\b(?:a|an|each|every|per)\s+(?=(?:single )?(?:working day|day|week|month|year|quarter|fortnight|term|hour)\b)")
_BEFORE = (
    ("ge", r"at least|no (?:less|fewer) than|a minimum of|minimum|not less than"),
    ("le", r"at most|no (?:more|later|longer|older) than|up to|within|inside|maximum of|by the end of|has|have|in under|at the latest"),
    ("lt", r"under|below|below the age of|under the age of|younger than|fewer than|less than"),
    ("gt", r"over|above|more than|older than|exceeding|longer than"),
)
_AFTER = (
    ("ge", r"or (?:more|over|older|above|upwards)|and (?:over|above|older)|upwards|at least"),
    ("le", r"(?:or|and) (?:less|fewer|under|younger|below)|at most|in which to|at the latest|to "),
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number or date word: ``value`` comparable text, ``unit`` a name in the table or empty, ``bound`` one of ge le lt gt or empty."""

    value: str
    unit: str
    bound: str
    start: int
    end: int
    spoken: bool = False


def figures(text: str) -> tuple[Figure, ...]:
    """All figures of a text in order."""
    low = plain(text)
    low = re.sub(r"\b(?:four times|4 times) a year\b", "every quarter", low)
    found: list[Figure] = []
    masked = low
    for match in _PERIOD.finditer(low):
        found.append(Figure(f"{match.group(1)}-{match.group(2)}", "", "", match.start(), match.end()))
        masked = masked[: match.start()] + " " * (match.end() - match.start()) + masked[match.end() :]
    for match in _NUMBER.finditer(masked):
        figure = _figure(masked, match)
        if figure is not None:
            found.append(figure)
    found += [
        Figure("1", unit.lastgroup or "", _bound(masked, match.start(), unit.end()), match.start(), unit.end(), True)
        for match in _ARTICLE.finditer(masked)
        if match.group().strip() in ("a", "an")
        and (unit := _UNIT.match(masked, match.end() - 1))
        and re.search(r"(?:within|inside|in|for)\s+$", masked[: match.start()])
    ]
    found += [Figure(name, "date", "", m.start(), m.end()) for name in (*MONTHS, *DAYS, *_SEASONS) for m in _date_word(name, text, low)]
    return tuple(sorted(found, key=lambda figure: figure.start))


def _date_word(name: str, text: str, low: str) -> list[re.Match[str]]:
    if name in ("may", "march"):  # the verbs are written small
        dated = rf"\d\s+{name}\b|\b{name}\s+(?:19|20)\d\d|(?:in|by|of|from|since|until|,)\s+{name}\b(?!\s+be)"
        return [m for m in re.finditer(rf"\b{name}\b", low) if re.search(dated, low) and name.title() in text]
    return list(re.finditer(rf"\b{name}s?\b", low))


def _figure(low: str, match: re.Match[str]) -> Figure | None:
    unit_match = _UNIT.match(low, match.end())
    unit = (unit_match.lastgroup or "") if unit_match else ""
    end = unit_match.end() if unit_match else match.end()
    if match.group("clock"):
        return Figure(re.sub(r"[ .]|(?<=\d):", "", match.group()).replace("m", ""), "clock", "", match.start(), match.end())
    if match.group("words"):
        words = match.group("words")
        # "quarter of" is one entry; "twenty-one" is two.
        value = _WORD_VALUES[words] if words in _WORD_VALUES else sum(_WORD_VALUES[part] for part in re.split(r"[- ]", words))
        if value in (1.0, 3.0) and match.group("words") in ("one", "single", "third") and not unit:
            return None  # "one of", "a single worker", "third parties": not a figure
        if match.group("words") == "half" and not unit:
            value = 0.5
        return Figure(f"{value:g}", unit, _bound(low, match.start(), end), match.start(), end, True)
    digits = match.group("digits").strip(",")
    value_text = digits.replace(",", "").lstrip("£")
    prefix = "£" if digits.startswith("£") else ""
    number = float(value_text)
    return Figure(f"{prefix}{number:.10g}", unit, _bound(low, match.start(), end), match.start(), end)


def _bound(low: str, start: int, end: int) -> str:
    before = low[max(0, start - 28) : start]
    for name, form in _BEFORE:
        if re.search(rf"\b(?:{form})[\s-]+(?:the |a |an |age of |aged |about )?$", before):
            return name
    if re.search(r"\d (?:up )?to $", before):
        return "le"
    if re.match(r"\s*(?:ahead of|before|prior to)\b[^,]*, at the latest", low[end:]):
        return "ge"
    after = low[end : end + 22]
    for name, form in _AFTER:
        if re.match(rf"\s*(?:of age|years old)?,?\s*(?:{form})\b", after):
            return name
    return ""


def units_named(text: str) -> frozenset[str]:
    """Time units named anywhere, also in "weekly"; four times a year is a quarter."""
    low = re.sub(r"\b(?:four times|4 times) a year\b", "quarterly", plain(text))
    found = {name for name in TIME_UNITS for _ in [0] if re.search(rf"(?<!\w){_wrap(_UNITS[name])}(?![\w])", low)}
    if "workday" in found or "schoolday" in found:
        found.add("day")
    if any(re.search(rf"\b{month}\b", low) for month in MONTHS if month != "may"):
        found.add("month")
    if re.search(r"\b(?:19|20)\d\d\b", low):
        found.add("year")
    return frozenset(found)


def _wrap(form: str) -> str:
    return f"(?:{form})"


def figure_fault(statement: str, quote: str) -> str:
    """Why the figures of a statement are not those of its quotation; empty when they are."""
    mine, theirs = figures(statement), figures(quote)
    for figure in mine:
        same = [other for other in theirs if other.value == figure.value and _units_fit(figure, other)]
        if not same and not (figure.unit == "date" and figure.value in _range_days(quote)):
            return f"figure {figure.value} {figure.unit}".strip()
        if same and not _is_year(figure) and not any(_bounds_fit(figure.bound, other.bound) for other in same):
            return f"limit of {figure.value}"
    missing_units = units_named(statement) - units_named(quote)
    if missing_units - ({"day"} if _range_days(quote) else frozenset()):
        return f"unit {sorted(missing_units)[0]}"
    return _swapped(statement, quote, mine, theirs)


def dropped_figure(statement: str, quote: str) -> str:
    """A figure of the quotation that the statement leaves out; empty when none."""
    mine = {figure.value for figure in figures(statement)} | _range_days(statement)
    for figure in figures(quote):
        if figure.value not in mine and not (figure.value == "1" and figure.unit) and not (figure.spoken and figure.value == "2"):
            return figure.value
    missing = units_named(quote) - units_named(statement) - {"year"}
    return sorted(missing)[0] if missing and not figures(statement) else ""


def _units_fit(one: Figure, other: Figure) -> bool:
    if one.unit == other.unit or not one.unit or not other.unit:
        return one.unit not in ("percent",) or other.unit == "percent"
    return False


def _bounds_fit(mine: str, theirs: str) -> bool:
    if mine == theirs:
        return True
    return not mine and theirs == "le"


def _is_year(figure: Figure) -> bool:
    return bool(re.fullmatch(r"(?:19|20)\d\d", figure.value))


def _range_days(text: str) -> frozenset[str]:
    low = plain(text)
    days: set[str] = set()
    for first, last in re.findall(rf"\b({'|'.join(DAYS)})s?\s*(?:to|-|until|through)\s*({'|'.join(DAYS)})", low):
        days |= set(DAYS[DAYS.index(first) : DAYS.index(last) + 1])
    return frozenset(days)


def _swapped(statement: str, quote: str, mine: tuple[Figure, ...], theirs: tuple[Figure, ...]) -> str:
    """Two figures that changed places: each fits the surroundings of the other better than its own."""
    at = {figure.value: figure for figure in theirs}
    for index, one in enumerate(mine):
        for two in mine[index + 1 :]:
            if _class(one) != _class(two) or one.value == two.value or one.value not in at or two.value not in at:
                continue
            own = _near(statement, mine, one, quote, theirs, at[one.value]) + _near(statement, mine, two, quote, theirs, at[two.value])
            crossed = _near(statement, mine, one, quote, theirs, at[two.value]) + _near(statement, mine, two, quote, theirs, at[one.value])
            same_order = (one.start < two.start) == (at[one.value].start < at[two.value].start)
            if crossed > own or (crossed == own and crossed > 0 and not same_order and one.unit == two.unit):
                return f"figures {one.value} and {two.value} change places"
    return ""


def _class(figure: Figure) -> str:
    """Figures of one class could be mistaken for each other."""
    if "-" in figure.value:
        return "period"
    if not figure.unit and re.fullmatch(r"(?:19|20)\d\d", figure.value):
        return "year"
    return "time" if figure.unit in TIME_UNITS else figure.unit


def _near(
    statement: str, mine: tuple[Figure, ...], one: Figure, quote: str, theirs: tuple[Figure, ...], other: Figure
) -> float:
    a, b = _surroundings(statement, mine, one), _surroundings(quote, theirs, other)
    return len(a & b) / max(1, min(len(a), len(b)))


def _surroundings(text: str, all_figures: tuple[Figure, ...], figure: Figure) -> frozenset[str]:
    """Meanings of the words nearer to this figure than to another, and the two figures beside it."""
    low = plain(text)
    left = max((other.end for other in all_figures if other.end <= figure.start), default=0)
    right = min((other.start for other in all_figures if other.start >= figure.end), default=len(low))
    before = re.split(r"[,;:]|\band\b", low[left : figure.start])[-1]
    after = re.split(r"[,;:]|\band\b", low[figure.end : right])[0]
    near = frozenset(m for word in (*content(before)[-4:], *content(after)[:4]) for m in word.meanings)
    values = [other.value for other in all_figures if other.start in range(figure.end, figure.end + 12)]
    marks = {m for m in re.findall(r"\b(?:from|to|of|under|over)\b", before)[-1:]}
    return near | frozenset(values) | frozenset(marks)
