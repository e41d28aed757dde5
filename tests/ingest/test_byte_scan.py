"""What rewrites the databases of a data directory before the scan for a purged text."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from ingest.byte_scan import Search, files_with, stretches, vacuum_all


@pytest.mark.parametrize("mode", ["wal", "delete"])
def test_a_database_in_use_is_tried_until_it_is_free(mode: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader that holds a snapshot keeps deleted text in the file: that is told, and mended once the reader has gone."""
    monkeypatch.setattr("ingest.byte_scan._PATIENCE", 0.05)
    path = tmp_path / "d.sqlite"
    with closing(sqlite3.connect(path, isolation_level=None)) as writer, closing(sqlite3.connect(path, isolation_level=None)) as reader:
        writer.execute(f"PRAGMA journal_mode={mode}")
        writer.execute("CREATE TABLE t (x TEXT)")
        writer.execute("INSERT INTO t VALUES ('one two three four five six seven eight')")
        reader.execute("BEGIN")
        assert reader.execute("SELECT count(*) FROM t").fetchone() == (1,)
        if mode == "wal":
            writer.execute("DELETE FROM t")

        assert vacuum_all(tmp_path) == [path]

        reader.execute("COMMIT")
        writer.execute("DELETE FROM t")
        assert vacuum_all(tmp_path) == []
        found = files_with(tmp_path, Search.of(stretches("one two three four five six seven eight")))
        assert found == ([], [])
