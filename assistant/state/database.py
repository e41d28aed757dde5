"""Opens the database of this installation and brings its tables up to date, one process at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from filelock import FileLock
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from assistant.errors import NotKept, SafeguardingError

_MIGRATIONS = Path(__file__).resolve().parent / "migrations"
_LOCK_NUMBER = 7_391_822
"""Any constant: PostgreSQL's advisory lock that serialises migrations of this product."""
_WAIT_SECONDS = 60


class StateTooNew(SafeguardingError):
    """The database has tables that this version does not know."""


@dataclass(frozen=True, slots=True)
class Database:
    """An engine whose tables are current. Safe to share between threads."""

    engine: Engine

    @contextmanager
    def session(self) -> Iterator[Session]:
        """A transaction: committed at the end, rolled back on an error."""
        with Session(self.engine, expire_on_commit=False) as session, session.begin():
            yield session

    def close(self) -> None:
        """Give all connections back."""
        self.engine.dispose()


@contextmanager
def keeping() -> Iterator[None]:
    """Inside the block, a database that fails is :class:`NotKept`, for callers that know nothing of databases."""
    try:
        yield
    except SQLAlchemyError as error:
        raise NotKept("The database cannot be reached or written just now. Run `safeguarding doctor`.") from error


def open_database(data_dir: Path, url: str = "") -> Database:
    """SQLite at ``<data_dir>/state.sqlite3``, or the PostgreSQL that ``url`` names. Migrations run here, under a lock.

    Raises:
        sqlalchemy.exc.SQLAlchemyError: the database cannot be reached or written.
        StateTooNew: it was written by a newer version.
    """
    if url:
        address = _with_driver(url)
        engine = create_engine(address, pool_pre_ping=True, pool_size=10, max_overflow=10, connect_args=_connecting(address))
        with engine.connect() as lock:
            lock.execute(text("SELECT pg_advisory_lock(:n)"), {"n": _LOCK_NUMBER})
            try:
                _migrate(engine)
            finally:
                lock.execute(text("SELECT pg_advisory_unlock(:n)"), {"n": _LOCK_NUMBER})
        return Database(engine)
    data_dir.mkdir(parents=True, exist_ok=True)
    engine = create_engine(f"sqlite:///{data_dir / 'state.sqlite3'}", connect_args={"timeout": 10})
    event.listen(engine, "connect", _tune_sqlite)
    with FileLock(data_dir / "state.lock", timeout=_WAIT_SECONDS):
        _migrate(engine)
    return Database(engine)


def _with_driver(url: str) -> URL:
    parsed = make_url(url)
    return parsed.set(drivername="postgresql+psycopg") if parsed.drivername in ("postgres", "postgresql") else parsed


def _connecting(address: URL) -> dict[str, str]:
    """Text from PostgreSQL is asked for as UTF-8: a cluster made without a locale says SQL_ASCII and would hand out bytes."""
    return {"client_encoding": "utf8"} if address.get_backend_name() == "postgresql" else {}


def _tune_sqlite(connection: Any, _record: object) -> None:
    """Readers beside one writer; a commit survives the death of the process (not a power cut in the last moment)."""
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.close()


def _migrate(engine: Engine) -> None:
    try:
        with engine.begin() as connection:
            command.upgrade(_config(connection), "head")
    except CommandError as error:
        raise StateTooNew(
            "The state database was written by a newer version of this program. "
            "Install that version again, or restore the back-up made before the upgrade."
        ) from error


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
