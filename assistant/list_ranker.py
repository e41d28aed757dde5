"""A second opinion on the order of the candidates before the best are read: small networks that see each beside all others (docs/adr/0017).

The linear model of ``rerank`` weighs each unit alone. Here the same features are also set against those of the other candidates, and beside them
stands how well the units around score: an answer stands where its neighbours are found too. No documents, ids or words are known, so the weights
hold for other libraries. They are in ``list_ranker.npz`` beside this file, trained by ``python -m eval.train_list_ranker``.
"""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.asked import ALIKE
from assistant.errors import SettingsError
from assistant.features import NAMES, Matrix

WEIGHTS = Path(__file__).with_name("list_ranker.npz")
Array = NDArray[np.float32]
NEAR = (2, 6)
"""Units before and behind within which the best score counts."""
AROUND = (3, 12)
"""Units before and behind within which other candidates are counted."""
_FARTHEST = -12.0
"""Log-odds behind the best for a neighbour that is no candidate."""
_LIMIT = 6.0
SHARE = 0.4
"""Share of the networks' figures in the order; alone they find most in reports and less in short digests (docs/adr/0017)."""
FAR_BELOW = 0.4
LEADING = 60
"""So many units keep their place in the order of likeness."""
PARTS = ("first", "first_bias", "second", "second_bias", "last", "base")
"""Weights of each network: (members, in, hidden), (members, hidden), (members, hidden, hidden), (members, hidden), (members, hidden), (members,)."""


@dataclass(frozen=True, slots=True)
class ListRanker:
    """Several networks whose opinions are averaged. Light; safe for threads."""

    mean: Array
    scale: Array
    weights: Mapping[str, Array]

    @classmethod
    def load(cls, path: Path = WEIGHTS) -> ListRanker:
        """Read the weights; raises :class:`SettingsError` when they cannot be read or are of other features than the code computes."""
        try:
            with path.open("rb") as opened, np.load(opened, allow_pickle=False) as file:
                if tuple(file["features"].tolist()) != NAMES:
                    raise SettingsError(f"{path.name} was trained for other features than the code computes. Run `python -m eval.train_list_ranker`.")
                return cls(file["mean"], file["scale"], {name: file[name] for name in PARTS})
        except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
            raise SettingsError(
                f"{path.name} cannot be read ({type(error).__name__}). Restore it, or run `python -m eval.train_list_ranker`."
            ) from error

    def weighed(self, features: Matrix, linear: Mapping[int, float], alike: Array | None = None) -> dict[int, float]:
        """Log-odds by unit row, ``SHARE`` of the networks' and the rest linear.

        ``linear`` are the scores by row in the order of ``features``; ``alike`` is for every unit how like a question is that was written for it.
        """
        own = np.asarray(list(linear.values()), dtype=np.float32)
        figures = SHARE * self.scores(features, list(linear), own.tolist(), alike) + (1 - SHARE) * (own - own.max())
        return dict(zip(linear, figures.tolist(), strict=True))

    def scores(self, features: Matrix, rows: Sequence[int], scores: Sequence[float], alike: Array | None = None) -> Array:
        """Log-odds of each candidate, shape (n,), the best at 0, from their ``features`` (n, len(NAMES)), unit rows and linear scores."""
        own = np.asarray(scores, dtype=np.float32)
        seen = standardised(described(features, rows, own, alike), self.mean, self.scale)
        parts = self.weights
        hidden = _silu(np.einsum("nd,mdh->mnh", seen, parts["first"]) + parts["first_bias"][:, None])
        hidden = _silu(hidden @ parts["second"] + parts["second_bias"][:, None])
        found = np.einsum("mnh,mh->mn", hidden, parts["last"]) + parts["base"][:, None] * own
        mean = (found - found.max(axis=1, keepdims=True)).mean(axis=0)
        return np.asarray(mean - mean.max(), dtype=np.float32)


def _silu(values: Array) -> Array:
    return np.asarray(values / (1 + np.exp(-values)), dtype=np.float32)


def standardised(table: Array, mean: Array, scale: Array) -> Array:
    """What :func:`described` gives in standard deviations from the mean, kept within bounds: as the networks see it, in training as in use."""
    return np.asarray(((table - mean) / scale).clip(-_LIMIT, _LIMIT), dtype=np.float32)


def described(features: Matrix, rows: Sequence[int], scores: Array, alike: Array | None = None) -> Array:
    """What the networks see of each candidate, not yet standardised, shape (n, 3 * len(NAMES) + 14), float32.

    The features; their distance to the mean of all candidates in standard deviations, and to the greatest; the scores of the units before and behind
    and the best near by (below the best of all); how many candidates stand around; the place in the first ranking; and how like the question one is
    that was written for the unit (:func:`_written`).
    """
    spread, at = features.std(axis=0) + 0.1, np.asarray(rows)
    parts = [features, (features - features.mean(axis=0)) / spread, features - features.max(axis=0), _neighbours(at, scores)]
    return np.concatenate([*parts, _written(at, alike)], axis=1).astype(np.float32)


def _written(rows: NDArray[np.int64], alike: Array | None = None) -> Array:
    """Likeness above ``ALIKE`` of the question written for each unit, for the ones beside it and near it, each also below the best of all; its place.

    A unit for which nothing was written is as one whose question is about something else: documents without questions are not set back.
    """
    if alike is None or not len(alike):
        alike = np.zeros(int(rows.max(initial=0)) + 1, dtype=np.float32)
    best, last = float(alike.max()), len(alike) - 1

    def beside(steps: Sequence[int]) -> Array:
        return np.asarray(np.max([alike[np.clip(rows + step, 0, last)] for step in steps], axis=0), dtype=np.float32)

    seen = (alike[rows], beside((-1, 1)), beside([step for step in range(-4, 5) if step]))
    above = [np.maximum(values - ALIKE, 0.0) for values in seen]
    below = [np.where(values > ALIKE, values - best, -FAR_BELOW).clip(-FAR_BELOW, 0.0) for values in seen[:2]]
    leading = np.argsort(-alike, kind="stable")[:LEADING]
    places = np.full(len(alike), LEADING)
    places[leading] = np.where(alike[leading] > ALIKE, np.arange(len(leading)), LEADING)
    table = [*above, *below, np.log1p(places[rows]), np.full(len(rows), max(best - ALIKE, 0.0))]
    return np.stack(table, axis=1).astype(np.float32)


def _neighbours(rows: NDArray[np.int64], scores: Array) -> Array:
    below = scores - scores.max()
    ahead = rows[None, :] - rows[:, None]
    far = np.abs(ahead)
    best = [np.where(where, below[None, :], _FARTHEST).max(axis=1) for where in (ahead == -1, ahead == 1, *((far > 0) & (far <= n) for n in NEAR))]
    many = [(far <= n).sum(axis=1) - 1.0 for n in AROUND]
    return np.stack([*best, *many, np.log1p(np.arange(len(rows)))], axis=1).astype(np.float32)
