"""What a load test counts: times, errors, and the server's own memory and processor time, read from its figures."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

_SAMPLE = re.compile(r"^(process_resident_memory_bytes|process_cpu_seconds_total) ([0-9.e+]+)$", re.M)


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerFigures:
    """Of one moment: resident memory in bytes, processor time in seconds since the process began."""

    memory: float
    processor: float


def read_figures(text: str) -> ServerFigures | None:
    """From the server's ``/metrics``; ``None`` where the platform gives no process figures."""
    found = dict(_SAMPLE.findall(text))
    if len(found) != 2:
        return None
    return ServerFigures(memory=float(found["process_resident_memory_bytes"]), processor=float(found["process_cpu_seconds_total"]))


@dataclass(slots=True)
class Tally:
    """Filled while the load runs; one event loop, so no lock."""

    seconds: list[float] = field(default_factory=list)
    states: Counter[str] = field(default_factory=Counter)
    errors: Counter[str] = field(default_factory=Counter)
    memory: list[float] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadReport:
    """A run's figures. Times in seconds, memory in megabytes; ``cores`` is the server's processor time by wall time."""

    users: int
    wall: float
    requests: int
    errors: dict[str, int]
    states: dict[str, int]
    p50: float
    p95: float
    p99: float
    slowest: float
    per_second: float
    memory_start: float
    memory_end: float
    memory_most: float
    memory_growth: float
    """From the median of the second fifth of the run to that of its last fifth: warming up does not count."""
    cores: float

    def as_dict(self) -> dict[str, Any]:
        """The same as plain data."""
        return asdict(self)

    def line(self) -> str:
        """One line for a terminal."""
        memory = f"memory {self.memory_start:.0f} -> {self.memory_end:.0f} MB (most {self.memory_most:.0f}, growth {self.memory_growth:+.0f})"
        wrong = f"{sum(self.errors.values())} errors" + (f" {self.errors}" if self.errors else "")
        times = f"p50 {self.p50:.3f} s, p95 {self.p95:.3f} s, p99 {self.p99:.3f} s, slowest {self.slowest:.3f} s"
        answers = f"{self.users} users, {self.wall:.0f} s: {self.requests} answers ({self.per_second:.2f}/s)"
        return f"{answers}, {wrong}; {times}; {memory}; {self.cores:.2f} cores"


def quantile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least ``share`` of the values do not exceed; 0 without values."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, max(0, -(-int(share * 1000) * len(ordered) // 1000) - 1))] if ordered else 0.0


def summarise(tally: Tally, users: int, wall: float, processor: float) -> LoadReport:
    """Figures of a tally. ``processor``: seconds that the server computed meanwhile."""
    times, memory = tally.seconds, [value / 1e6 for value in tally.memory]
    fifth = max(1, len(memory) // 5)
    early, late = memory[fifth : 2 * fifth] or memory, memory[-fifth:]
    return LoadReport(
        users=users,
        wall=wall,
        requests=len(times),
        errors=dict(tally.errors),
        states=dict(tally.states),
        p50=quantile(times, 0.5),
        p95=quantile(times, 0.95),
        p99=quantile(times, 0.99),
        slowest=max(times, default=0.0),
        per_second=len(times) / wall if wall else 0.0,
        memory_start=memory[0] if memory else 0.0,
        memory_end=memory[-1] if memory else 0.0,
        memory_most=max(memory, default=0.0),
        memory_growth=quantile(late, 0.5) - quantile(early, 0.5),
        cores=processor / wall if wall else 0.0,
    )
