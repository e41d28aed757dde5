"""The bootstrap: right figures, honest intervals, the same numbers every time."""

from __future__ import annotations

import pytest

from eval.bootstrap import difference, interval


def test_a_figure_is_a_ratio_of_sums() -> None:
    """Three of four spans in two questions is 0.75, and its interval holds it."""
    found = interval([(2, 2), (1, 2)])
    assert found.value == 0.75
    assert found.low <= 0.75 <= found.high
    assert found.count == 2


def test_two_runs_agree() -> None:
    """The seed is fixed."""
    pairs = [(n % 2, 1) for n in range(60)]
    assert interval(pairs) == interval(pairs)
    assert 0.3 < interval(pairs).low < 0.5 < interval(pairs).high < 0.7


def test_equal_runs_do_not_differ() -> None:
    """No difference has p 1 and an interval of nothing."""
    same = difference([(1, 1), (0, 1), (1, 1)], [(1, 1), (0, 1), (1, 1)])
    assert (same.value, same.low, same.high, same.p) == (0, 0, 0, 1)


def test_a_clear_loss_is_significant_and_a_single_one_is_not() -> None:
    """Twelve losses of forty are clear; one of forty may be chance."""
    old = [(1.0, 1.0)] * 40
    clear = difference(old, [(0.0 if n < 12 else 1.0, 1.0) for n in range(40)])
    chance = difference(old, [(0.0 if n < 1 else 1.0, 1.0) for n in range(40)])
    assert clear.p < 0.01
    assert clear.high < 0
    assert chance.p > 0.05


def test_pairing_needs_the_same_questions() -> None:
    """Lists of different length are refused, and so is nothing at all."""
    with pytest.raises(ValueError, match="same questions"):
        difference([(1, 1)], [])
    with pytest.raises(ValueError, match="at least one"):
        difference([], [])
