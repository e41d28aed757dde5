"""Real reports and briefings, where a folder with them is given, published whole: text, dates, tables and running lines."""

from __future__ import annotations

import json
import os
import random
import re
from pathlib import Path
from typing import Any

import pytest

from assistant.domain import Document, Unit
from assistant.fakes import WordEmbedder
from assistant.lexical import terms
from assistant.library import UNITS, Generation, Library
from eval.originals import bare, running_lines
from eval.parsing import parsing_results
from eval.results import CaseResult
from eval.summary import figure
from ingest.job import ingest
from ingest.passages import LONGEST_ROW, row_labels, unit_text
from ingest.publish import Place
from ingest.report import IngestReport

_CORPUS = Path(os.environ.get("TEST_SHARED_DIR", "absent")) / "corpus"
_SCANS = "SKIP_SCANS" not in os.environ

pytestmark = [
    pytest.mark.skipif(not _CORPUS.is_dir(), reason="TEST_SHARED_DIR names no folder with corpus/"),
    pytest.mark.timeout(600),
]


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> tuple[IngestReport, Generation]:
    """The corpus published once with a quick embedder; without the scan under SKIP_SCANS, for recognition takes a while."""
    place = Place(data_dir=tmp_path_factory.mktemp("corpus") / "data", embedder=WordEmbedder())
    folders = [path for path in sorted(_CORPUS.iterdir()) if path.is_dir() and (_SCANS or path.name != "scanned")]
    report = ingest(folders, place)
    return report, Library(place.data_dir).view().generation


def _truths() -> list[dict[str, Any]]:
    files = json.loads((_CORPUS / "MANIFEST.json").read_text(encoding="utf-8"))["files"]
    return [entry for entry in files if _SCANS or "scan" not in entry["path"]]


def _document(generation: Generation, entry: dict[str, Any]) -> Document:
    return next(document for document in generation.documents.values() if document.sha256 == entry["sha256"])


def _read_of(published: tuple[IngestReport, Generation]) -> dict[str, CaseResult]:
    """How the evaluation finds the corpus to have been read, by path; the scan only where it was published."""
    found = parsing_results(published[1].folder, [_CORPUS])
    return {result.case.id: result for result in found if _SCANS or "scan" not in result.case.id}


def test_area_kind_and_year_are_right(published: tuple[IngestReport, Generation]) -> None:
    """Every file is published under the area, kind and year of the manifest."""
    for entry in _truths():
        document = _document(published[1], entry)
        assert (document.area, document.kind) == (entry["area"], entry["kind"]), entry["path"]
        assert str(document.published)[:4] == entry["published"][:4], entry["path"]


def test_the_old_briefing_is_superseded(published: tuple[IngestReport, Generation]) -> None:
    """The manifest's supersession is found without hints, and the false number is in superseded text only."""
    generation = published[1]
    for entry in _truths():
        document = _document(generation, entry)
        assert (document.edition == "superseded") == bool(entry["superseded_by"]), entry["path"]
    holders = {generation.documents[unit.document_id].edition for unit in generation.units if "0306 999 0123" in unit.text}
    assert holders == {"superseded"}


def test_hardly_a_word_is_lost(published: tuple[IngestReport, Generation]) -> None:
    """At least 98.5 % of the eight-word runs of the files that the manifest vouches for are in the passages."""
    found = _read_of(published)
    vouched = {entry["path"] for entry in _truths() if entry["shingle_recall"] is not None}
    shares = {name: result.scores["shingles"].value / result.scores["shingles"].weight for name, result in found.items()}
    together = figure(found.values(), "shingles").interval

    assert set(found) == vouched
    assert together is not None
    assert together.value >= 0.985, shares
    # Two columns and charts: a plain extraction reads them in another order than a person does.
    assert min(shares.values()) >= 0.97, shares


def test_rows_of_word_tables_are_whole(published: tuple[IngestReport, Generation]) -> None:
    """Name, headers and figures of nearly every row of the report in Word stand in one unit."""
    (score,) = [result.scores["rows"] for result in _read_of(published).values() if "rows" in result.scores]

    assert score.weight > 50
    assert score.value / score.weight >= 0.93


def test_no_running_line_is_in_a_unit(published: tuple[IngestReport, Generation]) -> None:
    """No unit is a header, a footer or a page number."""
    for entry in _truths():
        document = _document(published[1], entry)
        paged = entry["path"].endswith(".pdf")
        running = {line.lower() for line in running_lines(_CORPUS / entry["path"])} if paged else set()
        units = [unit for unit in published[1].units if unit.document_id == document.id and unit.page > 1]
        assert not [unit.text for unit in units if bare(unit.text).lower() in running], entry["path"]
        assert not [unit.text for unit in units if re.fullmatch(r"Page \d+( of \d+)?", unit.text)], entry["path"]


def test_every_row_answers_alone(published: tuple[IngestReport, Generation]) -> None:
    """A question made of a row's first cell, its header and its caption finds the row, by words alone, among the first ten."""
    generation = published[1]
    rows = [(n, unit) for n, unit in enumerate(generation.units) if unit.kind == "row" and any(unit.header) and len(unit.text.split()) > 3]
    assert len(rows) > 300
    lost = []
    for number, unit in rows:
        question = dict.fromkeys(terms(row_labels(unit).replace(" ; ", " ")), 1.0)
        scores = generation.lexical[UNITS].scores(question)
        twins = {n for n, other in rows if row_labels(other) == row_labels(unit)}
        if not twins & {number, *map(int, scores.argsort()[-10:])} or scores[number] < sorted(scores)[-10]:
            lost.append(unit.text[:60])

    assert len(lost) <= 0.01 * len(rows), lost[:10]


def test_rows_chosen_at_random_hold_header_and_figure(published: tuple[IngestReport, Generation]) -> None:
    """Of the rows of tables as the reader gave them, each is one unit whose indexed text holds its name, every column header and figure."""
    generation = published[1]
    chance = random.Random(20261122)
    rows = [(name, block) for name in generation.documents for block in _blocks(generation, name) if _is_table_row(block)]
    assert len(rows) > 120
    by_text: dict[tuple[str, str], Unit] = {(unit.document_id, unit.text): unit for unit in generation.units if unit.kind == "row"}
    for name, block in chance.sample(rows, 60):
        unit = by_text[name, block["text"]]
        said = unit_text(unit)
        for head, cell in zip(block["header"], block["text"].split("\t"), strict=True):
            assert head in said, (name, block["text"])
            assert cell in said, (name, block["text"])
            assert not head or not cell or head == cell or f"{head}: {cell}" in said


def _blocks(generation: Generation, name: str) -> list[dict[str, Any]]:
    if generation.documents[name].duplicate_of:
        return []
    found: list[dict[str, Any]] = json.loads((generation.folder / "texts" / f"{name}.json").read_bytes())["blocks"]
    return found


def _is_table_row(block: dict[str, Any]) -> bool:
    cells = block["text"].split("\t")
    return block["kind"] == "row" and any(block["header"]) and len(cells) == len(block["header"]) and len(block["text"].split()) <= LONGEST_ROW


@pytest.mark.parametrize(
    ("question", "row", "column", "figure"),
    [
        ("GCP2 completions 2021-22 by Cambridgeshire Community Services", "Cambridge Community Services", "2021-22", "37"),
        ("GCP2 completions by agency in total 2021-22", "Total", "2021-22", "75"),
    ],
)
def test_a_question_for_a_figure_finds_row_column_and_figure(
    published: tuple[IngestReport, Generation], question: str, row: str, column: str, figure: str
) -> None:
    """One unit among the first ten by words alone names the agency, the year and the number of Graded Care Profiles."""
    generation = published[1]
    best = generation.lexical[UNITS].scores(dict.fromkeys(terms(question), 1.0)).argsort()[-10:]

    found = [row_labels(generation.units[place]) for place in best]

    assert any(row in label and re.search(rf"{column}[^;]*: {figure}\b", label) for label in found), found


def test_no_line_of_a_contents_page_is_searched(published: tuple[IngestReport, Generation]) -> None:
    """A list of headings with page numbers names every topic and answers nothing."""
    lines = [unit.text for unit in published[1].units if unit.headings and re.fullmatch(r"(table of )?contents", unit.headings[-1], re.I)]

    assert not [line for line in lines if re.search(r"\d$", line)]


def test_a_figure_stands_with_its_row_and_column(published: tuple[IngestReport, Generation]) -> None:
    """The number of courses delivered in a year stands in one unit that carries both."""
    found = [row_labels(unit) for unit in published[1].units if unit.kind == "row" and unit.text.startswith("Courses Delivered")]

    assert any("Q4: 23 ; TOTAL 2020/ 21: 45 ; TOTAL 2019/ 20: 102" in label for label in found), found
