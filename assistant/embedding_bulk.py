"""Texts through the packed network (``packed_network``): many on all cores, a few on one.

Nothing is taken on trust: where a few texts come out differently than from the model itself, :func:`bulk_encoder` gives ``None``.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.packed_network import BATCH_PIECES, UNLIKE, PackedNetwork, mean_of, padded

Vectors = NDArray[np.float32]

_ALIKE = 0.999
"""Least cosine between both ways; bfloat16 alone costs about 0.0001."""
_SAMPLES = ("Neglect", "When should I use the Graded Care Profile 2 with a family whose home is cold?", "The child was seen alone. " * 60)


class BulkEncoder:
    """Encodes on all cores, one batch a core, because two cores that share an operation wait for each other longer than they save."""

    def __init__(self, model: Any) -> None:
        """``model`` is a ``SentenceTransformer``; raises AttributeError, RuntimeError or NotImplementedError where its network is another."""
        import torch  # noqa: PLC0415 - see assistant.embedding

        self._torch = torch
        self._model = model
        self._network = PackedNetwork(model[0].auto_model)
        self._cores = torch.get_num_threads()
        # Kept: each new thread would take, and keep, memory of its own.
        self._pool = ThreadPoolExecutor(self._cores, thread_name_prefix="embed", initializer=torch.set_num_threads, initargs=(1,))
        self._lock = threading.Lock()

    def encode_few(self, texts: Sequence[str]) -> Vectors:
        """As :meth:`encode`, all in one batch on one core: a question is done before two cores have met."""
        return self._pool.submit(self._vectors, self._pieces(texts)).result()

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors of shape (n, dimension), float32, in input order; not normalised."""
        pieces = self._pieces(texts)
        result: list[Vectors | None] = [None] * len(texts)

        def work(batch: Sequence[int]) -> None:
            for place, vector in zip(batch, self._vectors([pieces[place] for place in batch]), strict=True):
                result[place] = vector

        self._side_by_side(work, pieces)
        return np.stack([vector for vector in result if vector is not None])

    def encode_parts(self, texts: Sequence[str], ends: Sequence[Sequence[int]]) -> list[Vectors]:
        """For each text the sums of its last layer over each of its parts, shape (parts, dimension); see ``SentenceEmbedder.encode_parts``."""
        read = self._model.tokenizer(list(texts), truncation=True, max_length=self._model.max_seq_length, return_offsets_mapping=True)
        pieces, places = read["input_ids"], read["offset_mapping"]
        result: list[Vectors | None] = [None] * len(texts)

        def work(batch: Sequence[int]) -> None:
            states = self._network.states([pieces[place] for place in batch])[0].numpy()
            for row, place in enumerate(batch):
                whole = len(pieces[place]) < self._model.max_seq_length
                result[place] = _sums(states[row], np.asarray(places[place]), ends[place], whole=whole)

        self._side_by_side(work, pieces)
        return [sums for sums in result if sums is not None]

    def _side_by_side(self, work: Callable[[Sequence[int]], None], pieces: Sequence[Sequence[int]]) -> None:
        """All texts in batches of one length, a batch a core."""
        order = sorted(range(len(pieces)), key=lambda place: -len(pieces[place]))
        with self._lock:
            try:
                for done in [self._pool.submit(work, batch) for batch in _batches(order, pieces)]:
                    done.result()
            finally:
                # The number belongs to the thread that sets it, but threads that start later take the one set last.
                self._torch.set_num_threads(self._cores)

    def _pieces(self, texts: Sequence[str]) -> Sequence[Sequence[int]]:
        limit = self._model.max_seq_length
        found: Sequence[Sequence[int]] = self._model.tokenizer(list(texts), truncation=True, max_length=limit, return_attention_mask=False)[
            "input_ids"
        ]
        return found

    def _vectors(self, pieces: Sequence[Sequence[int]]) -> Vectors:
        """Means of the last layer."""
        return np.asarray(mean_of(*self._network.states(pieces)).numpy(), dtype=np.float32)


def bulk_encoder(model: Any, expected: Vectors) -> BulkEncoder | None:
    """An encoder that gives what the model gives, else ``None``. ``expected`` are the model's unit vectors of :func:`samples`."""
    try:
        encoder = BulkEncoder(model)
        found = encoder.encode(_SAMPLES)
    except UNLIKE:
        return None
    if found.shape != expected.shape:
        return None
    cosines = (found * expected).sum(axis=1) / np.linalg.norm(found, axis=1).clip(min=1e-9)
    return encoder if bool((cosines > _ALIKE).all()) else None


def _sums(states: Vectors, places: NDArray[np.int64], ends: Sequence[int], *, whole: bool) -> Vectors:
    """Sums over parts. ``places`` are (first letter, end) of each word piece, (0, 0) for the two that frame a text and count to its first part.

    A part that the model did not read to its end is all zero; ``whole`` says that nothing was dropped.
    """
    stops = places[:, 1]
    found = np.zeros((len(ends), states.shape[1]), dtype=np.float32)
    np.add.at(found, np.searchsorted(np.asarray(ends), stops), states[: len(places)])
    if not whole:
        found[np.asarray(ends) > stops.max(initial=0)] = 0.0
    return found


def samples() -> list[str]:
    """Texts by which both ways are compared: a word, a sentence, and more than the model reads."""
    return list(_SAMPLES)


def _batches(order: Sequence[int], pieces: Sequence[Sequence[int]]) -> Iterator[Sequence[int]]:
    """Runs of ``order`` (longest text first) that, padded to the first one's length, stay within ``BATCH_PIECES``."""
    start = 0
    while start < len(order):
        end = start + max(1, BATCH_PIECES // padded(len(pieces[order[start]])))
        yield order[start:end]
        start = end
