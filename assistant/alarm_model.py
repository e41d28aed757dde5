"""The alarm's network: the packaged MiniLM with small trained changes, reading one message (docs/adr/0015).

``alarm.safetensors`` beside this file holds the changes as low-rank factors, written by ``python -m eval.train_alarm``.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.reader_model import LazyNetwork, joined

WEIGHTS = Path(__file__).with_name("alarm.safetensors")
LONGEST = 96
"""Word pieces of one stretch of a message."""
_WORDS, _STEP, _MOST = 60, 40, 8
"""A longer message is read in stretches of so many words, so many words apart, at most so many of them."""


class AlarmNetwork:
    """Reads messages. Light to construct; the weights load at first use. Safe for threads."""

    def __init__(self, weights: Path = WEIGHTS) -> None:
        self._network = LazyNetwork(weights)

    @property
    def ready(self) -> bool:
        """Whether the weights are loaded."""
        return self._network.ready

    def read(self, text: str) -> NDArray[np.float32]:
        """Of the most alarming stretch, shape (1 + rows,): log-odds of danger, then one figure a row, the highest being the likeliest."""
        import torch  # noqa: PLC0415 - see embedding

        tokenizer, states, weight, bias = self._network.parts()
        batch = encode(tokenizer, stretches(text))
        with torch.inference_mode():
            hidden, real = states(batch)
            figures = (joined(hidden, real) @ weight.T + bias).numpy()
        worst: NDArray[np.float32] = figures[int(np.argmax(figures[:, 0]))]
        return worst


def stretches(text: str) -> list[str]:
    """A message as it is read: whole when it is short."""
    words = text.split()
    if len(words) <= _WORDS:
        return [" ".join(words)]
    return [" ".join(words[at : at + _WORDS]) for at in range(0, len(words), _STEP)][:_MOST]


def encode(tokenizer: Any, texts: list[str]) -> Any:
    """Messages as the network reads them, in training as in use, not padded."""
    return tokenizer(texts, truncation=True, max_length=LONGEST)
