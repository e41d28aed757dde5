"""Publishing with a reader that a test has broken: ``ingest`` reads in other processes, but takes what lies in its cache."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from assistant.embedding import Embedder
from ingest.job import ingest
from ingest.parse import parse_file
from ingest.parsed_json import to_json
from ingest.publish import FORMAT, Place
from ingest.sources import find_documents


def publish_as_read_here(folders: Sequence[Path], data_dir: Path, embedder: Embedder) -> Path:
    """Read every file in this process, with whatever a test has put in a reader's place, and publish that; returns the generation's folder."""
    (data_dir / "parsed").mkdir(parents=True)
    for raw in find_documents(folders)[0]:
        (data_dir / "parsed" / f"{raw.sha256}-{FORMAT}.json").write_bytes(to_json(parse_file(raw.path)))
    assert not ingest(folders, Place(data_dir=data_dir, embedder=embedder)).failed
    return data_dir / "generations" / (data_dir / "CURRENT").read_text(encoding="utf-8").strip()
