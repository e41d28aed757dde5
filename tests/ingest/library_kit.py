"""Small documents, a place to publish them and the ways tests look at the result."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from assistant.fakes import WordEmbedder
from assistant.library import Library
from ingest.publish import Place

NEGLECT = """---
title: Neglect practice guidance
kind: procedure
area: luton
published: 2025-03-01
---
# Neglect practice guidance

## When to use the tool

Use the neglect tool when a worry about daily care repeats over several weeks. Write down what the child says in the child's own words.

## Who helps

The neglect lead meets every worker who holds a case on the second Tuesday of the month.
"""
BRUISING = """---
title: Bruising in babies who cannot move
kind: procedure
area: pan
published: 2024-06-01
---
# Bruising in babies who cannot move

Any bruise on a baby who cannot roll over is looked at by a paediatrician on the same day. Photograph nothing on a private telephone.
"""
ESCALATION = """---
title: Escalation of professional disagreement
kind: procedure
area: bedford
published: 2023-11-20
---
# Escalation of professional disagreement

Stage one is a talk between the two practitioners within one working day. Stage two goes to both line managers within two working days.
"""
LIBRARY = {"neglect.md": NEGLECT, "bruising.md": BRUISING, "escalation.md": ESCALATION}


def write(folder: Path, files: Mapping[str, str]) -> Path:
    """Write files into a folder, which is made."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def place_in(folder: Path, **options: object) -> Place:
    """A place with a quick embedder."""
    return Place(data_dir=folder / "data", embedder=WordEmbedder(), **options)  # type: ignore[arg-type]


def visible(place: Place) -> dict[str, str]:
    """Id -> text of every document that a fresh reader sees."""
    view = Library(place.data_dir).view()
    return {document.id: "\n".join(view.generation.pages(document.id)) for document in view.documents()}


def searched(place: Place) -> set[str]:
    """Ids of documents that have units in the live generation."""
    return {unit.document_id for unit in Library(place.data_dir).view().generation.units}


def file_times(folder: Path) -> dict[str, int]:
    """Every file and folder below, with its time of change in nanoseconds."""
    return {str(path): path.stat().st_mtime_ns for path in [folder, *folder.rglob("*")]}
