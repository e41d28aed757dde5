"""Real processes for tests: a Chroma server, and any server with an address that says when it is up."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import httpx

START_SECONDS = 240.0


def free_port() -> int:
    """A port of loopback that nobody listens on."""
    with contextlib.closing(socket.create_server(("127.0.0.1", 0))) as listener:
        return int(listener.getsockname()[1])


class Server:
    """A program that listens on a port of loopback; it can be stopped, started again at the same address, and made to hang."""

    def __init__(self, command: Sequence[str], port: int, ready: str, log: Path, environment: Mapping[str, str] | None = None) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self._command, self._ready, self._log = list(command), ready, log
        self._environment = {**os.environ, **(environment or {})}
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def running(self) -> bool:
        """Whether the process lives."""
        return self._process is not None and self._process.poll() is None

    def start(self) -> None:
        """Start it and return at once; nothing happens when it runs."""
        if not self.running:
            with self._log.open("ab") as log:
                self._process = subprocess.Popen(self._command, stdout=log, stderr=log, env=self._environment, cwd=self._log.parent)

    def wait_until_up(self) -> None:
        """Wait until it answers; raises with the end of its log when it does not."""
        end = time.monotonic() + START_SECONDS
        while time.monotonic() < end and self.running:
            with contextlib.suppress(httpx.HTTPError):
                if httpx.get(self.url + self._ready, timeout=5).status_code < 500:
                    return
            time.sleep(0.1)
        raise AssertionError(f"{self._command[:3]} did not come up:\n{self._log.read_text(errors='replace')[-2000:]}")

    def stop(self, how: signal.Signals = signal.SIGKILL) -> None:
        """End it, by default without warning."""
        if self._process is not None:
            self._process.send_signal(signal.SIGCONT)
            self._process.send_signal(how)
            self._process.wait(timeout=20)
            self._process = None

    def hang(self) -> None:
        """Let it take calls and answer none."""
        assert self._process is not None
        self._process.send_signal(signal.SIGSTOP)

    def go_on(self) -> None:
        """End of hanging."""
        assert self._process is not None
        self._process.send_signal(signal.SIGCONT)


def chroma_server(folder: Path, port: int) -> Server:
    """`chroma run` over a folder, from the installation that the tests run in."""
    folder.mkdir(parents=True, exist_ok=True)
    program = str(Path(sys.executable).with_name("chroma"))
    command = [program, "run", "--host", "127.0.0.1", "--port", str(port), "--path", str(folder)]
    return Server(command, port, "/api/v2/heartbeat", folder.parent / "chroma.log", {"ANONYMIZED_TELEMETRY": "False"})
