"""Write ``assistant/asked.npz`` from written questions: ``python -m eval.train_asked SET=DATA_DIR... --hold SET=DATA_DIR...``.

Each SET is a question file with gold quotations, DATA_DIR a published library over the documents that it was written from. The projection is learnt
from pairs of questions of different files that the same unit answers. Printed is, for the held sets, how often the units of the most alike questions
hold the answer. Never give it sets that are used for evaluation.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from assistant import asked
from assistant.answering import Assistant
from assistant.asked import Asked, Bound
from assistant.dialect import in_plain_words
from assistant.embedding import SentenceEmbedder, Vectors, unit_length
from assistant.library import Generation, Library
from assistant.parts import Parts
from assistant.search import Searcher
from assistant.settings import load_settings
from assistant.wiring import parts_of
from eval.cases import Case, load_cases
from eval.train_models import gold_rows, grams_of

WIDTH, PASSES, BATCH, RATE, WARMTH, HOME = 192, 3, 256, 1e-3, 0.05, 1e-3
"""Numbers of a projected vector; passes over the pairs; temperature of the softmax; weight of the distance to where the projection began."""
PLACES = (1, 3, 5, 10)


@dataclass(frozen=True, slots=True)
class Written:
    """One question of a file with its vector and the units that answer it, by library."""

    id: str
    file: str
    text: str
    quotations: tuple[str, ...]
    vector: Vectors
    folder: Path


def written(sets: Iterable[str], embedder: SentenceEmbedder) -> list[Written]:
    """The answerable questions of "SET=DATA_DIR" arguments. A follow-up stands with the turn before it."""
    found: list[Written] = []
    for argument in sets:
        file, _, folder = argument.partition("=")
        cases = [case for case in load_cases(Path(file)) if case.expected != "not_found" and case.evidence]
        texts = [text_of(case) for case in cases]
        vectors = embedder.encode(texts)
        found += [
            Written(case.id, Path(file).stem, text, tuple(evidence.quote for evidence in case.evidence), vector, Path(folder))
            for case, text, vector in zip(cases, texts, vectors, strict=True)
        ]
    return found


def text_of(case: Case) -> str:
    """A case as its vector is made: the turn before, if any, and the question, as the search reads them."""
    return " ".join(map(in_plain_words, (*case.turns[-1:], case.question)))


def generations(folders: Iterable[Path]) -> dict[Path, Generation]:
    """The live generation of each library."""
    return {folder: Library(folder).view().generation for folder in dict.fromkeys(folders)}


def asked_of(questions: Sequence[Written], libraries: Mapping[Path, Generation]) -> Asked:
    """The questions with a projection learnt from them."""
    vectors = np.stack([one.vector for one in questions])
    texts, quotations = [one.text for one in questions], [one.quotations for one in questions]
    projection = projected(vectors, [one.file for one in questions], [asked.bound(quotations, library.units) for library in libraries.values()])
    return Asked(texts, quotations, projection, unit_length(vectors @ projection))


def each_with_the_others(sets: Sequence[str], apart: frozenset[str]) -> Iterator[tuple[Assistant, list[Case]]]:
    """Each file's questions but those ``apart``, with a search that knows only what was written in the other files."""
    embedder = SentenceEmbedder()
    questions = [one for one in written(sets, embedder) if one.id not in apart]
    libraries = generations(Path(argument.partition("=")[2]) for argument in sets)
    for argument in sets:
        file, _, folder = argument.partition("=")
        others = [one for one in questions if one.file != Path(file).stem]
        parts = parts_of(load_settings().model_copy(update={"data_dir": Path(folder)}), embedder=embedder)
        searcher = parts.searcher().asking(asked_of(others, libraries) if others else None)
        yield _with(parts, searcher), [case for case in load_cases(Path(file)) if case.id not in apart]


def _with(parts: Parts, searcher: Searcher) -> Assistant:
    return Assistant(replace(parts, searcher=lambda: searcher))


def projected(vectors: Vectors, files: Sequence[str], bindings: Sequence[Bound]) -> Vectors:
    """A projection, shape (dimension, WIDTH), under which questions of different files that a unit answers both lie close.

    Contrastive: of a batch of pairs each question is to find its own, among those that no unit answers with it.
    """
    answered = [frozenset(zip(np.full(len(one.rows), n), one.rows.tolist(), strict=True)) for n, one in enumerate(bindings)]
    known = {place: n for n, place in enumerate(sorted(frozenset().union(*answered)))}
    marks = np.zeros((len(vectors), len(known)), dtype=bool)
    for n, one in enumerate(bindings):
        marks[one.questions, [known[n, row] for row in one.rows.tolist()]] = True
    pairs = _pairs(marks, files)
    torch.manual_seed(0)
    start = torch.tensor(np.linalg.svd(vectors, full_matrices=False)[2][:WIDTH].T.copy())
    layer = torch.nn.Parameter(start.clone())
    descent, seen = torch.optim.AdamW([layer], RATE, weight_decay=0), torch.tensor(vectors)
    chance = np.random.default_rng(0)
    for _ in range(PASSES):
        order = chance.permutation(len(pairs))
        for begin in range(0, len(pairs) - BATCH + 1, BATCH):
            left, right = pairs[order[begin : begin + BATCH]].T
            scores = torch.nn.functional.normalize(seen[left] @ layer, dim=1) @ torch.nn.functional.normalize(seen[right] @ layer, dim=1).T / WARMTH
            alike = torch.tensor(marks[left].astype(np.float32) @ marks[right].T.astype(np.float32) > 0)
            scores = scores.masked_fill(alike & ~torch.eye(BATCH, dtype=torch.bool), -1e9)
            own = torch.arange(BATCH)
            loss = (torch.nn.functional.cross_entropy(scores, own) + torch.nn.functional.cross_entropy(scores.T, own)) / 2
            loss = loss + HOME * ((layer - start) ** 2).sum()
            descent.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            descent.step()
    return np.asarray(layer.detach().numpy(), dtype=np.float32)


def _pairs(marks: NDArray[np.bool_], files: Sequence[str]) -> NDArray[np.int64]:
    """Pairs of questions of different files with an answering unit in common, shape (n, 2)."""
    found: set[tuple[int, int]] = set()
    for column in marks.T:
        places = np.flatnonzero(column).tolist()
        found |= {(one, other) for one in places for other in places if one < other and files[one] != files[other]}
    return np.asarray(sorted(found), dtype=np.int64).reshape(-1, 2)


def report(known: Asked, sets: Sequence[str], embedder: SentenceEmbedder, libraries: Mapping[Path, Generation]) -> None:
    """Print how often the most alike questions lead to the answer."""
    hits: dict[str, list[list[bool]]] = defaultdict(list)
    for argument in sets:
        file, _, folder = argument.partition("=")
        units = libraries[Path(folder)].units
        bound, unit_grams = known.bound(units), grams_of(units)
        answers: dict[int, set[int]] = defaultdict(set)
        for place, row in zip(bound.questions.tolist(), bound.rows.tolist(), strict=True):
            answers[place].add(row)
        places = np.asarray(sorted(answers))
        for case in load_cases(Path(file)):
            gold = gold_rows(case, unit_grams) if case.expected != "not_found" else set()
            if gold:
                text = text_of(case)
                order = places[np.argsort(-known.alike(embedder.encode([text])[0], text)[places])]
                hits[Path(file).stem].append([any(answers[int(place)] & gold for place in order[:many]) for many in PLACES])
    for name, own in hits.items():
        print(f"{name:28s} {len(own):4d}", " ".join(f"@{many} {value:.3f}" for many, value in zip(PLACES, np.mean(own, axis=0), strict=True)))


def main() -> None:
    """Learn, measure on the held sets, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", nargs="+")
    parser.add_argument("--hold", nargs="*", default=[])
    arguments = parser.parse_args()
    embedder = SentenceEmbedder()
    libraries = generations(Path(argument.partition("=")[2]) for argument in (*arguments.sets, *arguments.hold))
    questions = written(arguments.sets, embedder)
    known = asked_of(questions, libraries)
    bound = np.unique(np.concatenate([known.bound(library.units).questions for library in libraries.values()]))
    print(f"{len(questions)} questions, {len(bound)} with a published answer")
    kept = [(questions[place].text, questions[place].quotations) for place in bound]
    projection, vectors = known.projection, known.vectors
    asked.save(asked.FILE, embedder.digest, kept, projection, vectors[bound])
    print(f"{asked.FILE.name}: {asked.FILE.stat().st_size / 1e6:.1f} MB")
    loaded = Asked.load(embedder.digest)
    if loaded is not None:
        report(loaded, arguments.hold, embedder, libraries)


if __name__ == "__main__":
    main()
