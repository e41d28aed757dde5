"""What of a library is indexed under which text, and the vectors of it: units alone, passages and windows from one reading of each passage."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from assistant.domain import Document, Unit
from assistant.embedding import Vectors, unit_length
from assistant.library import GRAINS, PASSAGES, UNITS, WINDOWS
from assistant.vector_cache import VectorCache, part_names
from ingest.passages import passage_parts, passage_text, title_context, unit_text, window_range, window_text

Documents = Mapping[str, Document]
Runs = Sequence[tuple[int, int]]
"""Passages as half-open runs of units."""
Say = Callable[[str, int, int], None]
"""Hears a stage, how much of it is done, and of how much."""


def indexed_texts(documents: Documents, units: Sequence[Unit], runs: Runs) -> dict[str, list[str]]:
    """What is indexed for each grain; ``units`` and ``runs`` are of the whole generation."""
    return {
        UNITS: [unit_text(unit) for unit in units],
        WINDOWS: [window_text(documents[unit.document_id], units, position) for position, unit in enumerate(units)],
        PASSAGES: [passage_text(documents[units[low].document_id], units[low:high]) for low, high in runs],
    }


def worded_texts(texts: Mapping[str, Sequence[str]], documents: Documents, units: Sequence[Unit]) -> dict[str, Sequence[str]]:
    """What word search indexes of ``texts``: words also count from the title (area, year), which the short unit vectors leave out."""
    titles = [title_context(documents[unit.document_id]) for unit in units]
    return {**texts, UNITS: [f"{text} {title}" for text, title in zip(texts[UNITS], titles, strict=True)]}


def kept_names(documents: Documents, units: Sequence[Unit], runs: Runs) -> set[str]:
    """Everything under which a vector of these units may be kept, for purging."""
    texts = indexed_texts(documents, units, runs)
    names = {text for grain in GRAINS for text in texts[grain]}
    return names.union(*(part_names(text, ends) for text, ends in _parts(documents, units, runs)))


def vectors_of(
    texts: Mapping[str, Sequence[str]], documents: Documents, units: Sequence[Unit], runs: Runs, cache: VectorCache, say: Say
) -> dict[str, Vectors]:
    """Vectors of each grain, unit length; ``texts`` are what :func:`indexed_texts` gives. A window is added up from parts of passages.

    Measured on 4,368 units: windows read as texts of their own are 58 % of all word pieces; added up they have a cosine of
    0.96 to those, and find as much (docs/adr/0005).
    """

    def embed(wanted: Sequence[str]) -> Vectors:
        return cache.encode(wanted, lambda done, total: say("Embedding sentences", done, total))

    alone = embed(texts[UNITS])
    parts = _parts(documents, units, runs)
    sums = cache.encode_parts(
        [text for text, _ in parts], [ends for _, ends in parts], lambda done, total: say("Embedding passages", done, total)
    )
    if sums is None:
        return {UNITS: alone, WINDOWS: embed(texts[WINDOWS]), PASSAGES: embed(texts[PASSAGES])}
    return {
        UNITS: alone,
        WINDOWS: _or_read(_window_sums(units, runs, sums), texts[WINDOWS], embed),
        PASSAGES: _or_read(_passage_sums(sums, alone.shape[1]), texts[PASSAGES], embed),
    }


def _parts(documents: Documents, units: Sequence[Unit], runs: Runs) -> list[tuple[str, tuple[int, ...]]]:
    return [passage_parts(documents[units[low].document_id], units[low:high]) for low, high in runs]


def _passage_sums(sums: Sequence[Vectors], dimension: int) -> Vectors:
    whole = [part.sum(axis=0) if part.any(axis=1).all() else np.zeros(dimension) for part in sums]
    return np.asarray(whole, dtype=np.float32).reshape(len(sums), dimension)


def _window_sums(units: Sequence[Unit], runs: Runs, sums: Sequence[Vectors]) -> Vectors:
    """Title and headings of a unit's passage, the unit and its neighbours, added up, shape (units, dimension); zero where one was not read."""
    if not units:
        return np.zeros((0, 1), dtype=np.float32)
    own = np.concatenate([part[1:] for part in sums])
    above = [part[0] for part, (low, high) in zip(sums, runs, strict=True) for _ in range(low, high)]
    return np.asarray([_added(above[place], own[list(window_range(units, place))]) for place in range(len(units))], dtype=np.float32)


def _added(above: Vectors, near: Vectors) -> Vectors:
    return np.asarray(above + near.sum(axis=0) if near.any(axis=1).all() else np.zeros_like(above))


def _or_read(sums: Vectors, texts: Sequence[str], embed: Callable[[Sequence[str]], Vectors]) -> Vectors:
    """The sums brought to length 1; where a part was beyond the model's length, the text is read by itself."""
    vectors = unit_length(sums)
    unread = [row for row, sum_ in enumerate(sums) if not sum_.any()]
    if unread:
        vectors[unread] = embed([texts[row] for row in unread])
    return vectors
