"""Questions written beforehand for passages of the documents: a question like one of them is led to what answers it (docs/adr/0018).

Short text against short text is what the encoder does well, and a question that was written for a passage can be like the asker's where the passage
itself shares no word with it. ``asked.npz`` beside this file holds such questions with the quotations that answer them, and a projection under which
questions with the same answer lie close; ``python -m eval.train_asked`` writes it. A quotation counts only where it stands in a published unit, so a
document that is replaced or withdrawn takes its questions with it. They are never shown and never quoted.
"""

from __future__ import annotations

import json
import zipfile
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.domain import Unit
from assistant.embedding import Vectors, unit_length
from assistant.errors import SettingsError
from assistant.lexical import terms, words
from assistant.shipped_vectors import in_eight_bits

FILE = Path(__file__).with_name("asked.npz")
Scores = NDArray[np.float32]
SHARE_OF_WORDS = 0.4
"""What the words that two questions share count for beside the cosine of their projected vectors."""
ALIKE = 0.5
"""Likeness up to which two questions are about different things."""
HELD = 0.6
"""Share of word 4-grams that a unit and a quotation must have in common for the unit to hold it."""
_GRAM = 4


@dataclass(frozen=True, slots=True)
class Bound:
    """The questions that the units of one generation answer: question ``questions[n]`` is answered by unit row ``rows[n]``."""

    questions: NDArray[np.int64]
    rows: NDArray[np.int64]
    units: int


class Asked:
    """Questions with their quotations and vectors. Light after loading; safe for threads."""

    def __init__(self, texts: Sequence[str], quotations: Sequence[Sequence[str]], projection: Vectors, vectors: Vectors) -> None:
        """``projection`` has shape (dimension, n), ``vectors`` (len(texts), n) and unit length: the projected vectors of the texts."""
        self.quotations = tuple(map(tuple, quotations))
        self.projection, self.vectors = projection, vectors
        kinds = [frozenset(terms(text)) for text in texts]
        many = Counter(term for kind in kinds for term in kind)
        self._rarity = {term: float(np.log1p(len(texts) / (1 + count))) for term, count in many.items()}
        self._unknown = float(np.log1p(len(texts)))
        holding: dict[str, list[int]] = defaultdict(list)
        for place, kind in enumerate(kinds):
            for term in kind:
                holding[term].append(place)
        self._holding = {term: np.asarray(places, dtype=np.int64) for term, places in holding.items()}
        self._weight = np.asarray([sum(self._rarity[term] for term in kind) or 1.0 for kind in kinds], dtype=np.float32)

    @classmethod
    def load(cls, model: str, path: Path = FILE) -> Asked | None:
        """The questions that come with the product; ``None`` for an embedder other than that of digest ``model``, whose vectors cannot be compared.

        Raises :class:`SettingsError` when the file cannot be read.
        """
        try:
            with path.open("rb") as opened, np.load(opened, allow_pickle=False) as file:
                if str(file["model"]) != model:
                    return None
                entries = json.loads(file["entries"].tobytes())
                quotations = entries["quotations"]
                return cls(
                    [entry[0] for entry in entries["asked"]],
                    [[quotations[place] for place in entry[1]] for entry in entries["asked"]],
                    file["projection"].astype(np.float32),
                    unit_length(file["vectors"].astype(np.float32)),
                )
        except (OSError, ValueError, KeyError, TypeError, IndexError, zipfile.BadZipFile) as error:
            raise SettingsError(f"{path.name} cannot be read ({type(error).__name__}). Restore it, or run `python -m eval.train_asked`.") from error

    def bound(self, units: Sequence[Unit]) -> Bound:
        """Which units hold the quotations. Seconds for a hundred thousand units: done once a generation."""
        return bound(self.quotations, units)

    def alike(self, vector: Vectors, text: str) -> Scores:
        """How like each question is to one asked, shape (questions,): the projected cosine and a share of the rarity of common words."""
        own = vector @ self.projection
        cosines = self.vectors @ (own / max(float(np.linalg.norm(own)), 1e-9))
        common = np.zeros(len(self._weight), dtype=np.float32)
        kind = frozenset(terms(text))
        for term in kind & self._holding.keys():
            common[self._holding[term]] += self._rarity[term]
        whole = sum(self._rarity.get(term, self._unknown) for term in kind) or 1.0
        return np.asarray(cosines + SHARE_OF_WORDS * common / np.sqrt(self._weight * whole), dtype=np.float32)

    def of_units(self, vector: Vectors, text: str, bound: Bound) -> Scores:
        """For each unit the likeness of the most alike question that it answers, 0 where there is none."""
        result = np.zeros(bound.units, dtype=np.float32)
        np.maximum.at(result, bound.rows, self.alike(vector, text)[bound.questions])
        return result


def bound(quotations: Sequence[Sequence[str]], units: Sequence[Unit]) -> Bound:
    """Which units hold the quotations of each question."""
    holders = _holders(sorted({quotation for own in quotations for quotation in own}), units)
    pairs = sorted({(place, row) for place, own in enumerate(quotations) for quotation in own for row in holders.get(quotation, ())})
    table = np.asarray(pairs, dtype=np.int64).reshape(-1, 2)
    return Bound(table[:, 0], table[:, 1], len(units))


def save(path: Path, model: str, asked: Sequence[tuple[str, Sequence[str]]], projection: Vectors, vectors: Vectors) -> None:
    """Write questions with their quotations; ``vectors`` are of unit length and kept in eight bits a number."""
    quotations = sorted({quotation for _, own in asked for quotation in own})
    place = {quotation: n for n, quotation in enumerate(quotations)}
    entries = {"quotations": quotations, "asked": [[text, [place[quotation] for quotation in own]] for text, own in asked]}
    written = np.frombuffer(json.dumps(entries, ensure_ascii=False).encode(), dtype=np.uint8)
    np.savez_compressed(path, model=np.asarray(model), entries=written, projection=projection.astype(np.float16), vectors=in_eight_bits(vectors))


def _holders(quotations: Sequence[str], units: Sequence[Unit]) -> dict[str, list[int]]:
    """Rows of the units that hold each quotation."""
    wanted = [_grams(quotation) for quotation in quotations]
    by_gram: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, grams in enumerate(wanted):
        for gram in grams:
            by_gram[gram].append(place)
    result: dict[str, list[int]] = defaultdict(list)
    for row, unit in enumerate(units):
        own = _grams(unit.text)
        shared = Counter(place for gram in own for place in by_gram.get(gram, ()))
        for place, many in shared.items():
            if many >= HELD * min(len(own), len(wanted[place])):
                result[quotations[place]].append(row)
    return result


def _grams(text: str) -> frozenset[tuple[str, ...]]:
    """Word 4-grams; a shorter text is one."""
    found = words(text)
    return frozenset(tuple(found[n : n + _GRAM]) for n in range(max(1, len(found) - _GRAM + 1))) if found else frozenset()
