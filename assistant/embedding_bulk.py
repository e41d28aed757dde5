"""Texts through the packed network (``packed_network``): many on all cores, a few on one.

Nothing is taken on trust: where a few texts come out differently than from the model itself, :func:`bulk_encoder` gives ``None``.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
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

        order = sorted(range(len(texts)), key=lambda place: -len(pieces[place]))
        with self._lock:
            try:
                for done in [self._pool.submit(work, batch) for batch in _batches(order, pieces)]:
                    done.result()
            finally:
                # The number belongs to the thread that sets it, but threads that start later take the one set last.
                self._torch.set_num_threads(self._cores)
        return np.stack([vector for vector in result if vector is not None])

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
