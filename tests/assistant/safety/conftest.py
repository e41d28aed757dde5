"""What the safety tests share: the real wording, the real contacts, and the invented messages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.contacts import ContactBook
from assistant.replies import Replies

ROOT = Path(__file__).resolve().parents[3]
MESSAGES = Path(__file__).parent / "messages"


def lines(name: str) -> list[str]:
    """The messages of a file without its comment lines."""
    return [line for line in (MESSAGES / name).read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]


def records(name: str) -> list[dict[str, object]]:
    """The rows of a JSON lines file."""
    return [json.loads(line) for line in lines(name)]


@pytest.fixture(scope="session")
def replies() -> Replies:
    return Replies.load(ROOT / "prompts" / "replies.yaml")


@pytest.fixture(scope="session")
def book() -> ContactBook:
    return ContactBook.load(ROOT / "knowledge" / "contacts.yaml")
