"""The reply as server-sent events: ``stage`` while it is made, each proven ``statement``, then the whole ``answer``."""

from __future__ import annotations

import json
import queue
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

from assistant.channels.patience import ANSWER_SECONDS
from assistant.channels.problems import log, place_of
from assistant.channels.web_json import answer_json
from assistant.domain import Answer

Event = tuple[str, dict[str, Any]]
KEEP_ALIVE_SECONDS = 15.0


def events(
    make: Callable[[Callable[[str], None]], Answer], problem: Callable[[], dict[str, Any]], *, seconds: float = ANSWER_SECONDS
) -> Iterator[str]:
    """Run ``make`` beside the stream and tell its stages as they come. A crash, or no end in time, ends the stream with a ``problem`` event."""
    told: queue.SimpleQueue[Event | None] = queue.SimpleQueue()

    def work() -> None:
        try:
            whole = answer_json(make(lambda stage: told.put(("stage", {"stage": stage}))))
            for statement in whole["statements"]:
                told.put(("statement", statement))
            told.put(("answer", whole))
        except Exception as error:  # noqa: BLE001 - whatever happens, the reader is told
            log.error("answering failed: %s", place_of(error))
            told.put(("problem", problem()))
        finally:
            told.put(None)

    threading.Thread(target=work, name="answer-stream", daemon=True).start()
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            event = told.get(timeout=min(KEEP_ALIVE_SECONDS, max(0.01, deadline - time.monotonic())))
        except queue.Empty:
            yield ": still working\n\n"
            continue
        if event is None:
            return
        yield _written(event)
    yield _written(("problem", problem()))


def _written(event: Event) -> str:
    return f"event: {event[0]}\ndata: {json.dumps(event[1], ensure_ascii=False)}\n\n"
