"""The state database as a file: SQLite through its own back-up call, any other database table by table as JSON lines."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, func, insert, inspect, select

from assistant.errors import SafeguardingError
from assistant.state import desk, keys, retention  # noqa: F401 - their tables join the list
from assistant.state.database import Database
from assistant.state.models import Base

_ROWS = 500


class DumpRefused(SafeguardingError):
    """A dump cannot be read, or the database to load it into is not empty."""


def copy_sqlite(source: Path, target: Path) -> None:
    """A consistent copy of a SQLite file while others write to it. Raises ``sqlite3.Error``."""
    with closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True, timeout=30)) as opened, closing(sqlite3.connect(target)) as copy:
        opened.backup(copy)
        # One file, without a journal beside it.
        copy.execute("PRAGMA journal_mode=DELETE")


def dump_lines(database: Database) -> Iterator[str]:
    """One line a row, ``{"table": ..., "row": {...}}``, all read in one transaction."""
    # SQLite has no weaker level than this one, PostgreSQL has: without it a later table could know rows that an earlier one does not.
    level = "REPEATABLE READ" if database.engine.dialect.name == "postgresql" else "SERIALIZABLE"
    with database.engine.execution_options(isolation_level=level).connect() as connection:
        present = set(inspect(connection).get_table_names())
        for table in _tables():
            if table.name not in present:
                continue
            for row in connection.execution_options(yield_per=_ROWS).execute(select(table)).mappings():
                yield json.dumps({"table": table.name, "row": dict(row)}, ensure_ascii=False)


def load_lines(database: Database, lines: Iterator[str]) -> int:
    """Fill an empty database with a dump, all or nothing; how many rows. Raises :class:`DumpRefused`."""
    tables = {table.name: table for table in _tables()}
    count = 0
    with database.engine.begin() as connection:
        for table in tables.values():
            if connection.scalar(select(func.count()).select_from(table)):
                raise DumpRefused("The state database is not empty; nothing was restored. Name an empty one in SAFEGUARDING_DATABASE_URL.")
        pending: list[tuple[Table, dict[str, Any]]] = []
        for line in lines:
            pending.append(_row(line, tables))
            if len(pending) == _ROWS:
                _insert(connection, pending)
            count += 1
        _insert(connection, pending)
        for table in tables.values():
            _renumber(connection, table)
    return count


def _tables() -> list[Table]:
    return list(Base.metadata.sorted_tables)


def _row(line: str, tables: dict[str, Table]) -> tuple[Table, dict[str, Any]]:
    try:
        entry = json.loads(line)
        table = tables[entry["table"]]
        known = {column.name for column in table.columns}
        return table, {name: value for name, value in dict(entry["row"]).items() if name in known}
    except (ValueError, KeyError, TypeError) as error:
        raise DumpRefused("The dump of the database holds a row that this version does not know; nothing was restored.") from error


def _insert(connection: Connection, pending: list[tuple[Table, dict[str, Any]]]) -> None:
    by_table: dict[str, tuple[Table, list[dict[str, Any]]]] = {}
    for table, row in pending:
        by_table.setdefault(table.name, (table, []))[1].append(row)
    for table, rows in by_table.values():
        connection.execute(insert(table), rows)
    pending.clear()


def _renumber(connection: Connection, table: Table) -> None:
    """PostgreSQL numbers on from 1 after rows that brought their own numbers: move its counter behind them."""
    column = table.autoincrement_column
    if connection.dialect.name != "postgresql" or column is None:
        return
    highest = connection.scalar(select(func.max(column)))
    if highest:
        connection.execute(select(func.setval(func.pg_get_serial_sequence(table.name, column.name), highest)))
