"""Train ``assistant/rerank.json`` and ``assistant/evidence.json`` from written questions: ``python -m eval.train_models SET=DATA_DIR...``.

Each SET is a question file with gold quotations and near misses, DATA_DIR a published library over the documents it was written from.
Both models are linear and see only the features of ``assistant.features`` and ``assistant.evidence``; figures printed are of five-fold
cross-validation by question. Never train on a locked set.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import cross_val_predict

from assistant import evidence, features, rerank
from assistant.domain import Unit
from assistant.library import Generation
from assistant.settings import load_settings
from assistant.wiring import build
from eval.cases import Case, load_cases
from eval.seam import question_of
from eval.spans import grams, plain_words

GOLD = 0.6
"""Share of 4-grams that a unit and a gold quotation must have in common for the unit to count as gold."""

Array = NDArray[np.float32]


def grams_of(units: Sequence[Unit]) -> list[set[tuple[str, ...]]]:
    """Word 4-grams of each unit, as :func:`gold_rows` takes them."""
    return [grams(plain_words(unit.text)) for unit in units]


def gold_rows(case: Case, unit_grams: Sequence[set[tuple[str, ...]]]) -> set[int]:
    """Rows of the units that hold a gold quotation of the case."""
    rows: set[int] = set()
    for quotation in case.evidence:
        wanted = grams(plain_words(quotation.quote))
        for row, own in enumerate(unit_grams):
            if own and len(wanted & own) / max(1, min(len(wanted), len(own))) >= GOLD:
                rows.add(row)
    return rows


def examples(cases: Sequence[Case], data_dir: Path) -> list[tuple[Case, Array, Array, Array]]:
    """For each case: candidate features, 1 where a candidate is gold, and evidence features."""
    assistant = build(load_settings().model_copy(update={"data_dir": data_dir}))
    generation: Generation = assistant.view().generation
    unit_grams = grams_of(generation.units)
    result: list[tuple[Case, Array, Array, Array]] = []
    for case in cases:
        found = assistant.found(question_of(case), read=False)
        if found.shortlist.features is None:
            continue
        rows = list(found.shortlist.scores)
        gold = gold_rows(case, unit_grams)
        marks = np.asarray([row in gold for row in rows], dtype=np.float32)
        result.append((case, found.shortlist.features, marks, found.evidence))
    return result


def standardised(table: Array) -> tuple[Array, Array]:
    """Mean and scale of each column; a constant column gets scale 1 and, trained, weight 0."""
    scale = table.std(axis=0)
    return table.mean(axis=0), np.where(scale < 1e-3, 1.0, scale).astype(np.float32)


def train_reranker(data: Sequence[tuple[Case, Array, Array, Array]], epochs: int = 30) -> dict[str, object]:
    """Listwise softmax over each question's candidates, AdamW on one linear layer."""
    torch.manual_seed(0)
    useful = [(table, marks) for _, table, marks, _ in data if marks.sum() > 0]
    mean, scale = standardised(np.concatenate([table for table, _ in useful]))
    layer = torch.nn.Linear(len(mean), 1, bias=False)
    optimiser = torch.optim.AdamW(layer.parameters(), lr=3e-3, weight_decay=1e-3)
    prepared = [(torch.tensor((table - mean) / scale), torch.tensor(marks)) for table, marks in useful]
    order = np.random.default_rng(0)
    for epoch in range(epochs):
        for group in optimiser.param_groups:
            group["lr"] = 3e-3 * (1 - epoch / epochs)
        for start in range(0, len(prepared), 16):
            loss = torch.zeros(())
            for position in order.permutation(len(prepared))[start : start + 16]:
                table, marks = prepared[position]
                chances = torch.log_softmax(layer(table)[:, 0], 0)[marks > 0]
                loss = loss - torch.logsumexp(chances, 0) - 0.3 * chances.mean()
            optimiser.zero_grad()
            (loss / 16).backward()  # type: ignore[no-untyped-call]
            optimiser.step()
    weights = layer.weight.detach().numpy()[0]
    weights[np.concatenate([table for table, _ in useful]).std(axis=0) < 1e-3] = 0.0
    return {"features": list(features.NAMES), "mean": _plain(mean), "scale": _plain(scale), "weights": _plain(weights)}


def train_evidence(data: Sequence[tuple[Case, Array, Array, Array]]) -> dict[str, object]:
    """Logistic regression of "answerable" on the evidence features."""
    table = np.stack([row for _, _, _, row in data])
    answerable = np.asarray([case.expected != "not_found" for case, _, _, _ in data])
    mean, scale = standardised(table)
    model = LogisticRegression(C=0.1, max_iter=3000, class_weight={True: 1.0, False: 1.5})
    chances = cross_val_predict(model, (table - mean) / scale, answerable, cv=5, method="predict_proba")[:, 1]
    print(f"evidence: cross-validated AUC {roc_auc_score(answerable, chances):.3f} on {len(data)} questions")
    for level in np.arange(0.3, 0.75, 0.05):
        declined, falsely = (chances[~answerable] < level).mean(), (chances[answerable] < level).mean()
        print(f"  decline below {level:.2f}: declined {declined:.3f}, falsely {falsely:.3f}")
    model.fit((table - mean) / scale, answerable)
    return {
        "features": list(evidence.NAMES),
        "mean": _plain(mean),
        "scale": _plain(scale),
        "weights": _plain(model.coef_[0]),
        "bias": round(float(model.intercept_[0]), 5),
    }


def _plain(values: Array) -> list[float]:
    return [round(float(value), 5) for value in values]


def main(arguments: Sequence[str]) -> None:
    """Train both and write the weights beside the code; ``--evidence`` trains only the second."""
    only_evidence = "--evidence" in arguments
    data: list[tuple[Case, Array, Array, Array]] = []
    for argument in arguments:
        if "=" in argument:
            path, _, folder = argument.partition("=")
            data += examples(load_cases(Path(path)), Path(folder))
    if not only_evidence:
        rerank.WEIGHTS.write_text(json.dumps(train_reranker(data), indent=1) + "\n", encoding="utf-8")
    evidence.WEIGHTS.write_text(json.dumps(train_evidence(data), indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
