"""An OpenAI-compatible HTTP server in a thread: real sockets, and each way a model or its host can misbehave."""

from __future__ import annotations

import contextlib
import json
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.model_server.replies import BEHAVIOURS

Reply = Callable[[str], str]


class ModelServer:
    """``behaviour`` is a key of BEHAVIOURS, a transport fault below, or makes a reply of what was asked; ``requests`` keeps the bodies received.

    ``failures`` limits a transport fault to the first calls; later ones answer well.
    """

    def __init__(self, behaviour: str | Reply = "good", *, failures: int | None = None) -> None:
        self.behaviour, self.failures = behaviour, failures
        self.requests: list[dict[str, Any]] = []
        self.released = threading.Event()
        handler = type("Handler", (_Handler,), {"owner": self})
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._http.daemon_threads = True
        self._thread = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    @property
    def url(self) -> str:
        """Base address for a client."""
        return f"http://127.0.0.1:{self._http.server_address[1]}/v1"

    def __enter__(self) -> ModelServer:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.released.set()
        self._http.shutdown()
        self._http.server_close()


class _Handler(BaseHTTPRequestHandler):
    owner: ModelServer
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.owner.requests.append(body)
        behaviour = self.owner.behaviour
        if self.owner.failures is not None and len(self.owner.requests) > self.owner.failures:
            behaviour = "good"
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # the client gave up, as it should
            self._answer(behaviour, body["messages"][-1]["content"])

    def _answer(self, behaviour: str | Reply, asked: str) -> None:
        if not isinstance(behaviour, str):
            self._send(200, _completion(behaviour(asked)))
        elif behaviour in ("401", "429", "500"):
            self._send(int(behaviour), {"error": {"message": f"told to answer {behaviour}", "type": "test"}})
        elif behaviour == "hang":
            self.owner.released.wait(20)
        elif behaviour == "drip":
            self._drip(_completion(BEHAVIOURS["good"](asked)))
        elif behaviour == "truncated":
            self._send(200, _completion(BEHAVIOURS["good"](asked)[:60], reason="length"))
        elif behaviour == "not http json":
            self._raw(200, b"<html>gateway</html>")
        else:
            self._send(200, _completion(BEHAVIOURS[behaviour](asked)))

    def _send(self, status: int, body: dict[str, Any]) -> None:
        self._raw(status, json.dumps(body).encode())

    def _raw(self, status: int, data: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _drip(self, body: dict[str, Any]) -> None:
        """One byte at a time: each read of the client succeeds, the whole never comes in time."""
        data = json.dumps(body).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        for byte in data:
            if self.owner.released.is_set():
                return
            self.wfile.write(bytes([byte]))
            self.wfile.flush()
            time.sleep(0.05)

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""


def _completion(text: str, reason: str = "stop") -> dict[str, Any]:
    return {
        "id": "chatcmpl-test",
        "object": "chat.completion",
        "created": 0,
        "model": "test",
        "choices": [{"index": 0, "finish_reason": reason, "message": {"role": "assistant", "content": text}}],
        "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2},
    }
