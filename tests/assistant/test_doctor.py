"""What an operator asks first."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.doctor import examine
from assistant.settings import Settings


def _settings(data_dir: Path, **more: object) -> Settings:
    return Settings(_env_file=None, data_dir=data_dir, **more)  # type: ignore[call-arg, arg-type]


def test_a_published_library_is_well(library: Path) -> None:
    """Generation, model, knowledge and wording are named with their figures."""
    found = {finding.what: finding for finding in examine(_settings(library))}

    assert all(finding.ok for finding in found.values())
    assert "9 documents" in found["library"].says
    assert "quoting mode" in found["language model"].says


def test_an_empty_directory_says_what_to_do(tmp_path: Path) -> None:
    """Only the library is wrong, and the sentence names the command."""
    wrong = [finding for finding in examine(_settings(tmp_path / "nothing")) if not finding.ok]

    assert [finding.what for finding in wrong] == ["library"]
    assert "safeguarding ingest" in wrong[0].says


def test_broken_knowledge_is_a_finding_not_a_crash(library: Path, tmp_path: Path) -> None:
    """The rest is examined all the same."""
    found = {finding.what: finding.ok for finding in examine(_settings(library, knowledge_dir=tmp_path, prompts_dir=tmp_path))}

    assert (found["library"], found["knowledge"], found["wording"]) == (True, False, False)


def test_the_language_model_is_examined_without_a_call(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Name, limits and prompt are told; a missing package or a wrong name is said with what to do."""
    monkeypatch.setenv("OPENAI_API_KEY", "not-a-key")
    names = ("openai:x", "x", "fireworks:x")
    found = {name: next(f for f in examine(_settings(library, model=name)) if f.what == "language model") for name in names}

    assert found["openai:x"].ok
    assert "2000 calls a day" in found["openai:x"].says
    assert "not-a-key" not in found["openai:x"].says
    assert not found["x"].ok
    assert "provider:name" in found["x"].says
    assert not found["fireworks:x"].ok
    assert "extra" in found["fireworks:x"].says
