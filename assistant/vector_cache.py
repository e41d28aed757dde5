"""Vectors by model digest and text hash, so that an unchanged passage is never embedded twice. Holds hashes and numbers, never text."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

import numpy as np

from assistant.embedding import Embedder, Vectors
from assistant.errors import PublishError

_BATCH = 1024


def text_hash(text: str) -> str:
    """SHA-256 of a text, hexadecimal."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


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
        model = self._embedder.digest
        keys = [text_hash(text) for text in texts]
        with closing(self._connect()) as database:
            known = self._read(database, model, keys)
            missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
            # The longest first: texts of one length share a batch without padding.
            todo = sorted(missing.items(), key=lambda item: len(item[1]), reverse=True)
            for start in range(0, len(todo), _BATCH):
                part = todo[start : start + _BATCH]
                vectors = self._embedder.encode([text for _, text in part])
                if not np.isfinite(vectors).all():
                    raise PublishError("The embedding model gave vectors that are not numbers; nothing was published. Check SAFEGUARDING_EMBEDDER.")
                rows = [(model, key, vector.astype(np.float16).tobytes()) for (key, _), vector in zip(part, vectors, strict=True)]
                with database:
                    database.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)", rows)
                known.update((key, np.frombuffer(blob, dtype=np.float16)) for _, key, blob in rows)
                if progress:
                    progress(min(start + _BATCH, len(todo)), len(todo))
        self.computed += len(todo)
        if not keys:
            return np.zeros((0, 384), dtype=np.float32)
        matrix = np.stack([known[key] for key in keys]).astype(np.float32)
        return np.asarray(matrix / np.linalg.norm(matrix, axis=1, keepdims=True).clip(min=1e-9), dtype=np.float32)

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
