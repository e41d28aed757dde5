"""The publishing commands: what they print, their exit codes, and that mistakes are sentences."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from assistant.settings import load_settings
from ingest.cli import DONE, FAILED, PARTLY, USAGE, register
from ingest.job import ingest
from tests.ingest.library_kit import BRUISING, LIBRARY, place_in, visible, write

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def _fresh_settings() -> Iterator[None]:
    """Settings are read anew in each test."""
    load_settings.cache_clear()
    yield
    load_settings.cache_clear()


def _run(*arguments: str | Path) -> Result:
    app = typer.Typer()
    register(app)
    return CliRunner().invoke(app, [str(each) for each in arguments])


def test_help_needs_no_model() -> None:
    """--help does not load torch, Chroma or numpy, so that it answers at once."""
    code = (
        "import sys, typer; from ingest.cli import register; from typer.testing import CliRunner; app = typer.Typer(); register(app); "
        "result = CliRunner().invoke(app, ['ingest', '--help']); print(result.exit_code, {'torch', 'chromadb', 'numpy'} & set(sys.modules))"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)

    assert done.stdout.strip() == "0 set()"


def test_a_dry_run_reports_as_json(tmp_path: Path) -> None:
    """--json prints the whole report as one object and nothing else on standard output."""
    result = _run("ingest", write(tmp_path / "in", LIBRARY), "--dry-run", "--json", "--data-dir", tmp_path / "data")

    assert result.exit_code == DONE
    assert len(json.loads(result.stdout)["added"]) == 3
    assert "Reading files: 3 of 3" in result.stderr


def test_a_file_that_fails_gives_exit_code_three(tmp_path: Path) -> None:
    """The rest is taken, the failure is printed with its reason."""
    folder = write(tmp_path / "in", {"bruising.md": BRUISING, "empty.md": ""})

    result = _run("ingest", folder, "--dry-run", "--data-dir", tmp_path / "data")

    assert result.exit_code == PARTLY
    assert "empty.md: The file is empty." in result.stdout


def test_a_missing_path_is_one_sentence(tmp_path: Path) -> None:
    """No traceback, one line on standard error, exit code 1."""
    result = _run("ingest", tmp_path / "nowhere", "--data-dir", tmp_path / "data")

    assert (result.exit_code, result.stdout) == (FAILED, "")
    assert result.stderr.count("\n") == 1
    assert "There is no file or folder" in result.stderr


def test_paths_and_source_exclude_one_another(tmp_path: Path) -> None:
    """Wrong usage is exit code 2."""
    assert _run("ingest", tmp_path, "--source", "x").exit_code == USAGE
    assert _run("rollback", "a", "b").exit_code == USAGE


def test_an_unknown_source_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message names the sources that there are."""
    monkeypatch.setenv("SAFEGUARDING_SOURCES_FILE", str(ROOT / "sources.toml"))

    result = _run("ingest", "--source", "nonsense", "--data-dir", tmp_path / "data")

    assert result.exit_code == FAILED
    assert "pan-bedfordshire-procedures" in result.stderr


def test_a_wrong_setting_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bad value names its variable."""
    monkeypatch.setenv("SAFEGUARDING_KEEP_GENERATIONS", "none")

    result = _run("ingest", tmp_path)

    assert result.exit_code == FAILED
    assert "SAFEGUARDING_KEEP_GENERATIONS" in result.stderr


def test_without_paths_the_starter_pack_is_published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The starter folder and the glossary of the knowledge directory; switched-off sources are not fetched."""
    knowledge = tmp_path / "knowledge"
    write(knowledge / "starter", {"bruising.md": BRUISING})
    write(knowledge, {"glossary.md": "---\nkind: glossary\narea: pan\n---\n# Glossary\n\nGCP2 is a tool for neglect.\n"})
    monkeypatch.setenv("SAFEGUARDING_KNOWLEDGE_DIR", str(knowledge))
    monkeypatch.setenv("SAFEGUARDING_SOURCES_FILE", str(ROOT / "sources.toml"))

    result = _run("ingest", "--dry-run", "--json", "--data-dir", tmp_path / "data")

    assert len(json.loads(result.stdout)["added"]) == 2


def test_withdraw_restore_rollback_and_purge_say_what_they_did(tmp_path: Path) -> None:
    """The whole life of a mistake, from the command line."""
    place = place_in(tmp_path)
    ingest([write(tmp_path / "in", LIBRARY)], place)
    at = ("--data-dir", place.data_dir)
    document = next(identifier for identifier in visible(place) if "neglect" in identifier)

    assert "* " in _run("generations", *at).stdout
    assert json.loads(_run("generations", "--json", *at).stdout)[0]["live"] is True
    refused = _run("rollback", *at)
    assert (refused.exit_code, "no older generation" in refused.stderr) == (FAILED, True)
    assert f"Withdrawn: {document}." in _run("withdraw", document, "--by", "A. Lead", *at).stdout
    assert document not in visible(place)
    assert "readable again" in _run("restore", document, *at).stdout
    assert document in visible(place)
    unsure = _run("purge", document, *at)
    assert (unsure.exit_code, "--yes" in unsure.stderr) == (FAILED, True)
    unknown = _run("withdraw", "nonsense", *at)
    assert (unknown.exit_code, "No document nonsense" in unknown.stderr) == (FAILED, True)
