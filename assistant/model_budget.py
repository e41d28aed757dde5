"""How many calls of the language model a day and a person may use, counted in this process by the day in UTC."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime

MOST_ASKERS = 50_000
"""Codes kept for one day; beyond that new askers share one count, so that memory stays bounded."""


class DailyBudget:
    """Counts calls of the current day in this process."""

    def __init__(self, a_day: int, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._most, self._now = a_day, now
        self._day, self._used = now().date(), 0
        self._lock = threading.Lock()

    def take(self) -> bool:
        """Use one call of today's; ``False`` when none is left."""
        with self._lock:
            today = self._now().date()
            if today != self._day:
                self._day, self._used = today, 0
            if self._used >= self._most:
                return False
            self._used += 1
            return True

    @property
    def left(self) -> int:
        """Calls left today."""
        with self._lock:
            return self._most if self._now().date() != self._day else self._most - self._used


class AskerBudget:
    """The same for each asker; somebody without a code is not limited here."""

    def __init__(self, a_day: int, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._most, self._now = a_day, now
        self._day = now().date()
        self._used: dict[str, int] = {}
        self._lock = threading.Lock()

    def take(self, asker: str) -> bool:
        """Use one of the asker's calls of today; ``False`` when none is left."""
        if not asker:
            return True
        with self._lock:
            today = self._now().date()
            if today != self._day:
                self._day, self._used = today, {}
            code = asker if asker in self._used or len(self._used) < MOST_ASKERS else "everybody else"
            if self._used.get(code, 0) >= self._most:
                return False
            self._used[code] = self._used.get(code, 0) + 1
            return True
