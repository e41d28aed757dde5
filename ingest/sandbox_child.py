"""The reading process: takes paths on standard input, answers with parsed documents, under limits it cannot lift."""

from __future__ import annotations

import json
import os
import resource
import struct
import sys
from pathlib import Path
from typing import BinaryIO

from ingest.errors import ParseError

LENGTH = struct.Struct(">BI")
DOCUMENT, SENTENCE = 1, 2


def serve(cpu: int, memory: int, output: int) -> None:
    """Answer until standard input closes. ``cpu`` is seconds a file, ``memory`` and ``output`` are bytes."""
    answers = os.fdopen(os.dup(1), "wb")
    # Whatever a library prints must not get between the answers.
    os.dup2(2, 1)
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for line in sys.stdin:
        _allow_processor(cpu)
        kind, raw = _answer(Path(json.loads(line)), output)
        _send(answers, kind, raw)


def _answer(path: Path, output: int) -> tuple[int, bytes]:
    """A document, or the sentence of the error."""
    # Imported here so that the limits stand before any library is loaded.
    from ingest.parse import parse_file  # noqa: PLC0415
    from ingest.parsed_json import to_json  # noqa: PLC0415

    try:
        raw = to_json(parse_file(path))
    except ParseError as error:
        return SENTENCE, str(error).encode()
    except MemoryError:
        return SENTENCE, b"This file needs too much memory to read: split it or save a simpler copy."
    if len(raw) > output:
        return SENTENCE, b"This file holds far more text than a document: split it and add the parts."
    return DOCUMENT, raw


def _send(answers: BinaryIO, kind: int, raw: bytes) -> None:
    answers.write(LENGTH.pack(kind, len(raw)))
    answers.write(raw)
    answers.flush()


def _allow_processor(seconds: int) -> None:
    """Give the next file its share of processor time on top of what was used."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(usage.ru_utime + usage.ru_stime) + seconds
    resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.RLIM_INFINITY))
