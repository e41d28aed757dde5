"""Serves the web application over the fake assistant on free ports of loopback, and prints them: our own site and a partner's page.

Run as a program, so that the tests themselves open no socket.
"""

from __future__ import annotations

import http.server
import socket
import sys
import tempfile
import threading
from dataclasses import replace
from pathlib import Path

HERE = Path(__file__).resolve()
sys.path[:0] = [str(HERE.parents[2]), str(HERE.parents[1] / "assistant" / "channels")]

import pypdfium2 as pdfium  # noqa: E402
import uvicorn  # noqa: E402
from web_fake import BLOCKS, NOW, OLD, FakeAssistant  # noqa: E402

from assistant.channels.api import create_app  # noqa: E402
from assistant.channels.operations import server_options  # noqa: E402
from assistant.settings import Settings  # noqa: E402

PARTNER_PAGE = """<!doctype html><html lang="en"><head><title>Partner</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src {home}; connect-src {home}">
</head><body><main><h1>Our school</h1><h2>Safeguarding</h2>
<script type="module" src="{home}/widget.js" data-area="luton" data-mode="public"></script></main></body></html>"""

FRAMING_PAGE = """<!doctype html><html lang="en"><head><title>Partner</title></head>
<body><main><h1>Our school</h1><iframe src="{home}" title="Safeguarding" width="900" height="800"></iframe></main></body></html>"""


class Partner(http.server.BaseHTTPRequestHandler):
    """A page elsewhere with the widget's one script tag; at /framing one with our page in a frame."""

    home = ""

    def do_GET(self) -> None:
        body = (FRAMING_PAGE if self.path == "/framing" else PARTNER_PAGE).format(home=self.home).encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Nothing on the terminal."""


def originals() -> Path:
    """A generation's folder with one PDF in it."""
    folder = Path(tempfile.mkdtemp(prefix="safeguarding-browser-"))
    (folder / "originals").mkdir()
    document = pdfium.PdfDocument.new()
    document.new_page(595, 842)
    document.new_page(595, 842)
    document.save(str(folder / "originals" / "luton-neglect.pdf"))
    return folder


def main() -> None:
    """Listen, print the three ports, serve until killed."""
    listener = socket.create_server(("127.0.0.1", 0))
    port = listener.getsockname()[1]
    Partner.home = f"http://127.0.0.1:{port}"
    allowed, stranger = (http.server.ThreadingHTTPServer(("127.0.0.1", 0), Partner) for _ in range(2))
    for server in (allowed, stranger):
        threading.Thread(target=server.serve_forever, daemon=True).start()
    settings = Settings(_env_file=None, rate_limit=100_000, origins=f"http://127.0.0.1:{allowed.server_port}")
    fake = FakeAssistant(originals())
    earlier = (*BLOCKS[:2], replace(BLOCKS[2], text="Use the neglect tool when a concern returns."), *BLOCKS[4:])
    fake.generation.blocks = lambda document_id: earlier if document_id == OLD.id else BLOCKS  # type: ignore[method-assign]
    app = create_app(fake, settings, clock=lambda: NOW)
    print(port, allowed.server_port, stranger.server_port, flush=True)
    config = uvicorn.Config(app, **server_options("127.0.0.1", port, "warning"))
    uvicorn.Server(config).run(sockets=[listener])


if __name__ == "__main__":
    main()
