"""Wording and code agree: every key that code uses exists, every key that exists is used or promised."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from assistant.replies import REQUIRED_KEYS, Replies, RepliesError
from tests.assistant.safety.conftest import ROOT


def test_the_keys_agree(replies: Replies) -> None:
    """The file holds exactly the keys that code may ask for."""
    assert set(replies.texts) == REQUIRED_KEYS


def test_literal_keys_in_code_exist(replies: Replies) -> None:
    """Each literal key given to ``get`` anywhere in the product is in the file."""
    used = {
        key
        for path in (ROOT / "assistant").rglob("*.py")
        for key in re.findall(r"\breplies\.get\(\s*\"([a-z_]+)\"", path.read_text(encoding="utf-8"))
    }
    assert used <= set(replies.texts)
    assert used


def test_no_wording_is_signed_without_a_person(replies: Replies) -> None:
    """Until a person signs, the reviewer stays blank."""
    assert replies.reviewed == frozenset()


def test_filling_is_one_pass() -> None:
    """A value that looks like a placeholder is not filled again."""
    replies = Replies(texts={"k": "{a} {b}"})
    assert replies.get("k", a="{b}", b="x") == "{b} x"


def test_missing_things_raise() -> None:
    """An unknown key or an unfilled placeholder is an error."""
    replies = Replies(texts={"k": "{a}"})
    with pytest.raises(RepliesError):
        replies.get("no_such_key")
    with pytest.raises(RepliesError):
        replies.get("k")


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    """Loading says what is wrong."""
    with pytest.raises(RepliesError, match=r"nothing\.yaml"):
        Replies.load(tmp_path / "nothing.yaml")


def test_no_wording_promises_what_the_tool_cannot_do(replies: Replies) -> None:
    """Nothing claims to have rung, referred, saved or told anybody, and nothing says "commit suicide"."""
    for key, text in replies.texts.items():
        assert not re.search(r"(?i)\b(i have|i've) (rung|referred|told|saved|sent)|commit(ted)? suicide|wait and see", text), key


def test_sentences_are_short(replies: Replies) -> None:
    """English wording keeps to short sentences: none above 40 words, a child's none above 20."""
    for key, text in replies.texts.items():
        limit = 20 if key.startswith("urgent_child") else 40
        for sentence in re.split(r"(?<=[.!?:])\s", text):
            assert len(sentence.split()) <= limit, (key, sentence)
