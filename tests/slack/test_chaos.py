"""Two processes, many events with duplicates, random kills, hang-ups and lost answers: exactly one reply each."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from pathlib import Path

import pytest
from fake_slack import BOT, FakeSlack, Fault, direct, eventually

pytestmark = [pytest.mark.network, pytest.mark.allow_hosts(["127.0.0.1"]), pytest.mark.slow, pytest.mark.timeout(600)]
EVENTS = int(os.environ.get("CHAOS_EVENTS", "500"))
DATABASE = os.environ.get("CHAOS_DATABASE_URL", "")
"""Another database than SQLite, such as PostgreSQL; must be empty of unfinished claims."""
HERE = Path(__file__).parent


def start(slack, folder):
    path = os.pathsep.join([str(HERE), str(HERE.parent.parent)])
    return subprocess.Popen(
        [sys.executable, str(HERE / "worker.py"), slack.url, str(folder), DATABASE], env={**os.environ, "PYTHONPATH": path}, stderr=subprocess.DEVNULL
    )


def killer(slack, folder, workers, stop, dice):
    """Every few seconds one process dies without a word and another takes its place; one of the two is connected before the next dies."""
    while not stop.wait(dice.uniform(2.0, 5.0)):
        victim = dice.randrange(len(workers))
        workers[victim].send_signal(signal.SIGKILL)
        workers[victim].wait()
        workers[victim] = start(slack, folder)
        slack.socket.wait_connected(1, 120)  # in fast time Slack gives up after some seconds; a slow machine starts a process no quicker


def keys(messages):
    return [m["metadata"]["event_payload"]["key"] for m in messages if m["user"] == BOT]


def test_every_question_has_exactly_one_reply(socket_enabled, tmp_path):
    """No question is lost and none is answered twice, whichever process dies when."""
    dice = random.Random(7)
    slack, stop = FakeSlack(speed=30), threading.Event()
    workers = [start(slack, tmp_path), start(slack, tmp_path)]
    slack.socket.wait_connected(2, 120)
    chaos = threading.Thread(target=killer, args=(slack, tmp_path, workers, stop, dice))
    chaos.start()
    asked = []
    slack.socket.ack_seconds = 3.0
    for number in range(EVENTS):
        user = f"U{number % 20}"
        if number % 40 == 11:
            slack.socket.drop()
        if number % 17 == 3:
            slack.faults["chat.postMessage"].append(
                dice.choice([Fault(hang_up=True, after=True), Fault(hang_up=True), Fault("internal_error", status=500)])
            )
        channel = "C1" if number % 5 == 0 else direct(user)
        text = f"<@{BOT}> question {number}" if channel == "C1" else f"question {number}"
        asked.append((channel, slack.say(user, channel, text, copies=dice.choice([1, 1, 2]), wait=False)))
        time.sleep(0.04)
    stop.set()
    chaos.join()
    expected = {f"T1:{channel}:{ts}": float(ts) for channel, ts in asked}

    def all_answered():
        with slack.lock:
            found = Counter(key for messages in slack.messages.values() for key in keys(messages))
        return found if set(found) >= set(expected) else None

    try:
        eventually(all_answered, 180)
        time.sleep(3)
        found = all_answered()
    finally:
        for worker in workers:
            worker.kill()
            worker.wait()
        slack.close()
    assert {key: times for key, times in found.items() if times != 1} == {}
    waited = sorted(float(m["ts"]) - expected[key] for messages in slack.messages.values() for m in messages if m["user"] == BOT for key in keys([m]))
    print(f"\n{len(waited)} replies; seconds: half within {waited[len(waited) // 2]:.1f}, 99 of 100 within {waited[int(len(waited) * 0.99)]:.1f}")
    assert set(found) == set(expected)
    assert slack.breaches == []
