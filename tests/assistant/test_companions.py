"""Statements that may not appear alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.companions import companions_for, load_companions
from assistant.errors import SettingsError
from tests.conftest import KNOWLEDGE

COMPANIONS = load_companions(KNOWLEDGE / "companions.yaml")


@pytest.mark.parametrize(
    ("shown", "added"),
    [
        ("Practitioners must seek consent from the parent.", "significant harm"),
        ("Complete the online referral form.", "ring the front door"),
        ("Use GCP2 when neglect is known and complete it with the family.", "never delays"),
    ],
)
def test_a_risky_sentence_brings_its_companion(shown: str, added: str) -> None:
    """One sentence of ours goes below."""
    found = companions_for(shown, COMPANIONS)

    assert len(found) == 1
    assert added in found[0]


@pytest.mark.parametrize("shown", ["The panel meets weekly.", "Seek consent unless that raises the risk of significant harm to the child."])
def test_a_harmless_or_complete_text_brings_none(shown: str) -> None:
    """Nothing to add, or already said."""
    assert companions_for(shown, COMPANIONS) == []


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    """A wrong pattern stops the start with the file's name."""
    path = tmp_path / "companions.yaml"
    path.write_text("companions:\n  - {id: a, when_any: ['('], add: x}\n", encoding="utf-8")

    with pytest.raises(SettingsError, match=r"companions\.yaml"):
        load_companions(path)
