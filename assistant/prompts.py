"""Model prompts from ``prompts/*.md``: placeholders checked when loaded, filled in one pass, identified by a digest."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import SettingsError

_PLACEHOLDER = re.compile(r"\$\{([a-z_]+)\}")
_DIVIDER = re.compile(r"^---$", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledPrompt:
    """What one call sends: instructions, and the data they speak of. ``digest`` is that of the unfilled prompt."""

    system: str
    user: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """A prompt file: instructions above a line ``---``, data below it. ``expects`` are the names the code fills."""

    name: str
    system: str
    user: str
    expects: frozenset[str]
    digest: str

    @classmethod
    def load(cls, path: Path, *, expects: Iterable[str]) -> Prompt:
        """Read a prompt file.

        Raises:
            SettingsError: it cannot be read, has no divider, or its placeholders are not the ones the code fills.
        """
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise SettingsError(f"The prompt {path.name} cannot be read. Restore it, or set SAFEGUARDING_PROMPTS_DIR.") from error
        parts = _DIVIDER.split(text)
        if len(parts) != 2:
            raise SettingsError(f"The prompt {path.name} must have exactly one line '---' between instructions and data.")
        wanted, found = frozenset(expects), frozenset(_PLACEHOLDER.findall(parts[1]))
        if _PLACEHOLDER.search(parts[0]) or found != wanted:
            raise SettingsError(
                f"{path.name} must use the placeholders {sorted(wanted)} below its divider and no others; it has {sorted(found)}."
            )
        digest = hashlib.sha256(text.encode()).hexdigest()[:12]
        return cls(name=path.stem, system=parts[0].strip(), user=parts[1].strip(), expects=wanted, digest=digest)

    def fill(self, **values: str) -> FilledPrompt:
        """Fill all placeholders in one pass, so that a value that looks like a placeholder stays text.

        Raises:
            KeyError: a value is missing or one is given that the prompt does not use.
        """
        if frozenset(values) != self.expects:
            raise KeyError(f"prompt {self.name} is filled with {sorted(self.expects)}, not {sorted(values)}")
        return FilledPrompt(system=self.system, user=_PLACEHOLDER.sub(lambda match: values[match.group(1)], self.user), digest=self.digest)
