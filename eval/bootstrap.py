"""Confidence intervals and paired differences by bootstrap over questions; a fixed seed, so two runs agree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

SEED = 20_261_122
ROUNDS = 2_000
_CHUNK = 200

Pairs = Sequence[tuple[float, float]]
"""(sum of values, weight) of each question; a figure is the sum of the first over the sum of the second."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A figure with its 95 % interval over ``count`` questions."""

    value: float
    low: float
    high: float
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """New less old, its 95 % interval, and the two-sided p value of the paired bootstrap."""

    old: float
    new: float
    value: float
    low: float
    high: float
    p: float
    count: int


def ratio(pairs: Pairs) -> float:
    """Sum of values over sum of weights. Raises ``ValueError`` when there is no weight."""
    weight = sum(pair[1] for pair in pairs)
    if weight <= 0:
        raise ValueError("a figure needs at least one scored question")
    return sum(pair[0] for pair in pairs) / weight


def interval(pairs: Pairs) -> Interval:
    """The figure and its percentile interval."""
    drawn = _ratios(np.asarray(pairs, dtype=np.float64))
    low, high = np.quantile(drawn, [0.025, 0.975])
    return Interval(value=ratio(pairs), low=float(low), high=float(high), count=len(pairs))


def difference(old: Pairs, new: Pairs) -> Difference:
    """Paired: both lists hold the same questions in the same order.

    Raises:
        ValueError: the lists differ in length or are empty.
    """
    if len(old) != len(new):
        raise ValueError("a paired comparison needs the same questions on both sides")
    before, after = ratio(old), ratio(new)
    drawn = _ratios(np.asarray(new, dtype=np.float64)) - _ratios(np.asarray(old, dtype=np.float64))
    low, high = np.quantile(drawn, [0.025, 0.975])
    # Two-sided: twice the smaller share of rounds on either side of no difference; the plus one keeps p above zero.
    side = min(int((drawn <= 0).sum()), int((drawn >= 0).sum()))
    p = min(1.0, 2 * (side + 1) / (len(drawn) + 1))
    return Difference(old=before, new=after, value=after - before, low=float(low), high=float(high), p=p, count=len(old))


def _ratios(pairs: NDArray[np.float64]) -> NDArray[np.float64]:
    """The figure in each round. Rounds draw the same questions for lists of the same length, which makes differences paired."""
    generator = np.random.default_rng(SEED)
    count = len(pairs)
    drawn: list[NDArray[np.float64]] = []
    for start in range(0, ROUNDS, _CHUNK):
        rows = generator.integers(0, count, size=(min(_CHUNK, ROUNDS - start), count))
        weight = pairs[rows, 1].sum(axis=1)
        value = pairs[rows, 0].sum(axis=1)
        drawn.append(np.divide(value, weight, out=np.zeros_like(value), where=weight > 0))
    return np.concatenate(drawn)
