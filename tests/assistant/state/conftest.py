"""A state database of its own for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.state import open_database
from assistant.state.database import Database


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """An empty SQLite database with all tables, closed afterwards."""
    opened = open_database(tmp_path)
    yield opened
    opened.close()
