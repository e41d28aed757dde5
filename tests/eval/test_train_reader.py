"""What the training of the reader does with trained weights."""

from __future__ import annotations

from pathlib import Path

import torch
from safetensors.torch import save_file

from assistant import reader_model
from assistant.embedding import PACKAGED_DIGEST
from eval.train_network import factors
from eval.train_reader import Network, RunningMean, mean_of

NAME = "encoder.layer.0.output.dense.bias"


def _weights(network: Network) -> torch.Tensor:
    weights: torch.Tensor = network.transformer.state_dict()[NAME].clone()
    return weights


def test_the_mean_of_two_weights_lies_between_them(tmp_path: Path) -> None:
    network = Network()
    base = _weights(network)
    paths = []
    for name, step in (("one", 0.5), ("other", 1.0)):
        with torch.no_grad():
            network.transformer.state_dict()[NAME].copy_(base + step)
            network.head.bias.fill_(step)
        paths.append(tmp_path / f"{name}.safetensors")
        save_file(factors(network.transformer, network.head), str(paths[-1]), metadata={"base": PACKAGED_DIGEST})
    mean = mean_of(paths)
    assert torch.allclose(_weights(mean) - base, torch.full_like(base, 0.75), atol=1e-2)
    assert abs(mean.head.bias.item() - 0.75) < 1e-6
    kept = factors(mean.transformer, mean.head)
    assert {name.rpartition(".")[0] for name in kept if not name.startswith("head")} == {NAME}


def test_the_running_mean_follows_the_weights_slowly() -> None:
    network = Network()
    network.go_on_from(reader_model.WEIGHTS)
    before = network.head.bias.item()
    mean = RunningMean(network)
    for _ in range(50):
        with torch.no_grad():
            network.head.bias.add_(1.0)
        mean.step()
    last = network.head.bias.item()
    mean.put()
    assert before < network.head.bias.item() < last
