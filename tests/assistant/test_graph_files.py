"""Graph files of Chroma hold no memory of the process that wrote them, and the vectors stay."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from assistant.graph_files import blank_unused
from assistant.index import VectorIndex, write_vectors
from tests.conftest import ROOT

PUBLISH = """
import sys
from pathlib import Path
from assistant.fakes import WordEmbedder
from ingest.job import ingest
from ingest.publish import Place
report = ingest([Path(sys.argv[1])], Place(data_dir=Path(sys.argv[2]), embedder=WordEmbedder()))
assert report.published
"""
WRITE = """
import sys
from pathlib import Path
import numpy as np
from assistant import index
index.blank_unused = lambda folder: 0  # as the version before did
index.write_vectors(Path(sys.argv[1]), "g", {"few": np.eye(20, dtype=np.float32)})
"""
READ = """
import sys
from pathlib import Path
from assistant.index import VectorIndex
assert len(VectorIndex(Path(sys.argv[1]), "g", "few", 20)) == 20
"""


def _run(program: str, *arguments: Path) -> None:
    # glibc then fills each piece of memory that it hands out, so that what was never written is not zero by luck.
    environment = os.environ | {"MALLOC_PERTURB_": "165"}
    subprocess.run([sys.executable, "-c", program, *map(str, arguments)], check=True, env=environment, cwd=ROOT, capture_output=True)


def _graphs(folder: Path) -> list[bytes]:
    found = [path.read_bytes() for path in folder.rglob("data_level0.bin")]
    assert found
    return found


def test_a_published_library_holds_no_memory_of_its_writer(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.md").write_text("# Neglect\n\nUse the Graded Care Profile when neglect is a worry.\n", encoding="utf-8")
    _run(PUBLISH, tmp_path / "in", tmp_path / "data")
    assert not any(raw.strip(b"\x00") for raw in _graphs(tmp_path / "data"))


def test_what_was_left_by_an_earlier_version_is_blanked_and_the_vectors_stay(tmp_path: Path) -> None:
    _run(WRITE, tmp_path)
    if not any(raw.strip(b"\x00") for raw in _graphs(tmp_path)):
        pytest.fail("this chromadb no longer writes memory out: blank_unused and its module can go")
    assert blank_unused(tmp_path) > 0
    assert blank_unused(tmp_path) == 0
    assert not any(raw.strip(b"\x00") for raw in _graphs(tmp_path))
    index = VectorIndex(tmp_path, "g", "few", 20)
    assert np.allclose(index.scores(np.eye(20, dtype=np.float32)[3]), np.eye(20)[3])


def test_a_reader_leaves_none_of_its_memory_either(tmp_path: Path) -> None:
    write_vectors(tmp_path, "g", {"few": np.eye(20, dtype=np.float32)})
    _run(READ, tmp_path)
    assert not any(raw.strip(b"\x00") for raw in _graphs(tmp_path))


def test_a_graph_with_vectors_is_not_touched(tmp_path: Path) -> None:
    vectors = np.random.default_rng(1).normal(size=(2_500, 8)).astype(np.float32)
    write_vectors(tmp_path, "g", {"many": vectors})
    before = _graphs(tmp_path)
    assert any(raw.strip(b"\x00") for raw in before), "Chroma wrote no graph: the test shows nothing"
    blank_unused(tmp_path)
    assert _graphs(tmp_path) == before


@pytest.mark.parametrize(
    "header",
    [b"", b"\x01", b"\x02" + bytes(35), (1).to_bytes(4, "little") + b"".join(n.to_bytes(8, "little") for n in (0, 5, 9, 4))],
    ids=["empty", "cut off", "another version", "more vectors than room"],
)
def test_a_header_that_is_not_understood_changes_nothing(tmp_path: Path, header: bytes) -> None:
    (tmp_path / "header.bin").write_bytes(header)
    (tmp_path / "data_level0.bin").write_bytes(b"vectors")
    assert blank_unused(tmp_path) == 0
    assert (tmp_path / "data_level0.bin").read_bytes() == b"vectors"
