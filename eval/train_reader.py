"""Train the reader: ``python -m eval.train_reader [--epochs 2] [--go-on [--mined] [--mean]] SET=DATA_DIR... --hold SET=DATA_DIR...``.

Each SET is a question file with gold quotations and near misses, DATA_DIR a published library of the documents that it was written from.
The loss is a softmax over one unit that answers, units that were found and do not, and "none of them": so one network learns the order
and whether the library answers at all. The mixture with what was known before is fitted on the ``--hold`` sets, which are not trained on.
A question of a ``--hold`` set is left out of the others. Only the reader of follow-ups (``--later``) learns from follow-ups.
With ``--mined`` the wrong units are those that the present reader puts first, and with
``--twice`` the questions that it gets wrong stand twice, beside so many of the others; with ``--mean`` the weights before and after are averaged.
With ``--eights`` eight questions make a step and what is written is a running mean of the weights; ``--weights PATH`` writes them elsewhere, and
``--mean-of PATH...`` trains nothing but writes the mean of trained weights.
``JUDGED`` says of units found for some questions whether they answer, whatever the writer of the question quoted.
Writes ``assistant/reader.safetensors`` and ``assistant/reader.json``.
About half an hour on two cores. Never train on a locked set.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.torch import save_file
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from assistant import reader_model, reading
from assistant.answering import Assistant
from assistant.embedding import PACKAGED_DIGEST
from assistant.lexical import terms
from assistant.list_ranker import ListRanker
from assistant.settings import load_settings
from assistant.wiring import build
from eval.cases import Case, load_cases
from eval.seam import question_of
from eval.train_asked import each_with_the_others
from eval.train_models import gold_rows, grams_of
from eval.train_network import Descent, HeadedTransformer, factors

BATCH, HARD, OTHERS = 4, 3, 3
EIGHTS = 8
KEPT = 0.998
"""Share of the running mean of the weights that each step keeps."""
POOL = 40
NEAR, NEAR_MINED = 12, 6
"""Of so many wrong units at the head of a list the hard ones are drawn; fewer where it is the reader's own."""
MINED = 16
"""Units at the head that are put into the present reader's order, so that its own mistakes are learnt from."""
UNANSWERABLE = 0.18
"""Share of questions without an answer for which the probability is stated: about one in six, as in the field, not as in the sets kept apart."""
TWIN = 0.8
"""Share of an answering unit's terms from which another with the same figures is taken to answer too, in another document."""
SURE_OF_NOTHING = -0.5
"""The reader's figure with the reranker's share above which a question without an answer counts as got wrong."""
JUDGED = Path(__file__).resolve().parent / "training" / "judged.jsonl"
RATE, HEAD_RATE = 6e-5, 1e-3


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A question with the units found for it: their texts as read, the reranker's scores, and which of them answer."""

    question: str
    texts: tuple[str, ...]
    scores: tuple[float, ...]
    gold: frozenset[int]
    answerable: bool
    before: float
    near: int = NEAR
    wrong: bool = False
    """Whether the present reader puts something else first, or answers what nothing answers."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """Units that a reader of them found to answer a question, or a part of it, and all that were shown; as :func:`mark_of`."""

    full: frozenset[str]
    part: frozenset[str]
    seen: frozenset[str]


def mark_of(text: str) -> str:
    """What a unit is known by in ``JUDGED``: the words themselves stay in the library."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:10]


def judgements() -> dict[str, Judgement]:
    """By id of the question."""
    rows = [json.loads(line) for line in JUDGED.read_text(encoding="utf-8").splitlines()]
    return {
        row["id"]: Judgement(frozenset(row["seen"][n] for n in row["full"]), frozenset(row["seen"][n] for n in row["part"]), frozenset(row["seen"]))
        for row in rows
    }


def corrected(example: Example, said: Judgement) -> Example:
    """The example with the units that were found to answer, and without those that answer a part: they are neither right nor wrong."""
    marks = [mark_of(text.partition(" | ")[2]) for text in example.texts]
    full = {place for place, mark in enumerate(marks) if mark in said.full}
    neither = {place for place in example.gold if marks[place] in said.seen - said.full - said.part}
    gold = (example.gold - neither) | full if full or example.gold - neither else example.gold
    kept = [place for place in range(len(marks)) if place in gold or marks[place] not in said.part]
    return replace(
        example,
        texts=tuple(example.texts[place] for place in kept),
        scores=tuple(example.scores[place] for place in kept),
        gold=frozenset(new for new, old in enumerate(kept) if old in gold),
        answerable=example.answerable or bool(full),
    )


def examples(cases: Sequence[Case], assistant: Assistant) -> list[Example]:
    """What the search without a reader finds for each case."""
    generation = assistant.view().generation
    unit_grams = grams_of(generation.units)
    said, ranker = judgements(), ListRanker.load()
    result: list[Example] = []
    for case in cases:
        found = assistant.found(question_of(case), read=False)
        if found.shortlist.features is None:
            continue
        known = ranker.weighed(found.shortlist.features, found.shortlist.scores, found.shortlist.alike)
        rows = sorted(known, key=lambda row: -known[row])[:POOL]
        gold = gold_rows(case, unit_grams)
        answerable = case.expected != "not_found"
        missing = [row for row in gold if row not in rows]
        if not rows or (answerable and not gold):
            continue
        rows += missing[:1] if answerable and not gold & set(rows) else []
        scores = [known.get(row, min(known.values())) for row in rows]
        example = Example(
            question=reading.question_of(found.query),
            texts=tuple(reading.text_of(row, generation) for row in rows),
            scores=tuple(scores),
            gold=frozenset(place for place, row in enumerate(rows) if row in gold),
            answerable=answerable,
            before=found.probability,
        )
        result.append(corrected(example, said[case.id]) if case.id in said else example)
    return result


class Network(HeadedTransformer):
    """One figure a pair; ``order`` and ``none`` are the weight of the reranker's score and "no answer"."""

    def __init__(self) -> None:
        super().__init__(outputs=1)
        self.order = torch.nn.Parameter(torch.tensor(0.5))
        self.none = torch.nn.Parameter(torch.tensor(0.0))

    def go_on_from(self, weights: Path) -> None:
        """Take up a trained reader, so that further pairs cost one pass instead of two."""
        _, network, weight, bias = reader_model.load_network(weights, exact=True)
        self.transformer.load_state_dict(network.state_dict())
        self.order.data.fill_(reading.Mixture.load().order)
        with torch.no_grad():
            self.head.weight.copy_(weight[None])
            self.head.bias.copy_(bias)

    def mean_with(self, *weights: Path) -> None:
        """Take the mean with trained readers: it forgets less than the last pass alone."""
        others = [reader_model.load_network(path, exact=True)[1:] for path in weights]
        states = [network.state_dict() for network, _, _ in others]
        with torch.no_grad():
            for name, value in self.transformer.state_dict().items():
                # The mean of equal figures differs from them by rounding, and would be kept as a change.
                if value.is_floating_point() and not all(torch.equal(value, state[name]) for state in states):
                    value.copy_(torch.stack([value, *(state[name] for state in states)]).mean(0))
            self.head.weight.copy_(torch.stack([self.head.weight, *(weight[None] for _, weight, _ in others)]).mean(0))
            self.head.bias.copy_(torch.stack([self.head.bias, *(bias.view_as(self.head.bias) for _, _, bias in others)]).mean(0))
            self.order.copy_((self.order + len(others) * reading.Mixture.load().order) / (1 + len(others)))

    def forward(self, pairs: Sequence[tuple[str, str]]) -> torch.Tensor:
        """One figure a pair."""
        batch = reader_model.encode(self.tokenizer, [question for question, _ in pairs], [text for _, text in pairs])
        return self.figures(batch)[:, 0]


def mined(example: Example, reader: reader_model.PairReader, order: float) -> Example:
    """The example with its first ``MINED`` units in the reader's order, without wrong ones that say what an answering one says."""
    head = min(MINED, len(example.texts))
    values = reader.read(example.question, example.texts[:head]) + order * np.asarray(example.scores[:head])
    ranked = [*(int(place) for place in np.argsort(-values)), *range(head, len(example.texts))]
    answers = [_said(example.texts[place]) for place in example.gold]
    kept = [place for place in ranked if place in example.gold or not _twin(_said(example.texts[place]), answers)]
    return replace(
        example,
        wrong=kept[0] not in example.gold if example.answerable else float(values.max()) > SURE_OF_NOTHING,
        near=NEAR_MINED,
        texts=tuple(example.texts[place] for place in kept),
        scores=tuple(example.scores[place] for place in kept),
        gold=frozenset(new for new, old in enumerate(kept) if old in example.gold),
    )


def _said(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """Terms and figures of a unit as it is read, without what stands before it."""
    unit = text.partition(" | ")[2]
    return frozenset(terms(unit)), frozenset(re.findall(r"\d+", unit))


def _twin(said: tuple[frozenset[str], frozenset[str]], answers: Sequence[tuple[frozenset[str], frozenset[str]]]) -> bool:
    return any(wanted and said[1] == figures and len(said[0] & wanted) >= TWIN * len(wanted) for wanted, figures in answers)


def choose(example: Example, chance: random.Random) -> tuple[list[int], int]:
    """Places to read in one step, those that answer first, and how many these are."""
    others = [place for place in range(len(example.texts)) if place not in example.gold]
    wrong = chance.sample(others[: example.near], min(HARD, len(others[: example.near])))
    wrong += [place for place in chance.sample(others, min(OTHERS, len(others))) if place not in wrong]
    right = [chance.choice(sorted(example.gold))] if example.answerable else []
    return right + wrong, len(right)


def loss_of(network: Network, batch: Sequence[Example], chance: random.Random) -> torch.Tensor:
    """Mean over the batch's questions of the softmax loss."""
    chosen = [(example, *choose(example, chance)) for example in batch]
    read = network([(example.question, example.texts[place]) for example, places, _ in chosen for place in places])
    total, start = torch.zeros(()), 0
    for example, places, right in chosen:
        scores = torch.tensor([example.scores[place] for place in places])
        own = read[start : start + len(places)] + network.order * scores
        start += len(places)
        # "None of them" competes with units of the best scores, so that the level of the scores does not decide.
        level = float(np.mean(sorted(example.scores)[-3:]))
        chances = torch.log_softmax(torch.cat([own, (network.none + network.order * level)[None]]), 0)
        total = total - (chances[0] if right else chances[-1])
    return total / len(batch)


class RunningMean:
    """The mean of the weights over the last steps, later ones counting more: it swings less than the last step's."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._mean = {name: value.detach().clone() for name, value in network.named_parameters() if value.requires_grad}
        self._steps = 0

    @torch.no_grad()
    def step(self) -> None:
        """Take the weights of now into account."""
        self._steps += 1
        kept = min(KEPT, (1 + self._steps) / (10 + self._steps))
        for name, value in self._network.named_parameters():
            if name in self._mean:
                self._mean[name].mul_(kept).add_(value, alpha=1 - kept)

    @torch.no_grad()
    def put(self) -> None:
        """Give the network the mean."""
        for name, value in self._network.named_parameters():
            if name in self._mean:
                value.copy_(self._mean[name])


def train(data: list[Example], epochs: float, start_from: Path | None = None, *, eights: bool = False) -> Network:
    """Passes over the questions in random order; with ``eights`` in larger steps, and the running mean of the weights is what comes out."""
    torch.manual_seed(0)
    chance = random.Random(0)
    network = Network()
    if start_from is not None:
        network.go_on_from(start_from)
    size = EIGHTS if eights else BATCH
    steps = math.ceil(epochs * len(data) / size)
    descent = Descent(network, [*network.head.parameters(), network.order, network.none], (RATE, HEAD_RATE), steps)
    mean = RunningMean(network) if eights else None
    for batch in islice(_batches(data, size, chance), steps):
        descent.step(loss_of(network, batch, chance))
        if mean:
            mean.step()
    if mean:
        mean.put()
    return network


def _batches(data: list[Example], size: int, chance: random.Random) -> Iterator[list[Example]]:
    """Pass after pass, each in an order of its own."""
    while data:
        chance.shuffle(data)
        yield from (data[start : start + size] for start in range(0, len(data), size))


def mean_of(weights: Sequence[Path]) -> Network:
    """The mean of trained weights: what one pass forgot another may know."""
    network = Network()
    network.go_on_from(weights[0])
    network.mean_with(*weights[1:])
    return network


def fit_mixture(held: Sequence[Example], reader: reader_model.PairReader, order: float) -> dict[str, float]:
    """Logistic weights of "the library answers", and figures of what the reader gains on questions that it was not trained on."""
    before, best, answerable, first, first_before = [], [], [], [], []
    for example in held:
        figures = reader.read(example.question, example.texts[: reading.MOST])
        scores = np.asarray(example.scores[: reading.MOST])
        best.append(float(figures.max()))
        before.append(reading.log_odds(example.before))
        answerable.append(example.answerable)
        if example.answerable:
            first.append(int(np.argmax(figures + order * scores)) in example.gold)
            first_before.append(int(np.argmax(scores)) in example.gold)
    table, marks = np.stack([before, best], 1), np.asarray(answerable)
    model = LogisticRegression(C=1.0).fit(table, marks)
    bias = float(model.intercept_[0]) + reading.log_odds(1 - UNANSWERABLE) - reading.log_odds(float(marks.mean()))
    chances = 1 / (1 + np.exp(-(table @ model.coef_[0] + bias)))
    print(f"first place right: {np.mean(first):.3f}, without the reader {np.mean(first_before):.3f}")
    print(f"answerable or not, AUC: before {roc_auc_score(marks, before):.3f}, reader {roc_auc_score(marks, best):.3f}")
    for level in np.arange(0.3, 0.85, 0.05):
        declined, falsely = (chances[~marks] < level).mean(), (chances[marks] < level).mean()
        print(f"  decline below {level:.2f}: declined {declined:.3f}, falsely {falsely:.3f}")
    prior, highest = (float(weight) for weight in model.coef_[0])
    return {"order": order, "bias": bias, "prior": prior, "best": highest, "asked": reading.Mixture.load().asked}


def cases_of(arguments: Sequence[str]) -> list[tuple[Case, Path]]:
    """Cases of "SET=DATA_DIR" arguments with their data directories."""
    split = [argument.partition("=") for argument in arguments]
    return [(case, Path(folder)) for path, _, folder in split for case in load_cases(Path(path))]


def loaded(cases: Sequence[tuple[Case, Path]]) -> list[Example]:
    """What the search finds for cases, each in its own library."""
    return [example for assistant, own in by_library(cases) for example in examples(own, assistant)]


def by_library(cases: Sequence[tuple[Case, Path]]) -> Iterator[tuple[Assistant, list[Case]]]:
    """Each library's assistant with its cases, one after the other."""
    for folder in dict.fromkeys(folder for _, folder in cases):
        yield build(load_settings().model_copy(update={"data_dir": folder})), [case for case, own in cases if own == folder]


def write(network: Network, held: Sequence[Example], note: dict[str, Any], *, later: bool, weights: Path | None = None) -> None:
    """Both files beside the code: of the reader, or of the one for follow-ups; or both beside ``weights``."""
    note = {"base": PACKAGED_DIGEST, **{key: str(value) for key, value in note.items()}}
    own = (reader_model.LATER_WEIGHTS, reading.LATER) if later else (reader_model.WEIGHTS, reading.SETTINGS)
    weights, settings = (weights, weights.with_suffix(".json")) if weights else own
    save_file(factors(network.transformer, network.head), str(weights), metadata=note)
    mixture = fit_mixture(held, reader_model.PairReader(weights), float(network.order.detach()))
    settings.write_text(json.dumps({key: round(value, 5) for key, value in mixture.items()}, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """Train, measure on the held sets, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", nargs="*")
    parser.add_argument("--hold", nargs="+", required=True)
    parser.add_argument("--epochs", type=float, default=2)
    parser.add_argument("--eights", action="store_true", help="eight questions a step, and a running mean of the weights")
    parser.add_argument("--weights", type=Path, help="where to write, instead of beside the code")
    parser.add_argument("--mean-of", nargs="+", type=Path, help="train nothing: write the mean of these weights")
    parser.add_argument("--go-on", action="store_true", help="start from the present weights instead of the packaged encoder")
    parser.add_argument("--mean", action="store_true", help="with --go-on: write the mean of the weights before and after")
    parser.add_argument("--later", action="store_true", help="write the reader of follow-ups")
    parser.add_argument("--twice", type=int, help="with --mined: what it gets wrong twice, and so many of the others")
    parser.add_argument("--mined", action="store_true", help="learn from the present reader's own mistakes")
    arguments = parser.parse_args()
    held = cases_of(arguments.hold)
    if arguments.mean_of:
        note = {"mean of": len(arguments.mean_of)}
        write(mean_of(arguments.mean_of), loaded(held), note, later=arguments.later, weights=arguments.weights)
        return
    apart = {case.id for case, _ in held}
    data = [
        example
        for assistant, cases in each_with_the_others(arguments.sets, frozenset(apart))
        for example in examples([case for case in cases if arguments.later or not case.turns], assistant)
    ]
    if arguments.mined:
        reader, order = reader_model.PairReader(), reading.Mixture.load().order
        data = [mined(example, reader, order) for example in data]
    if arguments.twice is not None:
        others = [example for example in data if not example.wrong]
        data = [example for example in data if example.wrong] * 2 + random.Random(0).sample(others, min(arguments.twice, len(others)))
    network = train(data, arguments.epochs, reader_model.WEIGHTS if arguments.go_on else None, eights=arguments.eights)
    if arguments.mean:
        network.mean_with(reader_model.WEIGHTS)
    write(network, loaded(held), {"questions": len(data), "epochs": arguments.epochs}, later=arguments.later, weights=arguments.weights)


if __name__ == "__main__":
    main()
