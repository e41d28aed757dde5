"""Vocabulary and topics, checked when loaded."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import SettingsError
from assistant.knowledge import Vocabulary, VocabularyLine, load_topics
from tests.conftest import KNOWLEDGE


def test_the_longest_phrase_wins() -> None:
    """A word counts in one phrase only."""
    vocabulary = Vocabulary(
        [VocabularyLine(say=("strategy",), means=("plan",)), VocabularyLine(say=("strategy meeting",), means=("section 47 discussion",))]
    )

    assert [phrase for phrase, _ in vocabulary.find("after the strategy meeting", None)] == ["strategy meeting"]


def test_the_products_own_files_load() -> None:
    """Every line and topic has the shape that the code expects, and no topic stands twice."""
    topics = load_topics(KNOWLEDGE / "topics")

    assert len(Vocabulary.load(KNOWLEDGE / "vocabulary.yaml").lines) > 100
    assert len(topics) > 50
    assert all(topic.scenes for topic in topics)


@pytest.mark.parametrize("text", ["- {say: [a]}", "say: [a]", "- {say: [a], means: [b], more: c}", "- {say: ['unclosed"])
def test_a_wrong_line_is_named(text: str, tmp_path: Path) -> None:
    """A missing or unknown field stops the start with the file's name."""
    path = tmp_path / "vocabulary.yaml"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(SettingsError, match=r"vocabulary\.yaml"):
        Vocabulary.load(path)
