"""Puts the desk beside the assistant's own web server: what ``safeguarding serve`` loads through its entry point."""

from __future__ import annotations

import shlex
from pathlib import Path

from starlette.types import ASGIApp

from assistant.embedding import SentenceEmbedder
from assistant.knowledge import load_topics
from assistant.settings import Settings
from assistant.state import open_database
from assistant.topics import bridge_texts
from assistant.wiring import build
from ingest.desk.desk import Desk, DeskOptions, open_desk
from ingest.desk.pages import beside, desk_app
from ingest.desk.try_out import Answering
from ingest.desk.uploads import MEGABYTE, UploadLimits
from ingest.publish import Place


def with_desk(main: ASGIApp, settings: Settings) -> ASGIApp:
    """The assistant's application with ``/desk`` beside it. The desk's jobs begin at once."""
    desk = desk_of(settings)
    desk.runner.start()
    return beside(main, desk_app(desk))


def desk_of(settings: Settings) -> Desk:
    """The desk of an installation. Settings that older versions lack have their defaults."""
    place = Place(
        data_dir=settings.data_dir,
        embedder=SentenceEmbedder(settings.embedder),
        chroma=settings.chroma_url,
        keep=settings.keep_generations,
        also_embed=bridge_texts(load_topics(settings.knowledge_dir / "topics")),
    )

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
    )
    return open_desk(place, open_database(settings.data_dir, settings.database_url), settings.knowledge_dir, options)
