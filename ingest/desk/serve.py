"""Puts the desk beside the assistant's own web server: what ``safeguarding serve`` loads through its entry point."""

from __future__ import annotations

import shlex
from pathlib import Path

from starlette.types import ASGIApp

from assistant.channels.proxies import Proxied, Trust
from assistant.embedding import SentenceEmbedder
from assistant.knowledge import load_topics
from assistant.must_answer import must_answer_of
from assistant.settings import Settings
from assistant.state import open_database
from assistant.topics import bridge_texts
from assistant.wiring import build
from ingest.desk.desk import Desk, DeskOptions, open_desk
from ingest.desk.oidc_settings import provider_of
from ingest.desk.pages import beside, desk_app
from ingest.desk.try_out import Answering
from ingest.desk.uploads import MEGABYTE, UploadLimits
from ingest.publish import Place
from ingest.rebuild import rebuild_in_background


def with_desk(main: ASGIApp, settings: Settings) -> ASGIApp:
    """The assistant's application with ``/desk`` beside it. The desk's jobs begin at once."""
    desk = desk_of(settings)
    rebuild_in_background(place_of(settings))
    desk.runner.start()
    return beside(main, Proxied(desk_app(desk), trust=Trust.of(settings)))


def place_of(settings: Settings) -> Place:
    """Where this installation publishes."""
    return Place(
        data_dir=settings.data_dir,
        embedder=SentenceEmbedder(settings.embedder),
        chroma=settings.chroma_url,
        keep=settings.keep_generations,
        also_embed=lambda: bridge_texts(load_topics(settings.knowledge_dir / "topics")),
    )


def desk_of(settings: Settings) -> Desk:
    """The desk of an installation. Settings that older versions lack have their defaults."""
    place = place_of(settings)

    def answering(folder: Path) -> Answering:
        """An assistant over the live library, or over a draft library, which never lies on the Chroma server."""
        own = folder == settings.data_dir
        return build(settings if own else settings.model_copy(update={"data_dir": folder, "chroma_url": ""}))

    options = DeskOptions(
        approval=bool(getattr(settings, "desk_approval", False)),
        secure=settings.public_url.startswith("https:"),
        limits=UploadLimits(
            file=int(getattr(settings, "desk_file_mb", 50)) * MEGABYTE, scanner=tuple(shlex.split(getattr(settings, "desk_scanner", "")))
        ),
        answering=answering,
        must_answer=must_answer_of(settings, place.embedder),
        provider=provider_of(settings),
    )
    return open_desk(place, open_database(settings.data_dir, settings.database_url), settings.knowledge_dir, options)
