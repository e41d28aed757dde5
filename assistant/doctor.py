"""What is configured, what is live, what is wrong and how to mend it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass

from assistant.contacts import ContactBook
from assistant.embedding import PairScorer, SentenceEmbedder
from assistant.errors import SafeguardingError
from assistant.knowledge import Vocabulary, load_topics
from assistant.library import Library
from assistant.llm import LangChainModel
from assistant.model_answer import EXPECTS
from assistant.off_switch import OffSwitch
from assistant.prompts import Prompt
from assistant.replies import Replies
from assistant.settings import Settings
from assistant.state.retention import days_of
from assistant.state.retention import describe as describe_retention

LEAST_SPACE = 1_000_000_000
"""Bytes that a publication of a few hundred documents needs for a while."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: whether it is well, and a sentence."""

    what: str
    ok: bool
    says: str


def examine(settings: Settings) -> list[Finding]:
    """Look at everything an installation needs; never raises."""
    checks: list[tuple[str, Callable[[], str]]] = [
        ("library", lambda: _library(settings)),
        ("embedding model", lambda: _embedder(settings)),
        ("cross-encoder", lambda: _cross_encoder(settings)),
        ("knowledge", lambda: _knowledge(settings)),
        ("wording", lambda: f"{len(Replies.load(settings.prompts_dir / 'replies.yaml').texts)} replies"),
        ("disk", lambda: _disk(settings)),
        ("language model", lambda: _model(settings)),
        ("database", lambda: "PostgreSQL" if settings.database_url else f"SQLite in {settings.data_dir}"),
        ("Chroma", lambda: settings.chroma_url or "a directory in each generation"),
        ("retention", lambda: describe_retention(settings.data_dir, settings.database_url, days_of(settings))),
        ("off switch", lambda: OffSwitch(settings.data_dir, settings.switched_off).says()),
    ]
    return [_run(name, check) for name, check in checks]


def _run(name: str, check: Callable[[], str]) -> Finding:
    try:
        return Finding(name, True, check())
    except (SafeguardingError, ValueError, OSError) as error:
        return Finding(name, False, str(error))


def _library(settings: Settings) -> str:
    view = Library(settings.data_dir, chroma=settings.chroma_url).view()
    manifest = view.generation.manifest
    return f"generation {manifest.id} of {manifest.created}: {len(view.documents())} documents, {manifest.counts['units']} passages, checksums right"


def _embedder(settings: Settings) -> str:
    embedder = SentenceEmbedder(settings.embedder)
    return f"{embedder.name}, SHA-256 {embedder.digest[:12]}…"


def _model(settings: Settings) -> str:
    """No call is made: it would cost money, and the breaker and the metrics say how the running service fares."""
    if not settings.model:
        return "none: quoting mode"
    model = LangChainModel(settings.model, options={"base_url": settings.model_url} if settings.model_url else {})
    model.warm_up()
    prompt = Prompt.load(settings.prompts_dir / "compose.md", expects=EXPECTS)
    limits = f"{settings.model_seconds:g} s a question, {settings.model_calls_a_day} calls a day, {settings.model_calls_a_person} a person"
    return f"{model.name}: package and key found; prompt {prompt.digest}; {limits}; when it is down, quotations answer"


def _cross_encoder(settings: Settings) -> str:
    if not settings.reranker:
        return "none: the built-in reranker"
    PairScorer(settings.reranker).check()
    return settings.reranker


def _knowledge(settings: Settings) -> str:
    book = ContactBook.load(settings.knowledge_dir / "contacts.yaml")
    unchecked = sum(contact.checked is None for contact in book.contacts)
    topics = load_topics(settings.knowledge_dir / "topics")
    lines = Vocabulary.load(settings.knowledge_dir / "vocabulary.yaml").lines
    return f"{len(book.contacts)} contacts ({unchecked} not yet checked by a person), {len(topics)} topics, {len(lines)} vocabulary lines"


def _disk(settings: Settings) -> str:
    place = next(folder for folder in (settings.data_dir, *settings.data_dir.resolve().parents) if folder.exists())
    free = shutil.disk_usage(place).free
    if free < LEAST_SPACE:
        raise OSError(f"only {free // 1_000_000} MB are free where the library lives; free some space before publishing")
    return f"{free // 1_000_000_000} GB free"
