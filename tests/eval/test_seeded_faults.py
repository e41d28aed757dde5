"""Faults planted in the product itself are caught by the shipped gate and named: a table parser, an area filter, a decline threshold."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assistant.answering import Assistant
from assistant.domain import Answer, Block, Hit, Question
from assistant.embedding import SentenceEmbedder
from assistant.library import View
from assistant.settings import Settings
from assistant.wiring import parts_of
from eval.cases import Case
from eval.compare import compare
from eval.gate import Thresholds, breaches, load_thresholds
from eval.results import CaseResult
from eval.run import Suite, run_suites
from ingest import parse_markdown
from ingest.job import ingest
from ingest.publish import Place
from tests.conftest import KNOWLEDGE, ROOT, SUNDAY_NOON
from tests.eval.broken_readers import publish_as_read_here
from tests.eval.made_runs import run
from tests.small_corpus import FILES

LUTON_STAGES = """---
title: Escalation of professional disagreement in Luton
kind: procedure
area: luton
published: 2025-11-20
---
# Escalation of professional disagreement in Luton

## Stages

Stage one of escalation is a talk between the two practitioners within three working days. Stage two goes to both line managers.
"""


def _case(name: str, category: str, question: str, fact: str, doc: str, quote: str, **more: Any) -> Case:
    facts = [{"fact": fact, "any": [fact]}]
    fields = {"id": name, "category": category, "question": question, "key_facts": facts, "evidence": [{"doc": doc, "quote": quote}]}
    return Case.model_validate(fields | more)


ONE, THREE = "one working day", "three working days"
LONG = "How long does stage one of escalation take?"
STAGE = "Stage one of escalation is a talk between the two practitioners within "
CASES = [
    _case("visitors", "table", "How many GCP2 did health visitors complete in 2024-25?", "47", "report.md", "Health visitors | 31 | 47"),
    _case("police", "table", "How many GCP2 did the police complete in 2024-25?", r"2024-25: 2\b", "report.md", "Police | 0 | 2"),
    _case("stage-luton", "area", LONG, THREE, "stages.md", STAGE + THREE, area="luton", must_not=[ONE]),
    _case("stage-bedford", "area", LONG, ONE, "escalation.md", STAGE + ONE, area="bedford", must_not=[THREE]),
    _case("bruise", "how-to", "Who looks at a bruise on a baby?", "paediatrician", "bruising.md", "is looked at by a paediatrician on the same day"),
    Case(id="harbour", category="unanswerable", question="How deep is the harbour at low tide?", expected="not_found"),
    Case(id="taxi", category="unanswerable", question="Who pays for a taxi to the airport in spring?", expected="not_found"),
]

TABLES, RULES = CASES[:2], CASES[2:]


class _IgnoringAreas:
    """The product with its area filter off: whichever area was chosen, it is not heard."""

    def __init__(self, inner: Any) -> None:
        self._inner = inner

    def answer(self, question: Question) -> Answer:
        return self._inner.answer(replace(question, area=None))  # type: ignore[no-any-return]

    def search(self, question: Question, limit: int) -> list[Hit]:
        return self._inner.search(replace(question, area=None), limit)  # type: ignore[no-any-return]

    def view(self) -> View:
        return self._inner.view()  # type: ignore[no-any-return]


pytestmark = pytest.mark.timeout(600)

Make = Callable[..., Assistant]


@pytest.fixture(scope="module")
def embedder() -> SentenceEmbedder:
    """The packaged model: evidence is calibrated on its vectors."""
    return SentenceEmbedder()


@pytest.fixture(scope="module")
def make(tmp_path_factory: pytest.TempPathFactory, embedder: SentenceEmbedder) -> Make:
    """The assistant as it is installed, but without topics, whose scenes take a minute to embed."""
    knowledge = tmp_path_factory.mktemp("knowledge")
    for path in KNOWLEDGE.glob("*.yaml"):
        shutil.copyfile(path, knowledge / path.name)

    def made(data_dir: Path, decline_below: float = 0.0) -> Assistant:
        settings = Settings(data_dir=data_dir, knowledge_dir=knowledge, prompts_dir=ROOT / "prompts", decline_below=decline_below)
        return Assistant(parts_of(settings, lambda: SUNDAY_NOON, embedder))

    return made


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small corpus with the same rule of two areas."""
    made = tmp_path_factory.mktemp("faults")
    for name, text in (FILES | {"stages.md": LUTON_STAGES}).items():
        (made / name).write_text(text, encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def sound(folder: Path, tmp_path_factory: pytest.TempPathFactory, embedder: SentenceEmbedder) -> Path:
    """Published by the product as it is."""
    data_dir = tmp_path_factory.mktemp("sound")
    assert not ingest([folder], Place(data_dir=data_dir, embedder=embedder)).failed
    return data_dir


def _measured(assistant: Any, cases: Sequence[Case]) -> list[CaseResult]:
    return run_suites(assistant, [Suite(name="starter", path=Path("starter.jsonl"), cases=tuple(cases))])


@pytest.fixture(scope="module")
def threshold(sound: Path, make: Make) -> float:
    """Between the evidence for what the small library holds and for what it does not."""
    results = _measured(make(sound), RULES)
    low, high = (
        function(r.evidence or 0.0 for r in results if (r.case.expected == "not_found") == unanswerable)
        for function, unanswerable in ((max, True), (min, False))
    )
    assert low < high
    return (low + high) / 2


@pytest.fixture(scope="module")
def right(sound: Path, threshold: float, make: Make) -> list[CaseResult]:
    """What the product gives without a fault: every question is right."""
    results = _measured(make(sound, threshold), RULES)
    assert {r.case.id: r.failures for r in results if r.failures or r.failed_run} == {}
    return results


def _caught(right: Sequence[CaseResult], wrong: Sequence[CaseResult]) -> dict[str, set[str]]:
    """What the shipped limits on worsening say: the sentence of a breach -> its questions."""
    limits = Thresholds(drops=load_thresholds().drops)
    found = breaches(wrong, limits, comparison=compare(run("right", right), run("wrong", wrong)))
    return {breach.text: set(breach.questions) for breach in found}


def test_without_a_fault_the_gate_is_open_and_figures_repeat(right: list[CaseResult], sound: Path, threshold: float, make: Make) -> None:
    """The same product twice: the same scores and replies of every question, and nothing is caught."""
    again = _measured(make(sound, threshold), RULES)

    assert [(r.case.id, r.scores, r.failures) for r in again] == [(r.case.id, r.scores, r.failures) for r in right]
    assert [r.answer["text"] for r in again if r.answer] == [r.answer["text"] for r in right if r.answer]
    assert _caught(right, again) == {}


def test_a_broken_table_parser_is_caught(
    sound: Path, folder: Path, tmp_path: Path, make: Make, embedder: SentenceEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cells after the first are lost: the questions about tables are named, in their category, and no other."""
    cases = [*TABLES, CASES[-3]]
    before = _measured(make(sound), cases)
    assert [r.failures for r in before] == [(), (), ()]
    whole: Callable[..., list[Block]] = parse_markdown.block_rows

    def first_cells(rows: Sequence[Sequence[str]], **more: Any) -> list[Block]:
        return whole([row[:1] for row in rows], **more)

    monkeypatch.setattr(parse_markdown, "block_rows", first_cells)
    publish_as_read_here([folder], tmp_path / "data", embedder)
    caught = _caught(before, _measured(make(tmp_path / "data"), cases))

    assert any("starter / table" in text for text in caught)
    assert {name for names in caught.values() for name in names} == {"visitors", "police"}


def test_an_area_filter_that_is_off_is_caught(right: list[CaseResult], sound: Path, threshold: float, make: Make) -> None:
    """Another area's rule is shown: the questions of one area are named in their category."""
    caught = _caught(right, _measured(_IgnoringAreas(make(sound, threshold)), RULES))

    named = [names for text, names in caught.items() if "starter / area" in text]
    assert named
    assert set.union(*named) == {"stage-luton", "stage-bedford"}


@pytest.mark.parametrize(
    ("moved", "metric", "named"), [(0.0, "false answers", {"harbour", "taxi"}), (1.0, "false declines", {"stage-luton", "stage-bedford", "bruise"})]
)
def test_a_moved_decline_threshold_is_caught(right: list[CaseResult], sound: Path, make: Make, moved: float, metric: str, named: set[str]) -> None:
    """Down: unanswerable questions are answered. Up: answerable ones are declined. Each is named."""
    caught = _caught(right, _measured(make(sound, moved), RULES))

    assert [names for text, names in caught.items() if f"starter: {metric}" in text] == [named]
