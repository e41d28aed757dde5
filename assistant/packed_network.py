"""A BERT network with its own weights, arranged for speed: what embeds texts and what reads pairs run on it.

What differs from the network's own way, measured on two cores with AMX: weights are packed once instead of at each multiplication, queries,
keys and values come from one multiplication, GELU is part of another, and sums and norms are float32, which is faster here and halves the
distance to an all-float32 network. Lengths are multiples of eight, so that a few dozen shapes recur: for each new shape oneDNN compiles code
and keeps it. Many texts take a quarter less processor time and half the memory; a short question is embedded in 6 ms instead of 15, and the
reader's eight pairs take 70 ms instead of 97.

The packed multiplication is an operation that torch itself uses, but does not document. So nothing is taken on trust: whoever uses this class
compares it with the network first, and does without it where they differ.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    import torch

BATCH_PIECES = 1024
"""Word pieces of one batch, padding included; more does not pay, and the numbers of one layer stay in a core's own cache."""
_STEP = 8
UNLIKE = (AttributeError, RuntimeError, NotImplementedError, TypeError, ValueError, IndexError)
"""What building or trying it raises where the network is another one or torch lacks the operation."""


def halved(network: Any) -> Any:
    """The network in bfloat16 where the processor multiplies such numbers faster (AMX tiles, AVX512_BF16), else as it is (docs/adr/0004)."""
    import torch  # noqa: PLC0415 - see assistant.embedding

    # Both questions are undocumented: a torch that lacks one says no.
    faster = ("_is_amx_tile_supported", "_is_avx512_bf16_supported")
    return network.to(torch.bfloat16) if any(getattr(torch.cpu, name, lambda: False)() for name in faster) else network


def padded(length: int) -> int:
    """A number of word pieces, rounded up to one of the few lengths that recur."""
    return -(-length // _STEP) * _STEP


def mean_of(hidden: torch.Tensor, real: torch.Tensor) -> torch.Tensor:
    """Mean of the last layer over the places that are no padding, shape (n, dimension), of what :meth:`PackedNetwork.states` gives."""
    weights = real[..., None].float()
    return (hidden * weights).sum(1) / weights.sum(1)


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


class PackedNetwork:
    """The forward pass: token numbers in, numbers of the last layer out. Safe for threads."""

    def __init__(self, network: Any) -> None:
        """Raises AttributeError, RuntimeError or NotImplementedError where the network is another one or torch lacks the operation."""
        import torch  # noqa: PLC0415 - see assistant.embedding

        if network.config.hidden_act != "gelu":
            raise NotImplementedError("only GELU is fused")
        self._torch = torch
        self._linear = torch.ops.mkldnn._linear_pointwise
        self._heads = int(network.config.num_attention_heads)
        embeddings = network.embeddings
        self._words = embeddings.word_embeddings.weight.detach()
        self._places = embeddings.position_embeddings.weight.detach()
        self._segments = embeddings.token_type_embeddings.weight.detach()
        self._first_norm = _norm(embeddings.LayerNorm)
        self._layers = [_Layer(layer, self._pack) for layer in network.encoder.layer]

    def _pack(self, weights: Sequence[Any], biases: Sequence[Any]) -> tuple[Any, Any]:
        torch = self._torch
        whole = torch.cat([weight.detach() for weight in weights]).contiguous()
        return torch.ops.mkldnn._reorder_linear_weight(whole, BATCH_PIECES), torch.cat([bias.detach() for bias in biases])

    def states(self, pieces: Sequence[Sequence[int]], segments: Sequence[Sequence[int]] | None = None) -> tuple[torch.Tensor, torch.Tensor]:
        """Numbers of the last layer, shape (n, length, dimension), float32, and which places are no padding, shape (n, length).

        ``segments`` tells first text (0) and second (1) apart, a number a word piece; without it all are of the first.
        """
        torch = self._torch
        length = padded(max(len(row) for row in pieces))
        tokens, kinds = (np.zeros((len(pieces), length), dtype=np.int64) for _ in range(2))
        real = np.zeros((len(pieces), length), dtype=bool)
        for row, numbers in enumerate(pieces):
            tokens[row, : len(numbers)] = numbers
            real[row, : len(numbers)] = True
            if segments is not None:
                kinds[row, : len(numbers)] = segments[row]
        mask = torch.from_numpy(real)
        with torch.inference_mode():
            return self._forward(torch.from_numpy(tokens), torch.from_numpy(kinds), mask), mask

    def _forward(self, tokens: torch.Tensor, kinds: torch.Tensor, real: torch.Tensor) -> torch.Tensor:
        torch, rows, length = self._torch, *tokens.shape
        kind = self._words.dtype
        hidden = self._words[tokens] + self._places[:length] + self._segments[kinds]
        hidden = self._normed(hidden.float(), self._first_norm).view(rows * length, -1)
        mask = None
        if not bool(real.all()):
            mask = torch.zeros(rows, 1, 1, length, dtype=kind).masked_fill_(~real.view(rows, 1, 1, length), float("-inf"))
        for layer in self._layers:
            mixed = self._linear(self._attended(hidden.to(kind), layer, rows, mask), *layer.joined, "none", [], "")
            hidden = self._normed(hidden + mixed, layer.joined_norm)
            wide = self._linear(hidden.to(kind), *layer.wide, "gelu", [], "none")
            hidden = self._normed(hidden + self._linear(wide, *layer.narrow, "none", [], ""), layer.narrow_norm)
        return hidden.view(rows, length, -1)

    def _attended(self, hidden: torch.Tensor, layer: _Layer, rows: int, mask: torch.Tensor | None) -> torch.Tensor:
        parts = self._linear(hidden, *layer.inputs, "none", [], "").view(rows, -1, 3, self._heads, hidden.shape[1] // self._heads)
        query, key, value = parts.permute(2, 0, 3, 1, 4)
        found = self._torch.nn.functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        return found.transpose(1, 2).reshape(hidden.shape)

    def _normed(self, hidden: torch.Tensor, norm: tuple[Any, Any, float]) -> torch.Tensor:
        return self._torch.nn.functional.layer_norm(hidden, (hidden.shape[-1],), *norm)
