"""Many texts through a BERT network: the model's own weights, arranged for throughput.

What differs from the model's own way (``SentenceTransformer.encode``), measured on two cores with AMX and 16,000 texts: weights are packed
once instead of at each multiplication, queries, keys and values come from one multiplication, GELU is part of another, and sums and norms
are float32, which is faster here and halves the distance to an all-float32 model. Lengths are multiples of eight, so that a few dozen
shapes recur: for each new shape oneDNN compiles code and keeps it. Together a quarter less processor time and half the memory.

The packed multiplication is an operation that torch itself uses, but does not document. So nothing is taken on trust: where the network is
another one, the operation is missing, or a few texts come out differently than from the model itself, :func:`bulk_encoder` gives ``None``.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import torch

Vectors = NDArray[np.float32]

_BATCH_PIECES = 1024
"""Word pieces of one batch, padding included; more does not pay, and the numbers of one layer stay in a core's own cache."""
_STEP = 8
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
        self._network = _Network(model[0].auto_model)
        self._cores = torch.get_num_threads()
        # Kept: each new thread would take, and keep, memory of its own.
        self._pool = ThreadPoolExecutor(self._cores, thread_name_prefix="embed", initializer=torch.set_num_threads, initargs=(1,))
        self._lock = threading.Lock()

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors of shape (n, dimension), float32, in input order; not normalised."""
        limit = self._model.max_seq_length
        pieces = self._model.tokenizer(list(texts), truncation=True, max_length=limit, return_attention_mask=False)["input_ids"]
        result: list[Vectors | None] = [None] * len(texts)

        def work(batch: Sequence[int]) -> None:
            for place, vector in zip(batch, self._network.vectors([pieces[place] for place in batch]), strict=True):
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


def bulk_encoder(model: Any, expected: Vectors) -> BulkEncoder | None:
    """An encoder that gives what the model gives, else ``None``. ``expected`` are the model's unit vectors of :func:`samples`."""
    try:
        encoder = BulkEncoder(model)
        found = encoder.encode(_SAMPLES)
    except (AttributeError, RuntimeError, NotImplementedError, TypeError, ValueError, IndexError):
        return None
    if found.shape != expected.shape:
        return None
    cosines = (found * expected).sum(axis=1) / np.linalg.norm(found, axis=1).clip(min=1e-9)
    return encoder if bool((cosines > _ALIKE).all()) else None


def samples() -> list[str]:
    """Texts by which both ways are compared: a word, a sentence, and more than the model reads."""
    return list(_SAMPLES)


def _batches(order: Sequence[int], pieces: Sequence[Sequence[int]]) -> Iterator[Sequence[int]]:
    """Runs of ``order`` (longest text first) that, padded to the first one's length, stay within ``_BATCH_PIECES``."""
    start = 0
    while start < len(order):
        end = start + max(1, _BATCH_PIECES // _padded(len(pieces[order[start]])))
        yield order[start:end]
        start = end


def _padded(length: int) -> int:
    return -(-length // _STEP) * _STEP


class _Layer:
    """Packed weights of one layer of the encoder."""

    def __init__(self, layer: Any, pack: Any) -> None:
        attention, joined = layer.attention.self, layer.attention.output
        inputs = (attention.query, attention.key, attention.value)
        self.inputs = pack([part.weight for part in inputs], [part.bias for part in inputs])
        self.joined = pack([joined.dense.weight], [joined.dense.bias])
        self.joined_norm = _norm(joined.LayerNorm)
        self.wide = pack([layer.intermediate.dense.weight], [layer.intermediate.dense.bias])
        self.narrow = pack([layer.output.dense.weight], [layer.output.dense.bias])
        self.narrow_norm = _norm(layer.output.LayerNorm)


def _norm(norm: Any) -> tuple[Any, Any, float]:
    return norm.weight.detach().float(), norm.bias.detach().float(), float(norm.eps)


class _Network:
    """The forward pass: token numbers in, mean-pooled vectors out."""

    def __init__(self, network: Any) -> None:
        import torch  # noqa: PLC0415 - see assistant.embedding

        if network.config.hidden_act != "gelu":
            raise NotImplementedError("only GELU is fused")
        self._torch = torch
        self._linear = torch.ops.mkldnn._linear_pointwise
        self._heads = int(network.config.num_attention_heads)
        embeddings = network.embeddings
        self._words = embeddings.word_embeddings.weight.detach()
        # All tokens are of the first and only segment.
        self._places = (embeddings.position_embeddings.weight + embeddings.token_type_embeddings.weight[0]).detach()
        self._first_norm = _norm(embeddings.LayerNorm)
        self._layers = [_Layer(layer, self._pack) for layer in network.encoder.layer]

    def _pack(self, weights: Sequence[Any], biases: Sequence[Any]) -> tuple[Any, Any]:
        torch = self._torch
        whole = torch.cat([weight.detach() for weight in weights]).contiguous()
        return torch.ops.mkldnn._reorder_linear_weight(whole, _BATCH_PIECES), torch.cat([bias.detach() for bias in biases])

    def vectors(self, pieces: Sequence[Sequence[int]]) -> Vectors:
        """Means of the last layer, shape (n, dimension), float32."""
        torch = self._torch
        length = _padded(max(len(row) for row in pieces))
        tokens = np.zeros((len(pieces), length), dtype=np.int64)
        real = np.zeros((len(pieces), length), dtype=bool)
        for row, numbers in enumerate(pieces):
            tokens[row, : len(numbers)] = numbers
            real[row, : len(numbers)] = True
        with torch.inference_mode():
            return np.asarray(self._forward(torch.from_numpy(tokens), torch.from_numpy(real)).numpy(), dtype=np.float32)

    def _forward(self, tokens: torch.Tensor, real: torch.Tensor) -> torch.Tensor:
        torch, rows, length = self._torch, *tokens.shape
        kind = self._words.dtype
        hidden = self._words[tokens] + self._places[:length]
        hidden = self._normed(hidden.float(), self._first_norm).view(rows * length, -1)
        mask = None
        if not bool(real.all()):
            mask = torch.zeros(rows, 1, 1, length, dtype=kind).masked_fill_(~real.view(rows, 1, 1, length), float("-inf"))
        for layer in self._layers:
            mixed = self._linear(self._attended(hidden.to(kind), layer, rows, mask), *layer.joined, "none", [], "")
            hidden = self._normed(hidden + mixed, layer.joined_norm)
            wide = self._linear(hidden.to(kind), *layer.wide, "gelu", [], "none")
            hidden = self._normed(hidden + self._linear(wide, *layer.narrow, "none", [], ""), layer.narrow_norm)
        weights = real.unsqueeze(-1).float()
        return (hidden.view(rows, length, -1) * weights).sum(1) / weights.sum(1)

    def _attended(self, hidden: torch.Tensor, layer: _Layer, rows: int, mask: torch.Tensor | None) -> torch.Tensor:
        parts = self._linear(hidden, *layer.inputs, "none", [], "").view(rows, -1, 3, self._heads, hidden.shape[1] // self._heads)
        query, key, value = parts.permute(2, 0, 3, 1, 4)
        found = self._torch.nn.functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        return found.transpose(1, 2).reshape(hidden.shape)

    def _normed(self, hidden: torch.Tensor, norm: tuple[Any, Any, float]) -> torch.Tensor:
        return self._torch.nn.functional.layer_norm(hidden, (hidden.shape[-1],), *norm)
