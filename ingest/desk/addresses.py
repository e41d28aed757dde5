"""A document from an address: fetched once through the guards of the web sources, named by what it is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from ingest.desk.errors import DeskError
from ingest.sources import SUPPORTED
from ingest.web_fetch import Fetched, Fetcher, FetchError

_SUFFIX = {
    "application/pdf": ".pdf",
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/markdown": ".md",
    "text/plain": ".txt",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": ".pptx",
}


def fetch_public(address: str, most: int) -> Fetched:
    """Fetch from a public address. Raises :class:`FetchError`."""
    with Fetcher(max_bytes=most) as fetcher:
        return fetcher.get(address)


def from_address(address: str, fetch: Callable[[str, int], Fetched], most: int) -> tuple[str, bytes, str]:
    """File name, bytes and final address of a document. Raises ``DeskError`` with a sentence for whoever typed the address."""
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise DeskError("Give a whole address that begins with https://.")
    try:
        fetched = fetch(address, most)
    except FetchError as error:
        said = str(error)
        if "private network" in said:
            said = "That address lies inside this network; only public addresses are fetched. Save the file and upload it instead."
        raise DeskError(said) from error
    if not fetched.body:
        raise DeskError("There is nothing at that address. Open it in a browser and check it.")
    return _name(fetched), fetched.body, fetched.address


def _name(fetched: Fetched) -> str:
    """The last part of the address, ending as its type demands: servers send many a page under a name without one."""
    path = PurePosixPath(unquote(urlsplit(fetched.address).path))
    suffix = path.suffix.lower()
    known = _SUFFIX.get(fetched.media_type, "")
    if suffix in SUPPORTED and (not known or known != ".html" or suffix in (".html", ".htm")):
        return path.name
    if not known:
        raise DeskError(f"What lies there is of the type '{fetched.media_type or 'unknown'}', which is not read. Save it as a PDF and upload that.")
    return f"{path.stem or urlsplit(fetched.address).hostname or 'page'}{known}"
