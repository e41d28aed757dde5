"""Words to scores: BM25 over units, windows or passages; the only module that imports bm25s and the stemmer.

bm25s computes each (term, text) weight once, at publishing; a query is then a weighted sum of a few sparse columns, so that
vocabulary terms can count for less than the asker's own words.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import Stemmer
from numpy.typing import NDArray

Scores = NDArray[np.float32]

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_STOP = frozenset(
    """a an and are as at be been being but by can could did do does doing done for from had has have having he her here him his how i if
    in into is it its just me my no not of on or our shall she should so some such than that the their them then there these they this
    those to too under up us was we were what when where which who whom why will with would you your im ive whats hes shes theyre dont
    didnt isnt wasnt arent doesnt cant wont about any also please pls get got tell know need want im's s t u ur r""".split()
)
_STEMMER = Stemmer.Stemmer("english")


@lru_cache(maxsize=65536)
def _stem(word: str) -> str:
    return str(_STEMMER.stemWord(word))


def words(text: str) -> list[str]:
    """Lower-case words of a text, apostrophes dropped, in order (stop words kept)."""
    return [match.group().lower().replace("'", "").replace("’", "") for match in _WORD.finditer(text)]


def terms(text: str) -> list[str]:
    """Index terms of a text: stemmed words without stop words; figures keep their digits ("16,791" also as 16791)."""
    joined = re.sub(r"(?<=\d),(?=\d{3})", "", text)
    return [_stem(word) for word in words(joined) if word not in _STOP]


@dataclass(frozen=True, slots=True)
class _Columns:
    """A sparse matrix by columns: ``indices[indptr[c]:indptr[c + 1]]`` are the rows of column c, ``data`` their weights."""

    data: NDArray[np.float32]
    indices: NDArray[np.int32]
    indptr: NDArray[np.int32]
    rows: int

    @classmethod
    def of(cls, data: NDArray[np.float32], indices: NDArray[np.int32], indptr: NDArray[np.int32], rows: int) -> _Columns:
        """From arrays of any number format."""
        return cls(data.astype(np.float32, copy=False), indices.astype(np.int32, copy=False), indptr.astype(np.int32, copy=False), rows)


class LexicalIndex:
    """BM25 weights of n texts. ``scores`` gives one number a text, 0 where no term is shared."""

    def __init__(self, matrix: _Columns, vocabulary: Mapping[str, int], document_frequency: NDArray[np.int32]) -> None:
        self._matrix = matrix
        self._vocabulary = vocabulary
        self.document_frequency = document_frequency

    @classmethod
    def build(cls, texts: Iterable[str]) -> LexicalIndex:
        """Index texts in order; an empty collection is allowed."""
        corpus = [terms(text) or ["∅"] for text in texts]
        if not corpus:
            nothing = np.zeros(0, dtype=np.int32)
            return cls(_Columns.of(np.zeros(0, dtype=np.float32), nothing, np.zeros(1, dtype=np.int32), 0), {}, nothing)
        import bm25s  # noqa: PLC0415 - takes half a second (scipy), and readers do without

        engine = bm25s.BM25(method="lucene", k1=1.2, b=0.6)
        vocabulary: dict[str, int] = {}
        ids = [[vocabulary.setdefault(term, len(vocabulary)) for term in row] for row in corpus]
        engine.index((ids, vocabulary), show_progress=False, create_empty_token=False)
        parts = engine.scores
        matrix = _Columns.of(parts["data"], parts["indices"], parts["indptr"], len(corpus))
        return cls(matrix, vocabulary, np.diff(matrix.indptr).astype(np.int32))

    def __len__(self) -> int:
        return self._matrix.rows

    def knows(self, term: str) -> bool:
        """Whether a (stemmed) term stands in any text."""
        return term in self._vocabulary

    def rarity(self, term: str) -> float:
        """Inverse document frequency of a (stemmed) term; that of an unseen word is the largest."""
        column = self._vocabulary.get(term)
        frequency = 0 if column is None else int(self.document_frequency[column])
        return float(np.log1p((len(self) - frequency + 0.5) / (frequency + 0.5)))

    def scores(self, weighted: Mapping[str, float]) -> Scores:
        """BM25 of every text for terms with weights; shape (n,), float32."""
        known = [(self._vocabulary[term], weight) for term, weight in weighted.items() if term in self._vocabulary]
        if not known:
            return np.zeros(len(self), dtype=np.float32)
        result = np.zeros(len(self), dtype=np.float32)
        indptr, indices, data = self._matrix.indptr, self._matrix.indices, self._matrix.data
        for column, weight in known:
            low, high = indptr[column], indptr[column + 1]
            result[indices[low:high]] += np.float32(weight) * data[low:high]
        return result

    def save(self, folder: Path) -> None:
        """Write the index into a folder as plain arrays."""
        folder.mkdir(parents=True, exist_ok=True)
        np.savez(folder / "bm25.npz", data=self._matrix.data, indices=self._matrix.indices, indptr=self._matrix.indptr, rows=self._matrix.rows)
        (folder / "terms.json").write_text(json.dumps(list(self._vocabulary)), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> LexicalIndex:
        """Read an index that :meth:`save` wrote."""
        with np.load(folder / "bm25.npz") as arrays:
            matrix = _Columns.of(arrays["data"], arrays["indices"], arrays["indptr"], int(arrays["rows"]))
        vocabulary: Sequence[str] = json.loads((folder / "terms.json").read_text(encoding="utf-8"))
        return cls(matrix, {term: n for n, term in enumerate(vocabulary)}, np.diff(matrix.indptr).astype(np.int32))
