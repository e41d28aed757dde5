"""The engines for word search measured side by side: ``python -m eval.lexical_bench --data-dir data --passages 10000``.

Quality: gold quotations found by word search alone over the published library, on a question set written from its documents. Times and sizes:
over made-up passages of the library's sentences, each engine in a process of its own, with one query at a time. tantivy is optional.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from assistant.areas import areas_in
from assistant.domain import PARTNERSHIPS, Area, Hit
from assistant.errors import SafeguardingError
from assistant.knowledge import Vocabulary
from assistant.library import PASSAGES, UNITS, WINDOWS, Generation, Library
from assistant.retrieve import Ranking, Shortlist, Weights, passages, zscore
from assistant.settings import Settings
from assistant.understand import Acronyms, Names, Query, understand
from eval.bench_texts import recombined
from eval.bootstrap import difference, ratio
from eval.cases import Case, load_cases
from eval.lexical_engines import ENGINES, Engine, asked_of, build_engine, size_mb
from eval.results import Score
from eval.retrieval import Found, retrieval_scores
from eval.run import peak_memory_mb
from eval.seam import SEARCH_LIMIT
from ingest.indexing import indexed_texts, worded_texts

CASES = Path(__file__).parent / "cases" / "corpus-tune.jsonl"
Pairs = list[tuple[float, float]]
METRICS = ("recall_150", "recall_600", "hit_5", "mrr")
BEST = 100


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its query, understood without any model."""

    case: Case
    query: Query


def questions(cases: Path, generation: Generation, knowledge: Path) -> list[Asked]:
    """The cases that have gold quotations, with their weighted words."""
    vocabulary = Vocabulary.load(knowledge / "vocabulary.yaml")
    names = Names(Acronyms(generation.acronyms), generation.cases)

    def areas(case: Case) -> tuple[Area, ...]:
        return tuple(a for a in areas_in(case.question) if a in PARTNERSHIPS) or tuple(a for a in PARTNERSHIPS if a == case.area)

    wanted = [case for case in load_cases(cases) if case.evidence]
    return [Asked(case, understand(case.question, case.turns, areas(case), vocabulary, names)) for case in wanted]


# --- quality --------------------------------------------------------------------------------------------------------


def grains(generation: Generation) -> dict[str, Sequence[str]]:
    """What publishing indexes for words: units with their titles, windows, passages."""
    runs = [(int(low), int(high)) for low, high in generation.passages]
    return worded_texts(indexed_texts(generation.documents, generation.units, runs), generation.documents, generation.units)


def quality(name: str, generation: Generation, asked: Sequence[Asked], *, weighted: bool) -> dict[str, Pairs]:
    """Scores of each question by word search alone, the three grains fused as in the product; ``weighted`` adds vocabulary and acronyms."""
    weights = Weights()
    shares = {UNITS: weights.unit_words, WINDOWS: weights.window_words, PASSAGES: weights.passage_words}
    with tempfile.TemporaryDirectory() as folder:
        engines = {grain: build_engine(name, Path(folder) / grain, texts) for grain, texts in grains(generation).items()}
        scored = [_scored(one, _ranked(name, one, engines, shares, generation, weighted=weighted)) for one in asked]
    return {metric: [(scores[metric].value, scores[metric].weight) for scores in scored if metric in scores] for metric in METRICS}


def _scored(one: Asked, hits: Sequence[Hit]) -> Mapping[str, Score]:
    return retrieval_scores(one.case, [Found.of(hit) for hit in hits])


def _ranked(
    name: str, one: Asked, engines: Mapping[str, Engine], shares: Mapping[str, float], generation: Generation, *, weighted: bool
) -> list[Hit]:
    own = dict.fromkeys(one.query.focus, 1.0)
    wanted = asked_of(name, one.query.lexical if weighted else own, one.case.question)
    total = np.zeros(len(generation.units), dtype=np.float32)
    for grain, engine in engines.items():
        share = shares[grain] * zscore(engine.scores(wanted))
        total += share[generation.passage_of_unit] if grain == PASSAGES else share
    documents = generation.document_rows
    readable = np.asarray([d.duplicate_of is None and d.edition == "current" for d in documents], dtype=bool)[generation.document_of_unit]
    ranking = Ranking(total, {}, readable, (), {}, np.zeros(0, dtype=np.float32))
    return passages(Shortlist(ranking, tuple(ranking.order(400)), {}, None), generation, limit=SEARCH_LIMIT)


# --- times and sizes ------------------------------------------------------------------------------------------------


def measure(name: str, sentences: Sequence[str], count: int, asked: Sequence[Asked]) -> dict[str, float]:
    """Seconds to build, megabytes on disk and in memory, milliseconds of a query; meant for a process of its own.

    Times are of the processor, so that what else runs on the machine does not count; no engine uses more than one thread for a query.
    """
    before = peak_memory_mb()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        started = time.process_time()
        some = sum(1 for _ in recombined(sentences, min(count, 20_000)))
        making = (time.process_time() - started) * count / max(1, some)
        started = time.process_time()
        engine = build_engine(name, folder, recombined(sentences, count))
        built = time.process_time() - started - making
        wanted = [asked_of(name, one.query.lexical, one.case.question) for one in asked]
        best = _times(lambda weighted: engine.best(weighted, BEST), wanted)
        every = _times(engine.scores, wanted[::3])
        return {
            "build_s": built, "disk_mb": size_mb(folder), "memory_mb": peak_memory_mb() - before,
            "best_p50": best[0], "best_p95": best[1], "every_p50": every[0], "every_p95": every[1],
        }  # fmt: skip


def _times(ask: Callable[[Mapping[str, float]], Any], wanted: Sequence[Mapping[str, float]]) -> tuple[float, float]:
    """Median and 95th percentile in milliseconds, after one query to warm up."""
    ask(wanted[0])
    spent = []
    for weighted in wanted:
        started = time.process_time()
        ask(weighted)
        spent.append((time.process_time() - started) * 1000)
    return float(np.percentile(spent, 50)), float(np.percentile(spent, 95))


# --- command line ---------------------------------------------------------------------------------------------------


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables; 1 with a sentence when something is missing."""
    options = _parser().parse_args(arguments)
    options.engine = options.engine or list(ENGINES)
    try:
        generation = Library(options.data_dir).view().generation
        asked = questions(options.cases, generation, Settings().knowledge_dir)
        if options.child:
            chosen = asked[:: max(1, len(asked) // options.queries)]
            print(json.dumps(measure(options.engine[0], [unit.text for unit in generation.units], options.passages, chosen)))
            return 0
        if not options.no_quality:
            _print_quality(options, generation, asked)
        print(f"\n{options.passages:,} passages of 60 words and more, about {options.queries} queries; processor time")
        print(f"{'':<20}{'build s':>9}{'disk MB':>9}{'+mem MB':>9}{'best 100 p50':>14}{'p95 ms':>8}{'every p50':>11}{'p95 ms':>8}")
        for name in options.engine:
            print(_row(name, _in_a_process(name, options)), flush=True)
    except SafeguardingError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m eval.lexical_bench", description=__doc__)
    parser.add_argument("--passages", type=int, default=10_000, help="how many made-up passages")
    parser.add_argument("--data-dir", type=Path, default=Settings().data_dir, help="published library that sentences and questions belong to")
    parser.add_argument("--cases", type=Path, default=CASES, help="question set with gold quotations")
    parser.add_argument("--engine", action="append", choices=ENGINES, help="only this one (may be repeated)")
    parser.add_argument("--queries", type=int, default=60, help="about how many questions are timed")
    parser.add_argument("--no-quality", action="store_true", help="times and sizes only")
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    return parser


def _print_quality(options: argparse.Namespace, generation: Generation, asked: Sequence[Asked]) -> None:
    print(f"Word search alone, {len(asked)} questions of {options.cases.name}, {len(generation.units):,} units")
    print(f"{'':<34}" + "".join(f"{metric:>12}" for metric in METRICS) + "   recall_600 against the product's")
    for weighted in (False, True):
        ours = quality(ENGINES[0], generation, asked, weighted=weighted)
        for name in options.engine:
            if weighted and name.endswith("own terms"):
                continue  # an engine's own stems have no vocabulary
            found = ours if name == ENGINES[0] else quality(name, generation, asked, weighted=weighted)
            against = difference(ours["recall_600"], found["recall_600"])
            figures = "".join(f"{ratio(found[metric]):>12.3f}" for metric in METRICS)
            rest = "" if found is ours else f"   {against.value:+.3f} ({against.low:+.3f} to {against.high:+.3f}, p {against.p:.2f})"
            print(f"{name + (', with vocabulary' if weighted else ''):<34}{figures}{rest}", flush=True)


def _in_a_process(name: str, options: argparse.Namespace) -> dict[str, float]:
    """Measured apart, so that one engine's memory is not another's."""
    command = [sys.executable, "-m", "eval.lexical_bench", "--child", "--engine", name, "--passages", str(options.passages)]
    command += ["--data-dir", str(options.data_dir), "--cases", str(options.cases), "--queries", str(options.queries)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - this module itself
    if ran.returncode:
        raise SafeguardingError(ran.stderr.strip().splitlines()[-1] if ran.stderr.strip() else f"The measurement of {name} ended early.")
    found: dict[str, float] = json.loads(ran.stdout.strip().splitlines()[-1])
    return found


def _row(name: str, found: Mapping[str, float]) -> str:
    whole = "".join(f"{found[key]:>{width}.{digits}f}" for key, width, digits in (
        ("build_s", 9, 1), ("disk_mb", 9, 1), ("memory_mb", 9, 0),
        ("best_p50", 14, 1), ("best_p95", 8, 1), ("every_p50", 11, 1), ("every_p95", 8, 1),
    ))  # fmt: skip
    return f"{name:<20}{whole}"


if __name__ == "__main__":
    sys.exit(main())
