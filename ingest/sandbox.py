"""Reads files in child processes with limits, so that a broken or hostile file can neither hang nor crash ingestion."""

from __future__ import annotations

import contextlib
import json
import os
import select
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from threading import local

from assistant.domain import ParsedDocument
from ingest.errors import ParseError
from ingest.parsed_json import from_json
from ingest.sandbox_child import DOCUMENT, LENGTH

_ROOT = Path(__file__).resolve().parent.parent
_CRASHED = "This file crashed the reader or needed more memory or time than allowed: save a simpler copy and add that."


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one file may use: seconds of wall clock and of processor, bytes of memory and of result.

    Recognition of pictures maps well over a gigabyte of address space, so ``memory`` stays above that; it also takes up to
    half a minute a page on a busy machine, and stops by itself after ``parse_pdf.RECOGNITION_SECONDS``.
    """

    wall: float = 900.0
    cpu: int = 1500
    memory: int = 3 * 1024**3
    output: int = 64 * 1024**2


def parse_in_child(path: Path, *, limits: Limits | None = None) -> ParsedDocument:
    """Read one file in a child of its own.

    Raises ParseError when the file is bad, or when reading takes more than ``limits`` allow.
    """
    with ParsePool(workers=1, limits=limits) as pool:
        return pool.parse(path)


class ParsePool:
    """Children that read one file after another; a child that fails is replaced by a fresh one."""

    def __init__(self, *, workers: int = 2, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        self._threads = ThreadPoolExecutor(max_workers=workers, thread_name_prefix="parse")
        self._own = local()
        self._children: list[_Child] = []

    def __enter__(self) -> ParsePool:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End all children."""
        self._threads.shutdown(wait=True, cancel_futures=True)
        for child in self._children:
            child.stop()

    def parse(self, path: Path) -> ParsedDocument:
        """Read one file; raises ParseError."""
        return self._threads.submit(self._parse, path).result()

    def parse_all(self, paths: Sequence[Path]) -> Iterator[tuple[Path, ParsedDocument | ParseError]]:
        """Read many files side by side; yields in the order given, errors as values."""
        futures = [(path, self._threads.submit(self._parse, path)) for path in paths]
        for path, future in futures:
            try:
                yield path, future.result()
            except ParseError as error:
                yield path, error

    def _parse(self, path: Path) -> ParsedDocument:
        child: _Child | None = getattr(self._own, "child", None)
        if child is None or not child.alive:
            child = _Child(self._limits)
            self._own.child = child
            self._children.append(child)
        return child.parse(path)


class _Child:
    """One reading process and the pipes to it."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        code = (
            f"import sys; sys.path.insert(0, {str(_ROOT)!r}); from ingest.sandbox_child import serve; "
            f"serve({limits.cpu}, {limits.memory}, {limits.output})"
        )
        # A bare interpreter, not multiprocessing: spawn would import the parent's main module, which may be heavy.
        self._process = subprocess.Popen(  # noqa: S603  (our own interpreter and our own code)
            [sys.executable, "-c", code],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=_ROOT,
            bufsize=0,
        )
        self.alive = True

    def parse(self, path: Path) -> ParsedDocument:
        """Send a path, wait for the document; a silent, dead or babbling child becomes a ParseError."""
        deadline = time.monotonic() + self._limits.wall
        try:
            assert self._process.stdin is not None
            self._process.stdin.write(json.dumps(str(path.resolve())).encode() + b"\n")
            kind, length = LENGTH.unpack(self._read(LENGTH.size, deadline))
            if length > self._limits.output:
                raise ValueError("answer longer than allowed")
            raw = self._read(length, deadline)
            if kind == DOCUMENT:
                return from_json(raw)
        except TimeoutError as error:
            self.stop()
            raise ParseError(
                f"Reading this file took longer than {self._limits.wall:.0f} seconds and was stopped: split it or save a simpler copy."
            ) from error
        except (OSError, EOFError, ValueError, KeyError, TypeError) as error:
            self.stop()
            raise ParseError(_CRASHED) from error
        raise ParseError(raw.decode("utf-8", "replace"))

    def _read(self, count: int, deadline: float) -> bytes:
        """Exactly ``count`` bytes; TimeoutError after ``deadline``, EOFError when the child ended."""
        assert self._process.stdout is not None
        stream = self._process.stdout.fileno()
        waiting = select.poll()
        waiting.register(stream, select.POLLIN | select.POLLHUP)
        parts: list[bytes] = []
        while count:
            # poll, for select refuses descriptors above 1,024, which a long-lived server reaches.
            if not waiting.poll(max(deadline - time.monotonic(), 0) * 1000):
                raise TimeoutError
            part = os.read(stream, min(count, 1 << 20))
            if not part:
                raise EOFError
            parts.append(part)
            count -= len(part)
        return b"".join(parts)

    def stop(self) -> None:
        """End the process and close its pipes."""
        self.alive = False
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait(10)
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()
