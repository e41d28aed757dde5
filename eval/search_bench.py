"""How long a search takes, by stage: ``python -m eval.search_bench DATA_DIR QUESTIONS.jsonl [--units 100000]`` (run by hand).

Every question of a case file is searched three times; the first time warms up and is not counted. Before each time the embedder forgets what
it has embedded, so that no question is answered from memory. With ``--units`` the published library is enlarged, in memory, to at least so many
units by copies of its documents: each copy a document of its own, with words and vectors of its own, searched by the very same code.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from assistant.answering import Assistant
from assistant.embedding import SentenceEmbedder, Vectors
from assistant.lexical import LexicalIndex
from assistant.library import GRAINS, Generation, View
from assistant.settings import Settings
from assistant.timing import measured
from assistant.wiring import parts_of, warm_up, warm_up_personal
from eval.cases import Case, load_cases
from eval.run import peak_memory_mb
from eval.seam import question_of
from ingest.indexing import indexed_texts, worded_texts

ROUNDS = 2
SHIFT = 0.02
"""Standard deviation of what is added to each number (about 0.05) of a copied vector: its cosine to the original is about 0.93."""


class InMemory:
    """Vectors of one collection as :class:`assistant.index.VectorIndex` scores them, without a store behind it."""

    def __init__(self, matrix: Vectors) -> None:
        self.matrix = matrix

    def __len__(self) -> int:
        return len(self.matrix)

    def scores(self, query: Vectors) -> Vectors:
        """Cosine of every vector with ``query`` (dimension,), shape (n,)."""
        return np.asarray(self.matrix @ query, dtype=np.float32)


class Enlarged(Generation):
    """A generation and copies of it, to at least ``units`` units."""

    def __init__(self, base: Generation, units: int) -> None:
        copies = -(-units // len(base.units))
        chance = np.random.default_rng(1)
        self.folder, self.manifest = base.folder, base.manifest
        self.id = f"{base.id}-{copies}"
        self.documents = {f"{name}-{n}": replace(document, id=f"{name}-{n}") for n in range(copies) for name, document in base.documents.items()}
        self.units = tuple(
            replace(unit, id=f"{unit.id}-{n}", document_id=f"{unit.document_id}-{n}") for n in range(copies) for unit in base.units
        )
        self.passages = np.concatenate([base.passages + n * len(base.units) for n in range(copies)])
        texts = indexed_texts(self.documents, self.units, [(int(low), int(high)) for low, high in self.passages])
        # A larger library also has more different words.
        own = {grain: [f"{text} ref{number:x}" for number, text in enumerate(texts[grain])] for grain in GRAINS}
        self.lexical = {grain: LexicalIndex.build(worded) for grain, worded in worded_texts(own, self.documents, self.units).items()}
        self.vectors: Any = {grain: InMemory(_moved(base.vectors[grain].matrix, copies, chance)) for grain in GRAINS}


def _moved(matrix: Vectors | None, copies: int, chance: np.random.Generator) -> Vectors:
    """The vectors, then ``copies - 1`` times the same a little elsewhere, all of length 1."""
    assert matrix is not None
    parts = [matrix]
    for _ in range(copies - 1):
        moved = matrix + chance.normal(0.0, SHIFT, matrix.shape).astype(np.float32)
        parts.append(moved / np.linalg.norm(moved, axis=1, keepdims=True))
    return np.concatenate(parts)


@dataclass(frozen=True, slots=True)
class Fixed:
    """A library that always shows the same generation."""

    generation: Generation

    def view(self) -> View:
        """All of it."""
        return View(self.generation, frozenset())


def seconds_of(assistant: Assistant, cases: Sequence[Case], forget: Callable[[], None]) -> tuple[list[float], dict[str, list[float]]]:
    """Seconds of each search, and milliseconds by stage."""
    whole: list[float] = []
    stages: dict[str, list[float]] = {}
    for round_number in range(1 + ROUNDS):
        forget()
        for case in cases:
            started = time.perf_counter()
            with measured() as found:
                assistant.search(question_of(case))
            if round_number:
                whole.append(time.perf_counter() - started)
                for name, spent in found.as_dict().items():
                    stages.setdefault(name, []).append(spent)
    return whole, stages


def main() -> None:
    """Command line."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("data_dir", type=Path)
    options.add_argument("questions", type=Path)
    options.add_argument("--units", type=int, default=0)
    chosen = options.parse_args()
    settings = Settings(data_dir=chosen.data_dir)
    embedder = SentenceEmbedder(settings.embedder)
    parts = parts_of(settings, embedder=embedder)
    generation = parts.library.view().generation
    if chosen.units > len(generation.units):
        generation = Enlarged(generation, chosen.units)
        parts = replace(parts, library=Fixed(generation))  # type: ignore[arg-type]
    assistant = Assistant(parts)
    warm_up(assistant)
    warm_up_personal().join()
    cases = load_cases(chosen.questions)
    whole, stages = seconds_of(assistant, cases, embedder.forget)
    print(f"{len(generation.units)} units, {len(generation.passages)} passages, {len(generation.documents)} documents; {len(whole)} searches")
    print(f"milliseconds: p50 {1000 * np.quantile(whole, 0.5):.0f}, p95 {1000 * np.quantile(whole, 0.95):.0f}, most {1000 * max(whole):.0f}")
    for name, spent in sorted(stages.items(), key=lambda item: -float(np.sum(item[1]))):
        print(f"  {name:12} in {len(spent):4} searches: p50 {np.quantile(spent, 0.5):6.1f}, p95 {np.quantile(spent, 0.95):6.1f}")
    print(f"memory: {peak_memory_mb():.0f} MB")


if __name__ == "__main__":
    main()
