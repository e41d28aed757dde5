"""Finds dates, years and reporting periods in the text of a document."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime

_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
DATE = re.compile(
    rf"(?P<iso>(?:19|20)\d\d-\d\d(?:-\d\d)?)(?!\d)|(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{_MONTH})\.?,?\s+"
    rf"(?P<year>(?:19|20)\d\d)|(?P<only>{_MONTH})\.?,?\s+(?P<month_year>(?:19|20)\d\d)|"
    r"(?P<d>\d{1,2})[./](?P<m>\d{1,2})[./](?P<y>(?:19|20)?\d\d)\b",
    re.I,
)
_PERIOD = re.compile(r"(?<![\d/.])(20\d\d)\s*(?:[-–—/]|to|and)\s*(?:20)?(\d\d)(?![\d-])(?!\s*(?:%|years?))", re.I)
_LONG_PERIOD = re.compile(r"1(?:st)? April (20\d\d)\s*(?:[-–—]|to|until)\s*31(?:st)? March (20\d\d)", re.I)


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date as written; ``exact`` is false when only month and year stand there (the day is then 1)."""

    day: date
    exact: bool

    def month_end(self) -> date:
        """The day itself, or the last day of the month when only that is known."""
        if self.exact:
            return self.day
        return self.day.replace(day=calendar.monthrange(self.day.year, self.day.month)[1])


def first_date(text: str) -> FoundDate | None:
    """The first real date in ``text``, read the British way round."""
    for match in DATE.finditer(text):
        found = _read(match)
        if found is not None:
            return found
    return None


def labelled_date(text: str, labels: str) -> FoundDate | None:
    """The date that follows one of ``labels`` (a pattern) within a few words."""
    for match in re.finditer(rf"\b(?:{labels})\b[^.\n|]{{0,24}}?(?=\d|{_MONTH})", text, re.I):
        found = DATE.match(text, match.end())
        if found is not None:
            read = _read(found)
            if read is not None:
                return read
    return None


def reporting_period(text: str) -> str:
    """A year of account such as ``2024-25``, or nothing."""
    long = _LONG_PERIOD.search(text)
    if long:
        return f"{long[1]}-{long[2][2:]}"
    for match in _PERIOD.finditer(text):
        if int(match[2]) == (int(match[1]) + 1) % 100:
            return f"{match[1]}-{match[2]}"
    return ""


def parse_field(value: str) -> FoundDate | None:
    """A date given in a field: ISO date or moment, or any form that text may have."""
    try:
        return FoundDate(datetime.fromisoformat(value.strip()).date(), True)
    except ValueError:
        return first_date(value)


def _read(match: re.Match[str]) -> FoundDate | None:
    try:
        if match["iso"]:
            parts = [int(part) for part in match["iso"].split("-")]
            return FoundDate(date(parts[0], parts[1], parts[2] if len(parts) > 2 else 1), len(parts) > 2)
        if match["day"]:
            return FoundDate(date(int(match["year"]), _MONTHS[match["month"].lower()], int(match["day"])), True)
        if match["only"]:
            return FoundDate(date(int(match["month_year"]), _MONTHS[match["only"].lower()], 1), False)
        year = int(match["y"])
        return FoundDate(date(year if year > 99 else 2000 + year, int(match["m"]), int(match["d"])), True)
    except ValueError:
        return None
