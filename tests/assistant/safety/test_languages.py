"""Seven languages: recognised with and without their own letters, and helped to an English search."""

from __future__ import annotations

import pytest

from assistant.replies import Replies
from assistant.safety.languages import detect, emergency_line, to_english_terms
from tests.assistant.safety.conftest import lines

MESSAGES = [
    ("Kiedy należy używać GCP2?", "polish"),
    ("kiedy nalezy uzywac GCP2", "polish"),
    ("GCP2 کیا ہے اور یہ کب استعمال کرنا چاہیے؟", "urdu"),
    ("GCP2 kya hai aur kab istemal karna chahiye", "urdu"),
    ("când trebuie să folosesc GCP2?", "romanian"),
    ("cand trebuie sa folosesc GCP2", "romanian"),
    ("GCP2 ਕੀ ਹੈ ਅਤੇ ਕਦੋਂ ਵਰਤਣਾ ਹੈ", "punjabi"),
    ("GCP2 کیہ اے تے کدوں ورتنا اے", "punjabi_shahmukhi"),
    ("GCP2 ki hai te kado vartna chahida", "punjabi"),
    ("GCP2 কী এবং কখন ব্যবহার করতে হয়", "bengali"),
    ("quando devo usare il GCP2", "italian"),
    ("quando devo usar o GCP2?", "portuguese"),
]


@pytest.mark.parametrize(("text", "language"), MESSAGES)
def test_language_and_terms(text: str, language: str, replies: Replies) -> None:
    """The language is found, its emergency line comes unreviewed, and the acronym and the question word reach the search."""
    assert detect(text) == language
    line = emergency_line(text, replies)
    assert line is not None
    assert "999" in line
    assert "not yet been checked" in line
    terms = to_english_terms(text)
    assert "GCP2" in terms
    assert "when" in terms or "what" in terms


def test_english_is_english() -> None:
    """No ordinary or urgent English message is taken for another language."""
    assert [m for m in [*lines("ordinary.txt"), *lines("urgent.txt")] if detect(m)] == []


def test_english_is_left_alone() -> None:
    """English passes through unchanged, with no line added."""
    assert to_english_terms("when should I use GCP2") == "when should I use GCP2"
    assert emergency_line("when should I use GCP2") is None
