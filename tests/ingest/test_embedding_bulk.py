"""Many texts are embedded in batches over the cores, and come out as they do one by one."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from assistant.embedding import SentenceEmbedder, Vectors, _plainly
from assistant.embedding_bulk import bulk_encoder, samples

ROOT = Path(__file__).resolve().parents[2]
TEXTS = [f"Visit {number}: the health visitor saw the child {'alone ' * (number % 5)}at home" for number in range(70)]


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


@pytest.fixture(scope="module")
def embedder() -> SentenceEmbedder:
    """The packaged model, its weights loaded."""
    made = SentenceEmbedder()
    made.warm_up()
    return made


def _expected(embedder: SentenceEmbedder) -> Vectors:
    """What the model itself says, one text at a time."""
    return np.concatenate([_plainly(embedder._loaded(), [text]) for text in samples()])


def test_packed_weights_stand_the_comparison_with_the_model(embedder: SentenceEmbedder) -> None:
    """A word, a sentence and a text longer than the model reads have the model's own vectors; so the packed weights are used."""
    import torch

    encoder = bulk_encoder(embedder._loaded(), _expected(embedder))

    assert (encoder is not None) == torch.backends.mkldnn.is_available()
    if encoder is None:
        return
    found = encoder.encode(samples())
    assert ((found / np.linalg.norm(found, axis=1, keepdims=True)) * _expected(embedder)).sum(axis=1).min() > 0.9998


def test_an_encoder_that_differs_from_the_model_is_left_aside(embedder: SentenceEmbedder) -> None:
    """Where the comparison fails there is no such encoder, and many texts are embedded the model's own way."""
    assert bulk_encoder(embedder._loaded(), _expected(embedder)[::-1].copy()) is None

    plain = SentenceEmbedder()
    plain._model, plain._bulk_tried = embedder._loaded(), True
    assert (plain.encode(TEXTS) * embedder.encode(TEXTS)).sum(axis=1).min() > 0.9998


def test_looking_whether_anything_changed_loads_no_heavy_library() -> None:
    """What `safeguarding ingest` imports before it knows that something changed: no torch, Chroma, scipy, SQLAlchemy, nor text recognition."""
    heavy = "{'torch', 'transformers', 'chromadb', 'bm25s', 'scipy', 'sqlalchemy', 'rapidocr_onnxruntime', 'pypdfium2'}"
    code = f"import sys, ingest.cli, ingest.job, ingest.publish, assistant.embedding; print(sorted({heavy} & set(sys.modules)))"

    out = subprocess.run([sys.executable, "-W", "ignore", "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)

    assert out.stdout.strip() == "[]"
