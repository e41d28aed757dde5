"""The model's adapter: breaker, budget, settings and prompts, without a network."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant.errors import ModelServiceError, SettingsError
from assistant.fake_model import FakeChatModel
from assistant.llm import CircuitBreaker, LangChainModel, Limits
from assistant.model_budget import AskerBudget, DailyBudget
from assistant.prompts import Prompt

PROMPT = "Do this.\n---\nAsked: ${question}\nFrom: ${sources}\n"


class Clock:
    def __init__(self) -> None:
        self.seconds = 0.0

    def monotonic(self) -> float:
        return self.seconds

    def now(self) -> datetime:
        return datetime(2026, 11, 22, 12, tzinfo=UTC) + timedelta(seconds=self.seconds)


def prompt(tmp_path: Path, text: str = PROMPT) -> Prompt:
    path = tmp_path / "compose.md"
    path.write_text(text, encoding="utf-8")
    return Prompt.load(path, expects=("question", "sources"))


def test_breaker_opens_rests_and_tries_once() -> None:
    """After three failures no call goes out for a minute, then one; its end decides."""
    clock = Clock()
    breaker = CircuitBreaker(3, 60, clock.monotonic)
    for _ in range(3):
        assert breaker.allow()
        breaker.record(ok=False)

    assert breaker.state == "open"
    assert not breaker.allow()
    clock.seconds = 61
    assert breaker.state == "half-open"
    assert breaker.allow()
    assert not breaker.allow()
    breaker.record(ok=False)
    assert breaker.state == "open"
    clock.seconds = 122
    assert breaker.allow()
    breaker.record(ok=True)
    assert breaker.state == "closed"


def test_budget_is_by_day() -> None:
    """The day's calls run out and come back the next day."""
    clock = Clock()
    budget = DailyBudget(2, clock.now)

    assert (budget.take(), budget.take(), budget.take(), budget.left) == (True, True, False, 0)
    clock.seconds = 86_400
    assert budget.take()


def test_each_asker_has_a_budget_and_nobody_without_a_code() -> None:
    """One asker's calls run out for that one only, and come back the next day."""
    clock = Clock()
    budget = AskerBudget(1, clock.now)

    assert (budget.take("a"), budget.take("a"), budget.take("b")) == (True, False, True)
    assert all(budget.take("") for _ in range(5))
    clock.seconds = 86_400
    assert budget.take("a")


def test_a_late_reply_opens_at_once() -> None:
    """One reader who waited to the end is enough."""
    breaker = CircuitBreaker(3, 60, Clock().monotonic)
    assert breaker.allow()
    breaker.record(ok=False, late=True)

    assert breaker.state == "open"


def test_no_budget_no_call(tmp_path: Path) -> None:
    """An empty budget is a fault before any socket is opened."""
    model = LangChainModel("openai:x", Limits(a_day=0), options={"api_key": "k", "base_url": "http://127.0.0.1:9/v1"})
    with pytest.raises(ModelServiceError, match="budget"):
        model.ask(prompt(tmp_path).fill(question="q", sources="s"))


@pytest.mark.parametrize("name", ["", "gpt-4", "openai:", ":gpt"])
def test_a_name_is_provider_and_model(name: str) -> None:
    """A name without its two halves is refused at the start."""
    with pytest.raises(SettingsError, match="provider:name"):
        LangChainModel(name)


def test_a_missing_package_or_key_is_a_setting() -> None:
    """The message names what to install, and never repeats a vendor's text."""
    with pytest.raises(SettingsError, match="extra"):
        LangChainModel("fireworks:x").warm_up()


@pytest.mark.parametrize(
    "text",
    [
        "Do this.\n---\n${question}",
        "Do this.\n---\n${question} ${sources} ${surces}",
        "Do ${question}.\n---\n${question} ${sources}",
        "${question} ${sources}",
    ],
)
def test_a_prompt_with_other_placeholders_stops_the_start(tmp_path: Path, text: str) -> None:
    """A typo in a prompt is found when it is loaded."""
    with pytest.raises(SettingsError):
        prompt(tmp_path, text)


def test_a_prompt_is_filled_once(tmp_path: Path) -> None:
    """What looks like a placeholder in a question stays text."""
    filled = prompt(tmp_path).fill(question="${sources}", sources="SECRET")

    assert "Asked: ${sources}\n" in filled.user
    assert filled.user.count("SECRET") == 1


def test_a_digest_follows_the_text(tmp_path: Path) -> None:
    """Another prompt has another digest."""
    assert prompt(tmp_path).digest != prompt(tmp_path, PROMPT + "More.").digest


def test_the_fake_gives_its_replies_in_order(tmp_path: Path) -> None:
    """A text, an error, a function, then a fault; and it remembers what it was asked."""
    fake = FakeChatModel(["one", ModelServiceError("down"), lambda asked: asked.user[:5]])
    filled = prompt(tmp_path).fill(question="q", sources="s")

    assert fake.ask(filled) == "one"
    with pytest.raises(ModelServiceError, match="down"):
        fake.ask(filled)
    assert fake.ask(filled) == "Asked"
    with pytest.raises(ModelServiceError, match="left"):
        fake.ask(filled)
    assert len(fake.history) == 4
