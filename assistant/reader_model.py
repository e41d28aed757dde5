"""The reader's network: the packaged MiniLM with small trained changes, reading a question and a text together (docs/adr/0011).

``reader.safetensors`` beside this file holds the changes as low-rank factors, so that it stays a few megabytes and the base stays the
checked package. Written by ``python -m eval.train_reader``.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from assistant.embedding import PACKAGED_DIGEST, packaged_transformer
from assistant.errors import SettingsError
from assistant.packed_network import UNLIKE, PackedNetwork, halved, mean_of

if TYPE_CHECKING:
    import torch

WEIGHTS = Path(__file__).with_name("reader.safetensors")
LATER_WEIGHTS = Path(__file__).with_name("later.safetensors")
"""The reader of follow-ups."""
LONGEST = 88
"""Word pieces of question and text together."""
LONGEST_QUESTION = 300
"""Characters from which the question is cut too; below, only the text is."""
BATCH = 3
"""Pairs of one pass. Twelve pairs by three, the longest first, took 84 ms on two cores (the 95th percentile of 150 questions), by six, the shortest
first, 132: one core waited for the other. Six pairs 48 instead of 87."""
_ALIKE = 0.999
_SAMPLE = "When is the Graded Care Profile used with a family whose home is cold? "
UP, DOWN, WHOLE, HEAD = ".up", ".down", ".whole", "head"


_States = Callable[[Any], "tuple[torch.Tensor, torch.Tensor]"]
"""Pairs of :func:`encode` to numbers of the last layer and which places are no padding."""


class LazyNetwork:
    """A trained network whose weights load at first use. Safe for threads."""

    def __init__(self, weights: Path) -> None:
        self._weights = weights
        self._lock = threading.Lock()
        self._made: tuple[Any, _States, torch.Tensor, torch.Tensor] | None = None

    @property
    def ready(self) -> bool:
        """Whether the weights are loaded."""
        return self._made is not None

    def parts(self) -> tuple[Any, _States, torch.Tensor, torch.Tensor]:
        """Tokenizer, what gives the states, weight and bias of the last layer (see :func:`load_network`)."""
        with self._lock:
            if self._made is None:
                tokenizer, network, weight, bias = load_network(self._weights)
                self._made = (tokenizer, _states_of(tokenizer, network), weight, bias)
            return self._made


class PairReader:
    """Scores pairs. Light to construct; the weights load at first use. Safe for threads.

    ``longest`` are the word pieces of both texts together; what is longer is cut in the second.
    """

    def __init__(self, weights: Path = WEIGHTS, longest: int = LONGEST) -> None:
        self._network = LazyNetwork(weights)
        self._longest = longest

    @cached_property
    def _pool(self) -> ThreadPoolExecutor:
        """One thread a batch: two threads within one operation wait for each other longer than they save (see embedding)."""
        import torch  # noqa: PLC0415 - see embedding

        return ThreadPoolExecutor(torch.get_num_threads(), "read", initializer=torch.set_num_threads, initargs=(1,))

    def read(self, question: str, texts: Sequence[str]) -> NDArray[np.float32]:
        """One figure a text, shape (n,), comparable between questions: the higher, the likelier that the text answers."""
        if not texts:
            return np.zeros(0, dtype=np.float32)
        import torch  # noqa: PLC0415 - see embedding

        tokenizer, states, weight, bias = self._network.parts()
        result = np.zeros(len(texts), dtype=np.float32)

        def work(places: Sequence[int]) -> None:
            batch = encode(tokenizer, [question] * len(places), [texts[place] for place in places], self._longest)
            with torch.inference_mode():
                result[places] = (joined(*states(batch)) @ weight + bias).numpy()

        # Batches of like lengths: padding is read like text. The longest first, so that no core begins with them when the other is done.
        order = sorted(range(len(texts)), key=lambda place: -len(texts[place]))
        for done in [self._pool.submit(work, order[start : start + BATCH]) for start in range(0, len(order), BATCH)]:
            done.result()
        return result


def encode(tokenizer: Any, questions: Sequence[str], texts: Sequence[str], longest: int = LONGEST) -> Any:
    """Pairs as the network reads them, in training as in use: question and text of each place together, not padded."""
    cut = "only_second" if max(map(len, questions)) < LONGEST_QUESTION else True
    return tokenizer(list(questions), list(texts), truncation=cut, max_length=longest)


def plain_states(tokenizer: Any, network: Any, batch: Any) -> tuple[torch.Tensor, torch.Tensor]:
    """The network's own way: numbers of the last layer, shape (n, length, 384), float32, and which places are no padding, shape (n, length)."""
    full = tokenizer.pad(batch, return_tensors="pt")
    return network(**full).last_hidden_state.float(), full["attention_mask"].bool()


def joined(hidden: torch.Tensor, real: torch.Tensor) -> torch.Tensor:
    """First token and mean of all tokens side by side, shape (n, 768), float32."""
    import torch  # noqa: PLC0415

    return torch.cat([hidden[:, 0], mean_of(hidden, real)], 1)


def _states_of(tokenizer: Any, network: Any) -> _States:
    """The faster of both ways that gives what the network gives."""
    import torch  # noqa: PLC0415

    def plain(batch: Any) -> tuple[torch.Tensor, torch.Tensor]:
        return plain_states(tokenizer, network, batch)

    try:
        packed = PackedNetwork(network)

        def fast(batch: Any) -> tuple[torch.Tensor, torch.Tensor]:
            return packed.states(batch["input_ids"], batch["token_type_ids"])

        batch = encode(tokenizer, [_SAMPLE] * 2, [_SAMPLE * 9, _SAMPLE])
        with torch.inference_mode():
            alike = torch.cosine_similarity(joined(*fast(batch)), joined(*plain(batch)))
    except UNLIKE:
        return plain
    return fast if bool((alike > _ALIKE).all()) else plain


def load_network(weights: Path, *, exact: bool = False) -> tuple[Any, Any, torch.Tensor, torch.Tensor]:
    """Tokenizer, changed network, weight (768,) or (n, 768) and bias of the last layer; ``exact`` keeps full precision, for training."""
    import torch  # noqa: PLC0415
    from safetensors import SafetensorError, safe_open  # noqa: PLC0415

    try:
        with safe_open(str(weights), framework="pt") as file:
            base = (file.metadata() or {}).get("base")
            kept = {name: file.get_tensor(name).float() for name in file.keys()}  # noqa: SIM118 - not a mapping
    except (OSError, SafetensorError) as error:
        raise SettingsError(f"{weights.name} cannot be read ({type(error).__name__}). Reinstall the assistant.") from error
    if base != PACKAGED_DIGEST:
        raise SettingsError(f"{weights.name} was trained on another base model. Reinstall the assistant, or run `python -m eval.train_reader`.")
    tokenizer, network = packaged_transformer()
    with torch.no_grad():
        for name, parameter in network.named_parameters():
            if name + WHOLE in kept:
                parameter.add_(kept[name + WHOLE])
            elif name + UP in kept:
                parameter.add_(kept[name + UP] @ kept[name + DOWN])
    return tokenizer, network if exact else halved(network), kept[f"{HEAD}.weight"], kept[f"{HEAD}.bias"]
