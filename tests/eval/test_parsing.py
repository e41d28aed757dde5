"""How documents were read: words and table rows of the originals against the passages, and broken readers that the shipped gate names."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import OxmlElement

from assistant.domain import Block
from assistant.errors import SettingsError
from assistant.fakes import WordEmbedder
from eval.compare import compare
from eval.found_text import rows_lost
from eval.gate import breaches, load_thresholds
from eval.originals import TableRow, plain_text, running_lines, table_rows
from eval.parsing import parsing_results
from eval.results import CaseResult, Score
from eval.run import load_suite
from eval.shingles import lost_runs, reading_words, shingles
from ingest import parse_docx, parse_html, parse_markdown
from tests.conftest import KNOWLEDGE
from tests.eval.broken_readers import publish_as_read_here
from tests.eval.made_runs import run
from tests.ingest.pdf_maker import lines, text, write_pdf
from tests.small_corpus import FILES

PAGE = """<html><head><title>Early help in Luton</title></head><body><main><h1>Early help in Luton</h1>
<p>Families ask for early help at the hub, and every request is read on the same day by a worker who knows the area.</p>
<table><tr><th>Hub</th><th>Families in 2024</th><th>Families in 2025</th></tr><tr><td>North</td><td>64</td><td>71</td></tr>
<tr><td>South</td><td>58</td><td>49</td></tr></table></main></body></html>"""
PROSE = (
    "Practitioners in {0} who meet a family in need of support speak with the parents first",
    "and record what was agreed in the plan of {0}, so that each agency reads the same words",
    "when a review of {0} is held, and nobody asks the family for the same story once again.",
)


def _word_file(path: Path) -> None:
    made = docx.Document()
    made.add_heading("Training in Bedford", level=1)
    made.add_paragraph("Courses are booked by the practitioner, agreed by the line manager, and confirmed by the training team within a week.")
    table = made.add_table(rows=0, cols=3)
    for cells in (("Course", "Held in 2024", "Held in 2025"), ("Core", "12", "15"), ("Refresher", "30", "28")):
        for cell, words in zip(table.add_row().cells, cells, strict=True):
            cell.text = words
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    made.save(str(path))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Documents in every format that is measured: the small corpus, a web page, a Word file and a PDF."""
    made = tmp_path_factory.mktemp("files") / "delivery"
    made.mkdir()
    for name, words in FILES.items():
        (made / name).write_text(words, encoding="utf-8")
    (made / "README.md").write_text("Not a document.", encoding="utf-8")
    (made / "hubs.html").write_text(PAGE, encoding="utf-8")
    _word_file(made / "training.docx")
    pages = [
        text(70, 40, "Partnership handbook") + text(70, 80, part, size=16, bold=True) + lines(70, 120, [line.format(part) for line in PROSE])
        for part in ("early help", "fostering", "court work")
    ]
    write_pdf(made, *pages, title="Handbook", name="handbook.pdf")
    return made


@pytest.fixture(scope="module")
def generation(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """That folder published by sound readers."""
    return publish_as_read_here([folder], tmp_path_factory.mktemp("sound") / "data", WordEmbedder())


@pytest.fixture
def own(generation: Path, tmp_path: Path) -> Path:
    """A copy of the generation that a test may damage."""
    return Path(shutil.copytree(generation, tmp_path / "generation"))


def _by_id(results: Sequence[CaseResult]) -> dict[str, CaseResult]:
    return {result.case.id: result for result in results}


def _closed(results: Sequence[CaseResult], **more: Any) -> dict[str, set[str]]:
    """What the shipped gate says: the sentence of a breach -> its documents."""
    return {breach.text: set(breach.questions) for breach in breaches(results, load_thresholds(), **more)}


# --- what a sound library gives ---------------------------------------------------------------------------------------


def test_a_sound_library_is_whole_in_every_format(generation: Path, folder: Path) -> None:
    """Markdown, web page and Word: all runs and rows; the gate is open; twice the same."""
    results = parsing_results(generation, [folder])
    found = _by_id(results)

    assert found["report.md"].scores["rows"] == Score(3, 3)
    assert found["training.docx"].scores["rows"] == found["hubs.html"].scores["rows"] == Score(2, 2)
    assert set(found["sharing.md"].scores) == {"shingles"}
    assert [(r.failures, r.error, r.missing) for r in results if r.failures or r.failed_run] == []
    assert all(score.value == score.weight > 0 for r in results for score in r.scores.values())
    # A PDF's words have no order of their own without a manifest that vouches for it, and a README is no document.
    assert set(found) == {*FILES, "hubs.html", "training.docx"}
    assert {r.suite for r in results} == {"parsing/delivery"}
    assert _closed(results) == {}
    assert [(r.key, r.scores) for r in parsing_results(generation, [folder])] == [(r.key, r.scores) for r in results]


def test_without_a_folder_the_library_is_held_to_what_it_keeps(generation: Path, folder: Path) -> None:
    """The same figures by document, under the ids, areas and formats of the library."""
    kept = parsing_results(generation)

    assert {r.suite for r in kept} == {"parsing"}
    assert sorted(str(r.scores) for r in kept) == sorted(str(r.scores) for r in parsing_results(generation, [folder]))
    assert {r.case.category for r in kept} == {"markdown", "html", "docx"}
    assert "luton" in {r.case.area for r in kept}


def test_a_manifest_vouches_for_the_words_of_a_pdf(generation: Path, folder: Path, tmp_path: Path) -> None:
    """Running lines are no words of it; what the manifest does not vouch for counts by its tables alone."""
    entries = [("handbook.pdf", 0.99), ("hubs.html", None), ("sharing.md", None)]
    _deliver(tmp_path / "in", folder, entries)
    found = _by_id(parsing_results(generation, [tmp_path / "in"]))

    assert running_lines(folder / "handbook.pdf") == ["Partnership handbook"]
    assert set(found) == {"handbook.pdf", "hubs.html"}
    assert found["handbook.pdf"].scores["shingles"].weight > 120
    assert found["handbook.pdf"].scores["shingles"].value >= 0.985 * found["handbook.pdf"].scores["shingles"].weight
    assert set(found["hubs.html"].scores) == {"rows"}


def _deliver(into: Path, folder: Path, entries: Sequence[tuple[str, float | None]]) -> None:
    into.mkdir()
    files = []
    for name, share in entries:
        shutil.copyfile(folder / name, into / name)
        files.append({"path": name, "sha256": hashlib.sha256((into / name).read_bytes()).hexdigest(), "shingle_recall": share})
    (into / "MANIFEST.json").write_text(json.dumps({"files": files}))


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every fourth document of the shipped pack, under its name; the gate of `make check` measures all of it."""
    made = tmp_path_factory.mktemp("pack") / "starter"
    made.mkdir()
    for path in sorted((KNOWLEDGE / "starter").glob("*.md"))[::4]:
        shutil.copyfile(path, made / path.name)
    return made


@pytest.fixture(scope="module")
def whole(pack: Path, tmp_path_factory: pytest.TempPathFactory) -> list[CaseResult]:
    """How sound readers read the pack."""
    return parsing_results(publish_as_read_here([pack], tmp_path_factory.mktemp("whole") / "data", WordEmbedder()), [pack])


def test_the_shipped_pack_is_whole(whole: list[CaseResult], pack: Path) -> None:
    """Every run of words and every table row of files of the repository; the shipped floors hold."""
    results = whole

    assert {r.case.id for r in results} == {path.name for path in pack.iterdir()}
    assert len(results) > 10
    assert sum(r.scores["rows"].weight for r in results if "rows" in r.scores) > 40
    assert [(r.case.id, r.failures, r.error) for r in results if r.failures or r.failed_run] == []
    assert _closed(results) == {}


# --- broken readers ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reader", "named"), [(parse_markdown, {"report.md"}), (parse_html, {"hubs.html"}), (parse_docx, {"training.docx"})], ids=["md", "html", "docx"]
)
@pytest.mark.parametrize("fault", ["cells", "headers", "rows"])
def test_a_broken_table_parser_is_named(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reader: Any, named: set[str], fault: str
) -> None:
    """Cells after the first, headers, or the last row lost in one format: the gate names the document with such a table and no other."""
    whole: Callable[..., list[Block]] = reader.block_rows
    broken: dict[str, Callable[..., list[Block]]] = {
        "cells": lambda rows, **more: whole([row[:1] for row in rows], **more),
        "headers": lambda rows, **more: whole([[f"Column {n}" for n, _ in enumerate(rows[0])], *rows[1:]], **more),
        "rows": lambda rows, **more: whole(rows[:-1], **more),
    }
    monkeypatch.setattr(reader, "block_rows", broken[fault])
    caught = _closed(parsing_results(publish_as_read_here([folder], tmp_path / "data", WordEmbedder()), [folder]))

    (rows,) = [names for sentence, names in caught.items() if "table rows whole" in sentence]
    assert rows == {f"parsing/delivery/{name}" for name in named}


def test_a_reader_that_drops_lines_is_named(whole: list[CaseResult], pack: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every tenth line is lost: the gate says so by its floor and against the run before, and names every document."""
    read = parse_markdown.read_text

    def tenth_lost(path: Path) -> str:
        every = read(path).split("\n")
        body = every.index("---", 1) + 1  # the front matter stays: without it nothing is published
        filled = [line for line in every[body:] if line.strip()]
        return "\n".join(every[:body]) + "\n\n" + "\n".join(line + "\n" * (line[0] != "|") for n, line in enumerate(filled, 1) if n % 10)

    monkeypatch.setattr(parse_markdown, "read_text", tenth_lost)
    after = parsing_results(publish_as_read_here([pack], tmp_path / "data", WordEmbedder()), [pack])
    caught = _closed(after, comparison=compare(run("before", whole), run("after", after)))

    lost = {f"parsing/starter/{r.case.id}" for r in after if r.scores["shingles"].value < r.scores["shingles"].weight}
    runs = "parsing/starter: eight-word runs kept"
    below = [names for sentence, names in caught.items() if sentence.startswith(f"{runs} is 0.") and "0.999" in sentence]
    dropped = [names for sentence, names in caught.items() if sentence.startswith(f"{runs} went from 1.000")]
    assert len(lost) == len(after)
    assert below == [lost]
    assert [{f"parsing/starter/{name}" for name in names} for names in dropped] == [lost]
    assert any("stretches of its words are lost" in failure for r in after for failure in r.failures)


def test_one_document_without_passages_is_named(own: Path, folder: Path) -> None:
    """Its units are there and in no passage, so nobody finds them: every run and row of it is lost."""
    units = json.loads((own / "units.json").read_text())
    report = next(d["id"] for d in json.loads((own / "documents.json").read_text()) if d["file_name"] == "report.md")
    runs = json.loads((own / "passages.json").read_text())
    (own / "passages.json").write_text(json.dumps([r for r in runs if units[r[0]]["document_id"] != report]))
    found = _by_id(parsing_results(own, [folder]))

    assert found["report.md"].scores["shingles"].value == found["report.md"].scores["rows"].value == 0
    assert {name for names in _closed(list(found.values())).values() for name in names} == {"parsing/delivery/report.md"}


# --- what could not be measured ---------------------------------------------------------------------------------------


def test_what_cannot_be_compared_is_a_failed_run(own: Path, folder: Path, tmp_path: Path) -> None:
    """A file that the library does not hold as it is, and an original that is gone or changed: never a nought, never a pass."""
    delivery = Path(shutil.copytree(folder, tmp_path / "delivery"))
    (delivery / "sharing.md").write_text(FILES["sharing.md"] + "One more line.\n", encoding="utf-8")
    (delivery / "new.pdf").write_bytes(b"%PDF-1.4")
    results = parsing_results(own, [delivery])

    assert {r.case.id for r in results if r.failed_run} == {"sharing.md", "new.pdf"}
    assert all("the library does not hold this file" in (r.error or "") and not r.scores for r in results if r.failed_run)
    assert {"parsing/delivery/sharing.md", "parsing/delivery/new.pdf"} in _closed(results).values()

    originals = {path.stem: path for path in (own / "originals").iterdir()}
    gone, changed = (r.case.id for r in parsing_results(own)[:2])
    originals[gone].unlink()
    originals[changed].write_text("Other words.", encoding="utf-8")
    errors = {r.case.id: r.error for r in parsing_results(own) if r.failed_run}
    assert set(errors) == {gone, changed}
    assert "FileNotFoundError" in (errors[gone] or "")
    assert "is not the file" in (errors[changed] or "")


def test_a_vouched_file_without_words_is_a_missing_score(generation: Path, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The manifest says that its words can be compared; when there are none, the score is missing and the run failed."""
    _deliver(tmp_path / "in", folder, [("handbook.pdf", 0.99)])
    monkeypatch.setattr("eval.parsing.plain_text", lambda path: "")
    (result,) = parsing_results(generation, [tmp_path / "in"])

    assert (result.missing, result.failed_run) == (("shingles",), True)
    assert _closed([result]) == {"1 of 1 questions and documents could not be measured": {"parsing/in/handbook.pdf"}}


def test_unreadable_places_are_told(generation: Path, own: Path, tmp_path: Path) -> None:
    """A folder without documents, a manifest that is none, a generation without its files: a sentence each."""
    (tmp_path / "none").mkdir()
    with pytest.raises(SettingsError, match="no originals in"):
        parsing_results(generation, [tmp_path / "none"])
    (tmp_path / "none" / "MANIFEST.json").write_text("{}")
    with pytest.raises(SettingsError, match="cannot be read"):
        parsing_results(generation, [tmp_path / "none"])
    (own / "passages.json").unlink()
    with pytest.raises(SettingsError, match="cannot be read"):
        parsing_results(own)
    with pytest.raises(SettingsError, match="cannot be named parsing"):
        load_suite("some/parsing.jsonl")


# --- reading the originals --------------------------------------------------------------------------------------------


def test_markdown_is_read_as_a_person_reads_it(tmp_path: Path) -> None:
    """No front matter, marks, link targets, comments or rules; escaped bars are part of a cell."""
    path = tmp_path / "a.md"
    path.write_text(
        "---\ntitle: T\n---\n# One _two_\n\n- **three** [four](http://x.y/z) snake_case<br>five &amp; six <!-- not\nthis -->\n\n> 1. seven\n\n"
        "| A | B \\| C |\n|:--|--:|\n| r \\| s | 1 |\n| t | |\n\n---\n```\ncode\n```\n"
    )

    assert reading_words(plain_text(path)) == "one two three four snake_case five six seven a b c r s 1 t code".split()
    assert table_rows(path) == [TableRow((("A", "r | s"), ("B | C", "1")))]


def test_originals_in_other_encodings_are_read(tmp_path: Path) -> None:
    """UTF-16 and Windows-1252 with its line ends, as old programs write them."""
    for encoding in ("utf-16", "cp1252", "utf-8-sig"):
        (tmp_path / "a.md").write_bytes("| Café | £ |\r\n|---|---|\r\n| a | 1 |\r\n".encode(encoding))
        assert table_rows(tmp_path / "a.md") == [TableRow((("Café", "a"), ("£", "1")))]


def test_tables_with_merged_cells_are_not_judged_by_their_headers(tmp_path: Path) -> None:
    """A web table with merged cells, without headers, or around another table gives no rows; Word's unmarked first row is no header."""
    page = tmp_path / "a.html"
    for table in (
        "<tr><th colspan='2'>H</th></tr><tr><td>a</td><td>1</td></tr>",
        "<tr><td>H</td><td>I</td></tr><tr><td>a</td><td>1</td></tr>",
        "<tr><th>H</th><th>I</th></tr><tr><td>a</td><td><table><tr><td>1</td></tr></table></td></tr>",
    ):
        page.write_text(f"<html><body><table>{table}</table></body></html>")
        assert table_rows(page) == []
    made = docx.Document()
    table = made.add_table(rows=2, cols=2)
    for cell, words in zip([*table.rows[0].cells, *table.rows[1].cells], ("a", "1", "b", "2"), strict=True):
        cell.text = words
    made.save(str(tmp_path / "a.docx"))
    assert [row.cells for row in table_rows(tmp_path / "a.docx")] == [(("", "a"), ("", "1")), (("", "b"), ("", "2"))]
    with pytest.raises(ValueError, match="no second reader"):
        plain_text(tmp_path / "a.pptx")


def test_a_row_is_whole_with_name_header_and_figure() -> None:
    """Another header, another sign or a missing cell makes it another row; each found row serves once; white space does not count."""
    row = TableRow((("Agency", "Police"), ("2024-25", "-5 %")))
    good = [("agency", "police"), ("2024-25", "-5%")]

    assert rows_lost([row], [good]) == []
    assert rows_lost([row, row], [good]) == [row]
    for wrong in ([("agency", "police"), ("2023-24", "-5%")], [("agency", "police"), ("2024-25", "5%")], good[:1], []):
        assert rows_lost([row], [wrong]) == [row]
    assert rows_lost([TableRow((("", "Police"), ("", "-5 %")))], [good]) == []


def test_shingles_forgive_layout_and_nothing_else() -> None:
    """Line-end hyphens, inner hyphens, apostrophes, leaders, bullets and paragraph numbers are layout; a lost word is not."""
    original = "12. The child's multi-\nagency plan ..... is re-read by\no every worker in the team"
    wanted = shingles(original)

    assert wanted == shingles("The childs multiagency plan is reread by every worker in the team")
    assert lost_runs(wanted, set(shingles("The childs multiagency plan is reread by every worker in a team"))) == [
        "plan is reread by every worker in the"
    ]
    assert shingles("too short for a run") == []
