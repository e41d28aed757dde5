"""The wording of every reply that is not made from sources: read from ``prompts/replies.yaml``, filled in one pass."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")


class RepliesError(ValueError):
    """``replies.yaml`` is missing, broken, lacks a key, or a placeholder was not filled."""


class _Reply(BaseModel):
    model_config = ConfigDict(extra="forbid")
    text: str
    reviewed_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Replies:
    """All wordings by key. ``reviewed`` names the keys that a person has signed."""

    texts: dict[str, str]
    reviewed: frozenset[str] = frozenset()

    @classmethod
    def load(cls, path: Path) -> Replies:
        """Read the file.

        Raises:
            RepliesError: it cannot be read or an entry does not fit.
        """
        try:
            raw = yaml.safe_load(path.read_text(encoding="utf-8"))
            rows = {str(key): _Reply.model_validate(value) for key, value in dict(raw).items()}
        except (OSError, yaml.YAMLError, ValidationError, TypeError, ValueError) as error:
            raise RepliesError(f"cannot use {path.name}: {error}") from error
        return cls(
            texts={key: row.text.strip() for key, row in rows.items()},
            reviewed=frozenset(key for key, row in rows.items() if row.reviewed_by),
        )

    def get(self, key: str, /, **values: str) -> str:
        """The wording of ``key`` with its placeholders filled in one pass, so that filled-in text is never read as a placeholder.

        Raises:
            RepliesError: the key is unknown or a placeholder has no value.
        """
        try:
            template = self.texts[key]
        except KeyError:
            raise RepliesError(f"no reply {key!r} in replies.yaml") from None
        missing = {name for name in _PLACEHOLDER.findall(template) if name not in values}
        if missing:
            raise RepliesError(f"reply {key!r} needs {sorted(missing)}")
        return _PLACEHOLDER.sub(lambda m: values[m.group(1)], template)

    def placeholders(self, key: str) -> frozenset[str]:
        """The placeholder names in a reply."""
        return frozenset(_PLACEHOLDER.findall(self.texts.get(key, "")))
