"""The language model behind one small protocol; the only module that imports LangChain.

Every fault of the service (late, busy, refused, broken, truncated, over budget) becomes :class:`ModelServiceError`; callers then answer
by quoting. Keys are read by the vendor's own package from its own variables and never pass through here.
"""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal, Protocol

import httpx

from assistant.errors import ModelServiceError, SettingsError
from assistant.model_budget import DailyBudget
from assistant.prompts import FilledPrompt

BreakerState = Literal["closed", "open", "half-open"]


class ChatModel(Protocol):
    """Answers a filled prompt with text."""

    @property
    def name(self) -> str:
        """``provider:name``, as shown with an answer."""

    def ask(self, prompt: FilledPrompt) -> str:
        """The whole reply. Raises :class:`ModelServiceError`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a model may cost us in time and calls. Seconds, except ``a_day`` (calls) and ``at_once`` (calls running)."""

    deadline: float = 8.0
    """For one question, retry included; a reply that drips in slowly ends here too."""
    attempt: float = 7.0
    connect: float = 0.7
    """To reach the host at all: when it is gone, quoting answers within two seconds, retry included."""
    retries: int = 1
    retry_wait: float = 0.25
    at_once: int = 4
    a_day: int = 2000
    failures_to_open: int = 3
    open_for: float = 60.0
    most_tokens: int = 1200


class CircuitBreaker:
    """Stops calling a service that keeps failing; lets one call through after a rest. Safe for threads."""

    def __init__(self, failures_to_open: int, open_for: float, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._most, self._rest, self._now = failures_to_open, open_for, monotonic
        self._failures = 0
        self._opened: float | None = None
        self._trying = False
        self._lock = threading.Lock()

    @property
    def state(self) -> BreakerState:
        """For health checks and metrics."""
        with self._lock:
            if self._opened is None:
                return "closed"
            return "half-open" if self._now() - self._opened >= self._rest else "open"

    def allow(self) -> bool:
        """Whether a call may be made now; after the rest exactly one is, until it has ended."""
        with self._lock:
            if self._opened is None:
                return True
            if self._now() - self._opened < self._rest or self._trying:
                return False
            self._trying = True
            return True

    def record(self, *, ok: bool, late: bool = False) -> None:
        """Tell how an allowed call ended; a late one opens at once, for one reader who waited to the end is enough."""
        with self._lock:
            self._trying = False
            self._failures = 0 if ok else self._failures + (self._most if late else 1)
            if ok:
                self._opened = None
            elif self._failures >= self._most or self._opened is not None:
                self._opened = self._now()


class LangChainModel:
    """A chat model through LangChain's ``init_chat_model``. Light to construct; the vendor's package loads at the first call."""

    def __init__(
        self,
        name: str,
        limits: Limits | None = None,
        *,
        monotonic: Callable[[], float] = time.monotonic,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        options: dict[str, Any] | None = None,
    ) -> None:
        """``name`` is ``provider:name``; ``options`` go to the vendor's class (for tests and local servers: ``base_url``)."""
        provider, colon, model = name.partition(":")
        if not (provider and colon and model):
            raise SettingsError(f"SAFEGUARDING_MODEL must be provider:name, for example openai:gpt-4.1-mini; it is {name!r}.")
        self._provider, self._model_name, self._options = provider, model, options or {}
        self.limits = limits or Limits()
        self.breaker = CircuitBreaker(self.limits.failures_to_open, self.limits.open_for, monotonic)
        self.budget = DailyBudget(self.limits.a_day, now)
        self._slots = threading.BoundedSemaphore(self.limits.at_once)
        self._monotonic = monotonic
        self._client: Any = None
        self._lock = threading.Lock()

    @property
    def name(self) -> str:
        """``provider:name``."""
        return f"{self._provider}:{self._model_name}"

    @property
    def state(self) -> BreakerState:
        """Open while the service rests after failures."""
        return self.breaker.state

    @property
    def calls_left(self) -> int:
        """Of today's budget in this process."""
        return self.budget.left

    def warm_up(self) -> None:
        """Import the vendor's package and build its client, without a call.

        Raises:
            SettingsError: the package is not installed, or its key is missing.
        """
        with self._lock:
            if self._client is None:
                self._client = self._built()

    def ask(self, prompt: FilledPrompt) -> str:
        """The reply as text, within ``limits.deadline``.

        Raises:
            ModelServiceError: no reply, in time, whole, within budget.
        """
        self.warm_up()
        resting = self.breaker.state == "half-open"
        if not self.breaker.allow():
            raise ModelServiceError("The language model failed several times and is being rested; answers are quotations meanwhile.")
        if resting:  # nobody waits for the trial
            threading.Thread(target=self._trial, args=(prompt,), daemon=True, name="language-model-trial").start()
            raise ModelServiceError("The language model is being tried again; answers are quotations meanwhile.")
        return self._recorded(prompt)

    def _trial(self, prompt: FilledPrompt) -> None:
        with contextlib.suppress(ModelServiceError):
            self._recorded(prompt)

    def _recorded(self, prompt: FilledPrompt) -> str:
        ok = late = False
        try:
            reply = self._with_retry(prompt)
            ok = True
            return reply
        except _LateError:
            late = True
            raise
        finally:
            self.breaker.record(ok=ok, late=late)

    def _with_retry(self, prompt: FilledPrompt) -> str:
        end = self._monotonic() + self.limits.deadline
        for left in range(self.limits.retries, -1, -1):
            try:
                return self._attempt(prompt, min(self.limits.attempt, end - self._monotonic()))
            except _TransientError as error:
                if not left or self._monotonic() + self.limits.retry_wait >= end:
                    late = self._monotonic() + self.limits.retry_wait >= end
                    raise (_LateError if late else ModelServiceError)(f"The language model did not answer ({error}).") from error
                time.sleep(self.limits.retry_wait)
        raise ModelServiceError("The language model did not answer.")

    def _attempt(self, prompt: FilledPrompt, seconds: float) -> str:
        if not self.budget.take():
            raise ModelServiceError("Today's budget for the language model is used up.")
        if not self._slots.acquire(timeout=max(0.0, min(seconds, 1.0))):
            raise ModelServiceError("Too many questions are waiting for the language model.")
        call = _Call(lambda: self._client.invoke([("system", prompt.system), ("human", prompt.user)]), self._slots.release)
        return _text_of(call.result(seconds))

    def _built(self) -> Any:
        from langchain.chat_models import init_chat_model  # noqa: PLC0415 - takes a second; quoting mode never needs it

        options: dict[str, Any] = {
            "temperature": 0.0,
            "max_tokens": self.limits.most_tokens,
            "timeout": self.limits.attempt,
            "max_retries": 0,
        }
        if self._provider in ("openai", "azure_openai"):
            options["timeout"] = httpx.Timeout(self.limits.attempt, connect=self.limits.connect)
            # Also understood by Ollama, llama.cpp and vLLM; other vendors are asked for JSON in the prompt alone.
            options["model_kwargs"] = {"response_format": {"type": "json_object"}}
        try:
            return init_chat_model(self._model_name, model_provider=self._provider, **(options | self._options))
        except ImportError as error:
            raise SettingsError(
                f"The package for {self._provider} is not installed. Install the extra, for example `pip install -e .[{self._provider}]`."
            ) from error
        except Exception as error:  # noqa: BLE001 - vendors raise what they like; their text may hold a key and is not repeated
            raise SettingsError(f"The language model {self.name} cannot be set up ({type(error).__name__}). Check its key and name.") from None


class _LateError(ModelServiceError):
    """The whole time of a question went by."""


class _TransientError(Exception):
    """Worth one more attempt: late, refused, busy or a server's fault."""


class _Call:
    """One vendor call in its own thread, so that a server that drips bytes cannot hold the question beyond its deadline.

    An abandoned call keeps its slot until it really ends: a hanging service can never pile up more threads than slots.
    """

    def __init__(self, call: Callable[[], Any], done: Callable[[], None]) -> None:
        self._call, self._done = call, done
        self._ended = threading.Event()
        self._value: Any = None
        self._error: Exception | None = None
        threading.Thread(target=self._run, daemon=True, name="language-model").start()

    def _run(self) -> None:
        try:
            self._value = self._call()
        except Exception as error:  # noqa: BLE001 - an adapter: handed to the waiting thread, which maps it
            self._error = error
        finally:
            self._done()
            self._ended.set()

    def result(self, seconds: float) -> Any:
        if not self._ended.wait(max(0.0, seconds)):
            raise _TransientError("too late")
        if self._error is None:
            return self._value
        status = getattr(self._error, "status_code", None)
        if isinstance(status, int) and status < 500 and status not in (408, 409, 429):
            raise ModelServiceError(f"The language model refused the call (HTTP {status}). Check its key, name and address.") from self._error
        raise _TransientError(f"HTTP {status}" if status else type(self._error).__name__) from self._error


def _text_of(message: Any) -> str:
    """The text of a vendor's message; a truncated or empty one is a fault."""
    metadata: dict[str, Any] = getattr(message, "response_metadata", None) or {}
    reason = str(metadata.get("finish_reason") or metadata.get("stop_reason") or metadata.get("done_reason") or "").lower()
    if reason in ("length", "max_tokens", "content_filter"):
        raise ModelServiceError(f"The language model's reply is not whole ({reason}).")
    content = getattr(message, "content", "")
    if isinstance(content, list):  # some vendors give blocks
        content = "".join(part if isinstance(part, str) else str(part.get("text", "")) for part in content)
    if not str(content).strip():
        raise ModelServiceError("The language model's reply is empty.")
    return str(content)
