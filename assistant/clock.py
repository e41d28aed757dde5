"""What time it is, what time the message says it is, and which number that puts first.

Office hours are unconfirmed for all three front doors, so one cautious rule stands for all: Monday to Friday 09:00-16:30,
Europe/London, outside England's bank holidays.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
OPENS = time(9, 0)
CLOSES = time(16, 30)

Clock = Callable[[], datetime]
Order = Literal["front_door_first", "out_of_hours_first"]


def system_clock() -> datetime:
    """Now, timezone-aware, in Europe/London."""
    return datetime.now(LONDON)


def emergency_order(now: datetime) -> Order:
    """Which number leads at ``now``. A naive time is read as London time."""
    local = now.replace(tzinfo=LONDON) if now.tzinfo is None else now.astimezone(LONDON)
    working_day = local.weekday() < 5 and not is_bank_holiday(local.date())
    return "front_door_first" if working_day and OPENS <= local.time() < CLOSES else "out_of_hours_first"


def is_bank_holiday(day: date) -> bool:
    """Whether ``day`` is a bank holiday in England."""
    return day in _bank_holidays(day.year)


@lru_cache(maxsize=16)
def _bank_holidays(year: int) -> frozenset[date]:
    try:
        import holidays  # noqa: PLC0415 - optional on the danger route
    except ImportError:  # the danger route must work with everything else broken
        return frozenset({date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)})
    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))


_DAYS = {"mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6}
_DAY = r"(mon|tue|tues|wed|weds|thu|thur|thurs|fri|sat|sun)(?:day|sday|nesday|rsday|urday)?s?"
_HOURS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
}
_HOUR = r"(\d{1,2}|" + "|".join(_HOURS) + ")"
# A clock time behind one of these says when something else happens, not when the message is written.
_OTHER_TIME = re.compile(
    r"(?:since|shuts?|closed?|closes|until|till?|finish(?:es)?|last seen|due|opens?|by|ends?|starts?|"
    r"picking|picks|"
    r"pick(?:ed)? (?:him|her|them) up|collects?|collected|collecting|home|back|arrives?|arriving|yesterday|"
    r"left|flight|flies|"
    r"between|from|before|after|tomorrow)\s+(?:\w+\s+){0,3}(?:at\s+)?$"
)
_CLOCK_12 = re.compile(r"\b(\d{1,2})(?:[.:](\d{2}))?\s?(am|pm|a\.m\.?|p\.m\.?)(?![a-z])")
_CLOCK_24 = re.compile(r"(?<![\d.:/])([01]?\d|2[0-3]):([0-5]\d)(?![\d:])|\b([01]\d|2[0-3])([0-5]\d)\s?(?:hrs|hours)\b")
_HALF = re.compile(rf"\b(half|quarter)\s(?:past\s)?(to\s)?{_HOUR}\b")
_OCLOCK = re.compile(rf"\b{_HOUR}\s?o'?\s?clock\b")
_EVENING = re.compile(r"\b(?:night|tonight|tonite|2nite|evening|pm)\b")
_MORNING = re.compile(r"\b(?:morning|am)\b")
_STATED_DAY = re.compile(rf"\b(?:its|it's|it is|today is|todays|today's|on a|this is)\s(?:a\s)?{_DAY}\b")
_DAY_PART = re.compile(rf"\b(?<!last ){_DAY}\s(night|evening|eve|morning|afternoon)\b")
_DAY_NEAR = re.compile(rf"\b{_DAY}\b")
_PARTS = {"night": time(22), "evening": time(19), "eve": time(19), "morning": time(10), "afternoon": time(14)}
_WORDS: tuple[tuple[re.Pattern[str], time], ...] = (
    (re.compile(r"\bmid ?night\b|\bmiddle of the night\b"), time(0, 0)),
    (re.compile(r"\b(?:at|its|it's|past|gone) (?:noon|midday)\b"), time(12)),
    (re.compile(r"\b(?:tonight|tonite|2nite|this evening|(?<!last )(?<!at )\blate at night)\b"), time(20)),
    (re.compile(r"\b(?:after|out of|outside) (?:office )?hours\b|\booh\b|\boffices? (?:is|are|r) (?:shut|closed)\b"), time(20)),
)


def time_said(text: str, now: datetime) -> datetime | None:
    """The time that the message itself gives for "now", London-aware, or ``None``; a named day means its next occurrence."""
    low = text.lower().replace("’", "'")
    local = now.replace(tzinfo=LONDON) if now.tzinfo is None else now.astimezone(LONDON)
    holiday = _named_holiday(low, local.date())
    clock, at = _clock_time(low)
    part = _DAY_PART.search(low)
    day = _named_day(low, local, at, part)
    if part and clock is None:
        clock = _PARTS[part.group(2)]
    if clock is None:
        clock = next((when for pattern, when in _WORDS if pattern.search(low)), None)
    chosen = holiday or day
    if chosen is None and clock is None:
        return None
    return datetime.combine(chosen or local.date(), clock or time(12), LONDON)


def _named_holiday(low: str, today: date) -> date | None:
    fixed = {r"\b(?:christmas|xmas|boxing) ?day\b|\bon (?:christmas|xmas)\b": (12, 25), r"\bnew year'?s? ?day\b": (1, 1)}
    for pattern, (month, day) in fixed.items():
        if re.search(pattern, low):
            this_year = date(today.year, month, day)
            return this_year if this_year >= today else date(today.year + 1, month, day)
    if re.search(r"\bbank hol(?:iday|s|idays)?\b|\beaster (?:sunday|monday)\b|\bgood friday\b", low):
        coming = sorted(_bank_holidays(today.year) | _bank_holidays(today.year + 1))
        return next(day for day in coming if day >= today)
    return None


def _named_day(low: str, local: datetime, clock_at: int | None, part: re.Match[str] | None) -> date | None:
    if re.search(r"\b(?:its|it's|at|on|over|this|all|hate|every|of a) (?:the )?(?:a )?weekend\b", low) and "last weekend" not in low:
        return _next(local.date(), 5)
    stated = _STATED_DAY.search(low) or part
    if stated is None and clock_at is not None:
        near = [m for m in _DAY_NEAR.finditer(low) if abs(m.start() - clock_at) <= 14 and low[: m.start()][-5:] != "last "]
        stated = near[0] if near else None
    return _next(local.date(), _DAYS[stated.group(1)[:3]]) if stated else None


def _next(today: date, weekday: int) -> date:
    return today + timedelta(days=(weekday - today.weekday()) % 7)


def _clock_time(low: str) -> tuple[time | None, int | None]:
    for reader in (_twelve_hour, _twenty_four_hour, _half_past, _o_clock):
        found = reader(low)
        if found is not None:
            return found
    return None, None


def _means_now(low: str, start: int) -> bool:
    return not _OTHER_TIME.search(low[:start])


def _twelve_hour(low: str) -> tuple[time, int] | None:
    for m in _CLOCK_12.finditer(low):
        hour, minute = int(m.group(1)), int(m.group(2) or 0)
        if 1 <= hour <= 12 and minute < 60 and _means_now(low, m.start()):
            return time(hour % 12 + (12 if m.group(3).startswith("p") else 0), minute), m.start()
    return None


def _twenty_four_hour(low: str) -> tuple[time, int] | None:
    for m in _CLOCK_24.finditer(low):
        hour, minute = int(m.group(1) or m.group(3)), int(m.group(2) or m.group(4))
        if _means_now(low, m.start()):
            return time(_likely(hour, low) if hour <= 7 and m.group(1) and len(m.group(1)) == 1 else hour, minute), m.start()
    return None


def _half_past(low: str) -> tuple[time, int] | None:
    for m in _HALF.finditer(low):
        hour = int(m.group(3)) if m.group(3).isdigit() else _HOURS[m.group(3)]
        if hour <= 12 and _means_now(low, m.start()):
            minute = 30 if m.group(1) == "half" else 45 if m.group(2) else 15
            hour = hour - 1 if m.group(2) and m.group(1) == "quarter" else hour
            return time(_likely(hour or 12, low) % 24, minute), m.start()
    return None


def _o_clock(low: str) -> tuple[time, int] | None:
    for m in _OCLOCK.finditer(low):
        hour = int(m.group(1)) if m.group(1).isdigit() else _HOURS[m.group(1)]
        if 1 <= hour <= 12 and _means_now(low, m.start()):
            return time(_likely(hour, low) % 24), m.start()
    return None


def _likely(hour: int, low: str) -> int:
    """Without am or pm: one to seven is the afternoon, unless the message says morning; the rest is the evening only if it says so."""
    if _MORNING.search(low):
        return hour % 12
    if hour <= 7 or (hour < 12 and _EVENING.search(low)):
        return hour + 12
    return 0 if hour == 12 and _EVENING.search(low) else hour
