"""Real reports and briefings, where a folder with them is given, are read whole and named rightly."""

from __future__ import annotations

import json
import os
import re
import time
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from assistant.domain import ParsedDocument
from eval.shingles import shingles
from ingest.identity import identify
from ingest.sandbox import ParsePool

_SHARED = os.environ.get("TEST_SHARED_DIR", "")
_CORPUS = Path(_SHARED or "absent") / "corpus"

pytestmark = [
    pytest.mark.skipif(not _CORPUS.is_dir(), reason="TEST_SHARED_DIR names no folder with corpus/"),
    pytest.mark.timeout(300),
]


@pytest.fixture(scope="module")
def corpus() -> list[tuple[dict[str, Any], ParsedDocument, float]]:
    """Each file of the manifest that has a text layer, read once, with the seconds it all took."""
    files = [entry for entry in json.loads((_CORPUS / "MANIFEST.json").read_text(encoding="utf-8"))["files"] if "scan" not in entry["path"]]
    started = time.monotonic()
    with ParsePool() as pool:
        outcomes = [outcome for _, outcome in pool.parse_all([_CORPUS / entry["path"] for entry in files])]
    took = time.monotonic() - started
    assert all(isinstance(outcome, ParsedDocument) for outcome in outcomes)
    return [(entry, outcome, took) for entry, outcome in zip(files, outcomes, strict=True) if isinstance(outcome, ParsedDocument)]


def test_area_kind_and_year_are_right_for_all(corpus: list[tuple[dict[str, Any], ParsedDocument, float]]) -> None:
    """Every file is named as the manifest names it."""
    for entry, parsed, _ in corpus:
        found = identify(parsed, _CORPUS / entry["path"])

        assert (found.area, found.kind) == (entry["area"], entry["kind"]), entry["path"]
        assert found.published is not None
        assert str(found.published)[:4] == entry["published"][:4], entry["path"]


def test_the_corpus_is_read_in_time(corpus: list[tuple[dict[str, Any], ParsedDocument, float]]) -> None:
    """Eleven files, about 180 pages, take less than 25 seconds."""
    assert corpus[0][2] < 25


def test_no_running_line_is_in_a_block(corpus: list[tuple[dict[str, Any], ParsedDocument, float]]) -> None:
    """Headers and footers are properties only; a cover may carry the same words as a heading on page 1."""
    for entry, parsed, _ in corpus:
        if parsed.media_type != "pdf":
            continue
        furniture = {part for name in ("header", "footer") for part in parsed.properties.get(name, "").split(" | ")}
        found = [block.text for block in parsed.blocks if block.text in furniture and block.page > 1]

        assert not found, entry["path"]
        assert not [block.text for block in parsed.blocks if re.fullmatch(r"(Page )?\d{1,3}( of \d+)?", block.text) and block.kind == "heading"]


def _all_words(parsed: ParsedDocument) -> str:
    """The blocks' texts in order; a table's header once above its rows, as on the page."""
    parts: list[str] = []
    header: tuple[str, ...] = ()
    for block in parsed.blocks:
        if block.kind == "row" and block.header != header:
            parts.append(" ".join(block.header))
        header = block.header
        parts.append(block.text)
    return "\n".join(parts)


def test_hardly_a_word_is_lost(corpus: list[tuple[dict[str, Any], ParsedDocument, float]]) -> None:
    """Page by page, the words of a plain extraction stand in the blocks in the same order, running lines aside."""
    for entry, parsed, _ in corpus:
        if parsed.media_type != "pdf" or entry["kind"] == "briefing":
            continue
        ours = set(shingles(_all_words(parsed)))
        furniture = [part for name in ("header", "footer") for part in parsed.properties.get(name, "").split(" | ") if part]
        wanted: list[str] = []
        for page in PdfReader(_CORPUS / entry["path"]).pages:
            text = page.extract_text()
            for part in sorted(furniture, key=len, reverse=True):
                text = text.replace(part, "", 1)
            wanted.extend(shingles(re.sub(r"^\s*(Page )?\d{1,3}\s*$", "", text, flags=re.M)))
        share = sum(shingle in ours for shingle in wanted) / len(wanted)

        assert share > 0.95, (entry["path"], share)


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_a_scan_is_read_and_named() -> None:
    """Three scanned pages give words, tables and the right area, kind and year."""
    path = _CORPUS / "scanned/luton-annual-report-2020-21-scan.pdf"
    with ParsePool(workers=1) as pool:
        parsed = pool.parse(path)
    found = identify(parsed, path)
    everything = "\n".join(block.text for block in parsed.blocks)

    assert parsed.machine_read == (1, 2, 3)
    assert (found.area, found.kind, found.period) == ("luton", "annual_report", "2020-21")
    assert "Courses Delivered\t0\t3\t19\t23\t45\t102" in everything
    assert "Located at the centre of the Oxford-Cambridge arc." in everything
