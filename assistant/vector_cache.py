"""Vectors by model digest and text hash, so that an unchanged passage is never embedded twice. Holds hashes and numbers, never text."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

import numpy as np

from assistant.embedding import Embedder, PartEmbedder, Vectors, unit_length
from assistant.errors import PublishError
from assistant.shipped_vectors import shipped

_BATCH = 1024


def text_hash(text: str) -> str:
    """SHA-256 of a text, hexadecimal."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def part_names(text: str, ends: Sequence[int]) -> list[str]:
    """Under what the parts of a text are kept: each depends on all of the text, in which it was read."""
    return [f"{text}\0{start}-{end}" for start, end in zip((0, *ends[:-1]), ends, strict=True)]


class VectorCache:
    """An embedder in front of which every vector ever computed is kept on disk (float16 loses less than 0.001 of a cosine)."""

    def __init__(self, path: Path, embedder: Embedder) -> None:
        self._path = path
        self._embedder = embedder
        self.computed = 0
        path.parent.mkdir(parents=True, exist_ok=True)
        with closing(self._connect()) as database, database:
            database.execute("CREATE TABLE IF NOT EXISTS vectors (model TEXT, text TEXT, vector BLOB, PRIMARY KEY (model, text)) WITHOUT ROWID")

    def _connect(self) -> sqlite3.Connection:
        return sqlite3.connect(self._path, timeout=30)

    def encode(self, texts: Sequence[str], progress: Callable[[int, int], None] | None = None) -> Vectors:
        """Vectors of shape (n, dimension); only texts never seen with this model are computed."""
        keys = [text_hash(text) for text in texts]
        with closing(self._connect()) as database:
            known = self._read(database, self._embedder.digest, keys)
            ready = shipped(self._embedder.digest)
            known.update((key, ready[key]) for key in keys if key not in known and key in ready)
            missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
            # The longest first: texts of one length share a batch without padding.
            todo = sorted(missing.items(), key=lambda item: len(item[1]), reverse=True)
            for start in range(0, len(todo), _BATCH):
                part = todo[start : start + _BATCH]
                vectors = self._embedder.encode([text for _, text in part])
                known.update(self._keep(database, [key for key, _ in part], vectors))
                if progress:
                    progress(min(start + _BATCH, len(todo)), len(todo))
        self.computed += len(todo)
        if not keys:
            return np.zeros((0, 384), dtype=np.float32)
        return unit_length(np.stack([known[key] for key in keys]).astype(np.float32))

    def encode_parts(
        self, texts: Sequence[str], ends: Sequence[Sequence[int]], progress: Callable[[int, int], None] | None = None
    ) -> list[Vectors] | None:
        """What ``SentenceEmbedder.encode_parts`` gives for each text; only texts of which a part was never seen are computed.

        ``None`` where the embedder cannot tell parts apart.
        """
        if not isinstance(self._embedder, PartEmbedder):
            return None
        keys = [[text_hash(name) for name in part_names(text, places)] for text, places in zip(texts, ends, strict=True)]
        with closing(self._connect()) as database:
            known = self._read(database, self._embedder.digest, [key for row in keys for key in row])
            rows = {row[0]: number for number, row in enumerate(keys) if any(key not in known for key in row)}
            todo = sorted(rows.values(), key=lambda number: -len(texts[number]))
            for start in range(0, len(todo), _BATCH):
                part = todo[start : start + _BATCH]
                sums = self._embedder.encode_parts([texts[n] for n in part], [ends[n] for n in part])
                if sums is None:
                    return None
                known.update(self._keep(database, [key for n in part for key in keys[n]], np.concatenate(sums)))
                if progress:
                    progress(min(start + _BATCH, len(todo)), len(todo))
        self.computed += len(todo)
        return [np.stack([known[key] for key in row]).astype(np.float32) for row in keys]

    def _keep(self, database: sqlite3.Connection, keys: Sequence[str], vectors: Vectors) -> Iterator[tuple[str, np.ndarray]]:
        """Write vectors down; gives them as they will be read."""
        if not np.isfinite(vectors).all():
            raise PublishError("The embedding model gave vectors that are not numbers; nothing was published. Check SAFEGUARDING_EMBEDDER.")
        rows = [(self._embedder.digest, key, vector.astype(np.float16).tobytes()) for key, vector in zip(keys, vectors, strict=True)]
        with database:
            database.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)", rows)
        return ((key, np.frombuffer(blob, dtype=np.float16)) for _, key, blob in rows)

    def forget(self, texts: Sequence[str]) -> None:
        """Delete the vectors of some texts (for purging) and give the space back."""
        with closing(self._connect()) as database:
            with database:
                database.executemany("DELETE FROM vectors WHERE text = ?", [(text_hash(text),) for text in texts])
            database.execute("VACUUM")

    @staticmethod
    def _read(database: sqlite3.Connection, model: str, keys: Sequence[str]) -> dict[str, np.ndarray]:
        known: dict[str, np.ndarray] = {}
        unique = list(dict.fromkeys(keys))
        for start in range(0, len(unique), 500):
            part = unique[start : start + 500]
            marks = ",".join("?" * len(part))
            query = f"SELECT text, vector FROM vectors WHERE model = ? AND text IN ({marks})"  # noqa: S608 - only question marks are filled in
            known.update((key, np.frombuffer(blob, dtype=np.float16)) for key, blob in database.execute(query, (model, *part)))
        return known
