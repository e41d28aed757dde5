"""Knowledge files in force: the copy edited at the desk where there is one, else the one that came with the product, read again on a change.

A copy that cannot be read never silences the assistant: what was read before stays in force, else the one that came with the product.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Generic, TypeVar

from assistant.companions import Companion, load_companions
from assistant.domain import Area
from assistant.errors import SettingsError
from assistant.knowledge import Vocabulary, VocabularyLine

T = TypeVar("T")


class Live(Generic[T]):
    """One file, read with ``load``. Raises :class:`SettingsError` only where the product's own file cannot be read."""

    def __init__(self, seed: Path, edited: Path, load: Callable[[Path], T]) -> None:
        self._seed, self._edited, self._load = seed, edited, load
        self._stamp: tuple[str, int] | None = None
        self._value: T | None = None
        self._lock = threading.Lock()

    def current(self) -> T:
        """What holds now."""
        path = self._edited if self._edited.is_file() else self._seed
        try:
            stamp = (str(path), path.stat().st_mtime_ns)
        except OSError:
            stamp = (str(path), 0)
        with self._lock:
            if self._value is None or stamp != self._stamp:
                self._value, self._stamp = self._read(path), stamp
            return self._value

    def _read(self, path: Path) -> T:
        try:
            return self._load(path)
        except SettingsError:
            if path == self._seed:
                raise
            return self._value if self._value is not None else self._load(self._seed)


class LiveVocabulary(Vocabulary):
    """The vocabulary as it is at each question."""

    def __init__(self, live: Live[Vocabulary]) -> None:
        self._live = live
        super().__init__(live.current().lines)

    def find(self, text: str, area: Area | None) -> list[tuple[str, VocabularyLine]]:
        """As :meth:`Vocabulary.find`, in the vocabulary of now."""
        return self._live.current().find(text, area)


class LiveCompanions(tuple[Companion, ...]):
    """The companions as they are whenever they are gone through; it keeps none itself."""

    _live: Live[tuple[Companion, ...]]

    def __iter__(self) -> Iterator[Companion]:
        """The companions of now."""
        return iter(self._live.current())


def live_vocabulary(knowledge: Path, data_dir: Path) -> Vocabulary:
    """``vocabulary.yaml`` in force."""
    return LiveVocabulary(Live(knowledge / "vocabulary.yaml", edited_file(data_dir, "vocabulary"), Vocabulary.load))


def live_companions(knowledge: Path, data_dir: Path) -> tuple[Companion, ...]:
    """``companions.yaml`` in force."""
    made = LiveCompanions()
    made._live = Live(knowledge / "companions.yaml", edited_file(data_dir, "companions"), load_companions)
    made._live.current()
    return made


def edited_file(data_dir: Path, name: str) -> Path:
    """Where the desk's copy of a knowledge file lies."""
    return data_dir / "knowledge" / f"{name}.yaml"
