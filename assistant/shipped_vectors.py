"""Vectors that come with the product: those of the topic bridge as it is shipped, so that no installation has to compute them.

``topics.npz`` beside this file holds hashes of the texts and their vectors in eight bits a number (cosine to the model's own above 0.999), for
the packaged embedding model only. Written by ``python scripts/ship_topics.py``; a text that was edited since is simply computed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from assistant.embedding import Vectors, unit_length

FILE = Path(__file__).with_name("topics.npz")


@lru_cache(maxsize=1)
def shipped(model: str, path: Path = FILE) -> Mapping[str, Vectors]:
    """Vectors by SHA-256 of their texts, hexadecimal; none where ``model``, the digest of the embedder, is another or the file cannot be read."""
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as kept:
            if str(kept["model"]) != model:
                return {}
            vectors = unit_length(kept["vectors"].astype(np.float32))
            return {bytes(key).hex(): vector for key, vector in zip(kept["keys"], vectors, strict=True)}
    except (OSError, EOFError, ValueError, KeyError, BadZipFile):
        return {}


def in_eight_bits(vectors: Vectors) -> NDArray[np.int8]:
    """Each row as whole numbers up to 127; brought to length 1 again it is the row within a thousandth (cosine)."""
    return np.asarray(np.rint(vectors * (127 / np.abs(vectors).max(axis=1, keepdims=True))).astype(np.int8))


def ship(model: str, keys: Sequence[str], vectors: Vectors, path: Path = FILE) -> None:
    """Write the file; ``vectors`` has shape (len(keys), dimension) and rows of length 1."""
    hashes = np.frombuffer(bytes.fromhex("".join(keys)), dtype=np.uint8).reshape(len(keys), -1)
    np.savez_compressed(path, model=np.asarray(model), keys=hashes, vectors=in_eight_bits(vectors))
