"""Trains the learnt second opinion on danger and stores its weights beside the code.

    python -m eval.train_danger [--check]

Reads the invented messages of ``eval/training/`` (``danger_worked.jsonl`` holds those of the worked parts of the safety sets,
``danger_scenes.jsonl`` those scenes of the topics that are danger, or may be, ``danger_questions.jsonl`` questions in colleagues' own
words, among them each that was once taken for an alarm) and of the
safety tests. ``--check`` prints out-of-fold figures and stores nothing. The same data gives the same weights.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix, vstack

from assistant.knowledge import load_topics
from assistant.safety.danger import signs_of
from assistant.safety.second_opinion import BITS, SIGN_VALUE, WEIGHTS, packed, places, tokens_of
from assistant.safety.wording import normal

ROOT = Path(__file__).resolve().parents[1]
SETS = ("danger.jsonl", "danger_more.jsonl", "danger_worked.jsonl", "danger_scenes.jsonl", "danger_questions.jsonl")
DATA = tuple(ROOT / "eval" / "training" / name for name in SETS)
ORDINARY = (ROOT / "eval" / "training" / "corpus.jsonl",)
"""Questions written for retrieval, many of them scenes from casework: a library question, not an alarm."""
TOPICS = ROOT / "knowledge" / "topics"
EVERY = 2
"""Of the topics' scenes every second is learnt from as ordinary, so that long-running worries are not taken for alarms."""
MESSAGES = ROOT / "tests" / "assistant" / "safety" / "messages"
TEXT_FILES = {"urgent.txt": "urgent", "children_and_parents.txt": "urgent", "ordinary.txt": "none", "orders.txt": "none"}
SIZE = 1 << BITS
PENALTY = 0.2
"""Strength of the pull to zero; by cross-validation."""
NEAR = 0.25
"""How much a message of the middle tier counts as danger."""
LEVELS = {"urgent": 0.3, "possible": -0.6, "calm": -1.6, "none": -2.8}
"""Log-odds; by cross-validation and the worked sets: see ``--check``."""
FOLDS = 5

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One training message. ``source`` is the file it came from."""

    text: str
    tier: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """Weights for both tables, one after the other, then for ``signs``; and the bias."""

    weights: Floats
    bias: float

    def scores(self, rows: csr_matrix) -> Floats:
        """Log-odds of each row."""
        return np.asarray(rows @ self.weights + self.bias, dtype=np.float64)


def messages() -> list[Message]:
    """Everything to learn from, without repeats."""
    found = [Message(text=row["text"], tier=row["tier"], source=path.name) for path in DATA for row in _records(path)]
    found += [Message(text=row["question"], tier="none", source=path.name) for path in ORDINARY for row in _records(path)]
    scenes = [scene for topic in load_topics(TOPICS) for scene in topic.scenes][::EVERY]
    known = {normal(m.text) for m in found if m.source == "danger_scenes.jsonl"}
    found += [Message(text=scene, tier="none", source="topics") for scene in scenes if normal(scene) not in known]
    for name, tier in TEXT_FILES.items():
        lines = (MESSAGES / name).read_text(encoding="utf-8").splitlines()
        found += [Message(text=line, tier=tier, source=name) for line in lines if line and not line.startswith("#")]
    return list({normal(m.text): m for m in found}.values())


def _records(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def matrix(plains: list[str], signs: list[frozenset[str]], names: list[str]) -> csr_matrix:
    """One row a text; a group that occurs counts 1 divided by the root of the number of groups, a sign ``SIGN_VALUE``, as in the product."""
    at: list[int] = []
    values: list[float] = []
    starts = [0]
    column = {name: 2 * SIZE + n for n, name in enumerate(names)}
    for plain, found in zip(plains, signs, strict=True):
        words, letters = places(tokens_of(plain))
        for offset, block in ((0, words), (SIZE, letters)):
            at += [offset + place for place in sorted(block)]
            values += [1 / np.sqrt(max(1, len(block)))] * len(block)
        mine = [column[name] for name in sorted(found) if name in column]
        at += mine
        values += [SIGN_VALUE] * len(mine)
        starts.append(len(at))
    return csr_matrix((values, at, starts), shape=(len(plains), 2 * SIZE + len(names)))


def train(rows: csr_matrix, tiers: NDArray[np.str_]) -> Model:
    """Logistic regression with a squared penalty. A message of the middle tier counts ``NEAR`` as danger, the rest as none."""
    near = np.flatnonzero(tiers == "possible")
    used = np.unique(rows.indices)
    data = vstack([rows[:, used], rows[near][:, used]]).tocsr()
    sign = np.concatenate([np.where(tiers == "urgent", 1.0, -1.0), np.ones(len(near))])
    share = np.concatenate([np.where(tiers == "possible", 1 - NEAR, 1.0), np.full(len(near), NEAR)])

    def loss(theta: Floats) -> tuple[float, Floats]:
        margin = sign * (data @ theta[:-1] + theta[-1])
        slope = -sign * share / (1 + np.exp(np.clip(margin, -50, 50)))
        value = float(share @ np.logaddexp(0, -margin) + PENALTY / 2 * theta[:-1] @ theta[:-1])
        return value, np.append(data.T @ slope + PENALTY * theta[:-1], slope.sum())

    best = minimize(loss, np.zeros(len(used) + 1), jac=True, method="L-BFGS-B", options={"maxiter": 200}).x
    weights = np.zeros(rows.shape[1])
    weights[used] = best[:-1]
    return Model(weights=weights, bias=float(best[-1]))


def out_of_fold(rows: csr_matrix, tiers: NDArray[np.str_]) -> Floats:
    """Each message scored by a model that has not seen it."""
    fold = np.random.default_rng(7).permutation(len(tiers)) % FOLDS
    scores = np.zeros(len(tiers))
    for one in range(FOLDS):
        scores[fold == one] = train(rows[fold != one], tiers[fold != one]).scores(rows[fold == one])
    return scores


def store(model: Model, names: list[str], path: Path = WEIGHTS) -> None:
    """Weights of groups as signed bytes (the largest is 127), those of signs as log-odds."""
    groups, signs = model.weights[: 2 * SIZE], model.weights[2 * SIZE :] * SIGN_VALUE
    scale = float(np.abs(groups).max() / 127)
    table = np.round(groups / scale).astype(np.int8)
    stored = {
        "about": "Learnt second opinion on danger; made by eval/train_danger.py, not by hand.",
        "levels": LEVELS,
        "scale": scale,
        "bias": model.bias,
        "signs": {name: round(float(weight), 4) for name, weight in zip(names, signs, strict=True)},
        "words": packed(table[:SIZE].tobytes()),
        "letters": packed(table[SIZE:].tobytes()),
    }
    path.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")


def report(found: list[Message], scores: Floats) -> str:
    """Share at or above each level, by source and tier."""
    lines = []
    for source in dict.fromkeys(m.source for m in found):
        for tier in ("urgent", "possible", "none"):
            mine = scores[[m.source == source and m.tier == tier for m in found]]
            if len(mine):
                parts = ", ".join(f"{name} {np.mean(mine >= level):.3f}" for name, level in LEVELS.items())
                lines.append(f"{source:30} {tier:9} {len(mine):5}  at or above: {parts}")
    return "\n".join(lines)


def main() -> None:
    """Command line."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--check", action="store_true")
    chosen = options.parse_args()
    found = messages()
    plains = [normal(m.text) for m in found]
    signs = [signs_of(plain) for plain in plains]
    names = sorted(frozenset().union(*signs))
    rows, tiers = matrix(plains, signs, names), np.array([m.tier for m in found])
    if chosen.check:
        print(report(found, out_of_fold(rows, tiers)))
    else:
        store(train(rows, tiers), names)


if __name__ == "__main__":
    main()
