"""Web sources against a real server on loopback whose pages change, vanish, redirect and break."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from pytest_socket import SocketConnectBlockedError

from assistant.errors import SettingsError
from ingest.job import ingest
from ingest.sources import find_documents
from ingest.web_fetch import Fetcher, FetchError
from ingest.web_sources import Refreshed, WebSource, load_sources, refresh
from tests.ingest.library_kit import place_in, visible

pytestmark = [pytest.mark.network, pytest.mark.allow_hosts(["127.0.0.1"]), pytest.mark.enable_socket]

PAGE = "<html><head><title>{0}</title>{2}</head><body><main><h1>{0}</h1><p>{1}</p></main></body></html>"
START = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


class Site:
    """Pages of a small site: path -> (status, headers, body); ``asked`` are the requests so far."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.pages: dict[str, tuple[int, dict[str, str], bytes]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []

    def put(self, path: str, title: str, text: str, *, head: str = "", etag: str = "") -> None:
        """Serve a web page."""
        headers = {"Content-Type": "text/html; charset=utf-8"} | ({"ETag": etag} if etag else {})
        self.pages[path] = (200, headers, PAGE.format(title, text, head).encode())

    def links(self, *paths: str) -> None:
        """Serve a contents page at ``/contents.html``."""
        body = "".join(f'<a href="{path}">chapter</a>' for path in paths)
        self.pages["/contents.html"] = (200, {"Content-Type": "text/html"}, f"<html><body>{body}</body></html>".encode())

    def answer(self, path: str, status: int, **headers: str) -> None:
        """Serve a bare status."""
        self.pages[path] = (status, {name.replace("_", "-"): value for name, value in headers.items()}, b"")

    def paths(self) -> list[str]:
        """What was asked for, without robots.txt."""
        return [path for path, _ in self.asked if path != "/robots.txt"]


@pytest.fixture
def site() -> Iterator[Site]:
    """A running server."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            state.asked.append((self.path, dict(self.headers)))
            status, headers, body = state.pages.get(self.path, (404, {}, b""))
            if status == 200 and headers.get("ETag") and self.headers.get("If-None-Match") == headers["ETag"]:
                status, body = 304, b""
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            if "Content-Length" not in headers and status != 304:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    state = Site(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield state
    server.shutdown()
    server.server_close()
    thread.join(5)


def _source(site: Site, **fields: object) -> WebSource:
    given = {"name": "manual", "enabled": True, "contents": (f"{site.address}/contents.html",), "allow_private": True, "area": "pan"} | fields
    return WebSource(**given)  # type: ignore[arg-type]


def _refresh(source: WebSource, folder: Path, *, hours: float = 0, **options: object) -> Refreshed:
    with Fetcher(pause=0, **options) as fetcher:  # type: ignore[arg-type]
        return refresh(source, folder / "data", fetcher, now=START + timedelta(hours=hours))


def _texts(folder: Path) -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in (folder / "data" / "web" / "manual").glob("*.html"))


def test_pages_of_a_contents_page_are_fetched_and_published(site: Site, tmp_path: Path) -> None:
    """Each linked chapter becomes a document of the given area, with its canonical address."""
    site.links("/a.html", "/b.html#part", "https://elsewhere.example/c.html")
    site.put("/a.html", "Neglect chapter", "A worry about daily care is written down.", head='<link rel="canonical" href="/neglect">')
    site.put("/b.html", "Bruising chapter", "A bruise on a baby is seen the same day.")

    done = _refresh(_source(site, kind="procedure"), tmp_path)
    found, _ = find_documents([done.folder])

    assert (done.fetched, done.troubles) == (3, ())
    assert {raw.fields["source_url"] for raw in found} == {f"{site.address}/neglect", f"{site.address}/b.html"}
    assert {(raw.fields["captured"], raw.fields["area"], raw.fields["kind"]) for raw in found} == {("2026-11-22", "pan", "procedure")}
    ingest([done.folder], place_in(tmp_path))
    assert sorted(text.split("\n")[0] for text in visible(place_in(tmp_path)).values()) == ["Bruising chapter", "Neglect chapter"]


def test_nothing_is_asked_before_its_time(site: Site, tmp_path: Path) -> None:
    """Within every_hours no request is made; after it a conditional one, and an unchanged page keeps its date."""
    site.links("/a.html")
    site.put("/a.html", "Neglect", "Text one.", etag='"v1"')
    source = _source(site, every_hours=24)
    _refresh(source, tmp_path)
    asked = len(site.asked)

    _refresh(source, tmp_path, hours=1)
    assert len(site.asked) == asked

    done = _refresh(source, tmp_path, hours=25)
    assert site.asked[-1][1]["If-None-Match"] == '"v1"'
    assert done.fetched == 0
    assert find_documents([done.folder])[0][0].fields["captured"] == "2026-11-22"


def test_a_last_modified_date_is_sent_back(site: Site, tmp_path: Path) -> None:
    """Servers without entity tags are asked by date."""
    site.links("/a.html")
    site.put("/a.html", "Neglect", "Text one.")
    stamp = formatdate(START.timestamp(), usegmt=True)
    site.pages["/a.html"][1]["Last-Modified"] = stamp
    _refresh(_source(site), tmp_path)

    _refresh(_source(site), tmp_path, hours=25)

    assert site.asked[-1][1]["If-Modified-Since"] == stamp


def test_a_changed_page_is_a_new_edition(site: Site, tmp_path: Path) -> None:
    """New text replaces the old and gets a new captured date."""
    site.links("/a.html")
    site.put("/a.html", "Neglect", "Text one.", etag='"v1"')
    _refresh(_source(site), tmp_path)
    site.put("/a.html", "Neglect", "Text two.", etag='"v2"')

    done = _refresh(_source(site), tmp_path, hours=48)

    assert done.fetched == 1
    assert "Text two." in _texts(tmp_path)
    assert find_documents([done.folder])[0][0].fields["captured"] == "2026-11-24"


@pytest.mark.parametrize("status", [500, 503, 403])
def test_a_page_that_fails_keeps_its_last_edition(site: Site, tmp_path: Path, status: int) -> None:
    """An error of the server takes nothing away and is reported."""
    site.links("/a.html")
    site.put("/a.html", "Neglect", "Text one.")
    _refresh(_source(site), tmp_path)
    site.answer("/a.html", status)

    done = _refresh(_source(site), tmp_path, hours=25)

    assert "Text one." in _texts(tmp_path)
    assert f"answered {status}" in done.troubles[0][1]
    assert "last edition stays" in done.troubles[0][1]


def test_a_server_that_is_down_keeps_everything(site: Site, tmp_path: Path) -> None:
    """Nobody answers: all pages stay and the trouble is named."""
    site.links("/a.html")
    site.put("/a.html", "Neglect", "Text one.")
    source = _source(site)
    _refresh(source, tmp_path)
    site.answer("/contents.html", 500)
    site.answer("/a.html", 500)

    done = _refresh(source, tmp_path, hours=25)

    assert "Text one." in _texts(tmp_path)
    assert done.troubles[0][0] == "Web source manual"


def test_a_page_that_vanished_is_taken_out(site: Site, tmp_path: Path) -> None:
    """Gone by the server's word, or no longer linked."""
    site.links("/a.html", "/b.html", "/c.html")
    for name in "abc":
        site.put(f"/{name}.html", f"Chapter {name}", f"Text {name}.")
    _refresh(_source(site), tmp_path)
    site.answer("/a.html", 410)
    site.links("/a.html", "/c.html")

    done = _refresh(_source(site), tmp_path, hours=25)

    assert len(done.gone) == 2
    assert _texts(tmp_path).count("Text ") == 1
    assert "Text c." in _texts(tmp_path)


def test_redirects_are_followed_and_limited(site: Site, tmp_path: Path) -> None:
    """One redirect is followed and its target is the source; a circle is a trouble."""
    site.links("/old.html", "/loop.html")
    site.answer("/old.html", 301, Location="/new.html")
    site.put("/new.html", "Moved chapter", "Here now.")
    site.answer("/loop.html", 302, Location="/loop.html")

    done = _refresh(_source(site), tmp_path)

    assert find_documents([done.folder])[0][0].fields["source_url"] == f"{site.address}/new.html"
    assert "redirects more than" in done.troubles[0][1]


def test_a_redirect_into_the_private_network_is_refused(site: Site) -> None:
    """Loopback is private: without allow_private no request goes out."""
    site.put("/a.html", "Inside", "Secret.")

    with Fetcher(pause=0) as fetcher, pytest.raises(FetchError, match="private network"):
        fetcher.get(f"{site.address}/a.html")

    assert site.asked == []


def _names(monkeypatch: pytest.MonkeyPatch, *answers: str) -> list[str]:
    """A name server that gives these addresses one after another, then the last again; returns what it was asked."""
    really, asked, left = socket.getaddrinfo, [], list(answers)

    def look_up(host: str, port: int, *more: Any, **options: Any) -> Any:
        if not host.endswith(".example"):
            return really(host, port, *more, **options)
        asked.append(host)
        number = left.pop(0) if len(left) > 1 else left[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, port))]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return asked


def test_a_name_that_changes_its_address_is_not_followed(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """The connection goes to the address that was checked: a name server that says "inside" the second time gains nothing."""
    site.put("/a.html", "Inside", "Secret.")
    _names(monkeypatch, "93.184.215.14", "127.0.0.1")

    with Fetcher(pause=0) as fetcher, pytest.raises((FetchError, SocketConnectBlockedError)):
        fetcher.get(site.address.replace("127.0.0.1", "rebind.example") + "/a.html")

    assert site.asked == []


def test_the_server_is_asked_under_its_own_name(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Though the connection is made by number, the request names the host; each request looks the name up once."""
    site.put("/a.html", "Chapter", "Text.")
    asked = _names(monkeypatch, "127.0.0.1")
    address = site.address.replace("127.0.0.1", "manual.example")

    with Fetcher(pause=0) as fetcher:
        answer = fetcher.get(f"{address}/a.html", allow_private=True)

    assert answer.address == f"{address}/a.html"
    assert {headers["Host"] for _, headers in site.asked} == {address.removeprefix("http://")}
    assert len(asked) == len(site.asked) == 2


@pytest.mark.parametrize("address", ["file:///etc/passwd", "ftp://127.0.0.1/x", "http://user:word@127.0.0.1/", "http:///x"])
def test_other_addresses_are_refused(address: str) -> None:
    """Only plain web addresses are fetched."""
    with Fetcher(pause=0) as fetcher, pytest.raises(FetchError, match="only http and https"):
        fetcher.get(address, allow_private=True)


def test_robots_are_obeyed(site: Site, tmp_path: Path) -> None:
    """A forbidden page is not asked for, and reported."""
    site.pages["/robots.txt"] = (200, {"Content-Type": "text/plain"}, b"User-agent: *\nDisallow: /private/\n")
    site.links("/a.html", "/private/b.html")
    site.put("/a.html", "Open", "Open text.")
    site.put("/private/b.html", "Closed", "Closed text.")

    done = _refresh(_source(site), tmp_path)

    assert "/private/b.html" not in site.paths()
    assert "robots.txt forbids" in done.troubles[0][1]


def test_broken_robots_stop_everything(site: Site) -> None:
    """When a site cannot tell its rules, nothing is fetched from it."""
    site.answer("/robots.txt", 500)
    site.put("/a.html", "Open", "Open text.")

    with Fetcher(pause=0) as fetcher, pytest.raises(FetchError, match="rules for visitors"):
        fetcher.get(f"{site.address}/a.html", allow_private=True)

    assert site.paths() == []


def test_large_and_broken_answers_are_refused(site: Site, tmp_path: Path) -> None:
    """Too large, cut off, empty and unreadable answers are troubles; the good page is kept."""
    site.links("/big.html", "/cut.html", "/empty.html", "/film.mp4", "/a.html")
    site.put("/big.html", "Big", "x" * 5000)
    site.put("/cut.html", "Cut", "half")
    site.pages["/cut.html"][1]["Content-Length"] = "900"
    site.pages["/empty.html"] = (200, {"Content-Type": "text/html"}, b"")
    site.pages["/film.mp4"] = (200, {"Content-Type": "video/mp4"}, b"film")
    site.put("/a.html", "Good", "Good text.")

    done = _refresh(_source(site), tmp_path, max_bytes=3000)

    assert len(done.troubles) == 4
    assert _texts(tmp_path).count("<h1>") == 1
    assert "Good text." in _texts(tmp_path)


def test_a_host_is_asked_once_a_second(site: Site) -> None:
    """Between two requests to one host there is a pause of a second, robots.txt included."""
    site.put("/a.html", "A", "A text.")
    pauses: list[float] = []

    with Fetcher(sleep=pauses.append) as fetcher:
        fetcher.get(f"{site.address}/a.html", allow_private=True)
        fetcher.get(f"{site.address}/a.html", allow_private=True)

    assert len(pauses) == 2
    assert all(0.5 < pause <= 1 for pause in pauses)


def test_the_limit_is_reported(site: Site, tmp_path: Path) -> None:
    """More addresses than allowed: the first are fetched, the rest is said."""
    site.links(*[f"/{n}.html" for n in range(5)])
    for n in range(5):
        site.put(f"/{n}.html", f"Chapter {n}", "Some text.")

    done = _refresh(_source(site, limit=2), tmp_path)

    assert len(list(done.folder.glob("[!.]*.html"))) == 2
    assert "only the first 2" in done.troubles[0][1]


def test_the_shipped_entries_are_switched_off() -> None:
    """sources.toml names the manual and the partnership's site, both disabled, public, and once a day at most."""
    shipped = load_sources(Path(__file__).resolve().parents[2] / "sources.toml")

    assert {source.contents[0].split("/")[2] for source in shipped} == {"bedfordscb.proceduresonline.com", "safeguardingbedfordshire.org.uk"}
    assert not any(source.enabled or source.allow_private for source in shipped)
    assert all(source.every_hours >= 24 for source in shipped)


@pytest.mark.parametrize(
    "text",
    [
        "[a",
        "[a]\narea = 'narnia'\naddresses = ['x']",
        "[a]\nwhere = 1",
        "[a]\nenabled = true",
        "['../b']\naddresses = ['x']",
        "[a]\naddresses=['x']\nfollow='('",
    ],
)
def test_a_wrong_entry_is_a_sentence(tmp_path: Path, text: str) -> None:
    """Mistakes in sources.toml name the file."""
    path = tmp_path / "sources.toml"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(SettingsError, match=r"sources\.toml"):
        load_sources(path)
