"""Web sources from ``sources.toml``: fetched into ``web/<source>/`` below the data directory, then ingested like any folder.

A page that cannot be reached keeps its last edition and is reported. A page that the server says is gone, or that its contents page
no longer links, is taken out, and the next publication reports it as removed.
"""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, get_args
from urllib.parse import urldefrag, urljoin, urlsplit

import yaml
from lxml import html
from lxml.etree import LxmlError

from assistant.domain import Area, Kind
from assistant.errors import SettingsError
from ingest.identity_key import slug
from ingest.sources import SOURCE_MARK
from ingest.tombstones import write_atomically
from ingest.web_fetch import Fetched, Fetcher, FetchError

STATE = ".state.json"
_SUFFIXES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": ".pptx",
    "text/plain": ".txt",
    "text/markdown": ".md",
}
_FIELDS = {"enabled", "title", "contents", "addresses", "follow", "area", "kind", "every_hours", "limit", "allow_private"}

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class WebSource:
    """One table of ``sources.toml``."""

    name: str
    title: str = ""
    enabled: bool = False
    contents: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    follow: str = ""
    area: str = ""
    kind: str = ""
    every_hours: float = 24.0
    limit: int = 200
    allow_private: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A fetched page as the source's state keeps it. ``captured`` and ``asked`` are ISO 8601 in UTC."""

    address: str
    file: str
    canonical: str
    captured: str
    asked: str
    etag: str = ""
    last_modified: str = ""
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Refreshed:
    """What fetching a source did: its folder, counts, and troubles as (name, sentence)."""

    folder: Path
    fetched: int = 0
    unchanged: int = 0
    gone: tuple[str, ...] = ()
    troubles: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class _Run:
    """One refreshing of one source."""

    source: WebSource
    folder: Path
    fetcher: Fetcher
    now: datetime
    old: dict[str, Page]
    pages: dict[str, Page] = field(default_factory=dict)
    troubles: list[tuple[str, str]] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    fetched: int = 0
    complete: bool = True
    """False when not all links are known: then nothing is dropped for not being linked."""

    def due(self, page: Page) -> bool:
        return self.now - datetime.fromisoformat(page.asked) >= timedelta(hours=self.source.every_hours)


def load_sources(path: Path) -> tuple[WebSource, ...]:
    """The entries of a ``sources.toml``; none when there is no such file. Raises :class:`SettingsError`."""
    if not path.is_file():
        return ()
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{path.name} cannot be read: {error}. Mend it, or remove it to do without web sources.") from error
    return tuple(_source(name, table) for name, table in tables.items())


def _source(name: str, table: Any) -> WebSource:
    if not isinstance(table, dict) or slug(name) != name:
        raise SettingsError(f"sources.toml: [{name}] must be a table whose name has only small letters, digits and hyphens.")
    unknown = set(table) - _FIELDS
    if unknown:
        raise SettingsError(f"sources.toml: [{name}] has unknown fields: {', '.join(sorted(unknown))}.")
    if table.get("area", "pan") not in get_args(Area) or table.get("kind", "procedure") not in get_args(Kind):
        raise SettingsError(f"sources.toml: [{name}] area must be one of {', '.join(get_args(Area))}; kind one of {', '.join(get_args(Kind))}.")
    fields: dict[str, Any] = {key: tuple(map(str, value)) if isinstance(value, list) else value for key, value in table.items()}
    try:
        re.compile(str(fields.get("follow", "")))
        source = WebSource(name=name, **fields)
    except (re.error, TypeError) as error:
        raise SettingsError(f"sources.toml: [{name}] {error}.") from error
    if not source.contents and not source.addresses:
        raise SettingsError(f"sources.toml: [{name}] needs addresses or a contents page.")
    return source


def refresh(source: WebSource, data_dir: Path, fetcher: Fetcher, *, now: datetime | None = None, say: Progress | None = None) -> Refreshed:
    """Fetch what is due of a source. What cannot be reached keeps its last edition and becomes a trouble; this never raises for a page."""
    folder = data_dir / "web" / source.name
    folder.mkdir(parents=True, exist_ok=True)
    run = _Run(source=source, folder=folder, fetcher=fetcher, now=now or datetime.now(UTC), old=_read_state(folder))
    contents = [page for address in source.contents if (page := _fetch(run, address))]
    wanted = _wanted(run, contents)
    for done, address in enumerate(wanted, 1):
        if address not in run.pages:
            _fetch(run, address)
        if say:
            say(f"Fetching {source.name}", done, len(wanted))
    _keep_or_drop(run, set(wanted))
    _write_state(run)
    return Refreshed(
        folder=folder,
        fetched=run.fetched,
        unchanged=len(run.pages) - run.fetched,
        gone=tuple(run.gone),
        troubles=tuple((f"{SOURCE_MARK}{source.name}", text) for _, text in run.troubles),
    )


def _fetch(run: _Run, address: str) -> Page | None:
    """Ask for one address when it is due. Returns its page, the last edition when it cannot be reached, None when there is none."""
    old = run.old.get(address)
    if old and not run.due(old) and (run.folder / old.file).is_file():
        run.pages[address] = old
        return old
    known = old if old and (run.folder / old.file).is_file() else None
    try:
        answer = run.fetcher.get(
            address,
            etag=known.etag if known else "",
            last_modified=known.last_modified if known else "",
            allow_private=run.source.allow_private,
        )
        page = replace(known, asked=run.now.isoformat()) if known and answer.body is None else _store(run, address, answer, known)
    except FetchError as error:
        return _missing(run, address, known, error)
    run.pages[address] = page
    return page


def _missing(run: _Run, address: str, known: Page | None, error: FetchError) -> Page | None:
    run.complete = run.complete and address not in run.source.contents
    if error.gone and address not in run.source.contents:
        run.gone.append(address)
        run.troubles.append((address, f"{error} It is taken out of the library." if known else str(error)))
        return None
    run.troubles.append((address, f"{error} Its last edition stays." if known else str(error)))
    if known:
        run.pages[address] = known
    return known


def _store(run: _Run, address: str, answer: Fetched, known: Page | None) -> Page:
    body = answer.body or b""
    suffix = _SUFFIXES.get(answer.media_type) or Path(urlsplit(answer.address).path).suffix.lower()
    if suffix not in _SUFFIXES.values() or not body:
        raise FetchError(f"{address} is {'empty' if not body else 'of a type that is not read (' + (answer.media_type or 'unknown') + ')'}.")
    canonical, links = _look_into(body, answer.address) if suffix == ".html" else (answer.address, ())
    # A contents page is kept for its links only: ingestion passes over hidden files.
    hidden = "." if address in run.source.contents else ""
    file = f"{hidden}{slug(urlsplit(address).path)[-60:].strip('-') or 'index'}-{hashlib.sha256(address.encode()).hexdigest()[:10]}{suffix}"
    same = known is not None and known.file == file and (run.folder / file).read_bytes() == body
    if not same:
        write_atomically(run.folder / file, body)
        run.fetched += 1
    captured = known.captured if known and same else run.now.isoformat()
    return Page(
        address=address,
        file=file,
        canonical=canonical,
        captured=captured,
        asked=run.now.isoformat(),
        etag=answer.etag,
        last_modified=answer.last_modified,
        links=links,
    )


def _look_into(body: bytes, address: str) -> tuple[str, tuple[str, ...]]:
    """Canonical address of a web page, of the same host only, and the addresses it links to."""
    try:
        tree = html.fromstring(body)
    except (LxmlError, ValueError, AssertionError):
        return address, ()
    stated = next((link.get("href", "") for link in tree.iter("link") if link.get("rel", "").lower() == "canonical"), "")
    canonical = urljoin(address, stated) if stated else address
    if urlsplit(canonical).netloc != urlsplit(address).netloc:
        canonical = address
    found = (_joined(address, link.get("href", "")) for link in tree.iter("a"))
    return canonical, tuple(dict.fromkeys(link for link in found if link.startswith(("http://", "https://"))))


def _joined(address: str, link: str) -> str:
    try:
        return urldefrag(urljoin(address, link.strip()))[0]
    except ValueError:  # such as an address with half a bracket
        return ""


def _wanted(run: _Run, contents: Sequence[Page]) -> list[str]:
    """Addresses to fetch: the given ones, and those that the contents pages link to, on the same host, up to the limit."""
    source = run.source
    hosts = {urlsplit(address).netloc for address in source.contents}
    follow = re.compile(source.follow)
    linked = [link for page in contents for link in page.links if urlsplit(link).netloc in hosts and follow.search(link)]
    unique = [each for each in dict.fromkeys([*source.addresses, *linked]) if each not in source.contents]
    if len(unique) > source.limit:
        run.troubles.append((source.name, f"It has {len(unique)} addresses; only the first {source.limit} were fetched (limit)."))
        run.complete = False
    return unique[: source.limit]


def _keep_or_drop(run: _Run, wanted: set[str]) -> None:
    """Drop files of pages that are gone or no longer linked; when a contents page could not be read, keep everything not said to be gone."""
    for address, page in run.old.items():
        if address in run.pages:
            continue
        if not run.complete and address not in run.gone and (run.folder / page.file).is_file():
            run.pages[address] = page
            continue
        if address not in wanted and address not in run.gone:
            run.gone.append(address)
    kept = {page.file for page in run.pages.values()}
    for path in run.folder.iterdir():
        if path.is_file() and path.name not in kept and path.name not in (STATE, "documents.yaml"):
            path.unlink()


def _read_state(folder: Path) -> dict[str, Page]:
    """What is known from earlier runs; a damaged state only means that everything is asked for again."""
    try:
        entries = json.loads((folder / STATE).read_text(encoding="utf-8"))
        pages = [Page(**{**entry, "links": tuple(entry["links"])}) for entry in entries]
        return {page.address: page for page in pages if Path(page.file).name == page.file}
    except (OSError, ValueError, TypeError, KeyError):
        return {}


def _write_state(run: _Run) -> None:
    """The state, and the fields that ingestion reads beside the files; an unchanged source gets new times of asking only."""
    state = json.dumps([asdict(page) for page in run.pages.values()], indent=1).encode()
    write_atomically(run.folder / STATE, state)
    listing = {page.file: _fields(run.source, page) for page in run.pages.values() if not page.file.startswith(".")}
    body = yaml.safe_dump(listing, sort_keys=True, allow_unicode=True).encode()
    target = run.folder / "documents.yaml"
    if not target.is_file() or target.read_bytes() != body:
        write_atomically(target, body)


def _fields(source: WebSource, page: Page) -> dict[str, str]:
    fields = {"source_url": page.canonical, "captured": page.captured[:10]}
    return fields | {name: value for name, value in (("area", source.area), ("kind", source.kind)) if value}
