"""A chat model for tests and demonstrations: a queue of replies and a history of what was asked. No network."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from assistant.errors import ModelServiceError
from assistant.llm import BreakerState
from assistant.prompts import FilledPrompt

Reply = str | ModelServiceError | Callable[[FilledPrompt], str]


class FakeChatModel:
    """Gives its replies in order: a text, an error to raise, or a function of the prompt. An empty queue is a service fault."""

    def __init__(self, replies: Iterable[Reply] = (), *, name: str = "fake:model", always: Reply | None = None) -> None:
        self.name = name
        self._queue = list(replies)
        self._always = always
        self.history: list[FilledPrompt] = []
        self.state: BreakerState = "closed"
        self.calls_left = 1000

    def ask(self, prompt: FilledPrompt) -> str:
        """The next reply; ``always`` when the queue is empty."""
        self.history.append(prompt)
        reply = self._queue.pop(0) if self._queue else self._always
        if reply is None:
            raise ModelServiceError("The fake model has no reply left.")
        if isinstance(reply, ModelServiceError):
            raise reply
        return reply if isinstance(reply, str) else reply(prompt)
