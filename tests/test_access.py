"""The access table, cell by cell: every address of the product tried as every role."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from datetime import timedelta
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import pytest
from fastapi import APIRouter, FastAPI
from fastapi.testclient import TestClient
from httpx import Response
from starlette.routing import Route

from assistant.channels.api import create_app
from assistant.channels.proxies import Proxied, Trust
from assistant.settings import Settings
from assistant.state import open_database
from assistant.state.keys import SCOPES, KeyBook
from ingest.desk.accounts import ROLES
from ingest.desk.pages import desk_app
from tests.ingest.desk.conftest import Room, clock, room  # noqa: F401 - fixtures

ROOT = Path(__file__).resolve().parent.parent


def _module(path: Path) -> Any:
    spec = spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules[path.stem] = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


access = _module(ROOT / "scripts" / "access.py")
web_fake = sys.modules.get("web_fake") or _module(ROOT / "tests" / "assistant" / "channels" / "web_fake.py")
TABLE = access.read()
CELLS = {route: group["cells"] for group in TABLE["groups"] for route in group["routes"]}
PUBLIC, PRACTITIONERS = "luton-neglect", "bedford-review"
BODIES: dict[str, dict[str, Any]] = {
    "POST /api/ask": {"json": {"question": "x"}},
    "POST /ask": {"data": {"question": "x"}},
    "POST /api/search": {"json": {"question": "x"}},
    "GET /api/search": {"params": {"q": "x"}},
    "POST /api/feedback": {"json": {"answer_id": "a", "helpful": True}},
    "POST /feedback": {"data": {"answer_id": "a", "helpful": "yes"}},
}
ASKING = {"POST /api/ask", "POST /ask", "POST /api/search", "GET /api/search"}
PROXY, STAFF = "10.0.0.9", {"X-Staff": "p.shah"}


def routes_of(app: FastAPI | APIRouter) -> set[str]:
    """Method and path of every route, also of routers that were put in whole."""
    found: set[str] = set()
    for route in app.routes:
        if isinstance(inside := getattr(route, "original_router", None), APIRouter):
            assert not route.include_context.prefix  # type: ignore[attr-defined]
            found |= routes_of(inside)
            continue
        assert isinstance(route, Route), f"{route} is of a kind that this test does not know"
        found |= {f"{method} {route.path}" for method in route.methods or () if method != "HEAD"}
    return found


class Site:
    """The web server over a small assistant, with keys, as each role meets it."""

    def __init__(self, folder: Path) -> None:
        self.fake = web_fake.FakeAssistant()
        self.folder = folder
        self.database = open_database(folder)
        book = KeyBook(self.database, clock=web_fake.NOW.timestamp)
        ends = (web_fake.NOW + timedelta(days=1)).timestamp()
        self.keys = {scope: book.add(f"key-{scope}", [scope], expires_at=ends, per_minute=10_000) for scope in SCOPES}

    def app(self, public: bool) -> FastAPI:
        """The application."""
        settings = Settings(
            _env_file=None, data_dir=self.folder, rate_limit=10_000, public=public, trusted_proxies=PROXY, staff_header="X-Staff"
        )  # type: ignore[call-arg]
        return create_app(self.fake, settings, clock=lambda: web_fake.NOW)

    def client(self, role: str) -> TestClient:
        """A browser or program of a role. Who signed in to the desk is a stranger here."""
        peer = PROXY if role == "staff" else "203.0.113.5"
        client = TestClient(self.app(role in ("public", "staff")), client=(peer, 1), follow_redirects=False)
        client.headers.update(STAFF if role == "staff" else {})
        return client

    def call(self, client: TestClient, route: str, document: str = PUBLIC, **more: Any) -> Response:
        """Ask for an address."""
        method, path = route.split(" ")
        address = path.replace("{document_id}", document).replace("{number}", "1")
        assert "{" not in address, f"{route}: say here what to put in"
        return client.request(method, address, **BODIES.get(route, {}), **more)

    def cell(self, client: TestClient, route: str, **more: Any) -> str:
        """What the table should say, by what happens."""
        answer = self.call(client, route, **more)
        assert answer.status_code < 500, route
        if answer.status_code in (401, 403):
            return "no"
        if "{document_id}" in route:
            hidden = self.call(client, route, PRACTITIONERS, **more)
            assert "no such document" not in answer.text
            return "public" if "no such document" in hidden.text else "yes"
        if route in ASKING:
            assert answer.status_code == 200, route
            return "public" if self.fake.asked[-1].audience == "public" else "yes"
        assert answer.status_code in (200, 204, 303), route
        return "public" if PUBLIC in answer.text and PRACTITIONERS not in answer.text else "yes"


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """A web server with keys."""
    made = Site(tmp_path / "site")
    yield made
    made.database.close()


def test_the_page_is_written_from_the_table() -> None:
    """docs/access.md is current; mend it with: python scripts/access.py"""
    assert (ROOT / "docs" / "access.md").read_text(encoding="utf-8") == access.page(TABLE)


def test_every_address_stands_in_the_table(site: Site, room: Room) -> None:  # noqa: F811
    """A new address must be given its cells before it can be merged; no cell is left for one that is gone."""
    assert routes_of(site.app(False)) | routes_of(desk_app(room.desk())) == set(CELLS)
    listed = [route for group in TABLE["groups"] for route in group["routes"]]
    assert len(listed) == len(set(listed))
    for group in TABLE["groups"]:
        assert list(group["cells"]) == list(TABLE["roles"])
        assert set(group["cells"].values()) <= set(TABLE["cells"])


@pytest.mark.parametrize("role", ["stranger", "public", "staff", *ROLES])
def test_the_web_server_role_by_role(site: Site, role: str) -> None:
    """Who signed in to the desk is anybody here."""
    client = site.client(role)
    wrong = {
        route: seen
        for route, cells in CELLS.items()
        if not route.split(" ")[1].startswith("/desk") and (seen := site.cell(client, route)) != cells[role]
    }
    assert wrong == {}


def test_the_web_server_with_keys(site: Site) -> None:
    """The scope in the cell opens the address, no other does; where keys are not looked at, a wrong one is no hindrance."""
    client = site.client("stranger")
    for route, cells in CELLS.items():
        if route.split(" ")[1].startswith("/desk"):
            continue
        for scope, token in {**site.keys, "wrong": "sgb_wrong"}.items():
            seen = site.cell(client, route, headers={"Authorization": f"Bearer {token}"})
            allowed = cells["key"] in ("any", scope)
            assert seen == ("yes" if allowed else "no"), (route, scope)


@pytest.mark.parametrize("role", ["stranger", "public", "staff", "key"])
def test_the_desk_is_closed_to_all_who_did_not_sign_in(site: Site, room: Room, role: str) -> None:  # noqa: F811
    """Neither a proxy's word nor a key nor the public's service opens it."""
    settings = Settings(_env_file=None, trusted_proxies=PROXY, staff_header="X-Staff")  # type: ignore[call-arg]
    app = Proxied(desk_app(room.desk()), trust=Trust.of(settings))
    client = TestClient(app, base_url="https://desk.test", client=(PROXY if role == "staff" else "203.0.113.5", 1), follow_redirects=False)
    headers = {"staff": STAFF, "key": {"Authorization": f"Bearer {site.keys['staff']}"}}.get(role, {})
    for route, cells in CELLS.items():
        method, path = route.split(" ")
        if not path.startswith("/desk"):
            continue
        answer = client.request(method, re.sub(r"\{[^}]+\}", "7", path), headers=headers)
        to_login = answer.headers.get("location", "").startswith("/desk/login")
        seen = "no" if answer.status_code == 401 or to_login else "yes"
        assert seen == ("no" if cells[role] == "no" else "yes"), route


@pytest.mark.parametrize("role", ROLES)
def test_the_desk_role_by_role(room: Room, role: str) -> None:  # noqa: F811
    """Each role reaches what it may and is refused everything above it, whatever it sends."""
    browser = room.browser(role)
    for route, cells in CELLS.items():
        method, path = route.split(" ")
        if not path.startswith("/desk") or route in ("POST /desk/logout", "POST /desk/login"):
            continue
        address = re.sub(r"\{[^}]+\}", "7", path)
        answer = browser.get(address) if method == "GET" else browser.post(address, {"form_token": "0" * 64})
        assert ("may not do that" in answer.text) == (cells[role] == "no"), route


HEADERS = ("content-security-policy", "x-content-type-options", "referrer-policy", "x-frame-options", "permissions-policy")


def test_every_answer_carries_the_security_headers(site: Site, room: Room) -> None:  # noqa: F811
    """Of both applications: every address, wrong methods, addresses that do not exist, errors, refusals."""
    web, desk = site.client("stranger"), TestClient(desk_app(room.desk()), base_url="https://desk.test", follow_redirects=False)
    answers = {}
    for route in [*CELLS, "PUT /api/ask", "DELETE /desk", "PATCH /desk/none", "GET /none", "GET /desk/none", "TRACE /"]:
        method, path = route.split(" ")
        address = re.sub(r"\{[^}]+\}", "7", path)
        answers[route] = (desk if path.startswith("/desk") else web).request(method, address)
    answers["too much"] = web.post("/api/ask", content=b"x" * 600_000)
    answers["too much at the desk"] = desk.post("/desk/login", content=b"x", headers={"content-length": "99999999999"})
    for route, answer in answers.items():
        assert [name for name in HEADERS if name not in answer.headers] == [], route
        assert "unsafe" not in answer.headers["content-security-policy"], route
        assert route.split(" ")[0] != "GET" or "/desk" not in route or "strict-transport-security" in answer.headers, route
