"""A time limit for what cannot be interrupted: the work goes on in its thread, its reader is told that it took too long."""

from __future__ import annotations

import contextvars
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

T = TypeVar("T")

ANSWER_SECONDS = 60.0
"""Longer than any model may take (its own limits are shorter): what lasts so long hangs."""
MOST_AT_ONCE = 200


class LateError(Exception):
    """The work did not end in time, or too much of it is under way to begin."""


class Patience:
    """Runs work with a time limit, ``most`` at once. Work that hangs keeps its place, so that its threads cannot pile up."""

    def __init__(self, seconds: float = ANSWER_SECONDS, most: int = MOST_AT_ONCE) -> None:
        self._seconds = seconds
        self._places = threading.BoundedSemaphore(most)

    def run(self, work: Callable[[], T]) -> T:
        """The work's result, or its exception. Raises ``LateError``."""
        if not self._places.acquire(timeout=0):
            raise LateError
        done: Future[T] = Future()
        context = contextvars.copy_context()

        def worker() -> None:
            try:
                done.set_result(context.run(work))
            except BaseException as error:  # noqa: BLE001 - handed to whoever waits
                done.set_exception(error)
            finally:
                self._places.release()

        threading.Thread(target=worker, name="answer", daemon=True).start()
        try:
            return done.result(self._seconds)
        except TimeoutError as error:
            # The work's own TimeoutError is not ours.
            if done.done():
                raise
            raise LateError from error
