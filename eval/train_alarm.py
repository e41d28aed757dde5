"""Train the alarm: ``python -m eval.train_alarm [--check | --levels] [--epochs 3]``.

Learns from the messages of ``eval.train_danger`` and from ``KINDED``, never from ``HELD``; those of ``danger_seventh_held.jsonl`` are by a writer
of whom it learns nothing. Danger and, of urgent messages, the row of the table are learnt together: the row from the writer's kind where there is
one, else from the tables. Prints, for each set held back, what the words alone hear and what both hear. Writes ``assistant/alarm.safetensors``
and ``assistant/alarm.json``; ``--check`` only prints the figures of the stored weights. About six minutes on two cores.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.torch import save_file
from sklearn.metrics import roc_auc_score

from assistant import alarm, alarm_model
from assistant.embedding import PACKAGED_DIGEST
from assistant.safety.danger import recognise
from eval.train_danger import NEAR, ROOT, messages
from eval.train_network import Descent, HeadedTransformer, factors

HELD = tuple(ROOT / "eval" / "training" / f"danger_{name}_held.jsonl" for name in ("sixth", "seventh", "ninth", "tenth"))
KINDED = tuple(ROOT / "eval" / "training" / f"danger_{name}.jsonl" for name in ("sixth", "seventh", "ninth"))
ROW_OF = {
    "injury": "injured_child",
    "poisoned_unresponsive": "medical",
    "disclosure": "disclosure",
    "due_home_to_feared": "disclosure",
    "missing": "missing_child",
    "baby_bruise": "immobile_baby_injury",
    "suicide": "suicidal_child",
    "sexual_assault": "recent_sexual_assault",
    "fgm": "fgm_known",
    "forced_marriage_honour": "forced_marriage_hba",
    "allegation_staff": "staff_allegation",
    "exploitation_now": "worry_now",
    "weapon": "life_now",
    "trafficked_locked_in": "life_now",
    "baby_removed_mother_fleeing": "worry_now",
    "parent_may_hurt": "parent_tether",
    "colleague_self": "adult_suicidal",
    "child_self": "child",
    "life": "life_now",
    "baby": "immobile_baby_injury",
    "sexual": "recent_sexual_assault",
    "honour": "forced_marriage_hba",
    "staff": "staff_allegation",
    "exploitation": "worry_now",
    "parent": "parent_tether",
    "child": "child",
    "colleague": "adult_suicidal",
    "online": "worry_now",
    "unborn": "worry_now",
}
"""Writers' kinds of urgent messages to rows."""
BATCH = 24
RATE, HEAD_RATE = 6e-5, 1e-3
ROW_WEIGHT = 0.3
ORDINARY = (
    *(ROOT / "eval" / "cases" / "safety" / name for name in ("ordinary.jsonl", "ordinary.held.jsonl")),
    *(ROOT / "eval" / "training" / f"reader_held{name}.jsonl" for name in ("_fourth", "_sixth", "_starter", "_starter_second")),
)
"""Ordinary messages of the safety sets and questions for the library, none of which it learns from but the first."""
FALSE_ALARMS, FALSE_NOTICES = 0.005, 0.04
"""Shares of ordinary messages, with those held back, that the network alone may call urgent, or more than none. Choosing on the safety sets alone
made it urgent for 4 % of colleagues' questions."""
TIERS = {"urgent": 1.0, "possible": NEAR, "none": 0.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A message, how much it is danger (0 to 1), and its row, -1 where that is not known."""

    text: str
    danger: float
    row: int


def _row(text: str, tier: str, kind: str) -> int:
    if tier != "urgent":
        return -1
    named = ROW_OF.get(kind)
    if named is None:
        found = recognise(text)
        named = "child" if found.asker == "child" else next((row for row in found.rows if row != "worry_now"), None)
    return alarm.ROWS.index(named) if named in alarm.ROWS else -1


def training() -> list[Message]:
    """Everything to learn from."""
    rows = [json.loads(line) for path in KINDED for line in path.read_text(encoding="utf-8").splitlines()]
    found = {m.text: m.tier for m in messages()} | {row["text"]: row["tier"] for row in rows}
    kinds = {row["text"]: row["kind"] for row in rows}
    return [Message(text=text, danger=TIERS[tier], row=_row(text, tier, kinds.get(text, ""))) for text, tier in found.items()]


class Network(HeadedTransformer):
    """Danger, then the rows."""

    def __init__(self) -> None:
        super().__init__(outputs=1 + len(alarm.ROWS))

    def forward(self, texts: Sequence[str]) -> torch.Tensor:
        """Figures, shape (n, 1 + rows)."""
        return self.figures(alarm_model.encode(self.tokenizer, [alarm_model.stretches(text)[0] for text in texts]))


def loss_of(network: Network, batch: Sequence[Message]) -> torch.Tensor:
    """Cross-entropy of danger, and of the row where it is known."""
    figures = network([message.text for message in batch])
    wanted = torch.tensor([message.danger for message in batch])
    loss = torch.nn.functional.binary_cross_entropy_with_logits(figures[:, 0], wanted)
    rows = torch.tensor([message.row for message in batch])
    if bool((rows >= 0).any()):
        loss = loss + ROW_WEIGHT * torch.nn.functional.cross_entropy(figures[:, 1:], rows, ignore_index=-1)
    return loss


def train(data: list[Message], epochs: int) -> Network:
    """Passes over batches of like lengths in random order."""
    torch.manual_seed(0)
    chance = random.Random(0)
    network = Network()
    descent = Descent(network, list(network.head.parameters()), (RATE, HEAD_RATE), epochs * -(-len(data) // BATCH))
    for _ in range(epochs):
        order = sorted(data, key=lambda message: (len(message.text.split()) // 6, chance.random()))
        batches = [order[start : start + BATCH] for start in range(0, len(order), BATCH)]
        chance.shuffle(batches)
        for batch in batches:
            descent.step(loss_of(network, batch))
    return network


def chosen_levels(network: alarm_model.AlarmNetwork, calm: NDArray[np.float32]) -> alarm.Levels:
    """The levels that leave so many of the ordinary messages below them; ``calm`` are the figures of those held back."""
    sets = [json.loads(line)["question"] for path in ORDINARY for line in path.read_text(encoding="utf-8").splitlines()]
    calm = np.concatenate([calm, [network.read(text)[0] for text in sets]])
    return alarm.Levels(urgent=float(np.quantile(calm, 1 - FALSE_ALARMS)), possible=float(np.quantile(calm, 1 - FALSE_NOTICES)))


def report(held: Sequence[dict[str, str]], levels: alarm.Levels | None) -> alarm.Levels:
    """Prints what is heard of messages held back; gives the levels, chosen on the ordinary ones among them unless they are given."""
    network = alarm_model.AlarmNetwork()
    figures: NDArray[np.float32] = np.stack([network.read(row["text"]) for row in held])
    tiers = np.asarray([row["tier"] for row in held])
    words = [recognise(row["text"]) for row in held]
    sure = tiers != "possible"
    print(f"danger or not, AUC of the network alone: {roc_auc_score(tiers[sure] == 'urgent', figures[sure, 0]):.3f}")
    levels = levels or chosen_levels(network, figures[tiers == "none", 0])
    both = [alarm.heard(one, judged, levels) for one, judged in zip(figures, words, strict=True)]
    for tier in TIERS:
        mine = [n for n, found in enumerate(tiers) if found == tier]
        for name, judged in (("words", words), ("both", both)):
            urgent, near = (float(np.mean([judged[n].tier == wanted for n in mine])) for wanted in ("urgent", "possible"))
            print(f"  {tier:9} {len(mine):4}  {name:6} urgent {urgent:.3f}  possible {near:.3f}")
    rows = [ROW_OF.get(row["kind"]) for row in held]
    named = [n for n, row in enumerate(rows) if row and tiers[n] == "urgent"]
    right = np.mean([alarm.ROWS[int(np.argmax(figures[n, 1:]))] == rows[n] for n in named])
    print(f"  row right: {right:.3f} of {len(named)}")
    return levels


def main() -> None:
    """Train, measure, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--check", action="store_true", help="only print the figures of the stored weights")
    parser.add_argument("--levels", action="store_true", help="keep the stored weights and choose the levels anew")
    arguments = parser.parse_args()
    sets = [[json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] for path in HELD]
    if arguments.check:
        for path, held in zip(HELD, sets, strict=True):
            print(path.name)
            report(held, alarm.Levels.load())
        return
    if not arguments.levels:
        data = training()
        network = train(data, arguments.epochs)
        note = {"base": PACKAGED_DIGEST, "messages": str(len(data)), "epochs": str(arguments.epochs)}
        save_file(factors(network.transformer, network.head), str(alarm_model.WEIGHTS), metadata=note)
    levels = report([row for held in sets for row in held], None)
    text = json.dumps({"urgent": round(levels.urgent, 3), "possible": round(levels.possible, 3)}, indent=1)
    alarm.SETTINGS.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
