"""National guidance as data (``knowledge/national.yaml``): whether a text rests on an edition that was replaced since.

An entry that nobody has confirmed only adds "may have changed since; check" to the line of a source; it never contradicts one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.errors import SettingsError


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid")

    key: str
    title: str
    current_edition: str
    replaces: str | None = None
    published: str | None = None
    names: list[str]
    confirmed_by: str | None = None
    note: str = ""


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    national: list[_Entry]


@dataclass(frozen=True, slots=True, kw_only=True)
class Guidance:
    """One piece of national guidance; each of ``names`` finds a mention and captures the year cited as ``edition``."""

    title: str
    current_edition: str
    names: tuple[re.Pattern[str], ...]
    confirmed: bool

    def cited_older(self, text: str) -> bool:
        """Whether a text cites an edition before the current one."""
        return any(match["edition"] < self.current_edition for name in self.names for match in name.finditer(text) if match["edition"])


def load_national(path: Path) -> tuple[Guidance, ...]:
    """Read and check the file; a mistake in it is named with its place."""
    try:
        raw = _File.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
        return tuple(
            Guidance(
                title=entry.title,
                current_edition=entry.current_edition,
                names=tuple(re.compile(name) for name in entry.names),
                confirmed=entry.confirmed_by is not None,
            )
            for entry in raw.national
        )
    except (OSError, yaml.YAMLError, ValidationError, re.error) as error:
        raise SettingsError(f"{path.name} cannot be used: {error}") from error


def replaced_since(text: str, national: Sequence[Guidance]) -> tuple[Guidance, ...]:
    """The guidance of which a text cites an edition that is no longer the current one."""
    return tuple(guidance for guidance in national if guidance.cited_older(text))
