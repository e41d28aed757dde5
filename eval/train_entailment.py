"""Train the judge of rewordings: ``python -m eval.train_entailment [--check | --levels] [--epochs 4]``.

Learns from ``TRAINING``: quotations of reports and of the starter pack, each with statements that it proves and statements that are wrong in one way,
written by hand. Never from ``HELD``, on which the levels are chosen together with the rules of ``support``: as many true statements as can be
kept while at most ``MOST_FALSE`` of the false ones pass. Writes ``assistant/entailment.safetensors`` and ``assistant/entailment.json``; ``--check``
prints the figures of what is stored, by family. About twenty minutes on two cores.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import save_file
from sklearn.metrics import roc_auc_score

from assistant import entailment, reader_model
from assistant.embedding import PACKAGED_DIGEST, SentenceEmbedder
from assistant.support import NEVER, YIELDING, Passage, Quotation, Standards, SupportChecker
from eval.train_network import Descent, HeadedTransformer, factors

ROOT = Path(__file__).resolve().parents[1]
TRAINING = tuple(ROOT / "eval" / "training" / f"statements_{name}.jsonl" for name in ("corpus", "starter"))
HELD = ROOT / "eval" / "training" / "statements_held.jsonl"
BATCH = 4
"""Quotations of one step, with all their statements."""
RATE, HEAD_RATE = 6e-5, 1e-3
APART = 0.5
"""Weight of telling the true statements of a quotation from its false ones, beside judging each alone."""
FOREIGN = 0.4
"""Share of quotations beside which a true statement of another quotation stands as a false one."""
MOST_FALSE = 0.008
"""Share of the false statements that may pass where the levels are chosen; the aim is one in a hundred."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A statement about a quotation: its kind of lie, empty for a true one."""

    text: str
    lie: str

    @property
    def true(self) -> bool:
        """Whether the quotation proves it."""
        return not self.lie


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A quotation with the title or heading that it stands under, and what is claimed of it."""

    quote: str
    context: str
    claims: tuple[Claim, ...]

    @property
    def source(self) -> str:
        """As the network reads it."""
        return entailment.source_text(self.quote, self.context)


def groups(path: Path) -> list[Group]:
    """A file of quotations, one a line: ``context``, ``quote``, ``true`` (statements), ``false`` (``family`` and ``statement``)."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [
        Group(
            quote=row["quote"],
            context=row["context"],
            claims=(
                *(Claim(text=text, lie="") for text in row["true"]),
                *(Claim(text=lie["statement"], lie=lie["family"]) for lie in row["false"]),
            ),
        )
        for row in rows
    ]


class Network(HeadedTransformer):
    """One figure a pair of statement and quotation."""

    def __init__(self) -> None:
        super().__init__(outputs=1)

    def forward(self, pairs: Sequence[tuple[str, str]]) -> torch.Tensor:
        """Log-odds, shape (n,)."""
        batch = reader_model.encode(self.tokenizer, [one for one, _ in pairs], [other for _, other in pairs], entailment.LONGEST)
        return self.figures(batch)[:, 0]


def loss_of(network: Network, batch: Sequence[Group], chance: random.Random) -> torch.Tensor:
    """Cross-entropy of each statement, and how often a false one stands above a true one of the same quotation."""
    pairs: list[tuple[str, str]] = []
    truths: list[float] = []
    bounds: list[tuple[int, int]] = []
    for place, group in enumerate(batch):
        start = len(pairs)
        pairs += [(claim.text, group.source) for claim in group.claims]
        truths += [float(claim.true) for claim in group.claims]
        bounds.append((start, len(pairs)))
        others = [claim.text for claim in batch[(place + 1) % len(batch)].claims if claim.true]
        if others and len(batch) > 1 and chance.random() < FOREIGN:
            pairs.append((chance.choice(others), group.source))
            truths.append(0.0)
    figures, wanted = network(pairs), torch.tensor(truths)
    loss = torch.nn.functional.binary_cross_entropy_with_logits(figures, wanted)
    for start, end in bounds:
        mine, true = figures[start:end], wanted[start:end] > 0
        if bool(true.any()) and not bool(true.all()):
            loss = loss + APART / len(batch) * torch.nn.functional.softplus(mine[~true][None] - mine[true][:, None]).mean()
    return loss


def train(data: list[Group], epochs: int) -> Network:
    """Passes over the quotations in random order."""
    torch.manual_seed(0)
    chance = random.Random(0)
    network = Network()
    descent = Descent(network, list(network.head.parameters()), (RATE, HEAD_RATE), epochs * (len(data) // BATCH))
    for _ in range(epochs):
        chance.shuffle(data)
        for start in range(0, len(data) - BATCH + 1, BATCH):
            descent.step(loss_of(network, data[start : start + BATCH], chance))
    return network


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A claim with the families of rules that object to it and the network's log-odds."""

    claim: Claim
    families: frozenset[str]
    odds: float


def judged(data: Sequence[Group]) -> list[Judged]:
    """What rules and network say of each claim."""
    checker = SupportChecker(SentenceEmbedder(), entails=lambda _statement, _quotation, _context: 0.0)
    reads = entailment.EntailmentReader()
    result: list[Judged] = []
    for group in data:
        passage = Passage(token="S1", text=group.quote, context=group.context)  # noqa: S106 - a source token
        quotation = Quotation(passage=passage, start=0, end=len(group.quote))
        checker.prepare([group.quote, *(claim.text for claim in group.claims)])
        for claim in group.claims:
            families = frozenset(family for family, _ in checker.faults(claim.text, quotation))
            result.append(Judged(claim=claim, families=families, odds=reads(claim.text, group.quote, group.context)))
    return result


def shown(rows: Sequence[Judged], levels: dict[str, float]) -> list[bool]:
    """Which claims are shown with these levels."""
    standards = Standards(**levels)
    return [row.odds >= standards.needed(row.families) for row in rows]


def chosen_levels(rows: Sequence[Judged]) -> dict[str, float]:
    """Levels that keep the most true claims while few false ones pass: one family after the other, until nothing more is gained."""
    allowed = MOST_FALSE * sum(not row.claim.true for row in rows)
    grid = [NEVER, *np.arange(8.0, -3.01, -0.25)]
    levels = dict.fromkeys(("agreed", *YIELDING), NEVER)

    def kept(trial: dict[str, float]) -> int:
        passed = shown(rows, trial)
        false = sum(ok and not row.claim.true for ok, row in zip(passed, rows, strict=True))
        return sum(ok and row.claim.true for ok, row in zip(passed, rows, strict=True)) if false <= allowed else -1

    best = 0
    for _ in range(4):
        for name in levels:
            trials = [{**levels, name: float(level)} for level in grid]
            scores = [kept(trial) for trial in trials]
            # Of equal ones the strictest: it stands first.
            if max(scores) > best:
                best, levels = max(scores), trials[int(np.argmax(scores))]
    return levels


def report(rows: Sequence[Judged], levels: dict[str, float]) -> None:
    """Figures of one set: the rules alone, the network alone, both; and both by family of lies."""
    true = [row.claim.true for row in rows]
    passed = shown(rows, levels)
    alone = [not row.families for row in rows]
    print(f"{sum(true)} true, {len(true) - sum(true)} false; network alone, AUC: {roc_auc_score(true, [row.odds for row in rows]):.3f}")
    for name, ok in (("rules", alone), ("both", passed)):
        kept = sum(a and b for a, b in zip(ok, true, strict=True)) / sum(true)
        false = sum(a and not b for a, b in zip(ok, true, strict=True)) / (len(true) - sum(true))
        print(f"  {name:6} true kept {kept:.3f}  false shown {false:.4f}")
    lies: dict[str, Counter[bool]] = defaultdict(Counter)
    for row, seen in zip(rows, passed, strict=True):
        if not row.claim.true:
            lies[row.claim.lie][seen] += 1
    print("  false shown by family: " + ", ".join(f"{lie} {count[True]}/{count.total()}" for lie, count in sorted(lies.items())))


def main() -> None:
    """Train, choose levels, measure, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--check", action="store_true", help="only print the figures of what is stored")
    parser.add_argument("--levels", action="store_true", help="keep the stored weights and choose the levels anew")
    parser.add_argument("--sets", nargs="*", type=Path, default=[], help="further files to print figures of")
    arguments = parser.parse_args()
    if not (arguments.check or arguments.levels):
        data = [group for path in TRAINING for group in groups(path)]
        network = train(data, arguments.epochs)
        note = {"base": PACKAGED_DIGEST, "quotations": str(len(data)), "epochs": str(arguments.epochs)}
        save_file(factors(network.transformer, network.head), str(entailment.WEIGHTS), metadata=note)
    rows = judged(groups(HELD))
    levels = json.loads(entailment.SETTINGS.read_text(encoding="utf-8")) if arguments.check else chosen_levels(rows)
    if not arguments.check:
        entailment.SETTINGS.write_text(json.dumps(levels, indent=1) + "\n", encoding="utf-8")
    for path, found in ((HELD, rows), *((path, judged(groups(path))) for path in arguments.sets)):
        print(path.name)
        report(found, levels)


if __name__ == "__main__":
    main()
