"""Train ``assistant/list_ranker.npz`` from written questions: ``python -m eval.train_list_ranker SET=DATA_DIR... --hold SET=DATA_DIR...``.

Each SET is a question file with gold quotations, DATA_DIR a published library over the documents that it was written from. A question is seen with
the likeness of questions from the other files alone (``asked``), and now and then as if nothing had been written for the document that answers it.
What is printed is of the held sets: how often the right place is among the first few before anything is read, by the linear model alone, by the
networks, and by these where nothing was written for the document.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from assistant import list_ranker
from assistant.answering import Assistant
from assistant.features import NAMES
from assistant.rerank import CANDIDATES
from eval.cases import Case
from eval.seam import question_of
from eval.train_asked import each_with_the_others
from eval.train_models import gold_rows, grams_of
from eval.train_reader import by_library, cases_of

Array = NDArray[np.float32]
MEMBERS, HIDDEN, EPOCHS, BATCH, RATE = 4, 64, 10, 64, 2e-3
PLACES = (1, 3, 6, 10, 12, 24, 48)
ELSEWHERE = 0.5
"""Share of questions learnt from as if nothing had been written for the document that answers."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One question's candidates in order of the first ranking: features, unit rows, linear scores, and 1 where one is gold."""

    features: Array
    rows: NDArray[np.int64]
    scores: Array
    gold: Array
    alike: Array
    alike_elsewhere: Array
    """The likeness as if nothing had been written for the documents that answer."""


def listed(cases: Sequence[Case], assistant: Assistant) -> list[Listed]:
    """The candidates of all questions whose gold is among them."""
    result: list[Listed] = []
    generation = assistant.view().generation
    unit_grams = grams_of(generation.units)
    for case in cases:
        shortlist = assistant.found(question_of(case), read=False).shortlist
        rows = list(shortlist.scores)
        gold = gold_rows(case, unit_grams) & set(rows) if case.expected != "not_found" else set()
        if gold and shortlist.features is not None and shortlist.alike is not None:
            marks = np.asarray([row in gold for row in rows], dtype=np.float32)
            scores = np.asarray(list(shortlist.scores.values()), dtype=np.float32)
            answering = {int(generation.document_of_unit[row]) for row in gold}
            elsewhere = np.where(np.isin(generation.document_of_unit, list(answering)), 0.0, shortlist.alike).astype(np.float32)
            result.append(Listed(shortlist.features, np.asarray(rows), scores, marks, shortlist.alike, elsewhere))
    return result


def trained_on(sets: Sequence[str], apart: frozenset[str]) -> list[Listed]:
    """The candidates of the questions of all files, each file seen with what was written in the others."""
    return [one for assistant, cases in each_with_the_others(sets, apart) for one in listed(cases, assistant)]


class Member(torch.nn.Module):
    """One network: two hidden layers beside the linear score."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.first, self.second = torch.nn.Linear(width, HIDDEN), torch.nn.Linear(HIDDEN, HIDDEN)
        self.last = torch.nn.Linear(HIDDEN, 1, bias=False)
        self.base = torch.nn.Parameter(torch.ones(()))

    def forward(self, seen: torch.Tensor, own: torch.Tensor) -> torch.Tensor:
        """Scores (questions, candidates) of what was ``seen`` (questions, candidates, width) and the linear scores."""
        hidden = torch.nn.functional.dropout(torch.nn.functional.silu(self.first(seen)), 0.1, self.training)
        found: torch.Tensor = self.last(torch.nn.functional.silu(self.second(hidden)))[..., 0] + self.base * own
        return found


def padded(values: Sequence[Array]) -> torch.Tensor:
    """Stacked, with zeros where a question has fewer candidates."""
    return torch.tensor(np.stack([np.pad(value, [(0, CANDIDATES - len(value)), *[(0, 0)] * (value.ndim - 1)]) for value in values]))


def train(seen: torch.Tensor, data: Sequence[Listed], seed: int) -> Member:
    """Listwise softmax over each question's candidates: all gold together against the rest."""
    torch.manual_seed(seed)
    own, gold = padded([one.scores for one in data]), padded([one.gold for one in data])
    real = padded([np.ones(len(one.rows), dtype=np.float32) for one in data]) > 0
    member = Member(seen.shape[-1])
    optimiser = torch.optim.AdamW(member.parameters(), RATE, weight_decay=0.01)
    steps = EPOCHS * -(-len(data) // BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, steps)
    for _ in range(EPOCHS):
        order = torch.randperm(len(data))
        for start in range(0, len(data), BATCH):
            at = order[start : start + BATCH]
            chances = torch.log_softmax(member(seen[at], own[at]).masked_fill(~real[at], -1e9), 1)
            loss = -torch.logsumexp(chances.masked_fill(gold[at] == 0, -1e9), 1).mean()
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimiser.step()
            schedule.step()
    return member


def weights_of(members: Sequence[Member], mean: Array, scale: Array) -> dict[str, Array]:
    """The members' weights as :class:`assistant.list_ranker.ListRanker` reads them."""

    def stacked(name: str) -> Array:
        return np.stack([dict(member.named_parameters())[name].detach().numpy().T for member in members]).astype(np.float32)

    layers = {"first": stacked("first.weight"), "second": stacked("second.weight"), "last": stacked("last.weight")[..., 0]}
    biases = {"first_bias": stacked("first.bias"), "second_bias": stacked("second.bias"), "base": stacked("base")}
    return {"mean": mean, "scale": scale, **layers, **biases}


def report(name: str, scored: Sequence[tuple[Array, Array]]) -> None:
    """Print how often gold is among the first few of each list of scores."""
    first = np.asarray([int(np.argmax(gold[np.argsort(-scores, kind="stable")] > 0)) for scores, gold in scored])
    print(f"{name:12s}", " ".join(f"@{place} {np.mean(first < place):.3f}" for place in PLACES))


def main() -> None:
    """Train, measure on the held sets, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", nargs="+")
    parser.add_argument("--hold", nargs="+", required=True)
    arguments = parser.parse_args()
    apart = cases_of(arguments.hold)
    data = trained_on(arguments.sets, frozenset(case.id for case, _ in apart))
    chance = random.Random(0)
    alike = [one.alike_elsewhere if chance.random() < ELSEWHERE else one.alike for one in data]
    tables = [list_ranker.described(one.features, one.rows.tolist(), one.scores, own) for one, own in zip(data, alike, strict=True)]
    every = np.concatenate(tables)
    mean, scale = every.mean(axis=0), np.maximum(every.std(axis=0), 1e-3)
    seen = padded([list_ranker.standardised(table, mean, scale) for table in tables])
    members = [train(seen, data, seed) for seed in range(MEMBERS)]
    kept: dict[str, Any] = {"features": np.asarray(NAMES), **weights_of(members, mean, scale)}
    np.savez_compressed(list_ranker.WEIGHTS, **kept)
    held, ranker = [one for assistant, cases in by_library(apart) for one in listed(cases, assistant)], list_ranker.ListRanker.load()
    print(f"{len(data)} questions; {len(held)} kept apart with gold among the candidates")
    report("linear", [(one.scores, one.gold) for one in held])
    report("networks", [(ranker.scores(one.features, list(one.rows), list(one.scores), one.alike), one.gold) for one in held])
    report("unwritten", [(ranker.scores(one.features, list(one.rows), list(one.scores), one.alike_elsewhere), one.gold) for one in held])


if __name__ == "__main__":
    main()
