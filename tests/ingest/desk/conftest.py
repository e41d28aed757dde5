"""A desk over an empty data directory, a browser for it, and small documents to publish."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from html import unescape
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from fastapi.testclient import TestClient
from httpx import Response

from assistant.clock import LONDON
from assistant.domain import Answer, Question, Source, Status
from assistant.fakes import WordEmbedder
from assistant.lexical import terms
from assistant.library import Library
from assistant.state import Database, open_database
from ingest.desk.accounts import ROLES
from ingest.desk.desk import Desk, DeskOptions, open_desk
from ingest.desk.pages import desk_app
from ingest.desk.uploads import UploadLimits
from ingest.publish import Place

PASSWORD = "three plain words"
START = datetime(2026, 11, 22, 10, 0, tzinfo=LONDON)
MEGABYTE = 1024 * 1024

BRIEFING = """# Seven-minute briefing: Chronologies

Area: Luton

Published: 1 March 2025

Review date: 1 March 2026

## What a chronology is

A chronology is a dated list of what happened to a child and what was done about it. It shows patterns that a single note cannot show.

## When to write one

Write a chronology when three worries were noted within two months. Ask the health visitor and the school for their dates as well.
"""
POLICY = """# Escalation procedure

Area: Bedford Borough

Published: 4 February 2024

## Disagreements between agencies

Professionals who disagree speak to each other on the same day. If that does not settle it, the line managers speak within two days.
"""


@dataclass
class Clock:
    """A clock that tests move."""

    now: datetime = START

    def __call__(self) -> datetime:
        return self.now

    def go_on(self, **by: float) -> None:
        """Let time pass."""
        self.now += timedelta(**by)


class WordAnswering:
    """Answers with the published sentence that shares most words with the question; reads the library as the product does."""

    def __init__(self, data_dir: Path) -> None:
        self._library = Library(data_dir)

    def answer(self, question: Question) -> Answer:
        view = self._library.view()
        wanted = set(terms(question.text))
        units = [u for u in view.generation.units if (d := view.document(u.document_id)) and d.edition == "current"]
        best = max(units, key=lambda unit: len(wanted & set(terms(unit.text))), default=None)
        if best is None or not wanted & set(terms(best.text)):
            return Answer(id="a", status=Status.NOT_FOUND, text="The library does not say.")
        document = view.generation.documents[best.document_id]
        source = Source(n=1, document=document, page=best.page, heading="", quote=best.text, url=f"/library/{document.id}")
        return Answer(id="a", status=Status.ANSWERED, text=best.text, sources=(source,))


class Browser:
    """Somebody at the desk, without JavaScript: follows forms as a page gives them."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.client = TestClient(desk_app(desk), base_url="https://desk.test", follow_redirects=False)
        self.token = ""

    def sign_in(self, name: str, password: str = PASSWORD) -> Response:
        page = self.client.get("/desk/login")
        door = _hidden(page.text, "door")
        answer = self.client.post("/desk/login", data={"name": name, "password": password, "door": door})
        self.token = _hidden(self.get("/desk/password").text, "form_token") if answer.status_code == 303 else ""
        return answer

    def get(self, path: str) -> Response:
        return self.client.get(path)

    def post(self, path: str, data: dict[str, object] | None = None, **more: object) -> Response:
        return self.client.post(path, data={"form_token": self.token, **(data or {})}, **more)  # type: ignore[arg-type]

    def upload(self, *files: tuple[str, bytes]) -> Response:
        return self.post("/desk/drafts", files=[("files", file) for file in files])

    def add(self, name: str, text: str | bytes, **fields: str) -> str:
        """Upload a document, correct its fields; its draft's id."""
        answer = self.upload((name, text.encode() if isinstance(text, str) else text))
        assert answer.status_code == 303, words(answer)
        draft = answer.headers["location"].split("/")[3].split("?")[0]
        if fields:
            kept = self.correct(draft, **fields)
            assert kept.status_code == 303, words(kept)
        return draft

    def correct(self, draft: str, **fields: str) -> Response:
        revision = _hidden(self.get(f"/desk/drafts/{draft}").text, "revision")
        return self.post(f"/desk/drafts/{draft}", {"revision": revision, "how": "new", **fields})

    def publish(self, *drafts: str, on: str = "", run: bool = True) -> str:
        """Ask for a publication as its page asks for it; the job's id."""
        marks = {f"mark-{draft}": self.desk.drafts.get(draft).mark for draft in drafts}
        answer = self.post("/desk/publish", {"draft": list(drafts), "on": on, "looked": "yes", **marks})
        assert answer.status_code == 303, words(answer)
        if run:
            self.desk.runner.run_due()
        return answer.headers["location"].split("/")[3].split("?")[0]


def _hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    return unescape(found[1]) if found else ""


def words(response: Response) -> str:
    """The words of a page."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.text)).split())


@dataclass
class Room:
    """A desk with people: ``browser("name")`` signs one in. Names are their roles, with a digit for a second person."""

    data_dir: Path
    database: Database
    clock: Clock
    options: DeskOptions
    opened: list[Desk] = field(default_factory=list)

    def desk(self, **changes: object) -> Desk:
        """A (new) process over the same data directory and database."""
        options = DeskOptions(**{name: getattr(self.options, name) for name in DeskOptions.__dataclass_fields__} | changes)  # type: ignore[arg-type]
        place = Place(data_dir=self.data_dir, embedder=WordEmbedder())
        return open_desk(place, self.database, Path(__file__).resolve().parents[3] / "knowledge", options)

    def browser(self, name: str, desk: Desk | None = None, **changes: object) -> Browser:
        browser = Browser(desk or self.desk(**changes))
        assert browser.sign_in(name).status_code == 303
        return browser


@pytest.fixture
def clock() -> Clock:
    """A clock that stands at a Sunday morning."""
    return Clock()


@pytest.fixture
def room(tmp_path: Path, clock: Clock) -> Iterator[Room]:
    """An empty desk with five people."""
    data_dir = tmp_path / "data"
    database = open_database(data_dir)
    options = DeskOptions(
        secure=True, limits=UploadLimits(file=2 * MEGABYTE, upload=6 * MEGABYTE, files=5), answering=WordAnswering, clock=clock, patience=60.0,
        hasher=PasswordHasher(time_cost=1, memory_cost=8, parallelism=1),
    )
    made = Room(data_dir, database, clock, options)
    accounts = made.desk().accounts
    for name in (*ROLES, "publisher2", "editor2"):
        accounts.add(name, PASSWORD, name.rstrip("2"))
    yield made
    database.close()


@pytest.fixture
def answer(room: Room) -> Callable[[str], str]:
    """What a reader of the live library is told."""
    assistant = WordAnswering(room.data_dir)
    return lambda text: assistant.answer(Question(text=text)).text
