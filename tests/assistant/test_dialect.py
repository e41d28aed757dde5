"""Everyday words become the documents' words before a search, and nothing else changes."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from assistant.dialect import DIALECT_PATH, in_plain_words
from assistant.domain import Question
from tests.conftest import MakeAssistant


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("Bairn comes in a manky jumper, nowt for his bait", "child comes in a dirty jumper, nothing for his packed lunch"),
        ("bedford n luton, whats the difference", "bedford and luton, whats the difference"),
        ("w/c 3 Nov, n/a for us", "w/c 3 Nov, n/a for us"),
        ("the Ladder project and Mamhead Road", "the Ladder project and Mamhead Road"),
        ("he was  done a flit last week", "he was  moved suddenly last week"),
    ],
)
def test_whole_words_only(said: str, plain: str) -> None:
    """Longest first, whatever the case; parts of words and letters beside a sign stay."""
    assert in_plain_words(said) == plain


def test_a_missing_or_broken_table_changes_nothing(tmp_path: Path) -> None:
    """Then colleagues' words are searched as typed."""
    broken = tmp_path / "dialect.yaml"
    broken.write_text("child: [bairn", encoding="utf-8")

    assert in_plain_words("a bairn", broken) == "a bairn"
    assert in_plain_words("a bairn", tmp_path / "none.yaml") == "a bairn"


def test_the_shipped_table_is_whole() -> None:
    """It can be read, and no word stands for two things or for itself."""
    raw = yaml.safe_load(DIALECT_PATH.read_text(encoding="utf-8"))
    said = [word for words in raw.values() for word in words]

    assert len(said) > 100
    assert len(said) == len(set(said))
    assert all(isinstance(word, str) for word in (*said, *raw))
    assert not set(said) & set(raw)


def test_the_search_sees_plain_words_and_danger_the_message(library: Path, make_assistant: MakeAssistant) -> None:
    """What is searched for holds "child"; what was typed decides everything before."""
    found = make_assistant(library).found(Question(text="when do I use gcp2 for a bairn in a manky jumper"), read=False)

    assert "child" in found.query.text
    assert "bairn" not in found.query.text
