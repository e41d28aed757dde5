"""A skipped test fails where ``TEST_SKIPS_FAIL`` is set, unless it needs the shared corpus."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

SKIPPING = """
import pytest

@pytest.mark.skip(reason="no browser")
def test_by_mark(): pass

def test_inside():
    pytest.skip("no database")

@pytest.fixture
def server():
    pytest.skip("no server")

def test_by_fixture(server): pass

@pytest.mark.skipif(True, reason="TEST_SHARED_DIR names no folder with corpus/")
def test_of_the_corpus(): pass

@pytest.mark.xfail(reason="known")
def test_known(): raise AssertionError

def test_right(): pass
"""
WHOLE_MODULE = "import pytest\npytest.skip('no library', allow_module_level=True)\n"


def _run(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pytest", "-rA", "-q", "-c", os.devnull, "-p", "tests.skips", "-p", "no:cacheprovider", "-p", "no:asyncio"]
    known = {name: value for name, value in os.environ.items() if name != "TEST_SKIPS_FAIL"}
    return subprocess.run(
        [*command, "--rootdir", str(folder), str(folder)], capture_output=True, text=True, check=False, cwd=ROOT, env=known | environment
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Tests that skip in every way."""
    (tmp_path / "test_some.py").write_text(SKIPPING, encoding="utf-8")
    (tmp_path / "test_whole.py").write_text(WHOLE_MODULE, encoding="utf-8")
    return tmp_path


def test_skips_fail_where_it_is_asked_for(folder: Path) -> None:
    """By mark, in the test, by fixture and of a whole module: each is named with its reason; the corpus, xfail and the rest are as always."""
    sentence = "Skipped, which is a failure here (TEST_SKIPS_FAIL): Skipped:"
    whole = _run(folder, TEST_SKIPS_FAIL="1")
    assert whole.returncode != 0
    assert f"{sentence} no library" in whole.stdout

    (folder / "test_whole.py").unlink()
    done = _run(folder, TEST_SKIPS_FAIL="1")
    assert done.returncode != 0
    for reason in ("no browser", "no database", "no server"):
        assert f"{sentence} {reason}" in done.stdout
    assert f"{sentence} TEST_SHARED_DIR" not in done.stdout
    assert "1 failed, 1 passed, 1 skipped, 1 xfailed, 2 errors" in done.stdout


def test_elsewhere_a_skip_is_a_skip(folder: Path) -> None:
    """On a machine without a browser the rest can be tested."""
    done = _run(folder)

    assert done.returncode == 0
    assert "5 skipped" in done.stdout


def test_ci_asks_for_it() -> None:
    """`.ci/run` sets the switch for everything that it runs."""
    assert "TEST_SKIPS_FAIL=1" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
