"""Windows and passages come from one reading of each passage, with the real model."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import pytest

from assistant.domain import Document, Unit
from assistant.embedding import SentenceEmbedder, Vectors
from assistant.library import PASSAGES, UNITS, WINDOWS
from assistant.vector_cache import VectorCache
from ingest.indexing import indexed_texts, kept_names, vectors_of
from ingest.publish import runs_of

_SENTENCES = (
    "Neglect is the ongoing failure to meet a child's basic needs.",
    "The Graded Care Profile 2 helps practitioners to measure the quality of care.",
    "It is completed with the parents and reviewed after three months.",
    "A chronology shows what has changed.",
    "The core group meets within ten working days of the conference.",
)


def _units(sentences: tuple[str, ...], headings: tuple[str, ...] = ("Neglect",), document: str = "d") -> list[Unit]:
    return [
        Unit(id=f"{document}#{n}", document_id=document, ordinal=n, text=text, kind="paragraph", page=1, start=0, end=len(text), headings=headings)
        for n, text in enumerate(sentences)
    ]


_DOCUMENTS = {name: Document(id=name, title=f"Briefing {name}", kind="briefing", area="pan") for name in "de"}


@cache
def _embedder() -> SentenceEmbedder:
    return SentenceEmbedder()


Made = tuple[dict[str, Vectors], dict[str, list[str]], VectorCache]


def _vectors(units: list[Unit], folder: Path, embedder: SentenceEmbedder | None = None) -> Made:
    runs = runs_of(units)
    texts = indexed_texts(_DOCUMENTS, units, runs)
    kept = VectorCache(folder / "vectors.sqlite", embedder or _embedder())
    return vectors_of(texts, _DOCUMENTS, units, runs, kept, lambda *_: None), texts, kept


def _cosines(vectors: Vectors, texts: list[str]) -> Vectors:
    return np.asarray((vectors * _embedder().encode(texts)).sum(axis=1))


def _least_cosine(vectors: Vectors, texts: list[str]) -> float:
    return float(_cosines(vectors, texts).min())


def test_added_up_windows_are_close_to_windows_that_were_read(tmp_path: Path) -> None:
    """A passage is exactly what reading it gives, a window nearly, a unit stays what it is alone."""
    vectors, texts, _ = _vectors([*_units(_SENTENCES), *_units(_SENTENCES[3:], document="e")], tmp_path)

    assert np.allclose(np.linalg.norm(vectors[WINDOWS], axis=1), 1.0, atol=1e-3)
    assert _least_cosine(vectors[UNITS], texts[UNITS]) > 0.998
    assert _least_cosine(vectors[PASSAGES], texts[PASSAGES]) > 0.998
    # Within a passage a sentence also means what stands around it, most of all in one as short as these.
    windows = _cosines(vectors[WINDOWS], texts[WINDOWS])
    assert windows.mean() > 0.85
    assert windows[[0, 1, 5, 6]].min() > 0.97


def test_what_is_beyond_the_model_s_length_is_read_by_itself(tmp_path: Path) -> None:
    """The model drops the end of a long passage; nothing of the library is without a vector of its own words."""
    long = " ".join(["The reviewing officer asks about the child's day."] * 45)
    units = _units((long, "Bruising in a baby who does not move is always referred."))

    vectors, texts, _ = _vectors(units, tmp_path)

    assert _least_cosine(vectors[WINDOWS], texts[WINDOWS]) > 0.998
    assert _least_cosine(vectors[PASSAGES], texts[PASSAGES]) > 0.998


def test_a_changed_sentence_costs_its_passage_only(tmp_path: Path) -> None:
    """And nothing is computed twice."""
    long = tuple(f"{text} {text} {text}" for text in _SENTENCES)
    _, _, first = _vectors(_units(long), tmp_path)
    _, _, again = _vectors(_units(long), tmp_path)
    vectors, texts, changed = _vectors(_units((*long[:4], "Something else was said in the end.")), tmp_path)

    assert (first.computed > 0, again.computed) == (True, 0)
    assert changed.computed == 2  # the sentence and its passage
    assert _cosines(vectors[WINDOWS], texts[WINDOWS]).mean() > 0.85


def test_everything_kept_can_be_forgotten(tmp_path: Path) -> None:
    """A purge knows each name under which a vector of a document is kept."""
    units = _units(_SENTENCES)
    _, _, kept = _vectors(units, tmp_path)
    kept.forget(sorted(kept_names(_DOCUMENTS, units, runs_of(units))))

    _, _, again = _vectors(units, tmp_path)

    assert again.computed == kept.computed


class _WithoutParts(SentenceEmbedder):
    def encode_parts(self, texts, ends):  # type: ignore[no-untyped-def]
        return None


def test_a_model_that_cannot_tell_parts_apart_reads_each_window(tmp_path: Path) -> None:
    """Another embedder may not take means."""
    vectors, texts, _ = _vectors(_units(_SENTENCES), tmp_path, _WithoutParts())

    assert _least_cosine(vectors[WINDOWS], texts[WINDOWS]) > 0.998


def test_nothing_to_index(tmp_path: Path) -> None:
    """An empty library has empty tables."""
    vectors, _, _ = _vectors([], tmp_path)

    assert {grain: len(table) for grain, table in vectors.items()} == {UNITS: 0, WINDOWS: 0, PASSAGES: 0}


@pytest.mark.parametrize("ends", [[(3, 9)], [(3, 6, 9)]])
def test_parts_of_a_text_add_up_to_it(ends: list[tuple[int, ...]]) -> None:
    """Whatever the parts, their sum is the text's vector."""
    sums = _embedder().encode_parts(["bruises x"], ends)
    assert sums is not None
    whole = sums[0].sum(axis=0)

    assert float(whole @ _embedder().encode(["bruises x"])[0] / np.linalg.norm(whole)) > 0.999
