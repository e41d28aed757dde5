"""Users who ask, think and ask again, against a running server: ``python -m eval.load --users 50 --minutes 10 --think 5-15``.

Start the server with ``SAFEGUARDING_RATE_LIMIT=1000000``, because all users come from one address. With ``--saturate`` nobody thinks and the
users double until the server gives no more; that finds the saturation point and what limits it.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import httpx

from assistant.errors import SafeguardingError
from eval.cases import load_cases
from eval.load_figures import LoadReport, ServerFigures, Tally, read_figures, summarise

CASES = Path(__file__).resolve().parent / "cases"
SETS = (CASES / "starter.jsonl", CASES / "must_answer.jsonl")
LOOK_SECONDS = 2.0
P95_LIMIT = 1.5
READY_SECONDS = 120
GROWTH_SHARE = 0.1
"""Memory is flat when it grows by less than a tenth after warming up."""

Connect = Callable[[], httpx.AsyncClient]
Body = dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """So many users for so many seconds, who think between ``think[0]`` and ``think[1]`` seconds."""

    users: int
    seconds: float
    think: tuple[float, float]


def questions(paths: Sequence[Path] = SETS) -> list[Body]:
    """Bodies for ``/api/ask`` from question sets."""
    cases = [case for path in paths for case in load_cases(path)]
    return [{"question": case.question, "area": case.area if case.area != "national" else None, "history": list(case.turns)} for case in cases]


async def run(load: Load, connect: Connect, bodies: Sequence[Body], seed: int = 1) -> LoadReport:
    """Put the load on the server and measure."""
    tally = Tally()
    async with connect() as client:
        first = await _look(client, tally)
        started = time.perf_counter()
        until = started + load.seconds
        watcher = asyncio.create_task(_watch(client, tally))
        await asyncio.gather(*(_user(load, client, bodies, tally, random.Random(f"{seed}-{number}"), until) for number in range(load.users)))
        wall = time.perf_counter() - started
        watcher.cancel()
        last = await _look(client, tally)
    computed = last.processor - first.processor if first and last else 0.0
    return summarise(tally, load.users, wall, computed)


async def saturate(connect: Connect, bodies: Sequence[Body], seconds: float = 15.0, most: int = 128) -> list[LoadReport]:
    """Double the users without thinking until throughput grows by less than a twentieth; all steps."""
    steps: list[LoadReport] = []
    users = 1
    while users <= most:
        steps.append(await run(Load(users=users, seconds=seconds, think=(0.0, 0.0)), connect, bodies))
        if len(steps) > 1 and steps[-1].per_second < steps[-2].per_second * 1.05:
            break
        users *= 2
    return steps


def limit_of(steps: Sequence[LoadReport], cores: int) -> str:
    """What stops the server from giving more, by its own processor time."""
    best = max(steps, key=lambda step: step.per_second)
    if best.cores >= 0.8 * cores:
        what = f"the processor: {best.cores:.2f} of {cores} cores are busy"
    elif best.cores >= 0.8:
        what = f"one interpreter lock: {best.cores:.2f} cores are busy of {cores}; a second process would give more"
    else:
        what = f"waiting, not computing: only {best.cores:.2f} of {cores} cores are busy"
    within = [step for step in steps if step.p95 <= P95_LIMIT and not step.errors]
    good = max((step.per_second for step in within), default=0.0)
    return f"Most: {best.per_second:.1f} answers a second with {best.users} at once; within p95 {P95_LIMIT} s: {good:.1f} a second. Limit: {what}."


async def _user(load: Load, client: httpx.AsyncClient, bodies: Sequence[Body], tally: Tally, chance: random.Random, until: float) -> None:
    await asyncio.sleep(chance.uniform(0, load.think[1]))
    while time.perf_counter() < until:
        await _ask(client, chance.choice(bodies), tally)
        await asyncio.sleep(chance.uniform(*load.think))


async def _ask(client: httpx.AsyncClient, body: Body, tally: Tally) -> None:
    began = time.perf_counter()
    try:
        response = await client.post("/api/ask", json=body)
    except httpx.HTTPError as error:
        tally.errors[type(error).__name__] += 1
        return
    took = time.perf_counter() - began
    if response.status_code != httpx.codes.OK:
        tally.errors[f"HTTP {response.status_code}"] += 1
        return
    state = str(response.json().get("status"))
    tally.states[state] += 1
    tally.seconds.append(took)
    if state == "fault":
        tally.errors["fault"] += 1


async def _watch(client: httpx.AsyncClient, tally: Tally) -> None:
    while True:
        await asyncio.sleep(LOOK_SECONDS)
        await _look(client, tally)


async def _look(client: httpx.AsyncClient, tally: Tally) -> ServerFigures | None:
    try:
        figures = read_figures((await client.get("/metrics")).text)
    except httpx.HTTPError:
        return None
    if figures:
        tally.memory.append(figures.memory)
    return figures


def verdict(report: LoadReport, p95: float = P95_LIMIT) -> list[str]:
    """What is not as it should be; empty when all is well."""
    wrong = [f"{count} x {name}" for name, count in report.errors.items()]
    if report.requests == 0:
        wrong.append("no answer at all")
    if report.p95 > p95:
        wrong.append(f"p95 is {report.p95:.2f} s, more than {p95} s")
    if report.memory_growth > GROWTH_SHARE * max(report.memory_start, 1.0):
        wrong.append(f"memory grew by {report.memory_growth:.0f} MB")
    return wrong


def _ready(url: str) -> bool:
    """Whether the server is up and warm, waiting for it."""
    until = time.monotonic() + READY_SECONDS
    while time.monotonic() < until:
        try:
            if httpx.get(f"{url}/readyz", timeout=5.0).status_code == httpx.codes.OK:
                return True
        except httpx.HTTPError:
            pass
        time.sleep(0.5)
    return False


def _think(text: str) -> tuple[float, float]:
    low, _, high = text.partition("-")
    return float(low), float(high or low)


def main(argv: Sequence[str] | None = None) -> int:
    """The command; 1 when something was not as it should be."""
    parser = argparse.ArgumentParser(prog="python -m eval.load", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--url", default="http://127.0.0.1:8080", help="the running server")
    parser.add_argument("--users", type=int, default=50)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--think", type=_think, default=(5.0, 15.0), metavar="FROM-TO", help="seconds between two questions of a user")
    parser.add_argument("--p95", type=float, default=P95_LIMIT, help="seconds that 95 of 100 answers may take")
    parser.add_argument("--questions", type=Path, nargs="*", default=list(SETS), help="question sets")
    parser.add_argument("--saturate", action="store_true", help="find the saturation point instead")
    parser.add_argument("--json", action="store_true", help="print figures as JSON")
    chosen = parser.parse_args(argv)

    def connect() -> httpx.AsyncClient:
        return httpx.AsyncClient(base_url=chosen.url, timeout=30.0, limits=httpx.Limits(max_connections=None))

    try:
        bodies = questions(chosen.questions)
    except SafeguardingError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    if not _ready(chosen.url):
        sys.stderr.write(f"No server at {chosen.url} was ready within {READY_SECONDS} seconds. Start it with `safeguarding serve`.\n")
        return 1
    if chosen.saturate:
        steps = asyncio.run(saturate(connect, bodies))
        print(json.dumps([step.as_dict() for step in steps]) if chosen.json else "\n".join(step.line() for step in steps))
        print(limit_of(steps, os.cpu_count() or 1), file=sys.stderr if chosen.json else sys.stdout)
        return 0
    report = asyncio.run(run(Load(users=chosen.users, seconds=chosen.minutes * 60, think=chosen.think), connect, bodies))
    print(json.dumps(report.as_dict()) if chosen.json else report.line())
    wrong = verdict(report, chosen.p95)
    print("Not as it should be: " + "; ".join(wrong) if wrong else "All is as it should be.", file=sys.stderr if chosen.json else sys.stdout)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
