"""What is new in a library, from the generations that are kept."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assistant.arrivals import arrivals, new_since
from assistant.domain import Document
from assistant.library import read_manifest

TODAY = date(2026, 11, 22)
DOCUMENT = Document(id="a", title="A", kind="procedure", area="luton", sha256="aa", published=date(2024, 1, 1))


def _generation(folder: Path, name: str, created: str, like: Path, **files: str) -> Path:
    """A generation of which only the manifest is there."""
    made = folder / name
    made.mkdir()
    manifest = json.loads((like / "manifest.json").read_text(encoding="utf-8"))
    (made / "manifest.json").write_text(json.dumps(manifest | {"id": name, "created": created, "files": files}), encoding="utf-8")
    assert read_manifest(made).files == files
    return made


@pytest.fixture
def three(library: Path, tmp_path: Path) -> list[Path]:
    """Three generations: a first, one with a second file, one with a third; the second's manifest gives fields behind its hash."""
    like = next((library / "generations").iterdir())
    return [
        _generation(tmp_path, "20260101", "2026-01-01T10:00:00+00:00", like, a="aa"),
        _generation(tmp_path, "20261001", "2026-10-01T23:30:00+00:00", like, a="aa", b='bb+{"area": "luton"}'),
        _generation(tmp_path, "20261120", "2026-11-20T10:00:00+00:00", like, a="aa", b="bb", c="cc"),
    ]


def test_a_file_is_new_since_the_generation_that_first_held_it(three: list[Path]) -> None:
    """In London's days; what the oldest kept generation held has none; after a rollback only what stood there."""
    assert arrivals(three[2]) == {"bb": date(2026, 10, 2), "cc": date(2026, 11, 20)}
    assert arrivals(three[1]) == {"bb": date(2026, 10, 2)}
    assert arrivals(three[0]) == {}


def test_a_damaged_manifest_and_a_strange_folder_are_left_out(three: list[Path]) -> None:
    """A page of readers does not fail over an old generation."""
    (three[1] / "manifest.json").write_text("{", encoding="utf-8")
    (three[0].parent / "00").mkdir()
    assert arrivals(three[2].parent / "20261120") == {"bb": date(2026, 11, 20), "cc": date(2026, 11, 20)}


@pytest.mark.parametrize(
    ("document", "came", "day"),
    [
        (DOCUMENT, {}, None),
        (DOCUMENT, {"aa": date(2026, 11, 1)}, date(2026, 11, 1)),
        (DOCUMENT, {"aa": date(2026, 1, 1)}, None),
        (replace(DOCUMENT, published=date(2026, 10, 5)), {}, date(2026, 10, 5)),
        (replace(DOCUMENT, published=date(2026, 12, 5)), {}, None),
        (replace(DOCUMENT, edition="superseded"), {"aa": date(2026, 11, 1)}, None),
        (replace(DOCUMENT, duplicate_of="b"), {"aa": date(2026, 11, 1)}, None),
    ],
)
def test_new_is_what_came_or_was_published_lately(document: Document, came: dict[str, date], day: date | None) -> None:
    """Ninety days; a date in the future, a replaced edition and a copy are not new."""
    assert new_since(document, came, TODAY) == day
