"""The published library as readers open it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assistant.domain import Document
from assistant.errors import CorruptGeneration, NoGeneration
from assistant.library import Library, is_overdue


def test_every_unit_stands_at_its_offsets(library: Path) -> None:
    """Offsets are the ground of every quotation."""
    generation = Library(library).view().generation

    assert len(generation.units) > 15
    for unit in generation.units:
        assert generation.pages(unit.document_id)[unit.page - 1][unit.start : unit.end] == unit.text


def test_editions_areas_and_acronyms_are_known(library: Path) -> None:
    """One superseded edition, three areas besides the shared ones, the acronym with its name."""
    generation = Library(library).view().generation

    assert [d.published for d in generation.document_rows if d.edition == "superseded"] == [date(2019, 5, 1)]
    assert {d.area for d in generation.document_rows} == {"bedford", "central", "luton", "pan"}
    assert generation.acronyms["GCP2"] == ("Graded Care Profile 2",)
    assert "baby rowan" in generation.cases


def test_nothing_published_says_what_to_do(tmp_path: Path) -> None:
    """The command stands in the sentence."""
    with pytest.raises(NoGeneration, match="safeguarding ingest"):
        Library(tmp_path).view()


@pytest.mark.parametrize("name", ["units.json", "documents.json", "passages.json", "lexical/units/bm25.npz", "manifest.json"])
def test_a_damaged_file_is_noticed(name: str, own_library: Path) -> None:
    """One changed byte and the generation is not read."""
    path = next((own_library / "generations").iterdir()) / name
    path.write_bytes(path.read_bytes()[:-1])

    with pytest.raises(CorruptGeneration):
        Library(own_library).view()


def test_a_damaged_list_of_withdrawals_is_refused(own_library: Path) -> None:
    """Reading on without it would show what was withdrawn."""
    (own_library / "tombstones.json").write_text("[{", encoding="utf-8")

    with pytest.raises(CorruptGeneration, match=r"tombstones\.json"):
        Library(own_library).view()


def test_overdue_begins_the_day_after_the_review_date() -> None:
    """On the day itself it still holds; without a date it never ends."""
    document = Document(id="d", title="T", kind="procedure", area="pan", review_by=date(2026, 1, 1))

    assert not is_overdue(document, date(2026, 1, 1))
    assert is_overdue(document, date(2026, 1, 2))
    assert not is_overdue(Document(id="e", title="T", kind="procedure", area="pan"), date(2026, 1, 2))
