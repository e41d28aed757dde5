"""Whether a quotation says what a statement says: the packaged MiniLM with small trained changes reads both together (docs/adr/0012).

The rules of ``support`` know words; this knows some of what a rewording keeps and what it turns. ``entailment.safetensors`` beside this file holds
the changes as low-rank factors, written by ``python -m eval.train_entailment``. It decides nothing alone: see ``support.SupportChecker``.
"""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from assistant.reader_model import PairReader

WEIGHTS = Path(__file__).with_name("entailment.safetensors")
SETTINGS = Path(__file__).with_name("entailment.json")
LONGEST = 176
"""Word pieces of statement and quotation together."""


class Entails(Protocol):
    """Log-odds that a quotation, with its context, says what a statement says."""

    def __call__(self, statement: str, quotation: str, context: str) -> float:
        """Higher is surer; 0 is even."""
        ...


class EntailmentReader:
    """The real one. Light to construct; the weights load at first use. Safe for threads."""

    def __init__(self, weights: Path = WEIGHTS) -> None:
        self._pairs = PairReader(weights, LONGEST)

    def __call__(self, statement: str, quotation: str, context: str) -> float:
        """See :class:`Entails`."""
        return float(self._pairs.read(statement, [source_text(quotation, context)])[0])


def source_text(quotation: str, context: str) -> str:
    """A quotation as it is read, in training as in use."""
    return f"{context.strip()} | {' '.join(quotation.split())}"
