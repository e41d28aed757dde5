"""Many texts are embedded in batches over the cores, and come out as they do one by one."""

from __future__ import annotations

import random

import numpy as np

from assistant.embedding import SentenceEmbedder


def test_many_texts_have_the_vectors_of_single_ones() -> None:
    """Order, length and number of texts in a batch move a vector by a cosine below 0.0001; torch keeps its threads."""
    import torch

    chance = random.Random(5)
    words = "child neglect worry school visit nurse bruise referral plan meeting parent record threshold family help".split()
    texts = [" ".join(chance.choices(words, k=chance.randint(1, 90))) for _ in range(70)]
    embedder = SentenceEmbedder()
    threads = torch.get_num_threads()

    together = embedder.encode(texts)

    alone = np.concatenate([embedder.encode([text]) for text in texts[::7]])
    assert together.shape == (70, 384)
    assert np.allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)
    assert (together[::7] * alone).sum(axis=1).min() > 0.9999
    assert torch.get_num_threads() in (threads, 4)
