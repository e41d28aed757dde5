"""A second look at the best candidates: a linear model over ``features``, learnt from written questions (docs/adr/0006).

No download and no document words: one weight a feature, in ``rerank.json`` beside this file, trained by ``python -m eval.train_rerank``.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.errors import SettingsError
from assistant.features import NAMES, Matrix

WEIGHTS = Path(__file__).with_name("rerank.json")
CANDIDATES = 120


@dataclass(frozen=True, slots=True)
class Reranker:
    """Scores candidates: the higher the more likely that a unit holds what was asked for. Scores are log-odds within one question."""

    mean: NDArray[np.float32]
    scale: NDArray[np.float32]
    weights: NDArray[np.float32]

    @classmethod
    def load(cls, path: Path = WEIGHTS) -> Reranker:
        """Read weights; they must name exactly the features that the code computes."""
        raw = json.loads(path.read_text(encoding="utf-8"))
        if tuple(raw["features"]) != NAMES:
            raise SettingsError(f"{path.name} was trained for other features than the code computes. Run `python -m eval.train_rerank`.")
        return cls(*(np.asarray(raw[key], dtype=np.float32) for key in ("mean", "scale", "weights")))

    def scores(self, features: Matrix) -> NDArray[np.float32]:
        """One score a row of ``features`` (n, len(NAMES))."""
        return np.asarray(((features - self.mean) / self.scale) @ self.weights, dtype=np.float32)


def reorder(rows: Sequence[int], scores: NDArray[np.float32]) -> list[int]:
    """Candidates by score, best first; ties keep their order."""
    return [rows[position] for position in np.argsort(-scores, kind="stable")]
