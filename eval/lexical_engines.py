"""Three engines for word search behind one face, for ``eval.lexical_bench``: bm25s as the product uses it, SQLite FTS5, and tantivy.

Each indexes texts in order (row 0, 1, ...) in a folder and gives BM25 scores of rows for weighted words. "Our terms" means that
the product's own stemming and stop words are applied before the engine sees a text; "own terms" leaves stemming to the engine.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.errors import SettingsError
from assistant.lexical import LexicalIndex, terms

Scores = NDArray[np.float32]
Weighted = Mapping[str, float]


class Engine(Protocol):
    """A built index."""

    def best(self, weighted: Weighted, most: int) -> list[int]:
        """Rows of the highest scores, best first."""
        ...

    def scores(self, weighted: Weighted) -> Scores:
        """The score of every row, 0 where no word is shared: what the fusion of stages needs."""
        ...


class Bm25s:
    """The product's own index; weights are exact."""

    def __init__(self, folder: Path, texts: Iterable[str]) -> None:
        LexicalIndex.build(texts).save(folder)
        self._index = LexicalIndex.load(folder)

    def best(self, weighted: Weighted, most: int) -> list[int]:
        scores = self.scores(weighted)
        count = min(most, len(scores))
        rows = np.argpartition(-scores, count - 1)[:count]
        return [int(row) for row in rows[np.argsort(-scores[rows], kind="stable")] if scores[row] > 0]

    def scores(self, weighted: Weighted) -> Scores:
        return self._index.scores(weighted)


class Fts5:
    """SQLite's full-text index, without a copy of the texts. Its ``bm25`` knows no weights of words."""

    def __init__(self, folder: Path, texts: Iterable[str], *, ours: bool) -> None:
        self._ours = ours
        self._store = sqlite3.connect(folder / "fts5.sqlite")
        tokenizer = "unicode61 remove_diacritics 0" if ours else "porter unicode61"
        try:
            self._store.execute(f"CREATE VIRTUAL TABLE texts USING fts5(body, content='', tokenize='{tokenizer}')")
        except sqlite3.OperationalError as error:
            raise SettingsError("This Python's SQLite was built without FTS5; measure with another Python or leave fts5 out.") from error
        rows = ((number, " ".join(terms(text)) if ours else text) for number, text in enumerate(texts, 1))
        with self._store:
            self._store.executemany("INSERT INTO texts(rowid, body) VALUES (?, ?)", rows)
            self._store.execute("INSERT INTO texts(texts) VALUES ('optimize')")
        self._count = self._store.execute("SELECT count(*) FROM texts_docsize").fetchone()[0]

    def best(self, weighted: Weighted, most: int) -> list[int]:
        return [row for row, _ in self._asked(weighted, f"ORDER BY rank LIMIT {most:d}")]

    def scores(self, weighted: Weighted) -> Scores:
        scores = np.zeros(self._count, dtype=np.float32)
        found = self._asked(weighted, "")
        if found:
            rows, values = zip(*found, strict=True)
            scores[list(rows)] = values
        return scores

    def _asked(self, weighted: Weighted, rest: str) -> list[tuple[int, float]]:
        asked = " OR ".join(f'"{word}"' for word in weighted)
        # Ranks are negative, the best lowest; rows count from 1. ``rest`` is one of the two clauses above.
        query = f"SELECT rowid - 1, -rank FROM texts WHERE texts MATCH ? {rest}"  # noqa: S608
        return self._store.execute(query, (asked,)).fetchall() if asked else []


class Tantivy:
    """The Rust engine; words carry their weights as boosts."""

    def __init__(self, folder: Path, texts: Iterable[str], *, ours: bool) -> None:
        try:
            self._engine: Any = import_module("tantivy")
        except ImportError as error:
            raise SettingsError("tantivy is not installed; it is needed only for this measurement. Run: pip install tantivy") from error
        self._ours = ours
        schema = self._engine.SchemaBuilder()
        schema.add_unsigned_field("row", fast=True)
        schema.add_text_field("body", stored=False, tokenizer_name="whitespace" if ours else "en_stem", index_option="freq")
        self._index = self._engine.Index(schema.build(), path=str(folder))
        writer = self._index.writer(heap_size=256_000_000, num_threads=1)
        self._count = 0
        for text in texts:
            document = self._engine.Document()
            document.add_unsigned("row", self._count)
            document.add_text("body", " ".join(terms(text)) if ours else text)
            writer.add_document(document)
            self._count += 1
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        self._searcher = self._index.searcher()
        plain = self._engine.TextAnalyzerBuilder(self._engine.Tokenizer.simple()).filter(self._engine.Filter.lowercase())
        self._english = plain.filter(self._engine.Filter.stemmer("english")).build()

    def best(self, weighted: Weighted, most: int) -> list[int]:
        return [row for row, _ in self._asked(weighted, most)]

    def scores(self, weighted: Weighted) -> Scores:
        scores = np.zeros(self._count, dtype=np.float32)
        found = self._asked(weighted, self._count)
        if found:
            rows, values = zip(*found, strict=True)
            scores[list(rows)] = values
        return scores

    def _asked(self, weighted: Weighted, most: int) -> list[tuple[int, float]]:
        engine = self._engine
        parts = []
        for word, weight in weighted.items():
            stemmed = word if self._ours else self._stem(word)
            one = engine.Query.term_query(self._index.schema, "body", stemmed, index_option="freq")
            parts.append((engine.Occur.Should, engine.Query.boost_query(one, weight)))
        if not parts or not self._count:
            return []
        hits = self._searcher.search(engine.Query.boolean_query(parts), limit=most, count=False).hits
        rows = self._searcher.fast_field_values("row", [address for _, address in hits])
        return [(int(row), float(score)) for row, (score, _) in zip(rows, hits, strict=True)]

    def _stem(self, word: str) -> str:
        """The field's own stem of a bare word."""
        return next(iter(self._english.analyze(word)), word)


ENGINES = ("bm25s", "fts5 own terms", "fts5 our terms", "tantivy own terms", "tantivy our terms")


def build_engine(name: str, folder: Path, texts: Iterable[str]) -> Engine:
    """Index texts in an empty folder. Raises :class:`SettingsError` for an engine that is not installed here."""
    folder.mkdir(parents=True, exist_ok=True)
    kind, _, whose = name.partition(" ")
    if kind == "bm25s":
        return Bm25s(folder, texts)
    ours = whose == "our terms"
    return Fts5(folder, texts, ours=ours) if kind == "fts5" else Tantivy(folder, texts, ours=ours)


def asked_of(name: str, weighted: Weighted, text: str) -> Weighted:
    """What an engine is asked: our terms with their weights, or the words of the question that are no stop words."""
    if name.endswith("own terms"):
        return {word: 1.0 for word in re.findall(r"[^\W_]+", text.lower()) if terms(word)}
    return weighted


def size_mb(folder: Path) -> float:
    """Megabytes of all files below a folder."""
    return round(sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6, 1)
