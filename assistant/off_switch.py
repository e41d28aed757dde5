"""Switching the assistant off without a restart: a file in the data directory that every process looks for at each question."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from assistant.errors import SettingsError

NAME = "OFF"


@dataclass(frozen=True, slots=True)
class OffSwitch:
    """Off by the setting (until a restart without it) or by the file (until it is removed)."""

    data_dir: Path
    setting: bool = False

    def is_off(self) -> bool:
        """Whether only the danger route and contacts answer."""
        return self.setting or (self.data_dir / NAME).exists()

    def turn_off(self, by: str, reason: str) -> None:
        """From the next question on, in all processes of this data directory. Raises :class:`SettingsError` when it cannot be written."""
        try:
            self.data_dir.mkdir(parents=True, exist_ok=True)
            (self.data_dir / NAME).write_text(f"{datetime.now(UTC).isoformat(timespec='seconds')} {by}: {reason}\n", encoding="utf-8")
        except OSError as error:
            raise SettingsError(f"{self.data_dir / NAME} cannot be written: set SAFEGUARDING_SWITCHED_OFF=true and restart instead.") from error

    def turn_on(self) -> None:
        """Take the file away. Raises :class:`SettingsError` when the setting keeps it off."""
        (self.data_dir / NAME).unlink(missing_ok=True)
        if self.setting:
            raise SettingsError("It is still off: SAFEGUARDING_SWITCHED_OFF is true. Take that setting away and restart the processes.")

    def says(self) -> str:
        """One sentence for operators."""
        try:
            why = (self.data_dir / NAME).read_text(encoding="utf-8").strip()
        except OSError:
            why = ""
        if self.setting:
            why = "by SAFEGUARDING_SWITCHED_OFF"
        return f"ON ({why}): only the danger route and contacts answer" if self.is_off() else "off"
