"""Commands for operators: sentences, exit codes and what they leave behind."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant.channels.cli import app
from assistant.settings import load_settings
from assistant.state import People, open_database

RUN = CliRunner()


@pytest.fixture(autouse=True)
def _fresh_settings() -> Iterator[None]:
    """Settings are read anew in each test."""
    load_settings.cache_clear()
    yield
    load_settings.cache_clear()


def _run(*words: str) -> tuple[int, str]:
    ended = RUN.invoke(app, list(words))
    return ended.exit_code, ended.output + (str(ended.exception) if ended.exit_code == 1 and ended.exception else "")


def test_off_and_on(tmp_path: Path) -> None:
    """The file is there and says why; then it is gone."""
    assert "Off" in _run("off", "--reason", "wrong number", "--data-dir", str(tmp_path))[1]
    assert "wrong number" in (tmp_path / "OFF").read_text()

    assert _run("on", "--data-dir", str(tmp_path))[0] == 0
    assert not (tmp_path / "OFF").exists()


def test_retention_says_what_it_deleted(tmp_path: Path) -> None:
    """Counts by kind, for people and for programs."""
    assert "Deleted 0 rows" in _run("retention", "--data-dir", str(tmp_path))[1]
    assert set(json.loads(_run("retention", "--json", "--data-dir", str(tmp_path))[1])["deleted"]) >= {"feedback", "traces", "gaps", "slack_claims"}


def test_one_person_s_data_on_the_command_line(tmp_path: Path) -> None:
    """Handed out as JSON; deleted only when that is meant."""
    database = open_database(tmp_path)
    People(database).choose_area("T", "U1", "luton")
    database.close()

    assert json.loads(_run("data", "export", "U1", "--data-dir", str(tmp_path))[1])["slack_people"][0]["area"] == "luton"
    code, said = _run("data", "delete", "U1", "--data-dir", str(tmp_path))
    assert code == 1
    assert json.loads(_run("data", "export", "U1", "--data-dir", str(tmp_path))[1]) != {}
    code, said = _run("data", "delete", "U1", "--yes", "--data-dir", str(tmp_path))
    assert (code, "slack_people 1" in said) == (0, True)
    assert json.loads(_run("data", "export", "U1", "--data-dir", str(tmp_path))[1]) == {}


def test_a_database_that_cannot_be_reached_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The setting to mend is named, the password in it is not."""
    monkeypatch.setenv("SAFEGUARDING_DATABASE_URL", "sqlite:////nonexistent/secret-folder/x.db")

    code, said = _run("retention", "--data-dir", str(tmp_path))

    assert code == 1
    assert "SAFEGUARDING_DATABASE_URL" in said
    assert "secret-folder" not in said
