"""The small library on disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval.proof import Ground
from tests.eval.small_library import write_contacts, write_generation


@pytest.fixture
def generation(tmp_path: Path) -> Path:
    """Folder of a generation inside a data directory (its grandparent)."""
    return write_generation(tmp_path)


@pytest.fixture
def ground(generation: Path, tmp_path: Path) -> Ground:
    """What the small library really says."""
    return Ground(generation, write_contacts(tmp_path))
