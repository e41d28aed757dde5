"""What trainings of a network have in common: the packaged transformer with one linear layer on it, its descent, and what is kept of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch

from assistant import reader_model
from assistant.embedding import packaged_transformer

RANK = 48
WARM_STEPS = 60


class HeadedTransformer(torch.nn.Module):
    """The packaged transformer, of which the tables of words and places stay as they are, and a linear layer of so many outputs."""

    def __init__(self, outputs: int) -> None:
        super().__init__()
        self.tokenizer, self.transformer = packaged_transformer()
        self.transformer.embeddings.word_embeddings.weight.requires_grad_(False)
        self.transformer.embeddings.position_embeddings.weight.requires_grad_(False)
        self.head = torch.nn.Linear(768, outputs)
        torch.nn.init.zeros_(self.head.weight)
        torch.nn.init.zeros_(self.head.bias)

    def figures(self, batch: Any) -> torch.Tensor:
        """Of tokenized texts, shape (n, outputs)."""
        with torch.autocast("cpu", torch.bfloat16):
            states = reader_model.joined(*reader_model.plain_states(self.tokenizer, self.transformer, batch))
        result: torch.Tensor = self.head(states.float())
        return result


class Descent:
    """AdamW with a warm-up and a linear decay; ``rates`` are those of the transformer and of the ``small`` parameters."""

    def __init__(self, network: HeadedTransformer, small: Sequence[torch.nn.Parameter], rates: tuple[float, float], steps: int) -> None:
        self._network = network
        self._rates = rates
        self._steps = steps
        self._step = 0
        tuned = [parameter for parameter in network.transformer.parameters() if parameter.requires_grad]
        self._optimiser = torch.optim.AdamW(
            [{"params": part, "lr": rate} for part, rate in zip((tuned, list(small)), rates, strict=True)], weight_decay=0.01
        )

    def step(self, loss: torch.Tensor) -> None:
        """One step; prints the loss now and then."""
        pace = min(1.0, self._step / WARM_STEPS) * max(0.02, 1 - self._step / self._steps)
        for group, rate in zip(self._optimiser.param_groups, self._rates, strict=True):
            group["lr"] = rate * pace
        self._optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self._network.parameters(), 1.0)
        self._optimiser.step()
        self._step += 1
        if self._step % 100 == 0:
            print(f"step {self._step} of {self._steps}: loss {float(loss):.3f}", flush=True)


def factors(transformer: torch.nn.Module, head: torch.nn.Linear) -> dict[str, torch.Tensor]:
    """The changes to the packaged weights: matrices as factors of ``RANK``, everything else whole. A head of one output is kept as a vector."""
    _, base = packaged_transformer()
    before = dict(base.named_parameters())
    kept: dict[str, torch.Tensor] = {}
    for name, parameter in transformer.named_parameters():
        change = (parameter - before[name]).detach().float()
        if not change.abs().any():
            continue
        if change.ndim == 2 and min(change.shape) > RANK:
            left, sizes, right = torch.linalg.svd(change, full_matrices=False)
            kept[name + reader_model.UP] = (left[:, :RANK] * sizes[:RANK]).to(torch.bfloat16).contiguous()
            kept[name + reader_model.DOWN] = right[:RANK].to(torch.bfloat16).contiguous()
        else:
            kept[name + reader_model.WHOLE] = change.to(torch.bfloat16).contiguous()
    weight = head.weight.detach().float()
    kept[f"{reader_model.HEAD}.weight"] = (weight[0] if len(weight) == 1 else weight).contiguous()
    kept[f"{reader_model.HEAD}.bias"] = head.bias.detach().float().contiguous()
    return kept
