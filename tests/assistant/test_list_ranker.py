"""The networks that weigh each candidate beside all others: what they see, what they give, and what is read because of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from assistant.asked import ALIKE
from assistant.domain import Question
from assistant.errors import SettingsError
from assistant.features import NAMES
from assistant.list_ranker import SHARE, WEIGHTS, ListRanker, described
from assistant.reading import MOST, Mixture, Reading
from assistant.rerank import Reranker
from assistant.search import Searcher
from tests.conftest import MakeAssistant


def _lists(n: int) -> tuple[NDArray[np.float32], list[int], NDArray[np.float32]]:
    """Random candidates far from one another."""
    chance = np.random.default_rng(7)
    return chance.random((n, len(NAMES)), dtype=np.float32), list(range(0, 100 * n, 100)), chance.normal(size=n).astype(np.float32)


def test_scores_are_log_odds_behind_the_best() -> None:
    """One a candidate, the best at 0, the same each time, and not simply the linear order."""
    features, rows, linear = _lists(40)
    ranker = ListRanker.load()
    found = ranker.scores(features, rows, list(linear))
    assert found.shape == (40,)
    assert found.dtype == np.float32
    assert found.max() == 0.0
    assert np.isfinite(found).all()
    assert (found == ranker.scores(features, rows, list(linear))).all()
    assert np.corrcoef(found, linear)[0, 1] > 0.3
    assert list(np.argsort(-found)) != list(np.argsort(-linear))


def test_one_candidate_alone_is_the_best() -> None:
    features, rows, linear = _lists(1)
    assert ListRanker.load().scores(features, rows, list(linear)).tolist() == [0.0]


def test_neighbours_are_seen() -> None:
    """The unit before and behind, the best near by, how many stand around; far ones do not count."""
    features, _, _ = _lists(4)
    linear = np.asarray([0.0, -1.0, -2.0, -3.0], dtype=np.float32)
    table = described(features, [10, 11, 15, 900], linear)[:, 3 * len(NAMES) : 3 * len(NAMES) + 7]
    before, behind, near, wider, close, around, place = table.T
    assert before.tolist() == [-12.0, 0.0, -12.0, -12.0]
    assert behind.tolist() == [-1.0, -12.0, -12.0, -12.0]
    assert near.tolist() == [-1.0, 0.0, -12.0, -12.0]
    assert wider.tolist() == [-1.0, 0.0, 0.0, -12.0]
    assert close.tolist() == [1.0, 1.0, 0.0, 0.0]
    assert around.tolist() == [2.0, 2.0, 2.0, 0.0]
    assert np.allclose(place, np.log1p(np.arange(4)))


def test_what_was_written_for_a_unit_is_seen() -> None:
    """Likeness above the level, of the unit, beside and near it; what lies below the level is as if nothing had been written."""
    features, _, linear = _lists(4)
    alike = np.zeros(901, dtype=np.float32)
    alike[[11, 15, 16]] = [ALIKE + 0.4, ALIKE - 0.1, ALIKE + 0.1]
    rows = [10, 11, 15, 900]
    own, beside, near, below, below_beside, place, best = described(features, rows, linear, alike)[:, 3 * len(NAMES) + 7 :].T
    assert np.allclose(own, [0, 0.4, 0, 0])
    assert np.allclose(beside, [0.4, 0, 0.1, 0], atol=1e-6)
    assert np.allclose(near, [0.4, 0, 0.4, 0], atol=1e-6)
    assert np.allclose(below, [-0.4, 0, -0.4, -0.4])
    assert np.allclose(below_beside, [0, -0.4, -0.3, -0.4], atol=1e-6)
    assert np.allclose(np.expm1(place), [60, 0, 60, 60])
    assert np.allclose(best, 0.4)
    nothing = described(features, rows, linear)[:, 3 * len(NAMES) + 7 :]
    assert (nothing == described(features, rows, linear, np.zeros(901, dtype=np.float32))[:, 3 * len(NAMES) + 7 :]).all()


@pytest.mark.parametrize("what", ["cut", "other", "none"])
def test_weights_that_do_not_fit_are_named(what: str, tmp_path: Path) -> None:
    """A sentence, not a traceback."""
    path = tmp_path / "list_ranker.npz"
    if what == "cut":
        path.write_bytes(WEIGHTS.read_bytes()[:900])
    elif what == "other":
        with np.load(WEIGHTS) as file:
            np.savez(path, **{**file, "features": np.asarray(NAMES[::-1])})
    with pytest.raises(SettingsError, match=r"list_ranker\.npz"):
        ListRanker.load(path)


class Last:
    """At our own seam: prefers what the first ranking had last."""

    def weighed(self, features: NDArray[np.float32], linear: Mapping[int, float], alike: NDArray[np.float32] | None) -> dict[int, float]:
        """Backwards."""
        assert alike is None
        assert len(features) == len(linear)
        return {row: float(place - len(linear)) for place, row in enumerate(linear)}


class Reader:
    """Remembers what it read and finds all alike."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def read(self, question: str, texts: Sequence[str]) -> NDArray[np.float32]:
        """Nothing is preferred."""
        self.texts += texts
        return np.zeros(len(texts), dtype=np.float32)


def test_its_order_decides_what_is_read(library: Path, make_assistant: MakeAssistant, searcher: Searcher) -> None:
    """The first it prefers are read and lead; the linear scores are what the evidence sees either way."""
    question = Question(text="When should I use GCP2?", area="luton")
    even = Mixture(order=1.0, bias=0.0, prior=1.0, best=1.0)

    def found(ranker: object) -> tuple[tuple[int, ...], list[str], float]:
        reader = Reader()
        other = Searcher(searcher.retriever, Reranker.load(), Reading(reader, even), ranker)  # type: ignore[arg-type]
        seen = make_assistant(library, searcher=lambda: other).found(question)
        return seen.shortlist.rows, reader.texts, float(seen.evidence.sum())

    plain, turned = found(None), found(Last())
    generation = make_assistant(library).found(question, read=False)
    last = list(generation.shortlist.scores)[-1]
    assert turned[0][0] == last
    assert plain[0][0] != last
    assert len(turned[1]) <= MOST
    assert turned[1] != plain[1]
    assert turned[2] == plain[2]


def test_the_order_is_weighed_of_both() -> None:
    """By unit row, the best linear candidate at the networks' own figure."""
    features, rows, linear = _lists(12)
    ranker = ListRanker.load()
    found = ranker.weighed(features, dict(zip(rows, linear.tolist(), strict=True)))
    alone = ranker.scores(features, rows, list(linear))
    best = int(np.argmax(linear))
    assert list(found) == rows
    assert found[rows[best]] == pytest.approx(SHARE * alone[best])
