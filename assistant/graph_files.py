"""Bytes in Chroma's graph files that belong to no vector.

hnswlib reserves room for vectors with ``malloc``, and chromadb 1.5.9 writes that room out before anything is in it: for a collection of
few vectors ``data_level0.bin`` holds 167,600 bytes of whatever the process last kept there, which can be the text of any document or a
question. It is written anew by each process that opens such a collection, also to read it. Found when a purge's scan met eight words of
a purged text in that file.
"""

from __future__ import annotations

import struct
from pathlib import Path

import structlog

log = structlog.get_logger()
_HEADER = struct.Struct("<i4Q")
"""hnswlib's ``saveIndex``: version, offset of level 0, room for how many vectors, how many there are, bytes of each."""
_KNOWN = 1
"""The version whose header is read here."""


def blank_unused(folder: Path) -> int:
    """Overwrite with zeros what no vector owns in every graph file below ``folder``. Returns how many bytes were not zero before.

    A header of an unknown version, or one whose figures cannot be, is left alone and logged: a wrong cut would lose vectors.
    """
    blanked = 0
    for header in sorted(folder.rglob("header.bin")):
        try:
            blanked += _blanked(header, header.with_name("data_level0.bin"))
        except FileNotFoundError:
            continue  # its generation was dropped meanwhile
        except (OSError, ValueError) as error:
            log.warning("graph_file_left_alone", file=str(header.relative_to(folder)), error=type(error).__name__)
    return blanked


def _blanked(header: Path, data: Path) -> int:
    with data.open("r+b") as file:
        used = _used(header, data.stat().st_size)
        file.seek(used)
        rest = file.read()
        if not rest.strip(b"\x00"):
            return 0
        file.seek(used)
        file.write(bytes(len(rest)))
    return len(rest) - rest.count(0)


def _used(header: Path, size: int) -> int:
    """How many bytes of the data file hold vectors; raises :class:`ValueError` when the header cannot be understood."""
    raw = header.read_bytes()[: _HEADER.size]
    if len(raw) < _HEADER.size:
        raise ValueError("cut off")
    version, _, room, count, each = _HEADER.unpack(raw)
    if version != _KNOWN or count > room or count * each > size:
        raise ValueError("not a header as hnswlib writes it")
    return int(count * each)
