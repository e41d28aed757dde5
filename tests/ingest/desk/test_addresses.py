"""Upload by address: through the guards of the web sources, over a real server on loopback."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from ingest.web_fetch import Fetched, Fetcher
from tests.ingest.desk.conftest import BRIEFING, Room, words

PAGE = f"<html><head><title>Chronologies</title></head><body><main><h1>Chronologies</h1><p>{BRIEFING.split('##')[1]}</p></main></body></html>"


class Site(BaseHTTPRequestHandler):
    """One page without a suffix, one file, one that is forbidden, one that is a picture."""

    def do_GET(self) -> None:
        pages = {
            "/robots.txt": ("text/plain", b"User-agent: *\nDisallow: /closed\n"),
            "/guides/chronologies/": ("text/html; charset=utf-8", PAGE.encode()),
            "/big.txt": ("text/plain", b"word " * 600_000),
            "/picture": ("image/png", b"\x89PNG"),
        }
        kind, body = pages.get(self.path, ("", b""))
        self.send_response(200 if kind else 404)
        self.send_header("Content-Type", kind or "text/plain")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Quiet."""


@pytest.fixture
def site(socket_enabled: None) -> Iterator[str]:
    """A website on this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def fetch_local(address: str, most: int) -> Fetched:
    """As the desk does it, but from this machine too."""
    with Fetcher(max_bytes=most, pause=0) as fetcher:
        return fetcher.get(address, allow_private=True)


@pytest.mark.network
@pytest.mark.allow_hosts(["127.0.0.1"])
def test_a_page_becomes_a_draft_that_knows_its_address(room: Room, site: str) -> None:
    """It is named by its address and type, and what was understood is shown; nothing is published."""
    editor = room.browser("editor", fetch=fetch_local)
    done = editor.post("/desk/drafts/address", {"address": f"{site}/guides/chronologies/"})
    assert done.status_code == 303, words(done)
    (draft,) = editor.desk.drafts.all()
    assert draft.file_name == "chronologies.html"
    assert draft.fields["source_url"] == f"{site}/guides/chronologies/"
    assert "Chronologies" in words(editor.get(done.headers["location"]))
    assert site not in (room.data_dir / "audit.jsonl").read_text()


@pytest.mark.network
@pytest.mark.allow_hosts(["127.0.0.1"])
@pytest.mark.parametrize(
    ("path", "said"),
    [("/closed/x", "robots.txt forbids it"), ("/none", "answered 404"), ("/big.txt", "larger than 2 MB"), ("/picture", "which is not read")],
)
def test_what_cannot_be_taken_is_said(room: Room, site: str, path: str, said: str) -> None:
    """Forbidden, missing, too large or of another type: a sentence and no draft."""
    editor = room.browser("editor", fetch=fetch_local)
    page = editor.post("/desk/drafts/address", {"address": site + path})
    assert page.status_code == 422
    assert said in words(page)
    assert editor.desk.drafts.all() == []


@pytest.mark.network
@pytest.mark.allow_hosts(["127.0.0.1"])
@pytest.mark.parametrize(
    ("address", "said"), [("http://127.0.0.1:9/x", "inside this network"), ("file:///etc/passwd", "begins with https"), ("", "begins with https")]
)
def test_addresses_inside_the_network_are_refused(room: Room, socket_enabled: None, address: str, said: str) -> None:
    """The desk does not fetch what only the server can reach."""
    editor = room.browser("editor")
    page = editor.post("/desk/drafts/address", {"address": address})
    assert page.status_code == 422
    assert said in words(page)
