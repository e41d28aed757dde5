"""The command line: sentences and exit codes."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant.channels.cli import _needed, app, question_of
from assistant.errors import NoGeneration, QuestionError, SettingsError
from assistant.settings import load_settings

RUN = CliRunner()
DANGER = "A 6 year old has just told me his dad is going to hurt him when he gets home in ten minutes"


@pytest.fixture(autouse=True)
def _fresh_settings() -> Iterator[None]:
    """Settings are read anew in each test."""
    load_settings.cache_clear()
    yield
    load_settings.cache_clear()


@pytest.mark.parametrize(
    ("text", "area", "says"),
    [("  ", None, "The question is empty"), ("x" * 20_001, None, "20,001 characters"), ("When?", "essex", "Choose bedford, central or luton")],
)
def test_a_question_that_cannot_be_taken_says_why(text: str, area: str | None, says: str) -> None:
    """What is wrong and what to do."""
    with pytest.raises(QuestionError, match=says):
        question_of(text, area)


def test_pan_means_no_area() -> None:
    """Not chosen is not a place."""
    assert question_of("When should I use GCP2?", "pan").area is None
    assert question_of("When should I use GCP2?", "luton").area == "luton"


@pytest.mark.parametrize(("typed", "loaded"), [(["eval"], ["eval"]), (["generations"], ["ingest", "eval"]), ([], ["ingest", "eval"])])
def test_a_command_loads_only_what_registers_it(typed: list[str], loaded: list[str]) -> None:
    """Where the typed word is none of the entries' names, such as --help or a command of another name, all are loaded."""
    entries = [EntryPoint(name, f"{name}.cli:register", "safeguarding.commands") for name in ("ingest", "eval")]

    assert [entry.name for entry in _needed(entries, typed)] == loaded


def test_danger_is_answered_without_a_library(tmp_path: Path) -> None:
    """Exit code nought, the numbers, and the permanent line below."""
    result = RUN.invoke(app, ["ask", DANGER, "--data-dir", str(tmp_path / "nothing")])

    assert result.exit_code == 0
    assert "999" in result.stdout
    assert "Emergency Duty Team" in result.stdout.splitlines()[-1]


def test_without_a_library_the_reason_follows_the_reply(tmp_path: Path) -> None:
    """The reader's sentence first, then the operator's as an error."""
    result = RUN.invoke(app, ["ask", "When should I use GCP2?", "--data-dir", str(tmp_path / "nothing")])

    assert isinstance(result.exception, NoGeneration)
    assert "Run `safeguarding ingest`" in str(result.exception)
    assert "can't search just now" in result.stdout


def test_the_answer_as_json_is_one_object(tmp_path: Path) -> None:
    """Nothing else on standard output."""
    result = RUN.invoke(app, ["ask", DANGER, "--json", "--data-dir", str(tmp_path / "nothing")])

    assert json.loads(result.stdout)["status"] == "urgent"


def test_doctor_fails_when_something_is_wrong(tmp_path: Path) -> None:
    """A script can rely on the exit code."""
    result = RUN.invoke(app, ["doctor", "--data-dir", str(tmp_path / "nothing")])

    assert result.exit_code == 1
    assert "BAD  library" in result.stdout


def test_a_wrong_setting_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """The variable, not a stack of a validation library."""
    monkeypatch.setenv("SAFEGUARDING_PORT", "eighty")

    result = RUN.invoke(app, ["doctor"])

    assert isinstance(result.exception, SettingsError)
    assert "SAFEGUARDING_PORT" in str(result.exception)


def test_the_installed_command_prints_one_sentence(tmp_path: Path) -> None:
    """As a person types it: standard error, exit code 1, no traceback."""
    command = [sys.executable, "-m", "assistant.channels.cli", "ask", "When?", "--area", "essex", "--data-dir", str(tmp_path / "nothing")]

    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=Path(__file__).resolve().parents[3])

    assert done.returncode == 1
    assert "Choose bedford, central or luton" in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stderr.strip().count("\n") == 0
