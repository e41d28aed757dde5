"""Statements that may not appear alone: "get consent" never without "not where a child may be at risk of significant harm"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import yaml

from assistant.errors import SettingsError

MOST = 1


@dataclass(frozen=True, slots=True)
class Companion:
    """A sentence to add when a pattern is shown and nothing shown already covers it."""

    id: str
    when_any: tuple[re.Pattern[str], ...]
    unless_any: tuple[re.Pattern[str], ...]
    add: str


def load_companions(path: Path) -> tuple[Companion, ...]:
    """Read ``companions.yaml`` in its order of importance."""
    try:
        entries = yaml.safe_load(path.read_text(encoding="utf-8"))["companions"]
        return tuple(
            Companion(
                entry["id"],
                tuple(re.compile(pattern, re.IGNORECASE) for pattern in entry["when_any"]),
                tuple(re.compile(pattern, re.IGNORECASE) for pattern in entry.get("unless_any") or ()),
                " ".join(entry["add"].split()),
            )
            for entry in entries
        )
    except (OSError, yaml.YAMLError, KeyError, TypeError, re.error) as error:
        raise SettingsError(f"{path.name} cannot be read: {error}. Mend the file or restore it from the repository.") from error


def companions_for(text: str, companions: tuple[Companion, ...]) -> list[str]:
    """The sentences that a reply must carry, the most important one."""
    needed = [
        companion.add
        for companion in companions
        if any(pattern.search(text) for pattern in companion.when_any) and not any(pattern.search(text) for pattern in companion.unless_any)
    ]
    return needed[:MOST]
