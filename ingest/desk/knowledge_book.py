"""The live copies of vocabulary, companions and signed answers: seeded once, loaded as the assistant would before they count, every version kept.

Like the contacts they lie in ``<data_dir>/knowledge`` and are never rolled back with the library.
"""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import filelock
import yaml

from assistant.companions import load_companions
from assistant.errors import SettingsError
from assistant.knowledge import Vocabulary
from assistant.live_knowledge import edited_file
from assistant.signed_answers import load_answers
from ingest.desk.errors import DeskError
from ingest.tombstones import write_atomically

Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """How a file looks: ``key`` holds its list (empty: the file is the list), ``load`` reads it as the assistant does."""

    name: str
    key: str
    load: Callable[[Path], object]
    head: str


SHAPES = {
    "vocabulary": Shape(name="vocabulary", key="", load=Vocabulary.load, head="# Practitioners' words and the documents' terms."),
    "companions": Shape(name="companions", key="companions", load=load_companions, head="# Statements that may not appear alone."),
    "answers": Shape(name="answers", key="answers", load=load_answers, head="# Answers; only signed ones that have not expired are served."),
}
_LIVE = " The live copy, edited on the publishing desk; earlier versions lie in versions/.\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """The entries, with a mark that changes when the file does."""

    rows: tuple[Row, ...]
    mark: str

    def row(self, number: int) -> Row:
        """An entry by its number from 0."""
        if not 0 <= number < len(self.rows):
            raise DeskError("There is no such entry. It may have been removed; see all entries.", 404)
        return dict(self.rows[number])


@dataclass(slots=True)
class Change:
    """A change in the making: edit ``rows``; they are kept when the block ends."""

    rows: list[Row] = field(default_factory=list)

    def put(self, number: int | None, row: Row) -> None:
        """Replace an entry, or (``None``) add one at the end."""
        if number is None:
            self.rows.append(row)
        else:
            self.rows[number] = row


class KnowledgeBook:
    """One of the files. Methods raise ``DeskError``; then the file is as it was."""

    def __init__(self, shape: Shape, data_dir: Path, seed: Path) -> None:
        self.shape = shape
        self.path = edited_file(data_dir, shape.name)
        self._seed, self._versions = seed, self.path.parent / "versions"

    def open(self) -> Listed:
        """The entries as they are now; the first time, those that came with the product."""
        raw = self._source().read_bytes() if self._source().is_file() else b""
        return Listed(rows=tuple(self._rows(raw)), mark=hashlib.sha256(raw).hexdigest()[:16])

    @contextmanager
    def changing(self, mark: str, by: str) -> Iterator[Change]:
        """Change the entries under a lock, when nobody else has since ``mark``."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with filelock.FileLock(self.path.parent / f".{self.shape.name}.lock", timeout=10):
            opened = self.open()
            if opened.mark != mark:
                raise DeskError("Somebody changed this list while you worked on it. Look at it again, then change it.", 409)
            change = Change([dict(row) for row in opened.rows])
            yield change
            self._write(change.rows, by)

    def versions(self) -> list[tuple[str, str, str]]:
        """Earlier states, newest first: (name, when, who)."""
        found = sorted(self._versions.glob(f"{self.shape.name}-*.yaml"), reverse=True)
        return [(path.name, _when(path.stem), path.stem.split("-", 2)[-1]) for path in found]

    def back_to(self, name: str, by: str) -> None:
        """Make an earlier version the live one; the present one is kept as a version too."""
        if name not in {version for version, _, _ in self.versions()}:
            raise DeskError("There is no such version. See the list of versions.", 404)
        with self.changing(self.open().mark, by) as change:
            change.rows = self._rows((self._versions / name).read_bytes())

    def _source(self) -> Path:
        return self.path if self.path.exists() else self._seed

    def _rows(self, raw: bytes) -> list[Row]:
        try:
            data = yaml.safe_load(raw)
            entries = data[self.shape.key] if self.shape.key else data
            return [dict(entry) for entry in entries]
        except (yaml.YAMLError, KeyError, TypeError, ValueError) as error:
            raise DeskError("The list cannot be read. Go back to an earlier version, or ask whoever runs the service.", 500) from error

    def _write(self, rows: list[Row], by: str) -> None:
        body = yaml.safe_dump({self.shape.key: rows} if self.shape.key else rows, allow_unicode=True, sort_keys=False, width=120)
        raw = (self.shape.head + _LIVE + body).encode()
        trial = self.path.with_name(f".{self.shape.name}-new.yaml")
        trial.write_bytes(raw)
        try:
            self.shape.load(trial)
        except SettingsError as error:
            raise DeskError(f"Something does not fit, so nothing was changed: {str(error).removeprefix(trial.name).lstrip(': ')}") from error
        finally:
            trial.unlink(missing_ok=True)
        self._keep_version(by)
        write_atomically(self.path, raw)

    def _keep_version(self, by: str) -> None:
        if not self._source().is_file():
            return
        self._versions.mkdir(parents=True, exist_ok=True)
        stamp = f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}"
        shutil.copyfile(self._source(), self._versions / f"{self.shape.name}-{stamp}-{re.sub(r'[^a-z0-9.]', '', by)}.yaml")


def books(data_dir: Path, knowledge_dir: Path) -> Mapping[str, KnowledgeBook]:
    """All three, by name."""
    return {name: KnowledgeBook(shape, data_dir, knowledge_dir / f"{name}.yaml") for name, shape in SHAPES.items()}


def _when(stem: str) -> str:
    stamp = stem.split("-")[1]
    return f"{stamp[:4]}-{stamp[4:6]}-{stamp[6:8]} {stamp[9:11]}:{stamp[11:13]}:{stamp[13:15]}"
