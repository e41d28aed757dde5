"""The load test counts what happens, names what limits, and fails when it should."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "assistant" / "channels"))
from web_fake import NOW, FakeAssistant

from assistant.channels.api import create_app
from assistant.settings import Settings
from eval.load import Load, limit_of, main, questions, run, saturate, verdict
from eval.load_figures import LoadReport, Tally, quantile, read_figures, summarise


def _connect(rate_limit: int = 1_000_000, *, broken: bool = False) -> Callable[[], httpx.AsyncClient]:
    settings = Settings(_env_file=None, rate_limit=rate_limit)  # type: ignore[call-arg]
    app = create_app(FakeAssistant(broken=broken), settings, clock=lambda: NOW)
    return lambda: httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://server")


QUICK = Load(users=3, seconds=0.5, think=(0.01, 0.02))


def test_answers_states_and_the_server_s_memory_are_counted() -> None:
    """Every answer has a time and a state; memory and processor come from the server's own figures."""
    report = asyncio.run(run(QUICK, _connect(), questions()))

    assert report.requests == sum(report.states.values()) > 3
    assert report.errors == {}
    assert 0 < report.p50 <= report.p95 <= report.p99 <= report.slowest
    assert report.memory_start > 1
    assert report.cores > 0
    assert f"{report.requests} answers" in report.line()


@pytest.mark.parametrize(("connect", "name"), [(_connect(1), "HTTP 429"), (_connect(broken=True), "fault")])
def test_refusals_and_faults_are_errors(connect: Callable[[], httpx.AsyncClient], name: str) -> None:
    """A refused question and a fault sentence both make the run fail."""
    report = asyncio.run(run(QUICK, connect, [{"question": "When?"}]))

    assert report.errors[name] > 0
    assert any(name in wrong for wrong in verdict(report))


def test_a_server_that_is_not_there_is_an_error() -> None:
    """The run ends and says that nothing was answered."""

    def refuse(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("no", request=request)

    report = asyncio.run(run(QUICK, lambda: httpx.AsyncClient(transport=httpx.MockTransport(refuse), base_url="http://server"), [{"question": "a"}]))

    assert report.errors["ConnectError"] > 0
    assert "no answer at all" in verdict(report)


def test_saturation_ends_and_names_the_limit() -> None:
    """Users double until no more comes."""
    steps = asyncio.run(saturate(_connect(), [{"question": "When?"}], seconds=0.2, most=4))

    assert [step.users for step in steps] in ([1, 2], [1, 2, 4])
    assert limit_of(steps, 2).startswith("Most: ")


BEST = LoadReport(
    users=4, wall=10, requests=100, errors={}, states={}, p50=0.1, p95=0.3, p99=0.4, slowest=0.5, per_second=10, memory_start=1000,
    memory_end=1000, memory_most=1000, memory_growth=0, cores=1.9,
)  # fmt: skip


@pytest.mark.parametrize(("cores", "says"), [(1.9, "the processor"), (1.0, "interpreter lock"), (0.2, "waiting")])
def test_the_limit_is_read_from_processor_time(cores: float, says: str) -> None:
    """Busy cores, one busy core, or idle ones."""
    assert says in limit_of([replace(BEST, cores=cores)], 2)


def test_slow_answers_and_growing_memory_fail() -> None:
    """What the product promises is checked, not only printed."""
    assert verdict(BEST) == []
    assert "p95" in verdict(replace(BEST, p95=1.6))[0]
    assert "memory grew" in verdict(replace(BEST, memory_growth=150.0))[0]


def test_growth_leaves_warming_up_out() -> None:
    """A jump in the first fifth is warming up; one later is growth."""
    warm = summarise(Tally(memory=[1e8, 9e8, *[1e9] * 8]), 1, 10.0, 1.0)
    grown = summarise(Tally(memory=[1e9] * 8 + [2e9] * 2), 1, 10.0, 1.0)

    assert (warm.memory_growth, grown.memory_growth) == (0.0, 1000.0)
    assert (warm.memory_start, warm.memory_end, warm.memory_most) == (100.0, 1000.0, 1000.0)


def test_quantiles_are_values_that_occurred() -> None:
    """No interpolation: the p95 of twenty is the nineteenth."""
    values = [float(n) for n in range(1, 21)]

    assert (quantile(values, 0.5), quantile(values, 0.95), quantile(values, 0.99), quantile([], 0.5)) == (10.0, 19.0, 20.0, 0.0)


def test_figures_need_both_lines() -> None:
    """A server without process figures gives none rather than half."""
    assert read_figures("process_resident_memory_bytes 1.5e+09\n") is None
    assert read_figures("process_resident_memory_bytes 1.5e+09\nprocess_cpu_seconds_total 3.5\n") is not None


def test_a_missing_question_set_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """On standard error, with exit code 1."""
    assert main(["--questions", str(tmp_path / "none.jsonl")]) == 1
    assert "cannot be read" in capsys.readouterr().err
