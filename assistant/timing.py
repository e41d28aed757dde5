"""Where the time of a question goes: stages note how long they take while somebody measures, and cost nothing otherwise.

A stage inside another is not counted twice: each has the time that it spent itself, so the stages add up to the whole.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import ParamSpec, TypeVar

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")
Clock = Callable[[], float]


class Stages:
    """Milliseconds by stage, in the order in which the stages ended; one question and one thread at a time."""

    def __init__(self, clock: Clock = time.perf_counter) -> None:
        self._clock = clock
        self._spent: dict[str, float] = {}
        self._inner: list[float] = []

    def as_dict(self) -> dict[str, float]:
        """Stage -> milliseconds of its own, to a hundredth."""
        return {name: round(seconds * 1000, 2) for name, seconds in self._spent.items()}

    @contextmanager
    def running(self, name: str) -> Iterator[None]:
        """Add the time of the block to a stage, less that of stages inside it."""
        self._inner.append(0.0)
        started = self._clock()
        try:
            yield
        finally:
            whole = self._clock() - started
            own = whole - self._inner.pop()
            if self._inner:
                self._inner[-1] += whole
            self._spent[name] = self._spent.get(name, 0.0) + own


_MEASURED: ContextVar[Stages | None] = ContextVar("measured_stages", default=None)


@contextmanager
def measured(clock: Clock = time.perf_counter) -> Iterator[Stages]:
    """Measure the stages that run inside the block, in this thread; ``clock`` gives seconds."""
    stages = Stages(clock)
    token = _MEASURED.set(stages)
    try:
        yield stages
    finally:
        _MEASURED.reset(token)


def timed(name: str) -> Callable[[Callable[Arguments, Result]], Callable[Arguments, Result]]:
    """Make a function a stage."""

    def decorate(function: Callable[Arguments, Result]) -> Callable[Arguments, Result]:
        @wraps(function)
        def run(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Result:
            stages = _MEASURED.get()
            if stages is None:
                return function(*args, **kwargs)
            with stages.running(name):
                return function(*args, **kwargs)

        return run

    return decorate
