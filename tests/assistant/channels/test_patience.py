"""Time limits: slow requests are refused, work that hangs is given up, and danger is answered all the same."""

from __future__ import annotations

import asyncio
import threading
import time

import pytest
from fastapi.testclient import TestClient
from starlette.exceptions import HTTPException
from web_fake import PERMANENT, FakeAssistant

from assistant.channels.api import create_app
from assistant.channels.event_stream import events
from assistant.channels.limits import counted
from assistant.channels.patience import LateError, Patience
from assistant.settings import Settings


def test_work_in_time_gives_its_result_or_its_error():
    """Also an error of the work that looks like ours."""
    patience = Patience(5)

    def fail():
        raise TimeoutError("its own")

    assert patience.run(lambda: 7) == 7
    with pytest.raises(TimeoutError, match="its own"):
        patience.run(fail)


def test_work_that_hangs_is_given_up_and_cannot_pile_up():
    """Its reader hears of it in time; while it hangs its place is taken, afterwards it is free again."""
    patience, go_on = Patience(0.3, most=1), threading.Event()
    for _ in range(2):
        with pytest.raises(LateError):
            patience.run(lambda: go_on.wait(10))
    go_on.set()
    for _ in range(100):
        try:
            assert patience.run(lambda: 7) == 7
            return
        except LateError:
            time.sleep(0.02)
    pytest.fail("the place was never given back")


def test_a_stream_ends_with_a_problem_when_nothing_comes():
    """The reader is not left with an open connection."""
    go_on = threading.Event()
    told = list(events(lambda on_stage: go_on.wait(10), lambda: {"emergency": PERMANENT}, seconds=0.05))
    go_on.set()

    assert len(told) <= 2
    assert told[-1].startswith("event: problem")
    assert PERMANENT in told[-1]


def test_a_request_that_dribbles_is_refused():
    """Parts that come too slowly end with 408; waiting for the end of the connection afterwards has no limit."""

    async def dribble():
        async def receive():
            await asyncio.sleep(0.1)
            return {"type": "http.request", "body": b"x", "more_body": True}

        reading = counted(receive, seconds=0.3)
        for _ in range(10):
            await reading()

    async def quick_then_wait():
        messages = [{"type": "http.request", "body": b"x", "more_body": False}, {"type": "http.disconnect"}]

        async def receive():
            await asyncio.sleep(1.2 if len(messages) == 1 else 0)
            return messages.pop(0)

        reading = counted(receive, seconds=1.0)
        await reading()
        return await reading()

    with pytest.raises(HTTPException) as refused:
        asyncio.run(dribble())
    assert refused.value.status_code == 408
    assert asyncio.run(quick_then_wait()) == {"type": "http.disconnect"}


def test_a_core_that_hangs_is_a_problem_and_danger_is_answered():
    """Over the web: 503 with a sentence and the emergency line, and the danger route's reply to danger."""
    go_on = threading.Event()

    class Hanging(FakeAssistant):
        def answer(self, question, on_stage=None):
            go_on.wait(10)
            return super().answer(question, on_stage)

    app = create_app(Hanging(), Settings(_env_file=None), patience=Patience(0.05))
    client = TestClient(app)
    late = client.post("/api/ask", json={"question": "x"})
    danger = client.post("/api/ask", json={"question": "he will hit him now"})
    go_on.set()

    assert late.status_code == 503
    assert "too long" in late.json()["detail"]
    assert late.json()["emergency"] == PERMANENT
    assert danger.json()["status"] == "urgent"
